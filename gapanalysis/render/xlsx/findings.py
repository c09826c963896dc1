"""Findings as a sheet: every gap and opportunity, with what was seen and what to do."""

from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.report import EditionResult
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.second import own_findings
from gapanalysis.render.plaintext import to_text
from gapanalysis.render.xlsx.sheet import Cell, Column, Rule, Sheet


def findings(reading: Reading) -> Sheet:
    """Findings of the edition that gives the verdict in their order, then what a second one adds."""
    messages, editions = reading.messages, reading.report.editions
    grade = messages("findings.grade")
    columns = (
        Column(messages("column.finding"), 12, "bold"),
        Column(grade, 14),
        Column(messages("clause"), 9),
        Column(messages("excel.headline"), 36, "bold"),
        Column(messages("excel.observed"), 52),
        Column(messages("column.consequence"), 34),
        Column(messages("excel.actions"), 11),
        Column(messages("excel.clause_title"), 26),
        Column(messages("excel.evidence"), 32),
        Column(messages("excel.basis"), 18),
        Column(messages("scope.level"), 20),
        Column(messages("gates.one"), 22),
        Column(messages("excel.recommendation"), 30),
        Column(messages("excel.edition"), 36),
    )
    rows = [row(reading, editions[0], finding) for finding in editions[0].findings]
    for edition in editions[1:]:
        rows += [row(reading, edition, finding) for finding in own_findings(editions[0], edition)]
    rules = (
        Rule(f'{{{grade}}}="{reading.grade(Grade.MAJOR)["name"]}"', "bad", (grade,)),
        Rule(f'{{{grade}}}="{reading.grade(Grade.MINOR)["name"]}"', "fair", (grade,)),
    )
    return Sheet(messages("excel.sheet.findings"), columns, rows, rules, printed=7)


def row(reading: Reading, edition: EditionResult, finding: Finding) -> tuple[Cell, ...]:
    """One finding; numbers of actions are those of the plan of the first edition."""
    messages = reading.messages
    gates = {gate.id: gate.title for gate in edition.gates}
    return (
        finding.id,
        str(reading.grade(finding.grade)["name"]),
        finding.clause,
        finding.headline,
        seen(reading, finding),
        finding.consequence,
        ", ".join(str(reading.numbers[name]) for name in finding.actions if name in reading.numbers),
        reading.full_title(finding.clause, edition),
        "; ".join(finding.evidence),
        messages(f"basis.{finding.basis.value}"),
        "" if finding.level is None else messages(f"level.{finding.level}.name"),
        gates.get(finding.gate or "", ""),
        finding.recommendation,
        edition.label,
    )


def seen(reading: Reading, finding: Finding) -> str:
    """What was seen: from the answer, and what was noted on site, a line each."""
    noted = [reading.observation(item) for item in finding.observations]
    lines = [f"{item['text']} {item['sample']}".strip() for item in noted]
    return "\n".join(part for part in (to_text(finding.observation), *lines) if part)
