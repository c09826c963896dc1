"""What it is worth: what faults cost today beside the price of the options, with the arithmetic and no promise."""

from collections.abc import Collection

from gapanalysis.model.business_case import BusinessCase
from gapanalysis.model.proposal import Option
from gapanalysis.render.context.cost import (
    at_least,
    counted_rows,
    customers,
    loyalty_in_words,
    of_sales,
    to_count,
    total,
)
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.proposal.prices import price_range
from gapanalysis.render.proposal.reading import Reading


def worth(reading: Reading) -> Data | None:
    """The chapter; None for a gap analysis, and where there is neither an amount nor a gap that lets a cost arise."""
    proposal, messages = reading.proposal, reading.messages
    case = proposal.situation.business_case if proposal.situation else None
    if case is None or not (case.counted or case.gaps):
        return None
    costs = counted_rows(messages, case)
    uncounted = to_count(messages, case, {gap.id: gap.headline for gap in proposal.gaps})
    found = [line.findings for line in case.costs] or [line.findings for line in case.uncounted if line.findings]
    return {
        "headline": _headline(reading, case),
        "names": [option.title for option in proposal.options],
        "rows": [
            {**line, "cells": _closed(reading, gaps)} for line, gaps in zip(costs or uncounted, found, strict=True)
        ],
        "loyalty": {
            "told": customers(messages, case) or loyalty_in_words(messages, case),
            "cells": _closed(reading, case.loyalty),
        },
        "total": total(messages, case),
        "of_sales": of_sales(messages, case),
        "price": messages("proposal.worth.price_plus_tax" if proposal.terms.tax.registered else "proposal.worth.price"),
        "prices": [reading.money(option.price.net) for option in proposal.options],
        "notes": _notes(reading, case),
    }


def _headline(reading: Reading, case: BusinessCase) -> str:
    messages, price = reading.messages, price_range(reading)
    if case.total is not None:
        return messages("proposal.worth.headline", total=at_least(messages, case), price=price)
    return messages("proposal.worth.headline_words", price=price)


def _closed(reading: Reading, gaps: Collection[str]) -> list[Plain]:
    """By option, how many of these gaps it closes; a dash where there is none."""
    return [_of(reading, option, gaps) for option in reading.proposal.options]


def _of(reading: Reading, option: Option, gaps: Collection[str]) -> str:
    if not gaps:
        return reading.messages("proposal.options.has_not")
    closed = sum(gap in option.closes for gap in gaps)
    return reading.messages("proposal.worth.closed", closed=closed, gaps=len(gaps))


def _notes(reading: Reading, case: BusinessCase) -> list[Plain]:
    """Whose figures they are, what is missing, and what is not promised."""
    messages = reading.messages
    told: list[Plain] = [messages("proposal.worth.own" if case.counted else "proposal.worth.own_words")]
    if case.counted and case.missing:
        told.append(messages("cost.missing", figures="; ".join(case.missing)))
    told.append(messages("proposal.worth.promise"))
    currencies = {option.price.net.currency for option in reading.proposal.options}
    if case.total and currencies != {case.total.currency}:
        told.append(messages("proposal.worth.currencies"))
    return told
