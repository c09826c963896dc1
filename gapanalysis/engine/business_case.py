"""The business case: the organisation's own figures multiplied and added, and nothing else (docs/scoring.md)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import prod

from gapanalysis.engine.interview import Item
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import State
from gapanalysis.model.business_case import (
    BusinessCase,
    BusinessCaseDefinition,
    Cost,
    CostDefinition,
    Factor,
    Uncounted,
)
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.money import Money, rounded
from gapanalysis.model.money import total as sum_of
from gapanalysis.model.question import ChoiceAnswer, Question, TableAnswer
from gapanalysis.model.questionnaire import Questionnaire


def business_case(
    questionnaire: Questionnaire, items: Sequence[Item], findings: Sequence[Finding], words: Words, currency: str
) -> BusinessCase | None:
    """What the gaps cost today; None where the questionnaire has no such question, or it does not apply.

    Where nothing was given, it says which figures are missing and which gaps bear on them.

    Args:
        questionnaire: says which question gives the figures, and what is worked out from them.
        items: the questions with their answers.
        findings: the gaps.
        words: those of the organisation.
        currency: what its amounts are in.
    """
    definition = questionnaire.business_case
    item = next((each for each in items if definition and each.question.id == definition.question), None)
    if definition is None or item is None or item.state is State.NOT_APPLICABLE:
        return None
    given = _given(item.answer.value) if item.state is State.ANSWERED else {}
    figures = _Figures(given, _labels(item.question, words), currency)
    lines = definition.costs
    costs = tuple(_cost(line, figures, findings, words) for line in lines if not figures.missing(line.factors))
    total = sum_of((cost.amount for cost in costs), currency) if costs else None
    return BusinessCase(
        question=definition.question,
        costs=costs,
        uncounted=tuple(_uncounted(line, figures, findings, words) for line in lines if figures.missing(line.factors)),
        total=total,
        of_sales=_out_of(total.amount if total else None, figures.given.get(definition.sales)),
        **_loyalty(definition, figures),
        loyalty=_in_clauses(findings, definition.loyalty_clauses),
        missing=figures.missing(figures.labels),
        loyalty_missing=figures.missing(definition.loyalty_figures),
    )


@dataclass(frozen=True)
class _Figures:
    """What was given, by figure; every figure in the words it is asked in; and the currency of amounts."""

    given: Mapping[str, Decimal]
    labels: Mapping[str, str]
    currency: str

    def money(self, amount: Decimal | None) -> Money | None:
        return None if amount is None else rounded(amount, self.currency)

    def missing(self, names: Collection[str]) -> tuple[str, ...]:
        """Those of these figures that were not given, in the words they are asked in."""
        return tuple(self.labels.get(name, name) for name in names if name not in self.given)


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


def _cost(line: CostDefinition, figures: _Figures, findings: Sequence[Finding], words: Words) -> Cost:
    factors = [(figures.labels.get(name, name), figures.given[name]) for name in line.factors]
    return Cost(
        id=line.id,
        title=fill(line.title, words),
        failure=line.failure,
        factors=tuple(Factor(label=label, amount=amount) for label, amount in factors),
        amount=rounded(prod((Fraction(amount) for _, amount in factors), start=Fraction(1)), figures.currency),
        findings=_in_clauses(findings, line.clauses),
    )


def _uncounted(line: CostDefinition, figures: _Figures, findings: Sequence[Finding], words: Words) -> Uncounted:
    return Uncounted(
        id=line.id,
        title=fill(line.title, words),
        failure=line.failure,
        missing=figures.missing(line.factors),
        findings=_in_clauses(findings, line.clauses),
    )


def _loyalty(definition: BusinessCaseDefinition, figures: _Figures) -> dict[str, Money | Decimal | Fraction | None]:
    given = figures.given
    start, gone = given.get(definition.customers_start), given.get(definition.customers_gone)
    one, margin = given.get(definition.customer_sales), given.get(definition.margin)
    lost = None if gone is None or one is None else gone * one
    kept = None if start is None or gone is None else start - gone
    return {
        "retention": _out_of(kept, start) if kept is not None and kept >= 0 else None,
        "customers_gone": gone,
        "lost_sales": figures.money(lost),
        "lost_margin": figures.money(_of(lost, margin)),
        "one_customer": figures.money(one),
        "one_margin": figures.money(_of(one, margin)),
    }


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
