"""Which sets of rows hold for what the inputs may do together.

Inputs are taken one after the other. Ways that leave the same rows are one way from there on, so that the work grows
with the number of different sets of rows and not with the number of combinations.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gapanalysis.engine.decisions.compiled import MOST_REGIONS, Choice
from gapanalysis.engine.decisions.situations import Situation

_MOST_EMPTY = 200


@dataclass(frozen=True, slots=True)
class Regions:
    """What the inputs may do together.

    Attributes:
        reached: every set of rows that may hold, none of them empty, each with situations in which it does, one for
            each input.
        empty: ways to no row at all: situations of the first inputs that leave none, whatever the others do. When
            there are many the first 200.
    """

    reached: dict[int, tuple[Situation, ...]]
    empty: tuple[tuple[Situation, ...], ...]

    @property
    def sets(self) -> tuple[int, ...]:
        """Every set of rows that may hold; 0 among them when there may be none."""
        return (*self.reached, *((0,) if self.empty else ()))


def regions(choices: Sequence[Choice], rows: int) -> Regions | None:
    """What inputs may do together that are independent of each other.

    Args:
        choices: what each input may do.
        rows: how many rows there are.

    Returns:
        The regions; None when more than `MOST_REGIONS` combinations had to be looked at.
    """
    reached: dict[int, tuple[Situation, ...]] = {(1 << rows) - 1: ()}
    empty: list[tuple[Situation, ...]] = []
    looked_at = 0
    for choice in choices:
        looked_at += len(reached) * len(choice)
        if looked_at > MOST_REGIONS:
            return None
        further: dict[int, tuple[Situation, ...]] = {}
        for before, way in reached.items():
            for held, situation in choice.items():
                both = before & held
                if both:
                    further.setdefault(both, (*way, situation))
                elif len(empty) < _MOST_EMPTY:
                    empty.append((*way, situation))
        reached = further
    return Regions(reached, tuple(empty))


def rows_in(held: int) -> tuple[int, ...]:
    """The 0-based numbers of the rows in a set, from the top."""
    return tuple(index for index in range(held.bit_length()) if held >> index & 1)
