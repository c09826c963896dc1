"""What a newer edition brings, change by change, what the answers say about each, and by when to be ready."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from gapanalysis.engine.findings import clause_key
from gapanalysis.engine.horizons import ENDS
from gapanalysis.engine.interview import Item
from gapanalysis.engine.scoring import requirements
from gapanalysis.model.assessment import Engagement, State
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.plan import Horizon
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import EditionResult
from gapanalysis.model.standard import Change, Crosswalk
from gapanalysis.model.transition import ChangeResult, ChangeState, Milestone, TransitionPlan, TransitionStep


def changes(crosswalk: Crosswalk, items: Sequence[Item], findings: Sequence[Finding]) -> tuple[ChangeResult, ...]:
    """Every change of a crosswalk, in the order of the newer edition's clauses; `findings` are that edition's."""
    asked = requirements(items, crosswalk.after)
    ordered = sorted(crosswalk.changes, key=lambda change: clause_key((change.after or change.before)[0]))
    return tuple(_result(change, asked, findings) for change in ordered)


def crosswalk_of(questionnaire: Questionnaire, editions: Sequence[str]) -> Crosswalk | None:
    """The way between two editions assessed side by side, or to the one that the questionnaire is about moving to."""
    for crosswalk in questionnaire.standard.crosswalks:
        side_by_side = {crosswalk.before, crosswalk.after} == set(editions)
        moving = crosswalk.before == questionnaire.transition_from and crosswalk.after in editions
        if side_by_side or moving:
            return crosswalk
    return None


def _result(change: Change, asked: Sequence[Item], findings: Sequence[Finding]) -> ChangeResult:
    covering = [item for item in asked if set(item.question.covers) & set(change.requirements)]
    names = {item.question.id for item in covering}
    gaps = [each for each in findings if each.grade is not Grade.OPPORTUNITY and names & set(each.questions)]
    own = [each for each in gaps if each.level is not None]
    return ChangeResult(
        change=change,
        state=_state(change, covering, has_gap=bool(own)),
        questions=tuple(item.question.id for item in covering),
        findings=tuple(each.id for each in own),
    )


def _state(change: Change, covering: Sequence[Item], *, has_gap: bool) -> ChangeState:
    """A gap that is certain is not hidden by a question that is open."""
    if not change.requirements:
        return ChangeState.NOTHING_TO_DO
    states = {item.state for item in covering}
    if has_gap:
        return ChangeState.GAP
    if states & {State.OPEN, State.DONT_KNOW}:
        return ChangeState.OPEN
    return ChangeState.MET if State.ANSWERED in states else ChangeState.NOT_ASKED


# -- by when -----------------------------------------------------------------------------------------------------

_ENDS = "transition-end"
"""The fact of an edition that says until when certified organisations have to move."""


def transition_plan(
    engagement: Engagement, newer: EditionResult, found: Sequence[ChangeResult], on: date
) -> TransitionPlan:
    """What closes the gaps of the changes, held against the dates that are known.

    `ready_by` is the first date still ahead by which the move has to be made: the organisation's own target, the expiry
    of its certificate (a new one is issued to the newer edition by then), or the reported end of the transition. Visits
    are shown and decide nothing: at which of them the move is audited is agreed with the certification body.
    """
    milestones = tuple(sorted(_milestones(engagement, newer), key=lambda each: (each.on, each.kind)))
    deadlines = [each.on for each in milestones if each.kind != "visit" and each.on >= on]
    ready_by = min(deadlines, default=None)
    gaps = {finding for each in found for finding in each.findings}
    closing = [action for action in newer.plan if gaps & set(action.findings)]
    steps = []
    for horizon in Horizon:
        own = tuple(action.id for action in closing if action.horizon is horizon)
        if own:
            done_by = on + timedelta(days=ENDS[horizon]) if horizon in ENDS else None
            in_time = None if done_by is None or ready_by is None else done_by <= ready_by
            steps.append(TransitionStep(horizon=horizon, done_by=done_by, actions=own, in_time=in_time))
    return TransitionPlan(milestones=milestones, ready_by=ready_by, steps=tuple(steps))


def _milestones(engagement: Engagement, newer: EditionResult) -> Iterator[Milestone]:
    if engagement.target_date:
        yield Milestone(on=engagement.target_date, kind="target", label="", verified=True)
    if engagement.certificate_expiry:
        yield Milestone(on=engagement.certificate_expiry, kind="expiry", label="", verified=True)
    for visit in engagement.next_visits:
        yield Milestone(on=visit.on, kind="visit", label=visit.kind, verified=True)
    for fact in newer.facts:
        if fact.id == _ENDS and fact.on:
            yield Milestone(on=fact.on, kind="end", label=fact.label, verified=fact.verified)
