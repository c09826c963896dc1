"""Every question with what was answered, in the words of one organisation."""

from collections.abc import Mapping, Sequence

from gapanalysis.engine.conditions import Scene, explain, parse
from gapanalysis.engine.findings import observed
from gapanalysis.engine.interview import Item, look_first, operands_of, systems_held
from gapanalysis.engine.operands import apparently
from gapanalysis.engine.rules import Titles, what_it_saw
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import Assessment, State
from gapanalysis.model.question import AnswerType, ChoiceAnswer, Question, Scale, TableAnswer
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import NotAskedBecause, ProfileFact, QuestionResult


def question_results(
    items: Sequence[Item], questionnaire: Questionnaire, assessment: Assessment, words: Words, titles: Titles
) -> tuple[QuestionResult, ...]:
    """Every question of the sections, in the order asked; `titles` say what a condition saw that left one out."""
    saw = _conditions_saw(items, questionnaire, assessment, titles)
    results = tuple(_question_result(item, questionnaire, assessment, words, saw) for item in items)
    return _with_places_to_look(results, questionnaire, assessment)


def profile_fact(item: Item, words: Words) -> ProfileFact:
    """A fact of the profile, worded for the organisation."""
    return ProfileFact(
        id=item.question.id,
        title=fill(item.question.title, words),
        answer=_worded(item.question.answer, words),
        value=item.answer.value if item.state is State.ANSWERED else None,
    )


def _conditions_saw(
    items: Sequence[Item], questionnaire: Questionnaire, assessment: Assessment, titles: Titles
) -> Mapping[str, str]:
    """By question, what the condition saw that left it out."""
    scene = Scene(apparently(operands_of(questionnaire, assessment, items).__getitem__))
    return {
        item.question.id: what_it_saw(explain(parse(item.question.applies_when), scene), titles)
        for item in items
        if item.because is NotAskedBecause.CONDITION
    }


def _question_result(
    item: Item, questionnaire: Questionnaire, assessment: Assessment, words: Words, saw: Mapping[str, str]
) -> QuestionResult:
    question, answer, level = item.question, item.answer, item.level
    scale = questionnaire.scale_of(question)
    answered = item.state is State.ANSWERED
    return QuestionResult(
        id=question.id,
        section=item.section,
        title=fill(question.title, words),
        ask=fill(question.ask, words),
        answer=_worded(question.answer, words),
        state=item.state,
        value=answer.value if answered else None,
        level=level,
        level_label=scale.levels[level].label if scale and level is not None else "",
        level_text=_level_text(question, scale, level, words),
        weight=item.weight,
        stressed=item.stressed,
        pdca=question.pdca,
        dimensions=question.dimensions,
        clauses={edition: seen.clauses for edition, seen in question.editions.items()},
        obligations={edition: seen.obligation for edition, seen in question.editions.items()},
        basis=answer.basis,
        carried_from=answer.carried_from,
        observation=answer.observation,
        evidence=answer.evidence,
        justification=_justification(item, words),
        planned_for=answer.planned_for,
        observations=observed(item, assessment.observations),
        not_asked_because=item.because,
        condition=question.applies_when,
        condition_saw=saw.get(question.id, ""),
    )


def _worded(answer: AnswerType, words: Words) -> AnswerType:
    """The kind of answer with what people read of it filled."""
    if isinstance(answer, ChoiceAnswer):
        return answer.model_copy(update={"options": {name: fill(text, words) for name, text in answer.options.items()}})
    if isinstance(answer, TableAnswer):
        columns = tuple(
            column.model_copy(update={"title": fill(column.title, words), "answer": _worded(column.answer, words)})
            for column in answer.columns
        )
        return answer.model_copy(update={"columns": columns})
    return answer


def _with_places_to_look(
    questions: tuple[QuestionResult, ...], questionnaire: Questionnaire, assessment: Assessment
) -> tuple[QuestionResult, ...]:
    """The same, each with the management systems that may have something for it; most organisations hold none."""
    if not systems_held(questionnaire, assessment):
        return questions
    return tuple(
        each.model_copy(update={"look_first": look_first(questionnaire, assessment, questionnaire.by_id[each.id])})
        for each in questions
    )


def _level_text(question: Question, scale: Scale | None, level: int | None, words: Words) -> str:
    """What the level looks like, in the question's words, else in those of the scale; empty where none was answered."""
    if level is None or scale is None:
        return ""
    return fill(question.levels.get(level, scale.levels[level].description), words)


def _justification(item: Item, words: Words) -> str:
    """Why it is not applicable: by the profile in the question's words, or as declared; empty when it applies."""
    if item.state is not State.NOT_APPLICABLE:
        return ""
    return fill(item.question.not_applicable_because, words) if item.because else item.answer.justification
