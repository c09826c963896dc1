"""When an action belongs in the plan: urgency first, then what people can do in the time (docs/scoring.md)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from gapanalysis.engine.findings import USUAL_SIZE, Frame, days
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.plan import Horizon

QUICK_SEVERITY = 3
QUICK_EFFORT = 2
"""A quick win helps the customer noticeably (severity 3 or more) for little effort (2 or less)."""

DAYS_A_MONTH: Mapping[str, Decimal] = {
    "micro": Decimal(5),
    "small": Decimal(10),
    "medium": Decimal(20),
    "large": Decimal(40),
}
"""Days of its own people an organisation finds for improvement in 30 days, by size, unless it says (our judgement)."""

MONTHS: Mapping[Horizon, int] = {Horizon.DAYS_30: 1, Horizon.DAYS_90: 2, Horizon.DAYS_180: 3}
"""How many times 30 days each horizon adds; `later` has no end."""

ORDER = tuple(Horizon)

ENDS: Mapping[Horizon, int] = {horizon: ahead for horizon in Horizon if (ahead := horizon.days)}
"""Days from the report to the end of each horizon."""

Closes = Mapping[str, Sequence[Finding]]
"""From action to the findings it closes, both in order of priority."""


def quick_win(finding: Finding) -> bool:
    """Whether it helps much for little."""
    return finding.severity >= QUICK_SEVERITY and finding.effort <= QUICK_EFFORT


def horizons(
    closes: Closes, needs: Mapping[str, Sequence[str]], systemic: set[str], frame: Frame
) -> Mapping[str, Horizon]:
    """The horizon of every action of the plan.

    Args:
        closes: what each action closes.
        needs: actions of the plan that each depends on; they are drawn forward to what depends on them.
        systemic: questions whose lapses together are a likely major.
        frame: for the size of the organisation, which says how much fits into a horizon.
    """
    found = {
        action: min((_urgency(part, systemic, frame.on) for part in parts), key=ORDER.index)
        for action, parts in closes.items()
    }
    for horizon, following in pairwise(ORDER):
        found |= dict.fromkeys(_overflow(horizon, found, closes, systemic, frame), following)
    for action in closes:
        _draw_forward(action, found, needs)
    return found


def _closes_major(finding: Finding, systemic: set[str]) -> bool:
    return finding.grade is Grade.MAJOR or systemic.issuperset(finding.questions)


def _must_stay(finding: Finding, systemic: set[str]) -> bool:
    return _closes_major(finding, systemic) or _planned_for(finding) is not None


def _planned_for(finding: Finding) -> date | None:
    """The date for which a gate that is not yet due is planned; None for every other finding."""
    dates = [str(reason.values["on"]) for reason in finding.reasons if reason.rule == "gate-planned"]
    return date.fromisoformat(dates[0]) if dates else None


def _by(day: date, on: date) -> Horizon:
    """The horizon in which a day lies."""
    return next((horizon for horizon, days_ahead in ENDS.items() if (day - on).days <= days_ahead), Horizon.LATER)


def _urgency(finding: Finding, systemic: set[str], on: date) -> Horizon:
    planned = _planned_for(finding)
    if planned is not None:
        return _by(planned, on)
    if finding.gate is not None or (finding.grade.rank >= Grade.MINOR.rank and quick_win(finding)):
        return Horizon.DAYS_30
    if _closes_major(finding, systemic):
        return Horizon.DAYS_90
    if finding.grade is Grade.MINOR:
        return Horizon.DAYS_90 if finding.severity > QUICK_SEVERITY else Horizon.DAYS_180
    return Horizon.LATER


def _overflow(
    horizon: Horizon, found: Mapping[str, Horizon], closes: Closes, systemic: set[str], frame: Frame
) -> list[str]:
    """Actions that no longer fit, the least urgent ones; what closes a likely major, or has a date, always stays."""
    left = (frame.days_a_month or DAYS_A_MONTH[frame.size or USUAL_SIZE]) * MONTHS[horizon]
    inside = [action for action in closes if found[action] is horizon]
    staying = [action for action in inside if any(_must_stay(part, systemic) for part in closes[action])]
    over = []
    for action in (*staying, *(each for each in inside if each not in staying)):
        left -= days(frame.questionnaire.actions[action].effort, frame.size)
        if left < 0 and action not in staying:
            over.append(action)
    return over


def _draw_forward(action: str, found: dict[str, Horizon], needs: Mapping[str, Sequence[str]]) -> None:
    for other in needs[action]:
        if ORDER.index(found[other]) > ORDER.index(found[action]):
            found[other] = found[action]
            _draw_forward(other, found, needs)
