"""Tallies that add up, the range while questions are open, gates and the verdict.

Only requirement questions of the edition count (docs/scoring.md). Everything is exact; nothing is rounded here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from gapanalysis.engine.interview import Item
from gapanalysis.model.assessment import Basis, State
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.question import InEdition, LevelAnswer, Obligation
from gapanalysis.model.questionnaire import Band, Questionnaire
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.score import Practice, Range, Standing, Tally
from gapanalysis.model.standard import Edition, Gate
from gapanalysis.model.verdict import GateResult, GateState, Verdict

TOP = 3
"""The highest conformity level: an answer is worth weight x level of weight x 3."""

DOCUMENTED = 2
"""The highest level of documentation: there and current."""

ENOUGH_COVERAGE = Fraction(80, 100)
"""Bands and the tone of sections are spoken of only from this coverage on (docs/scoring.md)."""


def view(item: Item, edition: str) -> InEdition | None:
    """How the edition sees the question; None when it does not know it or the question has no scale."""
    return item.question.editions.get(edition) if item.question.levels else None


def requirements(items: Iterable[Item], edition: str) -> tuple[Item, ...]:
    """The scored requirement questions of an edition, asked or not."""
    return tuple(i for i in items if (seen := view(i, edition)) and seen.obligation is Obligation.REQUIREMENT)


def good_practice(items: Iterable[Item], edition: str) -> tuple[Item, ...]:
    """The scored good-practice questions of an edition, asked or not."""
    return tuple(i for i in items if (seen := view(i, edition)) and seen.obligation is Obligation.GOOD_PRACTICE)


def tally(items: Iterable[Item]) -> Tally:
    """The sum over requirement questions."""
    states: Counter[State] = Counter()
    points = weight = 0
    for item in items:
        states[item.state] += 1
        if item.state is State.ANSWERED:
            points += item.weight * (item.level or 0)
            weight += item.weight
    return Tally(
        points=points,
        attainable=weight * TOP,
        answered=states[State.ANSWERED],
        open=states[State.OPEN],
        dont_know=states[State.DONT_KNOW],
        not_applicable=states[State.NOT_APPLICABLE],
        not_asked=states[State.NOT_ASKED],
    )


def practice(items: Iterable[Item]) -> Practice:
    """The maturity of good-practice questions."""
    asked = [item for item in items if item.state not in {State.NOT_ASKED, State.NOT_APPLICABLE}]
    answered = [item for item in asked if item.level is not None]
    return Practice(
        points=sum(item.weight * (item.level or 0) for item in answered),
        weight=sum(item.weight for item in answered),
        answered=len(answered),
        applicable=len(asked),
    )


def documentation(items: Iterable[Item], edition: str) -> Tally:
    """The documents and records an edition asks for: each counts alike, 2 points when it is there and current."""
    documents = [item for item in items if _is_document(item) and edition in item.question.editions]
    found = tally(documents)
    there = sum(item.level or 0 for item in documents)
    return found.model_copy(update={"points": there, "attainable": found.answered * DOCUMENTED})


def _is_document(item: Item) -> bool:
    return isinstance(item.question.answer, LevelAnswer) and not item.question.levels


def standing(total: Tally) -> Standing:
    """What may be said of a group of requirement questions at all."""
    if total.answered:
        return Standing.PARTLY_ASSESSED if total.answered < total.applicable else Standing.ASSESSED
    if total.applicable:
        return Standing.NOT_ASSESSED
    return Standing.NOT_APPLICABLE if total.not_applicable else Standing.NOT_ASKED


# -- range -------------------------------------------------------------------------------------------------------


def possible(items: Sequence[Item]) -> Range | None:
    """Sound bounds on what the share may become once every open question is answered; None when nothing applies.

    An open question may end at any level. Where an open answer decides whether another question is asked at all,
    that question is counted only where it widens the range; the bounds are exact where nothing is so undecided.
    """
    low = _extreme(items, open_level=0, worst=True)
    high = _extreme(items, open_level=TOP, worst=False)
    return None if low is None or high is None else Range(low=low, high=high)


def _extreme(items: Sequence[Item], *, open_level: int, worst: bool) -> Fraction | None:
    points = attainable = 0
    optional: list[tuple[int, int]] = []
    for item in items:
        level = _level_within(item, open_level)
        if level is None:
            continue
        weight = item.weight
        if item.certain:
            points, attainable = points + weight * level, attainable + weight * TOP
        else:
            optional.append((weight * level, weight * TOP))
    for own, most in sorted(optional, key=lambda pair: Fraction(*pair), reverse=not worst):
        widens = own * attainable < points * most if worst else own * attainable > points * most
        if widens or not attainable:
            points, attainable = points + own, attainable + most
    return Fraction(points, attainable) if attainable else None


def _level_within(item: Item, open_level: int) -> int | None:
    """The level to count for a bound; None for what cannot count."""
    state = item.state
    if item.because is not None and not item.certain:
        state = item.answer.state  # it may yet be asked, and then its earlier answer stands
    if state in {State.OPEN, State.DONT_KNOW}:
        return open_level
    if state is State.ANSWERED and isinstance(item.answer.value, int):
        return item.answer.value
    return None


def counts_for_certain(item: Item) -> bool:
    """Whether it counts in the share however the open questions are answered."""
    return item.certain and _level_within(item, 0) is not None


def practice_range(items: Sequence[Item], edition: str) -> tuple[Fraction, Fraction] | None:
    """The lowest and highest the practice of an edition (1-5) may still become; None when nothing applies.

    Questions that an open answer may still leave out are taken as asked.
    """
    asked = [i for i in good_practice(items, edition) if i.state not in {State.NOT_ASKED, State.NOT_APPLICABLE}]
    weight = sum(item.weight for item in asked)
    if not weight:
        return None
    low = sum(item.weight * (item.level or min(item.question.levels)) for item in asked)
    high = sum(item.weight * (item.level or max(item.question.levels)) for item in asked)
    return Fraction(low, weight), Fraction(high, weight)


# -- gates and verdict -------------------------------------------------------------------------------------------


def gates(items: Sequence[Item], edition: Edition, *, first_certification: bool, on: date) -> tuple[GateResult, ...]:
    """Every gate of the edition. A gate no question asks about is open; one planned for before `on` has failed."""
    return tuple(
        _gate(gate, items, edition.id, planned_from=on if first_certification and gate.may_be_planned else None)
        for gate in edition.gates
    )


def _gate(gate: Gate, items: Sequence[Item], edition: str, *, planned_from: date | None) -> GateResult:
    asking = [item for item in items if (seen := view(item, edition)) and seen.gate == gate.id]
    states = [_gate_state(gate, item, planned_from) for item in asking if _may_decide(item)]
    severity = [GateState.FAILED, GateState.OPEN, GateState.NOT_YET_DUE, GateState.MET]
    state = min(states, key=severity.index, default=GateState.OPEN)
    planned = [item.answer.planned_for for item in asking if item.answer.planned_for]
    return GateResult(
        id=gate.id,
        clause=gate.clause,
        title=gate.title,
        state=state,
        questions=tuple(item.question.id for item in asking),
        planned_for=max(planned, default=None) if state is GateState.NOT_YET_DUE else None,
    )


def _may_decide(item: Item) -> bool:
    """False for what does not apply; a gate that rests on other questions too is theirs to decide."""
    if item.because in {NotAskedBecause.CONDITION, NotAskedBecause.SECTOR}:
        return not item.certain
    return item.state is not State.NOT_APPLICABLE


def _gate_state(gate: Gate, item: Item, planned_from: date | None) -> GateState:
    if item.level is None:
        return GateState.OPEN
    if item.level > gate.fails_at:
        return GateState.MET
    planned_for = item.answer.planned_for
    if planned_from is not None and planned_for is not None and planned_for >= planned_from:
        return GateState.NOT_YET_DUE
    return GateState.FAILED


def band(share: Fraction, bands: Sequence[Band]) -> Band:
    """The half-open band the exact share lies in: [75, 90) holds 75 % and not 90 %."""
    return max((b for b in bands if share * 100 >= b.least), key=lambda b: b.least)


def verdict(
    items: Sequence[Item],
    share: Fraction | None,
    questionnaire: Questionnaire,
    gate_results: Sequence[GateResult],
    findings: Sequence[Finding],
) -> Verdict:
    """What may be said of the requirement questions of an edition and of their share, and no more."""
    total = tally(items)
    enough = total.coverage is not None and total.coverage >= ENOUGH_COVERAGE
    failed = [gate.id for gate in gate_results if gate.state is GateState.FAILED]
    majors = [finding.id for finding in findings if finding.grade is Grade.MAJOR]
    answered = [item for item in items if item.level is not None]
    caps = [questionnaire.caps.failed_gate if failed else "", questionnaire.caps.likely_major if majors else ""]
    by_share = band(share, questionnaire.bands) if enough and share is not None else None
    return Verdict(
        subject=_subject(total, gate_results),
        band=_capped(by_share, caps, questionnaire.bands) if by_share else None,
        by_share=by_share,
        capped_by=(*failed, *majors),
        self_declared=all(item.answer.basis is Basis.CLAIMED for item in answered),
        enough_coverage=enough,
    )


def _capped(by_share: Band, caps: Iterable[str], bands: Sequence[Band]) -> Band:
    """The lowest of the band of the share and those that caps name."""
    named = [each for each in bands if each.id in set(caps)]
    return min([by_share, *named], key=lambda each: each.least)


def _subject(total: Tally, gate_results: Sequence[GateResult]) -> Literal["readiness", "customer focus", "nothing"]:
    if not total.answered:
        return "nothing"
    if all(gate.state is not GateState.OPEN for gate in gate_results):
        return "readiness"
    return "customer focus"
