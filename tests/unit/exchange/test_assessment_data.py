"""What is attached to a report can be read back whole, but for what is nobody else's business."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis import content
from gapanalysis.engine.acceptance import checked
from gapanalysis.errors import ExchangeError
from gapanalysis.exchange.assessment_data import assessment_data
from gapanalysis.exchange.pdf_data import attached_data, is_pdf
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.loading.questionnaire import load_questionnaire
from gapanalysis.model.assessment import Answer, Assessment, Basis, Engagement, State
from gapanalysis.model.observation import Observation, Sample

QUESTIONNAIRE = load_questionnaire(content.questionnaire_folders(), "iso9001-customer-focus")
ENGAGEMENT = Engagement(client="Aldermoor", editions=("2015",))
QUESTION = "Q9.1.2-1"


def given_answers(*answers, **more):
    return Assessment(name="a", engagement=ENGAGEMENT, answers={a.question: a for a in answers}, **more)


def read_back(assessment):
    return AssessmentSource(Path("a.json"), assessment_data(assessment, QUESTIONNAIRE))


@pytest.mark.parametrize("example", sorted(path.name for path in content.example_folder().iterdir() if path.is_dir()))
def test_examples_come_back_without_their_private_notes(example):
    source = AssessmentSource(content.example_folder() / example / "assessment.yaml")
    questionnaire = load_questionnaire(content.questionnaire_folders(), source.content.questionnaire)
    answers = {answer.question: answer for answer in source.answers(questionnaire)}
    given_ = Assessment(
        name=example,
        engagement=source.content.engagement,
        answers=answers,
        observations=source.content.observations,
    )
    data = assessment_data(given_, questionnaire)
    assert b"PRIVATE" not in data
    again = AssessmentSource(Path("a.json"), data)
    said = {name: answer for name, answer in answers.items() if answer.state is not State.OPEN}
    back = {answer.question: answer for answer in again.answers(questionnaire)}
    without = {name: answer.model_copy(update={"private_note": ""}) for name, answer in said.items()}
    profile = {question.id for question in questionnaire.profile}
    assert {name: back[name] for name in back if name not in profile} == {
        name: without[name] for name in without if name not in profile
    }
    assert {name: back[name].value for name in profile & back.keys()} == {
        name: without[name].value for name in profile & without.keys()
    }
    assert again.content.engagement == source.content.engagement
    assert again.content.observations == source.content.observations
    assert again.content.questionnaire == questionnaire.id


def test_a_private_note_is_not_in_it_and_everything_else_is():
    answer = Answer(
        question=QUESTION,
        state=State.ANSWERED,
        value=1,
        basis=Basis.VERIFIED,
        observation="Two of five.\n\n- one",
        private_note="SECRET",
        evidence=("log 2026", 'a "quoted" one'),
        planned_for=date(2027, 2, 1),
        carried_from="last year",
    )
    assessment = given_answers(answer)
    assert b"SECRET" not in assessment_data(assessment, QUESTIONNAIRE)
    (back,) = read_back(assessment).answers(QUESTIONNAIRE)
    assert back == answer.model_copy(update={"private_note": ""})


@pytest.mark.parametrize(
    "answer",
    [
        Answer(question=QUESTION, state=State.DONT_KNOW),
        Answer(question="Q8.5.3-1", state=State.NOT_APPLICABLE, justification="None is held."),
    ],
)
def test_states_come_back(answer):
    assert read_back(given_answers(answer)).answers(QUESTIONNAIRE) == (answer,)


def test_what_was_seen_comes_back_with_its_sample():
    seen = Observation(
        id=UUID(int=7),
        seen_at=datetime(2026, 11, 10, 9, 30, tzinfo=UTC),
        text="A shelf without labels.",
        sample=Sample(not_conforming=1, drawn=3),
        clauses=("8.5.2",),
    )
    assert read_back(given_answers(observations=(seen,))).content.observations == (seen,)


HARD = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(HARD)
def test_any_words_come_back(words):
    """Characters that YAML reads otherwise than JSON does, line breaks of every kind, quotes and signs."""
    answer = Answer(question=QUESTION, state=State.ANSWERED, value=2, observation=words)
    (back,) = read_back(given_answers(answer)).answers(QUESTIONNAIRE)
    assert back == checked(answer, QUESTIONNAIRE)


def test_the_same_assessment_gives_the_same_bytes():
    answer = Answer(question=QUESTION, state=State.ANSWERED, value=2)
    data = assessment_data(given_answers(answer), QUESTIONNAIRE)
    assert data == assessment_data(given_answers(answer), QUESTIONNAIRE)
    assert data.endswith(b"}\n")


@pytest.mark.parametrize("junk", [b"%PDF-1.7\nnothing", b"%PDF-", b"%PDF-1.7\n" + b"\x00" * 500])
def test_a_broken_pdf_is_refused(junk):
    assert is_pdf(junk)
    with pytest.raises(ExchangeError, match=r"x\.pdf"):
        attached_data(junk, "x.pdf")


def test_what_is_no_pdf_is_told_apart():
    assert not is_pdf(b'{"questionnaire": "iso9001"}')


def test_a_role_that_nobody_has_is_refused_with_the_one_that_was_meant():
    engagement = ENGAGEMENT.model_copy(update={"roles": {"quality lead": "baker", "sales leed": "miller"}})
    source = read_back(given_answers().model_copy(update={"engagement": engagement}))
    with pytest.raises(ExchangeError) as refused:
        source.answers(QUESTIONNAIRE)
    (issue,) = refused.value.issues
    assert "no question or action is for a 'sales leed'" in issue.message
    assert "sales lead" in issue.hint


@pytest.mark.parametrize("role", ["quality lead", "finance lead", "IT lead"])
def test_a_role_may_be_that_of_an_action_of_a_question_or_of_the_usual_ones(role):
    """The handout asks for a finance lead, and no action of this questionnaire has one."""
    engagement = ENGAGEMENT.model_copy(update={"roles": {role: "bookkeeper"}})
    source = read_back(Assessment(name="a", engagement=engagement))
    assert source.answers(QUESTIONNAIRE) == ()
    assert source.content.engagement.roles == {role: "bookkeeper"}
