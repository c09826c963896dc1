"""What doing something brings: the share, findings and gates after it beside those of today."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gapanalysis.engine.aggregation import share_of
from gapanalysis.engine.interview import Item
from gapanalysis.engine.projection import Answers, Judge, Present, items_with, raised_by_action, remaining
from gapanalysis.engine.scoring import good_practice, practice, requirements
from gapanalysis.model.assessment import State
from gapanalysis.model.explanation import Gain
from gapanalysis.model.plan import PlannedAction
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import EditionResult
from gapanalysis.model.verdict import GateState

_TO_ANSWER = {State.OPEN, State.DONT_KNOW}


@dataclass(frozen=True, slots=True)
class Worth:
    """The share (0-1) and mean maturity (1-5) of items in one edition."""

    share: Fraction | None
    practice: Fraction | None


def worth(questionnaire: Questionnaire, items: Sequence[Item], edition: str) -> Worth:
    """Share and practice of an edition for these items."""
    share = share_of(requirements(items, edition), edition, questionnaire.aggregation)
    return Worth(share, practice(good_practice(items, edition)).mean)


def change(before: Fraction | None, after: Fraction | None) -> Fraction | None:
    """From before to after; None where either is nothing."""
    return None if before is None or after is None else after - before


def gains(now: Present, result: EditionResult, judge: Judge) -> tuple[Gain, ...]:
    """Every action of the plan, the most gain a day first; among equals the order of the plan."""
    raised = raised_by_action(now)
    found = [_gain(action, raised.get(action.id, {}), now, result, judge) for action in result.plan]
    return tuple(sorted(found, key=_rank))


def gain_of(action: PlannedAction, now: Present, result: EditionResult, judge: Judge) -> Gain:
    """What one action of the plan brings by itself."""
    return _gain(action, raised_by_action(now).get(action.id, {}), now, result, judge)


def _gain(action: PlannedAction, raised: Answers, now: Present, result: EditionResult, judge: Judge) -> Gain:
    items = items_with(now, raised)
    gates, findings = judge(items)
    after = worth(now.questionnaire, items, result.id)
    gained = change(result.share, after.share)
    standing = {finding.id for finding in remaining(now, findings, result.plan, {action.id})}
    states = {gate.id: gate.state for gate in result.gates}
    return Gain(
        action=action.id,
        title=action.title,
        days=action.days,
        share=after.share,
        gain=gained,
        per_day=gained / Fraction(action.days) if gained and action.days else None,
        practice=change(result.practice.mean, after.practice),
        closes=tuple(finding.id for finding in result.findings if finding.id not in standing),
        gates=tuple(gate.id for gate in gates if gate.state is GateState.MET and states[gate.id] is not GateState.MET),
        opens=tuple(
            new.question.id
            for old, new in zip(now.items, items, strict=True)
            if new.state in _TO_ANSWER and old.state not in _TO_ANSWER
        ),
        needs=action.depends_on,
    )


def _rank(gain: Gain) -> tuple[bool, Fraction]:
    """What costs nothing and gains something comes first, then gain a day."""
    free = not gain.days and bool(gain.gain) and (gain.gain or 0) > 0
    return (not free, -(gain.per_day or Fraction(0)))
