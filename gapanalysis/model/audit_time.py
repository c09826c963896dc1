"""What certification bodies count by: the tables of audit time as data, and the estimate made from them."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.question import Text
from gapanalysis.model.rates import Days, Percent
from gapanalysis.model.standard import Identifier


class PeopleBand(Value):
    """Audit days of an initial audit, Stage 1 and Stage 2 together, for up to so many effective personnel."""

    up_to: Annotated[int, Field(ge=1)]
    days: Days


class PartOf(Value):
    """A part of a whole: one of three."""

    part: Annotated[int, Field(ge=1)]
    of: Annotated[int, Field(ge=1)]


class Sampling(Value):
    """How many of x sites are audited: the root of x times a factor, rounded up; the central function always.

    `recertification_effective` holds where the system has proved effective. `unsuitable_surveillance` is the part of
    the sites in each surveillance year where sampling is not suitable; all of them are then audited at other times.
    """

    initial: Decimal
    surveillance: Decimal
    recertification: Decimal
    recertification_effective: Decimal
    unsuitable_surveillance: Decimal
    greatest_site_reduction: Percent


class Source(Value):
    """Where numbers come from. `verified` is false until a person has held them against the document itself."""

    id: Identifier
    document: Text
    says: Text
    found: Text
    verified: bool = False


class AuditTime(Value):
    """The rules for the days of a certification body.

    Attributes:
        greatest_reduction: of the days in the table, in per cent.
        greatest_integration: of the days of all systems audited together, in per cent.
        surveillance, recertification: days as a part of those of an initial audit.
        day_step: days are rounded to the nearest of these.
        least_on_site: part of the time that is spent with the client, in per cent.
    """

    id: Identifier
    label: Text
    table: Annotated[tuple[PeopleBand, ...], Field(min_length=1)]
    greatest_reduction: Percent
    greatest_integration: Percent
    surveillance: PartOf
    recertification: PartOf
    day_step: Annotated[Decimal, Field(gt=0, le=1)]
    least_on_site: Percent
    sampling: Sampling
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class AuditVisit(Value):
    """One kind of audit: days by the table, and the fewest that reductions could leave.

    `sites` is how many sites besides the central function are visited; None where time is not reckoned by site.
    """

    kind: Literal["initial", "surveillance", "recertification"]
    days: Decimal
    fewest: Decimal
    sites: int | None = None


class AuditDays(Value):
    """An estimate of a certification body's days; the body decides.

    Attributes:
        people: effective personnel it was made for.
        by_site: time was reckoned site by site.
        sites: how many sites there are, the central function included; None when not known.
        reduced: the reduction that was taken off, in per cent; `reduced_because` says why.
        integrated: labels of other standards audited together; empty for none.
        visits: empty where the table does not reach so far.
    """

    label: str
    people: int
    by_site: bool
    sites: int | None
    sampled: bool
    reduced: Decimal
    reduced_because: str
    integrated: tuple[str, ...]
    visits: tuple[AuditVisit, ...]
    least_on_site: Decimal
    greatest_reduction: Decimal
    greatest_integration: Decimal
    sources: tuple[Source, ...]
