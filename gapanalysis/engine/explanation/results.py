"""The report in one edition, with what it was made from: where every explanation looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.interview import Item
from gapanalysis.engine.judge import Judge, judge_of
from gapanalysis.engine.projection import Present, present_of
from gapanalysis.engine.scoring import good_practice, requirements
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import Assessment
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import EditionResult, GapReport, QuestionResult


@dataclass(frozen=True, slots=True)
class Results:
    """A report in one edition, with what it was made from."""

    report: GapReport
    result: EditionResult
    now: Present
    judge: Judge
    required: Mapping[str, Item]
    practised: Mapping[str, Item]
    questions: Mapping[str, QuestionResult]


def results_of(questionnaire: Questionnaire, assessment: Assessment, on: date, edition: str) -> Results:
    """The results of an assessment on a day, in an edition (the first when empty).

    Raises:
        AssessmentError: the edition is not assessed.
    """
    assessed = assessment.engagement.editions
    chosen = edition or assessed[0]
    if chosen not in assessed:
        raise AssessmentError(
            f"Edition {chosen} is not part of this assessment.",
            hint=f"choose from: {', '.join(assessed)}",
            code="edition",
        )
    report = analyse(questionnaire, assessment, on=on)
    now = present_of(questionnaire, assessment)
    required = requirements(now.items, chosen)
    return Results(
        report=report,
        result=next(result for result in report.editions if result.id == chosen),
        now=now,
        judge=judge_of(questionnaire, assessment, chosen, on),
        required={item.question.id: item for item in required},
        practised={item.question.id: item for item in good_practice(now.items, chosen)},
        questions={question.id: question for question in report.questions},
    )
