"""Which questions apply, how each stands, and which comes next."""

import pytest

from gapanalysis.engine.interview import items_of, names_of, profile_items
from gapanalysis.engine.profile import size_of
from gapanalysis.model.assessment import LeftOut, State
from gapanalysis.model.question import ChoiceAnswer, TableAnswer
from gapanalysis.model.report import NotAskedBecause
from tests.unit.engine.build import (
    DONT_KNOW,
    NOT_APPLICABLE,
    OPEN,
    STAFF,
    assessment,
    fact,
    items,
    plain,
    questionnaire,
    report,
    requirement,
)

A, B, C = "Q9.1.2-1", "Q9.1.2-2", "Q9.1.2-3"


def stands(when, answers, *, profile=()):
    """How B stands when it applies on this condition, with its reason and whether that is certain."""
    item = items(questionnaire(requirement(A), requirement(B, when=when), profile=profile), answers)[B]
    return item.state, item.because, item.certain


class TestConditions:
    designs = (fact("designs"),)

    def test_true_is_asked(self):
        assert stands("profile.designs", {"P.designs": True}, profile=self.designs) == (State.OPEN, None, True)

    def test_false_is_not_asked(self):
        expected = (State.NOT_ASKED, NotAskedBecause.CONDITION, True)
        assert stands("profile.designs", {"P.designs": False}, profile=self.designs) == expected

    @pytest.mark.parametrize("answer", [OPEN, DONT_KNOW])
    def test_unknown_is_shown(self, answer):
        assert stands("profile.designs", {"P.designs": answer}, profile=self.designs) == (State.OPEN, None, False)

    def test_inapplicable_is_not_asked(self):
        expected = (State.NOT_ASKED, NotAskedBecause.CONDITION, True)
        assert stands(f"{A} >= 2", {A: NOT_APPLICABLE}) == expected
        assert stands(f"not ({A} >= 2)", {A: NOT_APPLICABLE}) == expected

    def test_not_applicable_by_the_profile_where_the_question_has_a_justification(self):
        question = requirement(B, when="profile.designs", not_applicable_because="{organisation} does not design")
        questions = questionnaire(requirement(A), question, profile=self.designs)
        result = report(questions, {A: 3, B: 0, "P.designs": False})
        assert (result.questions[1].state, result.questions[1].justification) == (
            State.NOT_APPLICABLE,
            "Acme does not design",
        )
        assert (result.main.tally.not_applicable, result.main.tally.share, result.main.findings) == (1, 1, ())
        shown = report(questions, {A: 3}).questions[1]
        assert (shown.state, shown.justification) == (State.OPEN, "")

    def test_an_answer_given_before_is_kept_but_not_counted(self):
        questions = questionnaire(requirement(A), requirement(B, when=f"{A} = 3"))
        hidden = items(questions, {A: 0, B: 2})[B]
        assert (hidden.state, hidden.level, hidden.answer.value) == (State.NOT_ASKED, None, 2)

    def test_a_chain_stops_where_a_question_is_not_asked(self):
        questions = questionnaire(requirement(A), requirement(B, when=f"{A} = 3"), requirement(C, when=f"{B} >= 0"))
        found = items(questions, {A: 0, B: 3, C: 3})
        assert [found[each].state for each in (B, C)] == [State.NOT_ASKED, State.NOT_ASKED]

    @pytest.mark.parametrize(
        ("state", "answer", "asked"),
        [
            ("open", OPEN, True),
            ("don't know", DONT_KNOW, True),
            ("answered", 0, True),
            ("not applicable", NOT_APPLICABLE, True),
            ("not answered", NOT_APPLICABLE, True),
            ("not open", 0, True),
            ("answered", OPEN, False),
            ("not open", OPEN, False),
        ],
    )
    def test_states_are_always_true_or_false(self, state, answer, asked):
        assert (stands(f"{A} is {state}", {A: answer})[0] is not State.NOT_ASKED) is asked

    def test_what_an_open_answer_may_still_turn_round_is_not_certain(self):
        assert stands(f"{A} is open", {}) == (State.OPEN, None, False)
        assert stands(f"{A} is answered", {}) == (State.NOT_ASKED, NotAskedBecause.CONDITION, False)
        assert stands(f"{A} is answered", {A: 0}) == (State.OPEN, None, True)

    def test_doubt_travels_along_a_chain(self):
        questions = questionnaire(
            requirement(A), requirement(B, when=f"{A} is answered"), requirement(C, when=f"{B} is not asked")
        )
        assert [items(questions)[each].certain for each in (A, B, C)] == [True, False, False]


class TestScopeAndEdition:
    def test_left_out_clauses_take_their_sub_clauses_with_them(self):
        questions = questionnaire(*map(requirement, ("Q8.3.1-1", "Q8.30-1", "Q8.4-1")))
        left_out = [LeftOut(what="Design", reason="Assessed last year", clauses=("8.3",))]
        found = items(questions, {"Q8.3.1-1": 0}, left_out=left_out)
        assert [(i.state, i.because) for i in found.values()] == [
            (State.NOT_ASKED, NotAskedBecause.SCOPE),
            (State.OPEN, None),
            (State.OPEN, None),
        ]

    def test_single_questions_may_be_left_out(self):
        left_out = [LeftOut(what="A point", reason="Agreed", questions=(B,))]
        found = items(questionnaire(requirement(A), requirement(B)), left_out=left_out)
        assert [i.because for i in found.values()] == [None, NotAskedBecause.SCOPE]

    def test_left_out_is_not_asked_and_not_the_same_as_not_applicable(self):
        left_out = [LeftOut(what="A point", reason="Agreed", questions=(B,))]
        tally = report(questionnaire(requirement(A), requirement(B)), {A: 3, B: 0}, left_out=left_out).main.tally
        assert (tally.not_asked, tally.not_applicable, tally.share, tally.coverage) == (1, 0, 1, 1)

    def test_a_question_of_another_edition_is_not_asked(self):
        questions = questionnaire(
            requirement(A), requirement(B, edition="2026"), requirement(C, also={"2026": "9.1.2"})
        )
        assert [i.because for i in items(questions).values()] == [None, NotAskedBecause.EDITION, None]
        assert [i.because for i in items(questions, editions=("2026",)).values()] == [
            NotAskedBecause.EDITION,
            None,
            None,
        ]
        assert {i.because for i in items(questions, editions=("2015", "2026")).values()} == {None}

    def test_a_question_of_no_edition_is_always_asked(self):
        table = plain("Q4.2-9", TableAnswer(type="table", columns=()))
        assert items(questionnaire(requirement(A), table))["Q4.2-9"].state is State.OPEN


class TestSize:
    questions = questionnaire(
        requirement(A), requirement(B, when="profile.size >= medium"), profile=[fact("employees", STAFF)]
    )

    @pytest.mark.parametrize(
        ("staff", "size"),
        [
            ("1", "micro"),
            ("9", "micro"),
            ("10", "small"),
            ("49", "small"),
            ("50", "medium"),
            ("249", "medium"),
            ("250", "large"),
        ],
    )
    def test_bands_of_staff(self, staff, size):
        given = assessment({"P.employees": staff})
        assert size_of(self.questions, given) == size
        asked = items_of(self.questions, given)[1].state is not State.NOT_ASKED
        assert asked is (size in {"medium", "large"})

    @pytest.mark.parametrize("answer", [OPEN, DONT_KNOW])
    def test_open_while_the_staff_is(self, answer):
        given = assessment({"P.employees": answer})
        assert size_of(self.questions, given) is None
        assert (items_of(self.questions, given)[1].state, items_of(self.questions, given)[1].certain) == (
            State.OPEN,
            False,
        )

    def test_an_organisation_without_staff_has_no_size_to_wait_for(self):
        item = items(self.questions, {"P.employees": NOT_APPLICABLE})[B]
        assert (item.state, item.certain) == (State.NOT_ASKED, True)

    def test_a_profile_that_does_not_ask_leaves_it_open(self):
        assert size_of(questionnaire(requirement(A)), assessment()) is None


def test_profile_questions_always_apply():
    questions = questionnaire(profile=[fact("designs")])
    assert [item.state for item in profile_items(questions, assessment())] == [State.OPEN]


def test_names_a_condition_may_use():
    names = names_of([fact("designs")], [requirement(A)])
    assert set(names) == {"profile.designs", "profile.size", A}
    assert names["profile.size"].ordered


def test_choices_are_compared_in_the_order_of_their_options():
    designs = fact(
        "designs", ChoiceAnswer(type="choice", options={"none": "No", "minor": "Some", "full": "All"}, ordered=True)
    )
    asked = {}
    for option in designs.answer.options:
        asked[option] = stands("profile.designs >= minor", {"P.designs": option}, profile=[designs])[0] is State.OPEN
    assert asked == {"none": False, "minor": True, "full": True}
