"""The business case: the organisation's own figures multiplied and added, and nothing else (docs/scoring.md)."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from gapanalysis.engine.interview import Item
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import State
from gapanalysis.model.business_case import BusinessCase, BusinessCaseDefinition, Cost, CostDefinition, Factor
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.money import Money, rounded
from gapanalysis.model.money import total as money_total
from gapanalysis.model.question import ChoiceAnswer, Question, TableAnswer
from gapanalysis.model.questionnaire import Questionnaire

CURRENCY = "GBP"


def business_case(
    questionnaire: Questionnaire, items: Sequence[Item], findings: Sequence[Finding], words: Words
) -> BusinessCase | None:
    """What the gaps cost today; None where the questionnaire does not ask, or nothing was given."""
    definition = questionnaire.business_case
    item = next((each for each in items if definition and each.question.id == definition.question), None)
    if definition is None or item is None or item.state is not State.ANSWERED:
        return None
    given, labels = _given(item.answer.value), _labels(item.question, words)
    costs = tuple(
        _cost(line, given, labels, findings, words) for line in definition.costs if given.keys() >= set(line.factors)
    )
    total = money_total((cost.amount for cost in costs), CURRENCY) if costs else None
    return BusinessCase(
        costs=costs,
        total=total,
        of_sales=_out_of(total.amount if total else None, given.get(definition.sales)),
        **_loyalty(definition, given),
        loyalty=_in_clauses(findings, definition.loyalty_clauses),
        missing=tuple(label for name, label in labels.items() if name not in given),
    )


def _given(value: object) -> Mapping[str, Decimal]:
    rows = value if isinstance(value, list) else []
    return {
        str(row["figure"]): Decimal(str(row["amount"]))
        for row in rows
        if isinstance(row, dict) and row.get("amount") is not None
    }


def _labels(question: Question, words: Words) -> Mapping[str, str]:
    table = question.answer
    if not isinstance(table, TableAnswer):
        return {}
    options = [column.answer.options for column in table.columns if isinstance(column.answer, ChoiceAnswer)]
    return {name: fill(label, words) for each in options[:1] for name, label in each.items()}


def _cost(
    line: CostDefinition,
    given: Mapping[str, Decimal],
    labels: Mapping[str, str],
    findings: Sequence[Finding],
    words: Words,
) -> Cost:
    amount = Decimal(1)
    for name in line.factors:
        amount *= given[name]
    return Cost(
        id=line.id,
        title=fill(line.title, words),
        failure=line.failure,
        factors=tuple(Factor(label=labels.get(name, name), amount=given[name]) for name in line.factors),
        amount=rounded(amount, CURRENCY),
        findings=_in_clauses(findings, line.clauses),
    )


def _loyalty(
    definition: BusinessCaseDefinition, given: Mapping[str, Decimal]
) -> dict[str, Money | Decimal | Fraction | None]:
    start, gone = given.get(definition.customers_start), given.get(definition.customers_gone)
    one, margin = given.get(definition.customer_sales), given.get(definition.margin)
    lost = None if gone is None or one is None else gone * one
    kept = None if start is None or gone is None else start - gone
    return {
        "retention": _out_of(kept, start) if kept is not None and kept >= 0 else None,
        "customers_gone": gone,
        "lost_sales": _money(lost),
        "lost_margin": _money(_of(lost, margin)),
        "one_customer": _money(one),
        "one_margin": _money(_of(one, margin)),
    }


def _money(amount: Decimal | None) -> Money | None:
    return None if amount is None else rounded(amount, CURRENCY)


def _of(amount: Decimal | None, per_cent: Decimal | None) -> Decimal | None:
    return None if amount is None or per_cent is None else amount * per_cent / 100


def _out_of(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    """A ratio over nothing is nothing."""
    return None if part is None or not whole else Fraction(part) / Fraction(whole)


def _in_clauses(findings: Sequence[Finding], clauses: Collection[str]) -> tuple[str, ...]:
    """The gaps in these clauses, systemic ones not counted again."""
    return tuple(
        each.id for each in findings if each.grade is not Grade.OPPORTUNITY and each.action and each.clause in clauses
    )
