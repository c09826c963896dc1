"""The shipped texts, held to the style guide in strict mode, and what only the whole bank together can show."""

from collections import Counter

import pytest

from gapanalysis.content import questionnaire_folders
from gapanalysis.loading import list_questionnaires, load_questionnaire
from gapanalysis.loading.examination import examine
from gapanalysis.loading.readability import AIM, median_age, reading_ages
from gapanalysis.model.question import LevelAnswer

FOLDERS = questionnaire_folders()
SHIPPED = tuple(load_questionnaire(FOLDERS, each.id) for each in list_questionnaires(FOLDERS))
QUESTIONS = {question.id: question for each in SHIPPED for question in each.questions()}
ACTIONS = {action.id: action for each in SHIPPED for action in each.actions.values()}


@pytest.fixture(scope="module")
def examined():
    return examine(FOLDERS)


def test_nothing_shipped_is_remarked_on(examined):
    assert examined.issues == ()
    assert "\n".join(map(str, examined.remarks)) == ""


def test_half_of_the_questions_read_with_ease_at_fourteen(examined):
    ages = reading_ages(examined.asks)
    assert ages
    assert len(ages) >= len(QUESTIONS)
    assert median_age(ages) <= AIM


def test_what_hurts_the_customer_is_told_apart():
    weights = Counter(
        (question.severity, question.exposure)
        for question in QUESTIONS.values()
        if isinstance(question.answer, LevelAnswer) and not question.id.startswith("D")
    )
    assert {severity for severity, _ in weights} >= {2, 3, 4, 5}
    assert max(weights.values()) <= sum(weights.values()) / 4


def test_efforts_are_not_all_alike():
    small = Counter(action.effort.small for action in ACTIONS.values())
    assert max(small.values()) <= len(ACTIONS) / 3
