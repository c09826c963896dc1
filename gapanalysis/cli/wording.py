"""Small words and numbers of the terminal."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

NARROW, WIDE = 40, 96
"""Lines are never shorter or longer than this, however wide the window."""


def counted(number: int, one: str, many: str = "") -> str:
    """`1 question`, `2 questions`; `many` where an s is not enough."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(share: Fraction) -> str:
    """A percentage rounded half up to whole numbers; 100 and 0 only when exact."""
    rounded = int(share * 100 + share.__class__(1, 2))
    if share < 1:
        rounded = min(rounded, 99)
    if share > 0:
        rounded = max(rounded, 1)
    return f"{rounded}%"


def width() -> int:
    """The width to write in."""
    return max(NARROW, min(WIDE, shutil.get_terminal_size((80, 24)).columns))


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """A paragraph within the width of the terminal; `first` begins the first line instead of `indent`."""
    return textwrap.fill(
        " ".join(text.split()),
        width(),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
