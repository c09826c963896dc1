"""The share of an edition, its range, its band, and what it leaves out."""

from collections.abc import Sequence
from fractions import Fraction

from gapanalysis.engine.aggregation import range_of
from gapanalysis.engine.explanation.parts import finding_part, group_part, parts_of
from gapanalysis.engine.explanation.results import Results
from gapanalysis.engine.projection import at_level, items_with
from gapanalysis.engine.scoring import requirements
from gapanalysis.model.assessment import State
from gapanalysis.model.explanation import ScoreExplained, Undecided
from gapanalysis.model.finding import Grade
from gapanalysis.model.questionnaire import Band
from gapanalysis.model.score import Range
from gapanalysis.model.verdict import GateState


def score(results: Results) -> ScoreExplained:
    """The share opened into clauses, sections, what is open and what is left out."""
    report, result = results.report, results.result
    left_out = [
        name for name, item in results.required.items() if item.state in {State.NOT_APPLICABLE, State.NOT_ASKED}
    ]
    return ScoreExplained(
        edition=result.id,
        label=result.label,
        tally=result.tally,
        share=result.share,
        aggregation=report.aggregation,
        coverage=result.tally.coverage,
        clauses=tuple(
            group_part(each.clause.number, each.clause.title, set(each.questions), results, {each.clause.number})
            for each in result.clauses
            if each.questions
        ),
        sections=tuple(group_part(each.id, each.title, set(each.questions), results) for each in report.sections),
        range=result.range,
        undecided=_undecided(results, result.range) if result.range else (),
        band=result.verdict.band,
        next_band=_next_band(result.verdict.band, report.bands),
        enough_coverage=result.verdict.enough_coverage,
        failed_gates=tuple(gate for gate in result.gates if gate.state is GateState.FAILED),
        majors=tuple(finding_part(finding) for finding in result.findings if finding.grade is Grade.MAJOR),
        left_out=parts_of(left_out, results),
        practice=result.practice,
        practised=parts_of(results.practised, results),
    )


def _undecided(results: Results, present: Range) -> tuple[Undecided, ...]:
    """Every question that may still move the share, with how much of the upper bound rests on it."""
    found = []
    for name, item in results.required.items():
        if item.state not in {State.OPEN, State.DONT_KNOW} and item.certain:
            continue
        edition, then = results.result.id, items_with(results.now, {name: at_level(item, 0)})
        worst = range_of(requirements(then, edition), edition, results.report.aggregation)
        found.append(
            Undecided(
                question=name,
                title=results.questions[name].title,
                state=item.state,
                certain=item.certain,
                weight=item.weight,
                could_add=max(present.high - worst.high, Fraction(0)) if worst else Fraction(0),
            )
        )
    return tuple(sorted(found, key=lambda each: -each.could_add))


def _next_band(band: Band | None, bands: Sequence[Band]) -> Band | None:
    above = [each for each in bands if band and each.least > band.least]
    return min(above, key=lambda each: each.least, default=None)
