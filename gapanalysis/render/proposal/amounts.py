"""How money and days look to a reader."""

from decimal import Decimal

from gapanalysis.model.money import Money, digits
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import decimal_text


def money_text(messages: Messages, money: Money) -> str:
    """An amount with all its decimals, in groups of three, with the symbol or else the letters of its currency."""
    whole, part = divmod(abs(money.minor), 10 ** digits(money.currency))
    amount = f"{whole:,}".replace(",", messages("money.group"))
    if digits(money.currency):
        amount += messages("money.point") + f"{part:0{digits(money.currency)}d}"
    symbol = f"money.symbol.{money.currency.lower()}"
    if messages.has(symbol):
        words = messages("money.with_symbol", symbol=messages(symbol), amount=amount)
    else:
        words = messages("money.with_letters", currency=money.currency, amount=amount)
    return messages("money.minus", amount=words) if money.minor < 0 else words


def percent_words(messages: Messages, percent: Decimal) -> str:
    """A percentage as it was given, without trailing zeros."""
    return messages("percent", number=decimal_text(percent))
