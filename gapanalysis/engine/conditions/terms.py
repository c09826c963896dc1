"""Terms to functions: a term is compiled once and then gives its value in any scene."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import Enum

from gapanalysis.engine.conditions.comparing import ORDERINGS, predicate
from gapanalysis.engine.conditions.scene import Known, Scene
from gapanalysis.engine.conditions.scene import Rows as FilledRows
from gapanalysis.model.condition import (
    Arithmetic,
    Call,
    Comparator,
    Fallback,
    Literal,
    Name,
    NewestEvidence,
    Rows,
    RowTest,
    Term,
    Today,
    Truth,
    Written,
)


class Missing(Enum):
    """Why a term has no value. `unsettled`: there is one, or will be, but an open answer may still change it."""

    UNKNOWN = Truth.UNKNOWN
    INAPPLICABLE = Truth.INAPPLICABLE
    UNSETTLED = "unsettled"


Outcome = Literal | tuple[str, ...] | FilledRows | Missing
Compiled = Callable[[Scene], Outcome]
Row = Mapping[str, Known]

_CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN, traps=[])
"""Calculations keep 28 digits and never raise, wherever they are run; what has no result gives no number."""

_LEAST, _LARGEST = Decimal("-1e15"), Decimal("1e15")
"""Results beyond these have no value: nobody counts so far, and digits must not grow without bound."""


def compiled_term(term: Term) -> Compiled:  # noqa: C901, PLR0911  # one case a kind of term
    """The function that gives the term's value."""
    match term:
        case Name(text):
            return _name(text)
        case Written(value):
            return lambda _: value
        case Arithmetic(sign, left, right):
            return _arithmetic(sign, compiled_term(left), compiled_term(right))
        case Call(function, arguments):
            return _call(function, [compiled_term(argument) for argument in arguments])
        case Fallback(inner, otherwise):
            return _fallback(compiled_term(inner), otherwise.value)
        case Rows(name, tests):
            return _rows(_name(name.text), [_row_test(test) for test in tests])
        case Today():
            return lambda scene: scene.today
        case NewestEvidence(name):
            return _newest_evidence(name.text)


def value_in(term: Term, scene: Scene) -> Literal | tuple[str, ...] | FilledRows | Truth:
    """The value of a term; UNKNOWN or INAPPLICABLE where it has none."""
    found = compiled_term(term)(scene)
    return truth_of(found) if isinstance(found, Missing) else found


def truth_of(missing: Missing) -> Truth:
    """What a test is worth when its value is missing."""
    return Truth.INAPPLICABLE if missing is Missing.INAPPLICABLE else Truth.UNKNOWN


def worst(values: Sequence[Outcome]) -> Missing | None:
    """What is missing among values; None when nothing is. Inapplicable stays so whatever else comes."""
    for missing in (Missing.INAPPLICABLE, Missing.UNSETTLED, Missing.UNKNOWN):
        if missing in values:
            return missing
    return None


def _name(name: str) -> Compiled:
    def value(scene: Scene) -> Outcome:
        operand = scene.lookup(name)
        if not operand.certain:
            return Missing.UNSETTLED
        known = operand.known
        if known is not None:
            return known.value
        return Missing.INAPPLICABLE if operand.truth is Truth.INAPPLICABLE else Missing.UNKNOWN

    return value


def _fallback(inner: Compiled, otherwise: Literal) -> Compiled:
    def value(scene: Scene) -> Outcome:
        found = inner(scene)
        return otherwise if found is Missing.UNKNOWN else found

    return value


def _rows(table: Compiled, tests: Sequence[Callable[[Row], bool]]) -> Compiled:
    def value(scene: Scene) -> Outcome:
        rows = table(scene)
        if isinstance(rows, Missing):
            return rows
        cells = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, tuple) else []
        return Decimal(sum(all(test(row) for test in tests) for row in cells))

    return value


def _row_test(test: RowTest) -> Callable[[Row], bool]:
    """Whether a row passes: its cell is filled, and holds where it is compared; the opposite for `without`."""
    holds = _held(test.comparator, [written.value for written in test.values]) if test.comparator else None

    def passes(row: Row) -> bool:
        cell = row.get(test.column)
        return (cell is not None and (holds is None or holds(cell))) is not test.without

    return passes


def _held(comparator: Comparator, values: Sequence[Literal]) -> Callable[[Known], bool]:
    """What a cell is compared with; ordered options are compared by their places."""
    if comparator in ORDERINGS and isinstance(values[0], str):

        def by_place(cell: Known) -> bool:
            own, *bounds = [cell.order.index(str(value)) for value in (cell.value, *values)]
            return predicate(comparator, bounds)(own)

        return by_place
    holds = predicate(comparator, values)
    return lambda cell: holds(cell.value)


def _newest_evidence(name: str) -> Compiled:
    """No date named is unknown: there may be evidence all the same."""

    def value(scene: Scene) -> Outcome:
        operand = scene.lookup(name)
        if not operand.certain:
            return Missing.UNSETTLED
        if operand.truth is Truth.INAPPLICABLE:
            return Missing.INAPPLICABLE
        return scene.newest_evidence(name) or Missing.UNKNOWN

    return value


# -- calculations ------------------------------------------------------------------------------------------------


def _arithmetic(sign: str, left: Compiled, right: Compiled) -> Compiled:
    calculate = _SIGNS[sign]

    def value(scene: Scene) -> Outcome:
        one, other = left(scene), right(scene)
        if isinstance(one, Decimal) and isinstance(other, Decimal):
            return _bounded(calculate(one, other))
        return worst((one, other)) or Missing.INAPPLICABLE

    return value


def _call(function: str, arguments: Sequence[Compiled]) -> Compiled:
    calculate = _FUNCTIONS[function]

    def value(scene: Scene) -> Outcome:
        values = [argument(scene) for argument in arguments]
        return worst(values) or _bounded(calculate([value for value in values if isinstance(value, Decimal)]))

    return value


def _bounded(value: Decimal) -> Outcome:
    return value if _LEAST <= value <= _LARGEST else Missing.INAPPLICABLE


def _quotient(left: Decimal, right: Decimal) -> Decimal:
    # Beyond every bound, like any result that is too large: what is divided by nothing has no value.
    return _CONTEXT.divide(left, right) if right else Decimal("Infinity")


_SIGNS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": _quotient,
}

_FUNCTIONS: Mapping[str, Callable[[list[Decimal]], Decimal]] = {
    "min": min,
    "max": max,
    "abs": lambda numbers: numbers[0].copy_abs(),
    "round": lambda numbers: numbers[0].to_integral_value(ROUND_HALF_UP),
}


_A_YEAR = 12


def before(day: date, amount: int, unit: str) -> date:
    """The day so long before another; the last of the month where the month is too short.

    Earlier than the calendar begins counts as its first day.
    """
    days = {"days": 1, "weeks": 7}.get(unit)
    if days:
        return date.fromordinal(max(1, day.toordinal() - amount * days))
    months = day.year * _A_YEAR + day.month - 1 - amount * (_A_YEAR if unit == "years" else 1)
    year, month = divmod(months, _A_YEAR)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
