"""A document from its context: what the HTML and the PDF writer share."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import cast

from markupsafe import Markup

from gapanalysis.render.charts.drawing import Drawing, Medium
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.documents import Document, Subject
from gapanalysis.render.environment import Templates
from gapanalysis.render.fonts import Coverage, find
from gapanalysis.render.messages import Messages, load_messages
from gapanalysis.render.progress import tell
from gapanalysis.render.screen import Choices, policy
from gapanalysis.render.theme import Theme, load_theme
from gapanalysis.render.writers import Materials

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


@dataclass(frozen=True)
class Composition:
    """A document ready for its medium.

    Attributes:
        html: the whole document but for its style and its script.
        warnings: characters that no font of the theme has.
        offered: the choices that controls on the screen offer, by name and value.
    """

    html: str
    document: Document
    warnings: tuple[str, ...]
    theme: Theme
    templates: Templates
    script: str
    offered: tuple[tuple[str, str], ...]

    def styled(self, fonts: Mapping[str, str], medium: Medium) -> str:
        """The document with its style and script inside; `fonts` says where each font file is found."""
        values = {"theme": self.theme.plain(), "fonts": fonts, "offered": self.offered}
        sheets = ("report/style", *(f"{folder}/{medium}" for folder in self.document.styles))
        css = "\n".join(self.templates.render(f"{sheet}.css.j2", **values) for sheet in sheets)
        return self.html.replace(STYLE, css, 1).replace(SCRIPT, f"<script>{self.script}</script>")


STYLE = "/* the style comes here */"
SCRIPT = "<script>/* the script comes here */</script>"
"""With its tags, which no text of an answer can have."""


def compose(subject: Subject, materials: Materials, medium: Medium) -> Composition:
    """Fill the templates of the document; raises RenderError for a broken template, theme or message file."""
    theme, document = materials.theme or load_theme(materials.templates), materials.document
    messages = words_for(subject, replace(materials, theme=theme))
    coverage = Coverage(materials.templates, theme)
    context = _context(subject, messages, document)
    drawn = {name: _drawn(value, coverage) for name, value in context.items()}
    drawing = Drawing(materials.templates, theme, medium)
    choices, on_screen = Choices(medium), medium == "screen"
    names = {"t": messages, "n": messages.count, "chart": drawing.chart, "sign": drawing.sign, "begin": _begin}
    own = {"on_screen": on_screen, "item": choices.item, "beside": choices.beside, "offer": choices.offer}
    templates = Templates(materials.templates, {**names, **own})
    look = _drawn(theme.plain(), coverage)
    body = templates.render(f"{document.name}/body.html.j2", **drawn, theme=look, logo=logo(materials, theme))
    script = _script(materials) if on_screen and document.script else ""
    html = templates.render(
        "report/report.html.j2",
        **drawn,
        body=Markup(body),  # noqa: S704 (the output of our own template)
        symbols=drawing.symbols() if on_screen else None,
        style=STYLE,
        script=Markup(SCRIPT if script else ""),  # noqa: S704 (our own)
        policy=policy(script),
    )
    return Composition(html, document, coverage.warnings(), theme, templates, script, tuple(choices.offered))


def _context(subject: Subject, messages: Messages, document: Document) -> Data:
    module, function = document.context.split(":")
    build = cast("Callable[[Subject, Messages, Document], Data]", getattr(import_module(module), function))
    return build(subject, messages, document)


def _script(materials: Materials) -> str:
    return find(materials.templates, "shared/screen.js").read_text(encoding="utf-8")


def _begin(chapter: int, whole: int) -> str:
    """Templates call it as a chapter begins; nothing appears in its place."""
    tell("composing", chapter, whole)
    return ""


def words_for(subject: Subject, materials: Materials) -> Messages:
    """The messages in the language of a document and the tone of the theme, with the grades called as it calls them."""
    theme = materials.theme or load_theme(materials.templates)
    return load_messages(materials.templates, subject.language, theme.tone).reworded(_grades(subject))


def _grades(subject: Subject) -> dict[str, str]:
    """The messages that another scale of grades words anew; none where the usual names hold."""
    names = subject.grades.names.items() if subject.grades else ()
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


def logo(materials: Materials, theme: Theme) -> str:
    """The logo as a data URI; empty without one."""
    if not theme.logo:
        return ""
    data = base64.b64encode(find(materials.templates, f"images/{theme.logo}").read_bytes()).decode()
    return f"data:{MEDIA_TYPES[theme.logo.rsplit('.', 1)[1]]};base64,{data}"
