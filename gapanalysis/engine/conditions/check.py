"""A condition held against the names it may use: does everything exist, and does it make sense?

Checked when a file is loaded, so that evaluation never meets an unknown name or a wrong type.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from gapanalysis.engine.conditions.parse import parse
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import Comparator, Compare, Condition, Holds, Literal, Name, Written, leaves
from gapanalysis.model.questionnaire import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)

Names = Mapping[str, AnswerType]
"""What a condition may name: `profile.employees` or a question id, with the type of its answer."""

_ORDERINGS = {
    Comparator.LESS,
    Comparator.AT_MOST,
    Comparator.MORE,
    Comparator.AT_LEAST,
    Comparator.BETWEEN,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a condition; `offset` is the 0-based character where it stands."""

    offset: int
    code: str
    message: str
    hint: str = ""


def check(text: str, names: Names) -> tuple[Fault, ...]:
    """Every fault of a condition, in order of position; empty when it is sound.

    A condition that does not parse has one fault: the first place that does not fit.
    """
    try:
        tree = parse(text)
    except ConditionError as error:
        return (Fault(error.offset, error.code, error.message, error.hint),)
    return tuple(sorted(_faults(tree, names), key=lambda fault: fault.offset))


def _faults(tree: Condition, names: Names) -> Iterator[Fault]:
    for leaf in leaves(tree):
        answer = names.get(leaf.name.text)
        if answer is None:
            yield _unknown_name(leaf.name, names)
        elif isinstance(leaf, Compare):
            yield from _comparison(leaf, answer)
        elif isinstance(leaf, Holds) and not isinstance(answer, YesNoAnswer):
            yield Fault(
                leaf.name.offset,
                "condition-type",
                f"{leaf.name.text} is no yes-or-no fact, so it cannot stand alone",
                "compare it with something",
            )


def _unknown_name(name: Name, names: Names) -> Fault:
    near = get_close_matches(name.text, names, n=1)
    what = "profile fact" if name.text.startswith("profile.") else "question"
    return Fault(
        name.offset,
        "condition-unknown-name",
        f"there is no {what} {name.text}",
        f"did you mean {near[0]}?" if near else "",
    )


def _comparison(leaf: Compare, answer: AnswerType) -> Iterator[Fault]:
    ordered = isinstance(answer, NumberAnswer | LevelAnswer | DateAnswer) or (
        isinstance(answer, ChoiceAnswer) and answer.ordered and not answer.several
    )
    name = leaf.name.text
    several = isinstance(answer, ChoiceAnswer) and answer.several
    if isinstance(answer, TableAnswer):
        yield Fault(
            leaf.name.offset, "condition-type", f"{name} is a table and cannot be compared", "ask for its state"
        )
    elif leaf.comparator in _ORDERINGS and not ordered:
        yield Fault(leaf.name.offset, "condition-order", f"the answers of {name} have no order", "use = or in")
    elif several != (leaf.comparator is Comparator.INCLUDES):
        hint = f"write {name} includes ..." if several else f"write {name} = ..."
        yield Fault(
            leaf.name.offset, "condition-type", f"{name} takes {'several options' if several else 'one value'}", hint
        )
    else:
        for literal in leaf.literals:
            yield from _literal(literal, leaf.name, answer)


def _literal(literal: Written, name: Name, answer: AnswerType) -> Iterator[Fault]:
    value = literal.value
    if isinstance(answer, ChoiceAnswer):
        if value not in answer.options:
            near = get_close_matches(_shown(value), answer.options, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"one of: {', '.join(answer.options)}"
            yield Fault(literal.offset, "condition-option", f"'{_shown(value)}' is not an option of {name.text}", hint)
        return
    wanted, words = _EXPECTED[type(answer)]
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        yield Fault(literal.offset, "condition-type", f"{name.text} is {words}; '{_shown(value)}' is not")


def _shown(value: Literal) -> str:
    """A literal as a person would write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


_EXPECTED: Mapping[type, tuple[type, str]] = {
    NumberAnswer: (Decimal, "a number"),
    LevelAnswer: (Decimal, "a level"),
    DateAnswer: (date, "a date"),
    YesNoAnswer: (bool, "yes or no"),
    TextAnswer: (str, "text"),
}
