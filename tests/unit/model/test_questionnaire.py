"""Questions and questionnaires: ids, revisions, levels."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from gapanalysis.model.finding import Grade
from gapanalysis.model.question import (
    PLACES,
    Effort,
    LevelAnswer,
    Question,
    QuestionId,
    Scale,
    ScaleLevel,
    Shortfall,
    YesNoAnswer,
)
from gapanalysis.model.questionnaire import Questionnaire

IDS = TypeAdapter(QuestionId)
SCALE = Scale(
    id="conformity",
    title="Conformity",
    measures="conformity",
    levels={
        level: ScaleLevel(label=f"Level {level}", description="-", grade=Grade.CONFORMS if level == 3 else Grade.MINOR)
        for level in range(4)
    },
)
QUESTION = Question(
    id="Q9.1.2-1",
    title="Perception",
    ask="How do you know?",
    answer=LevelAnswer(type="level", scale="conformity"),
    levels={level: f"level {level}" for level in range(4)},
    grades={0: Grade.MAJOR},
    shortfalls=(Shortfall(levels=(0, 1), headline="Nobody asks", consequence="Customers leave", action="A9.1.2-1"),),
)
QUESTIONNAIRE = Questionnaire.model_construct(sections=(), profile=(QUESTION,), scales={"conformity": SCALE})


@pytest.mark.parametrize("name", ["Q9.1.2-1", "Q10.2.1-12", "Q4-1", "P.employees", "P.customers-are"])
def test_ids(name):
    assert IDS.validate_python(name) == name


@pytest.mark.parametrize(
    "name", ["9.1.2-1", "Q9.1.2", "q9.1.2-1", "Q9.1.2-1 or true", "P.Employees", "P.a b", "Q1.2.3.4.5-1"]
)
def test_what_is_no_id(name):
    with pytest.raises(ValidationError):
        IDS.validate_python(name)


class TestRevision:
    def test_the_same_words_have_the_same_revision(self):
        again = Question.model_validate(QUESTION.model_dump())
        assert QUESTION.revision == again.revision
        assert len(QUESTION.revision) == 12

    @pytest.mark.parametrize(
        "change",
        [{"ask": "How do you know now?"}, {"weight": 2}, {"grades": {}}, {"applies_when": "profile.designs"}],
    )
    def test_any_change_changes_it(self, change):
        changed = Question.model_validate(QUESTION.model_dump() | change)
        assert changed.revision != QUESTION.revision


def test_a_shortfall_belongs_to_its_levels():
    assert QUESTION.shortfall(1).headline == "Nobody asks"
    assert QUESTION.shortfall(2) is None


def test_a_level_means_what_the_question_says_else_what_the_scale_says():
    assert [QUESTIONNAIRE.grade(QUESTION, level) for level in range(4)] == [
        Grade.MAJOR,
        Grade.MINOR,
        Grade.MINOR,
        Grade.CONFORMS,
    ]
    assert SCALE.top == 3


def test_a_question_without_levels_has_no_scale_and_no_grade():
    other = Question(id="P.certified", title="-", ask="-", answer=YesNoAnswer(type="yes-no"))
    assert QUESTIONNAIRE.scale_of(other) is None
    with pytest.raises(KeyError, match=r"P\.certified"):
        QUESTIONNAIRE.grade(other, 0)


def test_values_are_frozen_and_refuse_what_they_do_not_know():
    with pytest.raises(ValidationError):
        QUESTION.title = "Other"
    with pytest.raises(ValidationError):
        Question.model_validate(QUESTION.model_dump() | {"wieght": 2})


@pytest.mark.parametrize("days", [-1, 501])
def test_effort_is_bounded(days):
    with pytest.raises(ValidationError):
        Effort(micro=Decimal(days), small=1, medium=1, large=1)


def test_places_name_one_many_and_a_for_every_term():
    assert {"customer", "customers", "a_customer", "organisation"} <= set(PLACES)
