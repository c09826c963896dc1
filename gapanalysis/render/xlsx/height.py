"""How high a row must be for its longest cell, so that every program shows all of it from the start."""

from collections.abc import Iterable
from functools import lru_cache

from xlsxwriter.utility import xl_pixel_width

INDENT = 1.5
"""Characters that the indent of a cell takes."""

LINE = 13.0
"""Height of a line of the usual type (10 points), in points."""

HIGHEST = 409.0
"""The highest row Excel knows, in points."""

SCALE = 10 / 11
"""XlsxWriter measures words at 11 points."""

BOLD = 1.08
"""How much wider bold words are."""


def row_height(cells: Iterable[tuple[str, float, bool]]) -> float:
    """Points for the longest of the cells, each a text, the width of its column in characters, and if it is bold."""
    lines = max((lines_of(text, width, bold=bold) for text, width, bold in cells), default=1)
    return min(lines * LINE + 4, HIGHEST)


def lines_of(text: str, width: float, *, bold: bool = False) -> int:
    """Lines that a text takes in a column of so many characters, broken between words as Excel does."""
    room = ((width - INDENT) * 7 - 2) / SCALE / (BOLD if bold else 1)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split():
        wide = _pixels(word)
        if used and used + SPACE + wide > room:
            lines, used = lines + 1, 0.0
        used += wide + (SPACE if used else 0)
        if used > room:
            more = int(used // room)
            lines, used = lines + more, used - more * room
    return lines


SPACE = 3
"""Width of a space in pixels."""


@lru_cache(maxsize=4096)
def _pixels(word: str) -> int:
    return int(xl_pixel_width(word))
