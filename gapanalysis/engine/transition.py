"""What a newer edition brings, change by change, and what the answers say about each."""

from collections.abc import Sequence

from gapanalysis.engine.findings import clause_key
from gapanalysis.engine.interview import Item
from gapanalysis.engine.scoring import requirements
from gapanalysis.model.assessment import State
from gapanalysis.model.finding import Grade
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import ChangeResult, ChangeState, EditionResult
from gapanalysis.model.standard import Change, Crosswalk


def changes(
    questionnaire: Questionnaire, items: Sequence[Item], editions: Sequence[EditionResult]
) -> tuple[ChangeResult, ...]:
    """Every change that matters to this assessment, in the order of the newer edition's clauses.

    There are some when two editions are assessed side by side, and when the questionnaire is about moving to the one
    assessed; otherwise none.
    """
    crosswalk = _crosswalk(questionnaire, [edition.id for edition in editions])
    if crosswalk is None:
        return ()
    newer = next(edition for edition in editions if edition.id == crosswalk.after)
    asked = requirements(items, newer.id)
    ordered = sorted(crosswalk.changes, key=lambda change: clause_key((change.after or change.before)[0]))
    return tuple(_result(change, asked, newer) for change in ordered)


def _crosswalk(questionnaire: Questionnaire, editions: Sequence[str]) -> Crosswalk | None:
    for crosswalk in questionnaire.standard.crosswalks:
        side_by_side = {crosswalk.before, crosswalk.after} == set(editions)
        moving = crosswalk.before == questionnaire.transition_from and crosswalk.after in editions
        if side_by_side or moving:
            return crosswalk
    return None


def _result(change: Change, asked: Sequence[Item], newer: EditionResult) -> ChangeResult:
    covering = [item for item in asked if set(item.question.covers) & set(change.requirements)]
    names = {item.question.id for item in covering}
    gaps = [each for each in newer.findings if each.grade is not Grade.OPPORTUNITY and names & set(each.questions)]
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
