"""What holds for every questionnaire and every set of answers."""

from collections.abc import Mapping
from operator import attrgetter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gapanalysis.engine.aggregation import range_of, share_of, worth_of_points
from gapanalysis.engine.interview import Item, items_of
from gapanalysis.engine.scoring import TOP, requirements
from gapanalysis.model.assessment import State
from gapanalysis.model.finding import Grade
from gapanalysis.model.plan import Horizon
from gapanalysis.model.question import Question
from gapanalysis.model.questionnaire import Aggregation, Questionnaire
from gapanalysis.model.score import Tally
from gapanalysis.model.verdict import GateState
from tests.unit.engine.build import (
    DONT_KNOW,
    NOT_APPLICABLE,
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

CLAUSES = ("4.1", "8.1", "9.1.2")
UNANSWERED = (OPEN, DONT_KNOW)


def conditions(names: list[str]) -> st.SearchStrategy[str]:
    """Conditions over the profile and the questions asked before."""
    leaves = [st.sampled_from(["profile.designs", "profile.designs is answered", "profile.designs = no"])]
    if names:
        asked = st.sampled_from(names)
        states = st.sampled_from(["open", "answered", "not answered", "don't know", "not applicable", "not asked"])
        leaves += [
            st.builds("{} >= {}".format, asked, st.integers(1, 3)),
            st.builds("{} = {}".format, asked, st.integers(0, 3)),
            st.builds("{} is {}".format, asked, states),
        ]
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.builds("({}) {} ({})".format, inner, st.sampled_from(["and", "or"]), inner),
            st.builds("not ({})".format, inner),
        ),
        max_leaves=3,
    )


@st.composite
def questionnaires(draw: st.DrawFn, *, conditional: bool = True) -> Questionnaire:
    """Up to seven questions in three clauses and two sections, some of them good practice, gates or conditional."""
    questions: list[Question] = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        clause = draw(st.sampled_from(CLAUSES))
        kind = draw(st.sampled_from([requirement, requirement, good_practice]))
        graded = kind is requirement and draw(st.booleans())
        asked_before = [question.id for question in questions]
        questions.append(
            kind(
                f"Q{clause}-{number}",
                when=draw(conditions(asked_before)) if conditional and draw(st.booleans()) else "",
                gate=draw(st.sampled_from([None, None, f"gate-{number % 2}"])) if kind is requirement else None,
                grades={0: Grade.MAJOR} if graded else {},
                weight=draw(st.integers(1, 3)),
                severity=draw(st.integers(1, 5)),
                exposure=draw(st.integers(1, 3)),
            )
        )
    actions = []
    for index, question in enumerate(questions):
        earlier = [each.id for each in actions]
        needs = draw(st.sets(st.sampled_from(earlier), max_size=2)) if index else ()
        actions.append(action(f"A{question.id[1:]}", draw(st.integers(0, 20)), needs=sorted(needs)))
    half = len(questions) // 2
    sections = [section("one", *questions[: half + 1]), section("two", *questions[half + 1 :])]
    made = questionnaire(*sections, profile=[fact("designs")], actions=actions, systemic=draw(st.integers(2, 3)))
    return made.model_copy(update={"aggregation": draw(st.sampled_from(Aggregation))})


def levels_of(question: Question) -> list:
    return list(question.levels) if question.levels else [True, False]


def answers_to(questions: Questionnaire, *more: State) -> st.SearchStrategy[Mapping]:
    """An answer to every question, the profile included: a value or one of the states."""
    return st.fixed_dictionaries(
        {
            name: st.sampled_from([*levels_of(question), *more, NOT_APPLICABLE])
            for name, question in questions.by_id.items()
        }
    )


@st.composite
def cases(draw: st.DrawFn, *, conditional: bool = True) -> tuple[Questionnaire, dict]:
    questions = draw(questionnaires(conditional=conditional))
    return questions, draw(answers_to(questions, *UNANSWERED))


plain_cases = cases(conditional=False)


@given(cases())
def test_shares_lie_between_nothing_and_all_and_inside_their_range(case):
    result = main(*case)
    for total in (result.tally, *(clause.tally for clause in result.clauses)):
        for ratio in (total.share, total.coverage):
            assert ratio is None or 0 <= ratio <= 1
        assert (total.share is None) is (total.answered == 0)
    if result.range is not None:
        assert 0 <= result.range.low <= result.range.high <= 1
    assert (result.share is None) is (result.tally.share is None)
    if result.share is not None:
        assert result.range.low <= result.share <= result.range.high


@given(cases())
def test_what_every_question_lacks_and_the_share_make_one(case):
    questions, answers = case
    asked = scored(questions, answers)
    share, worth = main(questions, answers).share, worth_of_points(asked, "2015", questions.aggregation)
    if share is not None:
        lacking = [
            (item.question.editions["2015"].clauses[0], item.weight * (TOP - item.level))
            for item in asked
            if item.level is not None
        ]
        assert share + sum(points * worth[clause] for clause, points in lacking) == 1


@given(cases())
def test_tallies_add(case):
    questions, answers = case
    found = report(questions, answers)
    total = found.main.tally
    assert sum((clause.tally for clause in found.main.clauses), Tally()) == total
    assert sum((each.tally for each in found.sections), Tally()) == total
    assert total.applicable + total.not_applicable + total.not_asked == len(scored(questions, answers))


@given(plain_cases, st.data())
def test_a_better_answer_never_lowers_the_share_nor_worsens_a_grade(case, data):
    questions, answers = case
    raisable = [q for q in questions.questions() if isinstance(answers[q.id], int) and answers[q.id] < max(q.levels)]
    assume(raisable)
    chosen = data.draw(st.sampled_from(raisable))
    better = data.draw(st.sampled_from([level for level in chosen.levels if level > answers[chosen.id]]))
    before, after = main(questions, answers), main(questions, {**answers, chosen.id: better})
    assert (after.share or 0) >= (before.share or 0)
    assert (after.practice.mean or 0) >= (before.practice.mean or 0)
    for old, new in zip(before.clauses, after.clauses, strict=True):
        assert rank(new.grade) <= rank(old.grade)
    ranks = {finding.id: finding.grade.rank for finding in before.findings}
    for finding in after.findings:
        if finding.level is not None:
            assert finding.grade.rank <= ranks[finding.id]


def rank(grade: Grade | None) -> int:
    return -1 if grade is None else grade.rank


@given(questionnaires(conditional=False))
def test_the_top_can_be_reached(questions):
    best = {question.id: max(question.levels) for question in questions.questions()}
    result = main(questions, best)
    assert result.findings == result.plan == ()
    assert all(clause.grade is Grade.CONFORMS for clause in result.clauses if clause.questions)
    assert {gate.state for gate in result.gates} <= {GateState.MET}
    if result.tally.answered:
        assert (result.share, result.verdict.band.id, result.verdict.subject) == (1, "ready", "readiness")


@given(plain_cases, st.data())
def test_not_applicable_never_changes_another_clause(case, data):
    questions, answers = case
    chosen = data.draw(st.sampled_from(list(questions.questions())))
    before, after = main(questions, answers), main(questions, {**answers, chosen.id: NOT_APPLICABLE})
    own = chosen.editions["2015"].clauses[0]
    others = [[clause for clause in result.clauses if clause.clause.number != own] for result in (before, after)]
    gate = chosen.editions["2015"].gate
    if gate is None:
        assert others[0] == others[1]
    else:
        assert [clause.tally for clause in others[0]] == [clause.tally for clause in others[1]]


@given(cases(), st.data())
def test_the_order_of_answers_does_not_matter(case, data):
    questions, answers = case
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert report(questions, shuffled).model_dump_json() == report(questions, answers).model_dump_json()


@given(cases())
def test_findings_stand_in_order_and_every_one_has_its_reasons(case):
    found = main(*case).findings
    assert all(finding.reasons for finding in found)
    order = [(-finding.grade.rank, -finding.priority) for finding in found]
    assert order == sorted(order)
    assert len({finding.id for finding in found}) == len(found)


@given(cases())
def test_the_verdict_is_capped_by_failed_gates_and_likely_majors_and_nothing_else(case):
    result = main(*case)
    failed = [gate.id for gate in result.gates if gate.state is GateState.FAILED]
    majors = [finding.id for finding in result.findings if finding.grade is Grade.MAJOR]
    assert list(result.verdict.capped_by) == [*failed, *majors]
    assert {finding.gate for finding in result.findings} - {None} == set(failed)


@given(cases())
def test_a_plan_closes_every_finding_and_keeps_what_comes_first_first(case):
    result = main(*case)
    closed = [finding for planned in result.plan for finding in planned.findings]
    assert sorted(closed) == sorted(finding.id for finding in result.findings if finding.action)
    place = {planned.id: index for index, planned in enumerate(result.plan)}
    for planned in result.plan:
        assert all(place[need] < place[planned.id] for need in planned.depends_on)
    horizons = [list(Horizon).index(horizon) for horizon in map(attrgetter("horizon"), result.plan)]
    assert horizons == sorted(horizons)


def scored(questions: Questionnaire, answers: Mapping) -> tuple[Item, ...]:
    return requirements(items_of(questions, assessment(answers)), "2015")


@settings(max_examples=300)
@given(cases(), st.data())
def test_the_range_contains_the_share_of_every_completion(case, data):
    questions, answers = case
    found = range_of(scored(questions, answers), "2015", questions.aggregation)
    completion = data.draw(answers_to(questions))
    final = {name: completion[name] if what in UNANSWERED else what for name, what in answers.items()}
    share = share_of(scored(questions, final), "2015", questions.aggregation)
    if share is not None:
        assert found.low <= share <= found.high


@settings(max_examples=200)
@given(cases())
def test_the_range_is_exact_where_no_condition_is_undecided(case):
    questions, answers = case
    assume(all(item.certain for item in items_of(questions, assessment(answers))))
    found = range_of(scored(questions, answers), "2015", questions.aggregation)
    for level, bound in ((0, attrgetter("low")), (TOP, attrgetter("high"))):
        final = {name: level if what in UNANSWERED else what for name, what in answers.items()}
        share = share_of(scored(questions, final), "2015", questions.aggregation)
        assert share == (None if found is None else bound(found))
