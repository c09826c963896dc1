"""A proposal opened for reading: lookups by id, and the words that name its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from gapanalysis.model.grade import Grade
from gapanalysis.model.money import Money
from gapanalysis.model.proposal import Gap, Option, Proposal, WorkPackage
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.model.score import Tally
from gapanalysis.render.context.frame import running_name
from gapanalysis.render.context.plain import Data
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import FEWEST_FOR_PERCENTAGES, money_text, percent_text

GRADES = (Grade.MAJOR, Grade.MINOR, Grade.OPPORTUNITY)
"""Grades that gaps have, worst first."""

KEYS = {Grade.MAJOR: "major", Grade.MINOR: "minor", Grade.OPPORTUNITY: "opportunity"}

SIGNS = {Grade.MAJOR: "grade-major", Grade.MINOR: "grade-minor", Grade.OPPORTUNITY: "grade-opportunity"}


@dataclass(frozen=True)
class Reading:
    """The proposal with its messages; adds lookups and no number."""

    proposal: Proposal
    messages: Messages

    @cached_property
    def gaps(self) -> dict[str, Gap]:
        """Every gap by id."""
        return {gap.id: gap for gap in self.proposal.gaps}

    @cached_property
    def packages(self) -> dict[str, WorkPackage]:
        """Every package of any option by id, in the order of the work; the fullest option that has it speaks for it."""
        found: dict[str, WorkPackage] = {}
        for option in reversed(self.proposal.options):
            for package in option.packages:
                found.setdefault(package.id, package)
        return dict(sorted(found.items(), key=lambda pair: self._place(pair[1])))

    @property
    def shown(self) -> Option:
        """The option that stands for all where only one can be shown: the recommended one, else the fullest."""
        options = self.proposal.options
        return next((option for option in options if option.recommended), options[-1])

    def role(self, role_id: str) -> str:
        """The title of a role."""
        return next(role.title for role in self.proposal.roles if role.id == role_id)

    def money(self, amount: Money) -> str:
        """An amount in words."""
        return money_text(self.messages, amount)

    def grade(self, grade: Grade) -> Data:
        """A grade's name and sign."""
        return {"name": self.messages(f"grade.{grade.value.replace(' ', '_')}"), "sign": SIGNS[grade]}

    def counts(self, gaps: Iterable[Gap], family: str = "count") -> str:
        """How many gaps of each grade: `1 likely major, 4 likely minor and 2 opportunities`; empty for none.

        `family`: `count` for labels, `counted` for sentences.
        """
        every = list(gaps)
        counts = [(KEYS[grade], sum(gap.grade is grade for gap in every)) for grade in GRADES]
        return self.listed([self.messages.count(f"proposal.{family}.{key}", count) for key, count in counts if count])

    def all_counts(self, family: str = "count") -> str:
        """The gaps of the first edition by grade, and what each further edition adds."""
        proposal, messages = self.proposal, self.messages
        by_edition: dict[str, list[Gap]] = {}
        for gap in proposal.gaps:
            by_edition.setdefault(gap.edition, []).append(gap)
        labels = {outlook.edition: outlook.label for outlook in proposal.options[0].outlooks}
        first, *further = by_edition.items()
        told = [self.counts(first[1], family)]
        told += [
            messages("proposal.counted.added", edition=labels[edition], counts=self.counts(gaps))
            for edition, gaps in further
        ]
        return "; ".join(told)

    def number(self, count: int) -> str:
        """A small number as a word, a larger one in figures."""
        key = f"proposal.word.{count}"
        return self.messages(key) if self.messages.has(key) else str(count)

    def listed(self, parts: Sequence[str]) -> str:
        """Words in a row: `a, b and c`."""
        if len(parts) < 2:  # noqa: PLR2004 (nothing to join)
            return "".join(parts)
        return self.messages("and", first=", ".join(parts[:-1]), second=parts[-1])

    def lacking(self, tally: Tally, share: Fraction | None) -> str:
        """What is still lacking: of the points, or of a share that is put together otherwise."""
        if share is None:
            return self.messages("state.not_assessed")
        if share == 1:
            return self.messages("proposal.lacking.nothing")
        situation = self.proposal.situation
        by_points = situation is not None and situation.aggregation is Aggregation.QUESTIONS
        points = self.messages("points_of", points=tally.attainable - tally.points, attainable=tally.attainable)
        if not by_points:
            return percent_text(self.messages, 1 - share)
        if tally.answered < FEWEST_FOR_PERCENTAGES:
            return points
        return self.messages("share_of", share=percent_text(self.messages, 1 - share), points=points)

    @property
    def running_name(self) -> str:
        """The client's name, short enough for the foot of a page."""
        return running_name(self.proposal.client)

    def _place(self, package: WorkPackage) -> tuple[int, int]:
        """Where a package stands: in the order of the fullest option that has it."""
        for option in reversed(self.proposal.options):
            ids = [each.id for each in option.packages]
            if package.id in ids:
                return (int(not package.parts), ids.index(package.id))
        raise KeyError(package.id)
