"""Charts and signs as templates ask for them: pictures with alternative text in PDF, inline in HTML."""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from gapanalysis.render.charts.offers import OFFERS
from gapanalysis.render.charts.page import COLUMN, Places
from gapanalysis.render.charts.places import PLACES
from gapanalysis.render.charts.ruler import Ruler
from gapanalysis.render.charts.starts import started
from gapanalysis.render.environment import Templates
from gapanalysis.render.fonts import find
from gapanalysis.render.theme import Theme

Medium = Literal["print", "screen"]

DRAWN = {**PLACES, **OFFERS}
"""Every chart by the name of its template."""


class Drawing:
    """Draws charts in the colours and the font of a theme."""

    def __init__(self, folders: Sequence[Path], theme: Theme, medium: Medium) -> None:
        """Make the templates of charts ready."""
        faces = [face for face in theme.faces if face.family == theme.text and face.style == "normal"]
        self.rulers = {face.weight: Ruler(find(folders, f"fonts/{face.file}")) for face in faces}
        self.ruler = self.rulers[faces[0].weight]
        self.templates = Templates(folders, {})
        self.theme = theme.plain()
        self.medium = medium
        self.signs: dict[str, str] = {}
        self.drawn = 0

    def chart(self, name: str, data: Places, words: str) -> Markup:
        """A chart; `words` say in a sentence what it shows, for those who do not see it."""
        self.drawn += 1
        frame = {"theme": self.theme, "words": words, "name": name, "number": self.drawn}
        places = DRAWN[name](data, self.ruler)
        svg = self.templates.render(f"charts/{name}.svg.j2", **{**data, **places, **frame})
        if self.medium == "print":
            return _picture(started(svg, self.rulers), f"chart chart-{name}", words)
        drawn = Markup(svg)  # noqa: S704 (made by our own template, which escapes)
        # What is wider than a telephone scrolls in a box of its own, and whoever has no mouse has to reach that box.
        return (
            Markup('<div class="chart-box" tabindex="0">{}</div>').format(drawn) if places["width"] >= COLUMN else drawn
        )

    def sign(self, name: str, words: str) -> Markup:
        """A small drawn sign; `words` are its meaning."""
        if name not in self.signs:
            self.signs[name] = self._sign(name, "symbol" if self.medium == "screen" else "svg")
        wide = " sign-wide" if name.startswith("practice") else ""
        if self.medium == "print":
            return _picture(self.signs[name], f"sign{wide}", words)
        return Markup('<svg class="sign{}" role="img" aria-label="{}"><use href="#sign-{}"/></svg>').format(
            wide, words, name
        )

    def symbols(self) -> Markup:
        """The signs used so far, for the one place in an HTML file where they are drawn."""
        return Markup("".join(svg for _, svg in sorted(self.signs.items())))  # noqa: S704 (our own template)

    def _sign(self, name: str, element: str) -> str:
        return self.templates.render("charts/sign.svg.j2", theme=self.theme, name=name, element=element).strip()


def _picture(svg: str, css_class: str, words: str) -> Markup:
    data = base64.b64encode(svg.encode()).decode()
    return Markup('<img class="{}" alt="{}" src="data:image/svg+xml;base64,{}">').format(css_class, words, data)
