"""Standards as data: editions, clauses, gates, facts and the crosswalk between editions.

Clause numbers and titles are facts and may be shown; every other word is this project's own.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model.base import Value

ClauseNumber = Annotated[str, Field(pattern=r"^\d{1,2}(\.\d{1,2}){0,3}$")]
"""A clause number as printed: `7.10` is clause 7.10, so it is text and never a number."""

EditionId = Annotated[str, Field(pattern=r"^\d{4}$")]

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""A name in lower case with hyphens, such as `management-review`."""


class Pdca(StrEnum):
    """Phase of the plan-do-check-act cycle."""

    PLAN = "plan"
    DO = "do"
    CHECK = "check"
    ACT = "act"


class Permission(StrEnum):
    """Whether a requirement may be declared not applicable (ISO 9001, 4.3).

    `never`: it always applies. `conditional`: single points may be absent; a reason is required.
    `allowed`: the whole of it may be absent; a reason is required.
    """

    NEVER = "never"
    CONDITIONAL = "conditional"
    ALLOWED = "allowed"


class CustomerFocus(StrEnum):
    """How close a clause is to customer focus."""

    CORE = "core"
    RELATED = "related"
    NONE = "none"


class Reliability(StrEnum):
    """How sure we are of a statement about an edition that we could not read ourselves."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Clause(Value):
    """One numbered clause.

    `documented` lists what kinds of documented information the clause asks for: `maintain` (a document),
    `retain` (a record), `available` (where applicable); empty when it asks for none.
    """

    number: ClauseNumber
    title: str
    pdca: Pdca
    customer_focus: CustomerFocus = CustomerFocus.NONE
    not_applicable: Permission = Permission.NEVER
    documented: tuple[Literal["maintain", "retain", "available"], ...] = ()
    documented_what: str = ""


class Gate(Value):
    """A requirement whose absence blocks certification whatever the percentage.

    `fails_at` is the conformity level at or below which the gate has failed; 0 unless there is reason.
    `may_be_planned`: before a first certification it may be planned with a date instead of done.
    """

    id: Identifier
    clause: ClauseNumber
    title: str
    fails_at: Annotated[int, Field(ge=0, le=2)] = 0
    may_be_planned: bool = False


class Fact(Value):
    """A date or statement about an edition, with its source.

    Attributes:
        applies_when: a condition on the profile: whom it concerns; empty where that is everybody.
        verified: false until a person has checked it.
    """

    id: Identifier
    label: str
    on: date | None = None
    text: str = ""
    source: str
    applies_when: str = ""
    verified: bool = False


class Edition(Value):
    """One edition of a standard. `clauses` stand in the order of the standard, parents before children."""

    id: EditionId
    label: str
    title: str
    facts: tuple[Fact, ...] = ()
    clauses: tuple[Clause, ...]
    gates: tuple[Gate, ...]

    def clause(self, number: str) -> Clause:
        """The clause with this number; KeyError when the edition has none."""
        for clause in self.clauses:
            if clause.number == number:
                return clause
        raise KeyError(number)


RequirementId = Annotated[str, Field(pattern=r"^S\d{1,2}(\.\d{1,2}){0,3}-([a-z]\d{0,2}|\d{1,2})$")]
"""`S9.3.2-c1`: the clause of the 2015 edition, and the letter or number of the obligation in it."""


class InClause(Value):
    """Where an edition has a requirement, and how sure we are of it."""

    clause: ClauseNumber
    reliability: Reliability = Reliability.HIGH
    verified: bool = False


class Requirement(Value):
    """One thing that an edition asks for, at the grain of the lettered items of its clauses, in our own words."""

    id: RequirementId
    text: Annotated[str, Field(min_length=1, max_length=300)]
    editions: Annotated[Mapping[EditionId, InClause], Field(min_length=1)]


class Change(Value):
    """Where clauses of an older edition went, and what became different. Clauses not named went over unchanged.

    Attributes:
        id: a name for it; empty where nobody needs to speak of it.
        before: clauses of the older edition; empty for what is new.
        after: clauses of the newer edition; empty for what is gone.
        requirements: what the newer edition asks for beyond the older one; empty where only words, numbers or notes
            changed, so that nobody has to do anything.
    """

    id: Identifier | Literal[""] = ""
    before: tuple[ClauseNumber, ...]
    after: tuple[ClauseNumber, ...]
    summary: str
    requirements: tuple[RequirementId, ...] = ()
    reliability: Reliability
    source: str
    verified: bool = False


class Crosswalk(Value):
    """The way from one edition to the next."""

    before: EditionId
    after: EditionId
    changes: tuple[Change, ...]


class SharedStructure(Value):
    """What other management systems ask in much the same words, so that one may look there first.

    Attributes:
        clauses: where that is so; what stands beneath one counts too.
        systems: by the option of the profile that says a certificate is held, what the system is called.
        note: what to make of it. A shared structure is no evidence, so no answer is ever taken over.
    """

    clauses: tuple[ClauseNumber, ...]
    systems: Mapping[Identifier, str]
    note: str


class Standard(Value):
    """A standard with its editions, oldest first, and what they require, in the order of the clauses."""

    id: Identifier
    label: str
    editions: tuple[Edition, ...]
    crosswalks: tuple[Crosswalk, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    shared: SharedStructure | None = None

    def edition(self, edition_id: str) -> Edition:
        """The edition with this id; KeyError when the standard has none."""
        for edition in self.editions:
            if edition.id == edition_id:
                return edition
        raise KeyError(edition_id)
