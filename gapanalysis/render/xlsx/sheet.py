"""What a sheet is: columns, rows, and what marks rows out. Nothing here knows how Excel writes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Cell = str | int | Decimal | Fraction | date | None
"""What stands in a cell: text stays text, numbers and dates are numbers and dates; None leaves it empty."""

Kind = Literal["text", "bold", "number", "share", "rate", "money", "date"]
"""What a column holds. A `share` is 0-1 and shown in per cent, a `rate` likewise with one decimal."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    Attributes:
        heading: its title, from the messages.
        width: in characters of the usual type.
        choices: what may be chosen in its cells; empty where anything may stand there.
        bars: whether a bar in each cell shows how much it is of the whole.
    """

    heading: str
    width: float
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    bars: bool = False


Mark = Literal["bad", "fair", "good", "quiet"]
"""How a row is marked out: on the ground of a colour of the theme, or in grey."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Marks rows out where a formula holds, as Excel sees it while somebody works in the sheet.

    Attributes:
        formula: over the first row of the sheet, with `{heading}` for the cell of a column.
        columns: headings of the columns to mark; empty for the whole row.
    """

    formula: str
    mark: Mark
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: a list with a head that stays in view and can be filtered.

    Attributes:
        printed: how many columns, from the first, go on paper; 0 for all. The others are for the screen.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    rules: Sequence[Rule] = ()
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the overview. `kind` says how its value is shown; `sheet` leads to a sheet."""

    label: str
    value: Cell
    kind: Kind = "text"
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The first sheet: what the workbook is, and how things stand."""

    name: str
    title: str
    parts: Sequence[tuple[str, Sequence[Fact]]]
