"""Aligned columns within the width of the terminal; where it is too narrow for them, one row beneath the other."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = "  "
FEWEST = 16
"""The wrapping column is never narrower than this; rather do the cells behind it stand beneath."""


def columns(rows: Iterable[Sequence[str]], layout: str, heads: Sequence[str] = ()) -> str:
    """Rows as lines, indented by two; nothing when there are no rows.

    Args:
        rows: the cells as texts, as many in each row as `layout` has characters.
        layout: a character a column: `<` left, `>` right, `~` left and wrapping; exactly one column wraps.
        heads: shown dim above; none when empty.
    """
    body = [list(row) for row in rows]
    if not body:
        return ""
    flexible = layout.index("~")
    widths = [max(map(len, cells)) for cells in zip(*body, *([heads] if heads else []), strict=True)]
    room = width() - sum(len(GAP) + size for place, size in enumerate(widths) if place != flexible) - len(GAP)
    if room < min(FEWEST, widths[flexible]) and flexible < len(layout) - 1:
        return "\n".join(_stacked(row, heads, widths[:flexible], flexible) for row in body)
    widths[flexible] = min(widths[flexible], max(room, FEWEST))
    lines = [click.style(_line(heads, widths, layout), dim=True)] if heads else []
    return "\n".join([*lines, *(_wrapped(row, widths, layout) for row in body)])


def _wrapped(row: Sequence[str], widths: Sequence[int], layout: str) -> str:
    flexible = layout.index("~")
    parts = _broken(row[flexible], widths[flexible])
    empty = [""] * len(row)
    lines = [[*(row if number == 0 else empty)] for number in range(len(parts))]
    for line, part in zip(lines, parts, strict=True):
        line[flexible] = part
    return "\n".join(_line(line, widths, layout) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], layout: str) -> str:
    padded = [
        cell.rjust(size) if kind == ">" else cell.ljust(size)
        for cell, size, kind in zip(cells, widths, layout, strict=True)
    ]
    return (GAP + GAP.join(padded)).rstrip()


def _stacked(row: Sequence[str], heads: Sequence[str], widths: Sequence[int], flexible: int) -> str:
    """The first cells and the wrapping one, and beneath them the others, each behind its head."""
    first = "".join(cell.ljust(size) + GAP for cell, size in zip(row, widths, strict=False))
    indent = GAP + " " * len(first)
    named = zip(heads or [""] * len(row), row, strict=True)
    others = [f"{head} {cell}".strip() for head, cell in list(named)[flexible + 1 :] if cell]
    upper = _broken(row[flexible], width() - len(indent))
    lower = _broken(", ".join(others), width() - len(indent))
    lines = [*upper, *(click.style(line, dim=True) for line in lower if line)]
    return "\n".join((GAP + first if number == 0 else indent) + line for number, line in enumerate(lines))


def _broken(text: str, size: int) -> list[str]:
    return textwrap.wrap(text, max(size, FEWEST), break_on_hyphens=False, break_long_words=False) or [""]
