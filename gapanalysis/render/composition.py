"""One document from one context: what the HTML and the PDF writer share."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from gapanalysis.model.report import GapReport
from gapanalysis.render.charts.drawing import Drawing, Medium
from gapanalysis.render.context.document import build_context
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.environment import Templates
from gapanalysis.render.fonts import Coverage, find
from gapanalysis.render.messages import load_messages
from gapanalysis.render.progress import tell
from gapanalysis.render.theme import Theme, load_theme
from gapanalysis.render.writers import Materials

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


@dataclass(frozen=True)
class Composition:
    """A document ready for its medium.

    Attributes:
        html: the whole document but for its style.
        warnings: characters that no font of the theme has.
    """

    html: str
    warnings: tuple[str, ...]
    theme: Theme
    templates: Templates

    def styled(self, fonts: Mapping[str, str], sheet: str) -> str:
        """The document with its style inside; `fonts` says where each font file is found."""
        values = {"theme": self.theme.plain(), "fonts": fonts}
        css = "\n".join(self.templates.render(f"report/{name}.css.j2", **values) for name in ("style", sheet))
        return self.html.replace(STYLE, css, 1)


STYLE = "/* the style comes here */"


def compose(
    report: GapReport,
    materials: Materials,
    medium: Medium,
    body_template: str = "report/body.html.j2",
    further: Data | None = None,
) -> Composition:
    """Fill the templates; raises RenderError for a broken template, theme or message file.

    `further` is what a document has beside the context of the report.
    """
    theme = materials.theme or load_theme(materials.templates)
    messages = load_messages(materials.templates, report.language).reworded(_grades(report))
    coverage = Coverage(materials.templates, theme)
    context = {**build_context(report, messages), **(further or {})}
    drawn = {name: _drawn(value, coverage) for name, value in context.items()}
    drawing = Drawing(materials.templates, theme, medium)
    templates = Templates(
        materials.templates,
        {"t": messages, "n": messages.count, "chart": drawing.chart, "sign": drawing.sign, "begin": _begin},
    )
    look = _drawn(theme.plain(), coverage)
    body = templates.render(body_template, **drawn, theme=look, logo=_logo(materials, theme))
    html = templates.render(
        "report/report.html.j2",
        **drawn,
        body=Markup(body),  # noqa: S704 (the output of our own template)
        symbols=drawing.symbols() if medium == "screen" else None,
        style=STYLE,
    )
    return Composition(html, coverage.warnings(), theme, templates)


def _begin(chapter: int, whole: int) -> str:
    """Templates call it as a chapter begins; nothing appears in its place."""
    tell("composing", chapter, whole)
    return ""


def _grades(report: GapReport) -> dict[str, str]:
    """The messages that another scale of grades words anew; none where the usual names hold."""
    names = report.grades.names.items() if report.grades else ()
    keys = {grade: grade.value.replace(" ", "_") for grade, _ in names}
    return {f"grade.{keys[grade]}": called.name for grade, called in names} | {
        f"grade_means.{keys[grade]}": called.meaning for grade, called in names
    }


def _drawn(value: Plain, coverage: Coverage) -> Plain:
    """The value with every text drawable."""
    if isinstance(value, str):
        return coverage.drawn(value)
    if isinstance(value, Mapping):
        return {name: _drawn(part, coverage) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawn(part, coverage) for part in value]
    return value


def _logo(materials: Materials, theme: Theme) -> str:
    """The logo as a data URI; empty without one."""
    if not theme.logo:
        return ""
    data = base64.b64encode(find(materials.templates, f"images/{theme.logo}").read_bytes()).decode()
    return f"data:{MEDIA_TYPES[theme.logo.rsplit('.', 1)[1]]};base64,{data}"
