"""The first sheet: what the workbook is, how things stand, and where to go."""

from collections.abc import Sequence

from gapanalysis.model.business_case import BusinessCase
from gapanalysis.model.finding import Grade
from gapanalysis.model.report import EditionResult
from gapanalysis.render.context.front import verdict
from gapanalysis.render.context.reading import Reading, key
from gapanalysis.render.numbers import date_text
from gapanalysis.render.xlsx.sheet import Fact, Overview, Sheet


def overview(reading: Reading, sheets: Sequence[Sheet]) -> Overview:
    """Who and what, results for each edition, gates, and the other sheets."""
    messages, report = reading.messages, reading.report
    parts: list[tuple[str, Sequence[Fact]]] = [(messages("excel.about"), about(reading))]
    for edition in report.editions:
        parts.append((messages("excel.results_of", edition=edition.label), results(reading, edition)))
        parts.append((messages("excel.gates_of", edition=edition.label), gates(reading, edition)))
    if (case := report.business_case) and case.costs:
        parts.append((messages("chapter.cost"), costs(reading, case)))
    parts.append((messages("excel.contents"), [Fact(sheet.name, sheet.name, sheet=sheet.name) for sheet in sheets]))
    title = messages("control.title", questionnaire=report.questionnaire_title, client=report.engagement.client)
    return Overview(messages("excel.sheet.overview"), title, parts)


def about(reading: Reading) -> list[Fact]:
    """The frame of the assessment; what is not known is left out."""
    messages, report, engagement = reading.messages, reading.report, reading.report.engagement
    facts = [
        Fact(messages("cover.client"), engagement.client),
        Fact(messages("cover.firm"), ", ".join(part for part in (engagement.firm, engagement.assessor) if part)),
        Fact(messages("control.version"), reading.version),
        Fact(messages("control.stage"), messages(f"control.stages.{report.stage.value}") if report.stages else ""),
        Fact(messages("control.status"), messages("control.draft" if report.draft else "control.complete")),
        Fact(messages("control.on"), date_text(messages, report.on)),
        Fact(messages("control.confidentiality"), engagement.confidentiality),
        Fact(messages("excel.example"), messages("cover.invented") if engagement.invented else ""),
        Fact(messages("excel.how"), messages("excel.how_text")),
    ]
    return [fact for fact in facts if fact.value]


def results(reading: Reading, edition: EditionResult) -> list[Fact]:
    """What the edition gives, numbers as numbers."""
    messages, tally = reading.messages, edition.tally
    main = edition is reading.report.main
    said = [
        Fact(messages("excel.verdict"), verdict(reading)),
        Fact(messages("excel.headline"), reading.report.headline),
    ]
    share = [
        Fact(messages("excel.share"), edition.share, kind="share"),
        Fact(messages("column.points"), tally.points),
        Fact(messages("excel.attainable"), tally.attainable),
    ]
    counts = [
        Fact(messages("excel.coverage"), tally.coverage, kind="share"),
        Fact(messages("excel.count.answered"), tally.answered),
        Fact(messages("excel.applicable"), tally.applicable),
    ]
    grades = [
        Fact(str(reading.grade(grade)["name"]), len(reading.graded(grade, edition.findings)))
        for grade in (Grade.MAJOR, Grade.MINOR, Grade.OPPORTUNITY)
    ]
    practice = [Fact(messages("excel.practice_mean"), edition.practice.mean)]
    assessed = share if edition.share is not None else [Fact(messages("excel.share"), messages("state.not_assessed"))]
    facts = [*(said if main else []), *assessed, *counts, *grades, *practice]
    return [fact for fact in facts if fact.value is not None and fact.value != ""]


def costs(reading: Reading, case: BusinessCase) -> list[Fact]:
    """What faults cost, line by line, in major units of the currency that the labels name; then where it comes from."""
    messages = reading.messages
    amounts = [*((line.title, line.amount) for line in case.costs), (messages("cost.total"), case.total)]
    facts = [
        Fact(messages("excel.amount", title=title, currency=money.currency), money.amount, kind="money")
        for title, money in amounts
        if money
    ]
    share = [Fact(messages("excel.of_sales"), case.of_sales, kind="rate")] if case.of_sales is not None else []
    return [*facts, *share, Fact(messages("excel.about_costs"), messages("cost.own"))]


def gates(reading: Reading, edition: EditionResult) -> list[Fact]:
    """Every gate with its state."""
    return [
        Fact(f"{gate.clause} {gate.title}", reading.messages(f"gates.state.{key(gate.state.value)}"))
        for gate in edition.gates
    ]
