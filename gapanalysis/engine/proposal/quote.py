"""The quote for a gap analysis, before there is any gap: from people, sites and editions."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal

from gapanalysis.engine.audit_days import audit_days
from gapanalysis.engine.proposal.by_hand import changed, changes, left_out
from gapanalysis.engine.proposal.effort import summed
from gapanalysis.engine.proposal.offer import (
    Offer,
    client_kind,
    facts_of,
    roles_of,
    start_of,
    terms_of,
    valid_until,
    whole,
)
from gapanalysis.engine.proposal.options import end_of
from gapanalysis.engine.proposal.pricing import price
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import Assessment
from gapanalysis.model.method import AnalysisPart, Phase, StepDays
from gapanalysis.model.proposal import Option, PhaseDays, Proposal, Prospect, WorkPackage
from gapanalysis.model.questionnaire import Questionnaire

ANALYSIS = "analysis"
"""Id of the one option of such a quote."""


def quote(name: str, subject: Prospect, offer: Offer) -> Proposal:
    """The offer of a gap analysis.

    Args:
        name: what to number the proposal by.
        subject: who and what it is quoted for.
        offer: rates and everything else that is not the client's.

    Raises:
        AssessmentError: something that was changed by hand does not fit.
    """
    starts = start_of(offer)
    option = _option(tuple(_packages(subject, offer)), offer)
    about = offer.method.analysis
    return Proposal(
        kind="analysis",
        number=offer.adjustments.number or f"{name}-{offer.on:%Y-%m-%d}",
        version=offer.adjustments.version,
        on=offer.on,
        valid_until=valid_until(offer),
        starts=starts,
        language=offer.rates.locale,
        assessment=name,
        client=subject.client,
        client_kind=subject.client_kind,
        addressee=offer.adjustments.addressee,
        introduction=offer.adjustments.introduction,
        firm=offer.rates.firm,
        roles=roles_of((option,), offer.rates),
        situation=None,
        subject=subject,
        gaps=(),
        options=(option,),
        left_out=(),
        assumptions=about.assumptions,
        exclusions=about.exclusions,
        dependencies=about.dependencies,
        impartiality=(),
        audit_days=audit_days(subject.people, subject.sites, offer.adjustments.certification, offer.audit_time),
        terms=terms_of(offer.rates),
        rests_on=f"{offer.method.id} {offer.method.version}",
        program=offer.program,
        invented=subject.invented or offer.rates.invented,
    )


def subject_of(questionnaire: Questionnaire, assessment: Assessment) -> Prospect:
    """What a gap analysis is quoted for, by the profile and the engagement of an assessment.

    Raises:
        AssessmentError: the profile does not say how many people there are.
    """
    facts, engagement = facts_of(questionnaire, assessment), assessment.engagement
    people = whole(facts.get("employees"))
    if people is None:
        raise AssessmentError(
            f"The profile of {assessment.name} does not say how many people work there.",
            hint=f"answer it with: gapanalysis answer {assessment.name}",
            code="people",
        )
    return Prospect(
        client=engagement.client,
        client_kind=client_kind(facts),
        people=people,
        sites=whole(facts.get("sites")) or len(engagement.scope.sites) or 1,
        editions=tuple(questionnaire.standard.edition(edition).label for edition in engagement.editions),
        scope=engagement.scope.statement,
        why_now=engagement.why_now,
        invented=engagement.invented,
    )


def _packages(subject: Prospect, offer: Offer) -> Iterator[WorkPackage]:
    week = 1
    for part in offer.method.analysis.parts:
        ours = _days(part.days, subject.people) + _further(part, subject)
        if not left_out(part.id, ANALYSIS, offer.adjustments):
            yield _changed(_package(part, ours, week, subject, offer), offer)
            week += part.weeks


def _package(part: AnalysisPart, ours: Decimal, week: int, subject: Prospect, offer: Offer) -> WorkPackage:
    return WorkPackage(
        id=part.id,
        title=part.title,
        deliverable=part.deliverable,
        phases=_phases(ours),
        our_days=ours,
        your_days=_days(part.yours, subject.people),
        on_site=ours * offer.method.kind(part.work).on_site,
        gaps=(),
        first_week=week,
        last_week=week + part.weeks - 1,
        role=offer.rates.role_for(part.work).id,
    )


def _days(steps: Sequence[StepDays], people: int) -> Decimal:
    """Days by the first step that is wide enough; the last one for everybody beyond."""
    return next((step.days for step in steps if step.up_to is None or people <= step.up_to), steps[-1].days)


def _further(part: AnalysisPart, subject: Prospect) -> Decimal:
    return part.each_further_site * (subject.sites - 1) + part.each_further_edition * (len(subject.editions) - 1)


def _changed(package: WorkPackage, offer: Offer) -> WorkPackage:
    made = changes(package.id, ANALYSIS, offer.adjustments)
    return changed(package, made, offer.rates, _phases)


def _phases(ours: Decimal) -> tuple[PhaseDays, ...]:
    return (PhaseDays(phase=Phase.ANALYSIS, days=ours),)


def _option(packages: tuple[WorkPackage, ...], offer: Offer) -> Option:
    about = offer.method.analysis
    on_site = int(summed([each.on_site for each in packages]).to_integral_value(ROUND_CEILING))
    fixed = {fee.option: fee.price for fee in offer.adjustments.fixed_fees}
    weeks = max(each.last_week for each in packages)
    return Option(
        id=ANALYSIS,
        title=about.title,
        summary=about.summary,
        recommended=False,
        closes=(),
        remains=(),
        outlooks=(),
        packages=packages,
        price=price(packages, on_site, (), offer.rates, fixed.get(ANALYSIS)),
        our_days=summed([each.our_days for each in packages]),
        your_days=summed([each.your_days for each in packages]),
        days_on_site=on_site,
        weeks=weeks,
        ends=end_of(weeks, start_of(offer)),
        checked=None,
    )
