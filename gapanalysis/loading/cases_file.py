"""Files of cases: answers, and what has to come out of them."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, JsonValue, model_validator

from gapanalysis.loading.assessment_file import WrittenAnswer
from gapanalysis.model.base import Value
from gapanalysis.model.grade import Grade
from gapanalysis.model.question import FactName, QuestionId, Text
from gapanalysis.model.rule import RuleId
from gapanalysis.model.standard import EditionId, Identifier
from gapanalysis.model.transition import ChangeState
from gapanalysis.model.verdict import GateState

FindingId = Annotated[str, Field(pattern=r"^[FR][0-9]{1,2}(\.[0-9]{1,2}){0,3}(-[0-9]{1,3})?$")]


class CaseAnswer(WrittenAnswer):
    """An answer of a case: the bare value (`2`, a list, rows of a table), or a mapping as in an assessment file."""

    @model_validator(mode="before")
    @classmethod
    def _from_value(cls, data: JsonValue) -> JsonValue:
        return data if isinstance(data, dict) else {"answer": data}


class Expected(Value):
    """What has to come out of a case. Everything is optional, but something has to be expected.

    Attributes:
        fires: rules that say what they have to say.
        silent: rules that are false, or do not apply.
        unknown: rules that need something open; one that makes its finding all the same also stands under `fires`.
        asked: questions that are put to somebody, answered or not.
        not_asked: questions left out by their condition or edition.
        findings: by id (`F9.1.2-1`, `F9.1`, `R9.1.2-1`), with the grade proposed.
        no_findings: ids of findings that must not be there.
        share: as a fraction (`5/9`), or in per cent to as many places as written (`55.56 %`).
        gates: state by id of the gate.
        queries: rules that have something cleared up before the report is issued.
        changes: by id of the change, what it means to the organisation: `gap`, `met`, `open`, `not asked`.
    """

    fires: tuple[RuleId, ...] = ()
    silent: tuple[RuleId, ...] = ()
    unknown: tuple[RuleId, ...] = ()
    asked: tuple[QuestionId, ...] = ()
    not_asked: tuple[QuestionId, ...] = ()
    findings: Mapping[FindingId, Grade] = {}
    no_findings: tuple[FindingId, ...] = ()
    share: Annotated[str, Field(pattern=r"^[0-9]+(/[1-9][0-9]*|(\.[0-9]+)? ?%)$")] = ""
    gates: Mapping[Identifier, GateState] = {}
    queries: tuple[RuleId, ...] = ()
    changes: Mapping[Identifier, ChangeState] = {}

    @model_validator(mode="after")
    def _expects_something(self) -> "Expected":
        if not any(value for _, value in self):
            raise ValueError("a case has to expect something")
        return self


class Case(Value):
    """Answers, and what has to come out of them.

    Attributes:
        profile: by name of fact; what the file says for all of its cases need not be repeated.
        answers_from: an assessment file, by its path from this one: its engagement, profile and those of its answers
            that this questionnaire asks for. What the case says itself comes before it.
        answers: by id of question; every other question is open.
        rest: by id of scale, the level of every question on it that `answers` does not name.
        on: the day the report speaks of.
        edition: the edition assessed; the first of the questionnaire when empty.
    """

    id: Identifier
    title: Text
    answers_from: str = ""
    profile: Mapping[FactName, JsonValue] = {}
    answers: Mapping[QuestionId, CaseAnswer] = {}
    rest: Mapping[Identifier, int] = {}
    on: date = date(2026, 6, 30)
    edition: EditionId | None = None
    expect: Expected


class CasesFile(Value):
    """Example cases of a questionnaire; `profile` holds for each of them unless it says otherwise."""

    profile: Mapping[FactName, JsonValue] = {}
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
