"""Questions, findings and groups as parts of a sum."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from gapanalysis.engine.explanation.results import Results
from gapanalysis.engine.findings import bears_on
from gapanalysis.engine.interview import Item, left_out_by
from gapanalysis.engine.scoring import standing, tally
from gapanalysis.model.explanation import FindingPart, GroupPart, QuestionPart
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.report import NotAskedBecause, QuestionResult
from gapanalysis.model.score import Standing


def missing(items: Iterable[Item], results: Results) -> Fraction:
    """What these requirement questions lack, as a part of the share of the whole edition."""
    lacking = results.result.lacking
    return sum((lacking.get(item.question.id, Fraction()) for item in items), Fraction())


def question_part(question: QuestionResult, results: Results) -> QuestionPart:
    """What a question adds to its sum, or why it adds nothing."""
    obligation = question.obligations.get(results.result.id)
    required, practised = results.required.get(question.id), results.practised.get(question.id)
    own_items = [required] if required else []
    total = tally(own_items)
    practice_points = practised.weight * (practised.level or 0) if practised else 0
    own = next((f for f in results.result.findings if f.questions == (question.id,)), None)
    counted = question.level is not None and (required or practised)
    return QuestionPart(
        id=question.id,
        title=question.title,
        obligation=obligation if required or practised else None,
        state=question.state,
        because=question.not_asked_because,
        reason=_reason(question, results),
        level=question.level,
        level_label=question.level_label,
        weight=question.weight,
        points=total.points + practice_points,
        attainable=total.attainable,
        grade=(own.grade if own else Grade.CONFORMS) if counted else None,
        finding=own.id if own else "",
        missing=missing(own_items, results),
    )


def _reason(question: QuestionResult, results: Results) -> str:
    if question.justification:
        return question.justification
    if question.not_asked_because is NotAskedBecause.SCOPE:
        left_out = left_out_by(results.now.questionnaire.by_id[question.id], results.now.assessment)
        return f"{left_out.what}: {left_out.reason}" if left_out else ""
    return question.condition if question.not_asked_because is NotAskedBecause.CONDITION else ""


def parts_of(questions: Collection[str], results: Results) -> tuple[QuestionPart, ...]:
    """Parts for these questions, in the order asked."""
    return tuple(question_part(question, results) for name, question in results.questions.items() if name in questions)


def finding_part(finding: Finding) -> FindingPart:
    """The finding by name."""
    return FindingPart(id=finding.id, grade=finding.grade, headline=finding.headline)


def lapses_in(questions: Collection[str], results: Results, clauses: Collection[str] = ()) -> list[Finding]:
    """The findings, but for opportunities, that bear on these requirement questions or clauses, the worst first."""
    own, numbers = results.required.keys() & questions, frozenset(clauses)
    lapses = [finding for finding in results.result.findings if finding.grade is not Grade.OPPORTUNITY]
    return [finding for finding in lapses if bears_on(finding, own, numbers)]


def grade_of(questions: Collection[str], results: Results, clauses: Collection[str] = ()) -> Grade | None:
    """The worst grade of requirement questions and clauses together; None where nothing was assessed."""
    stands = standing(tally(required_of(questions, results)))
    assessed = stands in {Standing.ASSESSED, Standing.PARTLY_ASSESSED}
    found = [finding.grade for finding in lapses_in(questions, results, clauses)]
    return max(found, key=lambda grade: grade.rank, default=Grade.CONFORMS if assessed else None)


def required_of(questions: Collection[str], results: Results) -> list[Item]:
    """The requirement questions among these."""
    return [item for name, item in results.required.items() if name in questions]


def group_part(
    name: str, title: str, questions: Collection[str], results: Results, clauses: Collection[str] = ()
) -> GroupPart:
    """A section with these questions, or a clause with these questions and clauses."""
    total = tally(required_of(questions, results))
    return GroupPart(
        id=name,
        title=title,
        standing=standing(total),
        tally=total,
        share=total.share,
        grade=grade_of(questions, results, clauses),
        missing=missing(required_of(questions, results), results),
    )
