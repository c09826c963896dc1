"""What an option of an offer costs, line by line and invoice by invoice. Money is in minor units."""

from decimal import Decimal
from enum import StrEnum

from gapanalysis.model.base import Value
from gapanalysis.model.money import Money


class LineKind(StrEnum):
    """What a line of the price is."""

    WORK = "work"
    FIXED = "fixed"
    EXPENSE = "expense"
    DISCOUNT = "discount"
    FIXED_FEE = "fixed fee"


class Line(Value):
    """One line of the price; the lines of an option add up to its net price.

    Attributes:
        kind: days times a rate, a fixed price, an expense, a discount (negative), or the difference to a fixed fee.
        quantity: days, or days on site for an expense; None where nothing is multiplied.
        unit: price of one; None with it.
        tax: None where tax is rounded on each invoice, or not charged at all.
        gaps: the gaps that cause it; empty for discounts, fixed fees, and before there is any gap.
    """

    id: str
    kind: LineKind
    title: str
    role: str = ""
    quantity: Decimal | None = None
    unit: Money | None = None
    net: Money
    tax: Money | None = None
    gaps: tuple[str, ...] = ()


class Invoice(Value):
    """One invoice of the schedule; those of an option add up to its price."""

    when: str
    percent: Decimal
    net: Money
    tax: Money
    gross: Money


class AtCost(Value):
    """An expense that is charged at cost, beside the price; `at_most` is its ceiling, None for none."""

    label: str
    at_most: Money | None


class Price(Value):
    """What an option costs: lines add to `net`, invoices to `net`, `tax` and `gross`, to the minor unit."""

    lines: tuple[Line, ...]
    at_cost: tuple[AtCost, ...]
    net: Money
    tax: Money
    gross: Money
    invoices: tuple[Invoice, ...]
