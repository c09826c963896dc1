"""Every number opens into parts that add up to it, and agrees with the report."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.explanation import NEXT, PLAN, explain
from gapanalysis.engine.interview import items_of
from gapanalysis.engine.projection import after
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import LeftOut
from gapanalysis.model.condition import Truth
from gapanalysis.model.finding import Grade
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.score import Tally
from gapanalysis.model.verdict import GateState
from tests.unit.engine.build import (
    DONT_KNOW,
    NOT_APPLICABLE,
    ON,
    OPEN,
    action,
    assessment,
    fact,
    good_practice,
    main,
    questionnaire,
    report,
    requirement,
    section,
)
from tests.unit.engine.test_properties import cases

WORKED = (
    section(
        "one",
        requirement("Q8.2-1", weight=3),
        requirement("Q8.2.1-2", weight=3),
        requirement("Q8.2.1-3", weight=2),
    ),
    section(
        "two",
        requirement("Q9.1-4", weight=2),
        requirement("Q9.1-5", weight=1),
        requirement("Q9.1-6", weight=1),
    ),
)
"""The worked example of docs/scoring.md."""

ANSWERS = {
    "Q8.2-1": 2,
    "Q8.2.1-2": 1,
    "Q8.2.1-3": 3,
    "Q9.1-4": NOT_APPLICABLE,
    "Q9.1-5": OPEN,
    "Q9.1-6": DONT_KNOW,
}


def opened(questions, answers, what="", *, edition="", **more):
    return explain(questions, assessment(answers, **more), on=ON, what=what, edition=edition)


# -- the score ---------------------------------------------------------------------------------------------------


def test_the_worked_example():
    score = opened(questionnaire(*WORKED), ANSWERS)
    assert (score.share, score.coverage, score.band) == (Fraction(15, 24), Fraction(3, 5), None)
    assert [(part.id, part.tally.points, part.tally.attainable, part.missing) for part in score.clauses] == [
        ("8.2", 6, 9, Fraction(3, 24)),
        ("8.2.1", 9, 15, Fraction(6, 24)),
        ("9.1", 0, 0, 0),
    ]
    assert [(part.id, part.share) for part in score.sections] == [("one", Fraction(5, 8)), ("two", None)]
    assert (score.range.low, score.range.high) == (Fraction(15, 30), Fraction(21, 30))
    assert [(each.question, each.could_add) for each in score.undecided] == [
        ("Q9.1-5", Fraction(3, 30)),
        ("Q9.1-6", Fraction(3, 30)),
    ]
    assert [(part.id, part.reason) for part in score.left_out] == [("Q9.1-4", "It does not exist here")]


def test_the_band_and_what_stands_above_it():
    score = opened(questionnaire(requirement("Q8.1-1")), {"Q8.1-1": 2})
    assert (score.band.id, score.next_band.id) == ("foundation", "close")
    assert opened(questionnaire(requirement("Q8.1-1")), {"Q8.1-1": 3}).next_band is None


def test_what_caps_the_verdict():
    gate = requirement("Q9.1.2-1", gate="perception")
    score = opened(questionnaire(gate, requirement("Q8.1-1")), {"Q9.1.2-1": 0, "Q8.1-1": 3})
    assert [gate.id for gate in score.failed_gates] == ["perception"]
    assert [finding.id for finding in score.majors] == ["F9.1.2-1"]


def test_why_something_is_not_counted():
    questions = questionnaire(
        requirement("Q8.1-1", when="profile.designs"),
        requirement("Q8.1-2"),
        requirement("Q8.1-3", when="profile.designs", not_applicable_because="Nothing is designed here"),
        profile=[fact("designs")],
    )
    out = LeftOut(what="Planning", reason="assessed last spring", questions=("Q8.1-2",))
    score = opened(questions, {"P.designs": False}, left_out=[out])
    assert [(part.id, part.because, part.reason) for part in score.left_out] == [
        ("Q8.1-1", NotAskedBecause.CONDITION, "profile.designs"),
        ("Q8.1-2", NotAskedBecause.SCOPE, "Planning: assessed last spring"),
        ("Q8.1-3", NotAskedBecause.CONDITION, "Nothing is designed here"),
    ]


def test_practice_stands_beside_the_share():
    score = opened(questionnaire(requirement("Q8.1-1"), good_practice("Q8.1-2", weight=2)), {"Q8.1-1": 3, "Q8.1-2": 4})
    (part,) = score.practised
    assert (score.share, score.practice.mean, part.points, part.attainable) == (1, 4, 8, 0)


def test_nothing_assessed_is_no_share():
    score = opened(questionnaire(requirement("Q8.1-1")), {})
    assert (score.share, score.band, score.clauses[0].share, score.clauses[0].grade) == (None, None, None, None)


# -- clauses and sections ----------------------------------------------------------------------------------------


def test_a_parent_clause_is_the_sum_of_its_children_and_its_own_questions():
    clause = opened(questionnaire(*WORKED), ANSWERS, "8.2")
    assert (clause.share, clause.missing, clause.mark, clause.grade) == (
        Fraction(5, 8),
        Fraction(9, 24),
        1,
        Grade.MINOR,
    )
    assert [part.id for part in clause.parts] == ["8.2.1"]
    assert [(part.id, part.points, part.attainable) for part in clause.questions] == [("Q8.2-1", 6, 9)]
    assert {finding.id for finding in clause.worst} == {"F8.2-1", "F8.2.1-2"}


def test_the_worst_grade_makes_the_mark_and_not_the_share():
    questions = questionnaire(requirement("Q8.1-1", gate="release"), requirement("Q8.1-2", weight=9))
    clause = opened(questions, {"Q8.1-1": 0, "Q8.1-2": 3}, "8.1")
    assert (clause.share, clause.mark, clause.grade) == (Fraction(9, 10), 0, Grade.MAJOR)
    assert [finding.id for finding in clause.worst] == ["F8.1-1"]


def test_a_systemic_finding_belongs_to_its_clause():
    questions = questionnaire(*(requirement(f"Q8.1-{n}") for n in (1, 2, 3)))
    clause = opened(questions, {f"Q8.1-{n}": 1 for n in (1, 2, 3)}, "8.1")
    assert ([finding.id for finding in clause.systemic], clause.grade) == (["F8.1"], Grade.MAJOR)


def test_a_section_is_the_sum_of_its_questions():
    explained = opened(questionnaire(*WORKED), ANSWERS, "one")
    assert (explained.kind, explained.share, len(explained.questions)) == ("section", Fraction(5, 8), 3)


# -- questions ---------------------------------------------------------------------------------------------------


def test_every_level_says_what_the_whole_would_be():
    question = opened(questionnaire(*WORKED), ANSWERS, "Q8.2-1")
    assert (question.part.points, question.part.attainable, question.part.missing) == (6, 9, Fraction(3, 24))
    assert [(level.level, level.gain) for level in question.levels] == [
        (0, Fraction(-6, 24)),
        (1, Fraction(-3, 24)),
        (2, 0),
        (3, Fraction(3, 24)),
    ]
    assert question.levels[3].text == "level 3"


def test_an_open_question_says_what_each_answer_would_bring():
    question = opened(questionnaire(*WORKED), ANSWERS, "q9.1-5")
    assert (question.part.level, question.part.grade) == (None, None)
    assert [level.share for level in question.levels] == [Fraction(15 + n, 27) for n in range(4)]


def test_a_question_that_is_not_asked_says_what_its_condition_saw():
    questions = questionnaire(
        requirement("Q8.1-1"), requirement("Q8.1-2", when="Q8.1-1 >= 1 and profile.designs"), profile=[fact("designs")]
    )
    question = opened(questions, {"Q8.1-1": 0, "P.designs": True}, "Q8.1-2")
    assert question.condition.truth is Truth.FALSE
    assert [(saw.name, saw.title, saw.value) for test in question.condition.tests for saw in test.saw] == [
        ("Q8.1-1", "Q8.1-1", "0")
    ]
    assert {level.share for level in question.levels} == {None}
    assert opened(questions, {"Q8.1-1": 0}, "Q8.1-1").decides == ("Q8.1-2",)


def test_the_condition_sees_an_open_answer_as_unknown():
    questions = questionnaire(requirement("Q8.1-1"), requirement("Q8.1-2", when="Q8.1-1 >= 1"))
    assert opened(questions, {}, "Q8.1-2").condition.truth is Truth.UNKNOWN


def test_good_practice_changes_practice_and_no_share():
    questions = questionnaire(requirement("Q8.1-1"), good_practice("Q8.1-2"))
    question = opened(questions, {"Q8.1-1": 2, "Q8.1-2": 2}, "Q8.1-2")
    assert [(level.gain, level.practice) for level in question.levels] == [(0, n) for n in range(1, 6)]


# -- findings, gains and the plan --------------------------------------------------------------------------------


def test_a_finding_says_what_closing_it_brings():
    questions = questionnaire(
        requirement("Q9.1.2-1", gate="perception", weight=3, severity=5, exposure=3, action="A1.1-1"),
        requirement("Q8.1-2", weight=1, action="A1.1-1"),
    )
    found = opened(questions, {"Q9.1.2-1": 0, "Q8.1-2": 2}, "F9.1.2-1")
    assert (found.place, found.of, found.gain, found.share) == (1, 2, Fraction(9, 12), Fraction(11, 12))
    assert (found.gate.id, found.gate_after) == ("perception", GateState.MET)
    assert found.finding.priority == Fraction(found.finding.severity * found.finding.exposure, found.finding.effort)
    assert (found.action.gain, set(found.action.closes)) == (Fraction(10, 12), {"F9.1.2-1", "F8.1-2"})
    assert found.action.gates == ("perception",)


def test_a_systemic_finding_has_parts_that_close_it():
    questions = questionnaire(*(requirement(f"Q8.1-{n}") for n in (1, 2, 3)))
    answers = {f"Q8.1-{n}": 1 for n in (1, 2, 3)}
    found = opened(questions, answers, "F8.1")
    assert ([part.id for part in found.parts], found.fewer_than) == (["F8.1-1", "F8.1-2", "F8.1-3"], 3)
    assert (found.action, found.share) == (None, 1)
    assert [part.id for part in opened(questions, answers, "F8.1-1").part_of] == ["F8.1"]


def test_most_gain_a_day_comes_first():
    questions = questionnaire(
        requirement("Q8.1-1", weight=3),
        requirement("Q8.1-2", weight=1),
        requirement("Q8.1-3", weight=1),
        good_practice("Q8.1-4"),
        actions=[action("A8.1-1", 10), action("A8.1-2", 1), action("A8.1-3", 0)],
    )
    gains = opened(questions, {"Q8.1-1": 0, "Q8.1-2": 2, "Q8.1-3": 2, "Q8.1-4": 1}, NEXT).gains
    assert [(gain.action, gain.gain, gain.per_day) for gain in gains] == [
        ("A8.1-3", Fraction(1, 15), None),
        ("A8.1-2", Fraction(1, 15), Fraction(1, 15)),
        ("A8.1-1", Fraction(9, 15), Fraction(9, 150)),
        ("A8.1-4", 0, None),
    ]
    assert gains[-1].practice == 4


def test_a_gain_says_which_questions_it_opens():
    questions = questionnaire(requirement("Q8.1-1"), requirement("Q8.1-2", when="Q8.1-1 >= 1"))
    (gain,) = opened(questions, {"Q8.1-1": 0}, NEXT).gains
    assert gain.opens == ("Q8.1-2",)


def test_the_plan_begins_today_and_ends_with_nothing_left():
    questions = questionnaire(requirement("Q8.1-1"), good_practice("Q8.1-2"))
    plan = opened(questions, {"Q8.1-1": 1, "Q8.1-2": 1}, PLAN)
    assert plan.today.share == Fraction(1, 3)
    assert [step.id for step in plan.actions] == ["A8.1-1", "A8.1-2"]
    assert not plan.actions[-1].remaining
    assert plan.horizons == report(questions, {"Q8.1-1": 1, "Q8.1-2": 1}).main.projection


# -- names -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "hint"),
    [
        ("Q8.2-9", "the nearest is Q8.2-1"),
        ("F8.2.1-3", "Q8.2.1-3 has no finding"),
        ("8.2.2", "the nearest is 8.2.1"),
        ("P.designs", "no points"),
        ("zzzzz", "name a clause"),
    ],
)
def test_an_unknown_name_gets_the_nearest(what, hint):
    with pytest.raises(AssessmentError) as caught:
        opened(questionnaire(*WORKED, profile=[fact("designs")]), ANSWERS, what)
    assert hint in caught.value.hint


def test_another_edition_is_explained_in_its_own_clauses():
    questions = questionnaire(requirement("Q8.1-1", also={"2026": "8.2"}), requirement("Q8.1-2"))
    answers = {"Q8.1-1": 1, "Q8.1-2": 3}
    score = opened(questions, answers, edition="2026", editions=("2015", "2026"))
    assert (score.edition, score.share, [part.id for part in score.clauses]) == ("2026", Fraction(1, 3), ["8.2"])
    with pytest.raises(AssessmentError, match="2026"):
        opened(questions, answers, edition="2026")


# -- what always holds -------------------------------------------------------------------------------------------


@given(cases())
def test_the_parts_of_a_score_add_up_to_it(case):
    result, score = main(*case), opened(*case)
    assert (score.tally, score.share, score.range) == (result.tally, result.share, result.range)
    for parts in (score.clauses, score.sections):
        assert sum((part.tally for part in parts), Tally()) == result.tally
        if score.share is not None:
            assert score.share + sum(part.missing for part in parts) == 1
    assert {part.id: part.grade for part in score.clauses} == {
        each.clause.number: each.grade for each in result.clauses if each.questions
    }


@given(cases(), st.data())
def test_the_parts_of_clauses_and_sections_add_up_to_them(case, data):
    found = report(*case)
    groups = [each.clause.number for each in found.main.clauses] + [each.id for each in found.sections]
    group = opened(*case, data.draw(st.sampled_from(groups)))
    assert sum(p.points for p in group.questions) + sum(p.tally.points for p in group.parts) == group.tally.points
    own = sum(part.attainable for part in group.questions)
    assert own + sum(part.tally.attainable for part in group.parts) == group.tally.attainable
    assert sum(part.missing for part in (*group.questions, *group.parts)) == group.missing
    if group.kind == "section":
        assert group.tally == next(each.tally for each in found.sections if each.id == group.id)
    else:
        same = next(each for each in found.main.clauses if each.clause.number == group.id)
        assert (group.tally, group.mark, group.grade, group.standing) == (
            same.tally,
            same.mark,
            same.grade,
            same.standing,
        )


@given(cases(), st.data())
def test_a_question_and_its_finding_agree_with_the_report(case, data):
    questions, answers = case
    found = report(questions, answers)
    question = data.draw(st.sampled_from(found.questions))
    explained = opened(questions, answers, question.id)
    assert (explained.part.state, explained.part.level) == (question.state, question.level)
    own = {finding.questions: finding for finding in found.main.findings}.get((question.id,))
    assert explained.part.finding == (own.id if own else "")
    for level in explained.levels:
        if level.gain is not None:
            then = main(questions, {**answers, question.id: level.level})
            assert (level.share, level.practice) == (then.share, then.practice.mean)


@given(cases())
def test_the_condition_explained_is_the_condition_applied(case):
    questions, answers = case
    for question in report(questions, answers).questions:
        if question.condition:
            shown = opened(questions, answers, question.id).condition.truth in {Truth.TRUE, Truth.UNKNOWN}
            assert shown is (question.not_asked_because is None)


@given(cases())
def test_what_is_open_adds_up_to_the_range_where_all_is_certain(case):
    questions, answers = case
    score = opened(questions, answers)
    assert all(each.could_add >= 0 for each in score.undecided)
    adds = questions.aggregation is not Aggregation.WORST  # the worst of several is no sum
    if adds and score.range and all(item.certain for item in items_of(questions, assessment(answers))):
        assert sum(each.could_add for each in score.undecided) == score.range.high - score.range.low


@given(cases())
def test_a_gain_is_never_negative_while_the_same_questions_apply(case):
    questions, answers = case
    now = assessment(answers)
    before = [item.because for item in items_of(questions, now)]
    for gain in opened(questions, answers, NEXT).gains:
        then = after(questions, now, [gain.action])
        assert gain.share == explain(questions, then, on=ON).share
        if [item.because for item in items_of(questions, then)] == before and gain.gain is not None:
            assert gain.gain >= 0


@given(cases())
def test_findings_explain_their_priority_and_their_place(case):
    result = main(*case)
    for place, finding in enumerate(result.findings, 1):
        explained = opened(*case, finding.id)
        assert (explained.finding, explained.place) == (finding, place)
        assert finding.priority == Fraction(finding.severity * finding.exposure, finding.effort)
        if explained.action:
            assert finding.id in explained.action.closes
