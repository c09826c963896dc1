"""The blank handout: what it is about, whom to meet, what to have at hand, and the questions with room to write."""

import re
from collections.abc import Sequence

from gapanalysis.model.handout import Handout, Part, Prompt
from gapanalysis.model.question import LevelAnswer, TableAnswer
from gapanalysis.render.context.answers import facts
from gapanalysis.render.context.frame import frame
from gapanalysis.render.context.plain import Data
from gapanalysis.render.documents import Document
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import period_text

QUESTION = re.compile(r"[QD]\d")
"""How the id of a question begins; what decides otherwise is a fact, by its title."""

MOST_PEOPLE = 8
"""Roles that get a line of their own; the others are wanted for single questions and named together."""

FEWEST_PARTS = 2
"""Sections from which on it is worth saying that somebody is asked about all of them."""

MOST_EVIDENCE = 4
"""Examples of evidence beside a question: enough to see what is meant, few enough to be read."""


def handout_context(handout: Handout, messages: Messages, document: Document) -> Data:
    """The whole context of the handout; an empty list means that the section is left out."""
    engagement, count = handout.engagement, sum(len(part.prompts) for part in handout.parts)
    when = period_text(messages, engagement.assessed_from, engagement.assessed_to)
    people = [{"role": role, "themes": themes(handout, titles, messages)} for role, titles in handout.people.items()]
    return {
        **frame(handout, handout.editions, messages, document, engagement.version),
        "draft": "",
        "headline": messages("handout.headline_on", when=when) if when else messages("handout.headline"),
        "about": messages.count("handout.about", count, editions=_and(messages, handout.editions)),
        "why_now": engagement.why_now,
        "statement": engagement.scope.statement,
        "sites": list(engagement.scope.sites),
        "left_out": [item.what for item in engagement.scope.left_out],
        "sector_note": handout.sector_note,
        "agenda": list(engagement.agenda),
        "people": people[:MOST_PEOPLE],
        "others": ", ".join(row["role"] for row in people[MOST_PEOPLE:]),
        "documents": list(engagement.documents_requested),
        "figures": [{"title": each.title, "formula": each.formula, "period": each.period} for each in handout.figures],
        "known": facts(messages, handout.profile),
        "unknown": [fact.title for fact in handout.profile if fact.value is None],
        "parts": [part_data(messages, part) for part in handout.parts],
        "count": count,
        "confidentiality": engagement.confidentiality,
    }


def themes(handout: Handout, titles: Sequence[str], messages: Messages) -> str:
    """What somebody is to be asked about, by the titles of the sections, or of the few that do not concern them."""
    others = [part.title for part in handout.parts if part.title not in titles]
    if len(handout.parts) < FEWEST_PARTS or 3 * len(others) > len(handout.parts):
        return "; ".join(titles)
    return messages("handout.everything_but", parts="; ".join(others)) if others else messages("handout.everything")


def part_data(messages: Messages, part: Part) -> Data:
    """One section with its questions."""
    return {
        "title": part.title,
        "intro": part.intro,
        "prompts": [prompt_data(messages, prompt) for prompt in part.prompts],
    }


def prompt_data(messages: Messages, prompt: Prompt) -> Data:
    """One question; how much room it needs follows from the kind of its answer."""
    named = [name if QUESTION.match(name) else messages("handout.fact", title=name) for name in prompt.depends_on]
    depends = ", ".join(named)
    clause = "handout.clause" if prompt.required else "handout.clause_practice"
    return {
        "id": prompt.id,
        "title": prompt.title,
        "ask": prompt.ask,
        "clause": messages(clause, clause=prompt.clause) if prompt.clause else "",
        "evidence": "; ".join(prompt.evidence[:MOST_EVIDENCE]),
        "whom": ", ".join(prompt.whom),
        "depends": messages("handout.depends", on=depends) if depends else "",
        "columns": [column.title for column in prompt.answer.columns] if isinstance(prompt.answer, TableAnswer) else [],
        "lines": 4 if isinstance(prompt.answer, LevelAnswer | TableAnswer) else 2,
    }


def _and(messages: Messages, parts: tuple[str, ...]) -> str:
    return messages("and", first=parts[0], second=parts[1]) if len(parts) > 1 else parts[0]
