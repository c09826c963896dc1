"""The value of a condition: one of four, by the rules of `Truth`.

A condition is compiled once into plain functions, so that evaluating it again costs little.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from gapanalysis.engine.conditions.comparing import COMPARE, ORDERINGS, predicate
from gapanalysis.engine.conditions.scene import Lookup, Member, Scene
from gapanalysis.engine.conditions.terms import Compiled, Missing, before, compiled_term, truth_of, worst
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import (
    And,
    Comparator,
    Compare,
    Condition,
    Holds,
    InState,
    Literal,
    Measure,
    Name,
    Not,
    Older,
    Or,
    Quantity,
    Truth,
    Written,
)

Test = Callable[[Scene], Truth]

TRUE, FALSE, UNKNOWN, INAPPLICABLE = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.INAPPLICABLE

_APART = {State.NOT_APPLICABLE, State.NOT_ASKED}


def evaluate(condition: Condition, lookup: Lookup) -> Truth:
    """The value of a condition that reads names only.

    An operand that is not certain makes its leaf unknown, so what is built on it is bounded soundly.
    """
    return compiled(condition)(Scene(lookup))


@lru_cache(maxsize=4096)
def compiled(condition: Condition) -> Test:  # noqa: C901, PLR0911  # one case a kind of condition
    """The function that gives the condition's value in a scene."""
    match condition:
        case And(parts):
            return _first([compiled(part) for part in parts], FALSE, TRUE)
        case Or(parts):
            return _first([compiled(part) for part in parts], TRUE, FALSE)
        case Not(part):
            test = compiled(part)
            return lambda scene: opposite(test(scene))
        case Compare():
            return _comparison(condition)
        case Holds(name):
            return _holds(name.text)
        case InState(name, state):
            return _in_state(name.text, state)
        case Older():
            return _older(condition)
        case Quantity():
            return _quantity(condition)
        case Measure():
            return _measure(condition)


def opposite(truth: Truth) -> Truth:
    """What `not` makes of a value."""
    if truth is TRUE:
        return FALSE
    return TRUE if truth is FALSE else truth


def _first(tests: Sequence[Test], winner: Truth, otherwise: Truth) -> Test:
    def value(scene: Scene) -> Truth:
        found = otherwise
        for test in tests:
            truth = test(scene)
            if truth is winner:
                return winner
            if truth is not otherwise and found is not UNKNOWN:
                found = truth
        return found

    return value


# -- names -------------------------------------------------------------------------------------------------------


def _holds(name: str) -> Test:
    def value(scene: Scene) -> Truth:
        operand = scene.lookup(name)
        if not operand.certain:
            return UNKNOWN
        if operand.known is None:
            return operand.truth
        return TRUE if operand.known.value is True else FALSE

    return value


def _in_state(name: str, state: str) -> Test:
    def value(scene: Scene) -> Truth:
        operand = scene.lookup(name)
        if not operand.certain:
            return UNKNOWN
        return TRUE if operand.state == state else FALSE

    return value


# -- comparisons -------------------------------------------------------------------------------------------------


def _comparison(leaf: Compare) -> Test:
    """The way a comparison goes: the more is known when it is compiled, the less is done when it is evaluated."""
    literals = [term.value for term in leaf.right if isinstance(term, Written)]
    if len(literals) < len(leaf.right):
        return _between_terms(leaf)
    if leaf.comparator in ORDERINGS and isinstance(literals[0], str):
        return _between_terms(leaf)
    if leaf.comparator in COMPARE and isinstance(leaf.left, Name):
        return _name_with_literal(leaf.left.text, COMPARE[leaf.comparator], literals[0])
    return _with_literals(compiled_term(leaf.left), predicate(leaf.comparator, literals))


def _name_with_literal(name: str, compare: Callable[[Any, Any], bool], literal: Literal) -> Test:
    """By far the most frequent test, so it goes the shortest way."""

    def value(scene: Scene) -> Truth:
        operand = scene.lookup(name)
        if not operand.certain:
            return UNKNOWN
        known = operand.known
        if known is None:
            return operand.truth
        return TRUE if compare(known.value, literal) else FALSE

    return value


def _with_literals(left: Compiled, holds: Callable[[Any], bool]) -> Test:
    def value(scene: Scene) -> Truth:
        found = left(scene)
        if isinstance(found, Missing):
            return truth_of(found)
        return TRUE if holds(found) else FALSE

    return value


def _between_terms(leaf: Compare) -> Test:
    """Both sides are worked out; ordered options are compared by their places."""
    comparator, order = leaf.comparator, leaf.left.text if isinstance(leaf.left, Name) else ""
    sides = [compiled_term(term) for term in (leaf.left, *leaf.right)]

    def value(scene: Scene) -> Truth:
        values: list[Any] = [side(scene) for side in sides]
        missing = worst(values)
        if missing is not None:
            return truth_of(missing)
        if comparator in ORDERINGS and isinstance(values[0], str):
            known = scene.lookup(order).known
            values = [known.order.index(each) for each in values] if known else values
        return TRUE if predicate(comparator, values[1:])(values[0]) else FALSE

    return value


def _older(leaf: Older) -> Test:
    date_of: Compiled = compiled_term(leaf.term)

    def value(scene: Scene) -> Truth:
        found = date_of(scene)
        if isinstance(found, Missing):
            return truth_of(found)
        old = isinstance(found, date) and found < before(scene.today, leaf.amount, leaf.unit)
        return TRUE if old else FALSE

    return value


# -- groups ------------------------------------------------------------------------------------------------------


def _quantity(leaf: Quantity) -> Test:
    compare = COMPARE[leaf.comparator]

    def value(scene: Scene) -> Truth:
        votes = votes_in(leaf, scene)
        if not votes:
            return INAPPLICABLE
        least = votes.count(FALSE if leaf.every else TRUE)
        most = least + votes.count(UNKNOWN)
        return _agreed({compare(count, leaf.number) for count in range(least, most + 1)})

    return value


def votes_in(leaf: Quantity, scene: Scene) -> Sequence[Truth]:
    """Of each member that counts whether it fits, UNKNOWN while that is open."""
    return [vote for member in scene.members(leaf.group) if (vote := _vote(leaf, member)) is not INAPPLICABLE]


def _vote(leaf: Quantity, member: Member) -> Truth:
    """Whether a member fits; inapplicable where it does not count."""
    if leaf.level is None:
        # What does not apply is in no way to be answered: `all of ... are answered` passes over it.
        passed_over = leaf.every and member.state in _APART and leaf.state not in _APART
        return INAPPLICABLE if passed_over else TRUE if member.state == leaf.state else FALSE
    if member.level is not None:
        comparator, bound = leaf.level
        return TRUE if COMPARE[comparator](Decimal(member.level), bound) else FALSE
    return UNKNOWN if member.state in {State.OPEN, State.DONT_KNOW} else INAPPLICABLE


def _measure(leaf: Measure) -> Test:
    bounds = [Fraction(bound) for bound in leaf.bounds]

    def value(scene: Scene) -> Truth:
        found = scene.measure(leaf.what, leaf.group)
        return INAPPLICABLE if found is None else _within(leaf.comparator, *found, bounds)

    return value


def _within(comparator: Comparator, low: Fraction, high: Fraction, bounds: Sequence[Fraction]) -> Truth:
    """A test of a figure that lies somewhere from low to high."""
    if comparator in {Comparator.BETWEEN, Comparator.EQUAL, Comparator.NOT_EQUAL}:
        least, most = bounds[0], bounds[-1]
        possible = low <= most and high >= least and least <= most
        inside = FALSE if not possible else TRUE if least <= low and high <= most else UNKNOWN
        return opposite(inside) if comparator is Comparator.NOT_EQUAL else inside
    compare = COMPARE[comparator]
    return _agreed({compare(low, bounds[0]), compare(high, bounds[0])})


def _agreed(answers: set[bool]) -> Truth:
    if len(answers) > 1:
        return UNKNOWN
    return TRUE if True in answers else FALSE
