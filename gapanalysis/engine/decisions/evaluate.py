"""What a table gives: the outcomes still possible while inputs are open, by the hit policy of the table."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import and_, or_

from gapanalysis.engine.conditions import UNKNOWN, Known, Lookup, Operand
from gapanalysis.engine.decisions.compiled import CompiledTable
from gapanalysis.engine.decisions.regions import regions, rows_in
from gapanalysis.engine.decisions.situations import EXACT
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Truth
from gapanalysis.model.decision import ChoiceOutput, DecisionTable, Hit, NumberOutput, Result
from gapanalysis.model.question import AnswerType, ChoiceAnswer, NumberAnswer, TableAnswer, TextAnswer

_TOPMOST = frozenset({Hit.FIRST, Hit.UNIQUE, Hit.ANY})
"""Policies under which the topmost row that holds decides; the checks see to it that for the last two any would do."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table gives just now.

    Attributes:
        possible: every outcome that may still be, never empty: None (no result) first, numbers upwards, options in
            their order (so the worst last), texts from the top row down. For `sum` and `count` the least and the
            greatest, for `collect` what is in it anyhow and all that may be; one only, where they are the same.
        rows: 0-based numbers of the rows that may have a part in it: for `first`, `unique` and `any` those that may
            decide, for the others those that may hold.
        exact: false when there were too many combinations to look at. Then `possible` may have more than can be,
            and never less.
    """

    possible: tuple[Result, ...]
    rows: tuple[int, ...]
    exact: bool = True

    @property
    def is_certain(self) -> bool:
        """Whether all that is open makes no difference."""
        return len(self.possible) == 1


def decide(table: CompiledTable, lookup: Lookup) -> Outcome:
    """The outcome of a table.

    An input that is not applicable or not asked meets only `-` and cells about states. One that is open or not
    known may have any value, unless its column speaks of that state: then it is in that state and has no value. One
    whose operand is not certain may still come to stand in any way.

    Args:
        table: a table without a fault.
        lookup: what each input stands for; inputs are taken to be independent of each other.
    """
    choices = [column.standing(lookup(column.name)) for column in table.columns]
    found = regions(choices, len(table.results))
    if found is None:
        surely = reduce(and_, (reduce(and_, choice) for choice in choices))
        maybe = reduce(and_, (reduce(or_, choice) for choice in choices))
        sets = _extremes(table, surely, maybe)
    else:
        sets = found.sets
    rows = reduce(or_, (_part(table.definition.hit, held) for held in sets))
    return Outcome(_possible(table, sets), rows_in(rows), exact=found is not None)


def _extremes(table: CompiledTable, surely: int, maybe: int) -> tuple[int, ...]:
    """Sets of rows whose outcomes bound those of every set between the rows that surely and those that maybe hold.

    Any one more row gives every topmost, worst and greatest result there may be; all that add and all that take away
    give the ends of a sum; all of them those of a count and a collection.
    """
    further = rows_in(maybe & ~surely)
    added = [row for row in further if isinstance(result := table.results[row], Decimal) and result > 0]
    return (
        surely,
        maybe,
        surely | sum(1 << row for row in added),
        surely | sum(1 << row for row in further if row not in added),
        *(surely | 1 << row for row in further),
    )


def _part(hit: Hit, held: int) -> int:
    """Those of the rows that hold that have a part in the outcome."""
    return held & -held if hit in _TOPMOST else held


def _possible(table: CompiledTable, sets: Iterable[int]) -> tuple[Result, ...]:
    hit = table.definition.hit
    if hit is Hit.COLLECT:
        every = [frozenset(_collected(table, held)) for held in sets]
        ends = (frozenset.intersection(*every), frozenset.union(*every))
        return tuple(dict.fromkeys(tuple(sorted(end, key=_place(table))) for end in ends))
    single = dict.fromkeys(_result(table, held) for held in sets)
    outcomes = sorted((each for each in single if each is not None), key=_place(table))
    if hit in {Hit.SUM, Hit.COUNT}:
        return tuple(dict.fromkeys((outcomes[0], outcomes[-1])))
    return (*((None,) if None in single else ()), *outcomes)


def _collected(table: CompiledTable, held: int) -> Iterator[str]:
    found = [table.results[row] for row in rows_in(held)] if held else [table.otherwise]
    return (result for result in found if isinstance(result, str))


def _result(table: CompiledTable, held: int) -> str | Decimal | None:
    """The outcome when these rows hold, for every policy but `collect`."""
    hit = table.definition.hit
    if hit is Hit.COUNT:
        return Decimal(held.bit_count())
    if not held:
        return Decimal(0) if hit is Hit.SUM and table.otherwise is None else table.otherwise
    if hit in _TOPMOST:
        return table.results[rows_in(held & -held)[0]]
    results = [table.results[row] for row in rows_in(held)]
    if hit is Hit.SUM:
        return reduce(EXACT.add, (each for each in results if isinstance(each, Decimal)))
    return max(results, key=_place(table))


def _place(table: CompiledTable) -> Callable[[str | Decimal], Decimal | int]:
    """What outcomes are ordered by, the worst or greatest last."""
    output = table.definition.output
    if isinstance(output, ChoiceOutput):
        order = list(output.options)
    else:
        order = [str(result) for result in (*table.results, table.otherwise)]
    return lambda result: result if isinstance(result, Decimal) else order.index(result)


# -- what conditions see -----------------------------------------------------------------------------------------


def outcome_operand(outcome: Outcome, table: DecisionTable) -> Operand:
    """What a condition sees as `table.NAME`: the outcome when it is certain, unknown while it is not.

    No result counts as not applicable.
    """
    if not outcome.is_certain:
        return UNKNOWN
    result = outcome.possible[0]
    if result is None:
        return Operand(Truth.INAPPLICABLE, State.NOT_APPLICABLE)
    order = tuple(table.output.options) if isinstance(table.output, ChoiceOutput) and table.output.ordered else ()
    return Operand(Truth.TRUE, State.ANSWERED, Known(result, order if isinstance(result, str) else ()))


def outcome_type(table: DecisionTable) -> AnswerType:
    """The type of `table.NAME`, for checking conditions that name it.

    Collected texts can be asked for their state only.
    """
    output, several = table.output, table.hit is Hit.COLLECT
    if isinstance(output, NumberOutput) or table.hit is Hit.COUNT:
        return NumberAnswer(type="number", whole=table.hit is Hit.COUNT)
    if isinstance(output, ChoiceOutput):
        return ChoiceAnswer(type="choice", options=output.options, ordered=output.ordered, several=several)
    return TableAnswer(type="table", columns=()) if several else TextAnswer(type="text")
