"""How many days a certification body would likely count.

By IAF MD 5, with MD 1 for several sites and MD 11 for several systems. An estimate for planning: the body decides, and
complexity, risk, shifts and languages also count. The numbers are data (`questionnaires/audit-time/`); this module
knows only how they are put together.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import isqrt

from gapanalysis.model.adjustments import Certification, Site
from gapanalysis.model.audit_time import AuditDays, AuditTime, AuditVisit
from gapanalysis.model.money import half_up

WHOLE = Fraction(1)


def table_days(people: int, rules: AuditTime) -> Decimal | None:
    """Days of an initial audit for so many effective personnel; None beyond the end of the table."""
    return next((band.days for band in rules.table if people <= band.up_to), None)


def nearest_step(days: Fraction, step: Decimal) -> Decimal:
    """Days rounded to the nearest step, a half up: 5.3 becomes 5.5 and 5.2 becomes 5 with steps of a half (MD 5)."""
    return half_up(days / Fraction(step)) * step


def root_up(sites: int, factor: Decimal) -> int:
    """The root of the number of sites times a factor, rounded up, exactly: no floating point decides a whole site."""
    product = Fraction(factor) ** 2 * sites
    root = isqrt(product.numerator // product.denominator)
    return root if root * root == product else root + 1


def sampled(sites: int, rules: AuditTime, *, effective: bool = False) -> tuple[int, int, int]:
    """How many of so many like sites are visited initially, in surveillance and at recertification (MD 1, 6.1)."""
    sampling = rules.sampling
    again = sampling.recertification_effective if effective else sampling.recertification
    counts = (root_up(sites, factor) for factor in (sampling.initial, sampling.surveillance, again))
    initial, surveillance, recertification = (min(sites, count) for count in counts)
    return initial, surveillance, recertification


def unsampled(sites: int, rules: AuditTime) -> tuple[int, int, int]:
    """The same where sites may not be sampled: all of them, and a part of them in surveillance (MD 1, 6.2)."""
    part = Fraction(rules.sampling.unsuitable_surveillance) * sites
    return sites, -(-part.numerator // part.denominator), sites


def integrated(days: Fraction, reduction: Decimal, rules: AuditTime) -> Fraction:
    """Days of several systems audited together; ValueError for more than may be taken off (MD 11)."""
    _within(reduction, rules.greatest_integration)
    return days * (WHOLE - Fraction(reduction) / 100)


def _within(reduction: Decimal, greatest: Decimal) -> None:
    if reduction > greatest:
        message = f"a reduction of {reduction} % is more than the {greatest} % that may be taken off"
        raise ValueError(message)


def audit_days(people: int, sites: int | None, known: Certification, rules: AuditTime) -> AuditDays:
    """The estimate.

    Args:
        people: effective personnel by the profile; `known.people` or the people of `known.sites` replace it.
        sites: how many there are by the profile; None when not known.
        known: what is better known than from the profile.
        rules: the tables.

    Raises:
        ValueError: a reduction is greater than the rules allow.
    """
    count = sum(site.people for site in known.sites) if known.sites else known.people or people
    by_site = len(known.sites) > 1
    limit = rules.sampling.greatest_site_reduction if by_site else rules.greatest_reduction
    _within(known.reduction, limit)
    return AuditDays(
        label=rules.label,
        people=count,
        by_site=by_site,
        sites=len(known.sites) or sites,
        sampled=by_site and known.alike,
        reduced=known.reduction,
        reduced_because=known.reduction_because,
        integrated=known.integrated.standards if known.integrated else (),
        visits=_visits(count, known, rules),
        least_on_site=rules.least_on_site,
        greatest_reduction=limit,
        greatest_integration=rules.greatest_integration,
        sources=rules.sources,
    )


def _visits(people: int, known: Certification, rules: AuditTime) -> tuple[AuditVisit, ...]:
    """The three kinds of audit; none where the table does not reach."""
    whole = (WHOLE, *(Fraction(each.part, each.of) for each in (rules.surveillance, rules.recertification)))
    counts: tuple[int | None, ...] = (None, None, None)
    if len(known.sites) > 1:
        counts, bases = _by_site(known.sites, rules, alike=known.alike)
    else:
        bases = (table_days(people, rules),) * 3
    limit = rules.sampling.greatest_site_reduction if len(known.sites) > 1 else rules.greatest_reduction
    visits = []
    for kind, part, base, count in zip(
        ("initial", "surveillance", "recertification"), whole, bases, counts, strict=True
    ):
        if base is None:
            return ()
        likely = _with_others(Fraction(base) * (WHOLE - Fraction(known.reduction) / 100), known, rules) * part
        fewest = _with_others(Fraction(base) * (WHOLE - Fraction(limit) / 100), known, rules) * part
        visits.append(
            AuditVisit(
                kind=kind,
                days=nearest_step(likely, rules.day_step),
                fewest=nearest_step(fewest, rules.day_step),
                sites=count,
            )
        )
    return tuple(visits)


def _with_others(days: Fraction, known: Certification, rules: AuditTime) -> Fraction:
    """The days of this system, together with those of others where they are audited as one."""
    if known.integrated is None:
        return days
    return integrated(days + Fraction(known.integrated.days), known.integrated.reduction, rules)


def _by_site(
    sites: Sequence[Site], rules: AuditTime, *, alike: bool
) -> tuple[tuple[int, int, int], tuple[Decimal | None, ...]]:
    """How many sites besides the central ones are visited at each kind of audit, and days for all that is visited.

    Where sites are sampled, those with the most people are taken: which ones the body will choose is not known.
    """
    central = [site for site in sites if site.central]
    others = sorted((site for site in sites if not site.central), key=lambda site: -site.people)
    counts = sampled(len(others), rules) if alike else unsampled(len(others), rules)
    return counts, tuple(_sum([*central, *others[:count]], rules) for count in counts)


def _sum(sites: Sequence[Site], rules: AuditTime) -> Decimal | None:
    found = [table_days(site.people, rules) for site in sites]
    known = [days for days in found if days is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None
