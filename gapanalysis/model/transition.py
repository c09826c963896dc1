"""What a newer edition brings to an organisation, and the way there against the dates."""

from datetime import date
from enum import StrEnum
from typing import Literal

from gapanalysis.model.base import Value
from gapanalysis.model.plan import Horizon
from gapanalysis.model.standard import Change


class ChangeState(StrEnum):
    """What a change between editions means to the organisation."""

    NOTHING_TO_DO = "nothing to do"
    MET = "met"
    GAP = "gap"
    OPEN = "open"
    NOT_ASKED = "not asked"


class ChangeResult(Value):
    """A change that an edition brings, with what the answers say about it.

    `questions` are those that cover what the change asks for, `findings` their gaps; both are empty where only words
    changed.
    """

    change: Change
    state: ChangeState
    questions: tuple[str, ...]
    findings: tuple[str, ...]


class Milestone(Value):
    """A date on the way to a newer edition. `label` is the kind of a visit, or what an edition's fact is called."""

    on: date
    kind: Literal["target", "expiry", "visit", "end"]
    label: str
    verified: bool


class TransitionStep(Value):
    """Actions that close gaps of the changes, by horizon.

    `done_by` is None for what has no date; `in_time` says whether that is by `ready_by`, None where either is unknown.
    """

    horizon: Horizon
    done_by: date | None
    actions: tuple[str, ...]
    in_time: bool | None


class TransitionPlan(Value):
    """What the move to a newer edition takes, against the dates that are known; `ready_by` is None when none is."""

    milestones: tuple[Milestone, ...]
    ready_by: date | None
    steps: tuple[TransitionStep, ...]
