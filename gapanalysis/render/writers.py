"""The registry of writers. Importing it imports no template engine and no PDF library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from gapanalysis.errors import RenderError
from gapanalysis.model.report import GapReport
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
    """A file that a document carries inside."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Materials:
    """All a writer may use besides the report.

    Attributes:
        templates: folders of templates, messages and fonts; earlier ones win, the shipped one is last.
        theme: colours, fonts, logo and footer; None takes `theme.yaml` of the first folder that has one.
        attachment: data for the PDF to carry, on request only; None for none.
    """

    templates: Sequence[Path]
    theme: Theme | None = None
    attachment: Attachment | None = None


class Render(Protocol):
    """The one signature all writers share."""

    def __call__(self, report: GapReport, materials: Materials) -> Rendered:
        """Turn the report into a document; raises RenderError when that cannot be done."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """Where a format is written; `target` is `module:function`, imported when used."""

    format: str
    suffix: str
    media_type: str
    target: str

    def render(self, report: GapReport, materials: Materials) -> Rendered:
        """Import the writer and let it write."""
        module, function = self.target.split(":")
        return cast("Render", getattr(import_module(module), function))(report, materials)


WRITERS: Mapping[str, Writer] = {
    writer.format: writer
    for writer in (
        Writer("pdf", ".pdf", "application/pdf", "gapanalysis.render.pdf:render_pdf"),
        Writer("html", ".html", "text/html; charset=utf-8", "gapanalysis.render.html:render_html"),
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
