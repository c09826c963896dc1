"""The main line: `analyse(questionnaire, assessment, on=date) -> GapReport`, readable top to bottom.

Pure: same questionnaire, same assessment, same date, same report.
"""

from collections.abc import Sequence
from datetime import date

from gapanalysis.engine.aggregation import lacking_of, range_of, share_of
from gapanalysis.engine.answers import profile_fact, question_results
from gapanalysis.engine.business_case import business_case
from gapanalysis.engine.editing import edited
from gapanalysis.engine.findings import strengths
from gapanalysis.engine.interview import (
    Item,
    concerning,
    depth_of,
    profile_items,
)
from gapanalysis.engine.judge import Judge, judge_of
from gapanalysis.engine.planning import plan
from gapanalysis.engine.projection import Present, by_horizon, present_of
from gapanalysis.engine.rules import asked_for, queries
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
from gapanalysis.model.assessment import Assessment, Engagement, State
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.question import (
    Dimension,
)
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import (
    ClauseResult,
    EditionResult,
    GapReport,
    GroupResult,
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
        questions=question_results(items, questionnaire, assessment, words, judges[0].book.titles),
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
