"""What an offer closes and leaves: every gap has its place, every line its cause, and the engine says what remains."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.projection import after
from gapanalysis.engine.proposal import propose
from gapanalysis.errors import AssessmentError
from gapanalysis.model.adjustments import Adjustments, Certification
from gapanalysis.model.assessment import Engagement, Visit
from gapanalysis.model.finding import Grade
from gapanalysis.model.method import ClientKind, Phase
from gapanalysis.model.money import Money
from gapanalysis.model.price import LineKind
from gapanalysis.model.question import ChoiceAnswer, NumberAnswer
from tests.unit.engine.build import ON, action, assessment, fact, good_practice, main, questionnaire, requirement
from tests.unit.engine.proposal.making import METHOD, offer, proposal, rates
from tests.unit.engine.test_properties import cases

WORK = {LineKind.WORK, LineKind.FIXED, LineKind.EXPENSE}
EXPENSES = [{"label": "Travel", "per": "day on site", "amount": Decimal("41.40")}]


def offered(questions, answers, made=None):
    """The proposal, or None where there is nothing to offer."""
    try:
        return proposal(questions, answers, made)
    except AssessmentError as stop:
        if stop.code == "nothing-to-offer":
            return None
        raise


by_chance = settings(max_examples=200)


@given(cases())
@by_chance
def test_every_gap_is_in_an_option_or_listed_as_left_out(case):
    found, result = offered(*case), main(*case)
    if found is None:
        return
    assert {gap.id for gap in found.gaps} == {finding.id for finding in result.findings}
    closed = {gap for option in found.options for gap in option.closes}
    assert closed | {each.gap for each in found.left_out} == {gap.id for gap in found.gaps}
    assert not closed & {each.gap for each in found.left_out}
    for option in found.options:
        assert sorted((*option.closes, *option.remains)) == sorted(gap.id for gap in found.gaps)


@given(cases())
@by_chance
def test_no_line_is_without_a_cause_and_no_closed_gap_without_a_line(case):
    found = offered(*case, offer(rates(expenses=EXPENSES)))
    if found is None:
        return
    known = {gap.id for gap in found.gaps}
    for option in found.options:
        for line in option.price.lines:
            if line.kind in WORK:
                assert line.gaps
                assert known.issuperset(line.gaps)
        assert {gap for package in option.packages for gap in package.gaps}.issuperset(option.closes)
        for package in option.packages:
            assert package.gaps
            assert all(part.gaps for part in package.parts)


@given(cases())
@by_chance
def test_what_remains_is_what_the_engine_says(case):
    questions, answers = case
    found = offered(questions, answers)
    if found is None:
        return
    state = assessment(answers)
    for option in found.options:
        actions = {part.action for package in option.packages for part in package.parts}
        then = analyse(questions, after(questions, state, actions), on=ON).main
        (outlook,) = option.outlooks
        assert (outlook.after, outlook.share_after) == (then.tally, then.share)
        assert outlook.now == main(questions, answers).tally
        assert {finding.id for finding in then.findings if finding.id in option.closes} == set()
        assert sum(outlook.remaining.values()) >= len(option.remains)


@given(cases())
@by_chance
def test_options_close_more_from_one_to_the_next(case):
    found = offered(*case)
    if found is None:
        return
    assert 1 <= len(found.options) <= 3
    for less, more in zip(found.options[:-1], found.options[1:], strict=True):
        assert not set(more.closes) <= set(less.closes)


@given(cases())
@by_chance
def test_what_an_action_depends_on_comes_with_it(case):
    found, plan = offered(*case), {each.id: each for each in main(*case).plan}
    if found is None:
        return
    for option in found.options:
        actions = {part.action for package in option.packages for part in package.parts}
        assert all(actions.issuperset(plan[name].depends_on) for name in actions)


@given(cases())
@by_chance
def test_days_add_up(case):
    found, plan = offered(*case), {each.id: each for each in main(*case).plan}
    if found is None:
        return
    for option in found.options:
        assert option.our_days == sum(package.our_days for package in option.packages)
        assert option.your_days == sum(package.your_days for package in option.packages)
        assert option.days_on_site >= sum(package.on_site for package in option.packages)
        for package in option.packages:
            assert sum(part.days for part in package.phases) == package.our_days
            assert 1 <= package.first_week <= package.last_week <= option.weeks
            if package.parts:
                assert package.your_days == sum(plan[part.action].days for part in package.parts)
                assert package.our_days % METHOD.day_step == 0


# -- options -----------------------------------------------------------------------------------------------------

AIM = ChoiceAnswer(
    type="choice", options={"first-certificate": "A first certificate", "transition": "Move", "improve": "Improve"}
)
HELD = ChoiceAnswer(type="choice", several=True, options={"none": "None", "iso9001-2015": "2015"})
PROFILE = (
    fact("aim", AIM),
    fact("certified", HELD),
    fact("employees", NumberAnswer(type="number", whole=True)),
    fact("sites", NumberAnswer(type="number", whole=True)),
)
QUESTIONS = questionnaire(
    requirement("Q9.1.2-1", gate="perception", severity=5),
    requirement("Q8.4.1-1", severity=2),
    requirement("Q4.3-1", severity=1, action="A4.3-1"),
    good_practice("Q9.1.3-1"),
    requirement("Q7.1-1", edition="2026", severity=2),
    profile=PROFILE,
    actions=[action("A9.1.2-1", 4), action("A8.4.1-1", 10), action("A4.3-1", 10)],
)
ANSWERS = {"Q9.1.2-1": 0, "Q8.4.1-1": 1, "Q4.3-1": 1, "Q9.1.3-1": 2, "Q7.1-1": 1}


def closed(found):
    return {option.id: set(option.closes) for option in found.options}


def test_three_options_differ_in_what_they_close():
    assert closed(proposal(QUESTIONS, ANSWERS)) == {
        "essential": {"F9.1.2-1"},
        "standard": {"F9.1.2-1", "F8.4.1-1", "F4.3-1"},
        "complete": {"F9.1.2-1", "F8.4.1-1", "F4.3-1", "F9.1.3-1"},
    }


def test_an_option_that_closes_no_more_than_the_one_before_is_not_offered():
    assert list(closed(proposal(QUESTIONS, {"Q9.1.2-1": 0}))) == ["essential"]
    assert list(closed(proposal(QUESTIONS, {"Q9.1.3-1": 2}))) == ["complete"]


def test_nothing_to_close_is_nothing_to_offer():
    with pytest.raises(AssessmentError, match="There is nothing to offer Acme") as stop:
        proposal(QUESTIONS, {"Q9.1.2-1": 3})
    assert "--for-analysis" in stop.value.hint


@pytest.mark.parametrize(("aim", "options"), [("improve", ["complete"]), ("transition", ["standard", "complete"])])
def test_gaps_of_the_next_edition_come_early_for_who_wants_to_move(aim, options):
    found = proposal(QUESTIONS, {**ANSWERS, "P.aim": aim}, editions=("2015", "2026"))
    assert [name for name, gaps in closed(found).items() if "F7.1-1" in gaps] == options
    assert [gap.edition for gap in found.gaps if gap.id == "F7.1-1"] == ["2026"]


def services(found, option="standard"):
    (chosen,) = (each for each in found.options if each.id == option)
    return [package.id for package in chosen.packages if not package.parts]


@pytest.mark.parametrize(
    ("profile", "kind", "support"),
    [
        ({"P.aim": "first-certificate"}, ClientKind.FIRST_CERTIFICATE, ["stage-1", "stage-2"]),
        ({"P.aim": "improve", "P.certified": ["iso9001-2015"]}, ClientKind.CERTIFIED, ["visit"]),
        ({"P.aim": "improve", "P.certified": ["none"]}, ClientKind.NO_CERTIFICATE, []),
        ({}, ClientKind.NO_CERTIFICATE, []),
    ],
)
def test_support_follows_what_the_client_needs(profile, kind, support):
    found = proposal(QUESTIONS, {**ANSWERS, **profile})
    assert found.client_kind is kind
    assert services(found) == ["internal-audit", "management-review", *support]
    assert services(found, "essential") == []


def test_opportunities_alone_need_no_audit():
    assert services(proposal(QUESTIONS, {"Q9.1.3-1": 2}), "complete") == ["aftercare"]


def test_a_service_rests_on_the_gaps_it_verifies():
    (complete,) = (each for each in proposal(QUESTIONS, ANSWERS).options if each.id == "complete")
    gaps = {package.id: set(package.gaps) for package in complete.packages}
    assert gaps["internal-audit"] == {"F9.1.2-1", "F8.4.1-1", "F4.3-1"}
    assert gaps["aftercare"] == gaps["internal-audit"] | {"F9.1.3-1"}


# -- dates -------------------------------------------------------------------------------------------------------


def test_work_begins_on_a_monday_after_the_last_day_to_accept():
    found = proposal(QUESTIONS, ANSWERS)
    assert found.valid_until == date(2026, 12, 23)
    assert found.starts == date(2027, 1, 11)
    assert found.starts.weekday() == 0
    for option in found.options:
        assert option.ends.weekday() == 4
        assert (option.ends - found.starts).days == 7 * option.weeks - 3


def test_a_start_before_the_day_of_the_proposal_is_refused():
    with pytest.raises(AssessmentError, match="cannot begin on 2026-11-22"):
        proposal(QUESTIONS, ANSWERS, offer(adjustments=Adjustments(start=date(2026, 11, 22))))


def test_an_audit_follows_what_it_verifies_and_not_what_may_take_longer():
    (_, standard, complete) = proposal(QUESTIONS, ANSWERS).options
    for option in (standard, complete):
        weeks = {package.id: (package.first_week, package.last_week) for package in option.packages}
        assert weeks["internal-audit"] == (27, 28)
        assert weeks["management-review"] == (29, 29)
        assert option.checked == date(2027, 7, 30)


def test_support_at_a_visit_stands_where_the_visit_is():
    state = assessment({**ANSWERS, "P.certified": ["iso9001-2015"]})
    visits = (Visit(on=date(2026, 12, 1), kind="Past the start"), Visit(on=date(2027, 5, 11), kind="Surveillance"))
    engagement = Engagement(client="Acme", editions=("2015",), next_visits=visits)
    state = state.model_copy(update={"engagement": engagement})
    found = propose(QUESTIONS, state, analyse(QUESTIONS, state, on=ON), offer())
    standard = found.options[1]
    (visit,) = (package for package in standard.packages if package.id == "visit")
    assert (date(2027, 5, 11) - found.starts).days // 7 + 1 == visit.last_week == 18
    assert visit.first_week == 17


# -- changes by hand ---------------------------------------------------------------------------------------------


def changed(**more):
    return Adjustments.model_validate(more)


def line_of(found, line, option="standard"):
    (chosen,) = (each for each in found.options if each.id == option)
    return next((each for each in chosen.price.lines if each.id == line), None)


def test_days_role_and_price_of_a_line_can_be_changed():
    own = rates(
        roles=[
            {"id": "consultant", "title": "Consultant", "day_rate": Decimal(700)},
            {"id": "junior", "title": "Junior", "day_rate": Decimal(400)},
        ]
    )
    by_hand = changed(
        lines=[
            {"line": "suppliers", "days": "3.5", "role": "junior", "because": "a list is there already"},
            {"line": "customers", "price": "999.99", "because": "as agreed", "options": ["standard"]},
        ]
    )
    found = proposal(QUESTIONS, ANSWERS, offer(own, by_hand))
    suppliers, customers = line_of(found, "suppliers"), line_of(found, "customers")
    assert (suppliers.quantity, suppliers.unit.minor, suppliers.net.minor) == (Decimal("3.5"), 40_000, 140_000)
    assert (customers.kind, customers.net.minor, customers.quantity) == (LineKind.FIXED, 99_999, None)
    assert line_of(found, "customers", "essential").kind is LineKind.WORK
    (package,) = (each for each in found.options[1].packages if each.id == "suppliers")
    assert sum(part.days for part in package.phases) == Decimal("3.5")
    assert (package.changed, package.because) == (True, "a list is there already")
    assert "a list is there already" not in found.for_client().model_dump_json()


def test_our_days_for_an_action_can_be_changed():
    found = proposal(QUESTIONS, ANSWERS, offer(adjustments=changed(actions={"A8.4.1-1": "6"})))
    assert line_of(found, "suppliers").quantity == 6


def test_a_factor_of_the_rates_file_replaces_that_of_the_method():
    found = proposal(
        QUESTIONS, ANSWERS, offer(rates(work={"factors": {"operations": Decimal("0.5")}, "day_step": "0.5"}))
    )
    assert line_of(found, "suppliers").quantity == 5


def test_a_line_left_out_leaves_its_gaps_open():
    by_hand = changed(lines=[{"line": "suppliers", "leave_out": True, "because": "the buyer does it"}])
    found = proposal(QUESTIONS, ANSWERS, offer(adjustments=by_hand))
    assert line_of(found, "suppliers") is None
    assert [each.gap for each in found.left_out] == ["F8.4.1-1"]
    assert found.options[1].outlooks[0].remaining[Grade.MINOR] == 1


def test_a_gap_left_to_the_client_is_listed_with_the_reason():
    by_hand = changed(left_out=[{"gap": "F8.4.1-1", "because": "your buyer has begun"}])
    found = proposal(QUESTIONS, ANSWERS, offer(adjustments=by_hand))
    assert [(each.gap, each.because) for each in found.left_out] == [("F8.4.1-1", "your buyer has begun")]
    assert "F8.4.1-1" in found.options[2].remains


def test_a_line_can_be_added_for_a_gap():
    extra = {"id": "training", "title": "Training", "closes": ["F4.3-1"], "options": ["essential"], "days": "2"}
    found = proposal(QUESTIONS, ANSWERS, offer(adjustments=changed(extra=[extra])))
    assert line_of(found, "training", "essential").net == Money(minor=140_000, currency="GBP")
    assert line_of(found, "training", "essential").gaps == ("F4.3-1",)
    assert "F4.3-1" in found.options[0].closes
    assert line_of(found, "training") is None


def test_an_option_can_have_a_fixed_fee():
    found = proposal(
        QUESTIONS, ANSWERS, offer(adjustments=changed(fixed_fees=[{"option": "standard", "price": "5000"}]))
    )
    assert found.options[1].price.net.minor == 500_000
    assert found.options[1].price.lines[-1].kind is LineKind.FIXED_FEE
    assert found.options[2].price.net.minor != 500_000


def test_options_can_be_chosen():
    found = proposal(QUESTIONS, ANSWERS, offer(adjustments=changed(options=["standard"])))
    assert [option.id for option in found.options] == ["standard"]


def test_a_change_of_a_line_that_is_not_offered_is_refused():
    with pytest.raises(AssessmentError, match="No option has a line “orders”") as stop:
        proposal(QUESTIONS, ANSWERS, offer(adjustments=changed(lines=[{"line": "orders", "days": 1, "because": "x"}])))
    assert "suppliers" in stop.value.hint


# -- who audits --------------------------------------------------------------------------------------------------


def test_who_also_built_is_not_impartial():
    (told,) = proposal(QUESTIONS, ANSWERS).impartiality
    assert (told.role, told.independent, told.options) == ("consultant", False, ("standard", "complete"))


def test_who_only_audits_is_impartial():
    own = rates(
        roles=[
            {"id": "consultant", "title": "Consultant", "day_rate": Decimal(700)},
            {"id": "auditor", "title": "Auditor", "day_rate": Decimal(700)},
        ],
        work={"roles": {"auditing": "auditor"}},
    )
    (told,) = proposal(QUESTIONS, ANSWERS, offer(own)).impartiality
    assert (told.role, told.independent) == ("auditor", True)


# -- certification body ------------------------------------------------------------------------------------------


def test_audit_days_need_the_number_of_people():
    assert proposal(QUESTIONS, ANSWERS).audit_days is None
    found = proposal(QUESTIONS, {**ANSWERS, "P.employees": "42", "P.sites": "2"})
    assert (found.audit_days.people, found.audit_days.sites, found.audit_days.by_site) == (42, 2, False)
    by_hand = Adjustments(certification=Certification(people=15))
    assert proposal(QUESTIONS, ANSWERS, offer(adjustments=by_hand)).audit_days.visits[0].days == Decimal("2.5")


def test_the_same_input_gives_the_same_proposal():
    assert proposal(QUESTIONS, ANSWERS).model_dump_json() == proposal(QUESTIONS, ANSWERS).model_dump_json()


def test_phases_come_in_their_order():
    found = proposal(QUESTIONS, {**ANSWERS, "P.aim": "first-certificate"})
    for option in found.options:
        phases = [part.phase for package in option.packages if not package.parts for part in package.phases]
        assert phases == sorted(phases, key=list(Phase).index)


@given(st.integers(1, 5_000))
def test_sizes_change_days_and_nothing_else(people):
    found = proposal(QUESTIONS, {**ANSWERS, "P.employees": str(people)})
    assert closed(found) == closed(proposal(QUESTIONS, ANSWERS))
