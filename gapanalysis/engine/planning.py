"""From findings to a plan: which action, when, and what it closes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gapanalysis.engine.findings import Frame, clause_key, days, effort_class
from gapanalysis.engine.horizons import ORDER, horizons, quick_win
from gapanalysis.engine.wording import fill
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.plan import Horizon, PlannedAction
from gapanalysis.model.question import Action


def plan(findings: Sequence[Finding], frame: Frame) -> tuple[PlannedAction, ...]:
    """The actions that close the findings, first things first.

    Order: horizon, then the order of the most urgent finding each closes; an action never stands before one it
    depends on.
    """
    closes: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for action in finding.actions:
            closes[action].append(finding)
    needs = {action: _needs(action, frame.questionnaire.actions, closes) for action in closes}
    systemic = {
        question
        for finding in findings
        if finding.grade is Grade.MAJOR and not finding.action
        for question in finding.questions
    }
    when = horizons(closes, needs, systemic, frame)
    ranks = {action: index for index, action in enumerate(closes)}  # findings come in order, so actions do too
    order = _ordered(sorted(closes, key=lambda a: (ORDER.index(when[a]), ranks[a])), needs)
    return tuple(_planned(action, closes[action], needs[action], when[action], frame) for action in order)


def _needs(action: str, actions: Mapping[str, Action], wanted: Mapping[str, object]) -> tuple[str, ...]:
    """The actions of the plan that must come first, looking through those that are done already."""
    found: list[str] = []
    for other in actions[action].depends_on:
        found += [other] if other in wanted else _needs(other, actions, wanted)
    return tuple(dict.fromkeys(found))


def _ordered(wanted: Sequence[str], needs: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    done: dict[str, None] = {}

    def place(action: str) -> None:
        if action not in done:
            for other in needs[action]:
                place(other)
            done[action] = None

    for action in wanted:
        place(action)
    return tuple(done)


def _planned(
    action_id: str, parts: Sequence[Finding], needs: tuple[str, ...], horizon: Horizon, frame: Frame
) -> PlannedAction:
    action, words = frame.questionnaire.actions[action_id], frame.words
    return PlannedAction(
        id=action.id,
        title=fill(action.title, words),
        first_step=fill(action.first_step, words),
        done_when=fill(action.done_when, words),
        benefit=fill(action.benefit, words),
        owner=fill(frame.roles.get(action.owner, action.owner), words),
        days=days(action.effort, frame.size),
        efforts=action.effort,
        horizon=horizon,
        grade=max((part.grade for part in parts), key=lambda grade: grade.rank),
        quick_win=any(map(quick_win, parts)),
        findings=tuple(part.id for part in parts),
        clauses=tuple(sorted({part.clause for part in parts}, key=clause_key)),
        depends_on=needs,
        severity=max(part.severity for part in parts),
        effort=effort_class(action, frame.size),
    )
