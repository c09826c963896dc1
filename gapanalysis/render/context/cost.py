"""What the gaps cost today, and what a kept customer is worth: the organisation's own figures, with the arithmetic."""

from decimal import Decimal

from gapanalysis.model.business_case import BusinessCase, Cost
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import number_text, percent_text, pounds_text


def cost(reading: Reading) -> Data | None:
    """The chapter; None where the figures that were given allow no sum."""
    case = reading.report.business_case
    if case is None or (case.total is None and case.one_customer is None):
        return None
    return {
        "headline": headline(reading, case),
        "rows": [row(reading, line) for line in case.costs],
        "total": "" if case.total is None else pounds_text(reading.messages, case.total),
        "of_sales": _of_sales(reading, case),
        "customers": customers(reading, case),
        "missing": reading.messages("cost.missing", figures="; ".join(case.missing)) if case.missing else "",
    }


def headline(reading: Reading, case: BusinessCase) -> str:
    """The largest thing that can be said: what faults cost, as far as it is known, else what a customer brings."""
    messages = reading.messages
    if case.total is None:
        return messages("cost.headline.kept", sales=pounds_text(messages, case.one_customer or Decimal()))
    total = pounds_text(messages, case.total)
    if case.missing:
        total = messages("cost.headline.at_least", total=total)
    return messages("cost.headline.total", total=total)


def row(reading: Reading, line: Cost) -> Data:
    """One line: what it is, the figures that were multiplied, and the gaps that let it arise."""
    return {
        "title": line.title,
        "failure": reading.messages(f"cost.failure.{line.failure}"),
        "factors": [{"amount": number_text(each.amount, least=1000), "label": each.label} for each in line.factors],
        "amount": pounds_text(reading.messages, line.amount),
        "findings": list(line.findings),
    }


def customers(reading: Reading, case: BusinessCase) -> list[Plain]:
    """Sentences on those who left, on what one who stays brings, and on the gaps that make customers leave."""
    messages = reading.messages
    told: list[Plain] = []
    if case.customers_gone is not None and case.retention is not None:
        share = percent_text(messages, case.retention, 1)
        told.append(messages.count("cost.gone", int(case.customers_gone), share=share))
    if case.customers_gone and case.lost_sales is not None:
        told.append(messages("cost.lost_sales", sales=pounds_text(messages, case.lost_sales)))
    if case.one_customer is not None:
        told.append(messages("cost.one_customer", sales=pounds_text(messages, case.one_customer)))
    if case.one_margin is not None:
        told.append(messages("cost.margin", margin=pounds_text(messages, case.one_margin)))
    if told and case.loyalty:
        many = messages.count("cost.many", len(case.loyalty))
        told.append(messages("cost.loyalty", findings=reading.enumerated(case.loyalty, many)))
    return told


def _of_sales(reading: Reading, case: BusinessCase) -> str:
    if case.of_sales is None:
        return ""
    return reading.messages("cost.of_sales", share=percent_text(reading.messages, case.of_sales, 1))
