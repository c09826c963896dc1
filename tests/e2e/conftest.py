"""The shipped example as data, and a workspace in which it can be typed in again."""

from contextlib import ExitStack

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
def opened():
    """Open an assessment and close its journal when the test is over."""
    with ExitStack() as stack:
        yield lambda workspace: stack.enter_context(workspace.open("acme"))


@pytest.fixture
def begun(workspace, example):
    """The example begun in a workspace: its engagement is there, nothing is answered yet."""
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    with workspace.start("acme", questionnaire, example.content.engagement):
        return workspace


@pytest.fixture
def profiled(workspace, example):
    """The example begun with its profile answered and no question yet."""
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    answers = [a for a in example.answers(questionnaire) if a.question.startswith("P.")]
    with workspace.start("acme", questionnaire, example.content.engagement, answers):
        return workspace
