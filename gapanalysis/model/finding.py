"""What follows from an answer: grades, findings and strengths.

A gap analysis is no audit: the grades say what an auditor would likely say, and never "nonconformity".
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from gapanalysis.model.assessment import Basis
from gapanalysis.model.base import Value
from gapanalysis.model.observation import Observation


class Grade(StrEnum):
    """What a level means, worst last. `opportunity` belongs to good practice and never to a requirement."""

    CONFORMS = "conforms"
    OPPORTUNITY = "opportunity"
    MINOR = "likely minor"
    MAJOR = "likely major"

    @property
    def rank(self) -> int:
        """0 for conforms up to 3 for likely major."""
        return list(Grade).index(self)


class Reason(Value):
    """Why a finding has its grade: the name of a rule and the values it saw; the words are in the message file."""

    rule: str
    values: Mapping[str, str | int] = {}


class Finding(Value):
    """One gap or opportunity, in the terms of one edition.

    Attributes:
        id: `F` and the number of the question (`F9.1.2-1`), or of the clause where the finding is about a clause
            as a whole (`F9.1`): stable from one rendering to the next.
        questions: what it rests on; one question, or several when it is systemic.
        grade: what the rules propose.
        level_text: what the level looks like, in the question's words; empty when it rests on several questions.
        observation: what was seen (Markdown), from the answer.
        observations: what was noted on site for the question.
        gate: id of the gate that failed because of it; None otherwise.
        priority: severity x exposure / effort; higher comes first within a grade.
        effort: 1-5, from the days of its action for the size of the organisation.
        action: id of the action that closes it; empty for a systemic finding, which its parts close.
        reasons: why it has this grade, in order of the rules applied; never empty.
    """

    id: str
    clause: str
    clauses: tuple[str, ...]
    questions: tuple[str, ...]
    grade: Grade
    headline: str
    consequence: str
    level: int | None
    level_text: str
    observation: str
    evidence: tuple[str, ...]
    basis: Basis
    observations: tuple[Observation, ...]
    gate: str | None
    severity: Annotated[int, Field(ge=1, le=5)]
    exposure: Annotated[int, Field(ge=1, le=3)]
    effort: Annotated[int, Field(ge=1, le=5)]
    priority: Fraction
    action: str
    reasons: tuple[Reason, ...]


class Strength(Value):
    """Something done well, that somebody saw."""

    question: str
    clause: str
    headline: str
    observation: str
    evidence: tuple[str, ...]
    basis: Basis
