"""Words of a drawing as outlines: they look the same where the fonts of the theme are not installed, as in Word."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from gapanalysis.render.fonts import Coverage, find
from gapanalysis.render.theme import Theme

SVG = "http://www.w3.org/2000/svg"
TEXT, PATH = f"{{{SVG}}}text", f"{{{SVG}}}path"
INHERITED = ("font-size", "font-weight", "text-anchor")
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of its own width a line stands to the left of its place."""


@lru_cache(maxsize=8)
def _font(path: Path) -> TTFont:
    """A font that is kept: all of it in memory, and the file closed."""
    return TTFont(path, lazy=False)


@lru_cache(maxsize=1024)
def _glyph(path: Path, name: str) -> RecordingPen:
    """The outline of a letter, read once however often it is drawn."""
    pen = RecordingPen()
    _font(path).getGlyphSet()[name].draw(pen)
    return pen


class Outliner:
    """Turns each `text` of an SVG into a `path`, with the faces of the theme's running text."""

    def __init__(self, folders: Sequence[Path], theme: Theme, coverage: Coverage) -> None:
        """Find the faces; `coverage` replaces what they lack, and reports it."""
        upright = [face for face in theme.faces if face.family == theme.text and face.style == "normal"]
        self.faces = {face.weight: find(folders, f"fonts/{face.file}") for face in upright}
        self.coverage = coverage

    def outlined(self, svg: str) -> str:
        """The drawing without text elements; words for those who do not see it stay in its title."""
        ET.register_namespace("", SVG)
        root = ET.fromstring(svg)  # noqa: S314 (drawn by our own templates, which escape)
        self._walk(root, {"font-size": "8", "font-weight": "400", "text-anchor": "start"})
        return ET.tostring(root, encoding="unicode")

    def _walk(self, element: ET.Element, inherited: Mapping[str, str]) -> None:
        style = {name: element.get(name, inherited[name]) for name in INHERITED}
        if element.tag == TEXT and len(element) == 0:
            self._draw(element, style)
        for child in element:
            self._walk(child, style)

    def _draw(self, element: ET.Element, style: Mapping[str, str]) -> None:
        """Make a path of a line of text: glyphs side by side, without kerning."""
        words = self.coverage.drawn(element.text or "")
        face = self._face(int(style["font-weight"]))
        font = _font(face)
        names, widths = font.getBestCmap(), font["hmtx"]
        scale = float(style["font-size"]) / font["head"].unitsPerEm
        line = [names[ord(letter)] for letter in words if ord(letter) in names]
        x = float(element.get("x", 0)) - ANCHORS[style["text-anchor"]] * scale * sum(widths[name][0] for name in line)
        y = float(element.get("y", 0))
        pen = SVGPathPen(None, ntos=_short)
        for name in line:
            _glyph(face, name).replay(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            x += widths[name][0] * scale
        element.tag, element.text = PATH, None
        for attribute in ("x", "y", *INHERITED):
            element.attrib.pop(attribute, None)
        element.set("d", pen.getCommands())

    def _face(self, weight: int) -> Path:
        return self.faces[min(self.faces, key=lambda known: (abs(known - weight), known))]


def _short(number: float) -> str:
    """Two decimals are a hundredth of a point: finer than any printer."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
