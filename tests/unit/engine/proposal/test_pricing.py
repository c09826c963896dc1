"""Prices add to the penny, however they are rounded, discounted and paid."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gapanalysis.engine.proposal.pricing import price
from gapanalysis.errors import AssessmentError
from gapanalysis.model.method import Phase
from gapanalysis.model.money import Money, half_up
from gapanalysis.model.price import LineKind
from gapanalysis.model.proposal import PhaseDays, WorkPackage
from gapanalysis.model.rates import Rounding
from tests.unit.engine.proposal.making import rates
from tests.unit.model.test_money import percentages

AMOUNTS = st.decimals(0, 5_000, places=2, allow_nan=False)
RATES = st.decimals(1, 3_000, places=2, allow_nan=False)
DAYS = st.decimals(0, 60, places=2, allow_nan=False)


def package(days, place=0, fixed=None):
    return WorkPackage(
        id=f"package-{place}",
        title="Work",
        deliverable="Something",
        phases=(PhaseDays(phase=Phase.IMPLEMENT, days=days),),
        our_days=days,
        your_days=days,
        on_site=days,
        gaps=("F4.1-1",),
        first_week=1,
        last_week=4,
        role="consultant",
        fixed_price=None if fixed is None else Money(minor=fixed, currency="GBP"),
    )


@st.composite
def priced(draw):
    """Packages and rates of all kinds."""
    packages = [
        package(draw(DAYS), place, draw(st.none() | st.integers(0, 500_000)))
        for place in range(draw(st.integers(1, 9)))
    ]
    schedule = [{"when": f"Part {n}", "percent": percent} for n, percent in enumerate(draw(percentages()))]
    expenses = [
        {"label": "Travel", "per": draw(st.sampled_from(["day on site", "proposal"])), "amount": amount}
        for amount in draw(st.lists(AMOUNTS, max_size=3))
    ]
    registered = draw(st.booleans())
    tax = {"registered": registered}
    if registered:
        tax |= {"rate": draw(st.decimals(0, 27, places=1, allow_nan=False)), "number": "0"}
    discount = draw(st.none() | st.decimals(0, 100, places=2, allow_nan=False))
    own = rates(
        roles=[{"id": "consultant", "title": "Consultant", "day_rate": draw(RATES)}],
        payment={"days": 30, "schedule": schedule},
        expenses=expenses,
        tax=tax,
        rounding=draw(st.sampled_from(Rounding)),
        discount=None if discount is None else {"label": "For the test", "percent": discount},
    )
    return packages, own, draw(st.integers(0, 40)), draw(st.none() | AMOUNTS)


def minor(parts):
    return sum(part.minor for part in parts)


@given(priced())
def test_lines_and_invoices_add_to_the_penny(case):
    packages, own, on_site, fixed = case
    found = price(packages, on_site, ("F4.1-1",), own, fixed)
    assert minor(line.net for line in found.lines) == found.net.minor
    for name in ("net", "tax", "gross"):
        assert minor(getattr(invoice, name) for invoice in found.invoices) == getattr(found, name).minor
    assert found.net.minor + found.tax.minor == found.gross.minor
    for invoice in found.invoices:
        assert invoice.net.minor + invoice.tax.minor == invoice.gross.minor
        assert invoice.net.minor >= 0


@given(priced())
def test_tax_is_rounded_where_the_rates_say(case):
    packages, own, on_site, fixed = case
    found = price(packages, on_site, (), own, fixed)
    part = Fraction(own.tax.rate or 0) / 100
    if not own.tax.registered:
        assert found.tax.minor == 0
        assert all(line.tax is None for line in found.lines)
    elif own.rounding is Rounding.PER_LINE:
        assert all(line.tax.minor == half_up(line.net.minor * part) for line in found.lines)
        assert minor(line.tax for line in found.lines) == found.tax.minor
    else:
        assert all(line.tax is None for line in found.lines)
        assert all(invoice.tax.minor == half_up(invoice.net.minor * part) for invoice in found.invoices)


@given(priced())
def test_a_line_is_its_quantity_times_its_price(case):
    packages, own, on_site, fixed = case
    for line in price(packages, on_site, (), own, fixed).lines:
        if line.quantity is not None:
            assert line.net.minor == half_up(line.unit.minor * Fraction(line.quantity))
        elif line.kind is LineKind.FIXED:
            assert line.net in [each.fixed_price for each in packages]


@given(priced())
def test_a_fixed_fee_is_what_the_work_costs_whatever_its_lines_come_to(case):
    packages, own, on_site, fixed = case
    assume(fixed is not None)
    found = price(packages, on_site, (), own, fixed)
    expenses = minor(line.net for line in found.lines if line.kind is LineKind.EXPENSE)
    assert found.net.minor - expenses == fixed * 100
    assert not [line for line in found.lines if line.kind is LineKind.DISCOUNT]


def test_rounding_on_lines_and_on_invoices_may_differ_by_pennies():
    """Three lines of 0.02 at 20 %: nothing on each line, a penny on one invoice."""
    own = {"roles": [{"id": "consultant", "title": "Consultant", "day_rate": Decimal("0.02")}]}
    packages = [package(Decimal(1), place) for place in range(3)]
    assert price(packages, 0, (), rates(**own, rounding="per line"), None).tax.minor == 0
    assert price(packages, 0, (), rates(**own, rounding="per invoice"), None).tax.minor == 1


def test_a_discount_leaves_expenses_alone():
    own = rates(
        discount={"label": "Early", "percent": Decimal(10)},
        expenses=[{"label": "Travel", "per": "day on site", "amount": Decimal("41.40")}],
    )
    found = price([package(Decimal(2))], 2, (), own, None)
    assert [(line.kind.value, line.net.minor) for line in found.lines] == [
        ("work", 140_000),
        ("discount", -14_000),
        ("expense", 8_280),
    ]


def test_a_discount_greater_than_the_fees_is_refused():
    own = rates(discount={"label": "Too much", "amount": Decimal(701)})
    with pytest.raises(AssessmentError, match=r"“Too much” of 701.00 GBP is more than the fees of 700.00") as stop:
        price([package(Decimal(1))], 0, (), own, None)
    assert "rates file" in stop.value.hint
    assert (
        price([package(Decimal(1))], 0, (), rates(discount={"label": "All", "amount": Decimal(700)}), None).net.minor
        == 0
    )


def test_what_is_charged_at_cost_stands_beside_the_price():
    own = rates(
        expenses=[{"label": "Hotel", "at_cost": True, "at_most": Decimal(300)}, {"label": "Tolls", "at_cost": True}]
    )
    found = price([package(Decimal(1))], 1, (), own, None)
    assert found.net.minor == 70_000
    assert [(each.label, each.at_most and each.at_most.minor) for each in found.at_cost] == [
        ("Hotel", 30_000),
        ("Tolls", None),
    ]
