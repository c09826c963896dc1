"""How numbers and dates look to a reader. Rounding happens here, once, and nowhere else."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import floor

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


def number_text(value: Decimal, least: int = GROUPED) -> str:
    """A number as people write it: thousands set apart from `least` on; usually so late that years stay as they are."""
    return _trimmed(f"{value:,f}") if abs(value) >= least else decimal_text(value)


def pounds_text(messages: Messages, amount: Decimal) -> str:
    """An amount in pounds, to the penny where there are pence."""
    whole = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    pence = whole != whole.to_integral_value()
    return messages("money.with_symbol", symbol=messages("money.symbol.gbp"), amount=f"{whole:,.{2 if pence else 0}f}")


def days_text(messages: Messages, days: Decimal) -> str:
    """Working days as `0.5 days`, `1 day` or `3 days`."""
    return messages("days.one" if days == 1 else "days.other", days=decimal_text(days))
