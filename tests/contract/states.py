"""The shipped example as it is, half answered, and before the first answer."""

from datetime import UTC, date, datetime, time

from gapanalysis import content
from gapanalysis.loading.assessment_file import AssessmentSource

ON = date(2026, 11, 23)
SOURCE = AssessmentSource(content.example_folder() / "aldermoor" / "assessment.yaml")
STATES = {
    "complete": lambda place, answer: True,  # noqa: ARG005
    "half": lambda place, answer: answer.question.startswith("P.") or place % 2,
    "empty": lambda place, answer: False,  # noqa: ARG005
}
"""Which answers are given, by their place."""


def begun(workspace, state):
    """The example in one of its states, open for work."""
    questionnaire = workspace.questionnaire(SOURCE.content.questionnaire)
    answers = [answer for place, answer in enumerate(SOURCE.answers(questionnaire)) if STATES[state](place, answer)]
    seen = SOURCE.content.observations if state != "empty" else ()
    given = (questionnaire, SOURCE.content.engagement, answers, seen)
    return workspace.start(state, *given, at=datetime.combine(ON, time(12), UTC))


def analysed(workspace, state):
    """The report of the example in one of its states."""
    with begun(workspace, state) as case:
        return case.report(ON)
