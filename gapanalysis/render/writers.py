"""The registry of writers. Importing it imports no template engine and no PDF library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from gapanalysis.errors import RenderError
from gapanalysis.render.documents import REPORT, Document, Subject
from gapanalysis.render.theme import Theme


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document.

    Attributes:
        content: the bytes of the file.
        warnings: what the person who renders should know, one sentence each; empty when all is well.
    """

    content: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a document carries inside, and the day it is of."""

    name: str
    content: bytes
    on: date


@dataclass(frozen=True, slots=True)
class Materials:
    """All a writer may use besides what the document is about.

    Attributes:
        templates: folders of templates, messages and fonts; earlier ones win, the shipped one is last.
        theme: colours, fonts, logo and footer; None takes `theme.yaml` of the first folder that has one.
        document: what is to be made.
        attachment: data for the PDF to carry, on request only; None for none.
    """

    templates: Sequence[Path]
    theme: Theme | None = None
    document: Document = REPORT
    attachment: Attachment | None = None


class Render(Protocol):
    """The one signature all writers share."""

    def __call__(self, subject: Subject, materials: Materials) -> Rendered:
        """Turn what the document is about into its bytes; raises RenderError when that cannot be done."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """Where a format is written.

    Attributes:
        target: `module:function`, imported when used.
        any_document: whether it writes every document from its templates, or the gap-analysis report alone.
    """

    format: str
    suffix: str
    media_type: str
    target: str
    any_document: bool = False

    def writes(self, document: Document) -> bool:
        """Whether the document can be had in this format."""
        return self.any_document or document == REPORT

    def render(self, subject: Subject, materials: Materials) -> Rendered:
        """Import the writer and let it write; raises RenderError for a document that the format does not have."""
        if not self.writes(materials.document):
            raise RenderError(
                f'The document "{materials.document.name}" cannot be written as {self.format}.',
                hint="use pdf or html",
                code="document-format",
            )
        module, function = self.target.split(":")
        return cast("Render", getattr(import_module(module), function))(subject, materials)


WRITERS: Mapping[str, Writer] = {
    writer.format: writer
    for writer in (
        Writer("pdf", ".pdf", "application/pdf", "gapanalysis.render.pdf:render_pdf", any_document=True),
        Writer("html", ".html", "text/html; charset=utf-8", "gapanalysis.render.html:render_html", any_document=True),
        Writer(
            "docx",
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "gapanalysis.render.docx.writer:render_docx",
        ),
        Writer(
            "xlsx",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "gapanalysis.render.xlsx.writer:render_xlsx",
        ),
        Writer("md", ".md", "text/markdown; charset=utf-8", "gapanalysis.render.md:render_md"),
        Writer("json", ".json", "application/json", "gapanalysis.render.json:render_json"),
    )
}
"""Writers by the name of their format, in the order to offer them."""


def writer_for(format_name: str) -> Writer:
    """The writer of a format; raises RenderError naming the formats there are."""
    try:
        return WRITERS[format_name]
    except KeyError:
        raise RenderError(
            f'There is no writer for the format "{format_name}".',
            hint=f"use one of: {', '.join(WRITERS)}",
            code="unknown-format",
        ) from None
