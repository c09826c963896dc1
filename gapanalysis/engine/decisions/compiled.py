"""A table made ready: each column knows which rows hold in which situation.

Sets of rows are whole numbers, bit n for row n: the rows that hold for all inputs are an `&` of one set for each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gapanalysis.engine.conditions import Names, Operand
from gapanalysis.engine.decisions.cell import number, unquoted
from gapanalysis.engine.decisions.parse import parse
from gapanalysis.engine.decisions.situations import Scales, Situation, holds, order_of, representatives
from gapanalysis.errors import ConditionError
from gapanalysis.model.assessment import State
from gapanalysis.model.decision import Cell, DecisionTable, Grid, InState, NumberOutput, Output, Piece
from gapanalysis.model.question import AnswerType

MOST_REGIONS = 100_000
"""Combinations of situations looked at. Beyond, an outcome is a bound, and a check is left out and says so."""

Choice = dict[int, Situation]
"""What one input may do: each set of rows that may hold for it, with a situation in which they do."""

_OPEN = frozenset({State.OPEN, State.DONT_KNOW})


@dataclass(frozen=True, slots=True)
class Column:
    """One input.

    Attributes:
        order: options of an ordered choice, lowest first; empty for every other input.
        cells: each different cell with the set of its rows.
        answered: what may be while it is answered, whatever the value.
        named: states that some cell speaks of. Such a state is a situation of its own: an input that is open is then
            known to be open, where otherwise it may have any value.
    """

    name: str
    order: tuple[str, ...]
    cells: Mapping[Cell, int]
    answered: Choice
    named: frozenset[str]

    def rows(self, situation: Situation) -> int:
        """The set of rows that hold for this input in this situation."""
        found = 0
        for cell, rows in self.cells.items():
            if holds(cell, situation, self.order):
                found |= rows
        return found

    def in_state(self, state: str) -> Choice:
        """What may be while the input is in this state."""
        may_be_anything = state in _OPEN and not self.named & {state, State.ANSWERED}
        if state == State.ANSWERED or may_be_anything:
            return self.answered
        situation = Situation(state)
        return {self.rows(situation): situation}

    @property
    def is_about_states(self) -> bool:
        """Whether its cells ask for nothing but states."""
        every = [each for cell in self.cells for each in cell.alternatives]
        return bool(every) and all(isinstance(each, InState) for each in every)

    def every(self) -> Choice:
        """What may be at all."""
        states = sorted(State, key=lambda state: state is State.ANSWERED)  # the last one gives the examples
        return {rows: situation for state in states for rows, situation in self.in_state(state).items()}

    def standing(self, operand: Operand) -> Choice:
        """What may be while the input stands like this."""
        if operand.known is None:
            return self.in_state(operand.state) if operand.certain else self.every()
        situation = Situation(operand.state, operand.known.value)
        now = {self.rows(situation): situation}
        if operand.certain:
            return now
        return self.in_state(State.NOT_ASKED) | self.in_state(State.NOT_APPLICABLE) | now


@dataclass(frozen=True, slots=True)
class CompiledTable:
    """A table held against the names it uses. `results` are those of its rows, None for `otherwise` is no result."""

    definition: DecisionTable
    columns: tuple[Column, ...]
    results: tuple[str | Decimal, ...]
    otherwise: str | Decimal | None


def compile_table(table: DecisionTable, names: Names, scales: Scales) -> CompiledTable:
    """Make a table ready for deciding.

    Args:
        table: one that `check_table` finds no syntax or type fault in.
        names: the type of every input.
        scales: the scale of every input that is a level.

    Raises:
        ConditionError: the table does not parse.
        KeyError: an input or its scale is not there.
    """
    grid, faults = parse(table.rows)
    if grid is None or faults:
        fault = faults[0]
        raise ConditionError(fault.message, offset=fault.offset, hint=fault.hint, code=fault.code)
    return CompiledTable(
        table,
        columns(grid, names, scales),
        tuple(result_of(row.result, table.output) for row in grid.rows),
        result_of(Piece(table.otherwise, 0), table.output) if table.otherwise else None,
    )


def columns(grid: Grid, names: Names, scales: Scales) -> tuple[Column, ...]:
    """The columns of a grid.

    Raises:
        KeyError: an input or its scale is not there.
    """
    return tuple(
        _column(name.text, [row.cells[index] for row in grid.rows], names[name.text], scales)
        for index, name in enumerate(grid.inputs)
    )


def _column(name: str, cells: Sequence[Cell], answer: AnswerType, scales: Scales) -> Column:
    rows: dict[Cell, int] = {}
    for index, cell in enumerate(cells):
        rows[cell] = rows.get(cell, 0) | 1 << index
    blank = Column(name, order_of(answer), rows, {}, frozenset(_states(rows)))
    answered = {blank.rows(situation): situation for situation in reversed(representatives(answer, rows, scales))}
    return replace(blank, answered=answered)


def _states(cells: Mapping[Cell, int]) -> Iterator[str]:
    for cell in cells:
        yield from (each.state for each in cell.alternatives if isinstance(each, InState))


def result_of(piece: Piece, output: Output) -> str | Decimal:
    """What a cell of the last column gives.

    Raises:
        ConditionError: it is no number, where numbers are wanted.
    """
    return number(piece) if isinstance(output, NumberOutput) else unquoted(piece.text)
