from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.content import template_folders
from gapanalysis.model.money import Money
from gapanalysis.model.score import Tally
from gapanalysis.render.messages import load_messages
from gapanalysis.render.numbers import (
    date_text,
    days_text,
    decimal_text,
    money_text,
    number_text,
    percent_text,
    period_text,
    quantity_text,
    rounded,
    rounded_percent,
    share_text,
    tally_text,
)

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=10_000)


@pytest.fixture
def messages(shipped):
    return load_messages((shipped,), "en-GB")


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (Fraction(996, 1000), 0, "99"),
        (Fraction(4, 1000), 0, "1"),
        (Fraction(1), 0, "100"),
        (Fraction(0), 0, "0"),
        (Fraction(645, 1000), 0, "65"),
        (Fraction(644, 1000), 0, "64"),
        (Fraction(5, 9), 1, "55.6"),
        (Fraction(99999, 100000), 1, "99.9"),
        (Fraction(1, 100000), 1, "0.1"),
        (Fraction(1), 1, "100.0"),
    ],
)
def test_percentages_round_half_up_and_reach_the_ends_only_exactly(share, decimals, text):
    assert rounded_percent(share, decimals) == text


@given(SHARES, st.integers(0, 1))
def test_a_percentage_is_close_and_never_falsely_whole(share, decimals):
    text = rounded_percent(share, decimals)
    assert abs(Fraction(text) - share * 100) < Fraction(1, 10**decimals)
    assert (Fraction(text) == 100) == (share == 1)
    assert (Fraction(text) == 0) == (share == 0)


@given(SHARES, SHARES)
def test_rounding_keeps_the_order(one, other):
    low, high = sorted((one, other))
    assert int(rounded_percent(low)) <= int(rounded_percent(high))


def test_a_ratio_over_nothing_is_words(messages):
    assert percent_text(messages, None) == "not assessed"
    assert tally_text(messages, Tally()) == "not assessed"


def test_few_questions_give_counts_many_give_a_percentage(messages):
    assert tally_text(messages, Tally(points=5, attainable=9, answered=9)) == "5 of 9 points"
    assert tally_text(messages, Tally(points=60, attainable=90, answered=10)) == "67%"


def test_a_share_is_said_with_its_points(messages):
    assert share_text(messages, Tally()) == "not assessed"
    assert share_text(messages, Tally(points=5, attainable=9, answered=9)) == "5 of 9 points"
    assert share_text(messages, Tally(points=60, attainable=90, answered=10)) == "67%, 60 of 90 points"


def test_dates_and_periods(messages):
    assert date_text(messages, date(2026, 11, 23)) == "23 November 2026"
    assert period_text(messages, date(2026, 11, 9), date(2026, 11, 13)) == "9 to 13 November 2026"
    assert period_text(messages, date(2026, 10, 30), date(2026, 11, 2)) == "30 October to 2 November 2026"
    assert period_text(messages, date(2026, 12, 30), date(2027, 1, 2)) == "30 December 2026 to 2 January 2027"
    assert period_text(messages, date(2026, 11, 9), None) == "9 November 2026"
    assert period_text(messages, None, None) == ""


def test_days_have_the_right_plural(messages):
    assert [days_text(messages, Decimal(text)) for text in ("0.5", "1.0", "2")] == [
        "0.5\N{NO-BREAK SPACE}days",
        "1\N{NO-BREAK SPACE}day",
        "2\N{NO-BREAK SPACE}days",
    ]


def test_decimals_are_plain():
    assert [decimal_text(Decimal(text)) for text in ("1E+2", "0.50", "10")] == ["100", "0.5", "10"]
    assert rounded(Fraction(12, 5)) == "2.4"
    assert rounded(Fraction(249, 100)) == "2.5"
    assert rounded(Fraction(5, 2), 0) == "3"


@pytest.mark.parametrize(
    ("minor", "currency", "words", "short"),
    [
        (0, "GBP", "£0.00", "£0"),
        (5, "GBP", "£0.05", "£0.05"),
        (123_456_789, "GBP", "£1,234,567.89", "£1,234,567.89"),
        (-4_500, "GBP", "\N{MINUS SIGN}£45.00", "\N{MINUS SIGN}£45"),
        (100, "EUR", "€1.00", "€1"),
        (1_234, "JPY", "JPY\u00a01,234", "JPY\u00a01,234"),
        (1_234, "KWD", "KWD\u00a01.234", "KWD\u00a01.234"),
        (2_000, "KWD", "KWD\u00a02.000", "KWD\u00a02"),
    ],
)
def test_an_amount_has_all_its_decimals_or_none_that_say_nothing(messages, minor, currency, words, short):
    money = Money(minor=minor, currency=currency)
    assert money_text(messages, money) == words
    assert money_text(messages, money, short=True) == short


@given(st.integers(-(10**12), 10**12), st.booleans())
def test_an_amount_can_be_read_back(minor, short):
    words = money_text(load_messages(template_folders(), "en-GB"), Money(minor=minor, currency="GBP"), short=short)
    assert Decimal(words.replace("\N{MINUS SIGN}", "-").replace("£", "").replace(",", "")) == Decimal(minor) / 100


def test_numbers_have_the_signs_of_the_language(messages):
    spaced = messages.reworded({"number.group": " ", "number.point": ","})
    assert number_text(spaced, Decimal("12345.50")) == "12 345,5"
    assert money_text(spaced, Money(minor=123_456_789, currency="GBP")) == "£1 234 567,89"
    assert number_text(messages, Decimal(-12345)) == "\N{MINUS SIGN}12,345"


@pytest.mark.parametrize(
    ("value", "words"), [("1", "1 person"), ("1.0", "1 person"), ("0", "0 people"), ("2", "2 people")]
)
def test_one_has_the_unit_of_one(messages, value, words):
    assert quantity_text(messages, Decimal(value), "people", "person") == words
    assert quantity_text(messages, Decimal(1), "hours") == "1 hours"
    assert quantity_text(messages, Decimal(2019), "") == "2019"
