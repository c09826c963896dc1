"""How things are measured here: all contestants in turn, round after round, and their medians compared.

Whatever else the machine does then falls on each of them alike, and the ratios hold on a slow or busy machine too.
"""

import gc
import sys
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter


def medians(works: Mapping[str, Callable[[], object]], rounds: int, times: Mapping[str, int]) -> dict[str, float]:
    """Seconds for one run of each work: the median of the rounds.

    Args:
        works: by name, in the order run.
        rounds: how often each has its turn, after one turn that does not count.
        times: runs in one turn, so that a turn is long enough for the clock; 1 where not given.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    gc.collect()
    for turn in range(rounds + 1):
        for name, work in works.items():
            count = times.get(name, 1)
            began = perf_counter()
            for _ in range(count):
                work()
            if turn:
                taken[name].append((perf_counter() - began) / count)
    return {name: median(seconds) for name, seconds in taken.items()}


def rounds_wanted(usual: int) -> int:
    """The number of rounds given on the command line, else the usual one."""
    return int(sys.argv[1]) if len(sys.argv) > 1 else usual


def heading(rounds: int) -> None:
    """Say how the figures below came about."""
    print(f"median of {rounds} interleaved rounds, Python {sys.version.split()[0]}\n")
