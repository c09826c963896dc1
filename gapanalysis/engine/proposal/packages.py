"""Actions and services as work packages: what is done together, by whom, in how many days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gapanalysis.engine.findings import days
from gapanalysis.engine.proposal.by_hand import changed, changes, in_option, left_out, priced
from gapanalysis.engine.proposal.effort import in_phases, our_days, rounded_days, step_of, summed, theme_of
from gapanalysis.model.adjustments import Adjustments, ExtraLine
from gapanalysis.model.grade import Grade
from gapanalysis.model.method import ClientKind, Method, Phase, Service, Theme
from gapanalysis.model.plan import Horizon, PlannedAction
from gapanalysis.model.proposal import Gap, Part, PhaseDays, WorkPackage
from gapanalysis.model.rates import Rates


@dataclass(frozen=True, slots=True)
class Workshop:
    """What packages are made with; the same for every option.

    `visit_week` is the week of the certification body's next visit, from the start of the work; None when no date is
    known.
    """

    method: Method
    rates: Rates
    adjustments: Adjustments
    plan: Mapping[str, PlannedAction]
    gaps: Sequence[Gap]
    size: str | None
    client: ClientKind
    visit_week: int | None = None


def kept(actions: Sequence[str], option: str, shop: Workshop) -> tuple[str, ...]:
    """The actions whose package is not left out by hand."""
    out = {theme.id for theme in shop.method.themes if left_out(theme.id, option, shop.adjustments)}
    return tuple(action for action in actions if theme_of(action, shop.method).id not in out)


def packages(actions: Sequence[str], option: str, shop: Workshop) -> tuple[WorkPackage, ...]:
    """The packages of an option that come from actions of the plan and from lines added by hand, in their order."""
    by_theme: dict[str, list[str]] = defaultdict(list)
    for action in actions:
        by_theme[theme_of(action, shop.method).id].append(action)
    made = [_package(theme, by_theme[theme.id], shop) for theme in shop.method.themes if theme.id in by_theme]
    end = max((package.last_week for package in made), default=1)
    made += [_extra(line, end, shop) for line in shop.adjustments.extra if in_option(line.options, option)]
    return tuple(_changed(package, option, shop) for package in made)


def services(built: Sequence[WorkPackage], closes: Sequence[str], option: str, shop: Workshop) -> Iterator[WorkPackage]:
    """The services of an option, one after the other once what they verify is built."""
    if not closes:
        return
    required = tuple(gap.id for gap in shop.gaps if gap.id in closes and gap.grade is not Grade.OPPORTUNITY)
    week = _verifiable_from(built, shop)
    for service in shop.method.services:
        gaps = required if service.verifies else tuple(closes)
        if gaps and _offered(service, option, shop) and not left_out(service.id, option, shop.adjustments):
            fixed = shop.visit_week if service.phase is Phase.VISIT else None
            first = week if fixed is None else max(1, fixed - service.weeks + 1)
            yield _changed(_service(service, gaps, first, shop), option, shop)
            week += service.weeks if fixed is None else 0


def _package(theme: Theme, actions: Sequence[str], shop: Workshop) -> WorkPackage:
    kind, step = shop.method.kind(theme.work), step_of(shop.method, shop.rates)
    parts = tuple(_part(shop.plan[action], theme, shop) for action in actions)
    ours = rounded_days(summed([part.ours for part in parts]), step)
    first, last = _weeks([shop.plan[action].horizon for action in actions], shop.method)
    return WorkPackage(
        id=theme.id,
        title=theme.title,
        deliverable=theme.deliverable,
        phases=in_phases(ours, kind, step),
        parts=parts,
        our_days=ours,
        your_days=summed([part.yours for part in parts]),
        on_site=ours * kind.on_site,
        gaps=tuple(gap.id for gap in shop.gaps if any(gap.id in part.gaps for part in parts)),
        first_week=first,
        last_week=last,
        role=shop.rates.role_for(theme.work).id,
    )


def _part(action: PlannedAction, theme: Theme, shop: Workshop) -> Part:
    return Part(
        action=action.id,
        title=action.title,
        ours=our_days(action, shop.method.kind(theme.work), shop.rates, shop.adjustments),
        yours=action.days,
        gaps=tuple(gap.id for gap in shop.gaps if action.id in gap.actions),
        clauses=action.clauses,
    )


def _weeks(horizons: Sequence[Horizon], method: Method) -> tuple[int, int]:
    """From the beginning of the earliest horizon to the end of the latest."""
    spans = [span for span in method.horizons if span.horizon in horizons]
    return min(span.first for span in spans), max(span.last for span in spans)


def _service(service: Service, gaps: tuple[str, ...], week: int, shop: Workshop) -> WorkPackage:
    ours = days(service.days, shop.size)
    return WorkPackage(
        id=service.id,
        title=service.title,
        deliverable=service.deliverable,
        phases=(PhaseDays(phase=service.phase, days=ours),),
        our_days=ours,
        your_days=days(service.yours, shop.size),
        on_site=ours * shop.method.kind(service.work).on_site,
        gaps=gaps,
        first_week=week,
        last_week=week + service.weeks - 1,
        role=shop.rates.role_for(service.work).id,
    )


def _offered(service: Service, option: str, shop: Workshop) -> bool:
    return option in service.options and (not service.clients or shop.client in service.clients)


def _verifiable_from(built: Sequence[WorkPackage], shop: Workshop) -> int:
    """The week after everything that closes more than an opportunity; the first when nothing does."""
    required = {gap.id for gap in shop.gaps if gap.grade is not Grade.OPPORTUNITY}
    ends = [1]
    for package in built:
        horizons = [shop.plan[part.action].horizon for part in package.parts if required.intersection(part.gaps)]
        if horizons:
            ends.append(_weeks(horizons, shop.method)[1] + 1)
        elif not package.parts and required.intersection(package.gaps):
            ends.append(package.last_week + 1)
    return max(ends)


def _extra(line: ExtraLine, end: int, shop: Workshop) -> WorkPackage:
    return WorkPackage(
        id=line.id,
        title=line.title,
        deliverable=line.deliverable,
        phases=(PhaseDays(phase=Phase.IMPLEMENT, days=line.days),),
        our_days=line.days,
        your_days=line.your_days,
        on_site=line.days,
        gaps=line.closes,
        first_week=1,
        last_week=end,
        role=line.role or shop.rates.roles[0].id,
        fixed_price=priced(line.price, shop.rates),
    )


def _changed(package: WorkPackage, option: str, shop: Workshop) -> WorkPackage:
    """The package with every change made to it by hand."""
    made = changes(package.id, option, shop.adjustments)
    return changed(package, made, shop.rates, lambda ours: _phases(package, ours, shop))


def _phases(package: WorkPackage, ours: Decimal, shop: Workshop) -> tuple[PhaseDays, ...]:
    if not package.parts:
        return tuple(PhaseDays(phase=part.phase, days=ours) for part in package.phases)
    theme = next(theme for theme in shop.method.themes if theme.id == package.id)
    return in_phases(ours, shop.method.kind(theme.work), step_of(shop.method, shop.rates))
