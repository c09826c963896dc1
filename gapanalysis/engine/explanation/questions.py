"""A question: what its answer is worth, what every other level would be worth, and why it is asked."""

from collections.abc import Mapping

from gapanalysis.engine.conditions import Scene, explain, parse
from gapanalysis.engine.explanation.parts import question_part
from gapanalysis.engine.explanation.results import Results
from gapanalysis.engine.gains import change, worth
from gapanalysis.engine.interview import Item, operands_of
from gapanalysis.engine.operands import apparently
from gapanalysis.engine.projection import at_level, decided_by, items_with
from gapanalysis.engine.wording import fill
from gapanalysis.model.explanation import Checked, ConditionTest, LevelWorth, QuestionExplained, Saw
from gapanalysis.model.report import QuestionResult


def question_explained(question: QuestionResult, results: Results) -> QuestionExplained:
    """A question opened into its levels and its condition."""
    edition, questionnaire = results.result.id, results.now.questionnaire
    return QuestionExplained(
        edition=edition,
        part=question_part(question, results),
        ask=question.ask,
        value="" if question.level is not None or question.value is None else str(question.value),
        clauses=question.clauses.get(edition, ()),
        gate=next((gate for gate in results.result.gates if question.id in gate.questions), None),
        levels=_levels(question, results),
        condition=_condition(question, results) if question.condition else None,
        decides=tuple(
            other.id for other in questionnaire.questions() if question.id in decided_by(other, questionnaire)
        ),
    )


def _levels(question: QuestionResult, results: Results) -> tuple[LevelWorth, ...]:
    """Every level with what the whole would be at it; without shares where the question is not put to anybody."""
    item = {**results.required, **results.practised}.get(question.id)
    scale = results.now.questionnaire.scale_of(item.question) if item else None
    if item is None or scale is None:
        return ()
    return tuple(_level(item, level, label.label, results) for level, label in scale.levels.items())


def _level(item: Item, level: int, label: str, results: Results) -> LevelWorth:
    questionnaire, edition = results.now.questionnaire, results.result.id
    then = worth(questionnaire, items_with(results.now, {item.question.id: at_level(item, level)}), edition)
    asked = item.because is None
    return LevelWorth(
        level=level,
        label=label,
        text=fill(item.question.levels[level], results.report.words),
        grade=questionnaire.grade(item.question, level),
        share=then.share if asked else None,
        gain=change(results.result.share, then.share) if asked else None,
        practice=then.practice if asked else None,
    )


def _condition(question: QuestionResult, results: Results) -> Checked:
    """The condition as it stands today, whatever an open answer may still change."""
    operands = operands_of(results.now.questionnaire, results.now.assessment, results.now.items)
    told = explain(parse(question.condition), Scene(apparently(operands.__getitem__), results.judge.on))
    titles = _titles(results)
    return Checked(
        text=question.condition,
        truth=told.truth,
        tests=tuple(
            ConditionTest(
                text=part.text,
                truth=part.truth,
                saw=tuple(Saw(name=name, title=titles.get(name, ""), value=value) for name, value in part.values),
            )
            for part in told.parts
        ),
    )


def _titles(results: Results) -> Mapping[str, str]:
    """What conditions may name, in words."""
    facts = {f"profile.{question.fact}": question.title for question in results.now.questionnaire.profile}
    titles = {**facts, **{name: question.title for name, question in results.questions.items()}}
    return {name: fill(title, results.report.words) for name, title in titles.items()}
