"""What an organisation is given before the visit: from questionnaire, engagement and profile, without an answer."""

from collections.abc import Mapping
from datetime import date

from gapanalysis.model.assessment import Engagement
from gapanalysis.model.base import Value
from gapanalysis.model.kpi import Kpi
from gapanalysis.model.question import AnswerType
from gapanalysis.model.questionnaire import GradeScale
from gapanalysis.model.report import ProfileFact


class Prompt(Value):
    """One question as it will be asked, worded for the organisation.

    Attributes:
        clause: the primary clause in the first edition that asks it; empty where none does.
        required: whether an edition assessed requires it; otherwise it is good practice.
        whom: roles to speak with.
        evidence: examples of what would show it, those of the sector first.
        depends_on: what is still open and decides whether it is asked: questions by id, facts by their title. Empty
            when it is asked in any case.
    """

    id: str
    title: str
    ask: str
    clause: str
    required: bool
    whom: tuple[str, ...]
    evidence: tuple[str, ...]
    answer: AnswerType
    depends_on: tuple[str, ...]


class Part(Value):
    """The prompts of one section, in order; sections without any are left out."""

    id: str
    title: str
    intro: str
    prompts: tuple[Prompt, ...]


class Handout(Value):
    """All of it.

    Attributes:
        on: the day it was made.
        editions: labels of the editions assessed.
        profile: what is known of the organisation; facts still open have no value.
        sector_note: what customers of the sector feel first, and where audits look; empty while the sector is open.
        figures: the key figures that tell most in the sector, the most telling first.
        parts: what will be asked.
    """

    assessment: str
    on: date
    version: str
    questionnaire: str
    questionnaire_title: str
    questionnaire_version: str
    language: str
    engagement: Engagement
    editions: tuple[str, ...]
    profile: tuple[ProfileFact, ...]
    sector_note: str
    figures: tuple[Kpi, ...]
    parts: tuple[Part, ...]
    grades: GradeScale | None = None

    @property
    def people(self) -> Mapping[str, tuple[str, ...]]:
        """The titles of the sections each role is wanted for; whoever is wanted for most questions comes first."""
        wanted: dict[str, list[str]] = {}
        for part in self.parts:
            for prompt in part.prompts:
                for role in prompt.whom:
                    wanted.setdefault(role, []).append(part.title)
        most = sorted(wanted, key=lambda role: -len(wanted[role]))
        return {role: tuple(dict.fromkeys(wanted[role])) for role in most}
