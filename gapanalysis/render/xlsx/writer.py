"""The report as an Excel workbook, sheet by sheet."""

from gapanalysis.model.report import GapReport
from gapanalysis.render.composition import words_for
from gapanalysis.render.context.frame import running_name
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.legible import Legible
from gapanalysis.render.theme import load_theme
from gapanalysis.render.writers import Materials, Rendered
from gapanalysis.render.xlsx.answers import answers, documents
from gapanalysis.render.xlsx.book import Book
from gapanalysis.render.xlsx.findings import findings
from gapanalysis.render.xlsx.overview import overview
from gapanalysis.render.xlsx.plan import plan
from gapanalysis.render.xlsx.scores import clauses, sections


def render_xlsx(report: GapReport, materials: Materials) -> Rendered:
    """The report as sheets to work in; no formula in them is the source of any number.

    Raises:
        RenderError: the theme or the messages are broken.
    """
    reading = Reading(report.for_client(), words_for(report, materials))
    messages, legible = reading.messages, Legible()
    engagement = report.engagement
    book = Book(
        materials.theme or load_theme(materials.templates),
        legible,
        footer=f"{running_name(engagement.client)} · {report.questionnaire_title}",
        pages=messages("excel.page", page="&P", pages="&N"),
    )
    title = messages("control.title", questionnaire=report.questionnaire_title, client=engagement.client)
    book.describe(title=legible.text(title), author=legible.text(engagement.firm or engagement.assessor), on=report.on)
    made = (make(reading) for make in (plan, findings, clauses, sections, answers, documents))
    sheets = [sheet for sheet in made if sheet.rows]
    book.overview(overview(reading, sheets))
    for sheet in sheets:
        book.add(sheet)
    content = book.finished()
    cut = (messages("excel.cut", cells=", ".join(book.cut)),) if book.cut else ()
    return Rendered(content, (*legible.warnings("Excel"), *cut))
