"""Where it can be proved: a condition that never holds, or always does, whatever is answered.

Sound, not complete. Every name gets the values between which the condition could tell apart; all combinations are
tried. Where names are calculated with, or the combinations are too many, nothing is said.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from itertools import pairwise, product
from math import prod

from gapanalysis.engine.conditions.evaluate import Test, compiled
from gapanalysis.engine.conditions.scene import Known, Operand, Scene
from gapanalysis.engine.conditions.typed import Names
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import (
    Compare,
    Condition,
    Holds,
    InState,
    Name,
    Truth,
    Written,
    leaves,
)
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    LevelAnswer,
    NumberAnswer,
    Scale,
    YesNoAnswer,
)

MOST = 10_000
"""Combinations tried at most."""

_BESIDE = Decimal("0.001")
_DIGITS = 60
"""More than two numbers as written have together, so that a value between them is never rounded to one of them."""


def constant(condition: Condition, names: Names, scales: Mapping[str, Scale]) -> bool | None:
    """False when a condition can never be true, true when it always is once everything is answered; None otherwise.

    States other than `answered` are tried only where the condition asks for states.
    """
    if not all(_simple(leaf) for leaf in leaves(condition)):
        return None
    domains = {name: _domain(name, condition, names[name], scales) for name in _named(condition)}
    if not all(domains.values()) or prod(map(len, domains.values())) > MOST:
        return None
    return _always(compiled(condition), domains)


def _always(test: Test, domains: Mapping[str, list[Operand]]) -> bool | None:
    """Whether a test is always true, or never, over all combinations; None as soon as it is seen to change."""
    operands: dict[str, Operand] = {}
    scene = Scene(operands.__getitem__)
    found: set[bool] = set()
    for values in product(*domains.values()):
        operands.update(zip(domains, values, strict=True))
        found.add(test(scene) is Truth.TRUE)
        if len(found) > 1:
            return None
    return found.pop()


def _simple(leaf: object) -> bool:
    match leaf:
        case Compare(Name(), _, right):
            return all(isinstance(term, Written) for term in right)
        case Holds() | InState():
            return True
    return False


def _named(condition: Condition) -> dict[str, None]:
    found: dict[str, None] = {}
    for leaf in leaves(condition):
        match leaf:
            case Compare(Name(text)) | Holds(Name(text)) | InState(Name(text)):
                found[text] = None
    return found


def _domain(name: str, condition: Condition, answer: AnswerType, scales: Mapping[str, Scale]) -> list[Operand]:
    """Operands to try; empty when they cannot be told."""
    values = list(_values(name, condition, answer, scales))
    order = tuple(answer.options) if isinstance(answer, ChoiceAnswer) and answer.ordered else ()
    operands = [Operand(Truth.TRUE, State.ANSWERED, Known(value, order)) for value in values]
    asks_state = any(isinstance(leaf, InState) and leaf.name.text == name for leaf in leaves(condition))
    if operands and asks_state:
        operands += [Operand(Truth.UNKNOWN, state) for state in (State.OPEN, State.DONT_KNOW)]
        operands += [Operand(Truth.INAPPLICABLE, state) for state in (State.NOT_APPLICABLE, State.NOT_ASKED)]
    return operands


def _values(
    name: str, condition: Condition, answer: AnswerType, scales: Mapping[str, Scale]
) -> Iterator[Decimal | bool | str | tuple[str, ...]]:
    if isinstance(answer, YesNoAnswer):
        yield from (True, False)
    elif isinstance(answer, ChoiceAnswer) and not answer.several:
        yield from answer.options
    elif isinstance(answer, LevelAnswer) and answer.scale in scales:
        yield from map(Decimal, scales[answer.scale].levels)
    elif isinstance(answer, NumberAnswer):
        yield from _around(_literals(name, condition), answer)


def _around(limits: list[Decimal], answer: NumberAnswer) -> Iterator[Decimal]:
    """Values on, between and beside the limits a number is compared with, as far as the answer may take them."""
    ends = sorted({*limits, *(end for end in (answer.least, answer.most) if end is not None)})
    with localcontext(prec=_DIGITS):
        if answer.whole:
            near = {end.to_integral_value(rounding) for end in ends for rounding in (ROUND_FLOOR, ROUND_CEILING)}
            tried = {value + step for value in near for step in (-1, 0, 1)}
        else:
            tried = {value for end in ends for value in (end - _BESIDE, end, end + _BESIDE)}
            tried |= {(low + high) / 2 for low, high in pairwise(ends)}
    for value in sorted(tried):
        if (answer.least is None or value >= answer.least) and (answer.most is None or value <= answer.most):
            yield value


def _literals(name: str, condition: Condition) -> list[Decimal]:
    return [
        term.value
        for leaf in leaves(condition)
        if isinstance(leaf, Compare) and isinstance(leaf.left, Name) and leaf.left.text == name
        for term in leaf.right
        if isinstance(term, Written) and isinstance(term.value, Decimal)
    ]
