"""What an assessor sees on site, one line at a time, sorted to clauses and questions later."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from gapanalysis.model.base import Value


class Sign(StrEnum):
    """What an observation speaks for."""

    STRENGTH = "strength"
    GAP = "gap"
    OPPORTUNITY = "opportunity"
    NEUTRAL = "neutral"


class Sample(Value):
    """A sample: `not_conforming` of `drawn`, out of a `population` (None: not known), with references looked at."""

    not_conforming: Annotated[int, Field(ge=0)]
    drawn: Annotated[int, Field(ge=1)]
    population: Annotated[int, Field(ge=1)] | None = None
    references: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> "Sample":
        if self.not_conforming > self.drawn:
            raise ValueError("more items do not conform than were drawn")
        if self.population is not None and self.drawn > self.population:
            raise ValueError("more items were drawn than there are")
        return self


class Observation(Value):
    """Something seen. `clauses` and `questions` may be empty until it is sorted.

    `role` is the role spoken to, never a name.
    """

    id: UUID
    seen_at: AwareDatetime
    text: Annotated[str, Field(min_length=1, max_length=4000)]
    where: str = ""
    process: str = ""
    role: str = ""
    sample: Sample | None = None
    sign: Sign = Sign.NEUTRAL
    clauses: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def sorted(self) -> bool:
        """Whether it has found its clause or question."""
        return bool(self.clauses or self.questions)
