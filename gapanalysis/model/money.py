"""Money: whole minor units (pence, cents) with their currency, so that sums are exact.

Rounding is half up on the amount, the sign kept: an amount and its reversal always cancel.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Annotated

from pydantic import Field

from gapanalysis.model.base import Value

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""A currency by its three letters (ISO 4217), such as `GBP`."""

USUAL_DIGITS = 2

DIGITS: Mapping[str, int] = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV"), 0),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
"""Decimal digits of the currencies that do not have two (ISO 4217, list one)."""


def digits(currency: str) -> int:
    """How many decimal digits amounts of a currency have."""
    return DIGITS.get(currency, USUAL_DIGITS)


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes away from zero."""
    size = floor(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


class Money(Value):
    """An amount in minor units: 1250 GBP is GBP 12.50. Negative for what is taken off."""

    minor: int
    currency: Currency

    def __add__(self, other: "Money") -> "Money":
        """The sum; ValueError for two currencies."""
        self._same(other)
        return Money(minor=self.minor + other.minor, currency=self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """The difference; ValueError for two currencies."""
        self._same(other)
        return Money(minor=self.minor - other.minor, currency=self.currency)

    def times(self, factor: Fraction | Decimal | int) -> "Money":
        """The amount times a number, rounded half up."""
        return Money(minor=half_up(self.minor * Fraction(factor)), currency=self.currency)

    @property
    def amount(self) -> Decimal:
        """In major units, with all digits of the currency: `Decimal("12.50")`."""
        return Decimal(self.minor).scaleb(-digits(self.currency))

    @property
    def whole(self) -> bool:
        """Whether there is nothing after the decimal point."""
        return self.amount == self.amount.to_integral_value()

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            message = f"{self.currency} and {other.currency} do not add"
            raise ValueError(message)


def money(amount: Decimal, currency: str) -> Money:
    """An amount in major units as money; ValueError where it has more decimals than the currency."""
    minor = Fraction(amount) * 10 ** digits(currency)
    if minor.denominator != 1:
        message = f"{amount} has more decimals than {currency}"
        raise ValueError(message)
    return Money(minor=int(minor), currency=currency)


def rounded(amount: Fraction | Decimal, currency: str) -> Money:
    """An exact amount in major units as money, rounded half up."""
    return Money(minor=half_up(Fraction(amount) * 10 ** digits(currency)), currency=currency)


def total(parts: Iterable[Money], currency: str) -> Money:
    """The sum of parts in one currency; nothing at all is zero."""
    whole = Money(minor=0, currency=currency)
    for part in parts:
        whole += part
    return whole


def split(whole: Money, percents: Sequence[Decimal]) -> tuple[Money, ...]:
    """An amount of zero or more in parts that add up to it exactly; the percentages add up to 100.

    Each boundary between two parts is rounded half up, so that no part is negative and none is more than one minor
    unit from its exact share.
    """
    ends, reached = [0], Fraction(0)
    for percent in percents:
        reached += Fraction(percent) / 100
        ends.append(half_up(whole.minor * reached))
    return tuple(Money(minor=end - start, currency=whole.currency) for start, end in pairwise(ends))
