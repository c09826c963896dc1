"""The plan step by step: what remains is what the engine says of the answers as they would be."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.interview import items_of
from gapanalysis.engine.projection import after, at_level, by_action, items_with, present_of
from gapanalysis.model.finding import Grade
from gapanalysis.model.judgement import Added
from gapanalysis.model.question import InEdition, Obligation
from gapanalysis.model.rule import Rule, RuleFinding
from gapanalysis.model.verdict import GateState
from tests.unit.engine.build import (
    NOT_APPLICABLE,
    ON,
    OPEN,
    action,
    assessment,
    good_practice,
    main,
    questionnaire,
    report,
    requirement,
    said,
)
from tests.unit.engine.test_properties import answers_to, cases, questionnaires


def again(questions, answers, actions):
    """The result once the actions are done, by scoring everything anew."""
    return analyse(questions, after(questions, assessment(answers), actions), on=ON).main


def test_an_action_raises_what_it_closes_and_nothing_else():
    questions = questionnaire(
        requirement("Q9.1.2-1", action="A1.1-1"), requirement("Q9.1.2-2", action="A1.1-2"), good_practice("Q9.1.2-3")
    )
    now = assessment({"Q9.1.2-1": said(1, observation="Two of ten"), "Q9.1.2-2": 0, "Q9.1.2-3": 2})
    then = after(questions, now, ["A1.1-1"])
    assert {name: answer.value for name, answer in then.answers.items()} == {
        "Q9.1.2-1": 3,
        "Q9.1.2-2": 0,
        "Q9.1.2-3": 2,
    }
    assert then.answer("Q9.1.2-1").observation == "Two of ten"
    assert after(questions, now, ["A9.1.2-3"]).answer("Q9.1.2-3").value == 5


def test_what_is_open_not_applicable_or_at_the_top_is_not_raised():
    questions = questionnaire(*(requirement(f"Q8.1-{n}", action="A1.1-1") for n in (1, 2, 3)))
    now = assessment({"Q8.1-1": OPEN, "Q8.1-2": NOT_APPLICABLE, "Q8.1-3": 3})
    assert after(questions, now, ["A1.1-1"]) == now


def test_each_horizon_says_what_remains():
    gate = requirement("Q9.1.2-1", "9.1.2", weight=3, gate="perception", severity=5)
    minor = requirement("Q8.1-1", weight=2, severity=2)
    found = main(questionnaire(gate, minor, good_practice("Q8.1-2")), {"Q9.1.2-1": 0, "Q8.1-1": 1, "Q8.1-2": 2})
    months, half_a_year, later = found.projection
    assert [step.id for step in found.projection] == ["30", "180", "later"]
    assert (months.actions, months.days, months.share) == (("A9.1.2-1",), 2, Fraction(11, 15))
    assert dict(months.remaining) == {"F8.1-1": Grade.MINOR, "F8.1-2": Grade.OPPORTUNITY}
    assert dict(months.gates) == {"perception": GateState.MET}
    assert (half_a_year.share, half_a_year.count(Grade.MINOR), half_a_year.count(Grade.OPPORTUNITY)) == (1, 0, 1)
    assert (later.share, dict(later.remaining), later.practice.mean) == (1, {}, 5)


def test_a_systemic_finding_goes_when_too_few_of_its_parts_remain():
    questions = questionnaire(*(requirement(f"Q8.1-{n}", severity=2) for n in (1, 2, 3)))
    answers = {f"Q8.1-{n}": 1 for n in (1, 2, 3)}
    found = main(questions, answers)
    now = present_of(questions, assessment(answers))
    assert "F8.1" in {finding.id for finding in found.findings}
    first, *_ = by_action(now, "2015", found.plan, lambda items: judged(questions, items))
    assert "F8.1" not in first.remaining
    assert first.count(Grade.MINOR) == 2


def judged(questions, items):
    found = main(questions, {item.question.id: item.level for item in items})
    return found.gates, found.findings


def test_a_planned_gate_is_held_again_once_what_failed_it_is_done():
    questions = questionnaire(*(requirement(f"Q9.2-{n}", gate="audit", severity=5) for n in (1, 2)))
    found = main(questions, {"Q9.2-1": 0, "Q9.2-2": 1})
    assert [dict(step.gates) for step in found.projection] == [{"audit": GateState.MET}]


def test_no_plan_no_steps():
    assert main(questionnaire(requirement("Q8.1-1")), {"Q8.1-1": 3}).projection == ()


def test_a_question_that_applies_only_then_is_open():
    questions = questionnaire(requirement("Q8.1-1"), requirement("Q8.1-2", when="Q8.1-1 >= 1"))
    found = main(questions, {"Q8.1-1": 0})
    assert (found.tally.open, found.projection[-1].tally.open, found.projection[-1].share) == (0, 1, 1)


@given(cases())
def test_steps_are_what_full_recomputation_gives(case):
    questions, answers = case
    result = report(questions, answers).main
    done = []
    for step in result.projection:
        done += step.actions
        full = again(questions, answers, done)
        assert (step.tally, step.practice) == (full.tally, full.practice)
        assert dict(step.gates) == {gate.id: gate.state for gate in full.gates}
        assert list(step.remaining.items()) == [(finding.id, finding.grade) for finding in full.findings]


@settings(max_examples=300)
@given(cases(), st.data())
def test_items_with_other_answers_are_those_of_the_whole_interview(case, data):
    questions, answers = case
    now = present_of(questions, assessment(answers))
    chosen = data.draw(st.lists(st.sampled_from(now.items), unique_by=lambda item: item.question.id, max_size=3))
    others = {
        item.question.id: at_level(item, data.draw(st.sampled_from(list(item.question.levels)))) for item in chosen
    }
    full = now.assessment.model_copy(update={"answers": {**now.assessment.answers, **others}})
    assert items_with(now, others) == items_of(questions, full)


@given(cases())
def test_after_the_last_step_only_what_was_not_asked_before_is_left(case):
    questions, answers = case
    before = main(questions, answers)
    asked = {item.question.id for item in present_of(questions, assessment(answers)).items if item.because is None}
    done = [planned.id for planned in before.plan]
    left = again(questions, answers, done)
    assert not [finding for finding in left.findings if finding.action and asked.issuperset(finding.questions)]


@given(questionnaires(conditional=False), st.data())
def test_after_all_actions_no_finding_with_an_action_remains_and_what_applies_is_all_there(questions, data):
    answers = data.draw(answers_to(questions, OPEN))
    before = main(questions, answers)
    last = again(questions, answers, [planned.id for planned in before.plan])
    assert not [finding for finding in last.findings if finding.action]
    assert last.tally.share in {None, 1}
    assert last.tally.coverage == before.tally.coverage
    if before.projection:
        assert not before.projection[-1].remaining


@given(cases())
def test_every_action_of_the_plan_is_in_one_step(case):
    result = main(*case)
    assert [name for step in result.projection for name in step.actions] == [planned.id for planned in result.plan]
    assert sum(step.days for step in result.projection) == sum(planned.days for planned in result.plan)


def test_actions_of_no_one_change_nothing():
    questions = questionnaire(requirement("Q8.1-1"), actions=[action("A9.9-9")])
    now = assessment({"Q8.1-1": 1})
    assert after(questions, now, ["A9.9-9"]) == now


# -- what rests on more than one answer --------------------------------------------------------------------------


def with_rule(when, *parts):
    """A questionnaire with one rule, R8.1-9, that finds a likely minor closed by A9.9-9."""
    rule = Rule(
        id="R8.1-9",
        title="Together",
        when=when,
        editions={"2015": InEdition(clauses=("8.1",), obligation=Obligation.REQUIREMENT)},
        finding=RuleFinding(grade=Grade.MINOR, headline="It does not fit", consequence="Nobody knows", action="A9.9-9"),
    )
    return questionnaire(*parts, actions=[action("A9.9-9")]).model_copy(update={"rules": (rule,)})


def test_what_a_rule_finds_goes_with_its_action_though_the_answers_stay():
    questions = with_rule("Q8.1-1 = 3 and Q8.1-2 = 3", requirement("Q8.1-1"), requirement("Q8.1-2"))
    found = main(questions, {"Q8.1-1": 3, "Q8.1-2": 3})
    assert [finding.id for finding in found.findings] == ["R8.1-9"]
    assert dict(found.projection[-1].remaining) == {}


def test_a_rule_finds_nothing_in_what_nobody_has_said():
    questions = with_rule("Q8.1-1 = 3 and Q8.1-2 = 3", requirement("Q8.1-1"), requirement("Q8.1-2"))
    found = main(questions, {"Q8.1-1": 3, "Q8.1-2": 1})
    assert [finding.id for finding in found.findings] == ["F8.1-2"]
    assert dict(found.projection[-1].remaining) == {}


def test_what_the_assessor_wrote_goes_with_its_action_and_stays_without_one():
    questions = questionnaire(requirement("Q8.1-1"), actions=[action("A9.9-9", 20)])
    told = {"reason": "seen at goods-in", "clause": "8.1", "grade": Grade.MINOR, "severity": 1}
    decisions = (
        Added(number=1, headline="No list", action="A9.9-9", **told),
        Added(number=2, headline="No room", recommendation="Find one", **told),
    )
    now = assessment({"Q8.1-1": 1}).model_copy(update={"decisions": decisions})
    found = analyse(questions, now, on=ON).main
    assert {finding.id for finding in found.findings} == {"F8.1-1", "H1", "H2"}
    assert set(found.projection[-1].remaining) == {"H2"}


def test_a_named_condition_decides_too():
    questions = questionnaire(requirement("Q8.1-1"), requirement("Q8.1-2", when="condition.begun")).model_copy(
        update={"conditions": {"begun": "value.level >= 1"}, "values": {"level": "Q8.1-1"}}
    )
    now = present_of(questions, assessment({"Q8.1-1": 0}))
    assert "Q8.1-1" in now.deciding
    (first, second) = items_with(now, {"Q8.1-1": at_level(now.items[0], 3)})
    assert (first.level, second.because) == (3, None)
