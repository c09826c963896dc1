"""Tallies, shares, coverage, bands, gates and the verdict."""

from datetime import date
from fractions import Fraction

import pytest

from gapanalysis.engine.scoring import band
from gapanalysis.model.assessment import Basis
from gapanalysis.model.finding import Grade
from gapanalysis.model.question import LevelAnswer
from gapanalysis.model.score import Range, Standing
from gapanalysis.model.standard import Gate
from gapanalysis.model.verdict import GateState
from tests.unit.engine.build import (
    BANDS,
    CERTIFICATE_AIM,
    DONT_KNOW,
    NOT_APPLICABLE,
    ON,
    OPEN,
    fact,
    good_practice,
    main,
    questionnaire,
    requirement,
    said,
    section,
)

A, B, C, D = "Q9.1.2-1", "Q9.1.2-2", "Q9.1.2-3", "Q9.1.2-4"
FOUR = questionnaire(*map(requirement, (A, B, C, D)))
AUDIT = Gate(id="internal-audit", clause="9.2.1", title="Internal audits held", may_be_planned=True)


class TestWorkedByHand:
    """The six cases of the field study, exact."""

    def test_not_applicable_leaves_numerator_and_denominator(self):
        tally = main(FOUR, {A: 3, B: 2, C: NOT_APPLICABLE, D: 0}).tally
        assert (tally.share, tally.coverage) == (Fraction(5, 9), 1)

    @pytest.mark.parametrize("unanswered", [OPEN, DONT_KNOW])
    def test_no_band_below_80_per_cent_coverage(self, unanswered):
        result = main(FOUR, {A: 3, B: unanswered, C: unanswered, D: 3})
        assert (result.tally.share, result.tally.coverage) == (1, Fraction(1, 2))
        assert (result.verdict.band, result.verdict.enough_coverage) == (None, False)

    def test_all_not_applicable_is_a_status_of_its_own(self):
        result = main(FOUR, dict.fromkeys((A, B, C, D), NOT_APPLICABLE))
        assert result.clauses[0].standing is Standing.NOT_APPLICABLE
        assert (result.tally.share, result.tally.coverage, result.range) == (None, None, None)
        assert main(FOUR).clauses[0].standing is Standing.NOT_ASSESSED

    def test_weights_count(self):
        result = main(questionnaire(requirement(A, weight=3), requirement(B)), {A: 3, B: 0})
        assert result.tally.share == Fraction(9, 12)

    def test_a_failed_gate_caps_the_highest_share(self):
        conforming = [requirement(f"Q8.1-{n}") for n in range(1, 99)]
        questions = questionnaire(*conforming, requirement("Q9.3.1-1", gate="management-review"))
        result = main(questions, {q.id: 3 for q in conforming} | {"Q9.3.1-1": 0})
        assert result.tally.share == Fraction(98, 99)
        assert result.verdict.band.id == "ready"
        assert result.verdict.capped_by == ("management-review", "F9.3.1-1")

    def test_the_whole_is_weighted_by_question_not_by_clause(self):
        first = [requirement(f"Q4.1-{n}") for n in range(1, 3)]
        second = [requirement(f"Q4.2-{n}") for n in range(1, 19)]
        answers = {q.id: 3 for q in first} | {q.id: n % 2 + 1 for n, q in enumerate(second)}
        result = main(questionnaire(*first, *second), answers)
        assert [clause.tally.share for clause in result.clauses] == [1, Fraction(1, 2)]
        assert result.tally.share == Fraction(33, 60)


class TestTally:
    def test_each_state_has_its_own_count(self):
        questions = questionnaire(*map(requirement, (A, B, C, D)), requirement("Q9.1.2-5", when=f"{A} = 0"))
        tally = main(questions, {A: 3, B: DONT_KNOW, C: NOT_APPLICABLE}).tally
        assert (tally.answered, tally.dont_know, tally.not_applicable, tally.open, tally.not_asked) == (1, 1, 1, 1, 1)
        assert tally.coverage == Fraction(1, 3)

    def test_good_practice_never_counts_in_the_share(self):
        questions = questionnaire(requirement(A), good_practice(B, weight=9))
        with_practice, without = main(questions, {A: 2, B: 1}), main(questions, {A: 2})
        assert with_practice.tally == without.tally
        assert with_practice.verdict == without.verdict

    def test_practice_is_a_weighted_mean_of_maturity(self):
        questions = questionnaire(good_practice(A, weight=2), *map(good_practice, (B, C, D)))
        practice = main(questions, {A: 4, B: 1, C: DONT_KNOW, D: NOT_APPLICABLE}).practice
        assert (practice.mean, practice.answered, practice.applicable) == (Fraction(9, 3), 2, 3)

    def test_no_practice_answered_has_no_mean(self):
        assert main(questionnaire(good_practice(A))).practice.mean is None

    def test_a_question_counts_in_its_primary_clause_only(self):
        shared = requirement(A)
        views = {e: v.model_copy(update={"clauses": ("9.1.2", "4.1")}) for e, v in shared.editions.items()}
        questions = questionnaire(requirement("Q4.1-1"), shared.model_copy(update={"editions": views}))
        result = main(questions, {"Q4.1-1": 3, A: 0})
        assert [(c.clause.number, c.tally.answered) for c in result.clauses] == [("4.1", 1), ("9.1.2", 1)]

    def test_the_mark_of_a_clause_is_its_lowest_level_and_its_grade_the_worst(self):
        questions = questionnaire(requirement(A, grades={0: Grade.MAJOR}), *map(requirement, (B, C)))
        clause = main(questions, {A: 0, B: 3, C: 3}).clauses[0]
        assert (clause.mark, clause.grade, clause.tally.share) == (0, Grade.MAJOR, Fraction(2, 3))

    def test_standings(self):
        questions = questionnaire(*(requirement(f"Q4.{n}-{m}") for n in range(1, 4) for m in (1, 2)))
        result = main(questions, {"Q4.1-1": 3, "Q4.1-2": 3, "Q4.2-1": 1})
        assert [c.standing for c in result.clauses] == [
            Standing.ASSESSED,
            Standing.PARTLY_ASSESSED,
            Standing.NOT_ASSESSED,
        ]
        assert [c.grade for c in result.clauses] == [Grade.CONFORMS, Grade.MINOR, None]

    def test_a_clause_whose_questions_were_not_asked_says_so(self):
        questions = questionnaire(requirement("Q4.1-1"), requirement(A, when="Q4.1-1 = 0"))
        assert main(questions, {"Q4.1-1": 3}).clauses[1].standing is Standing.NOT_ASKED


class TestBands:
    @pytest.mark.parametrize(
        ("share", "expected"),
        [
            (Fraction(0), "start"),
            (Fraction(25, 100) - Fraction(1, 10**9), "start"),
            (Fraction(25, 100), "build"),
            (Fraction(50, 100), "foundation"),
            (Fraction(75, 100), "close"),
            (Fraction(90, 100) - Fraction(1, 10**9), "close"),
            (Fraction(90, 100), "ready"),
            (Fraction(1), "ready"),
        ],
    )
    def test_half_open_on_exact_values(self, share, expected):
        assert band(share, BANDS).id == expected

    def test_the_order_written_does_not_matter(self):
        assert band(Fraction(8, 10), BANDS[::-1]).id == "close"

    def test_a_band_from_exactly_80_per_cent_coverage(self):
        five = questionnaire(*map(requirement, (A, B, C, D, "Q9.1.2-5")))
        assert main(five, {A: 3, B: 3, C: 3, D: 0}).verdict.band.id == "close"
        assert main(five, {A: 3, B: 3, C: 3, D: NOT_APPLICABLE}).verdict.band is None


class TestRange:
    def test_one_open_question_moves_the_share_between_its_lowest_and_highest_level(self):
        assert main(FOUR, {A: 3, B: 2, C: DONT_KNOW, D: NOT_APPLICABLE}).range == Range(
            low=Fraction(5, 9), high=Fraction(8, 9)
        )

    def test_nothing_open_gives_the_share_itself(self):
        result = main(FOUR, {A: 3, B: 2, C: 1, D: 0})
        assert result.range == Range(low=result.tally.share, high=result.tally.share)

    def test_a_question_that_may_not_be_asked_widens_both_ends_only_where_it_can(self):
        questions = questionnaire(requirement(A), requirement(B, when="profile.designs"), profile=[fact("designs")])
        assert main(questions, {A: 2}).range == Range(low=Fraction(2, 6), high=Fraction(5, 6))
        assert main(questions, {A: 3}).range == Range(low=Fraction(3, 6), high=1)
        assert main(questions, {A: 2, "P.designs": False}).range == Range(low=Fraction(2, 3), high=Fraction(2, 3))

    def test_a_hidden_answer_counts_while_its_condition_may_still_come_true(self):
        questions = questionnaire(requirement(A), requirement(B), requirement(C, when=f"{B} is answered"))
        assert main(questions, {A: 3, C: 0}).range == Range(low=Fraction(3, 9), high=1)


class TestGates:
    def audit(self, answer=None, *, aim="first-certificate", on=ON, **gate):
        questions = questionnaire(
            requirement("Q9.2.1-1", gate="internal-audit"),
            profile=[fact("aim", CERTIFICATE_AIM)],
            gates=[AUDIT.model_copy(update=gate)],
        )
        answers = {"P.aim": aim} | ({} if answer is None else {"Q9.2.1-1": answer})
        return main(questions, answers, on=on)

    @pytest.mark.parametrize(
        ("answer", "state"),
        [
            (3, GateState.MET),
            (1, GateState.MET),
            (0, GateState.FAILED),
            (None, GateState.OPEN),
            (DONT_KNOW, GateState.OPEN),
            (NOT_APPLICABLE, GateState.OPEN),
        ],
    )
    def test_states(self, answer, state):
        assert self.audit(answer).gates[0].state is state

    def test_the_gate_says_at_which_level_it_fails(self):
        assert self.audit(1, fails_at=1).gates[0].state is GateState.FAILED
        assert self.audit(2, fails_at=1).gates[0].state is GateState.MET

    def test_planned_before_a_first_certification_is_not_yet_due(self):
        gate = self.audit(said(0, planned_for=date(2027, 3, 1))).gates[0]
        assert (gate.state, gate.planned_for) == (GateState.NOT_YET_DUE, date(2027, 3, 1))

    def test_a_plan_is_good_up_to_its_day(self):
        planned = said(0, planned_for=ON)
        assert self.audit(planned).gates[0].state is GateState.NOT_YET_DUE
        overdue = self.audit(planned, on=date(2026, 11, 24)).gates[0]
        assert (overdue.state, overdue.planned_for) == (GateState.FAILED, None)

    def test_planned_counts_only_before_a_first_certification_and_where_the_gate_allows_it(self):
        planned = said(0, planned_for=date(2027, 3, 1))
        assert self.audit(planned, aim="improve").gates[0].state is GateState.FAILED
        assert self.audit(planned, aim=OPEN).gates[0].state is GateState.FAILED
        assert self.audit(planned, may_be_planned=False).gates[0].state is GateState.FAILED

    def test_a_gate_nobody_asks_about_is_open(self):
        result = main(questionnaire(requirement(A), gates=[AUDIT]), {A: 3})
        assert (result.gates[0].state, result.gates[0].questions) == (GateState.OPEN, ())

    @pytest.mark.parametrize(
        ("first", "second", "state"),
        [(3, 0, GateState.FAILED), (0, OPEN, GateState.FAILED), (3, OPEN, GateState.OPEN), (3, 1, GateState.MET)],
    )
    def test_of_several_questions_the_worst_decides(self, first, second, state):
        questions = questionnaire(requirement(A, gate="perception"), requirement(B, gate="perception"))
        assert main(questions, {A: first, B: second}).gates[0].state is state

    def test_a_question_that_does_not_apply_leaves_the_gate_to_the_others(self):
        questions = questionnaire(
            requirement(A, gate="perception"),
            requirement(B, gate="perception", when="profile.regulated"),
            requirement(C, gate="perception"),
            profile=[fact("regulated")],
        )
        answers = {A: 3, C: NOT_APPLICABLE}
        assert main(questions, answers | {"P.regulated": False}).gates[0].state is GateState.MET
        assert main(questions, answers).gates[0].state is GateState.OPEN


class TestVerdict:
    def test_readiness_only_with_every_gate_asked_and_answered(self):
        questions = questionnaire(requirement(A, gate="perception"), requirement("Q4.1-1"))
        assert main(questions, {A: 0}).verdict.subject == "readiness"
        assert main(questions, {"Q4.1-1": 3}).verdict.subject == "customer focus"
        assert main(questions, {A: DONT_KNOW, "Q4.1-1": 3}).verdict.subject == "customer focus"
        unasked = questionnaire(requirement("Q4.1-1"), gates=[AUDIT])
        assert main(unasked, {"Q4.1-1": 3}).verdict.subject == "customer focus"

    def test_nothing_answered_says_nothing(self):
        verdict = main(FOUR, {A: DONT_KNOW}).verdict
        assert (verdict.subject, verdict.band, verdict.capped_by) == ("nothing", None, ())

    def test_any_likely_major_caps(self):
        questions = questionnaire(requirement(A, grades={0: Grade.MAJOR}), requirement(B))
        assert main(questions, {A: 0, B: 3}).verdict.capped_by == ("F9.1.2-1",)
        assert main(questions, {A: 1, B: 3}).verdict.capped_by == ()

    def test_self_declared_until_something_was_seen(self):
        assert main(FOUR, {A: 3, B: 3}).verdict.self_declared
        assert main(FOUR, {A: 3, B: 3, C: said(None, state=DONT_KNOW, basis=Basis.SEEN)}).verdict.self_declared
        assert not main(FOUR, {A: 3, B: said(3, basis=Basis.SEEN)}).verdict.self_declared


def test_the_sum_of_the_sections_is_the_whole():
    questions = questionnaire(section("one", requirement(A), good_practice(B)), section("two", requirement("Q4.1-1")))
    result = main(questions, {A: 1, B: 5})
    assert sum((clause.tally.points for clause in result.clauses), 0) == result.tally.points == 1
    assert result.tally.attainable == 3


def test_the_example_of_the_documentation():
    weights = {A: 3, B: 3, C: 2, D: 2, "Q9.1.2-5": 1, "Q9.1.2-6": 1}
    questions = questionnaire(*(requirement(name, weight=weight) for name, weight in weights.items()))
    result = main(questions, {A: 2, B: 1, C: 3, D: NOT_APPLICABLE, "Q9.1.2-6": DONT_KNOW})
    assert (result.tally.points, result.tally.attainable) == (15, 24)
    assert (result.tally.coverage, result.verdict.band) == (Fraction(3, 5), None)
    assert result.range == Range(low=Fraction(1, 2), high=Fraction(7, 10))


def test_every_document_counts_alike_whatever_is_stressed():
    document = requirement("Q7.5.3-1").model_copy(
        update={"id": "D7.5-1", "levels": {}, "weight": 3, "answer": LevelAnswer(type="level", scale="documentation")}
    )
    other = document.model_copy(update={"id": "D8.6-1", "weight": 1})
    found = main(questionnaire(document, other, requirement("Q8.6-1")), {"D7.5-1": 1, "D8.6-1": 2, "Q8.6-1": 0})
    assert (found.documentation.points, found.documentation.attainable) == (3, 4)
    assert (found.tally.attainable, [finding.id for finding in found.findings]) == (3, ["F8.6-1"])
