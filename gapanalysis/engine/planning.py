"""From findings to a plan: which action, when, and what it closes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gapanalysis.engine.findings import USUAL_SIZE, Frame, clause_key, days, effort_class
from gapanalysis.engine.wording import fill
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.questionnaire import Action
from gapanalysis.model.report import Horizon, PlannedAction

QUICK_SEVERITY = 3
QUICK_EFFORT = 2
"""A quick win helps the customer noticeably (severity 3 or more) for little effort (2 or less)."""

FIRST_MONTH: Mapping[str, Decimal] = {
    "micro": Decimal(5),
    "small": Decimal(10),
    "medium": Decimal(20),
    "large": Decimal(40),
}
"""Days of work an organisation can find in the first 30 days, by size; quick wins beyond them wait (our judgement)."""


def plan(findings: Sequence[Finding], frame: Frame) -> tuple[PlannedAction, ...]:
    """The actions that close the findings, first things first.

    Order: horizon, then the order of the most urgent finding each closes; an action never stands before one it
    depends on, and what others depend on is drawn forward to their horizon.
    """
    closes: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.action:
            closes[finding.action].append(finding)
    needs = {action: _needs(action, frame.questionnaire.actions, closes) for action in closes}
    horizons = _horizons(closes, needs, frame)
    ranks = {action: index for index, action in enumerate(closes)}  # findings come in order, so actions do too
    order = _ordered(sorted(closes, key=lambda a: (list(Horizon).index(horizons[a]), ranks[a])), needs)
    return tuple(_planned(action, closes[action], needs[action], horizons[action], frame) for action in order)


def _needs(action: str, actions: Mapping[str, Action], wanted: Mapping[str, object]) -> tuple[str, ...]:
    """The actions of the plan that must come first, looking through those that are done already."""
    found: list[str] = []
    for other in actions[action].depends_on:
        found += [other] if other in wanted else _needs(other, actions, wanted)
    return tuple(dict.fromkeys(found))


def _quick_win(finding: Finding) -> bool:
    return finding.severity >= QUICK_SEVERITY and finding.effort <= QUICK_EFFORT


def _horizon(finding: Finding) -> Horizon:
    if finding.gate is not None or (finding.grade.rank >= Grade.MINOR.rank and _quick_win(finding)):
        return Horizon.DAYS_30
    if finding.grade is Grade.MAJOR:
        return Horizon.DAYS_90
    if finding.grade is Grade.MINOR:
        return Horizon.DAYS_90 if finding.severity > QUICK_SEVERITY else Horizon.DAYS_180
    return Horizon.LATER


def _horizons(
    closes: Mapping[str, Sequence[Finding]], needs: Mapping[str, Sequence[str]], frame: Frame
) -> Mapping[str, Horizon]:
    order = list(Horizon)
    found = {action: min(map(_horizon, parts), key=order.index) for action, parts in closes.items()}
    found |= dict.fromkeys(_beyond_first_month(found, closes, frame), Horizon.DAYS_90)

    def draw_forward(action: str) -> None:
        for other in needs[action]:
            if order.index(found[other]) > order.index(found[action]):
                found[other] = found[action]
                draw_forward(other)

    for action in closes:
        draw_forward(action)
    return found


def _beyond_first_month(
    horizons: Mapping[str, Horizon], closes: Mapping[str, Sequence[Finding]], frame: Frame
) -> Iterator[str]:
    """Quick wins for which the first 30 days have no room left; what a failed gate needs always has room."""
    left = FIRST_MONTH[frame.size or USUAL_SIZE]
    first = [action for action, horizon in horizons.items() if horizon is Horizon.DAYS_30]
    for action in sorted(first, key=lambda name: all(part.gate is None for part in closes[name])):
        left -= days(frame.questionnaire.actions[action].effort, frame.size)
        if left < 0 and all(part.gate is None for part in closes[action]):
            yield action


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
        owner=fill(action.owner, words),
        days=days(action.effort, frame.size),
        efforts=action.effort,
        horizon=horizon,
        grade=max((part.grade for part in parts), key=lambda grade: grade.rank),
        quick_win=any(map(_quick_win, parts)),
        findings=tuple(part.id for part in parts),
        clauses=tuple(sorted({part.clause for part in parts}, key=clause_key)),
        depends_on=needs,
        severity=max(part.severity for part in parts),
        effort=effort_class(action, frame.size),
    )
