"""The files themselves: which kinds there are, what each holds, and which parts of it stand on their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, JsonValue, model_validator

from gapanalysis.loading.cases_file import CasesFile
from gapanalysis.model.base import Value
from gapanalysis.model.business_case import BusinessCaseDefinition
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.kpi import Kpi
from gapanalysis.model.question import (
    Action,
    FactName,
    Question,
    QuestionId,
    Scale,
    Text,
)
from gapanalysis.model.questionnaire import (
    Aggregation,
    Band,
    Caps,
    Depth,
    Emphasis,
    GlossaryTerm,
    GradeScale,
    Headlines,
    Sector,
    Size,
    Systemic,
    Term,
)
from gapanalysis.model.rule import Rule, When
from gapanalysis.model.standard import Crosswalk, Edition, EditionId, Identifier, Requirement, SharedStructure


class BankFile(Value):
    """Questions and actions of one clause or topic; every question is written once."""

    questions: tuple[Question, ...] = ()
    actions: tuple[Action, ...] = ()


class ScalesFile(Value):
    """The scales that level questions use."""

    scales: Annotated[tuple[Scale, ...], Field(min_length=1)]


class ProfileFile(Value):
    """The questions about the organisation itself, whose answers decide which others apply."""

    questions: tuple[Question, ...]


class TermsFile(Value):
    """The words used unless the sector has its own, and who it is that has a role where organisations are small."""

    terms: Mapping[str, Term]
    roles: Mapping[Size, Mapping[Text, Text]] = {}


class GlossaryFile(Value):
    """Words of the field for readers who meet them for the first time."""

    language: Text
    terms: tuple[GlossaryTerm, ...]


class StandardFile(Value):
    """A standard without its editions, which stand in files of their own (`ID-YEAR.yaml`)."""

    id: Identifier
    label: Text
    crosswalks: tuple[Crosswalk, ...] = ()
    shared: SharedStructure | None = None


class Entry(Value):
    """A question of the bank, chosen for a section: its id, and what this questionnaire words or weighs otherwise."""

    id: QuestionId
    title: Text | None = None
    ask: Text | None = None
    audit: Text | None = None
    help: Text | None = None
    why: Text | None = None
    whom: tuple[Text, ...] | None = None
    evidence: tuple[Text, ...] | None = None
    usual_gaps: tuple[Text, ...] | None = None
    weight: Annotated[int, Field(ge=1, le=9)] | None = None
    severity: Annotated[int, Field(ge=1, le=5)] | None = None
    exposure: Annotated[int, Field(ge=1, le=3)] | None = None
    applies_when: Text | None = None
    strength: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, data: JsonValue) -> JsonValue:
        return {"id": data} if isinstance(data, str) else data

    def apply(self, question: Question) -> Question:
        """The question with everything this entry says otherwise."""
        changes = {name: value for name, value in self if name != "id" and value is not None}
        if not changes:
            return question
        # Not `model_copy`: it would carry over the cached revision of the question as it was.
        return Question(**{name: getattr(question, name) for name in Question.model_fields} | changes)


class SectionEntry(Value):
    """A chapter of a questionnaire: questions of the bank, in the order asked."""

    id: Identifier
    title: Text
    intro: str = ""
    headlines: Headlines
    questions: Annotated[tuple[Entry, ...], Field(min_length=1)]


class QuestionnaireFile(Value):
    """Which questions of the bank are asked, in which sections and order, and how the result is worded.

    Attributes:
        standard: id of the standard; the questionnaire resolves with all of its editions.
        editions: the editions it may be answered for, the usual one first.
        aggregation: how the share of the whole comes about.
        caps: the bands that a failed gate and a likely major hold the verdict in.
        depths: from the lightest to the deepest but one; what no depth names is asked only when everything is.
        emphasis: clauses that weigh more where a condition on the profile holds.
        usual_depth: the decision table whose result is the depth while nobody has chosen one.
        transition_from: the edition from which a certified organisation moves; what the crosswalk brings is then told
            change by change.
        complete: whether it covers the whole standard: every requirement of these editions is reached by a question.
    """

    id: Identifier
    title: Text
    version: Text
    language: Text
    summary: Text
    standard: Identifier
    editions: Annotated[tuple[EditionId, ...], Field(min_length=1)]
    complete: bool = False
    aggregation: Aggregation = Aggregation.QUESTIONS
    caps: Caps = Caps()
    depths: tuple[Depth, ...] = ()
    emphasis: tuple[Emphasis, ...] = ()
    usual_depth: Annotated[str, Field(pattern=r"^(table\.[a-z][a-z0-9_]*)?$")] = ""
    transition_from: EditionId | Literal[""] = ""
    systemic: Systemic
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    sections: Annotated[tuple[SectionEntry, ...], Field(min_length=1)]


class GradesFile(Value):
    """Scales of grades by other names, such as those of a certification body."""

    scales: Annotated[tuple[GradeScale, ...], Field(min_length=1)]


class RequirementsFile(Value):
    """What the editions of a standard require, in our own words; questions say which of it they cover."""

    standard: Identifier
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]


class KpisFile(Value):
    """Key figures worth having; sectors name those that tell most."""

    kpis: Annotated[tuple[Kpi, ...], Field(min_length=1)]


class RulesFile(Value):
    """Rules over several answers, with the conditions and values they share."""

    conditions: Mapping[FactName, When] = {}
    values: Mapping[FactName, Text] = {}
    tables: tuple[DecisionTable, ...] = ()
    rules: tuple[Rule, ...] = ()


class Kind(StrEnum):
    """Kinds of definition files."""

    SCALES = "scales"
    TERMS = "terms"
    PROFILE = "profile"
    GLOSSARY = "glossary"
    GRADES = "grades"
    BUSINESS_CASE = "business-case"
    SECTOR = "sector"
    STANDARD = "standard"
    EDITION = "edition"
    BANK = "bank"
    RULES = "rules"
    REQUIREMENTS = "requirements"
    KPIS = "kpis"
    QUESTIONNAIRE = "questionnaire"
    CASES = "cases"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a kind of file holds.

    Attributes:
        model: the value of the whole file.
        parts: routes to items that stand on their own (`*` is any index): when one is faulty the others can still
            be checked.
    """

    model: type[Value]
    parts: tuple[tuple[str, ...], ...] = ()


SHAPES: Mapping[Kind, Shape] = {
    Kind.SCALES: Shape(ScalesFile, (("scales", "*"),)),
    Kind.TERMS: Shape(TermsFile),
    Kind.PROFILE: Shape(ProfileFile, (("questions", "*"),)),
    Kind.GLOSSARY: Shape(GlossaryFile, (("terms", "*"),)),
    Kind.BUSINESS_CASE: Shape(BusinessCaseDefinition, (("costs", "*"),)),
    Kind.GRADES: Shape(GradesFile, (("scales", "*"),)),
    Kind.SECTOR: Shape(Sector),
    Kind.STANDARD: Shape(StandardFile, (("crosswalks", "*", "changes", "*"), ("crosswalks", "*"))),
    Kind.EDITION: Shape(Edition, (("facts", "*"),)),
    Kind.BANK: Shape(BankFile, (("questions", "*"), ("actions", "*"))),
    Kind.RULES: Shape(RulesFile, (("tables", "*"), ("rules", "*"))),
    Kind.REQUIREMENTS: Shape(RequirementsFile, (("requirements", "*"),)),
    Kind.KPIS: Shape(KpisFile, (("kpis", "*"),)),
    Kind.QUESTIONNAIRE: Shape(
        QuestionnaireFile, (("sections", "*", "questions", "*"), ("sections", "*"), ("bands", "*"))
    ),
    Kind.CASES: Shape(CasesFile, (("cases", "*"),)),
}
