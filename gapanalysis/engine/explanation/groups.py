"""A clause with all below it, or a section."""

from collections.abc import Collection
from typing import Any

from gapanalysis.engine.explanation.parts import (
    finding_part,
    grade_of,
    group_part,
    lapses_in,
    missing,
    parts_of,
    required_of,
)
from gapanalysis.engine.explanation.results import Results
from gapanalysis.engine.scoring import standing, tally
from gapanalysis.model.explanation import GroupExplained
from gapanalysis.model.report import SectionResult


def clause(number: str, results: Results) -> GroupExplained:
    """A clause with all below it: the clauses directly below, and its own questions."""
    titles = {each.clause.number: each.clause.title for each in results.result.clauses}
    parts = []
    for each, title in titles.items():
        inside = _inside(each, titles)
        questions = _primary(inside, results)
        if _parent(each, titles) == number and results.required.keys() & questions:
            parts.append(group_part(each, title, questions, results, inside))
    everything = _inside(number, titles)
    return GroupExplained(
        kind="clause",
        id=number,
        title=titles[number],
        parts=tuple(parts),
        questions=parts_of(results.required.keys() & _primary({number}, results), results),
        **_summed(_primary(everything, results), everything, results),
    )


def section(found: SectionResult, results: Results) -> GroupExplained:
    """A section of the questionnaire in terms of the edition."""
    own = set(found.questions)
    return GroupExplained(
        kind="section",
        id=found.id,
        title=found.title,
        parts=(),
        questions=parts_of(results.required.keys() & own, results),
        **_summed(own, (), results),
    )


def _parent(number: str, known: Collection[str]) -> str:
    """The nearest clause above that the edition has; empty for a chapter."""
    parent = number.rpartition(".")[0]
    return parent if not parent or parent in known else _parent(parent, known)


def _inside(number: str, known: Collection[str]) -> set[str]:
    """The clause and every clause below it."""
    return {each for each in known if each == number or each.startswith(f"{number}.")}


def _primary(clauses: Collection[str], results: Results) -> set[str]:
    """Questions whose primary clause is one of these, good practice included."""
    edition = results.result.id
    scored = {**results.required, **results.practised}
    return {name for name, item in scored.items() if item.question.editions[edition].clauses[0] in clauses}


def _summed(everything: Collection[str], clauses: Collection[str], results: Results) -> dict[str, Any]:
    """What clauses and sections say alike of all the questions in them."""
    items = required_of(everything, results)
    total, found, grade = tally(items), lapses_in(everything, results, clauses), grade_of(everything, results, clauses)
    return {
        "edition": results.result.id,
        "standing": standing(total),
        "tally": total,
        "share": total.share,
        "coverage": total.coverage,
        "missing": missing(items, results),
        "mark": min((item.level for item in items if item.level is not None), default=None),
        "grade": grade,
        "worst": tuple(finding_part(finding) for finding in found if finding.grade is grade),
        "systemic": tuple(finding_part(finding) for finding in found if len(finding.questions) > 1),
        "practised": parts_of(results.practised.keys() & everything, results),
    }
