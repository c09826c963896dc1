"""The registry of documents: what each is made of. Importing it imports no template engine and no PDF library."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from gapanalysis.errors import RenderError
from gapanalysis.model.questionnaire import GradeScale


class Subject(Protocol):
    """What a document is about: a `GapReport`, a part of one, or what is to be asked before there is any answer."""

    @property
    def language(self) -> str:
        """The language whose messages are taken."""
        ...

    @property
    def grades(self) -> GradeScale | None:
        """Other names for the grades of findings; None for the usual ones."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document: templates of its own over the macros, style, signs and charts that all share.

    Attributes:
        name: as it is asked for, and the folder of its `body.html.j2`.
        suffix: what follows the name of the assessment in the names of its files.
        chapters: the chapters of a report that it has, in order (`context.document.CHAPTERS`).
        styles: folders whose `print.css.j2` or `screen.css.j2` are laid over the shared style, the later one winning;
            they set the format of the page.
        context: `module:function`, imported when used: from subject, messages and document to what its templates see.
        for_assessor: whether it shows what the assessor weighed; every other document has the final word alone.
        script: whether it has something on a screen that a script makes easier: long lists, or many chapters.
    """

    name: str
    suffix: str
    chapters: tuple[str, ...] = ()
    styles: tuple[str, ...] = ("report",)
    context: str = "gapanalysis.render.context.document:build_context"
    for_assessor: bool = False
    script: bool = True


REPORT = Document(
    "report",
    "gap-analysis",
    ("summary", "scope", "results", "score", "customer", "findings", "chances", "cost", "plan", "second", "annexes"),
)

BRIEF = Document(
    "brief",
    "executive-brief",
    ("summary", "brief", "gates", "outlook", "cost", "scope"),
    ("report", "shared", "brief"),
    script=False,
)

PLAN = Document("plan", "action-plan", ("plan", "outlook", "owners", "headlines"), ("report", "shared", "plan"))

PAPERS = Document(
    "papers",
    "working-papers",
    ("clear_up", "figures", "judged", "questions", "site", "scope"),
    ("report", "shared", "papers"),
    for_assessor=True,
)

HANDOUT = Document(
    "handout",
    "before-the-visit",
    styles=("report", "shared", "handout"),
    context="gapanalysis.render.context.handout:handout_context",
    script=False,
)
"""About a `Handout`."""

SLIDES = Document(
    "slides",
    "closing-slides",
    ("summary", "brief", "gates", "results", "customer", "cost", "outlook", "scope"),
    ("slides",),
    context="gapanalysis.render.context.slides:slides_context",
    script=False,
)

EXTRACT = Document(
    "extract",
    "extract",
    styles=("report", "shared", "extract"),
    context="gapanalysis.render.context.extract:extract_context",
    script=False,
)
"""About an `Extract`; its files are named after what it is cut out by."""

PROPOSAL = Document(
    "proposal", "proposal", styles=("report", "proposal"), context="gapanalysis.render.proposal.document:build_context"
)

SPECIMEN = Document("specimen", "specimen", context="gapanalysis.render.specimen:specimen_context")
"""About a `Specimen`: how a theme looks."""

DOCUMENTS: Mapping[str, Document] = {
    document.name: document for document in (REPORT, BRIEF, PLAN, PAPERS, HANDOUT, SLIDES, EXTRACT)
}
"""Documents about an assessment by name, in the order to offer them; the proposal has a command of its own."""


def document_named(name: str) -> Document:
    """The document of this name; raises RenderError naming those there are."""
    if name == PROPOSAL.name:
        return PROPOSAL
    try:
        return DOCUMENTS[name]
    except KeyError:
        raise RenderError(
            f'There is no document "{name}".', hint=f"use one of: {', '.join(DOCUMENTS)}", code="unknown-document"
        ) from None
