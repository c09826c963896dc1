"""Values compared with values."""

from collections.abc import Callable, Mapping, Sequence
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from gapanalysis.model.condition import Comparator

COMPARE: Mapping[Comparator, Callable[[Any, Any], bool]] = {
    Comparator.EQUAL: eq,
    Comparator.NOT_EQUAL: ne,
    Comparator.LESS: lt,
    Comparator.AT_MOST: le,
    Comparator.MORE: gt,
    Comparator.AT_LEAST: ge,
}
ORDERINGS = {Comparator.LESS, Comparator.AT_MOST, Comparator.MORE, Comparator.AT_LEAST, Comparator.BETWEEN}
"""Those that need an order. Options are compared by their places then."""


def predicate(comparator: Comparator, values: Sequence[Any]) -> Callable[[Any], bool]:
    """What holds of the left side, given the values at the right."""
    if comparator is Comparator.IN:
        return frozenset(values).__contains__
    if comparator is Comparator.INCLUDES:
        wanted = values[0]
        # One option alone stands there where it came from a fallback.
        return lambda found: wanted in found if isinstance(found, tuple) else found == wanted
    if comparator is Comparator.BETWEEN:
        low, high = values
        return lambda found: bool(low <= found <= high)
    compare, bound = COMPARE[comparator], values[0]
    return lambda found: compare(found, bound)
