"""For working papers: every figure of an edition with what it is made of."""

from gapanalysis.model.report import ClauseResult, EditionResult, SectionResult
from gapanalysis.model.score import Standing, Tally
from gapanalysis.render.context.customer import scored
from gapanalysis.render.context.front import standing, verdict
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.results import gate_row, tile
from gapanalysis.render.numbers import rounded, share_text


def figures(reading: Reading) -> Data:
    """The figures of every edition assessed; the first gives the verdict."""
    messages = reading.messages
    return {
        "headline": verdict(reading),
        "editions": [edition(reading, result) for result in reading.report.editions],
        "sections": [section(reading, item) for item in reading.report.sections if scored(item)],
        "put_together": messages(f"scope.put_together.{reading.put_together}"),
    }


def edition(reading: Reading, result: EditionResult) -> Data:
    """Share, range, coverage, practice, documentation, gates and clauses of one edition."""
    messages, practice, papers = reading.messages, result.practice, result.documentation
    stands = standing(reading, result)
    said, gates = result.verdict, {gate.id: gate.title for gate in result.gates}
    rows = [
        (messages("figures.share"), stands["share"]),
        (messages("figures.points"), points_text(reading, result.tally)),
        (messages("figures.coverage"), stands["coverage"]),
        (messages("figures.range"), stands["range"]),
        (messages("figures.band"), said.band.label if said.band else ""),
        (messages("figures.by_share"), said.by_share.label if said.by_share and said.by_share != said.band else ""),
        (messages("figures.capped"), ", ".join(gates.get(name, name) for name in said.capped_by)),
        (
            messages("figures.practice"),
            messages("annex.practice_sum", points=practice.points, weight=practice.weight, mean=rounded(practice.mean))
            if practice.mean is not None
            else "",
        ),
        (messages("figures.documentation"), share_text(messages, papers) if papers.attainable else ""),
    ]
    return {
        "label": result.label,
        "facts": [{"label": label, "value": value} for label, value in rows if value],
        "gates": [{**gate_row(reading, result, gate), "questions": ", ".join(gate.questions)} for gate in result.gates],
        "clauses": [
            clause(reading, result, each) for each in result.clauses if each.standing is not Standing.NOT_ASKED
        ],
    }


def clause(reading: Reading, result: EditionResult, each: ClauseResult) -> Data:
    """One clause with its points and counts."""
    messages, tally = reading.messages, each.tally
    return {
        **tile(reading, result, each),
        "grade": str(reading.grade(each.grade)["name"]) if each.grade else "",
        "points": points_text(reading, tally),
        "answered": messages("figures.answered", answered=tally.answered, applicable=tally.applicable),
        "questions": ", ".join(each.questions),
    }


def points_text(reading: Reading, tally: Tally) -> str:
    """The points of a tally; empty where none could be had."""
    if not tally.attainable:
        return ""
    return reading.messages("points_of", points=tally.points, attainable=tally.attainable)


def section(reading: Reading, item: SectionResult) -> Data:
    """One section with its points, its practice and its headline."""
    messages, practice = reading.messages, item.practice
    return {
        "title": item.title,
        "headline": item.headline,
        "share": share_text(messages, item.tally),
        "answered": messages("figures.answered", answered=item.tally.answered, applicable=item.tally.applicable),
        "practice": messages("customer.practice", mean=rounded(practice.mean)) if practice.mean is not None else "",
    }
