"""Money is exact: sums are sums of whole minor units, and every rounding is half up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.model.money import Money, half_up, money, split, total

AMOUNTS = st.integers(-10_000_000, 10_000_000)
CENTS = st.decimals(0, 1_000_000, places=2, allow_nan=False)


def pounds(minor):
    return Money(minor=minor, currency="GBP")


@pytest.mark.parametrize(
    ("value", "nearest"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-0.5", -1), ("-2.5", -3), ("-2.4", -2), ("7", 7), ("0", 0)],
)
def test_a_half_goes_up_and_the_sign_is_kept(value, nearest):
    assert half_up(Fraction(value)) == nearest


@given(st.decimals(-1_000_000, 1_000_000, allow_nan=False))
def test_rounding_agrees_with_the_decimal_module(value):
    assert half_up(Fraction(value)) == int(value.to_integral_value(ROUND_HALF_UP))


@given(AMOUNTS, st.decimals(0, 100, places=3, allow_nan=False))
def test_an_amount_and_its_reversal_cancel(minor, factor):
    assert pounds(minor).times(factor) + pounds(-minor).times(factor) == pounds(0)


@given(st.lists(AMOUNTS))
def test_a_total_is_the_sum_of_its_parts(parts):
    assert total(map(pounds, parts), "GBP") == pounds(sum(parts))


@given(CENTS)
def test_major_units_come_back_as_they_went_in(amount):
    assert money(amount, "GBP").amount == amount


@pytest.mark.parametrize(
    ("amount", "currency", "minor"), [("12.5", "GBP", 1250), ("1200", "JPY", 1200), ("1.234", "KWD", 1234)]
)
def test_a_currency_has_the_decimals_it_has(amount, currency, minor):
    assert money(Decimal(amount), currency) == Money(minor=minor, currency=currency)
    assert money(Decimal(amount), currency).amount == Decimal(amount)


@pytest.mark.parametrize(("amount", "currency"), [("0.001", "GBP"), ("1.5", "JPY"), ("1.2345", "KWD")])
def test_more_decimals_than_a_currency_has_are_refused(amount, currency):
    with pytest.raises(ValueError, match="more decimals"):
        money(Decimal(amount), currency)


def test_two_currencies_do_not_add():
    with pytest.raises(ValueError, match="GBP and EUR do not add"):
        pounds(1) + Money(minor=1, currency="EUR")
    with pytest.raises(ValueError, match="do not add"):
        pounds(1) - Money(minor=1, currency="EUR")


@st.composite
def percentages(draw):
    """Percentages with two decimals that add up to a hundred."""
    cuts = sorted(draw(st.sets(st.integers(1, 9_999), max_size=8)))
    ends = [0, *cuts, 10_000]
    return [Decimal(end - start) / 100 for start, end in pairwise(ends)]


@given(st.integers(0, 10_000_000), percentages())
def test_parts_add_up_and_none_is_negative_or_far_from_its_share(minor, percents):
    parts = split(pounds(minor), percents)
    assert sum(part.minor for part in parts) == minor
    for part, percent in zip(parts, percents, strict=True):
        assert part.minor >= 0
        assert abs(part.minor - Fraction(minor) * Fraction(percent) / 100) <= 1


def test_a_penny_that_does_not_divide_goes_to_where_half_a_penny_is_passed():
    assert [part.minor for part in split(pounds(100), [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")])] == [
        33,
        34,
        33,
    ]
    assert [part.minor for part in split(pounds(2), [Decimal(25)] * 4)] == [1, 0, 1, 0]
