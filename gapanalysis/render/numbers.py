"""How numbers and dates look to a reader. Rounding happens here, once, and nowhere else."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from gapanalysis.model.money import Money, digits
from gapanalysis.model.score import Tally
from gapanalysis.render.messages import Messages

FEWEST_FOR_PERCENTAGES = 10
"""Prose and labels give counts instead of percentages where fewer questions stand behind them."""

GROUPED = 10_000
"""The least number whose thousands are set apart."""

WHOLE = Fraction(100)


def rounded_percent(share: Fraction, decimals: int = 0) -> str:
    """A share (0-1) in per cent, rounded half up, without the sign.

    100 and 0 appear only when they are exact: 99.6 % prints as 99 and 0.4 % as 1, so that nothing looks finished or
    absent that is not.
    """
    scale = 10**decimals
    units = floor(share * WHOLE * scale + Fraction(1, 2))
    if share < 1:
        units = min(units, 100 * scale - 1)
    if share > 0:
        units = max(units, 1)
    whole, part = divmod(units, scale)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)


def rounded(value: Fraction, decimals: int = 1) -> str:
    """A number of zero or more, rounded half up."""
    scale = 10**decimals
    whole, part = divmod(floor(value * scale + Fraction(1, 2)), scale)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)


def percent_text(messages: Messages, share: Fraction | None, decimals: int = 0) -> str:
    """A share with its sign, or the words for a ratio over nothing."""
    if share is None:
        return messages("state.not_assessed")
    return messages("percent", number=rounded_percent(share, decimals))


def tally_text(messages: Messages, tally: Tally) -> str:
    """A result for prose and labels: a percentage, or points where too few questions stand behind one."""
    if tally.share is None:
        return messages("state.not_assessed")
    if tally.answered < FEWEST_FOR_PERCENTAGES:
        return messages("points_of", points=tally.points, attainable=tally.attainable)
    return percent_text(messages, tally.share)


def share_text(messages: Messages, tally: Tally) -> str:
    """A result with the points behind it, so that it can be followed to its questions."""
    if tally.share is None:
        return messages("state.not_assessed")
    points = messages("points_of", points=tally.points, attainable=tally.attainable)
    if tally.answered < FEWEST_FOR_PERCENTAGES:
        return points
    return messages("share_of", share=percent_text(messages, tally.share), points=points)


def date_text(messages: Messages, day: date) -> str:
    """A date as `23 November 2026`."""
    return messages("date.day", day=day.day, month=messages(f"date.month.{day.month}"), year=day.year)


def period_text(messages: Messages, start: date | None, end: date | None) -> str:
    """A period as `9 to 13 November 2026`, as short as it can be; empty when neither date is known."""
    if start is None or end is None or start == end:
        day = start or end
        return date_text(messages, day) if day else ""
    if start.year != end.year:
        first = date_text(messages, start)
    elif start.month != end.month:
        first = messages("date.day_month", day=start.day, month=messages(f"date.month.{start.month}"))
    else:
        first = str(start.day)
    return messages("date.period", start=first, end=date_text(messages, end))


def decimal_text(value: Decimal) -> str:
    """A decimal without trailing zeros, never in scientific notation."""
    return _trimmed(f"{value:f}")


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_text(messages: Messages, value: Decimal, least: int = GROUPED) -> str:
    """A number as people write it: thousands set apart from `least` on; usually so late that years stay as they are."""
    words = _written(messages, _trimmed(f"{abs(value):{',' if abs(value) >= least else ''}f}"))
    return messages("number.minus", number=words) if value < 0 else words


def quantity_text(messages: Messages, value: Decimal, unit: str, unit_one: str = "") -> str:
    """A number with its unit, which has another form for a single one where `unit_one` is given."""
    return f"{number_text(messages, value)} {unit_one if value == 1 and unit_one else unit}".strip()


def money_text(messages: Messages, money: Money, *, short: bool = False) -> str:
    """An amount in groups of three, with the symbol or else the letters of its currency.

    Args:
        messages: has the signs of the language, and the symbols of currencies.
        money: the amount.
        short: leave decimals out where all of them are zero, as in prose; tables that add up show them all.
    """
    currency = money.currency
    decimals = 0 if short and money.whole else digits(currency)
    amount = _written(messages, f"{abs(money.amount):,.{decimals}f}")
    symbol = f"money.symbol.{currency.lower()}"
    if messages.has(symbol):
        words = messages("money.with_symbol", symbol=messages(symbol), amount=amount)
    else:
        words = messages("money.with_letters", currency=currency, amount=amount)
    return messages("number.minus", number=words) if money.minor < 0 else words


def percent_words(messages: Messages, percent: Decimal) -> str:
    """A percentage as it was given, without trailing zeros."""
    return messages("percent", number=decimal_text(percent))


def _written(messages: Messages, number: str) -> str:
    """A number as Python writes it, with the signs of the language for thousands and decimals."""
    signs = {",": messages("number.group"), ".": messages("number.point")}
    return "".join(signs.get(sign, sign) for sign in number)


def days_text(messages: Messages, days: Decimal) -> str:
    """Working days as `0.5 days`, `1 day` or `3 days`."""
    return messages("days.one" if days == 1 else "days.other", days=decimal_text(days))
