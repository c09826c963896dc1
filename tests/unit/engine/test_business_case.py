"""What faults and lost customers cost, by hand: every figure below can be worked out on paper."""

from decimal import Decimal
from fractions import Fraction

import pytest

from gapanalysis.model.business_case import BusinessCaseDefinition, CostDefinition
from gapanalysis.model.money import Money, money
from gapanalysis.model.question import ChoiceAnswer, Column, NumberAnswer, TableAnswer
from tests.unit.engine.build import DONT_KNOW, NOT_APPLICABLE, OPEN, plain, questionnaire, report, requirement

FIGURES = {
    name: name.replace("-", " ").capitalize()
    for name in (
        "sales",
        "hour-cost",
        "rework-hours",
        "scrap-cost",
        "complaint-hours",
        "customers-start",
        "customers-gone",
        "customer-sales",
        "margin",
    )
}
TABLE = TableAnswer(
    type="table",
    key="figure",
    columns=(
        Column(
            id="figure",
            title="Figure",
            ask="Which?",
            answer=ChoiceAnswer(type="choice", options=FIGURES),
            required=True,
        ),
        Column(id="amount", title="Amount", ask="How much?", answer=NumberAnswer(type="number"), required=True),
    ),
)
CASE = BusinessCaseDefinition(
    question="Q9.1.3-41",
    costs=(
        CostDefinition(
            id="rework", title="Rework", failure="internal", factors=("rework-hours", "hour-cost"), clauses=("8.7",)
        ),
        CostDefinition(id="scrap", title="Scrap", failure="internal", factors=("scrap-cost",), clauses=("8.7",)),
        CostDefinition(
            id="complaints",
            title="Complaints",
            failure="external",
            factors=("complaint-hours", "hour-cost"),
            clauses=("8.2.1",),
        ),
    ),
    sales="sales",
    customers_start="customers-start",
    customers_gone="customers-gone",
    customer_sales="customer-sales",
    margin="margin",
    loyalty_clauses=("9.1.2",),
)
QUESTIONS = questionnaire(
    requirement("Q8.7-1"), requirement("Q9.1.2-1"), requirement("Q8.2.1-1"), plain("Q9.1.3-41", TABLE)
).model_copy(update={"business_case": CASE})


def pounds(amount):
    return money(Decimal(amount), "GBP")


def worked_out(answers=None, **figures):
    rows = [{"figure": name.replace("_", "-"), "amount": str(amount)} for name, amount in figures.items()]
    return report(QUESTIONS, {"Q9.1.3-41": rows, **(answers or {})}).business_case


def test_lines_multiply_and_the_total_adds():
    found = worked_out(rework_hours=400, hour_cost="32.50", scrap_cost=6000, complaint_hours=80, sales=950_000)
    assert {cost.id: cost.amount for cost in found.costs} == {
        "rework": pounds(13_000),
        "scrap": pounds(6000),
        "complaints": pounds(2600),
    }
    assert (found.total, found.of_sales) == (pounds(21_600), Fraction(21_600, 950_000))
    assert [(factor.label, factor.amount) for factor in found.costs[0].factors] == [
        ("Rework hours", 400),
        ("Hour cost", Decimal("32.50")),
    ]


def test_a_line_without_one_of_its_factors_is_left_out_and_the_figure_named():
    found = worked_out(rework_hours=400, scrap_cost=6000)
    assert [cost.id for cost in found.costs] == ["scrap"]
    assert "Hour cost" in found.missing
    assert [(line.id, line.missing) for line in found.uncounted] == [
        ("rework", ("Hour cost",)),
        ("complaints", ("Complaint hours", "Hour cost")),
    ]
    assert found.total == pounds(6000)


def test_what_lost_and_kept_customers_are_worth():
    found = worked_out(customers_start=60, customers_gone=2, customer_sales=80_000, margin=40)
    assert (found.retention, found.lost_sales, found.lost_margin) == (Fraction(58, 60), pounds(160_000), pounds(64_000))
    assert (found.one_customer, found.one_margin) == (pounds(80_000), pounds(32_000))
    assert found.total is None


def test_each_line_is_rounded_once_and_the_total_adds_what_is_shown():
    found = worked_out(rework_hours="0.5", hour_cost="10.01", complaint_hours="0.5", scrap_cost="0.004")
    assert [cost.amount for cost in found.costs] == [pounds("5.01"), pounds(0), pounds("5.01")]
    assert found.total == pounds("10.02")


def test_a_ratio_over_nothing_is_nothing():
    found = worked_out(customers_start=0, customers_gone=0, sales=0, scrap_cost=5)
    assert (found.retention, found.of_sales) == (None, None)
    assert worked_out(customers_start=3, customers_gone=5).retention is None


def test_a_line_names_the_gaps_that_let_it_arise():
    found = worked_out({"Q8.7-1": 1, "Q8.2.1-1": 3, "Q9.1.2-1": 0}, scrap_cost=5, hour_cost=1, complaint_hours=1)
    assert {cost.id: cost.findings for cost in found.costs} == {"scrap": ("F8.7-1",), "complaints": ()}
    assert found.loyalty == ("F9.1.2-1",)


def test_amounts_are_in_the_currency_of_the_engagement():
    rows = [{"figure": "scrap-cost", "amount": "1500"}, {"figure": "customer-sales", "amount": "20"}]
    found = report(QUESTIONS, {"Q9.1.3-41": rows}, currency="JPY").business_case
    assert found.total == Money(minor=1500, currency="JPY")
    assert found.one_customer.currency == "JPY"


@pytest.mark.parametrize("answer", [OPEN, DONT_KNOW])
def test_nothing_given_names_what_is_missing_and_the_gaps_that_bear_on_it(answer):
    found = report(QUESTIONS, {"Q9.1.3-41": answer, "Q8.7-1": 1, "Q9.1.2-1": 0}).business_case
    assert not found.counted
    assert (found.costs, found.total, found.one_customer, found.retention) == ((), None, None, None)
    rework, scrap, complaints = found.uncounted
    assert (rework.missing, rework.findings) == (("Rework hours", "Hour cost"), ("F8.7-1",))
    assert (scrap.missing, complaints.findings) == (("Scrap cost",), ())
    assert found.loyalty_missing == ("Customers start", "Customers gone", "Customer sales", "Margin")
    assert found.gaps == ("F8.7-1", "F9.1.2-1")


def test_what_is_not_asked_for_or_does_not_apply_is_no_business_case():
    assert report(QUESTIONS.model_copy(update={"business_case": None}), {}).business_case is None
    assert report(QUESTIONS, {"Q9.1.3-41": NOT_APPLICABLE}).business_case is None
