"""The shipped example as a report: made-up content for whatever has to be shown without an assessment."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gapanalysis.model.report import GapReport

EXAMPLE = "aldermoor"
ON = date(2026, 11, 23)
"""The day of the example's answers and report, so that every run gives the same documents."""


def example_report() -> GapReport:
    """The report of the example. Nothing is stored.

    Raises:
        GapAnalysisError: the example is missing or incomplete; the package has to be installed again.
    """
    from gapanalysis import __version__, content
    from gapanalysis.engine.analysis import analyse
    from gapanalysis.errors import GapAnalysisError
    from gapanalysis.loading.assessment_file import AssessmentSource
    from gapanalysis.loading.questionnaire import load_questionnaire
    from gapanalysis.model.assessment import Assessment

    source = AssessmentSource(content.example_folder() / EXAMPLE / "assessment.yaml")
    said = source.content
    if said.questionnaire is None or said.engagement is None:
        raise GapAnalysisError("The shipped example is incomplete.", hint="install the package again", code="example")
    questionnaire = load_questionnaire(content.questionnaire_folders(), said.questionnaire)
    answers = {answer.question: answer for answer in source.answers(questionnaire)}
    given = Assessment(name=EXAMPLE, engagement=said.engagement, answers=answers, observations=said.observations)
    return analyse(questionnaire, given, on=ON, version=__version__)
