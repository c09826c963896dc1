"""Grades, gates that raise them, systemic findings, order and strengths."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest

from gapanalysis.engine.findings import clause_key, effort_class
from gapanalysis.model.assessment import Basis
from gapanalysis.model.finding import Grade
from gapanalysis.model.observation import Observation
from gapanalysis.model.standard import Gate
from tests.unit.engine.build import (
    CERTIFICATE_AIM,
    DONT_KNOW,
    NOT_APPLICABLE,
    STAFF,
    action,
    fact,
    good_practice,
    main,
    questionnaire,
    requirement,
    said,
)

A, B, C, D = "Q9.1.2-1", "Q9.1.2-2", "Q9.1.2-3", "Q9.1.2-4"


def grades(result):
    return {finding.id: finding.grade for finding in result.findings}


def rules(finding):
    return [reason.rule for reason in finding.reasons]


class TestGrades:
    @pytest.mark.parametrize(("level", "grade"), [(0, Grade.MINOR), (1, Grade.MINOR), (2, Grade.MINOR)])
    def test_a_lapse_is_a_likely_minor_unless_the_question_says_otherwise(self, level, grade):
        (finding,) = main(questionnaire(requirement(A)), {A: level}).findings
        assert (finding.grade, rules(finding)) == (grade, ["scale-level"])

    def test_the_question_says_where_absence_defeats_the_system(self):
        (finding,) = main(questionnaire(requirement(A, grades={0: Grade.MAJOR})), {A: 0}).findings
        assert (finding.grade, rules(finding)) == (Grade.MAJOR, ["question-level"])

    @pytest.mark.parametrize("answer", [3, DONT_KNOW, NOT_APPLICABLE])
    def test_no_finding_without_a_lapse_that_was_answered(self, answer):
        assert main(questionnaire(requirement(A)), {A: answer}).findings == ()

    def test_an_answer_to_a_question_no_longer_asked_gives_no_finding(self):
        questions = questionnaire(requirement(A), requirement(B, when=f"{A} = 3"))
        assert list(grades(main(questions, {A: 2, B: 0}))) == ["F9.1.2-1"]

    @pytest.mark.parametrize("level", [1, 2, 3])
    def test_good_practice_is_an_opportunity_at_most(self, level):
        (finding,) = main(questionnaire(good_practice(A, severity=5, exposure=3)), {A: level}).findings
        assert finding.grade is Grade.OPPORTUNITY

    @pytest.mark.parametrize("level", [4, 5])
    def test_good_practice_managed_by_results_lacks_nothing(self, level):
        assert main(questionnaire(good_practice(A)), {A: level}).findings == ()

    def test_the_finding_says_what_was_answered_and_seen(self):
        seen = Observation(id=UUID(int=1), seen_at=datetime(2026, 11, 3, tzinfo=UTC), text="No list", questions=(A,))
        answer = said(1, observation="Two of ten were asked", evidence=("mail",), basis=Basis.VERIFIED)
        (finding,) = main(questionnaire(requirement(A)), {A: answer}, observations=[seen]).findings
        assert (finding.level, finding.level_text, finding.headline) == (1, "level 1", f"{A} falls short at 1")
        assert (finding.observation, finding.evidence, finding.basis) == (
            "Two of ten were asked",
            ("mail",),
            Basis.VERIFIED,
        )
        assert finding.observations == (seen,)


class TestGates:
    audit = Gate(id="audit", clause="9.2.1", title="Audits", may_be_planned=True)

    def test_a_failed_gate_raises_to_likely_major(self):
        (finding,) = main(questionnaire(requirement(A, gate="perception")), {A: 0}).findings
        assert (finding.grade, finding.gate) == (Grade.MAJOR, "perception")
        assert rules(finding) == ["scale-level", "gate-failed"]

    def test_a_gate_that_is_met_changes_nothing(self):
        (finding,) = main(questionnaire(requirement(A, gate="perception")), {A: 1}).findings
        assert (finding.grade, finding.gate) == (Grade.MINOR, None)

    def test_only_the_answer_that_failed_the_gate_is_raised(self):
        questions = questionnaire(requirement(A, gate="perception"), requirement(B, gate="perception"))
        found = {finding.id: finding for finding in main(questions, {A: 0, B: 2}).findings}
        assert (found["F9.1.2-1"].grade, found["F9.1.2-1"].gate) == (Grade.MAJOR, "perception")
        assert (found["F9.1.2-2"].grade, found["F9.1.2-2"].gate) == (Grade.MINOR, None)

    def test_what_is_planned_and_not_yet_due_is_held_at_likely_minor(self):
        questions = questionnaire(
            requirement("Q9.2.1-1", gate="audit", grades={0: Grade.MAJOR}),
            requirement("Q9.2.1-2", gate="audit", grades={1: Grade.MAJOR}),
            profile=[fact("aim", CERTIFICATE_AIM)],
            gates=[self.audit],
        )
        answers = {"P.aim": "first-certificate", "Q9.2.1-1": said(0, planned_for=date(2027, 3, 1)), "Q9.2.1-2": 1}
        found = {finding.id: finding for finding in main(questions, answers).findings}
        assert (found["F9.2.1-1"].grade, found["F9.2.1-1"].gate) == (Grade.MINOR, None)
        assert rules(found["F9.2.1-1"]) == ["question-level", "gate-planned"]
        assert found["F9.2.1-1"].reasons[1].values["on"] == "2027-03-01"
        assert found["F9.2.1-2"].grade is Grade.MAJOR


class TestSystemic:
    def three(self, **more):
        return questionnaire(*map(requirement, (A, B, C)), **more)

    def test_several_likely_minors_in_one_clause_propose_a_likely_major(self):
        result = main(self.three(), {A: 1, B: 0, C: 1})
        systemic = result.findings[0]
        assert (systemic.id, systemic.grade, systemic.clause) == ("F9.1.2", Grade.MAJOR, "9.1.2")
        assert systemic.headline == "Clause 9.1.2: several shortfalls"
        assert (systemic.level, systemic.action, systemic.gate) == (None, "", None)
        assert set(systemic.questions) == {A, B, C}
        assert systemic.reasons[0].values == {"count": 3, "level": 1, "clause": "9.1.2"}
        assert result.clauses[0].grade is Grade.MAJOR
        assert result.verdict.capped_by == ("F9.1.2",)
        assert [finding.grade for finding in result.findings[1:]] == [Grade.MINOR] * 3

    def test_single_lapses_do_not_add_up(self):
        assert "F9.1.2" not in grades(main(self.three(), {A: 1, B: 0, C: 2}))

    def test_the_questionnaire_says_how_many(self):
        assert "F9.1.2" in grades(main(self.three(systemic=2), {A: 1, B: 0, C: 3}))

    def test_other_clauses_good_practice_and_likely_majors_do_not_count(self):
        questions = questionnaire(
            requirement(A),
            requirement(B),
            requirement(C, grades={0: Grade.MAJOR}),
            requirement("Q4.1-1"),
            good_practice(D),
        )
        assert "F9.1.2" not in grades(main(questions, {A: 0, B: 0, C: 0, "Q4.1-1": 0, D: 1}))

    def test_it_rests_on_the_weakest_basis(self):
        answers = {A: said(0, basis=Basis.VERIFIED), B: said(0, basis=Basis.SEEN), C: 0}
        assert main(self.three(), answers).findings[0].basis is Basis.CLAIMED


class TestOrder:
    def test_grade_then_severity_times_exposure_over_effort_then_clause(self):
        questions = questionnaire(
            good_practice("Q4.1-1", severity=5, exposure=3, action="A4.1-9"),
            requirement("Q10.2-1", severity=2),
            requirement("Q9.2-1", severity=2),
            requirement("Q8.1-1", severity=4, exposure=3, action="A8.1-9"),
            requirement("Q8.1-2", severity=1, grades={0: Grade.MAJOR}),
            actions=[action("A4.1-9", 1), action("A8.1-9", 8)],
        )
        answers = {"Q4.1-1": 1, "Q10.2-1": 0, "Q9.2-1": 0, "Q8.1-1": 0, "Q8.1-2": 0}
        found = main(questions, answers).findings
        assert [(f.id, f.priority) for f in found] == [
            ("F8.1-2", Fraction(1 * 2, 2)),
            ("F8.1-1", Fraction(4 * 3, 4)),
            ("F9.2-1", Fraction(2 * 2, 2)),
            ("F10.2-1", Fraction(2 * 2, 2)),
            ("F4.1-1", Fraction(5 * 3, 1)),
        ]

    def test_clauses_stand_as_in_the_standard(self):
        assert sorted(["10", "9.10", "9.2", "9.1.2", "9"], key=clause_key) == ["9", "9.1.2", "9.2", "9.10", "10"]

    @pytest.mark.parametrize(
        ("days", "effort"),
        [("0", 1), ("1", 1), ("1.01", 2), ("2", 2), ("2.5", 3), ("4", 3), ("8", 4), ("8.01", 5), ("500", 5)],
    )
    def test_effort_classes(self, days, effort):
        assert effort_class(action("A4.1-1", days), "small") == effort

    def test_effort_is_that_of_the_size_and_of_a_small_firm_while_the_size_is_open(self):
        questions = questionnaire(
            requirement(A), profile=[fact("employees", STAFF)], actions=[action("A9.1.2-1", 8, micro=1)]
        )
        assert main(questions, {A: 0, "P.employees": "9"}).findings[0].effort == 1
        assert main(questions, {A: 0, "P.employees": "10"}).findings[0].effort == 4
        assert main(questions, {A: 0}).findings[0].effort == 4
        assert main(questions, {A: 0, "P.employees": "9"}).plan[0].days == Decimal(1)


class TestStrengths:
    def test_a_claim_alone_is_no_strength(self):
        questions = questionnaire(requirement(A), requirement(B))
        (strength,) = main(questions, {A: 3, B: said(3, basis=Basis.SEEN)}).strengths
        assert (strength.question, strength.headline) == (B, f"{B} is done well")

    def test_only_what_conforms(self):
        questions = questionnaire(requirement(A), good_practice(B), good_practice(C))
        answers = {A: said(2, basis=Basis.SEEN), B: said(3, basis=Basis.SEEN), C: said(4, basis=Basis.SEEN)}
        assert [s.question for s in main(questions, answers).strengths] == [C]

    def test_the_weightiest_first(self):
        questions = questionnaire(requirement("Q10.2-1"), requirement("Q9.2-1"), requirement("Q9.3-1", weight=3))
        seen = said(3, basis=Basis.SEEN)
        result = main(questions, {"Q10.2-1": seen, "Q9.2-1": seen, "Q9.3-1": seen})
        assert [s.clause for s in result.strengths] == ["9.3", "9.2", "10.2"]
