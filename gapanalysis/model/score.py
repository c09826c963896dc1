"""Sums of points: what was reached of what is attainable, and what the share may still become."""

from enum import StrEnum
from fractions import Fraction

from gapanalysis.model.base import Value


class Tally(Value):
    """Counts and points that add: a clause is the sum of its questions, the whole the sum of its clauses.

    `points` is the sum of weight x level, `attainable` of weight x 3, over answered applicable requirement
    questions. The counts are of questions. `open` and `dont_know` are applicable but not answered.
    """

    points: int = 0
    attainable: int = 0
    answered: int = 0
    open: int = 0
    dont_know: int = 0
    not_applicable: int = 0
    not_asked: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both together."""
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in Tally.model_fields})

    @property
    def applicable(self) -> int:
        """Questions that apply, answered or not."""
        return self.answered + self.open + self.dont_know

    @property
    def share(self) -> Fraction | None:
        """0-1; None where nothing was assessed."""
        return Fraction(self.points, self.attainable) if self.attainable else None

    @property
    def coverage(self) -> Fraction | None:
        """Answered out of applicable, 0-1; None where nothing applies."""
        return Fraction(self.answered, self.applicable) if self.applicable else None


class Practice(Value):
    """Customer-focus practice: the weighted mean maturity (1-5) of good-practice questions, beside conformity.

    `points` is the sum of weight x level, `weight` of the weights, over answered questions.
    """

    points: int = 0
    weight: int = 0
    answered: int = 0
    applicable: int = 0

    @property
    def mean(self) -> Fraction | None:
        """1-5; None where nothing was answered."""
        return Fraction(self.points, self.weight) if self.weight else None


class Range(Value):
    """What the share may still become once every open question is answered: sound bounds, 0-1."""

    low: Fraction
    high: Fraction


class Standing(StrEnum):
    """How a clause or section stands; for anything but `assessed` there is no share to show."""

    ASSESSED = "assessed"
    PARTLY_ASSESSED = "partly assessed"
    NOT_ASSESSED = "not assessed"
    NOT_APPLICABLE = "not applicable"
    NOT_ASKED = "not asked"
