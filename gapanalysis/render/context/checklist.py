"""The checklist of documented information: what the edition asks to be written down, and how each of it stands."""

from collections.abc import Sequence

from gapanalysis.model.assessment import State
from gapanalysis.model.report import NotAskedBecause, QuestionResult
from gapanalysis.render.context.answers import basis, documents, head
from gapanalysis.render.context.pages import is_long
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading

BY_SELECTION = {NotAskedBecause.DEPTH, NotAskedBecause.SECTOR}
"""What was never meant for this organisation is not told question by question."""

CURRENT, PARTLY, MISSING = 2, 1, 0
"""Levels of a document or record."""


def checklist(reading: Reading) -> Data | None:
    """Every document and record of the main edition with its status; None where none was asked about."""
    asked = of_edition(reading)
    if not any(item.state in (State.ANSWERED, State.OPEN, State.DONT_KNOW) for item in asked):
        return None
    total = reading.report.main.documentation
    return {
        "headline": headline(reading, asked),
        "points": reading.messages("documents.points", points=total.points, attainable=total.attainable),
        "legend": [
            {"sign": f"document-{level}", "name": reading.messages(f"documents.level.{level}")}
            for level in (CURRENT, PARTLY, MISSING)
        ],
        "rows": [row(reading, item) for item in asked],
    }


def of_edition(reading: Reading) -> list[QuestionResult]:
    """The questions about documents that the main edition asks of such an organisation, in their order."""
    main = reading.report.main.id
    asked = [item for item in reading.report.questions if documents(item.id) and main in item.obligations]
    return [item for item in asked if item.not_asked_because not in BY_SELECTION]


def headline(reading: Reading, asked: Sequence[QuestionResult]) -> str:
    """How many documents and records are there and current, and how many are missing."""
    levels = [item.level for item in asked if item.state is State.ANSWERED]
    if not levels:
        return reading.messages("documents.headline.nothing")
    current, missing = levels.count(CURRENT), levels.count(MISSING)
    words = reading.messages("documents.headline.current", current=current, answered=len(levels))
    if not missing:
        return words
    return reading.messages("documents.headline.with", current=words, missing=_missing(reading, missing))


def _missing(reading: Reading, count: int) -> str:
    return reading.messages.count("documents.missing", count)


def row(reading: Reading, item: QuestionResult) -> Data:
    """One document or record with its status, and what was said and seen."""
    messages = reading.messages
    if item.state is State.ANSWERED and item.level is not None:
        sign, status = f"document-{item.level}", item.level_label
    else:
        sign = "not-applicable" if item.state is State.NOT_APPLICABLE else "not-assessed"
        status = messages(f"documents.state.{item.state.name.lower()}")
    return {
        **head(reading, item),
        "sign": sign,
        "status": status,
        "observation": item.observation,
        "long": is_long(item.observation, item.evidence, item.justification),
        "evidence": list(item.evidence),
        "basis": basis(messages, item) if item.state is State.ANSWERED else "",
        "reason": item.justification,
    }
