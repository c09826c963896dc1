"""How wide words are, so that charts can wrap and cut them before anything is drawn."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@lru_cache(maxsize=8)
def _advances(path: Path) -> Mapping[int, float]:
    """Width of each character in parts of the type size."""
    with TTFont(path, lazy=True) as font:
        em = font["head"].unitsPerEm
        metrics = font["hmtx"]
        return {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


class Ruler:
    """Measures text in one font face, in points."""

    def __init__(self, path: Path) -> None:
        """Read the widths of the face."""
        self.advances = _advances(path)

    def width(self, text: str, size: float) -> float:
        """Width of a line; characters the face lacks count half the type size."""
        return size * sum(self.advances.get(ord(character), 0.5) for character in text)

    def cut(self, text: str, size: float, width: float) -> str:
        """The text, or as much of it as fits with an ellipsis."""
        if self.width(text, size) <= width:
            return text
        kept = text
        while kept and self.width(kept + ELLIPSIS, size) > width:
            kept = kept[:-1]
        return kept.rstrip() + ELLIPSIS

    def wrap(self, text: str, size: float, width: float, most: int) -> Sequence[str]:
        """The text in at most so many lines; the last one is cut where there is more."""
        lines: list[str] = []
        words = text.split()
        while words and len(lines) < most - 1:
            line = words.pop(0)
            while words and self.width(f"{line} {words[0]}", size) <= width:
                line = f"{line} {words.pop(0)}"
            lines.append(self.cut(line, size, width))
        if words:
            lines.append(self.cut(" ".join(words), size, width))
        return lines
