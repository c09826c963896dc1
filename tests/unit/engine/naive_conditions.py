"""A second evaluator of conditions, as plain as can be: it reads the tree again each time and tries what may happen.

It shares the tree with the first, and nothing else; what it does is written from the meaning of the words.
"""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from gapanalysis.engine.conditions import Operand
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import (
    And,
    Arithmetic,
    Call,
    Compare,
    Condition,
    Fallback,
    Holds,
    InState,
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
    Truth,
    Written,
)
from tests.unit.engine.condition_samples import Situation

NOTHING = {"unknown", "inapplicable", "doubtful"}
"""What stands for a value when there is none; values themselves come as a list of one."""


def truth(condition: Condition, seen: Situation) -> str:  # noqa: PLR0911  # one return a kind
    """One of: true, false, unknown, inapplicable."""
    if isinstance(condition, Not):
        part = truth(condition.part, seen)
        return {"true": "false", "false": "true"}.get(part, part)
    if isinstance(condition, And):
        return first_of(["false", "unknown", "inapplicable", "true"], condition.parts, seen)
    if isinstance(condition, Or):
        return first_of(["true", "unknown", "inapplicable", "false"], condition.parts, seen)
    if isinstance(condition, Quantity):
        return quantity(condition, seen)
    if isinstance(condition, Measure):
        return measure(condition, seen)
    if isinstance(condition, InState):
        operand = seen.operands[condition.name.text]
        return "unknown" if not operand.certain else yes(operand.state == condition.state)
    return leaf(condition, seen)


def first_of(order: list[str], parts: tuple[Condition, ...], seen: Situation) -> str:
    found = [truth(part, seen) for part in parts]
    return next(each for each in order if each in found)


def yes(holds: bool) -> str:  # noqa: FBT001
    return "true" if holds else "false"


def leaf(condition: Compare | Holds | Older, seen: Situation) -> str:
    if isinstance(condition, Holds):
        terms: list[Term] = [condition.name]
    elif isinstance(condition, Older):
        terms = [condition.term]
    else:
        terms = [condition.left, *condition.right]
    values = [value(term, seen) for term in terms]
    if "inapplicable" in values:
        return "inapplicable"
    if "unknown" in values or "doubtful" in values:
        return "unknown"
    found = [each[0] for each in values]
    if isinstance(condition, Holds):
        return yes(found[0])
    if isinstance(condition, Older):
        return yes(is_older(found[0], condition.amount, condition.unit, seen.today))
    return yes(compares(condition, found, seen))


def compares(condition: Compare, found: list[Any], seen: Situation) -> bool:  # noqa: C901, PLR0911  # one return a comparison
    left, *right = found
    match condition.comparator.value:
        case "in":
            return any(left == each for each in right)
        case "includes":
            return right[0] in (left if isinstance(left, tuple) else [left])
        case "=":
            return left == right[0]
        case "!=":
            return left != right[0]
    if isinstance(left, str):
        options = seen.operands[condition.left.text].known.order
        left, *right = [list(options).index(each) for each in found]
    match condition.comparator.value:
        case "<":
            return left < right[0]
        case "<=":
            return left < right[0] or left == right[0]
        case ">":
            return right[0] < left
        case ">=":
            return not left < right[0]
    return not left < right[0] and not right[1] < left


def is_older(day: date, amount: int, unit: str, today: date) -> bool:
    """Counted forwards: the day on which it comes of age lies before today."""
    if unit in {"days", "weeks"}:
        return day + timedelta(days=amount * (7 if unit == "weeks" else 1)) < today
    months = amount * (12 if unit == "years" else 1)
    if months > 12 * 300:
        return False
    # Today's day of the month, or the last one, so many months ago: walked back a month at a time.
    year, month = today.year, today.month
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return day < date(year, month, min(today.day, monthrange(year, month)[1]))


# -- terms -------------------------------------------------------------------------------------------------------


def value(term: Term, seen: Situation) -> str | list[Any]:  # noqa: C901, PLR0911  # one return a kind
    match term:
        case Written():
            return [term.value]
        case Today():
            return [seen.today]
        case Name():
            return named(term.text, seen)
        case NewestEvidence():
            standing = named(term.name.text, seen)
            if standing in ("doubtful", "inapplicable"):
                return standing
            day = seen.evidence[term.name.text]
            return "unknown" if day is None else [day]
        case Rows():
            table = named(term.name.text, seen)
            if isinstance(table, str):
                return table
            fitting = [row for row in table[0] if all(passes(test, row) for test in term.tests)]
            return [Decimal(len(fitting))]
        case Fallback():
            found = value(term.term, seen)
            return [term.otherwise.value] if found == "unknown" else found
        case Arithmetic():
            return calculated([value(term.left, seen), value(term.right, seen)], term.sign)
        case Call():
            return calculated([value(each, seen) for each in term.arguments], term.function)


def passes(test: RowTest, row: Any) -> bool:
    """Asked as of a fact: a row that lacks the cell has none that fits."""
    if test.column not in row:
        return test.without
    if test.comparator is None:
        return not test.without
    operand = Operand(Truth.TRUE, State.ANSWERED, row[test.column])
    condition = Compare(Name(test.column, 0), test.comparator, test.values)
    seen = Situation({test.column: operand}, date.max, {}, {}, {})
    return (leaf(condition, seen) == "true") != test.without


def named(name: str, seen: Situation) -> str | list[Any]:
    operand = seen.operands[name]
    if not operand.certain:
        return "doubtful"
    if operand.state == State.ANSWERED:
        return [operand.known.value]
    return "unknown" if operand.state in {State.OPEN, State.DONT_KNOW} else "inapplicable"


def calculated(values: list[str | list[Any]], what: str) -> str | list[Any]:  # noqa: C901  # one case a sign or function
    for missing in ("inapplicable", "doubtful", "unknown"):
        if missing in values:
            return missing
    numbers = [each[0] for each in values]
    with localcontext(prec=28):
        match what:
            case "+":
                found = numbers[0] + numbers[1]
            case "-":
                found = numbers[0] - numbers[1]
            case "*":
                found = numbers[0] * numbers[1]
            case "/" if numbers[1] == 0:
                return "inapplicable"
            case "/":
                found = numbers[0] / numbers[1]
            case "min":
                found = min(numbers)
            case "max":
                found = max(numbers)
            case "abs":
                found = numbers[0] if numbers[0] > 0 else 0 - numbers[0]
            case "round":
                found = numbers[0].quantize(Decimal(1), ROUND_HALF_UP)
    return [found] if -(10**15) <= found <= 10**15 else "inapplicable"


# -- groups: every way the open questions may still be answered ---------------------------------------------------


def agreed(outcomes: set[bool]) -> str:
    return "unknown" if len(outcomes) == 2 else yes(outcomes == {True})


def holds(comparator: str, left: Any, right: Any) -> bool:
    return {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[comparator]


def quantity(condition: Quantity, seen: Situation) -> str:
    group, apart = condition.group, {"not applicable", "not asked"}
    ways: list[set[bool]] = []
    for member in seen.members[group.kind, group.name, len(group.members)]:
        if condition.level is not None:
            comparator, bound = condition.level
            if member.state == State.ANSWERED:
                ways.append({holds(comparator, member.level, bound)})
            elif member.state in {State.OPEN, State.DONT_KNOW}:
                ways.append({True, False})
        elif not condition.every or member.state not in apart or condition.state in apart:
            ways.append({member.state == condition.state})
    if not ways:
        return "inapplicable"
    if condition.every:
        return agreed({all(way) for way in product(*ways)})
    return agreed({holds(condition.comparator, sum(way), condition.number) for way in product(*ways)})


def measure(condition: Measure, seen: Situation) -> str:
    found = seen.measures[condition.what, condition.group.kind]
    if found is None:
        return "inapplicable"
    low, high = found
    # A test changes its value only at a bound, so trying the ends, the bounds and what lies between shows everything.
    marks = sorted({low, high, *(Fraction(b) for b in condition.bounds if low <= b <= high)})
    tried = {*marks, *((one + two) / 2 for one, two in pairwise(marks))}
    if condition.comparator.value == "between":
        least, most = condition.bounds
        return agreed({least <= each <= most for each in tried})
    return agreed({holds(condition.comparator, each, condition.bounds[0]) for each in tried})
