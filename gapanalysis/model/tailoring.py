"""What a questionnaire becomes for one organisation, before anything but its profile is answered."""

from collections.abc import Mapping
from enum import StrEnum

from gapanalysis.model.base import Value
from gapanalysis.model.kpi import Kpi
from gapanalysis.model.questionnaire import Depth
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.standard import Clause


class Fate(StrEnum):
    """What becomes of a question.

    `asked`: whatever the profile says. `added`: because of what the profile says. `depends`: asked unless an answer
    still to come rules it out. `left out`: not asked.
    """

    ASKED = "asked"
    ADDED = "added"
    DEPENDS = "depends"
    LEFT_OUT = "left out"


class TailoredQuestion(Value):
    """A question of the questionnaire as this organisation meets it.

    Attributes:
        title: in the sector's words.
        clauses: by edition assessed; the first is primary.
        because: why it is left out; None unless it is.
        condition: as written; empty where there is none.
        saw: what decided the condition (`Sector: food`), or what it waits for; empty where there is none.
        reason: the justification the report will print where the question is not applicable, or why it lies outside
            the agreed scope; empty otherwise.
        weight: that of the question here, with what the sector adds.
        stressed: whether the sector adds to it.
        own_evidence: the sector's own examples of what to look for.
        look_first: management systems held in which something may exist already.
    """

    id: str
    title: str
    clauses: Mapping[str, tuple[str, ...]]
    fate: Fate
    because: NotAskedBecause | None
    condition: str
    saw: str
    reason: str
    weight: int
    stressed: bool
    own_evidence: tuple[str, ...]
    look_first: tuple[str, ...] = ()


class Stress(Value):
    """A clause whose questions weigh one more; `because` is empty where the sector stresses it."""

    clause: Clause
    because: str = ""


class TailoredSection(Value):
    """A section with all of its questions, asked or not."""

    id: str
    title: str
    questions: tuple[TailoredQuestion, ...]

    def count(self, *fates: Fate) -> int:
        """How many questions have one of these fates."""
        return sum(question.fate in fates for question in self.questions)


class Tailoring(Value):
    """A questionnaire made ready for one organisation.

    Attributes:
        sector: label of its sector; empty while that is open.
        size: its size band; None while the number of staff is open.
        depth: how deep is asked; None where everything is.
        note: where its customers feel things first and audits look, in the sector's view.
        own_words: usual word to the sector's own, where they differ.
        roles: who it is that has a role of the plan here, where that is not the role itself.
        stressed: the clauses, as they stand in the oldest edition, whose questions weigh one more: first those of
            the sector, then those that other facts of the profile stress.
        kpis: the key figures that tell most in the sector, the most telling first.
        regulators: authorities and schemes of the sector.
    """

    questionnaire: str
    title: str
    version: str
    organisation: str
    editions: tuple[str, ...]
    sector: str
    size: str | None
    depth: Depth | None
    note: str
    own_words: Mapping[str, str]
    roles: Mapping[str, str]
    stressed: tuple[Stress, ...]
    sections: tuple[TailoredSection, ...]
    kpis: tuple[Kpi, ...]
    regulators: tuple[str, ...]

    def count(self, *fates: Fate) -> int:
        """How many questions have one of these fates."""
        return sum(section.count(*fates) for section in self.sections)
