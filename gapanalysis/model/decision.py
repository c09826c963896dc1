"""A decision table: rows of cells that say when a row holds, and what then results.

An author writes the rows as text, laid out like a table in Markdown. `Grid` is that text once parsed; its offsets are
0-based characters of the text, for complaints that point at the place, and count for nothing in comparisons.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model import condition
from gapanalysis.model.base import Value
from gapanalysis.model.question import FactName, Text
from gapanalysis.model.standard import Identifier

Result = str | Decimal | tuple[str, ...] | None
"""What a table gives: an option or a text, a number, several of the first (`collect`), or None for no result."""


class Hit(StrEnum):
    """How the rows that hold make one result.

    `first`: the topmost. `unique`: there is one only. `any`: whichever, they agree. `worst`: the worst of the ordered
    options. `collect`: every result once. `sum`, `max`: of their numbers. `count`: how many rows hold.
    """

    FIRST = "first"
    UNIQUE = "unique"
    ANY = "any"
    WORST = "worst"
    COLLECT = "collect"
    SUM = "sum"
    MAX = "max"
    COUNT = "count"


class ChoiceOutput(Value):
    """One of the options. `ordered` options are written best first, worst last."""

    type: Literal["choice"]
    options: Annotated[Mapping[Identifier, Text], Field(min_length=1)]
    ordered: bool = False


class NumberOutput(Value):
    """A number with its unit."""

    type: Literal["number"]
    unit: str = ""


class TextOutput(Value):
    """Words."""

    type: Literal["text"]


Output = Annotated[ChoiceOutput | NumberOutput | TextOutput, Field(discriminator="type")]


class DecisionTable(Value):
    """A table as its author writes it.

    Attributes:
        id: the name under which conditions see the result (`table.complaint_handling`).
        hit: how the rows that hold make one result.
        output: what the last column of the rows gives.
        otherwise: the result where no row holds, written like a cell of the last column; empty for no result.
        rows: the table. Its first line names the inputs as conditions do (`profile.sector`, `Q9.1.2-1`), and last
            the output, by any word.
    """

    id: FactName
    title: Text
    hit: Hit
    output: Output
    otherwise: str = ""
    rows: Annotated[str, Field(min_length=1)]


# -- the rows, parsed --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InState:
    """`open`, `not applicable` and the like: the input is in that state, whatever was answered."""

    state: str
    offset: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Equals:
    """`food`, `12`, `yes`: the input has this value."""

    value: condition.Literal
    offset: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Includes:
    """`includes consumers`: this option is among those chosen."""

    value: condition.Literal
    offset: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Interval:
    """`< 90`, `90..95`: the input lies between two ends; None where there is no end on that side.

    `least_included` and `most_included` say whether an end belongs to the interval.
    """

    least: condition.Literal | None
    most: condition.Literal | None
    least_included: bool
    most_included: bool
    offset: int = field(compare=False)


Alternative = InState | Equals | Includes | Interval


@dataclass(frozen=True, slots=True)
class Cell:
    """One of the alternatives holds, or with `negated` none of them. Without alternatives (`-`) it always holds."""

    alternatives: tuple[Alternative, ...]
    negated: bool
    offset: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, without the space around it, and where it begins."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row holds when all its cells do. `result` is its last cell."""

    cells: tuple[Cell, ...]
    result: Piece
    offset: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table: a column for each input, as many cells in each row, and what results."""

    inputs: tuple[Piece, ...]
    output: Piece
    rows: tuple[Row, ...]
