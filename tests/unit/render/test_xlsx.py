import io
import warnings
import zipfile
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest

from gapanalysis.errors import RenderError
from gapanalysis.model.assessment import State
from gapanalysis.model.business_case import BusinessCase, Cost, Factor
from gapanalysis.model.money import money
from gapanalysis.model.plan import Horizon
from gapanalysis.model.question import LevelAnswer
from gapanalysis.render.writers import Materials
from gapanalysis.render.xlsx.book import share_format
from gapanalysis.render.xlsx.height import lines_of, row_height
from gapanalysis.render.xlsx.plan import due_on
from gapanalysis.render.xlsx.writer import render_xlsx

FORMULAS = ("=1+1", "+44 20 7946 0000", "-5 %", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("http://evil.example")')


def opened(content):
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture
def content(report, materials):
    return render_xlsx(report, materials).content


@pytest.fixture
def book(content):
    return opened(content)


def column(page, heading):
    """The cells beneath a heading."""
    place = next(cell.column for cell in page[1] if cell.value == heading)
    return [page.cell(row, place) for row in range(2, page.max_row + 1)]


def day(year, month, number):
    """A date as openpyxl reads it."""
    return datetime(year, month, number)  # noqa: DTZ001 (Excel knows no zones)


def document(make_question, number, **changes):
    return make_question("9.1.2-1", answer=LevelAnswer(type="level", scale="documentation"), **changes).model_copy(
        update={"id": f"D{number}"}
    )


def test_excel_finds_no_fault_in_it(content, tmp_path, assert_valid_xlsx):
    path = tmp_path / "report.xlsx"
    path.write_bytes(content)
    assert_valid_xlsx(path)


def test_a_report_without_answers_has_no_empty_sheet(empty_report, materials, tmp_path, assert_valid_xlsx):
    path = tmp_path / "report.xlsx"
    path.write_bytes(render_xlsx(empty_report, materials).content)
    assert_valid_xlsx(path)
    assert opened(path.read_bytes()).sheetnames == ["Overview", "Clauses", "Sections", "Answers"]


def test_every_list_can_be_filtered_scrolled_and_printed(book):
    assert book.sheetnames == ["Overview", "Action plan", "Findings", "Clauses", "Sections", "Answers", "Documents"]
    for page in book.worksheets:
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert "Page &P of &N" in page.oddFooter.right.text
    for page in book.worksheets[1:]:
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == page.dimensions
        assert page.page_setup.orientation == "landscape"
        assert page.print_title_rows == "$1:$1"
        assert page.print_area
        assert all(cell.alignment.wrap_text for row in page for cell in row)
        assert all(dimension.height for dimension in page.row_dimensions.values())


def test_the_plan_is_a_sheet_to_work_in(book, report):
    page = book["Action plan"]
    assert [cell.value for cell in column(page, "No.")] == [1, 2, 3]
    assert [cell.value for cell in column(page, "Days")] == [0.5, 1, 3]
    assert [cell.value for cell in column(page, "Due date")] == [day(2026, 12, 23), day(2027, 2, 21), None]
    assert all(cell.number_format == "d mmm yyyy" for cell in column(page, "Due date")[:2])
    assert {cell.value for cell in column(page, "Status")} == {"to do"}
    choice = page.data_validations.dataValidation[0]
    assert choice.formula1 == '"to do,in progress,done,dropped"'
    assert str(choice.sqref) == "I2:I4"
    assert [cell.value for cell in column(page, "Waits for")] == [None, "1", None]
    assert column(page, "Action")[0].value == report.main.plan[0].title
    rules = [rule for found in page.conditional_formatting for rule in found.rules]
    assert any("TODAY()" in rule.formula[0] for rule in rules)
    assert any('="done"' in rule.formula[0] for rule in rules)


def test_a_due_date_is_the_end_of_its_horizon():
    on = date(2026, 11, 23)
    assert due_on(on, Horizon.DAYS_180) == date(2027, 5, 22)
    assert due_on(on, Horizon.LATER) is None


def test_numbers_are_numbers_and_nothing_is_a_formula(book):
    cells = [cell for page in book.worksheets for row in page for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    clauses = book["Clauses"]
    for points, most, share in zip(*(column(clauses, name) for name in ("Points", "Attainable", "Share")), strict=True):
        assert share.value == points.value / most.value
        assert share.number_format == "0%"


def test_the_second_edition_stands_beside_the_first(book):
    editions = [cell.value for cell in column(book["Clauses"], "Edition")]
    assert editions == ["ISO 9001:2015"] * 5 + ["ISO 9001:2026"] * 5
    added = [row[0].value for row in book["Findings"].iter_rows(min_row=2) if row[13].value == "ISO 9001:2026"]
    assert added == ["F5.1.1-2"]


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(0), "0%"),
        (Fraction(1), "0%"),
        (Fraction(3, 5), "0%"),
        (Fraction(996, 1000), "0.0%"),
        (Fraction(4, 1000), "0.0%"),
        (Fraction(99_999, 100_000), "0.000%"),
        (1 - Fraction(1, 10**9), "0.000000%"),
    ],
)
def test_a_share_never_looks_finished_that_is_not(share, shown):
    assert share_format(share) == shown


def test_amounts_look_like_amounts_and_their_share_of_sales_is_that_of_the_report(report, materials):
    def line(title, pounds):
        factor = Factor(label=title, amount=Decimal(pounds))
        return Cost(
            id=title,
            title=title,
            failure="internal",
            factors=(factor,),
            amount=money(Decimal(pounds), "GBP"),
            findings=(),
        )

    case = BusinessCase.model_validate(
        {
            **dict.fromkeys(("retention", "customers_gone", "lost_sales", "lost_margin", "one_customer", "one_margin")),
            **dict.fromkeys(("uncounted", "loyalty", "missing", "loyalty_missing"), ()),
            "question": "Q9.1.3-41",
            "costs": (line("Scrap", "31200"), line("Credits", "18400.50")),
            "total": money(Decimal("49600.50"), "GBP"),
            "of_sales": Fraction(24, 1000),
        }
    )
    page = opened(render_xlsx(report.model_copy(update={"business_case": case}), materials).content)["Overview"]
    shown = {row[0].value: (row[1].value, row[1].number_format) for row in page.iter_rows() if row[0].value}
    assert shown["Scrap, GBP in twelve months"] == (31200, "#,##0")
    assert shown["Credits, GBP in twelve months"] == (18400.5, "#,##0.00")
    assert shown["Together, as a share of sales"] == (0.024, "0.0%")


@pytest.mark.parametrize("words", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(make_report, make_question, make_engagement, materials, words):
    report = make_report(
        questions=(make_question("9.1.2-1", title=words, ask=words, evidence=(words,), level_label=words),),
        engagement=make_engagement(firm=words, assessor=""),
    )
    content = render_xlsx(report, materials).content
    cells = [cell for page in opened(content).worksheets for row in page for cell in row]
    told = [cell for cell in cells if isinstance(cell.value, str) and cell.value.strip() == words.strip()]
    assert len(told) >= 3
    assert all(cell.data_type == "s" for cell in told)
    assert all(cell.quotePrefix for cell in told)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower()]
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)


def test_no_text_becomes_a_link(make_report, make_question, materials):
    words = "https://evil.example and mailto:a@b.example"
    report = make_report(questions=(make_question("9.1.2-1", observation=words, title="http://evil.example"),))
    book = opened(render_xlsx(report, materials).content)
    for page in book.worksheets:
        for row in page:
            assert all(cell.hyperlink is None or cell.hyperlink.target is None for cell in row)
    inner = {cell.hyperlink.location for row in book["Overview"] for cell in row if cell.hyperlink}
    assert "'Action plan'!A1" in inner


def test_what_xml_cannot_hold_is_replaced_and_reported(make_report, make_question, materials):
    rendered = render_xlsx(make_report(questions=(make_question("9.1.2-1", title="a\x01b\ufffec"),)), materials)
    titles = [cell.value for cell in column(opened(rendered.content)["Answers"], "Subject")]
    assert titles == ["a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"]
    assert "U+0001, U+FFFE" in rendered.warnings[0]


def test_every_alphabet_is_written_as_it_is(make_report, make_question, materials):
    words = "Πελάτης клиент 顧客 \N{SMILING FACE WITH SUNGLASSES}"
    book = opened(render_xlsx(make_report(questions=(make_question("9.1.2-1", observation=words),)), materials).content)
    assert column(book["Answers"], "What was seen")[0].value == words


def test_a_note_longer_than_a_cell_is_cut_and_reported(make_report, make_question, materials):
    note = "\N{SMILING FACE WITH SUNGLASSES}word " * 6000
    rendered = render_xlsx(make_report(questions=(make_question("9.1.2-1", observation=note),)), materials)
    seen = column(opened(rendered.content)["Answers"], "What was seen")[0].value
    assert len(seen.encode("utf-16-le")) // 2 == 32_767
    assert rendered.warnings == ("These cells hold only the first 32,767 letters of a longer text: Answers!G2.",)


def test_formatting_of_notes_becomes_plain_words(make_report, make_question, materials):
    note = "One **bold** word.\n\n- first\n- second\n\n[a link](https://example.org)"
    book = opened(render_xlsx(make_report(questions=(make_question("9.1.2-1", observation=note),)), materials).content)
    seen = column(book["Answers"], "What was seen")[0].value
    assert seen == "One bold word.\n\N{BULLET} first\n\N{BULLET} second\na link"


def test_names_of_120_letters_fit(make_report, make_engagement, materials, tmp_path, assert_valid_xlsx):
    report = make_report(engagement=make_engagement(client="3 & 4 Ακρίβεια и Точность " * 5))
    path = tmp_path / "report.xlsx"
    path.write_bytes(render_xlsx(report, materials).content)
    assert_valid_xlsx(path)
    assert opened(path.read_bytes())["Overview"].oddFooter.left.text.strip().startswith("3 && 4 Ακρίβεια")


def test_states_are_five_words(book):
    assert [cell.value for cell in column(book["Answers"], "State")] == [
        "answered", "answered", "don't know", "not applicable", "not asked", "open",
    ]  # fmt: skip
    reasons = [cell.value for cell in column(book["Answers"], "Reason")]
    assert reasons[3:5] == ["None is held.", "Outside the agreed scope. Leeds: opened in October"]


def test_documents_are_a_checklist(make_report, make_question, materials):
    questions = (
        document(make_question, "4.3-1", title="Scope in writing", level=2, level_label="There and current"),
        document(make_question, "5.2-1", title="Policy", state=State.OPEN, value=None, level=None, level_label=""),
        make_question("9.1.2-1"),
    )
    book = opened(render_xlsx(make_report(questions=questions), materials).content)
    page = book["Documents"]
    assert [cell.value for cell in column(page, "Document")] == [
        "Scope in writing", "Policy", "quality manual", "process map",
    ]  # fmt: skip
    assert [cell.value for cell in column(page, "State")] == [
        "There and current", "not looked at yet", "asked for, not seen", "seen",
    ]  # fmt: skip
    assert page.data_validations.dataValidation
    assert next(cell.value for cell in column(book["Answers"], "Question")) == "Q9.1.2-1"


def test_its_dates_are_those_of_the_report(content, book, report, materials):
    assert book.properties.created == book.properties.modified == day(2026, 11, 23)
    assert book.properties.title == "Customer focus: gap analysis, Aldermoor Precision Ltd"
    assert render_xlsx(report, materials).content == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_rows_are_as_high_as_their_longest_cell():
    assert lines_of("word", 20) == 1
    assert lines_of("one two three four five six seven eight nine ten", 20) == 3
    assert lines_of("first\nsecond\nthird", 40) == 3
    assert lines_of("x" * 400, 20) > 15
    assert lines_of("bold words that are wider", 26, bold=True) >= lines_of("bold words that are wider", 26)
    assert row_height([("a", 10, False), ("b\nc", 10, False)]) == 30
    assert row_height([("word " * 5000, 20, False)]) == 409


def test_a_name_that_no_sheet_can_have_is_refused(report, shipped, tmp_path):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en-GB.yaml").write_text("excel: {sheet: {plan: 'Plan [1/2]'}}\n")
    with pytest.raises(RenderError, match="cannot be the name of a sheet") as caught:
        render_xlsx(report, Materials((tmp_path, shipped)))
    assert caught.value.code == "message-sheet"


def test_a_row_grows_when_somebody_writes_more(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pages = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert b" ht=" in pages
    assert b"customHeight" not in pages
