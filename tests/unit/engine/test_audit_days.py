"""Audit time by MD 5, MD 1 and MD 11, held against values that others have published."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.content import questionnaire_folders
from gapanalysis.engine.audit_days import audit_days, integrated, nearest_step, root_up, sampled, table_days, unsampled
from gapanalysis.loading.proposals import load_audit_time
from gapanalysis.model.adjustments import Certification, Integrated, Site

RULES = load_audit_time(questionnaire_folders())
HALF = Decimal("0.5")
NOTHING = Certification()


def visits(people, known=NOTHING, sites=None):
    return {visit.kind: visit for visit in audit_days(people, sites, known, RULES).visits}


# -- published values --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "days"),
    # 55, 5 and 15 people: European co-operation for Accreditation, FAQ 37.23 and 42.6. The others are ends of bands.
    [
        (1, "1.5"),
        (5, "1.5"),
        (6, "2"),
        (15, "2.5"),
        (16, "3"),
        (45, "4"),
        (46, "5"),
        (55, "5"),
        (275, "9"),
        (10700, "22"),
    ],
)
def test_days_by_people(people, days):
    assert table_days(people, RULES) == Decimal(days)


def test_beyond_the_table_nothing_is_said():
    assert table_days(10_701, RULES) is None
    assert audit_days(10_701, 1, NOTHING, RULES).visits == ()


@pytest.mark.parametrize(("days", "nearest"), [("5.3", "5.5"), ("5.2", "5"), ("0.6", "0.5"), ("5.25", "5.5")])
def test_days_are_adjusted_to_the_nearest_half(days, nearest):
    """5.3, 5.2 and 0.6: European co-operation for Accreditation, FAQ 38.2."""
    assert nearest_step(Fraction(days), HALF) == Decimal(nearest)


@pytest.mark.parametrize(
    ("sites", "initial", "surveillance", "again"),
    # 26 and 24 sites: FAQ 42.6; two sites: FAQ 46.5 (where recertification takes eight tenths of the root).
    [(26, 6, 4, 5), (24, 5, 3, 4), (2, 2, 1, 2), (25, 5, 3, 4), (1, 1, 1, 1), (0, 0, 0, 0), (100, 10, 6, 8)],
)
def test_how_many_like_sites_are_visited(sites, initial, surveillance, again):
    assert sampled(sites, RULES, effective=True) == (initial, surveillance, again)


def test_without_proof_of_effect_recertification_takes_as_many_as_the_first_audit():
    assert sampled(26, RULES) == (6, 4, 6)


@pytest.mark.parametrize(("sites", "surveillance"), [(2, 1), (3, 1), (4, 2), (10, 3), (11, 4), (0, 0)])
def test_where_sites_differ_all_are_visited_and_three_in_ten_each_year(sites, surveillance):
    assert unsampled(sites, RULES) == (sites, surveillance, sites)


def test_six_of_twenty_six_sites_of_five_people_take_nine_days_and_the_central_function():
    """FAQ 42.6: nine days, and the time for the central function."""
    sites = (
        Site(name="Head office", people=10, central=True),
        *(Site(name=f"Shop {n}", people=5) for n in range(26)),
    )
    found = audit_days(1, 27, Certification(sites=sites, alike=True), RULES)
    central = table_days(10, RULES)
    assert found.visits[0].days == 9 + central
    assert found.visits[0].sites == 6
    assert found.people == 140
    assert found.sampled


def test_an_example_with_a_reduction_by_half_at_a_sampled_site():
    """FAQ 38.2: 1.5 days less 50 % are 0.75; here beside a central function of the same size."""
    sites = (Site(name="Office", people=5, central=True), Site(name="Store", people=5))
    known = Certification(sites=sites, reduction=Decimal(50), reduction_because="one room")
    assert visits(1, known)["initial"].days == HALF * 3


# -- what follows ------------------------------------------------------------------------------------------------


def test_surveillance_is_a_third_and_recertification_two_thirds():
    found = visits(42)
    assert [found[kind].days for kind in ("initial", "surveillance", "recertification")] == [4, HALF * 3, HALF * 5]
    assert [found[kind].fewest for kind in ("initial", "surveillance", "recertification")] == [3, 1, 2]


def test_systems_audited_together_take_at_most_a_fifth_less():
    assert integrated(Fraction(10), Decimal(20), RULES) == 8
    with pytest.raises(ValueError, match="more than the 20 %"):
        integrated(Fraction(10), Decimal(21), RULES)
    together = Integrated(standards=("ISO 14001",), days=Decimal(4), reduction=Decimal(20))
    found = audit_days(42, 1, Certification(integrated=together), RULES)
    assert found.visits[0].days == HALF * 13  # (4 + 4) x 0.8 = 6.4
    assert found.integrated == ("ISO 14001",)


@pytest.mark.parametrize(("sites", "limit"), [(1, 30), (2, 50)])
def test_no_more_is_taken_off_than_the_rules_allow(sites, limit):
    several = tuple(Site(name=f"Site {n}", people=10, central=n == 0) for n in range(sites)) if sites > 1 else ()
    most = Certification(sites=several, reduction=Decimal(limit), reduction_because="simple")
    found = audit_days(10, sites, most, RULES)
    assert found.visits[0].days == found.visits[0].fewest
    with pytest.raises(ValueError, match=f"more than the {limit} %"):
        audit_days(10, sites, most.model_copy(update={"reduction": Decimal(limit) + 1}), RULES)


def test_people_by_site_replace_those_of_the_profile():
    sites = (Site(name="Works", people=33, central=True), Site(name="Unit", people=9))
    found = audit_days(1000, 2, Certification(sites=sites), RULES)
    assert (found.people, found.sites, found.by_site, found.sampled) == (42, 2, True, False)
    assert found.visits[0].days == 4 + 2
    assert audit_days(1000, 2, Certification(people=42), RULES).visits[0].days == 4


@given(st.integers(1, 10_000), st.integers(0, 700))
def test_more_people_never_take_less_time(people, more):
    assert table_days(people, RULES) <= table_days(people + more, RULES)


@given(st.integers(1, 10_000), st.decimals(0, 30, places=1))
def test_a_reduction_stays_between_the_table_and_the_fewest(people, reduction):
    for visit in audit_days(people, 1, Certification(reduction=reduction), RULES).visits:
        assert visit.fewest <= visit.days
        assert visit.days % HALF == 0
    assert visits(people, Certification(reduction=reduction))["initial"].days <= table_days(people, RULES)


@given(st.integers(0, 100_000), st.sampled_from([Decimal("0.6"), Decimal("0.8"), Decimal(1)]))
def test_a_root_is_rounded_up_exactly(sites, factor):
    root = root_up(sites, factor)
    assert root**2 >= Fraction(factor) ** 2 * sites
    assert root == 0 or (root - 1) ** 2 < Fraction(factor) ** 2 * sites
