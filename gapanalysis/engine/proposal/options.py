"""The options of an offer: what each closes, what remains by the same engine that scored the answers, and its price."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING

from gapanalysis.engine.judge import Judge
from gapanalysis.engine.projection import Present, after_some
from gapanalysis.engine.proposal.effort import summed
from gapanalysis.engine.proposal.gaps import wanted, with_dependencies
from gapanalysis.engine.proposal.packages import Workshop, kept, packages, services
from gapanalysis.engine.proposal.pricing import price
from gapanalysis.model.grade import Grade
from gapanalysis.model.method import Choice, Phase
from gapanalysis.model.plan import Step
from gapanalysis.model.proposal import Gap, Option, Outlook, WorkPackage
from gapanalysis.model.report import EditionResult
from gapanalysis.model.verdict import GateState

CHECKS = {Phase.INTERNAL_AUDIT, Phase.MANAGEMENT_REVIEW}
"""Phases that see whether what was built holds."""

FRIDAY = 3
"""Days from the last Friday of the work to the Monday after it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition with the judge that says what would be."""

    result: EditionResult
    judge: Judge


@dataclass(frozen=True, slots=True)
class Bench:
    """What every option of an offer is made from. `transition`: the client wants to move to the next edition."""

    shop: Workshop
    now: Present
    editions: tuple[Edition, ...]
    starts: date
    transition: bool


def options(bench: Bench) -> tuple[Option, ...]:
    """The options in the order of the method. One that closes no more than the one before is left out."""
    shop, made = bench.shop, list[Option]()
    chosen = shop.adjustments.options
    for choice in shop.method.options:
        if chosen and choice.id not in chosen:
            continue
        option = _option(choice, bench)
        if option.packages and not (made and set(option.closes) <= set(made[-1].closes)):
            made.append(option)
    return tuple(made)


def _option(choice: Choice, bench: Bench) -> Option:
    shop = bench.shop
    actions = kept(with_dependencies(_actions(choice, bench), shop.plan), choice.id, shop)
    built = packages(actions, choice.id, shop)
    steps = {each.result.id: _after(each, actions, bench) for each in bench.editions}
    closes = _closed(actions, built, steps, shop.gaps)
    done = (*built, *services(built, closes, choice.id, shop))
    on_site = int(summed([each.on_site for each in done]).to_integral_value(ROUND_CEILING))
    weeks = max((each.last_week for each in done), default=0)
    fixed = {fee.option: fee.price for fee in shop.adjustments.fixed_fees}
    return Option(
        id=choice.id,
        title=choice.title,
        summary=choice.summary,
        recommended=choice.recommended,
        closes=closes,
        remains=tuple(gap.id for gap in shop.gaps if gap.id not in closes),
        outlooks=tuple(_outlook(each.result, steps[each.result.id], closes, shop.gaps) for each in bench.editions),
        packages=done,
        price=price(done, on_site, closes, shop.rates, fixed.get(choice.id)),
        our_days=summed([each.our_days for each in done]),
        your_days=summed([each.your_days for each in done]),
        days_on_site=on_site,
        weeks=weeks,
        ends=end_of(weeks, bench.starts),
        checked=_checked(done, bench.starts),
    )


def _actions(choice: Choice, bench: Bench) -> list[str]:
    """The actions that close what an option sets out to close."""
    shop = bench.shop
    later = choice.next_edition or (choice.next_edition_for_transition and bench.transition)
    left = {each.gap for each in shop.adjustments.left_out}
    main = bench.editions[0].result.id
    gaps = [gap for gap in shop.gaps if gap.id not in left and (later or gap.edition == main)]
    return [action for gap in wanted(choice, gaps, shop.plan) for action in gap.actions]


def _after(edition: Edition, actions: Collection[str], bench: Bench) -> Step:
    return after_some(bench.now, edition.result.id, edition.result.plan, actions, edition.judge)


def _closed(
    actions: Collection[str], built: Sequence[WorkPackage], steps: Mapping[str, Step], gaps: Sequence[Gap]
) -> tuple[str, ...]:
    """What is closed.

    Gaps whose every action is done and that the engine then no longer finds, and gaps that a line added by hand names.
    """
    by_hand = {gap for package in built if not package.parts for gap in package.gaps}
    done = set(actions)
    return tuple(
        gap.id
        for gap in gaps
        if gap.id in by_hand
        or (gap.actions and done.issuperset(gap.actions) and gap.id not in steps[gap.edition].remaining)
    )


def _outlook(edition: EditionResult, after: Step, closes: Sequence[str], gaps: Sequence[Gap]) -> Outlook:
    known = {gap.id for gap in gaps}
    left = {finding.id: finding.grade for finding in edition.findings if finding.id not in closes}
    left |= {name: grade for name, grade in after.remaining.items() if name not in known}
    titles = {gate.id: gate.title for gate in edition.gates}
    return Outlook(
        edition=edition.id,
        label=edition.label,
        now=edition.tally,
        after=after.tally,
        share_now=edition.share,
        share_after=after.share,
        remaining={grade: sum(each is grade for each in left.values()) for grade in reversed(Grade)},
        gates=tuple(titles[gate] for gate, state in after.gates.items() if state is GateState.FAILED),
    )


def end_of(weeks: int, starts: date) -> date:
    """The Friday at the end of so many weeks from a Monday; the start itself for none."""
    return starts + timedelta(days=7 * weeks - FRIDAY) if weeks else starts


def _checked(done: Sequence[WorkPackage], starts: date) -> date | None:
    ends = [each.last_week for each in done if any(part.phase in CHECKS for part in each.phases)]
    return end_of(max(ends), starts) if ends else None
