"""What a newer edition brings, change by change."""

import pytest

from gapanalysis.model.question import Question
from gapanalysis.model.report import ChangeState
from gapanalysis.model.standard import Change, Crosswalk, Reliability
from tests.unit.engine.build import OPEN, questionnaire, report, requirement


def covering(name: str, *requirements: str) -> Question:
    return requirement(name, edition="2026").model_copy(update={"covers": requirements})


def change(clause: str, *requirements: str) -> Change:
    return Change(
        before=(clause,),
        after=(clause,),
        summary="-",
        requirements=requirements,
        reliability=Reliability.LOW,
        source="-",
    )


QUESTIONS = questionnaire(
    covering("Q5.1.1-1", "S5.1.1-k"),
    covering("Q5.1.1-2", "S5.1.1-k"),
    covering("Q7.3-1", "S7.3-e"),
    requirement("Q9.1.2-1", also={"2026": "9.1.2"}),
    crosswalks=(
        Crosswalk(
            before="2015",
            after="2026",
            changes=(change("9.1.2"), change("7.3", "S7.3-e"), change("5.1.1", "S5.1.1-k"), change("6.3", "S6.3-5")),
        ),
    ),
)
MOVING = QUESTIONS.model_copy(update={"transition_from": "2015"})


def states(answers, questions=MOVING):
    found = report(questions, answers, editions=("2026",)).changes
    return {each.change.after[0]: each.state for each in found}


def test_changes_are_told_in_the_order_of_the_clauses():
    assert list(states({})) == ["5.1.1", "6.3", "7.3", "9.1.2"]


def test_a_questionnaire_that_is_not_about_moving_tells_none():
    assert states({}, QUESTIONS) == {}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"Q5.1.1-1": 3, "Q5.1.1-2": 3}, ChangeState.MET),
        ({"Q5.1.1-1": 3, "Q5.1.1-2": OPEN}, ChangeState.OPEN),
        ({"Q5.1.1-1": 1, "Q5.1.1-2": OPEN}, ChangeState.GAP),
        ({"Q5.1.1-1": 3, "Q5.1.1-2": 2}, ChangeState.GAP),
    ],
)
def test_an_open_question_never_hides_a_gap_that_is_certain(answers, state):
    assert states(answers)["5.1.1"] is state


def test_words_alone_ask_nothing_and_what_nobody_asks_is_not_called_met():
    found = states({"Q5.1.1-1": 3, "Q5.1.1-2": 3, "Q7.3-1": 3, "Q9.1.2-1": 0})
    assert found["9.1.2"] is ChangeState.NOTHING_TO_DO
    assert found["6.3"] is ChangeState.NOT_ASKED


def test_a_change_names_its_questions_and_their_gaps():
    found = report(MOVING, {"Q5.1.1-1": 1, "Q5.1.1-2": 3}, editions=("2026",)).changes[0]
    assert (found.questions, found.findings) == (("Q5.1.1-1", "Q5.1.1-2"), ("F5.1.1-1",))
