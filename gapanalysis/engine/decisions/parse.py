"""Text of a table to its rows, with every fault at once."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from gapanalysis.engine.conditions import Fault
from gapanalysis.engine.decisions.cell import DASHES, parse_cell
from gapanalysis.errors import ConditionError
from gapanalysis.model.decision import Cell, Grid, Piece, Row

LONGEST = 50_000
"""Characters of a table. This limit and the next two keep a table readable, and the work it makes bounded."""

MOST_INPUTS = 20

MOST_ROWS = 500

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")


@lru_cache(maxsize=512)
def parse(text: str) -> tuple[Grid | None, tuple[Fault, ...]]:
    """The rows of a table.

    Returns:
        The grid and its faults in order of position. With faults the grid has the rows that could be read; it is
        None where the heading cannot be used or the table is too large. Never raises.
    """
    if len(text) > LONGEST:
        return None, (_too_large(f"{len(text):,} characters", f"{LONGEST:,}"),)
    lines = list(_lines(text))
    if not lines:
        return None, (_syntax(0, "the table has no line", "begin with the inputs and the output between bars"),)
    heading, *body = lines
    if body and all(_RULE.fullmatch(piece.text) for piece in body[0]):
        body = body[1:]
    if len(heading) - 1 > MOST_INPUTS:
        return None, (_too_large(f"{len(heading) - 1:,} inputs", str(MOST_INPUTS)),)
    if len(body) > MOST_ROWS:
        return None, (_too_large(f"{len(body):,} rows", str(MOST_ROWS)),)
    faults = [*_heading_faults(heading)]
    if faults:
        return None, tuple(faults)
    rows = [row for line in body if (row := _row(line, len(heading), faults)) is not None]
    if not body:
        faults.append(_syntax(heading[0].offset, "the table has no row", "add one beneath the heading"))
    return Grid(tuple(heading[:-1]), heading[-1], tuple(rows)), tuple(faults)


def inputs_of(text: str) -> tuple[str, ...]:
    """The inputs a table names; none where its heading cannot be read."""
    grid, _ = parse(text)
    return tuple(piece.text for piece in grid.inputs) if grid else ()


def _syntax(offset: int, message: str, hint: str = "") -> Fault:
    return Fault(offset, "table-syntax", message, hint)


def _too_large(has: str, allowed: str) -> Fault:
    message = f"the table has {has}; {allowed} are allowed"
    return Fault(0, "table-too-large", message, "split it into several tables")


def _lines(text: str) -> Iterator[list[Piece]]:
    """The cells of each line that is not blank; the bars at both ends of a line may be missing."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            yield _pieces(text, start, end)
        start = end + 1


def _pieces(text: str, start: int, end: int) -> list[Piece]:
    bars = [match.start() for match in _BAR.finditer(text, start, end)]
    edges = [start - 1, *bars, end]
    pieces = [_piece(text, left + 1, right) for left, right in pairwise(edges)]
    if bars and not pieces[0].text:
        del pieces[0]
    if bars and len(pieces) > 1 and not pieces[-1].text:
        del pieces[-1]
    return pieces


def _piece(text: str, start: int, end: int) -> Piece:
    written = text[start:end]
    return Piece(written.strip(), start + len(written) - len(written.lstrip()))


def _heading_faults(heading: list[Piece]) -> Iterator[Fault]:
    if len(heading) == 1:
        yield _syntax(
            heading[0].offset,
            "the heading needs an input and the output",
            "such as | Q9.1.2-1 | result |, a bar between two columns",
        )
    seen: set[str] = set()
    for piece in heading:
        if not piece.text or piece.text in DASHES:
            yield _syntax(piece.offset, "a column has no name", "write the input, or last the output")
        elif piece.text in seen:
            yield _syntax(piece.offset, f"there is a second column {piece.text}", "delete one of them")
        seen.add(piece.text)


def _row(line: list[Piece], width: int, faults: list[Fault]) -> Row | None:
    """The row of a line, or None with its faults added to `faults`."""
    if len(line) != width:
        message = f"this row has {len(line):,} cells and the heading {width}"
        faults.append(
            _syntax(line[0].offset, message, "put a bar between two cells, and write \\| for one that is text")
        )
        return None
    cells: list[Cell] = []
    for piece in line[:-1]:
        try:
            cells.append(parse_cell(piece))
        except ConditionError as error:
            faults.append(Fault(error.offset, error.code, error.message, error.hint))
    if not line[-1].text or line[-1].text in DASHES:
        faults.append(_syntax(line[-1].offset, "the row has no result", "write it in the last cell"))
        return None
    return Row(tuple(cells), line[-1], line[0].offset) if len(cells) == width - 1 else None
