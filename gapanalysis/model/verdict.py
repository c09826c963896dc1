"""Gates, and what may be said of the whole, and no more."""

from datetime import date
from enum import StrEnum
from typing import Literal

from gapanalysis.model.base import Value
from gapanalysis.model.questionnaire import Band


class GateState(StrEnum):
    """State of a gate."""

    MET = "met"
    FAILED = "failed"
    OPEN = "open"
    NOT_YET_DUE = "not yet due"


class GateResult(Value):
    """One gate. `questions` is empty when the questionnaire does not ask it (the state is then open)."""

    id: str
    clause: str
    title: str
    state: GateState
    questions: tuple[str, ...]
    planned_for: date | None = None


class Verdict(Value):
    """What may be said, and no more.

    `subject`: readiness for certification when every gate is asked and answered, otherwise customer focus only;
    `nothing` when no requirement question was answered.
    `band` is None while coverage is below 80 %; `by_share` is the band of the share alone, where a cap of the
    questionnaire holds the verdict in a lower one.
    `capped_by` has the ids of failed gates and likely majors: they cap the verdict whatever the share.
    """

    subject: Literal["readiness", "customer focus", "nothing"]
    band: Band | None
    by_share: Band | None
    capped_by: tuple[str, ...]
    self_declared: bool
    enough_coverage: bool
