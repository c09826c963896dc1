"""A table held against what it may name: does everything exist, is it of the right type, can every cell hold?

Whether the rows as a whole make sense is for `coverage`, once each cell does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

from gapanalysis.engine.conditions import Fault, Names
from gapanalysis.engine.decisions.compiled import columns, result_of
from gapanalysis.engine.decisions.coverage import coverage_faults
from gapanalysis.engine.decisions.parse import parse
from gapanalysis.engine.decisions.situations import (
    Scales,
    Situation,
    holds,
    order_of,
    representatives,
    shown,
    values_in,
)
from gapanalysis.errors import ConditionError
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Literal
from gapanalysis.model.decision import (
    Alternative,
    Cell,
    ChoiceOutput,
    DecisionTable,
    Grid,
    Hit,
    Includes,
    InState,
    Interval,
    NumberOutput,
    Output,
    Piece,
    TextOutput,
)
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)

MOST_VALUES = 300
"""Different values named in one column."""

MOST_OPTIONS = 10
"""Different options named in one column, where an answer may have several: each doubles the cases."""

_ORDERED = NumberAnswer | LevelAnswer | DateAnswer
_EXPECTED: Mapping[type, tuple[type, str]] = {
    NumberAnswer: (Decimal, "a number"),
    LevelAnswer: (Decimal, "a level"),
    DateAnswer: (date, "a date"),
    YesNoAnswer: (bool, "yes or no"),
    TextAnswer: (str, "text"),
}


def check_table(table: DecisionTable, names: Names, scales: Scales) -> tuple[Fault, ...]:
    """Every fault of a table, in order of position; empty when it is sound.

    What takes all cells together (overlaps, gaps, rows never reached) is looked at when nothing else is wrong.

    Args:
        table: the table; offsets count in its `rows`. Faults of the keys beside it have the code of the key,
            `table-hit` or `table-otherwise`, and offset 0.
        names: what inputs may name, with the type of each.
        scales: the scales of levels.
    """
    grid, syntax = parse(table.rows)
    faults = [*syntax, *_key_faults(table)]
    if grid is not None:
        for row in grid.rows:
            faults += _result_faults(row.result, table.output)
        for index, name in enumerate(grid.inputs):
            faults += _column_faults(name, [row.cells[index] for row in grid.rows], names)
    if grid is not None and not faults:
        faults += _whole(table, grid, names, scales)
    return tuple(sorted(faults, key=lambda fault: fault.offset))


def _whole(table: DecisionTable, grid: Grid, names: Names, scales: Scales) -> Iterator[Fault]:
    types = [names[name.text] for name in grid.inputs]
    if any(isinstance(answer, LevelAnswer) and answer.scale not in scales for answer in types):
        return  # the missing scale is complained of elsewhere
    unmet = [
        fault
        for index, answer in enumerate(types)
        for fault in _unmet([row.cells[index] for row in grid.rows], grid.inputs[index].text, answer, scales)
    ]
    yield from unmet or coverage_faults(table, grid, columns(grid, names, scales))


# -- the keys beside the rows ------------------------------------------------------------------------------------


def _key_faults(table: DecisionTable) -> Iterator[Fault]:
    output = table.output
    if table.hit is Hit.WORST and not (isinstance(output, ChoiceOutput) and output.ordered):
        yield Fault(0, "table-hit", "worst needs options in order", "say `ordered: true` and write the worst last")
    if table.hit in {Hit.SUM, Hit.MAX} and not isinstance(output, NumberOutput):
        yield Fault(0, "table-hit", f"{table.hit} needs numbers", "say `type: number` in the output")
    if table.hit is Hit.COLLECT and isinstance(output, NumberOutput):
        yield Fault(0, "table-hit", "collect takes options or text, not numbers", "take sum, max or count")
    if not table.otherwise:
        return
    if table.hit is Hit.COUNT:
        yield Fault(0, "table-otherwise", "a count is 0 where no row holds", "delete `otherwise`")
        return
    for fault in _result_faults(Piece(table.otherwise, 0), output):
        yield Fault(0, "table-otherwise", fault.message, fault.hint)


def _result_faults(piece: Piece, output: Output) -> Iterator[Fault]:
    try:
        result = result_of(piece, output)
    except ConditionError as error:
        yield Fault(error.offset, "table-output", error.message, error.hint)
        return
    if isinstance(output, ChoiceOutput) and result not in output.options:
        message = f"'{result}' is not one of the options of the output"
        yield Fault(piece.offset, "table-output", message, _suggestion(str(result), output.options))
    elif isinstance(output, TextOutput) and not result:
        yield Fault(piece.offset, "table-output", "the text is empty", "write it")


# -- cells -------------------------------------------------------------------------------------------------------


def _column_faults(name: Piece, cells: list[Cell], names: Names) -> Iterator[Fault]:
    answer = names.get(name.text)
    if answer is None:
        message = f"there is nothing called {name.text} here"
        near = get_close_matches(name.text[:100], sorted(names), n=1)
        hint = f"did you mean {near[0]}?" if near else "inputs are named as in conditions"
        yield Fault(name.offset, "table-unknown-name", message, hint)
        return
    for cell in cells:
        for alternative in cell.alternatives:
            yield from _alternative_faults(alternative, name.text, answer)
    different = len({value for cell in cells for value in values_in(cell)})
    several = isinstance(answer, ChoiceAnswer) and answer.several
    most = MOST_OPTIONS if several else MOST_VALUES
    if different > most:
        message = f"the cells of {name.text} name {different} different values; {most} are allowed"
        yield Fault(name.offset, "table-too-large", message, "split the table into several")


def _alternative_faults(alternative: Alternative, name: str, answer: AnswerType) -> Iterator[Fault]:
    several = isinstance(answer, ChoiceAnswer) and answer.several
    if isinstance(alternative, InState):
        return
    if isinstance(answer, TableAnswer):
        message = f"{name} is a table and cannot be compared"
        yield Fault(alternative.offset, "table-type", message, "name a state such as answered or open")
    elif several != isinstance(alternative, Includes):
        hint = "write includes before the option" if several else "write the value alone"
        what = "several options" if several else "one value"
        yield Fault(alternative.offset, "table-type", f"{name} takes {what}", hint)
    elif isinstance(alternative, Interval) and not _is_ordered(answer):
        message = f"the answers of {name} have no order"
        yield Fault(alternative.offset, "table-order", message, "list the values with commas")
    else:
        for value in values_in(Cell((alternative,), negated=False, offset=0)):
            yield from _value_faults(value, alternative.offset, name, answer)


def _is_ordered(answer: AnswerType) -> bool:
    return isinstance(answer, _ORDERED) or (isinstance(answer, ChoiceAnswer) and answer.ordered)


def _value_faults(value: Literal, offset: int, name: str, answer: AnswerType) -> Iterator[Fault]:
    if isinstance(answer, ChoiceAnswer):
        if value not in answer.options:
            message = f"'{shown(value)}' is not an option of {name}"
            quotes = isinstance(value, bool) and shown(value) in answer.options
            hint = "put an option of this name in quotes" if quotes else _suggestion(shown(value), answer.options)
            yield Fault(offset, "table-option", message, hint)
        return
    wanted, words = _EXPECTED[type(answer)]
    if not isinstance(value, wanted):
        hint = "put text in quotes" if isinstance(answer, TextAnswer) else ""
        yield Fault(offset, "table-type", f"{name} is {words}; '{shown(value)}' is not", hint)


def _suggestion(word: str, options: Iterable[str]) -> str:
    known = list(options)
    near = get_close_matches(word[:100], known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(known)}"


def _unmet(cells: Sequence[Cell], name: str, answer: AnswerType, scales: Scales) -> Iterator[Fault]:
    """Cells and alternatives that hold in no situation the input can be in."""
    situations = (*map(Situation, State), *representatives(answer, cells, scales))
    order = order_of(answer)

    @cache
    def can_hold(cell: Cell) -> bool:
        return any(holds(cell, situation, order) for situation in situations)

    for cell in cells:
        parts = [Cell((each,), negated=False, offset=each.offset) for each in cell.alternatives]
        wrong = next((part for part in (*parts, cell) if not can_hold(part)), None)
        if wrong is not None:
            message = f"no answer to {name} can ever fit here"
            yield Fault(wrong.offset, "table-empty", message, "see which values it can take, and their order")
