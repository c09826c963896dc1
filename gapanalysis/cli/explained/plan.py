"""What to do to gain most, and what remains after each step of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gapanalysis.cli.explained.columns import columns
from gapanalysis.cli.explained.figures import days_text, head, lines, points, share_text, titled
from gapanalysis.cli.wording import counted
from gapanalysis.model.finding import Grade
from gapanalysis.model.verdict import GateState

if TYPE_CHECKING:
    from gapanalysis.model.explanation import Gain, NextExplained, PlanExplained
    from gapanalysis.model.plan import Step

MOST = 10
"""So many actions are shown of what to do next; JSON has them all."""

_HEADS = ("days", "share", "major", "minor", "opp.", "gates")
_HORIZONS = {"today": "today", "30": "0-30 days", "90": "31-90 days", "180": "91-180 days", "later": "later"}


def next_blocks(explained: NextExplained) -> list[str]:
    """The actions that bring most for a day's work."""
    gaining = [gain for gain in explained.gains if gain.gain and gain.gain > 0]
    if not explained.gains:
        return [head("There is nothing to do: no finding has an action.")]
    shown = gaining[:MOST]
    title = f"To gain most, do this next: the share is {share_text(explained.share)} today"
    note = (
        "Percentage points, and days of your own people; the most for a day's work first. "
        "Each is reckoned by itself, from today."
    )
    rows = [[points(gain.gain), f"for {days_text(gain.days)}", _told(gain)] for gain in shown]
    return [head(title, note), columns(rows, ">>~"), _rest(explained, len(gaining) - len(shown), len(gaining))]


def _told(gain: Gain) -> str:
    told = f"{gain.title} ({gain.action})"
    if gain.gates:
        told += f". It meets the gate: {', '.join(gain.gates)}"
    if gain.needs:
        told += f". First comes {', '.join(gain.needs)}"
    return told


def _rest(explained: NextExplained, hidden: int, gaining: int) -> str:
    without = len(explained.gains) - gaining
    good = f"{counted(without, 'action')} without points: good practice, or worth doing for another reason."
    return lines(
        f"{counted(hidden, 'more action')} with a smaller gain for a day." if hidden else "", good if without else ""
    )


def plan_blocks(explained: PlanExplained) -> list[str]:
    """The plan by horizon, then by action."""
    title = f"{explained.label}: what remains after each step of the plan"
    note = (
        "Reckoned by scoring the same answers again, with those that each step closes at their top: the days it needs, "
        "the share, the findings that remain by grade, and the gates that still fail."
    )
    return [
        head(title, note),
        titled("By horizon", _by_horizon(explained)),
        titled("Action by action, in the order of the plan", _by_action(explained)),
    ]


def _by_horizon(explained: PlanExplained) -> str:
    rows = [[_HORIZONS[step.id], *_figures(step)] for step in (explained.today, *explained.horizons)]
    return columns(rows, "~>>>>>>", ("after", *_HEADS))


def _by_action(explained: PlanExplained) -> str:
    rows = [[step.id, explained.titles[step.id], *_figures(step)] for step in explained.actions]
    return columns(rows, "<~>>>>>>", ("after", "", *_HEADS))


def _figures(step: Step) -> list[str]:
    failed = sum(state is GateState.FAILED for state in step.gates.values())
    return [
        f"{step.days.normalize():f}" if step.actions else "",
        share_text(step.share, "-"),
        *(str(step.count(grade)) for grade in (Grade.MAJOR, Grade.MINOR, Grade.OPPORTUNITY)),
        str(failed),
    ]
