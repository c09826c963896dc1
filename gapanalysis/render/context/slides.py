"""The closing slides: which there are, in which order, and the one thing each says."""

from collections.abc import Mapping
from typing import cast

from gapanalysis.model.finding import Grade
from gapanalysis.model.report import GapReport
from gapanalysis.render.context.document import build_context
from gapanalysis.render.context.findings import card
from gapanalysis.render.context.front import MAIN_GAPS
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.documents import Document
from gapanalysis.render.messages import Messages

ORDER = (
    *("title", "verdict", "strengths", "gates", "map", "gap", "gaps", "way", "chain"),
    *("cost", "first", "outlook", "next"),
)
"""The slides in their order; those without anything to say are left out."""

STRENGTHS = 5
"""Strengths that a slide has room for."""


def slides_context(report: GapReport, messages: Messages, document: Document) -> Data:
    """The chapters the slides draw on, and the slides."""
    context = build_context(report, messages, document)
    return {**context, "slides": slides(Reading(report.for_client(), messages), context)}


def slides(reading: Reading, context: Data) -> Data:
    """The slides, and the gap that has one of its own."""
    main, messages = reading.report.main, reading.messages
    found = [finding for finding in main.findings if finding.grade is not Grade.OPPORTUNITY]
    said = {
        "title": messages(
            "slides.title" if main.tally.answered else "slides.title_nothing", client=reading.report.engagement.client
        ),
        "verdict": headline_of(context, "summary"),
        "strengths": messages.count("strengths.headline", len(main.strengths)) if main.strengths else "",
        "gates": headline_of(context, "gates"),
        "map": headline_of(context, "results") if main.tally.answered else "",
        "gap": found[0].headline if found else "",
        "gaps": next_gaps(messages, len(found) - 1),
        "way": headline_of(context, "customer") if main.practice.mean is not None else "",
        "chain": headline_of(cast("Data", context["customer"]), "chain"),
        "cost": headline_of(context, "cost") if counted(context) else "",
        "first": str(cast("Data", context["brief"])["first_headline"]),
        "outlook": headline_of(context, "outlook"),
        "next": messages("slides.next"),
    }
    shown = [name for name in ORDER if said[name]]
    return {
        "all": [
            {"id": name, "number": place, "label": messages(f"slides.label.{name}"), "headline": said[name]}
            for place, name in enumerate(shown, start=1)
        ],
        "gap": card(reading, main, found[0], {}) if found else None,
        "strengths": [{"clause": each.clause, "headline": each.headline} for each in main.strengths[:STRENGTHS]],
        "next": [
            *([messages("slides.begin", title=main.plan[0].title)] if main.plan else []),
            messages("slides.check_draft" if reading.report.draft else "slides.check"),
        ],
    }


def counted(context: Data) -> bool:
    """Whether there is an amount for a slide on costs."""
    cost = context["cost"]
    return isinstance(cost, Mapping) and bool(cost["counted"])


def headline_of(parts: Data, name: str) -> str:
    """The headline of a part; empty where the part is left out."""
    part = parts[name]
    return str(part["headline"]) if isinstance(part, Mapping) else ""


def next_gaps(messages: Messages, rest: int) -> str:
    """How many gaps the slide behind the first one names, and of how many; empty where there is no second."""
    named = min(rest, MAIN_GAPS - 1)
    if named < 1:
        return ""
    words = messages.count("slides.gaps", named)
    return words if named == rest else messages("slides.gaps_of", next=words, rest=rest)
