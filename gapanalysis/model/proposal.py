"""The proposal: the one value that every document of an offer is written from. No writer adds a number.

Money is in minor units, days are decimals, shares are tallies. It says what follows if all of an option is carried out
and nothing else changes; it promises neither a result nor a certificate.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from gapanalysis.model.adjustments import Addressee
from gapanalysis.model.assessment import Visit
from gapanalysis.model.audit_time import AuditDays
from gapanalysis.model.base import Value
from gapanalysis.model.business_case import BusinessCase
from gapanalysis.model.grade import Grade
from gapanalysis.model.method import ClientKind, Phase
from gapanalysis.model.money import Money
from gapanalysis.model.price import Price
from gapanalysis.model.questionnaire import Aggregation, GradeScale
from gapanalysis.model.rates import Clause, Firm, Role, Rounding, Tax
from gapanalysis.model.score import Tally
from gapanalysis.model.standard import Fact


class Gap(Value):
    """A gap or opportunity of the report, as the offer sees it.

    Attributes:
        edition: the first edition that has it.
        gate: title of the gate that it fails; empty for none.
        actions: every action of the plan that must be done to close it; empty when the plan has none.
    """

    id: str
    edition: str
    clause: str
    headline: str
    consequence: str
    grade: Grade
    gate: str = ""
    actions: tuple[str, ...] = ()


class Part(Value):
    """One action of the plan inside a work package. `ours` is exact; the package rounds. `gaps` caused it."""

    action: str
    title: str
    ours: Decimal
    yours: Decimal
    gaps: tuple[str, ...]
    clauses: tuple[str, ...]


class PhaseDays(Value):
    """Our days in one phase."""

    phase: Phase
    days: Decimal


class WorkPackage(Value):
    """Work that is done, priced and handed over together.

    Attributes:
        phases: our days by phase; they add up to `our_days`.
        parts: actions of the plan; empty for services and for what was added by hand.
        gaps: the gaps that cause it; only a gap analysis, which comes before there are any, has none.
        first_week, last_week: counted from the start, both inclusive.
        changed: its days, role or price are not those of the method; `because` says why, and is not for the client.
    """

    id: str
    title: str
    deliverable: str
    phases: tuple[PhaseDays, ...]
    parts: tuple[Part, ...] = ()
    our_days: Decimal
    your_days: Decimal
    on_site: Decimal
    gaps: tuple[str, ...]
    first_week: int
    last_week: int
    role: str
    fixed_price: Money | None = None
    changed: bool = False
    because: str = ""


class Outlook(Value):
    """What one edition would look like if all of an option is carried out and nothing else changes.

    `now` and `after` are the tallies today and then, `share_now` and `share_after` the shares (0-1) put together as the
    questionnaire declares, by the engine that scores answers; `remaining` counts the gaps of the edition that would
    remain, by grade; `gates` are the titles of gates that would still fail.
    """

    edition: str
    label: str
    now: Tally
    after: Tally
    share_now: Fraction | None
    share_after: Fraction | None
    remaining: Mapping[Grade, int]
    gates: tuple[str, ...]


class Option(Value):
    """One way of going about it.

    Attributes:
        closes: ids of the gaps it closes, in order of priority; `remains` those it leaves.
        outlooks: one for each edition assessed, the main one first; empty for a gap analysis.
        weeks: from the start to the end of the last package; `ends` is that day.
        checked: the day when gaps that an auditor could raise are closed and checked; None when it checks nothing.
    """

    id: str
    title: str
    summary: str
    recommended: bool
    closes: tuple[str, ...]
    remains: tuple[str, ...]
    outlooks: tuple[Outlook, ...]
    packages: tuple[WorkPackage, ...]
    price: Price
    our_days: Decimal
    your_days: Decimal
    days_on_site: int
    weeks: int
    ends: date
    checked: date | None


class LeftOut(Value):
    """A gap that no option closes. `because` is the consultant's word; empty when the plan has nothing for it."""

    gap: str
    because: str


class Impartiality(Value):
    """Whoever audits what they built judges their own work: who would, in which options."""

    role: str
    options: tuple[str, ...]
    independent: bool


class Situation(Value):
    """What the report says of the client, as far as the offer speaks of it. None of it is new.

    Attributes:
        scope: what was assessed; the offer reaches no further.
        share: 0-1, put together as the questionnaire declares (`aggregation`); None where nothing was assessed.
        grades: other names for the grades, where the engagement chose them.
        open_questions: how many are not answered yet; the offer covers what is known.
        failed_gates: titles of the gates that fail today.
        business_case: what the gaps cost today; None where the questionnaire does not ask.
        facts: what is known of the edition that gives the verdict.
    """

    report_on: date
    questionnaire: str
    editions: tuple[str, ...]
    headline: str
    why_now: str
    scope: str
    tally: Tally
    share: Fraction | None
    aggregation: Aggregation
    grades: GradeScale | None
    open_questions: int
    self_declared: bool
    failed_gates: tuple[str, ...]
    strengths: tuple[str, ...]
    target_date: date | None
    certificate_expiry: date | None
    next_visits: tuple[Visit, ...]
    certification_body: str
    business_case: BusinessCase | None = None
    facts: tuple[Fact, ...] = ()


class Prospect(Value):
    """What a gap analysis is quoted for. `editions` are labels; `invented`: the client is an example."""

    client: str
    client_kind: ClientKind = ClientKind.NO_CERTIFICATE
    people: int
    sites: int
    editions: tuple[str, ...]
    scope: str = ""
    why_now: str = ""
    invented: bool = False


class Terms(Value):
    """What holds for every option."""

    tax: Tax
    rounding: Rounding
    payment_days: int
    late_payment: bool
    hours_a_day: Decimal
    start_within_days: int
    legal: tuple[Clause, ...]
    data_protection: str


class Proposal(Value):
    """An offer, whole.

    Attributes:
        format: of this data; a change that breaks readers raises the number.
        kind: the work that follows a gap analysis, or the gap analysis itself.
        situation: None for a gap analysis; `subject` is None otherwise.
        gaps: every gap and opportunity of the report, in order of priority, those of the first edition first.
        left_out: gaps that no option closes.
        rests_on: the method with its version.
        assumptions, exclusions, dependencies: sentences of the method, the same in every place they stand.
        audit_days: the certification body's days, a third party's; None where the number of people is not known.
        language: whose words and whose country's practice it has, such as `en-GB`; the rates file says which.
        invented: client or firm is an example.
    """

    format: Literal["gapanalysis-proposal-1"] = "gapanalysis-proposal-1"
    kind: Literal["improvement", "analysis"]
    number: str
    version: str
    on: date
    valid_until: date
    starts: date
    language: str
    assessment: str
    client: str
    client_kind: ClientKind
    addressee: Addressee
    introduction: str
    firm: Firm
    roles: tuple[Role, ...]
    situation: Situation | None
    subject: Prospect | None
    gaps: tuple[Gap, ...]
    options: tuple[Option, ...]
    left_out: tuple[LeftOut, ...]
    assumptions: tuple[str, ...]
    exclusions: tuple[str, ...]
    dependencies: tuple[str, ...]
    impartiality: tuple[Impartiality, ...]
    audit_days: AuditDays | None
    terms: Terms
    rests_on: str
    program: str
    invented: bool

    def for_client(self) -> "Proposal":
        """As the client may have it: without the reasons for changes by hand."""
        options = tuple(
            option.model_copy(
                update={"packages": tuple(each.model_copy(update={"because": ""}) for each in option.packages)}
            )
            for option in self.options
        )
        return self.model_copy(update={"options": options})

    @property
    def grades(self) -> GradeScale | None:
        """Other names for the grades of gaps; None for the usual ones."""
        return self.situation.grades if self.situation else None

    def gap(self, gap_id: str) -> Gap:
        """A gap by its id; KeyError where there is none."""
        for gap in self.gaps:
            if gap.id == gap_id:
                return gap
        raise KeyError(gap_id)
