"""`propose(questionnaire, assessment, report, offer) -> Proposal`: the main line of an offer, from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from gapanalysis.engine.audit_days import audit_days
from gapanalysis.engine.interview import profile_items
from gapanalysis.engine.judge import judge_of
from gapanalysis.engine.projection import present_of
from gapanalysis.engine.proposal.gaps import gaps_of, plan_of
from gapanalysis.engine.proposal.options import Bench, Edition, options
from gapanalysis.engine.proposal.packages import Workshop
from gapanalysis.errors import AssessmentError
from gapanalysis.model.adjustments import Adjustments
from gapanalysis.model.assessment import Assessment, State, Visit
from gapanalysis.model.audit_time import AuditDays, AuditTime
from gapanalysis.model.method import ClientKind, Method, Phase, Statement
from gapanalysis.model.proposal import Gap, Impartiality, LeftOut, Option, Proposal, Situation, Terms
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.rates import Rates, Role
from gapanalysis.model.report import GapReport
from gapanalysis.model.verdict import GateState

MONDAY = 7

BUILDING = {Phase.DESIGN, Phase.IMPLEMENT}


@dataclass(frozen=True, slots=True)
class Offer:
    """What an offer is made with: the firm's rates, the method, the rules of audit time, changes by hand, its day."""

    rates: Rates
    method: Method
    audit_time: AuditTime
    adjustments: Adjustments
    on: date
    program: str = ""


def propose(questionnaire: Questionnaire, assessment: Assessment, report: GapReport, offer: Offer) -> Proposal:
    """The offer to close the gaps of a report.

    Args:
        questionnaire: the one kept with the assessment.
        assessment: the state that `report` was made from.
        report: its result.
        offer: rates and everything else that is not the client's.

    Raises:
        AssessmentError: there is nothing to offer, or something that was changed by hand does not fit.
    """
    gaps = gaps_of(report)
    facts = facts_of(questionnaire, assessment)
    client = client_kind(facts)
    starts = start_of(offer)
    shop = Workshop(
        method=offer.method,
        rates=offer.rates,
        adjustments=offer.adjustments,
        plan=plan_of(report),
        gaps=gaps,
        size=report.size,
        client=client,
        visit_week=_visit_week(report.engagement.next_visits, starts),
    )
    judges = [judge_of(questionnaire, assessment, edition.id, report.on) for edition in report.editions]
    editions = tuple(Edition(result, judge) for result, judge in zip(report.editions, judges, strict=True))
    bench = Bench(shop, present_of(questionnaire, assessment), editions, starts, facts.get("aim") == "transition")
    offered = options(bench)
    if not offered:
        raise AssessmentError(
            f"There is nothing to offer {report.engagement.client}: no option closes a gap of {report.assessment}.",
            hint="for a quote before the gap analysis, use --for-analysis",
            code="nothing-to-offer",
        )
    _refuse_idle_changes(offer.adjustments, offered)
    return Proposal(
        kind="improvement",
        number=offer.adjustments.number or f"{report.assessment}-{offer.on:%Y-%m-%d}",
        version=offer.adjustments.version,
        on=offer.on,
        valid_until=valid_until(offer),
        starts=starts,
        language=offer.rates.locale,
        assessment=report.assessment,
        client=report.engagement.client,
        client_kind=client,
        addressee=offer.adjustments.addressee,
        introduction=offer.adjustments.introduction,
        firm=offer.rates.firm,
        roles=roles_of(offered, offer.rates),
        situation=_situation(report),
        subject=None,
        gaps=gaps,
        options=offered,
        left_out=_left_out(gaps, offered, offer.adjustments),
        assumptions=said_to(client, offer.method.assumptions),
        exclusions=said_to(client, offer.method.exclusions),
        dependencies=said_to(client, offer.method.dependencies),
        impartiality=_impartiality(offered),
        audit_days=_audit_days(facts, offer),
        terms=terms_of(offer.rates),
        rests_on=f"{offer.method.id} {offer.method.version}",
        program=offer.program,
        invented=report.engagement.invented or offer.rates.invented,
    )


# -- days of the calendar ----------------------------------------------------------------------------------------


def valid_until(offer: Offer) -> date:
    """The last day on which the offer stands."""
    return offer.on + timedelta(days=offer.rates.validity_days)


def start_of(offer: Offer) -> date:
    """The day work begins: as given, else the first Monday after acceptance on the last day and the time to begin."""
    if offer.adjustments.start is not None:
        if offer.adjustments.start < offer.on:
            raise AssessmentError(
                f"Work cannot begin on {offer.adjustments.start}, before the day of the proposal ({offer.on}).",
                hint="change `start` in the adjustments file",
                code="start",
            )
        return offer.adjustments.start
    latest = valid_until(offer) + timedelta(days=offer.rates.start_within_days)
    return latest + timedelta(days=-latest.weekday() % MONDAY)


def _visit_week(visits: Sequence[Visit], starts: date) -> int | None:
    """The week of the first visit after the start, from 1; None when none is known."""
    weeks = sorted((visit.on - starts).days // 7 + 1 for visit in visits if visit.on >= starts)
    return weeks[0] if weeks else None


# -- the client --------------------------------------------------------------------------------------------------


def facts_of(questionnaire: Questionnaire, assessment: Assessment) -> dict[str, object]:
    """What the profile says, by the name of the fact; open facts are missing."""
    return {
        item.question.fact: item.answer.value
        for item in profile_items(questionnaire, assessment)
        if item.question.fact and item.state is State.ANSWERED
    }


def client_kind(facts: dict[str, object]) -> ClientKind:
    """What the client needs of certification, by certificates held and aim."""
    held = facts.get("certified")
    if isinstance(held, list) and any(str(each).startswith("iso9001") for each in held):
        return ClientKind.CERTIFIED
    if facts.get("aim") in {"first-certificate", "customer-demand"}:
        return ClientKind.FIRST_CERTIFICATE
    return ClientKind.NO_CERTIFICATE


def _audit_days(facts: dict[str, object], offer: Offer) -> AuditDays | None:
    """The days of the certification body; None where the number of people is not known."""
    people, known = whole(facts.get("employees")), offer.adjustments.certification
    if people is None and known.people is None and not known.sites:
        return None
    return audit_days(people or 1, whole(facts.get("sites")), known, offer.audit_time)


def whole(value: object) -> int | None:
    """A number of the profile; None while it is open."""
    return None if value is None else int(Decimal(str(value)))


def _situation(report: GapReport) -> Situation:
    engagement, main = report.engagement, report.main
    return Situation(
        report_on=report.on,
        questionnaire=report.questionnaire_title,
        editions=tuple(edition.label for edition in report.editions),
        headline=report.headline,
        why_now=engagement.why_now,
        scope=engagement.scope.statement,
        tally=main.tally,
        share=main.share,
        aggregation=report.aggregation,
        grades=report.grades,
        open_questions=main.tally.open + main.tally.dont_know,
        self_declared=main.verdict.self_declared,
        failed_gates=tuple(gate.title for gate in main.gates if gate.state is GateState.FAILED),
        strengths=tuple(strength.headline for strength in main.strengths),
        target_date=engagement.target_date,
        certificate_expiry=engagement.certificate_expiry,
        next_visits=engagement.next_visits,
        certification_body=engagement.certification_body,
        business_case=report.business_case,
        facts=main.facts,
    )


# -- what holds for all options ----------------------------------------------------------------------------------


def terms_of(rates: Rates) -> Terms:
    """What holds for every option."""
    return Terms(
        tax=rates.tax,
        rounding=rates.rounding,
        payment_days=rates.payment.days,
        late_payment=rates.payment.late_payment,
        hours_a_day=rates.hours_a_day,
        start_within_days=rates.start_within_days,
        legal=rates.legal,
        data_protection=rates.data_protection,
    )


def said_to(client: ClientKind, statements: Sequence[Statement]) -> tuple[str, ...]:
    """The sentences that concern this kind of client."""
    return tuple(each.text for each in statements if not each.clients or client in each.clients)


def roles_of(offered: Sequence[Option], rates: Rates) -> tuple[Role, ...]:
    """The roles that work in some option, in the order of the rates file."""
    used = {package.role for option in offered for package in option.packages}
    return tuple(role for role in rates.roles if role.id in used)


def _left_out(gaps: Sequence[Gap], offered: Sequence[Option], adjustments: Adjustments) -> tuple[LeftOut, ...]:
    """The gaps that no option closes."""
    closed = {gap for option in offered for gap in option.closes}
    because = {each.gap: each.because for each in adjustments.left_out}
    return tuple(LeftOut(gap=gap.id, because=because.get(gap.id, "")) for gap in gaps if gap.id not in closed)


def _impartiality(offered: Sequence[Option]) -> tuple[Impartiality, ...]:
    """Who audits, and whether they also built what they audit."""
    found: dict[tuple[str, bool], list[str]] = {}
    for option in offered:
        phases = {package.id: {part.phase for part in package.phases} for package in option.packages}
        building = {package.role for package in option.packages if phases[package.id] & BUILDING}
        for package in option.packages:
            if Phase.INTERNAL_AUDIT in phases[package.id]:
                found.setdefault((package.role, package.role not in building), []).append(option.id)
    return tuple(
        Impartiality(role=role, independent=independent, options=tuple(names))
        for (role, independent), names in found.items()
    )


def _refuse_idle_changes(adjustments: Adjustments, offered: Sequence[Option]) -> None:
    """Stop at a change that changes nothing: a name that no option has is a typing mistake, or out of date."""
    lines = {package.id for option in offered for package in option.packages}
    for change in adjustments.lines:
        if change.line not in lines and not change.leave_out:
            raise AssessmentError(
                f"No option has a line “{change.line}” that could be changed.",
                hint=f"lines are: {', '.join(sorted(lines))}",
                code="idle-change",
            )
