"""What a consultant decides for one proposal: who it goes to, and every change by hand, each with its reason."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.question import ActionId
from gapanalysis.model.rates import Amount, Days, Line, Percent
from gapanalysis.model.standard import Identifier

Because = Annotated[str, Field(min_length=1, max_length=300)]


class Addressee(Value):
    """Who the letter goes to: a role is enough. `salutation` is the first line, such as `Dear Ms Reed`."""

    name: Line = ""
    address: tuple[Line, ...] = ()
    salutation: Line = ""


class LineChange(Value):
    """A line done otherwise than the method would have it.

    Attributes:
        line: id of the line, such as `customers` or `internal-audit`.
        options: in which options; every one when empty.
        days: our days.
        your_days: the days of the client's own people.
        role: who does it.
        price: a fixed fee for the line, whatever its days.
        leave_out: the line is not offered.
        because: why; kept in the data of the proposal, and never printed.
    """

    line: Identifier
    options: tuple[Identifier, ...] = ()
    days: Days | None = None
    your_days: Days | None = None
    role: Identifier | None = None
    price: Amount | None = None
    leave_out: bool = False
    because: Because


class ExtraLine(Value):
    """A line that no action of the plan asks for. `closes` names the gaps that cause it."""

    id: Identifier
    title: Annotated[str, Field(min_length=1, max_length=120)]
    deliverable: Annotated[str, Field(max_length=400)] = ""
    closes: Annotated[tuple[str, ...], Field(min_length=1)]
    options: tuple[Identifier, ...] = ()
    days: Days
    your_days: Days = Decimal(0)
    role: Identifier | None = None
    price: Amount | None = None


class LeftToClient(Value):
    """A gap that this proposal leaves alone. `because` is printed."""

    gap: str
    because: Because


class FixedFee(Value):
    """One fee for an option, whatever its lines come to."""

    option: Identifier
    price: Amount


class Site(Value):
    """A site of the client, for the estimate of certification days. `central`: the system is run from there."""

    name: Line
    people: Annotated[int, Field(ge=1, le=1_000_000)]
    central: bool = False


class Integrated(Value):
    """An audit together with other systems: their days alone, and by how much all of it may shrink."""

    standards: Annotated[tuple[Line, ...], Field(min_length=1)]
    days: Days
    reduction: Percent


class Certification(Value):
    """What a certification body would count, where it is better known than from the profile.

    Attributes:
        people: effective personnel: everybody in scope on all shifts, part-time as full-time equivalents.
        sites: every site with its people; when given, time is reckoned site by site.
        alike: the sites do the same work under one system, so that they may be sampled.
        reduction: how much less than the table, in per cent, and why.
    """

    people: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    sites: tuple[Site, ...] = ()
    alike: bool = False
    reduction: Percent = Decimal(0)
    reduction_because: Annotated[str, Field(max_length=300)] = ""
    integrated: Integrated | None = None


class Adjustments(Value):
    """One adjustments file. Everything in it may be missing.

    Attributes:
        number: of the proposal; made from assessment and date when empty.
        introduction: the consultant's own words, printed in the letter (Markdown).
        options: which options are offered; every one when empty.
        actions: our days for single actions of the plan.
        start: the day work begins.
    """

    number: Annotated[str, Field(max_length=40)] = ""
    version: Annotated[str, Field(min_length=1, max_length=20)] = "1.0"
    addressee: Addressee = Addressee()
    introduction: Annotated[str, Field(max_length=4000)] = ""
    options: tuple[Identifier, ...] = ()
    actions: Mapping[ActionId, Days] = {}
    lines: tuple[LineChange, ...] = ()
    extra: tuple[ExtraLine, ...] = ()
    left_out: tuple[LeftToClient, ...] = ()
    fixed_fees: tuple[FixedFee, ...] = ()
    start: date | None = None
    certification: Certification = Certification()


NONE = Adjustments()
"""Nothing is adjusted."""

NONE = Adjustments()
"""Nothing is adjusted."""
