"""Scores as sheets: by clause and by section, numbers as numbers and shares as values."""

from gapanalysis.model.report import ClauseResult, EditionResult, SectionResult
from gapanalysis.model.verdict import GateState
from gapanalysis.render.context.reading import Reading, key
from gapanalysis.render.context.results import leaf_clauses
from gapanalysis.render.xlsx.sheet import Cell, Column, Rule, Sheet


def clauses(reading: Reading) -> Sheet:
    """Every clause that stands for itself, in the order of the standard, for each edition."""
    messages = reading.messages
    grade, gate = messages("findings.grade"), messages("gates.one")
    columns = (
        Column(messages("clause"), 10, "bold"),
        Column(messages("excel.clause_title"), 48),
        Column(messages("excel.standing"), 17),
        Column(messages("annex.clauses.mark"), 20),
        Column(grade, 15),
        Column(gate, 13),
        Column(messages("column.points"), 9, "number"),
        Column(messages("excel.attainable"), 11, "number"),
        Column(messages("excel.share"), 10, "share", bars=True),
        *(Column(messages(f"excel.count.{name}"), 11, "number") for name in COUNTS),
        Column(messages("excel.edition"), 36),
    )
    rows = [clause(reading, edition, result) for edition in reading.report.editions for result in leaf_clauses(edition)]
    failed = messages("gates.state.failed")
    return Sheet(messages("excel.sheet.clauses"), columns, rows, (Rule(f'{{{gate}}}="{failed}"', "bad", (gate,)),))


COUNTS = ("answered", "open", "dont_know", "not_applicable", "not_asked")
"""States that the questions of a tally are counted by."""


def clause(reading: Reading, edition: EditionResult, result: ClauseResult) -> tuple[Cell, ...]:
    """One clause. The share is empty where nothing was assessed, never 0."""
    messages, tally, number = reading.messages, result.tally, result.clause.number
    gates = [gate.state for gate in edition.gates if gate.clause == number]
    state = next((gate for gate in (GateState.FAILED, *gates) if gate in gates), None)
    return (
        number,
        reading.full_title(number, edition),
        messages(f"excel.standings.{key(result.standing.value)}"),
        "" if result.mark is None else messages(f"level.{result.mark}.name"),
        "" if result.grade is None else str(reading.grade(result.grade)["name"]),
        "" if state is None else messages(f"gates.state.{key(state.value)}"),
        tally.points,
        tally.attainable,
        tally.share,
        *(getattr(tally, name) for name in COUNTS),
        edition.label,
    )


def sections(reading: Reading) -> Sheet:
    """Every section with what it says, its share, and its practice beside it."""
    messages = reading.messages
    columns = (
        Column(messages("customer.section"), 34, "bold"),
        Column(messages("customer.says"), 56),
        Column(messages("column.points"), 9, "number"),
        Column(messages("excel.attainable"), 11, "number"),
        Column(messages("excel.share"), 10, "share", bars=True),
        *(Column(messages(f"excel.count.{name}"), 11, "number") for name in COUNTS),
        Column(messages("excel.practice_mean"), 11, "number"),
        Column(messages("excel.practice_answered"), 12, "number"),
        Column(messages("excel.practice_applicable"), 12, "number"),
    )
    return Sheet(messages("excel.sheet.sections"), columns, [section(item) for item in reading.report.sections])


def section(item: SectionResult) -> tuple[Cell, ...]:
    """One section."""
    tally, practice = item.tally, item.practice
    return (
        item.title,
        item.headline,
        tally.points,
        tally.attainable,
        tally.share,
        *(getattr(tally, name) for name in COUNTS),
        practice.mean,
        practice.answered,
        practice.applicable,
    )
