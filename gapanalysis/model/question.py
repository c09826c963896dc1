"""What is asked: scales, answer types, actions and the questions of the bank.

Texts may hold places such as `{customer}`, filled with the words of the organisation's sector (`PLACES`).
"""

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.grade import Grade
from gapanalysis.model.standard import ClauseNumber, EditionId, Identifier, Pdca, Permission, RequirementId

QuestionId = Annotated[str, Field(pattern=r"^([QD]\d{1,2}(\.\d{1,2}){0,3}-\d{1,3}|P\.[a-z][a-z0-9-]*)$")]
"""`Q9.1.2-1` in the bank, `D9.3.3-1` for documented information, `P.employees` in the profile.

Stable: a question that changes its meaning gets a new id.
"""

ActionId = Annotated[str, Field(pattern=r"^A\d{1,2}(\.\d{1,2}){0,3}-\d{1,3}$")]
FactName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1, max_length=4000)]

TERM_NAMES = ("customer", "product", "order", "supplier", "worker")
"""The words that change with the sector. Each gives the places `{customer}`, `{customers}`, `{a_customer}`."""

PLACES = (
    *(place for name in TERM_NAMES for place in (name, f"{name}s", f"a_{name}")),
    "organisation",
    "currency",
)
"""Every place that content may use; `currency` is what the organisation gives amounts of money in.

A capital first letter (`{Customer}`) gives a capital word.
"""


class Dimension(StrEnum):
    """What the customer notices: objective measures of quality, cost and delivery, and the relationship."""

    QUALITY = "quality"
    COST = "cost"
    DELIVERY = "delivery"
    RELATIONSHIP = "relationship"


class Obligation(StrEnum):
    """Whether an edition requires a thing or it is good practice beyond it. Never dress one up as the other."""

    REQUIREMENT = "requirement"
    GOOD_PRACTICE = "good practice"


# -- scales and answers ------------------------------------------------------------------------------------------


class ScaleLevel(Value):
    """One level of a scale. `grade` is what it means unless a question says otherwise; documentation has none."""

    label: Text
    description: Text
    grade: Grade | None = None


class Scale(Value):
    """An ordered set of levels, lowest first, keyed by the number that is typed."""

    id: Identifier
    title: Text
    measures: Literal["conformity", "maturity", "documentation"]
    levels: Mapping[int, ScaleLevel]

    @property
    def top(self) -> int:
        """The highest level."""
        return max(self.levels)


class LevelAnswer(Value):
    """A level on a scale."""

    type: Literal["level"]
    scale: Identifier


class YesNoAnswer(Value):
    """Yes or no, for facts only: where a degree is meant, ask for a level."""

    type: Literal["yes-no"]


class ChoiceAnswer(Value):
    """One of the options, or `several` of them.

    Attributes:
        alone: the option, such as `none`, that excludes every other; empty where none does.
        ordered: whether conditions may compare the options.
    """

    type: Literal["choice"]
    options: Mapping[Identifier, Text]
    several: bool = False
    alone: Identifier | Literal[""] = ""
    ordered: bool = False


class NumberAnswer(Value):
    """A number with its unit, `unit_one` for a single one. `least` and `most` are inclusive."""

    type: Literal["number"]
    unit: str = ""
    unit_one: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = False


class DateAnswer(Value):
    """A calendar date, typed as 2026-11-23."""

    type: Literal["date"]


class TextAnswer(Value):
    """Words. `long` asks for the editor where there is one."""

    type: Literal["text"]
    long: bool = False


SimpleAnswer = Annotated[
    YesNoAnswer | ChoiceAnswer | NumberAnswer | DateAnswer | TextAnswer, Field(discriminator="type")
]


class Column(Value):
    """One typed column of a table question."""

    id: FactName
    title: Text
    ask: Text
    answer: SimpleAnswer
    required: bool = False


class TableAnswer(Value):
    """Rows of typed columns, such as the customer register.

    Where `key` names a choice column, conditions see each cell as a figure: `kpi.on_time_delivery.latest` is the cell
    `latest` of the row whose key is `on-time-delivery`. A key stands in one row at most.
    """

    type: Literal["table"]
    columns: tuple[Column, ...]
    key: FactName | None = None
    most_rows: Annotated[int, Field(ge=1, le=500)] = 50


AnswerType = Annotated[
    LevelAnswer | YesNoAnswer | ChoiceAnswer | NumberAnswer | DateAnswer | TextAnswer | TableAnswer,
    Field(discriminator="type"),
]


# -- actions -----------------------------------------------------------------------------------------------------


class Effort(Value):
    """Working days of the organisation's own people, by its size (staff 1-9, 10-49, 50-249, 250 and more)."""

    micro: Annotated[Decimal, Field(ge=0, le=500)]
    small: Annotated[Decimal, Field(ge=0, le=500)]
    medium: Annotated[Decimal, Field(ge=0, le=500)]
    large: Annotated[Decimal, Field(ge=0, le=500)]


class Action(Value):
    """What closes a gap, concrete enough for a small firm to start on Monday.

    `depends_on` names actions that must come first. `done_when` is what one would see when it is finished.
    """

    id: ActionId
    title: Text
    first_step: Text
    done_when: Text
    effort: Effort
    owner: Text
    depends_on: tuple[ActionId, ...] = ()
    benefit: Text


class Shortfall(Value):
    """What an answer at one of these levels means: the gap in business words, its consequence, and the action.

    `headline` is a statement without a final full stop ("Nobody asks customers how they see you").
    """

    levels: tuple[int, ...]
    headline: Text
    consequence: Text
    action: ActionId


# -- questions ---------------------------------------------------------------------------------------------------


class InEdition(Value):
    """How one edition sees a question. The first clause is the primary one, where the question counts."""

    clauses: Annotated[tuple[ClauseNumber, ...], Field(min_length=1)]
    obligation: Obligation
    gate: Identifier | None = None


class Question(Value):
    """One thing asked, in two wordings, with everything needed to grade it and to close its gap.

    Attributes:
        ask: in the words of a business owner alone with it.
        audit: the assessor's prompt: what to look at and what to sample.
        why: why it matters to the customer (Markdown).
        levels: what each level looks like for this question; level questions describe every level.
        grades: grades that differ from the scale's own.
        severity: 1-5, how hard a shortfall hits the customer.
        exposure: 1-3, how often or how many customers.
        applies_when: a condition; empty means always.
        not_applicable_because: the justification where the condition does not hold. With it the question is then not
            applicable, and documents print it; without it the question is merely not asked.
        covers: the requirements that the answer decides on; good practice has none.
        not_applicable: permission; None takes it from the primary clause of the edition.
        strength: the statement to make when it is done well, without a final full stop.
        fact: the name under which conditions see the answer (`profile.employees`); profile questions only.
    """

    id: QuestionId
    title: Text
    ask: Text
    audit: str = ""
    help: str = ""
    why: str = ""
    whom: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    usual_gaps: tuple[Text, ...] = ()
    answer: AnswerType
    levels: Mapping[int, Text] = {}
    grades: Mapping[int, Grade] = {}
    weight: Annotated[int, Field(ge=1, le=9)] = 1
    pdca: Pdca | None = None
    dimensions: tuple[Dimension, ...] = ()
    severity: Annotated[int, Field(ge=1, le=5)] = 3
    exposure: Annotated[int, Field(ge=1, le=3)] = 2
    editions: Mapping[EditionId, InEdition] = {}
    covers: tuple[RequirementId, ...] = ()
    applies_when: str = ""
    not_applicable_because: str = ""
    not_applicable: Permission | None = None
    strength: str = ""
    shortfalls: tuple[Shortfall, ...] = ()
    fact: FactName | None = None
    required: bool = False
    replaced_by: tuple[QuestionId, ...] = ()

    @cached_property
    def revision(self) -> str:
        """Twelve hexadecimal digits that change when any word or number of the definition changes."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def shortfall(self, level: int) -> Shortfall | None:
        """What an answer at this level lacks; None where nothing is lacking."""
        return next((shortfall for shortfall in self.shortfalls if level in shortfall.levels), None)
