"""What follows from an answer: grades, findings and strengths.

A gap analysis is no audit: the grades say what an auditor would likely say, and never "nonconformity".
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from gapanalysis.model.assessment import Basis
from gapanalysis.model.base import Value
from gapanalysis.model.grade import Grade
from gapanalysis.model.judgement import Applied
from gapanalysis.model.observation import Observation

__all__ = ["Finding", "Grade", "Reason", "Strength"]


class Reason(Value):
    """Why a finding has its grade: the name of a rule and the values it saw; the words are in the message file."""

    rule: str
    values: Mapping[str, str | int] = {}


class Finding(Value):
    """One gap or opportunity, in the terms of one edition.

    Attributes:
        id: `F` and the number of the question (`F9.1.2-1`), or of the clause where the finding is about a clause
            as a whole (`F9.1`); `H1` when it was made by hand, with a letter when it was split (`F8.4.1-1a`): stable
            from one rendering to the next.
        questions: what it rests on; one question, several when it is systemic or merged, or none when it was made
            by hand.
        grade: the assessor's final word, else what the rules propose.
        level_text: what the level looks like, in the question's words; empty when it rests on several questions.
        observation: what was seen (Markdown), from the answer.
        observations: what was noted on site for the question.
        gate: id of the gate that failed because of it; None otherwise.
        priority: severity x exposure / effort; higher comes first within a grade.
        effort: 1-5, from the days of its action for the size of the organisation.
        action: id of the action that closes it; empty for a systemic finding, which its parts close, and for one
            made by hand with a recommendation only.
        reasons: why it has this grade, in order of the rules applied; never empty.
        further_actions: the other actions that close a merged finding.
        merged_clauses: the clauses of what was merged into it, where they differ from its own.
        recommendation: in the assessor's own words, beside or instead of the action; mostly empty.
        proposed: the grade the rules proposed; None when it was made by hand.
        decisions: what the assessor did with it and why, oldest first; for working papers only.
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
    further_actions: tuple[str, ...] = ()
    merged_clauses: tuple[str, ...] = ()
    recommendation: str = ""
    proposed: Grade | None = None
    decisions: tuple[Applied, ...] = ()

    @property
    def actions(self) -> tuple[str, ...]:
        """Ids of every action that closes it, the main one first; empty when none does."""
        return (self.action, *self.further_actions) if self.action else ()

    @property
    def counts_in(self) -> tuple[str, ...]:
        """The clauses whose grade it decides: its own, and those of the findings merged into it."""
        return (self.clause, *self.merged_clauses)

    @property
    def changed_since(self) -> bool:
        """Whether the results beneath it changed after the assessor decided: a person should look again."""
        return any(applied.changed_since for applied in self.decisions)


class Strength(Value):
    """Something done well, that somebody saw."""

    question: str
    clause: str
    headline: str
    observation: str
    evidence: tuple[str, ...]
    basis: Basis
