"""A tree back to text: for explanations, and for tests that what is written parses to the same tree."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gapanalysis.engine.conditions.literals import RESERVED, YES_NO
from gapanalysis.model.condition import (
    And,
    Arithmetic,
    Call,
    Comparator,
    Compare,
    Condition,
    Fallback,
    Group,
    Holds,
    InState,
    Literal,
    Measure,
    Name,
    NewestEvidence,
    Not,
    Older,
    Or,
    Quantity,
    Rows,
    RowTest,
    Term,
    Today,
    Written,
)

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_QUOTED = {*RESERVED, *YES_NO, "today"}
"""Words that mean something else without quotes."""

_COUNTED = {
    Comparator.AT_LEAST: "at least",
    Comparator.AT_MOST: "at most",
    Comparator.LESS: "fewer than",
    Comparator.MORE: "more than",
    Comparator.EQUAL: "exactly",
}


def written(condition: Condition) -> str:  # noqa: C901, PLR0911  # one case a kind of condition
    """The condition in the words of the language."""
    match condition:
        case And(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Or(parts):
            return " or ".join(_bracketed(part) for part in parts)
        case Not(Compare(comparator=Comparator.IN | Comparator.BETWEEN | Comparator.INCLUDES) as part):
            return _comparison(part, "not ")
        case Not(InState(name, state)):
            return f"{name.text} is not {state}"
        case Not(Older(inner, amount, unit)):
            return f"{term(inner)} is not older than {_age(amount, unit)}"
        case Not(part):
            return f"not {_bracketed(part)}"
        case Compare():
            return _comparison(condition)
        case Holds(name):
            return name.text
        case InState(name, state):
            return f"{name.text} is {state}"
        case Older(inner, amount, unit):
            return f"{term(inner)} is older than {_age(amount, unit)}"
        case Quantity():
            return _quantity(condition)
        case Measure(what, group, comparator, bounds):
            per_cent = "" if what == "practice" else " %"
            limits = " and ".join(f"{bound:f}{per_cent}" for bound in bounds)
            return f"{what} of {_group(group)} {comparator} {limits}"


def _bracketed(condition: Condition) -> str:
    text = written(condition)
    return f"({text})" if isinstance(condition, And | Or) else text


def _age(amount: int, unit: str) -> str:
    return f"{amount} {unit.removesuffix('s') if amount == 1 else unit}"


def _comparison(leaf: Compare, negated: str = "") -> str:
    return f"{term(leaf.left)} {negated}{leaf.comparator} {_right(leaf.comparator, leaf.right)}"


def _right(comparator: Comparator, values: Sequence[Term]) -> str:
    return f"[{', '.join(map(term, values))}]" if comparator is Comparator.IN else " and ".join(map(term, values))


def _quantity(leaf: Quantity) -> str:
    count = "all of" if leaf.every else f"{_COUNTED[leaf.comparator]} {leaf.number} of"
    if leaf.level is not None:
        comparator, bound = leaf.level
        return f"{count} {_group(leaf.group)} have level {comparator} {bound:f}"
    return f"{count} {_group(leaf.group)} are {leaf.state}"


def _group(group: Group) -> str:
    if group.kind == "list":
        return f"[{', '.join(member.text for member in group.members)}]"
    return f"{group.kind} {group.name}".strip()


def term(part: Term) -> str:  # noqa: C901, PLR0911  # one case a kind of term
    """A term in the words of the language."""
    match part:
        case Name(text):
            return text
        case Written(value):
            return literal(value)
        case Arithmetic(sign, left, right):
            weaker = "+-" if sign in "*/" else ""
            return f"{_operand(left, weaker)} {sign} {_operand(right, '+-*/' if weaker else '+-')}"
        case Call(function, arguments):
            return f"{function}({', '.join(map(term, arguments))})"
        case Fallback(inner, otherwise):
            return f"({term(inner)}, {literal(otherwise.value)} if unknown)"
        case Rows(name, tests):
            return " ".join([f"rows of {name.text}", *map(_row_test, tests)])
        case Today():
            return "today"
        case NewestEvidence(name):
            return f"newest evidence of {name.text}"


def _row_test(test: RowTest) -> str:
    how = "without" if test.without else "with"
    if test.comparator is None:
        return f"{how} {test.column}"
    return f"{how} ({test.column} {test.comparator} {_right(test.comparator, test.values)})"


def _operand(part: Term, in_brackets: str) -> str:
    """A side of a calculation, in brackets where it is one with these signs: without them another would come first."""
    return f"({term(part)})" if isinstance(part, Arithmetic) and part.sign in in_brackets else term(part)


def literal(value: Literal) -> str:
    """A value as it is written in a condition."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if _PLAIN.fullmatch(value) and value not in _QUOTED:
        return value
    return f"'{value}'" if '"' in value else f'"{value}"'
