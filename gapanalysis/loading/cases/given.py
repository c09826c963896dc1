"""What a case gives: its engagement and answers, each accepted by its question, or what is wrong with it."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from gapanalysis.engine.acceptance import checked
from gapanalysis.errors import AnswerError
from gapanalysis.loading.assessment_file import AssessmentSource, WrittenAnswer, answer_of
from gapanalysis.loading.cases_file import Case, CaseAnswer
from gapanalysis.loading.codes import Code
from gapanalysis.loading.places import Route
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.assessment import Answer, Engagement
from gapanalysis.model.question import LevelAnswer
from gapanalysis.model.questionnaire import Questionnaire

Complaint = tuple[Code, str, str]
"""Code, message and hint."""


def engagement_of(case: Case, edition: str, earlier: AssessmentSource | None) -> Engagement:
    """That of the assessment file a case rests on, else one of its own; in the edition of the case."""
    given = earlier.content.engagement if earlier else None
    if given is None:
        return Engagement(client=case.title, editions=(edition,))
    return given.model_copy(update={"editions": (edition,)})


def answers_in(
    questionnaire: Questionnaire, case: Case, shared: Mapping[str, object], earlier: AssessmentSource | None
) -> Iterator[tuple[Route, Answer | Complaint]]:
    """Every answer of a case, or what is wrong with it, and where; what comes later holds."""
    if earlier is not None:
        yield from _earlier(questionnaire, earlier)
    by_fact = {question.fact: question.id for question in questionnaire.profile if question.fact}
    for fact, value in {**shared, **case.profile}.items():
        route = ("profile", fact)
        if fact in by_fact:
            yield route, _accepted(questionnaire, by_fact[fact], CaseAnswer.model_validate({"answer": value}))
        else:
            yield route, (Code.UNKNOWN_KEY, f"there is no profile fact {quoted(fact)}", suggestion(fact, by_fact))
    for name, written in case.answers.items():
        if name in questionnaire.by_id:
            yield ("answers", name), _accepted(questionnaire, name, written)
        else:
            yield ("answers", name), no_question(questionnaire, name)
    for scale, level in case.rest.items():
        yield from _rest(questionnaire, case, scale, level)


def _earlier(questionnaire: Questionnaire, source: AssessmentSource) -> Iterator[tuple[Route, Answer | Complaint]]:
    """What an assessment file says of the questions asked here; it may have been made for another questionnaire."""
    by_fact = {question.fact: question.id for question in questionnaire.profile if question.fact}
    for fact, value in source.content.profile.items():
        if fact in by_fact:
            yield ("answers_from",), _accepted(questionnaire, by_fact[fact], CaseAnswer(answer=value))
    for name, written in source.content.answers.items():
        if name in questionnaire.by_id:
            yield ("answers_from",), _accepted(questionnaire, name, written)


def _rest(
    questionnaire: Questionnaire, case: Case, scale: str, level: int
) -> Iterator[tuple[Route, Answer | Complaint]]:
    if scale not in questionnaire.scales:
        hint = suggestion(scale, questionnaire.scales)
        yield ("rest", scale), (Code.UNKNOWN_SCALE, f"there is no scale {quoted(scale)}", hint)
    elif level not in questionnaire.scales[scale].levels:
        levels = ", ".join(map(str, questionnaire.scales[scale].levels))
        yield ("rest", scale), (Code.UNKNOWN_LEVEL, f"{scale} has no level {level}", f"levels: {levels}")
    else:
        for question in questionnaire.questions():
            on_it = isinstance(question.answer, LevelAnswer) and question.answer.scale == scale
            if on_it and question.id not in case.answers:
                yield ("rest", scale), answer_of(question.id, CaseAnswer(answer=level))


def _accepted(questionnaire: Questionnaire, name: str, written: WrittenAnswer) -> Answer | Complaint:
    try:
        return checked(answer_of(name, written), questionnaire)
    except AnswerError as error:
        return Code.CASE_ANSWER, error.message, error.hint
    except ValidationError as error:
        return Code.CASE_ANSWER, str(error.errors()[0]["msg"]), ""


def no_question(questionnaire: Questionnaire, name: str) -> Complaint:
    """A case names a question that its questionnaire does not ask."""
    return (
        Code.UNKNOWN_QUESTION,
        f"{questionnaire.id} does not ask {name}",
        suggestion(name, [question.id for question in questionnaire.questions()]),
    )
