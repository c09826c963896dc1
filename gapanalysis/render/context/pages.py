"""What fits on a page: long lists in parts, and how much may stand in one piece."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TypeVar

T = TypeVar("T")

LONG = 1000
"""Characters beyond which a card or a row may break across pages."""


def even_parts(rows: Sequence[T], most: int) -> list[Sequence[T]]:
    """The rows in as few parts as hold at most so many each, all about as long; none for no rows."""
    count = ceil(len(rows) / most)
    return [rows[len(rows) * part // count : len(rows) * (part + 1) // count] for part in range(count)]


def is_long(*texts: str | Iterable[str]) -> bool:
    """Whether what was written is too long for one piece: notes, and lists of them."""
    return sum(len(text) if isinstance(text, str) else sum(map(len, text)) for text in texts) > LONG
