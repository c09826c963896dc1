"""Answers of an earlier assessment in a new one."""

from gapanalysis.engine.carrying import carried
from gapanalysis.model.assessment import Basis, State
from tests.unit.engine.build import DONT_KNOW, OPEN, assessment, fact, questionnaire, requirement, said

QUESTIONS = questionnaire(
    requirement("Q4.1-1"),
    requirement("Q4.1-2"),
    requirement("Q4.1-3"),
    requirement("Q4.1-4"),
    profile=[fact("designs")],
)


def taken(answers):
    return {answer.question: answer for answer in carried(QUESTIONS, assessment(answers))}


def test_what_was_seen_then_was_not_seen_now():
    earlier = said(2, basis=Basis.VERIFIED, observation="Two of five", evidence=("list",), private_note="ask again")
    answer = taken({"Q4.1-1": earlier})["Q4.1-1"]
    assert (answer.value, answer.basis, answer.carried_from) == (2, Basis.CLAIMED, "test")
    assert (answer.observation, answer.evidence, answer.private_note) == ("Two of five", ("list",), "")


def test_what_nobody_answered_and_what_is_not_asked_stays_behind():
    assert set(taken({"Q4.1-1": OPEN, "Q4.1-2": DONT_KNOW, "Q4.1-3": 1, "Q9.9-9": 3, "P.designs": True})) == {
        "Q4.1-3",
        "P.designs",
    }


def test_the_profile_counts_as_known():
    assert taken({"P.designs": False})["P.designs"].carried_from == ""


def test_an_answer_the_question_no_longer_takes_is_asked_anew():
    assert taken({"Q4.1-1": 7}) == {}
    assert taken({"Q4.1-1": said(3)})["Q4.1-1"].state is State.ANSWERED
