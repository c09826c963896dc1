"""The whole context of a proposal: its frame, and its chapters in order."""

from collections.abc import Callable, Mapping

from gapanalysis.model.proposal import Proposal
from gapanalysis.render.context.frame import held_together
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.documents import Document
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import date_text
from gapanalysis.render.proposal.acceptance import acceptance
from gapanalysis.render.proposal.annexes import annexes
from gapanalysis.render.proposal.basis import basis
from gapanalysis.render.proposal.letter import letter
from gapanalysis.render.proposal.options import options
from gapanalysis.render.proposal.payment import payment
from gapanalysis.render.proposal.people import people
from gapanalysis.render.proposal.prices import prices
from gapanalysis.render.proposal.reading import Reading
from gapanalysis.render.proposal.situation import situation
from gapanalysis.render.proposal.terms import terms
from gapanalysis.render.proposal.timetable import timetable
from gapanalysis.render.proposal.work import work
from gapanalysis.render.proposal.worth import worth

CHAPTERS: Mapping[str, Callable[[Reading], Data | None]] = {
    "situation": situation,
    "options": options,
    "work": work,
    "timetable": timetable,
    "prices": prices,
    "worth": worth,
    "payment": payment,
    "people": people,
    "basis": basis,
    "terms": terms,
    "acceptance": acceptance,
    "annexes": annexes,
}
"""Every chapter by the name its template has, in the order of the document; None is left out."""


def build_context(proposal: Proposal, messages: Messages, document: Document) -> Data:  # noqa: ARG001  # one signature
    """Plain data only."""
    reading = Reading(proposal, messages)
    parts = {name: chapter(reading) for name, chapter in CHAPTERS.items()}
    return {**_frame(reading), "chapters": _numbered(parts, reading), "letter": letter(reading), **parts}


def _frame(reading: Reading) -> dict[str, Plain]:
    proposal, messages = reading.proposal, reading.messages
    return {
        "language": proposal.language,
        "title": messages("proposal.kind"),
        "document_title": messages("proposal.title", kind=_subject(reading), client=proposal.client),
        "kind": messages("proposal.kind"),
        "client": proposal.client,
        "running_name": reading.running_name,
        "on": proposal.on.isoformat(),
        "version": proposal.program,
        "draft": "",
        "invented": messages("proposal.invented") if proposal.invented else "",
        "cover": _cover(reading),
        "control": _control(reading),
        "improvement": int(proposal.kind == "improvement"),
        "sole": int(len(proposal.options) == 1),
    }


def _subject(reading: Reading) -> str:
    return reading.messages(f"proposal.cover.{reading.proposal.kind}")


def _cover(reading: Reading) -> Data:
    proposal, messages = reading.proposal, reading.messages
    situation = proposal.situation
    against = [messages("proposal.cover.after", on=date_text(messages, situation.report_on))] if situation else []
    editions = situation.editions if situation else proposal.subject.editions if proposal.subject else ()
    facts = [
        (messages("cover.client"), proposal.client),
        (messages("cover.firm"), proposal.firm.name),
        (messages("proposal.number"), _number(reading)),
        (messages("proposal.on"), date_text(messages, proposal.on)),
        (messages("proposal.valid_until"), date_text(messages, proposal.valid_until)),
    ]
    return {
        "title": _subject(reading),
        "client": messages(
            "proposal.cover.at" if situation else "proposal.cover.for", client=held_together(proposal.client)
        ),
        "author": proposal.firm.name,
        "against": [*against, *editions],
        "long_name": len(proposal.client) > 45,  # noqa: PLR2004 (characters that fit two lines at cover size)
        "facts": [{"label": label, "value": value} for label, value in facts],
    }


def _number(reading: Reading) -> str:
    return reading.messages("proposal.number_of", number=reading.proposal.number, version=reading.proposal.version)


def _control(reading: Reading) -> Data:
    """Number, version, date and what the document rests on."""
    proposal, messages = reading.proposal, reading.messages
    situation = proposal.situation
    rests_on = messages("proposal.control.method", method=proposal.rests_on)
    if situation:
        report = messages(
            "proposal.control.report",
            questionnaire=situation.questionnaire,
            on=date_text(messages, situation.report_on),
        )
        rests_on = f"{report} {rests_on}"
    rows = [
        (messages("control.document"), messages("proposal.title", kind=_subject(reading), client=proposal.client)),
        (messages("proposal.number"), _number(reading)),
        (messages("proposal.on"), date_text(messages, proposal.on)),
        (messages("proposal.valid_until"), date_text(messages, proposal.valid_until)),
        (messages("control.author"), f"{proposal.firm.contact}, {proposal.firm.name}"),
        (messages("proposal.control.rests_on"), rests_on),
        (messages("proposal.control.confidential"), messages("proposal.control.confidential_text")),
        (
            messages("control.program"),
            messages("control.program_of", version=proposal.program) if proposal.program else "",
        ),
    ]
    return {"rows": [{"label": label, "value": value} for label, value in rows if value]}


def _numbered(parts: Mapping[str, Data | None], reading: Reading) -> list[Data]:
    chapters: list[Data] = []
    for name, part in parts.items():
        if part is not None:
            label = reading.messages(f"proposal.chapter.{name}")
            chapters.append({"id": name, "number": len(chapters) + 1, "label": label, "headline": part["headline"]})
    return chapters
