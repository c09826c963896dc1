"""What a condition sees when it is evaluated: operands by name and, for rules, everything scored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol

from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Group, Literal, Truth

Rows = tuple[Mapping[str, "Known"], ...]
"""A table: of each row the cells that are filled, by column."""


@dataclass(frozen=True, slots=True)
class Known:
    """The value something has. `order` lists the options of an ordered choice, lowest first; empty otherwise."""

    value: Literal | tuple[str, ...] | Rows
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operand:
    """What a name stands for just now: its state, and its value when it is known.

    `truth` is UNKNOWN or INAPPLICABLE when there is no value to compare with, and TRUE when there is.
    `certain` is false while an open answer may still change it; a test of it is then unknown.
    """

    truth: Truth
    state: str
    known: Known | None = None
    certain: bool = True


UNKNOWN = Operand(Truth.UNKNOWN, State.OPEN)

Lookup = Callable[[str], Operand]
"""From a name to what it stands for. Every name of a checked condition has an operand."""


class Member(Protocol):
    """A scored question of a group."""

    @property
    def state(self) -> State:
        """Its state."""

    @property
    def level(self) -> int | None:
        """The level answered; None when none is."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to see.

    Attributes:
        lookup: operands by name.
        today: the day the report speaks of.
        members: the scored questions of a group.
        measure: a share or coverage in per cent, or practice (1-5), of a group, as the lowest and highest it may
            still become; None when nothing of the group applies.
        newest_evidence: the newest date in the evidence of a question; None when no date is named.

    Conditions on what is asked read nothing but `lookup` (strata: docs/conditions.md); the rest is for rules.
    """

    lookup: Lookup
    today: date = date.max
    members: Callable[[Group], Sequence[Member]] = lambda _: ()
    measure: Callable[[str, Group], tuple[Fraction, Fraction] | None] = lambda _, __: None
    newest_evidence: Callable[[str], date | None] = lambda _: None
