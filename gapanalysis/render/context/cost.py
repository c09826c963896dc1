"""What the gaps cost today, and what a kept customer is worth: the organisation's own figures, with the arithmetic.

Where they allow no amount, what to count and which of the gaps found bear on it, in words.
"""

from collections.abc import Mapping

from gapanalysis.model.assessment import State
from gapanalysis.model.business_case import BusinessCase, Cost
from gapanalysis.model.money import Money
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import money_text, number_text, percent_text


def cost(reading: Reading) -> Data | None:
    """The chapter; None where there is neither an amount nor a gap that lets a cost arise."""
    case, messages = reading.report.business_case, reading.messages
    if case is None or not (case.counted or case.gaps):
        return None
    uncounted = to_count(messages, case, {finding.id: finding.headline for finding in reading.report.main.findings})
    who_stays = customers(messages, case) or loyalty_in_words(messages, case)
    if who_stays and case.loyalty:
        many = messages.count("cost.many", len(case.loyalty))
        who_stays.append(messages("cost.loyalty", findings=reading.enumerated(case.loyalty, many)))
    return {
        "counted": int(case.counted),
        "headline": headline(messages, case),
        "lead": lead(reading, case),
        "rows": counted_rows(messages, case),
        "total": total(messages, case),
        "of_sales": of_sales(messages, case),
        "to_count": uncounted,
        "customers": who_stays,
        "missing": not_counted(messages, case),
        "in_short": in_short(messages, case),
    }


def lead(reading: Reading, case: BusinessCase) -> str:
    """Whose figures they are; where there is no amount, what to count, and the question that takes it if asked."""
    messages = reading.messages
    if case.counted:
        return messages("cost.lead")
    asked = reading.questions[case.question].state is not State.NOT_ASKED
    takes = [messages("cost.takes", question=case.question)] if asked else []
    return " ".join([messages("cost.lead_words"), *takes])


def headline(messages: Messages, case: BusinessCase) -> str:
    """The largest thing that can be said: what faults cost, as far as it is known, else what a customer brings."""
    if not case.counted:
        return messages.count("cost.headline.words", len(case.gaps))
    if case.total is None:
        return messages("cost.headline.kept", sales=amount(messages, case.one_customer))
    return messages("cost.headline.total", total=at_least(messages, case))


def at_least(messages: Messages, case: BusinessCase) -> str:
    """The total, or that it is at least so much where a figure is missing."""
    found = amount(messages, case.total)
    return messages("cost.headline.at_least", total=found) if case.uncounted else found


def counted_rows(messages: Messages, case: BusinessCase) -> list[Data]:
    """The lines that could be worked out; pence stand in all of them or in none."""
    return [row(messages, line, short=_whole(case)) for line in case.costs]


def row(messages: Messages, line: Cost, *, short: bool) -> Data:
    """One line: what it is, the figures that were multiplied, and the gaps that let it arise."""
    return {
        "title": line.title,
        "failure": messages(f"cost.failure.{line.failure}"),
        "factors": [
            {"amount": number_text(messages, each.amount, least=1000), "label": each.label} for each in line.factors
        ],
        "amount": money_text(messages, line.amount, short=short),
        "findings": list(line.findings),
    }


def total(messages: Messages, case: BusinessCase) -> str:
    """The sum beneath the lines, written as they are; empty without any."""
    return money_text(messages, case.total, short=_whole(case)) if case.total else ""


def to_count(messages: Messages, case: BusinessCase, headlines: Mapping[str, str]) -> list[Data]:
    """Where no cost could be worked out: each that a gap found lets arise, what it lacks, and the gaps, worst first."""
    return [
        {
            "title": line.title,
            "failure": messages(f"cost.failure.{line.failure}"),
            "figures": list(line.missing),
            "worst": headlines.get(line.findings[0], ""),
            "findings": list(line.findings),
        }
        for line in case.uncounted
        if line.findings and not case.costs
    ]


def customers(messages: Messages, case: BusinessCase) -> list[Plain]:
    """Sentences on those who left, and on what one who stays brings; empty where the figures allow none."""
    told: list[Plain] = []
    if case.customers_gone is not None and case.retention is not None:
        share = percent_text(messages, case.retention, 1)
        told.append(messages.count("cost.gone", int(case.customers_gone), share=share))
    if case.customers_gone and case.lost_sales is not None:
        told.append(messages("cost.lost_sales", sales=amount(messages, case.lost_sales)))
    if case.one_customer is not None:
        told.append(messages("cost.one_customer", sales=amount(messages, case.one_customer)))
    if case.one_margin is not None:
        told.append(messages("cost.margin", margin=amount(messages, case.one_margin)))
    return told


def loyalty_in_words(messages: Messages, case: BusinessCase) -> list[Plain]:
    """Which figures would tell who stays; empty where no gap bears on it, or none is missing."""
    if not case.loyalty or not case.loyalty_missing:
        return []
    return [messages("cost.loyalty_words", figures="; ".join(case.loyalty_missing))]


def not_counted(messages: Messages, case: BusinessCase) -> str:
    """The figures that were not given, where others were; those that a line to count names are not named twice."""
    named = {name for line in case.uncounted if line.findings and not case.costs for name in line.missing}
    missing = [name for name in case.missing if name not in named]
    return messages("cost.missing", figures="; ".join(missing)) if case.counted and missing else ""


def in_short(messages: Messages, case: BusinessCase) -> str:
    """The sum in one sentence, or what is to be counted; empty where there is no line."""
    if case.total is not None:
        lines = "; ".join(
            messages("cost.line", title=line.title, amount=money_text(messages, line.amount, short=_whole(case)))
            for line in case.costs
        )
        together, share = total(messages, case), of_sales(messages, case)
        if share:
            together = messages("cost.total_of_sales", total=together, of_sales=share)
        told = [messages("cost.in_short", lines=lines, total=together)]
        told += [messages("cost.one_customer", sales=amount(messages, case.one_customer))] if case.one_customer else []
        return " ".join(told)
    lines = "; ".join(line.title for line in case.uncounted if line.findings)
    return messages("cost.in_short_words", lines=lines) if lines else ""


def of_sales(messages: Messages, case: BusinessCase) -> str:
    """The total out of sales; empty where sales were not given."""
    return "" if case.of_sales is None else messages("cost.of_sales", share=percent_text(messages, case.of_sales, 1))


def amount(messages: Messages, money: Money | None) -> str:
    """An amount for a sentence: pence only where there are some. Empty for none."""
    return money_text(messages, money, short=True) if money else ""


def _whole(case: BusinessCase) -> bool:
    """Whether no line has pence; one that has shows them in every line, so that they stand beneath each other."""
    return all(line.amount.whole for line in case.costs)
