"""What to do in which order, and how things stand after each step of it."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from gapanalysis.model.base import Value
from gapanalysis.model.finding import Grade
from gapanalysis.model.question import Effort
from gapanalysis.model.score import Practice, Tally
from gapanalysis.model.verdict import GateState


class Horizon(StrEnum):
    """When an action belongs in the plan."""

    DAYS_30 = "30"
    DAYS_90 = "90"
    DAYS_180 = "180"
    LATER = "later"

    @property
    def days(self) -> int | None:
        """Days from the date of the report by which it should be done; None for later."""
        return None if self is Horizon.LATER else int(self.value)


class PlannedAction(Value):
    """An action of the plan, in order of priority.

    `days` is the effort for the size of the organisation; `findings` are what it closes.
    `depends_on` has only actions that are in this plan.
    """

    id: str
    title: str
    first_step: str
    done_when: str
    benefit: str
    owner: str
    days: Decimal
    efforts: Effort
    horizon: Horizon
    grade: Grade
    quick_win: bool
    findings: tuple[str, ...]
    clauses: tuple[str, ...]
    depends_on: tuple[str, ...]
    severity: int
    effort: int


class Step(Value):
    """How things stand once a step of the plan is done, and every step before it.

    Attributes:
        id: a horizon (`30`), or the id of an action.
        actions: those of this step alone, in the order of the plan; `days` is what they need together.
        share: 0-1, put together as the questionnaire declares; None where nothing was assessed.
        remaining: the findings that remain, by id and in order of priority, with the grade they then have.
        gates: the state of every gate by id.
    """

    id: str
    actions: tuple[str, ...]
    days: Decimal
    tally: Tally
    share: Fraction | None
    practice: Practice
    remaining: Mapping[str, Grade]
    gates: Mapping[str, GateState]

    def count(self, grade: Grade) -> int:
        """How many findings of this grade remain."""
        return sum(each is grade for each in self.remaining.values())
