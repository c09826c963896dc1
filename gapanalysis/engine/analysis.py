"""The main line: `analyse(questionnaire, assessment, on=date) -> GapReport`, readable top to bottom.

Pure: same questionnaire, same assessment, same date, same report.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from gapanalysis.engine.aggregation import lacking_of, range_of, share_of
from gapanalysis.engine.business_case import business_case
from gapanalysis.engine.conditions import Scene, explain, parse
from gapanalysis.engine.editing import edited
from gapanalysis.engine.findings import observed, strengths
from gapanalysis.engine.interview import (
    Item,
    concerning,
    depth_of,
    look_first,
    operands_of,
    profile_items,
    systems_held,
)
from gapanalysis.engine.judge import Judge, judge_of
from gapanalysis.engine.operands import apparently
from gapanalysis.engine.planning import plan
from gapanalysis.engine.projection import Present, by_horizon, present_of
from gapanalysis.engine.rules import Titles, asked_for, queries, what_it_saw
from gapanalysis.engine.scoring import (
    documentation,
    good_practice,
    practice,
    requirements,
    standing,
    tally,
    verdict,
)
from gapanalysis.engine.sections import headline, section_results
from gapanalysis.engine.transition import changes, crosswalk_of, transition_plan
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import Assessment, Engagement, State
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    Dimension,
    Question,
    Scale,
    TableAnswer,
)
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import (
    ClauseResult,
    EditionResult,
    GapReport,
    GroupResult,
    NotAskedBecause,
    ProfileFact,
    QuestionResult,
)
from gapanalysis.model.score import Standing
from gapanalysis.model.standard import Clause, Edition, Pdca
from gapanalysis.model.transition import ChangeResult, TransitionPlan


def analyse(questionnaire: Questionnaire, assessment: Assessment, *, on: date, version: str = "") -> GapReport:
    """The whole result of an assessment.

    Args:
        questionnaire: the resolved questionnaire kept with the assessment.
        assessment: the journal folded up to the end of `on`.
        on: the day the report speaks of.
        version: the version of this program, for the document's imprint.
    """
    profile = profile_items(questionnaire, assessment)
    now = present_of(questionnaire, assessment)
    items = now.items
    judges = [judge_of(questionnaire, assessment, edition, on) for edition in assessment.engagement.editions]
    words, size = judges[0].frame.words, judges[0].frame.size
    editions = tuple(_edition_result(now, judge) for judge in judges)
    main = editions[0]
    saw = _conditions_saw(items, questionnaire, assessment, judges[0].book.titles)
    moved = _moved(questionnaire, items, editions, assessment.engagement, on)
    sections = section_results(questionnaire, items, main.id, main.findings, words)
    report = GapReport(
        assessment=assessment.name,
        on=on,
        version=version,
        questionnaire=questionnaire.id,
        questionnaire_title=questionnaire.title,
        questionnaire_version=questionnaire.version,
        language=questionnaire.language,
        engagement=assessment.engagement,
        profile=tuple(profile_fact(item, words) for item in profile),
        size=size,
        words=words,
        draft=any(item.state in {State.OPEN, State.DONT_KNOW} for item in items),
        editions=editions,
        bands=questionnaire.bands,
        aggregation=questionnaire.aggregation,
        grades=questionnaire.grade_scales.get(assessment.engagement.grades),
        sections=sections,
        questions=_with_places_to_look(
            tuple(_question_result(item, questionnaire, assessment, words, saw) for item in items),
            questionnaire,
            assessment,
        ),
        headline=headline(sections),
        unsorted=tuple(o for o in assessment.observations if not o.sorted),
        by_clause=tuple(o for o in assessment.observations if o.clauses and not o.questions),
        to_find_out=tuple(item.question.id for item in items if item.state is State.DONT_KNOW),
        changes=moved[0],
        transition=moved[1],
        depth=depth_of(questionnaire, assessment),
        glossary=questionnaire.glossary,
        business_case=business_case(questionnaire, items, main.findings, words, assessment.engagement.currency),
        comments=assessment.comments,
        stages=assessment.stages,
    )
    return edited(report, assessment.edits)


def _moved(
    questionnaire: Questionnaire,
    items: Sequence[Item],
    editions: Sequence[EditionResult],
    engagement: Engagement,
    on: date,
) -> tuple[tuple[ChangeResult, ...], TransitionPlan | None]:
    """What a newer edition brings and by when, where this assessment is about that."""
    crosswalk = crosswalk_of(questionnaire, [edition.id for edition in editions])
    if crosswalk is None:
        return (), None
    newer = next(edition for edition in editions if edition.id == crosswalk.after)
    found = changes(crosswalk, items, newer.findings)
    return found, transition_plan(engagement, newer, found, on)


def _edition_result(now: Present, judge: Judge) -> EditionResult:
    frame, items = judge.frame, now.items
    edition = frame.edition
    required, practised = requirements(items, edition.id), good_practice(items, edition.id)
    rules = judge.rules(items)
    gate_results, outcome = judge.outcome(items, rules)
    found = outcome.findings
    actions = plan(found, frame)
    how = frame.questionnaire.aggregation
    share = share_of(required, edition.id, how)
    return EditionResult(
        id=edition.id,
        label=edition.label,
        tally=tally(required),
        share=share,
        range=range_of(required, edition.id, how),
        lacking=lacking_of(required, edition.id, how),
        practice=practice(practised),
        documentation=documentation(items, edition.id),
        clauses=_clause_results(required, edition, found),
        phases=tuple(GroupResult(id=p, tally=tally(i for i in required if i.question.pdca is p)) for p in Pdca),
        dimensions=tuple(
            GroupResult(id=d, tally=tally(i for i in required if d in i.question.dimensions)) for d in Dimension
        ),
        gates=gate_results,
        findings=found,
        strengths=strengths(items, frame),
        plan=actions,
        verdict=verdict(required, share, frame.questionnaire, gate_results, found),
        facts=concerning(edition.facts, frame.questionnaire, now.assessment),
        projection=by_horizon(now, edition.id, actions, judge),
        queries=queries(rules, judge.book.titles, frame),
        asked_for=asked_for(rules),
        suppressed=outcome.suppressed,
        stale=outcome.stale,
        proposed=outcome.proposed,
    )


def _clause_results(items: Sequence[Item], edition: Edition, found: Sequence[Finding]) -> tuple[ClauseResult, ...]:
    """Every clause of the edition in the order of the standard; one that no question asks about is not asked."""
    own: dict[str, list[Item]] = {clause.number: [] for clause in edition.clauses}
    lapses: dict[str, list[Finding]] = {clause.number: [] for clause in edition.clauses}
    clause_of = {item.question.id: item.question.editions[edition.id].clauses[0] for item in items}
    for item in items:
        own[clause_of[item.question.id]].append(item)
    for finding in found:
        if finding.grade is not Grade.OPPORTUNITY:
            of_answers = [clause_of[question] for question in finding.questions if question in clause_of]
            for number in dict.fromkeys(finding.counts_in if finding.level is None else of_answers):
                lapses[number].append(finding)
    return tuple(_clause_result(clause, own[clause.number], lapses[clause.number]) for clause in edition.clauses)


def _clause_result(clause: Clause, items: Sequence[Item], found: Sequence[Finding]) -> ClauseResult:
    total = tally(items)
    levels = [item.level for item in items if item.level is not None]
    grades = [finding.grade for finding in found]
    stands = standing(total)
    assessed = stands in {Standing.ASSESSED, Standing.PARTLY_ASSESSED}
    return ClauseResult(
        clause=clause,
        standing=stands,
        tally=total,
        mark=min(levels, default=None),
        grade=max(grades, key=lambda grade: grade.rank, default=Grade.CONFORMS if assessed else None),
        questions=tuple(item.question.id for item in items),
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


def profile_fact(item: Item, words: Words) -> ProfileFact:
    """A fact of the profile, worded for the organisation."""
    return ProfileFact(
        id=item.question.id,
        title=fill(item.question.title, words),
        answer=_worded(item.question.answer, words),
        value=item.answer.value if item.state is State.ANSWERED else None,
    )
