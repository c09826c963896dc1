"""What is shipped is sound and whole."""

import pytest

from gapanalysis.content import questionnaire_folders
from gapanalysis.loading import check, list_questionnaires, load_questionnaire
from gapanalysis.model.question import LevelAnswer

CUSTOMER_FOCUS = "iso9001-customer-focus"
FOLDERS = questionnaire_folders()


@pytest.fixture(scope="module")
def customer_focus():
    return load_questionnaire(FOLDERS, CUSTOMER_FOCUS)


def test_nothing_shipped_has_a_fault():
    assert "\n".join(str(issue) for issue in check(FOLDERS)) == ""


@pytest.mark.parametrize("name", [each.id for each in list_questionnaires(FOLDERS)] or [CUSTOMER_FOCUS])
def test_every_questionnaire_loads(name):
    assert load_questionnaire(FOLDERS, name).id == name


def test_customer_focus_has_at_least_sixty_scored_questions(customer_focus):
    assert sum(isinstance(question.answer, LevelAnswer) for question in customer_focus.questions()) >= 60


def test_every_scored_question_is_complete(customer_focus):
    for question in customer_focus.questions():
        scale = customer_focus.scale_of(question)
        if scale is None:
            continue
        assert question.audit, question.id
        assert question.why, question.id
        assert question.whom, question.id
        assert question.evidence, question.id
        assert question.usual_gaps, question.id
        assert question.pdca, question.id
        assert question.dimensions, question.id
        assert question.strength, question.id
        assert set(question.editions) & set(customer_focus.editions), question.id
        assert set(question.levels) == set(scale.levels), question.id
        for level in scale.levels:
            lacking = customer_focus.grade(question, level).rank > 0
            assert (question.shortfall(level) is not None) == lacking, (question.id, level)


@pytest.mark.parametrize("year", ["2015", "2026"])
def test_every_gate_of_every_edition_is_asked(customer_focus, year):
    gates = {gate.id for gate in customer_focus.standard.edition(year).gates}
    asked = {question.editions[year].gate for question in customer_focus.questions() if year in question.editions}
    assert gates
    assert gates <= asked


def test_every_shortfall_has_its_action(customer_focus):
    for question in customer_focus.questions():
        for shortfall in question.shortfalls:
            assert shortfall.action in customer_focus.actions
    for action in customer_focus.actions.values():
        assert set(action.depends_on) <= set(customer_focus.actions)
