"""Why a condition has its value: the parts that decide it, with the values they saw, or what is missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gapanalysis.engine.conditions.evaluate import compiled, opposite, votes_in
from gapanalysis.engine.conditions.scene import Scene
from gapanalysis.engine.conditions.terms import Missing, Outcome, compiled_term
from gapanalysis.engine.conditions.write import literal, written
from gapanalysis.model.condition import (
    And,
    Condition,
    Leaf,
    Measure,
    Name,
    NewestEvidence,
    Not,
    Or,
    Quantity,
    Rows,
    Term,
    Truth,
    terms,
)

_FIRST_OF_AND = (Truth.FALSE, Truth.UNKNOWN, Truth.INAPPLICABLE, Truth.TRUE)
_FIRST_OF_OR = (Truth.TRUE, Truth.UNKNOWN, Truth.INAPPLICABLE, Truth.FALSE)
_UNKNOWN = {Missing.UNKNOWN, Missing.UNSETTLED}


@dataclass(frozen=True, slots=True)
class Seen:
    """A part that decided.

    Attributes:
        text: the part as written.
        truth: its own value, before any `not` around it.
        values: name and what it stood for, in the words of the language; a state where there was no value. Of a table
            it is the number of rows counted, of evidence its newest date.
        figure: what a group came to: how many fit of those that count (`2/5`, or `2..3/5` while answers are open), or
            its measure in its own unit, to two places (`50`, `33.33..50`). Empty for other parts, and where nothing of
            the group applies.
    """

    text: str
    truth: Truth
    values: tuple[tuple[str, str], ...]
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The value of a condition and the parts that decide it.

    For true or false these are the parts without which it might be otherwise; for unknown and inapplicable the parts
    that have no value, and `missing` names what is open or not known among them.
    """

    truth: Truth
    parts: tuple[Seen, ...]
    missing: tuple[str, ...]


def explain(condition: Condition, scene: Scene) -> Explanation:
    """Open a condition up. Its `truth` is always that of evaluation."""
    truth, deciding = _opened(condition, scene)
    parts: list[Seen] = []
    missing: dict[str, None] = {}
    for leaf, own in deciding:
        outcomes = list(_outcomes(leaf, scene))
        values = tuple((name, _shown(name, found, scene)) for name, found in outcomes)
        parts.append(Seen(written(leaf), own, values, _figure(leaf, scene)))
        if own is Truth.UNKNOWN:
            missing.update({name: None for name, found in outcomes if found in _UNKNOWN})
    return Explanation(truth, tuple(parts), tuple(missing))


def seen(name: str, scene: Scene) -> str:
    """What a name stands for, in the words of the language; its state where it has no value."""
    return _shown(name, compiled_term(Name(name, 0))(scene), scene)


def _opened(condition: Condition, scene: Scene) -> tuple[Truth, list[tuple[Leaf, Truth]]]:
    """The value of a condition, and the leaves that decide it with their own; every leaf is looked at once."""
    if isinstance(condition, Not):
        truth, leaves = _opened(condition.part, scene)
        return opposite(truth), leaves
    if isinstance(condition, And | Or):
        opened = [_opened(part, scene) for part in condition.parts]
        order = _FIRST_OF_AND if isinstance(condition, And) else _FIRST_OF_OR
        truth = min((own for own, _ in opened), key=order.index)
        # What agrees with the whole decides it: one false part of `and` settles it, a true one needs all the others.
        return truth, [leaf for own, leaves in opened if own is truth for leaf in leaves]
    truth = compiled(condition)(scene)
    return truth, [(condition, truth)]


def _outcomes(leaf: Leaf, scene: Scene) -> Iterator[tuple[str, Outcome]]:
    """Every name of a leaf with what the leaf saw of it."""
    if isinstance(leaf, Quantity | Measure):
        read: dict[str, Term] = {member.text: member for member in leaf.group.members}
    else:
        read = {}
        for term in terms(leaf):
            if isinstance(term, Rows | NewestEvidence):
                read[term.name.text] = term
            elif isinstance(term, Name):
                read.setdefault(term.text, term)
    for name, term in read.items():
        yield name, compiled_term(term)(scene)


def _shown(name: str, found: Outcome, scene: Scene) -> str:
    """A value in the words of the language; the state of what has none."""
    if isinstance(found, Missing):
        return scene.lookup(name).state
    if isinstance(found, tuple):
        # A table stands in a condition by itself only where its state is asked for.
        rows = any(isinstance(part, Mapping) for part in found)
        return scene.lookup(name).state if rows or not found else ", ".join(map(str, found))
    return literal(found)


def _figure(leaf: Leaf, scene: Scene) -> str:
    if isinstance(leaf, Quantity):
        votes = votes_in(leaf, scene)
        fit = votes.count(Truth.TRUE)
        return f"{_range(str(fit), str(fit + votes.count(Truth.UNKNOWN)))}/{len(votes)}" if votes else ""
    if isinstance(leaf, Measure):
        measured = scene.measure(leaf.what, leaf.group)
        return "" if measured is None else _range(*map(_places, measured))
    return ""


def _places(number: Fraction) -> str:
    shown = (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal("0.01"))
    return f"{shown:f}".rstrip("0").rstrip(".")


def _range(low: str, high: str) -> str:
    return low if low == high else f"{low}..{high}"
