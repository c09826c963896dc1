"""The whole context of the gap-analysis report, with its chapters in order."""

from gapanalysis.model.document import Stage
from gapanalysis.model.report import GapReport
from gapanalysis.render.context.annexes import annexes
from gapanalysis.render.context.customer import customer
from gapanalysis.render.context.findings import findings, opportunities
from gapanalysis.render.context.front import control, cover, summary
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.context.plan import plan
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.results import results
from gapanalysis.render.context.scope import scope
from gapanalysis.render.context.score import score
from gapanalysis.render.context.second import second
from gapanalysis.render.messages import Messages

CONTEXT_VERSION = 1
"""Goes up when a value that templates see changes its name or its meaning, or goes; not when one is added."""


def build_context(report: GapReport, messages: Messages) -> Data:
    """Plain data only. A chapter without content is left out of `chapters`, which is in the order of the document."""
    reading = Reading(report, messages)
    found, chances, planned = findings(reading), opportunities(reading), plan(reading)
    added = second(reading)
    parts: dict[str, Data | None] = {
        "summary": summary(reading),
        "scope": scope(reading),
        "results": results(reading) if report.main.clauses else None,
        "score": score(reading),
        "customer": customer(reading),
        "findings": found if found["groups"] else None,
        "chances": chances if chances["opportunities"] or chances["strengths"] else None,
        "plan": planned if report.main.plan else None,
        "second": added,
        "annexes": {**annexes(reading), "headline": messages("annex.headline")},
    }
    chapters: list[Data] = []
    for name, part in parts.items():
        if part is not None:
            label = str(part.get("label") or messages(f"chapter.{name}"))
            chapters.append({"id": name, "number": len(chapters) + 1, "label": label, "headline": part["headline"]})
    context: dict[str, Plain] = {
        "context_version": CONTEXT_VERSION,
        "language": report.language,
        "title": report.questionnaire_title,
        "client": report.engagement.client,
        "running_name": reading.running_name,
        "on": report.on.isoformat(),
        "version": report.version,
        "draft": _draft(reading),
        "invented": messages("cover.invented") if report.engagement.invented else "",
        "cover": cover(reading),
        "control": control(reading),
        "chapters": chapters,
        **parts,
    }
    return context


def _draft(reading: Reading) -> str:
    """The mark of a draft, with what is still missing; empty when nothing is."""
    report, messages = reading.report, reading.messages
    if report.stage is Stage.DRAFT:
        return messages("draft_stage")
    if not report.draft:
        return ""
    missing = sum(question.state.value in ("open", "don't know") for question in report.questions)
    return messages.count("draft", missing)
