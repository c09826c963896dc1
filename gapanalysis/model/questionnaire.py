"""Questionnaires: which questions are asked, in which sections, and all that is needed to read the answers."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.business_case import BusinessCaseDefinition
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.grade import Grade
from gapanalysis.model.kpi import Kpi
from gapanalysis.model.question import Action, ActionId, FactName, LevelAnswer, Question, QuestionId, Scale, Text
from gapanalysis.model.rule import Rule, When
from gapanalysis.model.standard import ClauseNumber, EditionId, Identifier, Standard


class Term(Value):
    """A word of a sector: `one` customer, `many` customers, and with its article, `a` customer."""

    one: Text
    many: Text
    a: Text


class Sector(Value):
    """A sector the profile can name: its words, and where to look harder.

    Attributes:
        terms: its own words for some of the terms.
        note: what its customers feel first, and where audits there usually look.
        emphasis: clauses, by their numbers of the 2015 edition, whose questions weigh one more here.
        evidence: examples of evidence in the words of the trade, by question.
        kpis: the key figures that tell most here, the most telling first.
        regulators: authorities and schemes whose rules to look at.
    """

    id: Identifier
    label: Text
    terms: Mapping[str, Term] = {}
    note: str = ""
    emphasis: tuple[ClauseNumber, ...] = ()
    evidence: Mapping[QuestionId, tuple[Text, ...]] = {}
    kpis: tuple[Identifier, ...] = ()
    regulators: tuple[Text, ...] = ()


Size = Literal["micro", "small", "medium", "large"]
"""The size of an organisation by its staff: 1-9, 10-49, 50-249, 250 and more."""


class GlossaryTerm(Value):
    """A word of the documents, explained in one sentence; `also` are its other forms, beside a regular plural."""

    term: Text
    also: tuple[Text, ...] = ()
    meaning: Text


class Headlines(Value):
    """What a section says of itself, as statements without a final full stop, chosen by its result."""

    strong: Text
    mixed: Text
    weak: Text
    open: Text


class Section(Value):
    """A chapter of a questionnaire: questions asked together."""

    id: Identifier
    title: Text
    intro: str = ""
    headlines: Headlines
    questions: tuple[Question, ...]


class Depth(Value):
    """How deep a questionnaire may go: `questions` are asked at this depth and at every deeper one."""

    id: Identifier
    title: Text
    summary: Text
    questions: tuple[QuestionId, ...]


class Band(Value):
    """A band of the share, half open: from `least` up to the next band's `least`, in per cent."""

    id: Identifier
    label: Text
    summary: Text
    least: Annotated[int, Field(ge=0, le=100)]


class Emphasis(Value):
    """Clauses, by their numbers of the 2015 edition, whose questions weigh one more where a profile fact says so."""

    when: Text
    clauses: Annotated[tuple[ClauseNumber, ...], Field(min_length=1)]
    because: Text


class Aggregation(StrEnum):
    """How the share of the whole comes about (docs/scoring.md)."""

    QUESTIONS = "weighted mean of questions"
    CLAUSES = "mean of clauses"
    WORST = "worst clause"


class Caps(Value):
    """The highest band a verdict may name, whatever the share, by the id of the band; empty where nothing holds it."""

    failed_gate: Identifier | Literal[""] = ""
    likely_major: Identifier | Literal[""] = ""


class GradeName(Value):
    """What a grade is called, and what that means in one sentence."""

    name: Text
    meaning: Text


class GradeScale(Value):
    """Other names for the grades of findings, such as those of a certification body. What they mean stays the same."""

    id: Identifier
    title: Text
    source: Text
    names: Mapping[Grade, GradeName]


class Systemic(Value):
    """When several likely minors in one clause propose a likely major: at least `count` at `level` or below.

    `headline` follows the clause's title and a colon.
    """

    count: Annotated[int, Field(ge=2)] = 3
    level: Annotated[int, Field(ge=0, le=2)] = 1
    headline: Text
    consequence: Text


class Questionnaire(Value):
    """A questionnaire with all it needs: it can be kept with the assessment and read without the bank.

    Attributes:
        roles: by size, who it is there that has a role: `micro: {quality lead: owner-manager}`.
        kpis: the key figures that its sectors name.
        business_case: what is worked out from the organisation's own figures; None where they are not asked for.
        depths: from the lightest to the deepest but one; the deepest asks everything. Empty where there is one depth.
        emphasis: clauses that weigh more by what the profile says, beside those of the sector.
        usual_depth: what decides the depth while the engagement does not say: a decision table such as `table.depth`.
        transition_from: the edition from which a certified organisation moves; empty unless it is about that.
    """

    id: Identifier
    title: Text
    version: Text
    language: Text
    summary: Text
    standard: Standard
    editions: Annotated[tuple[EditionId, ...], Field(min_length=1)]
    profile: tuple[Question, ...]
    sections: tuple[Section, ...]
    depths: tuple[Depth, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    usual_depth: str = ""
    transition_from: EditionId | Literal[""] = ""
    scales: Mapping[Identifier, Scale]
    actions: Mapping[ActionId, Action]
    bands: tuple[Band, ...]
    aggregation: Aggregation = Aggregation.QUESTIONS
    caps: Caps = Caps()
    grade_scales: Mapping[Identifier, GradeScale] = {}
    systemic: Systemic
    terms: Mapping[str, Term]
    roles: Mapping[Size, Mapping[Text, Text]] = {}
    sectors: Mapping[Identifier, Sector]
    kpis: Mapping[Identifier, Kpi] = {}
    business_case: BusinessCaseDefinition | None = None
    glossary: tuple[GlossaryTerm, ...] = ()
    conditions: Mapping[FactName, When] = {}
    values: Mapping[FactName, Text] = {}
    tables: tuple[DecisionTable, ...] = ()
    rules: tuple[Rule, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Every question of the sections, in the order asked; the profile's are apart."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def depth_of(self) -> Mapping[str, int]:
        """By question the place of the lightest depth that asks it, from 0; the others are asked at the deepest."""
        return {name: place for place, depth in enumerate(self.depths) for name in depth.questions}

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Profile and section questions by id."""
        return {question.id: question for question in (*self.profile, *self.questions())}

    def scale_of(self, question: Question) -> Scale | None:
        """The scale of a level question; None for every other type."""
        return self.scales[question.answer.scale] if isinstance(question.answer, LevelAnswer) else None

    def grade(self, question: Question, level: int) -> Grade:
        """What a level means: the question's own word, else the scale's. KeyError where levels carry no grade."""
        scale = self.scale_of(question)
        if scale is None:
            raise KeyError(question.id)
        grade = question.grades.get(level, scale.levels[level].grade)
        if grade is None:
            raise KeyError(question.id)
        return grade
