"""The price, on one page with nothing hidden: every line of every option, tax, and what is charged beside it."""

from typing import TYPE_CHECKING

from gapanalysis.model.price import Line, LineKind
from gapanalysis.model.rates import Rounding
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import days_text, decimal_text, percent_words
from gapanalysis.render.proposal.letter import messages_price
from gapanalysis.render.proposal.reading import Reading

if TYPE_CHECKING:
    from gapanalysis.model.proposal import Option


def prices(reading: Reading) -> Data:
    """The chapter of prices."""
    options = reading.proposal.options
    return {
        "headline": _headline(reading),
        "names": [option.title for option in options],
        "rows": [_row(reading, line) for line in _lines(reading)],
        "net": [reading.money(option.price.net) for option in options],
        "tax": [reading.money(option.price.tax) for option in options],
        "gross": [reading.money(option.price.gross) for option in options],
        "tax_name": _tax_name(reading),
        "at_cost": _at_cost(reading),
        "notes": _notes(reading),
    }


def _headline(reading: Reading) -> str:
    sole = len({option.price.net for option in reading.proposal.options}) == 1
    return reading.messages(
        "proposal.prices.headline_sole" if sole else "proposal.prices.headline", price=price_range(reading)
    )


def price_range(reading: Reading) -> str:
    """What the options cost, from the least to the most; one price where all cost the same."""
    nets = sorted((option.price.net for option in reading.proposal.options), key=lambda net: net.minor)
    most = messages_price(reading, nets[-1])
    if nets[0] == nets[-1]:
        return most
    return reading.messages("proposal.prices.range", least=reading.money(nets[0]), most=most)


def _lines(reading: Reading) -> list[Line]:
    """Every line of any option: packages in the order of the work, then the rest."""
    found: dict[str, Line] = {}
    for option in reversed(reading.proposal.options):
        for line in option.price.lines:
            found.setdefault(line.id, line)
    order = list(reading.packages)
    return sorted(found.values(), key=lambda line: order.index(line.id) if line.id in order else len(order))


def _row(reading: Reading, line: Line) -> Data:
    options = reading.proposal.options
    mine = [next((each for each in option.price.lines if each.id == line.id), None) for option in options]
    return {
        "title": line.title or reading.messages("proposal.prices.fixed_fee"),
        "kind": line.kind.value.replace(" ", "-"),
        "by": "; ".join(dict.fromkeys(filter(None, (_by(reading, each) for each in mine if each)))),
        "cells": [_cell(reading, each) if each else None for each in mine],
    }


def _by(reading: Reading, line: Line) -> str:
    """Who does it at which rate, or what one costs."""
    messages = reading.messages
    if line.kind is LineKind.FIXED:
        return messages("proposal.prices.fixed", role=reading.role(line.role))
    if line.unit is None:
        return ""
    if line.kind is LineKind.WORK:
        return messages("proposal.prices.rate", role=reading.role(line.role), rate=reading.money(line.unit))
    return messages("proposal.prices.each", rate=reading.money(line.unit))


def _cell(reading: Reading, line: Line) -> Data:
    if line.quantity is None:
        count = ""
    elif line.kind is LineKind.WORK:
        count = days_text(reading.messages, line.quantity)
    else:
        count = reading.messages("proposal.prices.times", count=decimal_text(line.quantity))
    return {"amount": reading.money(line.net), "count": count}


def _tax_name(reading: Reading) -> str:
    """The name of the tax with its rate; empty for a firm that charges none."""
    tax = reading.proposal.terms.tax
    if not tax.registered or tax.rate is None:
        return ""
    return reading.messages("proposal.tax.at", rate=percent_words(reading.messages, tax.rate))


def _at_cost(reading: Reading) -> list[str]:
    """Expenses charged at cost; they are the same in every option."""
    option: Option = reading.proposal.options[0]
    messages = reading.messages
    return [
        messages("proposal.prices.at_cost_to", label=each.label, most=reading.money(each.at_most))
        if each.at_most
        else messages("proposal.prices.at_cost", label=each.label)
        for each in option.price.at_cost
    ]


def _notes(reading: Reading) -> list[str]:
    messages, terms = reading.messages, reading.proposal.terms
    notes = [messages("proposal.prices.hours", hours=decimal_text(terms.hours_a_day))]
    if terms.tax.registered:
        notes.append(messages("proposal.tax.registered", number=terms.tax.number))
        per_line = terms.rounding is Rounding.PER_LINE
        notes.append(messages("proposal.tax.per_line") if per_line else messages("proposal.tax.per_invoice"))
    else:
        notes.append(messages("proposal.tax.not_registered"))
    notes.append(messages("proposal.prices.complete"))
    return notes
