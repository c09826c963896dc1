"""The whole context of a document about a report: its frame, and its chapters in order."""

from collections.abc import Callable, Mapping

from gapanalysis.model.document import Stage
from gapanalysis.model.report import GapReport
from gapanalysis.render.context.annexes import annexes, site
from gapanalysis.render.context.brief import brief
from gapanalysis.render.context.clear_up import clear_up
from gapanalysis.render.context.cost import cost
from gapanalysis.render.context.customer import customer
from gapanalysis.render.context.figures import figures
from gapanalysis.render.context.findings import findings, headlines, opportunities
from gapanalysis.render.context.frame import frame
from gapanalysis.render.context.front import control, summary
from gapanalysis.render.context.glossary import glossary
from gapanalysis.render.context.judged import judged
from gapanalysis.render.context.outlook import outlook
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.plan import owners, plan
from gapanalysis.render.context.questions import questions
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.results import gates, results
from gapanalysis.render.context.scope import scope
from gapanalysis.render.context.score import score
from gapanalysis.render.context.second import second
from gapanalysis.render.documents import REPORT, Document
from gapanalysis.render.messages import Messages

CONTEXT_VERSION = 1
"""Goes up when a value that templates see changes its name or its meaning, or goes; not when one is added."""

Chapter = Callable[[Reading], Data | None]
"""From the report to a chapter; None where it has nothing to say, and is left out."""


def _results(reading: Reading) -> Data | None:
    return results(reading) if reading.report.main.clauses else None


def _findings(reading: Reading) -> Data | None:
    found = findings(reading)
    return found if found["groups"] else None


def _chances(reading: Reading) -> Data | None:
    chances = opportunities(reading)
    return chances if chances["opportunities"] or chances["strengths"] else None


def _plan(reading: Reading) -> Data | None:
    return plan(reading) if reading.report.main.plan else None


def _annexes(reading: Reading) -> Data:
    return {**annexes(reading), "headline": reading.messages("annex.headline")}


def _site(reading: Reading) -> Data | None:
    noted = site(reading)
    return noted if noted["observations"] or noted["unsorted"] else None


def _gates(reading: Reading) -> Data | None:
    return gates(reading, reading.report.main) if reading.report.main.gates else None


CHAPTERS: Mapping[str, Chapter] = {
    "summary": summary,
    "scope": scope,
    "results": _results,
    "score": score,
    "customer": customer,
    "findings": _findings,
    "chances": _chances,
    "cost": cost,
    "plan": _plan,
    "second": second,
    "annexes": _annexes,
    "gates": _gates,
    "outlook": outlook,
    "brief": brief,
    "owners": owners,
    "headlines": headlines,
    "clear_up": clear_up,
    "figures": figures,
    "judged": judged,
    "questions": questions,
    "site": _site,
}
"""Every chapter that a document may have, by the name its templates know it by."""


def build_context(report: GapReport, messages: Messages, document: Document = REPORT) -> Data:
    """Plain data only. A chapter without content is None, and left out of `chapters`, which is in order."""
    reading = Reading(report if document.for_assessor else report.for_client(), messages)
    parts = {name: CHAPTERS[name](reading) for name in document.chapters}
    chapters = _numbered(parts, messages)
    if annexed := parts.get("annexes"):
        parts["annexes"] = {**annexed, "glossary": glossary(report.glossary, [parts, chapters])}
    return {**framed(reading, document), "chapters": chapters, **parts}


def framed(reading: Reading, document: Document) -> Data:
    """The frame of a document about a report, which may be a draft."""
    labels = [edition.label for edition in reading.report.editions]
    around = frame(reading.report, labels, reading.messages, document, reading.version)
    return {"context_version": CONTEXT_VERSION, **around, "draft": _draft(reading), "control": control(reading)}


def _numbered(parts: Mapping[str, Data | None], messages: Messages) -> list[Data]:
    """The chapters that have a name and something to say, numbered from 1."""
    chapters: list[Data] = []
    for name, part in parts.items():
        if part is not None and (part.get("label") or messages.has(f"chapter.{name}")):
            label = str(part.get("label") or messages(f"chapter.{name}"))
            chapters.append({"id": name, "number": len(chapters) + 1, "label": label, "headline": part["headline"]})
    return chapters


def _draft(reading: Reading) -> str:
    """The mark of a draft, with what is still missing; empty when nothing is."""
    report, messages = reading.report, reading.messages
    if report.stage is Stage.DRAFT:
        return messages("draft_stage")
    if not report.draft:
        return ""
    missing = sum(question.state.value in ("open", "don't know") for question in report.questions)
    return messages.count("draft", missing)
