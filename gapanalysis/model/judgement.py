"""The assessor's word on findings: each decision is a record of the journal, with its reason, and replaces nothing.

Findings that the rules propose are named `F9.1.2-1`, those made by hand `H1`. A merged finding keeps the first id; the
parts of a split one get a letter (`F8.4.1-1a`). What each decision does is in `engine.judgement`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from gapanalysis.model.base import Value
from gapanalysis.model.grade import Grade
from gapanalysis.model.observation import Sample
from gapanalysis.model.standard import ClauseNumber, EditionId

FEWEST_WORDS = 3
"""A reason has at least so many words: one word explains nothing to whoever reads it a year later."""


def _explains(reason: str) -> str:
    if len(reason.split()) < FEWEST_WORDS:
        raise ValueError(f"a reason has at least {FEWEST_WORDS} words")
    return reason


Explanation = Annotated[str, Field(max_length=4000), AfterValidator(_explains)]
Wording = Annotated[str, Field(min_length=1, max_length=4000)]
FindingId = Annotated[str, Field(min_length=1, max_length=60)]
FindingGrade = Literal[Grade.OPPORTUNITY, Grade.MINOR, Grade.MAJOR]
"""The grades a finding may have: what conforms is no finding."""


class Seen(Value):
    """What the results said of a finding when the assessor decided, so that a later change of them is noticed.

    `proposed` is what the rules said; None for a finding made by hand. `revisions` are those of its questions; empty
    where the results are known to have changed between what the assessor saw and the keeping of the decision.
    """

    edition: EditionId
    finding: FindingId
    proposed: Grade | None
    level: int | None
    revisions: Mapping[str, str] = {}


class _Decision(Value):
    """What every decision has.

    Attributes:
        reason: why, for working papers; at least three words.
        edition: the edition it is meant for; empty for every edition assessed.
        seen: filled in when the decision is kept.
    """

    reason: Explanation
    edition: EditionId | Literal[""] = ""
    seen: tuple[Seen, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """Ids of the findings it is about; empty for a new one."""
        return ()


class _OnOne(_Decision):
    finding: FindingId

    @property
    def targets(self) -> tuple[str, ...]:
        return (self.finding,)


class Added(_Decision):
    """A finding made by hand. It has an action of the questionnaire, or a recommendation in words, or both.

    Attributes:
        number: the number in its id; given when the decision is kept, and never given twice on one device.
        questions: what it rests on; may be empty.
        observations: ids of what was noted on site.
        sample: a sample that no observation tells of.
        effort: 1-5; counts where there is no action to take it from.
    """

    kind: Literal["add"] = "add"
    number: Annotated[int, Field(ge=1, le=9999)] = 1
    clause: ClauseNumber
    grade: FindingGrade
    headline: Wording
    consequence: Annotated[str, Field(max_length=4000)] = ""
    recommendation: Annotated[str, Field(max_length=4000)] = ""
    action: str = ""
    severity: Annotated[int, Field(ge=1, le=5)] = 3
    exposure: Annotated[int, Field(ge=1, le=3)] = 2
    effort: Annotated[int, Field(ge=1, le=5)] = 3
    questions: tuple[str, ...] = ()
    observations: tuple[UUID, ...] = ()
    sample: Sample | None = None

    @model_validator(mode="after")
    def _can_be_closed(self) -> "Added":
        if not self.action and not self.recommendation:
            raise ValueError("a finding by hand has a recommendation or an action")
        return self


class Merged(_Decision):
    """Several findings become one, with the id, clause and consequence of the first and the worst of their grades."""

    kind: Literal["merge"] = "merge"
    findings: Annotated[tuple[FindingId, ...], Field(min_length=2, max_length=50)]
    headline: Wording

    @property
    def targets(self) -> tuple[str, ...]:
        """All of them, the first one first."""
        return self.findings

    @model_validator(mode="after")
    def _different(self) -> "Merged":
        if len(set(self.findings)) < len(self.findings):
            raise ValueError("a finding is merged with others, not with itself")
        return self


class Split(_OnOne):
    """One finding becomes several, alike but for their headlines."""

    kind: Literal["split"] = "split"
    headlines: Annotated[tuple[Wording, ...], Field(min_length=2, max_length=9)]


class Suppressed(_OnOne):
    """A finding is left out of everything but working papers."""

    kind: Literal["suppress"] = "suppress"


class Restored(_OnOne):
    """A suppressed finding comes back; a merge or split is undone (by the id it was made with), the latest first."""

    kind: Literal["restore"] = "restore"


class Regraded(_OnOne):
    """A finding gets another grade."""

    kind: Literal["grade"] = "grade"
    grade: FindingGrade


class Reworded(_OnOne):
    """A finding is said in other words; what is empty stays as it was."""

    kind: Literal["edit"] = "edit"
    headline: Annotated[str, Field(max_length=4000)] = ""
    consequence: Annotated[str, Field(max_length=4000)] = ""
    recommendation: Annotated[str, Field(max_length=4000)] = ""

    @model_validator(mode="after")
    def _says_something(self) -> "Reworded":
        if not (self.headline or self.consequence or self.recommendation):
            raise ValueError("an edit has a headline, a consequence or a recommendation")
        return self


Decision = Annotated[Added | Merged | Split | Suppressed | Restored | Regraded | Reworded, Field(discriminator="kind")]


class Applied(Value):
    """A decision as it stands on a finding. `changed_since`: the results beneath are no longer those it was made on."""

    decision: Decision
    changed_since: bool = False


class Because(StrEnum):
    """Why a decision has no effect."""

    NOT_PROPOSED = "not proposed"
    """The rules no longer propose the finding, or it was merged or split."""

    NO_CLAUSE = "no clause"
    """The edition has no such clause."""

    REQUIREMENT = "requirement"
    """A lapse against a requirement is never an opportunity."""

    GOOD_PRACTICE = "good practice"
    """What is good practice is never a likely minor or major."""

    MIXED = "mixed"
    """Opportunities and lapses against requirements are not merged."""

    SUPPRESSED = "suppressed"
    """The finding is suppressed."""

    NOTHING_TO_RESTORE = "nothing to restore"
    """It is neither suppressed, nor is there a merge or split that can be undone."""


class Stale(Value):
    """A decision that has no effect on the results as they are; it stays in the journal and may have one again."""

    decision: Decision
    because: Because
