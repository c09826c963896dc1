"""How gaps become work: kinds of work, packages, services, options and the days they take. All of it is data.

The shipped method (`questionnaires/method/`) says of each number where it comes from; most are our judgement.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.grade import Grade
from gapanalysis.model.plan import Horizon
from gapanalysis.model.question import Effort, Text
from gapanalysis.model.rates import Days
from gapanalysis.model.standard import ClauseNumber, Identifier

Share = Annotated[Decimal, Field(ge=0, le=1, allow_inf_nan=False)]
Weeks = Annotated[int, Field(ge=1, le=520)]


class ClientKind(StrEnum):
    """What a client needs of certification: a first certificate, to keep one, or nothing."""

    FIRST_CERTIFICATE = "first certificate"
    CERTIFIED = "certified"
    NO_CERTIFICATE = "no certificate"


class Phase(StrEnum):
    """The phases of the work, in their order."""

    ANALYSIS = "analysis"
    DESIGN = "design"
    IMPLEMENT = "implement"
    INTERNAL_AUDIT = "internal audit"
    MANAGEMENT_REVIEW = "management review"
    STAGE_1 = "stage 1"
    STAGE_2 = "stage 2"
    VISIT = "visit"
    AFTERCARE = "aftercare"


class WorkKind(Value):
    """A kind of work.

    Attributes:
        ours: our days for each day that the client's own people need for an action of this kind.
        design: the part of our days that goes into designing; the rest goes into putting it to use.
        on_site: the part of our days spent at the client's.
    """

    id: Identifier
    title: Text
    ours: Annotated[Decimal, Field(ge=0, le=10, allow_inf_nan=False)]
    design: Share = Decimal(0)
    on_site: Share


class Theme(Value):
    """A work package: the actions of these clauses together. One theme without clauses takes all the rest.

    An action belongs to the theme that names the longest part of the clause in its id (`9.1.2` before `9`).
    """

    id: Identifier
    title: Text
    clauses: tuple[ClauseNumber, ...] = ()
    work: Identifier
    deliverable: Text


class Service(Value):
    """Work that follows from closing gaps rather than from one action.

    Attributes:
        days: our days by size of the organisation; `yours` those of its own people.
        weeks: how long it takes; services follow each other in the order written.
        clients: for whom; everybody when empty.
        options: ids of the options that have it.
        verifies: it is about gaps an auditor could raise, so without any it is left out.
    """

    id: Identifier
    title: Text
    phase: Phase
    work: Identifier
    deliverable: Text
    days: Effort
    yours: Effort
    weeks: Weeks
    clients: tuple[ClientKind, ...] = ()
    options: tuple[Identifier, ...]
    verifies: bool = True


class Choice(Value):
    """An option, by the gaps it sets out to close. What those depend on comes with it.

    Attributes:
        gates: gaps that fail a gate.
        grades: every gap of these grades.
        urgent: likely minor gaps whose action the plan puts into one of these horizons.
        next_edition: gaps of the second edition assessed, for these clients; nobody when empty.
        next_edition_for_transition: also for who wants to move to the next edition.
        recommended: the one marked as the one to take.
    """

    id: Identifier
    title: Text
    summary: Text
    gates: bool = False
    grades: tuple[Grade, ...] = ()
    urgent: tuple[Horizon, ...] = ()
    next_edition: bool = False
    next_edition_for_transition: bool = False
    recommended: bool = False


class HorizonWeeks(Value):
    """The weeks of a horizon of the plan, both inclusive and counted from 1."""

    horizon: Horizon
    first: Weeks
    last: Weeks


class Statement(Value):
    """An assumption, exclusion or dependency in a sentence; for everybody when `clients` is empty."""

    text: Text
    clients: tuple[ClientKind, ...] = ()


class StepDays(Value):
    """Days for organisations of up to so many people; without `up_to` for every larger one."""

    up_to: Annotated[int, Field(ge=1)] | None = None
    days: Days


class AnalysisPart(Value):
    """A part of the gap analysis itself, with our days by people and what each further site adds."""

    id: Identifier
    title: Text
    deliverable: Text
    work: Identifier
    days: Annotated[tuple[StepDays, ...], Field(min_length=1)]
    yours: Annotated[tuple[StepDays, ...], Field(min_length=1)]
    each_further_site: Days = Decimal(0)
    each_further_edition: Days = Decimal(0)
    weeks: Weeks


class Analysis(Value):
    """The gap analysis as a service, for the quote before there is any gap."""

    title: Text
    summary: Text
    parts: Annotated[tuple[AnalysisPart, ...], Field(min_length=1)]
    assumptions: tuple[Text, ...] = ()
    exclusions: tuple[Text, ...] = ()
    dependencies: tuple[Text, ...] = ()


class Method(Value):
    """A whole method. `day_step` is the smallest part of a day that is sold; `source` says what the numbers rest on."""

    id: Identifier
    version: Text
    language: Text
    source: Text
    day_step: Annotated[Decimal, Field(gt=0, le=1, allow_inf_nan=False)]
    work: Annotated[tuple[WorkKind, ...], Field(min_length=1)]
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    services: tuple[Service, ...] = ()
    options: Annotated[tuple[Choice, ...], Field(min_length=1)]
    horizons: tuple[HorizonWeeks, ...]
    assumptions: tuple[Statement, ...] = ()
    exclusions: tuple[Statement, ...] = ()
    dependencies: tuple[Statement, ...] = ()
    analysis: Analysis

    def kind(self, work: str) -> WorkKind:
        """A kind of work by its id; KeyError where there is none."""
        for kind in self.work:
            if kind.id == work:
                return kind
        raise KeyError(work)
