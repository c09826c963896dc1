"""The shipped example as data, and a workspace in which it can be typed in again."""

import pytest

from gapanalysis import content
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.workspace import Workspace

EXAMPLE = content.example_folder() / "aldermoor" / "assessment.yaml"


@pytest.fixture(scope="session")
def example():
    return AssessmentSource(EXAMPLE)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "work")


@pytest.fixture
def begun(workspace, example):
    """The example begun in a workspace: its engagement is there, nothing is answered yet."""
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    case = workspace.start("acme", questionnaire, example.content.engagement)
    case.journal.close()
    return workspace


@pytest.fixture
def profiled(workspace, example):
    """The example begun with its profile answered and no question yet."""
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    answers = [a for a in example.answers(questionnaire) if a.question.startswith("P.")]
    case = workspace.start("acme", questionnaire, example.content.engagement, answers)
    case.journal.close()
    return workspace
