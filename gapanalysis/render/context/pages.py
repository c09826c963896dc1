"""Long lists in parts that fit on a page."""

from collections.abc import Sequence
from math import ceil
from typing import TypeVar

T = TypeVar("T")


def even_parts(rows: Sequence[T], most: int) -> list[Sequence[T]]:
    """The rows in as few parts as hold at most so many each, all about as long; none for no rows."""
    count = ceil(len(rows) / most)
    return [rows[len(rows) * part // count : len(rows) * (part + 1) // count] for part in range(count)]
