"""The share of the whole, put together in the way the questionnaire declares (docs/scoring.md, Aggregation)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gapanalysis.engine.interview import Item
from gapanalysis.engine.scoring import TOP, counts_for_certain, possible, tally
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.model.score import Range


def share_of(items: Sequence[Item], edition: str, how: Aggregation) -> Fraction | None:
    """The share over the requirement questions of an edition, 0-1; None where nothing was assessed."""
    if how is Aggregation.QUESTIONS:
        return tally(items).share
    shares = [share for own in _by_clause(items, edition) if (share := tally(own).share) is not None]
    if not shares:
        return None
    return min(shares) if how is Aggregation.WORST else sum(shares, Fraction()) / len(shares)


def range_of(items: Sequence[Item], edition: str, how: Aggregation) -> Range | None:
    """Sound bounds on what that share may become once every open question is answered; None when nothing applies.

    A clause of which an open answer decides whether anything is asked in it counts in each bound only where it widens
    the range.
    """
    if how is Aggregation.QUESTIONS:
        return possible(items)
    clauses = [
        _Span(bounds, any(map(counts_for_certain, own)))
        for own in _by_clause(items, edition)
        if (bounds := possible(own)) is not None
    ]
    if not clauses:
        return None
    if how is Aggregation.WORST:
        certain = [each.bounds.high for each in clauses if each.certain]
        high = min(certain) if certain else max(each.bounds.high for each in clauses)
        return Range(low=min(each.bounds.low for each in clauses), high=high)
    return Range(
        low=_widened_mean([(each.bounds.low, each.certain) for each in clauses], worst=True),
        high=_widened_mean([(each.bounds.high, each.certain) for each in clauses], worst=False),
    )


def worth_of_points(items: Sequence[Item], edition: str, how: Aggregation) -> Mapping[str, Fraction]:
    """For every assessed clause, what one of its points adds to the share of the whole.

    What all questions lack in points, times this, and the share make 1. Of several worst clauses the first counts.
    """
    attainable = {clause: tally(own).attainable for clause, own in _clauses(items, edition).items()}
    assessed = {clause: points for clause, points in attainable.items() if points}
    if how is Aggregation.QUESTIONS:
        return dict.fromkeys(assessed, Fraction(1, sum(assessed.values()) or 1))
    if how is Aggregation.CLAUSES:
        return {clause: Fraction(1, points * len(assessed)) for clause, points in assessed.items()}
    by_clause = _clauses(items, edition)
    shares = {clause: tally(by_clause[clause]).share or Fraction() for clause in assessed}
    worst = min(shares, key=lambda clause: shares[clause], default="")
    return {clause: Fraction(clause == worst, points) for clause, points in assessed.items()}


def lacking_of(items: Sequence[Item], edition: str, how: Aggregation) -> Mapping[str, Fraction]:
    """By question, what its answer lacks of the share of the whole; without those that lack nothing.

    All of them and the share make 1 where anything was assessed.
    """
    worth = worth_of_points(items, edition, how)
    lacks = {
        item.question.id: item.weight * (TOP - item.level) * worth[item.question.editions[edition].clauses[0]]
        for item in items
        if item.level is not None
    }
    return {question: part for question, part in lacks.items() if part}


@dataclass(frozen=True, slots=True)
class _Span:
    """What the share of a clause may become, and whether it counts in any case."""

    bounds: Range
    certain: bool


def _by_clause(items: Iterable[Item], edition: str) -> list[list[Item]]:
    return list(_clauses(items, edition).values())


def _clauses(items: Iterable[Item], edition: str) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.question.editions[edition].clauses[0]].append(item)
    return found


def _widened_mean(values: Sequence[tuple[Fraction, bool]], *, worst: bool) -> Fraction:
    """The mean of what counts in any case and of as much of the rest as moves it outwards."""
    counted = [value for value, certain in values if certain]
    for value in sorted((value for value, certain in values if not certain), reverse=not worst):
        mean = sum(counted, Fraction()) / len(counted) if counted else None
        if mean is None or (value < mean if worst else value > mean):
            counted.append(value)
    return sum(counted, Fraction()) / len(counted)
