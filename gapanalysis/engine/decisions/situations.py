"""How an input may stand, and whether a cell holds then.

Of values that no cell of a column tells apart one is enough: `representatives` gives one of each kind, so that a
column over all numbers has a handful of cases to look at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from itertools import chain, pairwise, product
from math import floor

from gapanalysis.engine.conditions.scene import Rows
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Literal
from gapanalysis.model.decision import Alternative, Cell, Equals, Includes, InState, Interval
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Scale,
    TextAnswer,
    YesNoAnswer,
)

EXACT = Context(prec=60)
"""Arithmetic without rounding on numbers of the length that cells and answers have."""

Answered = Literal | tuple[str, ...] | Rows
Scales = Mapping[str, Scale]


@dataclass(frozen=True, slots=True)
class Situation:
    """The state of an input, and its value when it is answered with one that cells can compare."""

    state: str
    value: Answered | None = None

    def __str__(self) -> str:
        """What an input does in this situation, behind its name: `= 3`, `= yes`, `is open`."""
        if self.value is None:
            return f"is {self.state}"
        if isinstance(self.value, tuple):
            return f"= {', '.join(map(str, self.value))}"
        return f"= {shown(self.value)}"


def shown(value: Literal) -> str:
    """A value as a person would write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def order_of(answer: AnswerType) -> tuple[str, ...]:
    """The options of an ordered choice, lowest first; empty for every other input."""
    return tuple(answer.options) if isinstance(answer, ChoiceAnswer) and answer.ordered else ()


def holds(cell: Cell, situation: Situation, order: Sequence[str]) -> bool:
    """Whether a cell holds for an input of this order (`order_of`).

    Where there is no value, only `-` and what the cell says of states can hold: `not 5` does not.
    """
    if not cell.alternatives:
        return True
    found = (_alternative(alternative, situation, order) for alternative in cell.alternatives)
    return all(each is False for each in found) if cell.negated else any(found)


def _alternative(alternative: Alternative, situation: Situation, order: Sequence[str]) -> bool | None:
    """None where there is no value to compare."""
    if isinstance(alternative, InState):
        return alternative.state == situation.state
    value = situation.value
    if value is None:
        return None
    match alternative:
        case Equals(wanted):
            return value == wanted
        case Includes(wanted):
            return isinstance(value, tuple) and wanted in value
    return _within(alternative, rank(value, order), order)


def _within(interval: Interval, mine: Decimal, order: Sequence[str]) -> bool:
    if interval.least is not None:
        least = rank(interval.least, order)
        if mine < least or (mine == least and not interval.least_included):
            return False
    if interval.most is not None:
        most = rank(interval.most, order)
        if mine > most or (mine == most and not interval.most_included):
            return False
    return True


def rank(value: Answered, order: Sequence[str]) -> Decimal:
    """A number for comparing: the number itself, the day of a date, or the place of an option in its order."""
    if isinstance(value, date):
        return Decimal(value.toordinal())
    return value if isinstance(value, Decimal) else Decimal(order.index(str(value)))


def representatives(answer: AnswerType, cells: Iterable[Cell], scales: Scales) -> tuple[Situation, ...]:
    """The situations of an answered input: one for every set of values that no cell tells apart.

    Never empty: an input that can take no value at all is answered without one.
    """
    named = list(dict.fromkeys(chain.from_iterable(values_in(cell) for cell in cells)))
    values: Iterable[Answered | None]
    match answer:
        case YesNoAnswer():
            values = (True, False)
        case ChoiceAnswer(options=options, several=several):
            values = _selections(list(options), named) if several else options
        case LevelAnswer(scale=scale):
            values = [Decimal(level) for level in sorted(scales[scale].levels)]
        case NumberAnswer():
            values = _numbers([each for each in named if isinstance(each, Decimal)], answer)
        case DateAnswer():
            values = _dates([each for each in named if isinstance(each, date)])
        case TextAnswer():
            values = [*named, _other_text(named)]
        case _:
            values = (None,)
    return tuple(Situation(State.ANSWERED, value) for value in values) or (Situation(State.ANSWERED),)


def values_in(cell: Cell) -> Iterable[Literal]:
    """Every value that a cell names."""
    for alternative in cell.alternatives:
        if isinstance(alternative, Equals | Includes):
            yield alternative.value
        elif isinstance(alternative, Interval):
            yield from (end for end in (alternative.least, alternative.most) if end is not None)


def _selections(options: list[str], named: Sequence[Literal]) -> Iterable[tuple[str, ...]]:
    """Selections that differ in named options. Nobody can choose nothing."""
    told = [option for option in options if option in named]
    other = [option for option in options if option not in told][:1]
    for chosen in product((True, False), repeat=len(told)):
        selection = [option for option, is_chosen in zip(told, chosen, strict=True) if is_chosen]
        if selection or other:
            yield tuple(selection or other)


def _numbers(named: Sequence[Decimal], answer: NumberAnswer) -> Iterable[Decimal]:
    ends = [end for end in (answer.least, answer.most) if end is not None]
    for number in _points(sorted({*named, *ends}), whole=answer.whole):
        too_small = answer.least is not None and number < answer.least
        too_large = answer.most is not None and number > answer.most
        if not too_small and not too_large:
            yield number


def _dates(named: Sequence[date]) -> Iterable[date]:
    days = sorted({Decimal(day.toordinal()) for day in named})
    for day in _points(days, whole=True):
        if date.min.toordinal() <= day <= date.max.toordinal():
            yield date.fromordinal(int(day)) if days else date(2000, 1, 1)


def _points(breaks: Sequence[Decimal], *, whole: bool) -> Iterable[Decimal]:
    """Each break, and a number below all, between each two and above all."""
    if not breaks:
        yield Decimal(1)
        return
    yield Decimal(floor(breaks[0]) - 1)
    for low, high in pairwise(breaks):
        yield from _break(low, whole=whole)
        between = Decimal(floor(low) + 1)
        if between < high:
            yield between
        elif not whole:
            yield EXACT.divide(EXACT.add(low, high), Decimal(2))
    yield from _break(breaks[-1], whole=whole)
    yield Decimal(floor(breaks[-1]) + 1)


def _break(number: Decimal, *, whole: bool) -> Iterable[Decimal]:
    if not whole or number == floor(number):
        yield number


def _other_text(named: Sequence[Literal]) -> str:
    other = "something else"
    while other in named:
        other += "!"
    return other
