"""Specimen pages: a whole report in small, and a page of type, colours and signs, to judge a theme by."""

from dataclasses import dataclass

from gapanalysis.model.finding import Grade
from gapanalysis.model.questionnaire import GradeScale
from gapanalysis.model.report import EditionResult, GapReport
from gapanalysis.render.context.document import build_context
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.contrast import PAIRS, ratio
from gapanalysis.render.documents import Document
from gapanalysis.render.messages import Messages
from gapanalysis.render.theme import Theme

KEPT = {Grade.MAJOR: 1, Grade.MINOR: 4, Grade.OPPORTUNITY: 4}
"""Findings of each grade that a specimen keeps."""

ROWS = 12
"""Rows that a specimen keeps of every longer list."""

SIGNS = (
    *(f"level-{level}" for level in range(4)),
    *("grade-major", "grade-minor", "grade-opportunity", "grade-conforms"),
    *("gate-failed", "gate-met", "gate-open", "gate-not-yet-due"),
    *("not-assessed", "not-applicable", "not-asked"),
    *("document-0", "document-1", "document-2", "practice-3"),
)


def excerpt(report: GapReport) -> GapReport:
    """The report with the first few of everything, so that each kind of page comes up once."""
    answered = [item for item in report.questions if item.level is not None]
    asked = {item.id for item in answered[:ROWS]} | {item.id for item in report.questions if item.level is None}
    sections = tuple(
        item.model_copy(update={"questions": tuple(name for name in item.questions if name in asked)})
        for item in report.sections
    )
    return report.model_copy(
        update={
            "editions": tuple(_excerpt(edition) for edition in report.editions),
            "sections": sections,
            "glossary": report.glossary[:ROWS],
            "changes": report.changes[:ROWS],
            "transition": None,
        }
    )


def _excerpt(edition: EditionResult) -> EditionResult:
    findings = []
    for grade, most in KEPT.items():
        findings += [item for item in edition.findings if item.grade is grade][:most]
    wanted, kept = {name for item in findings for name in item.actions}, {item.id for item in findings}
    steps = [
        step.model_copy(update={"remaining": {name: grade for name, grade in step.remaining.items() if name in kept}})
        for step in edition.projection
    ]
    return edition.model_copy(
        update={
            "findings": tuple(findings),
            "projection": tuple(steps),
            "plan": tuple(action for action in edition.plan if action.id in wanted),
            "strengths": edition.strengths[:ROWS],
        }
    )


@dataclass(frozen=True, slots=True)
class Specimen:
    """A theme with made-up content to show it on."""

    report: GapReport
    theme: Theme

    @property
    def language(self) -> str:
        """That of the content."""
        return self.report.language

    @property
    def grades(self) -> GradeScale | None:
        """Those of the content."""
        return self.report.grades


def specimen_context(specimen: Specimen, messages: Messages, document: Document) -> Data:  # noqa: ARG001  # one signature
    """A whole report in small, with colours, faces, signs and the tone."""
    return {
        **build_context(excerpt(specimen.report), messages),
        "specimen": {**swatches(specimen.theme), "spoken": spoken(messages)},
    }


def spoken(messages: Messages) -> list[Plain]:
    """Sentences that sound otherwise in another tone: from the report, the slides, and a letter with its end."""
    return [
        messages("standing.label"),
        messages("slides.check"),
        messages("proposal.letter.salutation"),
        messages("proposal.letter.honest"),
        messages("proposal.letter.close"),
    ]


def swatches(theme: Theme) -> Data:
    """Colours with their contrast, faces and signs."""
    named = theme.colours.model_dump()
    return {
        "colours": [{"name": name.replace("_", " "), "value": str(value)} for name, value in named.items()],
        "pairs": [
            {
                "upper": named[pair.upper],
                "ground": named[pair.ground],
                "names": f"{pair.upper} / {pair.ground}".replace("_", " "),
                "ratio": f"{ratio(named[pair.upper], named[pair.ground]):.1f}",
                "used": pair.used,
            }
            for pair in PAIRS
        ],
        "faces": [
            {"family": face.family, "weight": face.weight, "style": face.style, "file": face.file}
            for face in theme.faces
        ],
        "signs": list(SIGNS),
    }
