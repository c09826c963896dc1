"""Work that is the same each time for a value that never changes, done once."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 8
"""Results kept; a program works on one questionnaire, or on a few in turn."""


def once_each(work: Callable[[K], V]) -> Callable[[K], V]:
    """The same function, which remembers its latest results by the identity of what it was given.

    For frozen values that cannot be hashed, such as a questionnaire: an equal one that was loaded again counts as
    another. What was given is kept with the result, so that its identity cannot pass to something else.
    """
    kept: OrderedDict[int, tuple[K, V]] = OrderedDict()

    def remembering(given: K) -> V:
        found = kept.get(id(given))
        if found is None:
            found = kept[id(given)] = (given, work(given))
            if len(kept) > MOST:
                kept.popitem(last=False)
        return found[1]

    return remembering
