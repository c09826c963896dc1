"""Which question covers which requirement of an edition, and which requirement none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapanalysis.model.question import Obligation, Question
from gapanalysis.model.standard import InClause, Requirement, Standard


@dataclass(frozen=True, slots=True)
class Covered:
    """A requirement of an edition, and the questions whose answers decide on it.

    Attributes:
        requirement: what is required.
        stands: where the edition has it, and how sure that is.
        questions: their ids in the order asked; empty where nothing asks about it (a hole).
        reported: whether the edition is known from reports only and nobody has verified this requirement, so that a
            reader has to.
    """

    requirement: Requirement
    stands: InClause
    questions: tuple[str, ...]
    reported: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every requirement of an edition, in the order of its clauses."""

    edition: str
    requirements: tuple[Covered, ...]

    @property
    def reached(self) -> int:
        """How many requirements a question covers."""
        return len(self.requirements) - len(self.holes)

    @property
    def holes(self) -> tuple[Covered, ...]:
        """The requirements that nothing asks about."""
        return tuple(each for each in self.requirements if not each.questions)


def coverage_of(standard: Standard, questions: Sequence[Question], year: str) -> Coverage:
    """What these questions cover of an edition.

    An edition counts as known from reports where a crosswalk leads to it: its requirements are then told by what others
    write about it, until somebody has held each against the text (`verified`).

    Raises:
        KeyError: the standard has no such edition.
    """
    order = {clause.number: place for place, clause in enumerate(standard.edition(year).clauses)}
    found = covered_by({each.id: each for each in standard.requirements}, {each.id: each for each in questions}, year)
    reported = year in {crosswalk.after for crosswalk in standard.crosswalks}
    stands = [(each, each.editions[year]) for each in standard.requirements if year in each.editions]
    stands.sort(key=lambda pair: order.get(pair[1].clause, len(order)))
    return Coverage(
        year,
        tuple(Covered(each, place, found[each.id], reported and not place.verified) for each, place in stands),
    )


def covered_by(
    requirements: Mapping[str, Requirement], questions: Mapping[str, Question], year: str
) -> dict[str, tuple[str, ...]]:
    """For every requirement of an edition, the questions that are a requirement there and cover it; maybe none."""
    found: dict[str, list[str]] = {name: [] for name, each in requirements.items() if year in each.editions}
    for question in questions.values():
        seen = question.editions.get(year)
        if seen is not None and seen.obligation is Obligation.REQUIREMENT:
            for name in question.covers:
                if name in found:
                    found[name].append(question.id)
    return {name: tuple(asked) for name, asked in found.items()}
