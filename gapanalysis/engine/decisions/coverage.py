"""The rows of a table taken together: which overlap, which are never reached, and what no row covers.

Sound, not complete: what is found can happen, as far as the inputs are independent of each other.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_, or_

from gapanalysis.engine.conditions import Fault
from gapanalysis.engine.decisions.compiled import MOST_REGIONS, Choice, Column, result_of
from gapanalysis.engine.decisions.regions import regions, rows_in
from gapanalysis.engine.decisions.situations import Situation
from gapanalysis.model.decision import DecisionTable, Grid, Hit

MOST_GAPS = 5
"""Gaps named of one table; the first ones show the pattern."""

_MAY_FIND_NONE = frozenset({Hit.COLLECT, Hit.SUM, Hit.COUNT})
"""Policies that mean something where no row holds: nothing collected, 0."""


def coverage_faults(table: DecisionTable, grid: Grid, columns: Sequence[Column]) -> Iterator[Fault]:
    """Overlaps of `unique` and `any`, rows of `first` never reached, and gaps where there is no `otherwise`."""
    if table.hit in {Hit.UNIQUE, Hit.ANY}:
        yield from _overlaps(table, grid, columns)
    if table.hit is Hit.FIRST:
        yield from _unreached(grid, columns)
    if not table.otherwise and table.hit not in _MAY_FIND_NONE:
        yield from _gaps(grid, columns)


def _overlaps(table: DecisionTable, grid: Grid, columns: Sequence[Column]) -> Iterator[Fault]:
    """For each row the first one above it that may hold as well and, for `any`, gives something else."""
    choices = [column.every() for column in columns]
    beside = [_beside(choice, len(grid.rows)) for choice in choices]
    results = [result_of(row.result, table.output) for row in grid.rows]
    for lower, row in enumerate(grid.rows):
        together = reduce(and_, (rows[lower] for rows in beside)) & ((1 << lower) - 1)
        upper = next((n for n in rows_in(together) if table.hit is Hit.UNIQUE or results[n] != results[lower]), None)
        if upper is None:
            continue
        both = 1 << lower | 1 << upper
        example = [next(each for rows, each in choice.items() if rows & both == both) for choice in choices]
        when = _listed(columns, dict(enumerate(example)))
        message = f"this row and row {upper + 1} both hold when {when}"
        if table.hit is Hit.ANY:
            message += f", and say {results[lower]} and {results[upper]}"
        yield Fault(row.offset, "table-overlap", message, "narrow one of them, or take `hit: first`")


def _beside(choice: Choice, rows: int) -> list[int]:
    """For each row the rows that can hold together with it, as far as one input goes."""
    found = [0] * rows
    for held in choice:
        for row in rows_in(held):
            found[row] |= held
    return found


def _unreached(grid: Grid, columns: Sequence[Column]) -> Iterator[Fault]:
    found = regions([column.every() for column in columns], len(grid.rows))
    if found is None:
        yield _not_checked("whether every row can be reached")
        return
    deciding = reduce(or_, (held & -held for held in found.reached), 0)
    for index, row in enumerate(grid.rows):
        if not deciding >> index & 1:
            message = f"row {index + 1} is never reached: wherever it holds, one above it does"
            yield Fault(row.offset, "table-unreachable", message, "move it up, or delete it")


def _gaps(grid: Grid, columns: Sequence[Column]) -> Iterator[Fault]:
    """What is answered and no row holds for. Inputs asked for their state only may stand in any."""
    choices = [column.every() if column.is_about_states else column.answered for column in columns]
    found = regions(choices, len(grid.rows))
    if found is None:
        yield _not_checked("whether some row holds for all answers")
        return
    named = list(dict.fromkeys(_listed(columns, _needed(columns, choices, way)) for way in found.empty))
    for number, when in enumerate(named[:MOST_GAPS], 1):
        further = " (there are more)" if number == MOST_GAPS < len(named) else ""
        hint = f"add a row for it, or say what holds `otherwise`{further}"
        yield Fault(grid.inputs[0].offset, "table-gap", f"no row holds when {when}", hint)


def _needed(columns: Sequence[Column], choices: Sequence[Choice], way: Sequence[Situation]) -> dict[int, Situation]:
    """Those of the situations that are enough to leave no row; each input by its number."""
    needed = dict(enumerate(way))
    held = [column.rows(situation) for column, situation in zip(columns, way, strict=False)]
    for index, choice in enumerate(choices[: len(way)]):
        widened = [*held[:index], reduce(or_, choice), *held[index + 1 :]]
        if len(needed) > 1 and not reduce(and_, widened):
            del needed[index]
            held = widened
    return needed


def _listed(columns: Sequence[Column], situations: dict[int, Situation]) -> str:
    return " and ".join(f"{columns[index].name} {situation}" for index, situation in situations.items())


def _not_checked(what: str) -> Fault:
    message = f"{what} was not checked: there are more than {MOST_REGIONS:,} combinations"
    return Fault(0, "table-not-checked", message, "split the table into smaller ones")
