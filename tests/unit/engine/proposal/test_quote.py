"""The quote for a gap analysis: from people, sites and editions, before there is any gap."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.proposal import quote
from gapanalysis.model.adjustments import NONE, Adjustments
from gapanalysis.model.proposal import Prospect
from tests.unit.engine.proposal.making import offer


def quoted(people=42, sites=1, editions=("2015",), adjustments=NONE):
    subject = Prospect(client="Acme", people=people, sites=sites, editions=editions)
    return quote("acme", subject, offer(adjustments=adjustments))


def days(found):
    (option,) = found.options
    return {package.id: package.our_days for package in option.packages}


@pytest.mark.parametrize(("people", "on_site"), [(1, 1), (25, 1), (26, 2), (100, 2), (101, 3), (250, 5), (9_000, 5)])
def test_days_on_site_grow_with_people(people, on_site):
    assert days(quoted(people))["on-site"] == on_site


def test_further_sites_and_editions_add_days():
    assert days(quoted(sites=3))["on-site"] == 3
    assert days(quoted(editions=("2015", "2026")))["report"] == days(quoted())["report"] + Decimal("0.5")


def test_there_is_one_option_without_gaps_and_without_promises():
    found = quoted()
    (option,) = found.options
    assert (found.kind, found.gaps, option.closes, option.outlooks) == ("analysis", (), (), ())
    assert found.audit_days.people == 42
    assert option.price.net.minor == sum(line.net.minor for line in option.price.lines)


def test_a_fixed_price_and_a_part_left_out():
    by_hand = Adjustments.model_validate(
        {
            "lines": [
                {"line": "preparation", "leave_out": True, "because": "done"},
                {"line": "on-site", "price": "1000", "because": "agreed"},
            ]
        }
    )
    found = quoted(adjustments=by_hand)
    assert list(days(found)) == ["on-site", "report"]
    assert found.options[0].price.lines[0].net.minor == 100_000


@given(st.integers(1, 2_000), st.integers(1, 30))
def test_more_sites_never_take_fewer_days(people, sites):
    assert sum(days(quoted(people, sites + 1)).values()) >= sum(days(quoted(people, sites)).values())
