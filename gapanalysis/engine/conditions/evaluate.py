"""The value of a condition: one of four, by the rules of `Truth`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import ge, gt, le, lt

from gapanalysis.model.condition import And, Comparator, Compare, Condition, Holds, InState, Literal, Not, Or, Truth


@dataclass(frozen=True, slots=True)
class Known:
    """The value something has. `order` lists the options of an ordered choice, lowest first; empty otherwise."""

    value: Literal | tuple[str, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operand:
    """What a name stands for just now: its state, and its value when it is known.

    `truth` is UNKNOWN or INAPPLICABLE when there is no value to compare with, and TRUE when there is.
    `certain` is false while the question is open, or an open answer still decides whether it is asked at all.
    """

    truth: Truth
    state: str
    known: Known | None = None
    certain: bool = True


UNKNOWN = Operand(Truth.UNKNOWN, "open", certain=False)

Lookup = Callable[[str], Operand]
"""From a name to what it stands for. Every name of a checked condition has an operand."""


def evaluate(condition: Condition, lookup: Lookup) -> Truth:
    """The value of a condition.

    An operand that is not certain makes its leaf unknown, so what is built on it is bounded soundly.
    """
    match condition:
        case And(parts):
            return _first([evaluate(part, lookup) for part in parts], Truth.FALSE, Truth.TRUE)
        case Or(parts):
            return _first([evaluate(part, lookup) for part in parts], Truth.TRUE, Truth.FALSE)
        case Not(part):
            value = evaluate(part, lookup)
            return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(value, value)
        case Compare() | Holds() | InState():
            return _leaf(condition, lookup(condition.name.text))


def _first(values: list[Truth], winner: Truth, otherwise: Truth) -> Truth:
    for value in (winner, Truth.UNKNOWN, Truth.INAPPLICABLE):
        if value in values:
            return value
    return otherwise


def _leaf(leaf: Compare | Holds | InState, operand: Operand) -> Truth:
    if not operand.certain:
        return Truth.UNKNOWN
    if isinstance(leaf, InState):
        return _truth(operand.state == leaf.state)
    if operand.known is None:
        return operand.truth
    if isinstance(leaf, Holds):
        return _truth(operand.known.value is True)
    return _truth(_compare(leaf, operand.known))


def _truth(holds: bool) -> Truth:  # noqa: FBT001  # turns one boolean into its Truth
    return Truth.TRUE if holds else Truth.FALSE


def _compare(leaf: Compare, known: Known) -> bool:
    values = [literal.value for literal in leaf.literals]
    match leaf.comparator:
        case Comparator.IN | Comparator.EQUAL:
            return known.value in values
        case Comparator.NOT_EQUAL:
            return known.value not in values
        case Comparator.INCLUDES:
            return isinstance(known.value, tuple) and values[0] in known.value
    ranks = [_rank(value, known.order) for value in values]
    mine = _rank(known.value, known.order)
    if leaf.comparator is Comparator.BETWEEN:
        return ranks[0] <= mine <= ranks[1]
    return _ORDERINGS[leaf.comparator](mine, ranks[0])


_ORDERINGS: Mapping[Comparator, Callable[[Decimal, Decimal], bool]] = {
    Comparator.LESS: lt,
    Comparator.AT_MOST: le,
    Comparator.MORE: gt,
    Comparator.AT_LEAST: ge,
}


def _rank(value: Literal | tuple[str, ...], order: tuple[str, ...]) -> Decimal:
    """A number for comparing: the number itself, the day of a date, or the place of an option in its order."""
    if isinstance(value, date):
        return Decimal(value.toordinal())
    if isinstance(value, Decimal):
        return value
    return Decimal(order.index(str(value)))
