"""A condition once parsed: a small tree whose leaves each ask one thing about one name.

`offset` is the 0-based character where a node begins in the text, for complaints that point at the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Literal = Decimal | date | bool | str
"""A value as written: a number, a date, yes or no, or a word (an option, or text in quotes)."""


class Truth(StrEnum):
    """Four values.

    `unknown`: something needed is open or not known. `inapplicable`: something needed is not applicable or not asked.
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    INAPPLICABLE = "inapplicable"


class Comparator(StrEnum):
    """How a name is compared with literals."""

    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    BETWEEN = "between"
    IN = "in"
    INCLUDES = "includes"


@dataclass(frozen=True, slots=True)
class Name:
    """A profile fact (`profile.employees`) or a question id. Dots are part of the name, not access to anything."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Written:
    """A literal and where it stands."""

    value: Literal
    offset: int


@dataclass(frozen=True, slots=True)
class Compare:
    """`name comparator literals`: one literal, two for `between` (both ends included), any number for `in`."""

    name: Name
    comparator: Comparator
    literals: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """A bare name: a yes-or-no fact that is yes."""

    name: Name


@dataclass(frozen=True, slots=True)
class InState:
    """`name is open` and the like: always true or false, whatever was answered."""

    name: Name
    state: str


@dataclass(frozen=True, slots=True)
class Not:
    """True becomes false and false true; unknown and inapplicable stay."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class And:
    """False wins, then unknown, then inapplicable."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True wins, then unknown, then inapplicable."""

    parts: tuple["Condition", ...]


Condition = Compare | Holds | InState | Not | And | Or


def leaves(condition: Condition) -> Iterator[Compare | Holds | InState]:
    """Every leaf, in the order written."""
    if isinstance(condition, Not):
        yield from leaves(condition.part)
    elif isinstance(condition, And | Or):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition
