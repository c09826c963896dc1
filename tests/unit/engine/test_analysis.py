"""The main line: one assessment, one or two editions, one report."""

from datetime import UTC, datetime
from fractions import Fraction
from types import MappingProxyType
from uuid import UUID

from gapanalysis.model.assessment import Basis, State
from gapanalysis.model.observation import Observation
from gapanalysis.model.question import ChoiceAnswer
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.standard import Change, Crosswalk, Reliability
from tests.unit.engine.build import (
    DONT_KNOW,
    NOT_APPLICABLE,
    ON,
    OPEN,
    STAFF,
    fact,
    good_practice,
    plain,
    questionnaire,
    report,
    requirement,
    said,
)

A, B, C = "Q9.1.2-1", "Q9.1.2-2", "Q9.1.2-3"


def note(number, **sorted_to):
    return Observation(id=UUID(int=number), seen_at=datetime(2026, 11, 3, tzinfo=UTC), text="3 of 5", **sorted_to)


class TestEditions:
    questions = questionnaire(
        requirement(A, also={"2026": "9.1.2"}),
        requirement(B, "10.3", also={"2026": "10.1"}),
        requirement(C, edition="2026"),
        crosswalks=(
            Crosswalk(
                before="2015",
                after="2026",
                changes=(
                    Change(
                        before=("10.3",), after=("10.1",), summary="Moved", reliability=Reliability.HIGH, source="-"
                    ),
                    Change(before=(), after=("9.1.2",), summary="New", reliability=Reliability.HIGH, source="-"),
                ),
            ),
        ),
    )
    answers = MappingProxyType({A: 3, B: 0, C: 0})

    def test_a_second_edition_is_scored_by_itself(self):
        first, second = report(self.questions, self.answers, editions=("2015", "2026")).editions
        assert (first.id, first.tally.share) == ("2015", Fraction(1, 2))
        assert (second.id, second.tally.share) == ("2026", Fraction(1, 3))
        assert [f.clause for f in first.findings] == ["10.3"]
        assert [f.clause for f in second.findings] == ["9.1.2", "10.1"]
        assert [c.clause.number for c in second.clauses] == ["9.1.2", "10.1"]

    def test_the_second_edition_changes_nothing_in_the_first(self):
        alone = report(self.questions, self.answers, editions=("2015",)).main
        beside = report(self.questions, self.answers, editions=("2015", "2026")).main
        assert alone.model_dump() == beside.model_dump()

    def test_the_first_edition_gives_the_verdict(self):
        assert report(self.questions, self.answers, editions=("2026", "2015")).main.id == "2026"

    def test_changes_are_told_only_where_two_editions_are_assessed(self):
        assert report(self.questions, self.answers).changes == ()
        both = report(self.questions, self.answers, editions=("2026", "2015")).changes
        assert [each.change.after for each in both] == [("9.1.2",), ("10.1",)]

    def test_an_edition_that_does_not_know_a_question_neither_asks_nor_counts_it(self):
        result = report(self.questions, self.answers, editions=("2015",))
        absent = result.questions[2]
        assert (absent.state, absent.not_asked_because, absent.level) == (
            State.NOT_ASKED,
            NotAskedBecause.EDITION,
            None,
        )
        assert result.main.tally.not_asked == 0


class TestQuestions:
    def test_each_stands_with_its_answer(self):
        questions = questionnaire(requirement(A, weight=2))
        answer = said(2, observation="Seen", evidence=("list",), basis=Basis.SEEN, private_note="not for print")
        result = report(questions, {A: answer})
        (found,) = result.questions
        assert (found.state, found.value, found.level, found.level_label, found.level_text) == (
            State.ANSWERED,
            2,
            2,
            "Level 2",
            "level 2",
        )
        assert (found.observation, found.evidence, found.basis) == ("Seen", ("list",), Basis.SEEN)
        assert "not for print" not in result.model_dump_json()

    def test_a_hidden_answer_is_not_shown(self):
        questions = questionnaire(requirement(A), requirement(B, when=f"{A} = 3"))
        found = report(questions, {A: 0, B: 2}).questions[1]
        assert (found.state, found.value, found.level, found.level_text, found.condition) == (
            State.NOT_ASKED,
            None,
            None,
            "",
            f"{A} = 3",
        )

    def test_what_is_declared_not_applicable_prints_its_justification(self):
        found = report(questionnaire(requirement(A)), {A: NOT_APPLICABLE}).questions[0]
        assert (found.state, found.justification) == (State.NOT_APPLICABLE, "It does not exist here")

    def test_don_t_know_is_listed_to_find_out(self):
        result = report(questionnaire(*map(requirement, (A, B, C))), {A: DONT_KNOW, B: 3})
        assert result.to_find_out == (A,)

    def test_a_draft_while_anything_is_open(self):
        questions = questionnaire(requirement(A), good_practice(B))
        assert report(questions, {A: 3}).draft
        assert report(questions, {A: 3, B: DONT_KNOW}).draft
        assert not report(questions, {A: 3, B: NOT_APPLICABLE}).draft


class TestProfile:
    designs = ChoiceAnswer(type="choice", options={"none": "Not at all", "full": "All of it"})

    def test_facts_as_they_were_answered(self):
        several = self.designs.model_copy(update={"several": True})
        profile = [
            fact("certified"),
            fact("designs", self.designs),
            fact("buyers", several),
            fact("employees", STAFF.model_copy(update={"unit": "people"})),
            fact("outsources"),
        ]
        answers = {
            "P.certified": False,
            "P.designs": "none",
            "P.buyers": ["full", "none"],
            "P.employees": "42",
            "P.outsources": OPEN,
        }
        result = report(questionnaire(profile=profile), answers)
        assert [each.value for each in result.profile] == [False, "none", ["full", "none"], "42", None]
        assert result.profile[3].answer.unit == "people"
        assert result.size == "small"


def test_observations_stand_with_their_question_or_wait_to_be_sorted():
    with_question, with_clause, unsorted = note(1, questions=(A,)), note(2, clauses=("8.1",)), note(3)
    result = report(questionnaire(requirement(A)), observations=[with_question, with_clause, unsorted])
    assert result.questions[0].observations == (with_question,)
    assert result.unsorted == (unsorted,)
    assert result.by_clause == (with_clause,)


def test_questions_without_levels_are_no_part_of_any_score():
    table = plain("Q4.2-9", STAFF, editions=requirement("Q4.2-9").editions)
    result = report(questionnaire(requirement(A), table), {A: 3, "Q4.2-9": "7"})
    assert (result.main.tally.answered, result.main.tally.share) == (1, 1)
    assert result.questions[1].value == "7"


def test_an_empty_assessment_has_a_report():
    result = report(questionnaire(requirement(A, gate="perception"), good_practice(B)))
    assert (result.headline, result.draft, result.on) == ("", True, ON)
    assert (result.main.verdict.subject, result.main.findings, result.main.plan) == ("nothing", (), ())
