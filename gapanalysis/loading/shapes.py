"""The files themselves: which kinds there are, what each holds, and which parts of it stand on their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field, JsonValue, model_validator

from gapanalysis.model.base import Value
from gapanalysis.model.questionnaire import (
    Action,
    Band,
    GlossaryTerm,
    Headlines,
    Question,
    QuestionId,
    Scale,
    Sector,
    Systemic,
    Term,
    Text,
)
from gapanalysis.model.standard import Crosswalk, Edition, EditionId, Identifier


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
    """The words used unless the sector has its own."""

    terms: Mapping[str, Term]


class GlossaryFile(Value):
    """Words of the field for readers who meet them for the first time."""

    language: Text
    terms: tuple[GlossaryTerm, ...]


class StandardFile(Value):
    """A standard without its editions, which stand in files of their own (`ID-YEAR.yaml`)."""

    id: Identifier
    label: Text
    crosswalks: tuple[Crosswalk, ...] = ()


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
    """

    id: Identifier
    title: Text
    version: Text
    language: Text
    summary: Text
    standard: Identifier
    editions: Annotated[tuple[EditionId, ...], Field(min_length=1)]
    systemic: Systemic
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    sections: Annotated[tuple[SectionEntry, ...], Field(min_length=1)]


class Kind(StrEnum):
    """Kinds of definition files."""

    SCALES = "scales"
    TERMS = "terms"
    PROFILE = "profile"
    GLOSSARY = "glossary"
    SECTOR = "sector"
    STANDARD = "standard"
    EDITION = "edition"
    BANK = "bank"
    QUESTIONNAIRE = "questionnaire"


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
    Kind.SECTOR: Shape(Sector),
    Kind.STANDARD: Shape(StandardFile, (("crosswalks", "*", "changes", "*"), ("crosswalks", "*"))),
    Kind.EDITION: Shape(Edition, (("facts", "*"),)),
    Kind.BANK: Shape(BankFile, (("questions", "*"), ("actions", "*"))),
    Kind.QUESTIONNAIRE: Shape(
        QuestionnaireFile, (("sections", "*", "questions", "*"), ("sections", "*"), ("bands", "*"))
    ),
}
