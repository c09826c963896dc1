"""The workbook as XlsxWriter writes it: text that stays text, numbers and dates as such, looks of the theme."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from math import floor
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_rowcol_to_cell

from gapanalysis.errors import RenderError
from gapanalysis.render.archive import packed, unpacked
from gapanalysis.render.legible import Legible
from gapanalysis.render.theme import Theme
from gapanalysis.render.xlsx.height import row_height
from gapanalysis.render.xlsx.sheet import Cell, Column, Fact, Kind, Overview, Rule, Sheet

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Text that begins so would become a formula when somebody edits its cell: Excel is told that it is text."""

LONGEST = 32_767
"""UTF-16 units that a cell can hold."""

SET_BY_HAND = b' customHeight="1"'
"""How XlsxWriter marks the height of a row."""

MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.7}
"""Margins of a printed page in inches, as Excel counts them."""

TEXT: dict[str, object] = {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
RIGHT: dict[str, object] = {"align": "right"}
DATE: dict[str, object] = {"num_format": "d mmm yyyy"}
"""How words, numbers and dates usually look."""

OVERVIEW_WIDTHS = (36, 62)
"""Characters that the two columns of the overview hold."""

A4 = 9
"""What Excel calls the paper."""

Page = Any
"""A worksheet of XlsxWriter, which has no types."""

Format = Any
"""A format of XlsxWriter."""


class Book:
    """One workbook, sheet after sheet."""

    def __init__(self, theme: Theme, legible: Legible, *, footer: str, pages: str) -> None:
        """Begin a workbook in memory.

        Args:
            theme: colours and the font.
            legible: replaces what XML cannot hold.
            footer: words at the foot of every printed page.
            pages: the words for the number of a page, with Excel's codes `&P` and `&N` in them.
        """
        self.output = BytesIO()
        self.theme, self.legible = theme, legible
        self.footer, self.pages = legible.text(footer).replace("&", "&&"), pages
        self.formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self.cut: list[str] = []
        usual = {"font_name": theme.text_substitute, "font_size": 10}
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": usual,
        }
        self.workbook = Workbook(self.output, options)

    def describe(self, *, title: str, author: str, on: date) -> None:
        """What the file says about itself; its date is that of the report."""
        self.workbook.set_properties({"title": title, "author": author, "created": _moment(on)})

    def finished(self) -> bytes:
        """The bytes of the file.

        Heights of rows are marked as worked out, not as set by a person: so Excel makes a row higher when somebody
        writes more into it.
        """
        self.workbook.close()
        files = unpacked(self.output.getvalue())
        return packed({name: content.replace(SET_BY_HAND, b"") for name, content in files.items()})

    # -- sheets --------------------------------------------------------------------------------------------------

    def add(self, sheet: Sheet) -> None:
        """Write a list."""
        page = self._page(sheet.name)
        last = max(len(sheet.rows), 1)
        page.set_landscape()
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
        page.print_area(0, 0, last, (sheet.printed or len(sheet.columns)) - 1)
        for place, column in enumerate(sheet.columns):
            self._prepare(page, column, place, last)
        page.set_row(0, row_height((column.heading, column.width - 3, True) for column in sheet.columns))
        for number, row in enumerate(sheet.rows, start=1):
            page.set_row(number, row_height(_sized(sheet.columns, row)))
            for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
                self._write(page, (number, place), value, column.kind)
        for rule in sheet.rules:
            self._mark(page, sheet.columns, rule, last)

    def overview(self, sheet: Overview) -> None:
        """Write the first sheet."""
        page = self._page(sheet.name)
        page.set_portrait()
        for place, width in enumerate(OVERVIEW_WIDTHS):
            page.set_column(place, place, width)
        page.set_row(0, 28)
        title = self._format(bold=True, font_size=18, font_color=self.theme.colours.brand)
        page.write_string(0, 0, self.legible.text(sheet.title), title)
        line = 2
        for title, facts in sheet.parts:
            head = self._format(bold=True, font_size=12, bottom=1, bottom_color=self.theme.colours.ink)
            page.write_string(line, 0, title, head)
            page.write_blank(line, 1, None, head)
            page.set_row(line, 20)
            line += 1
            for fact in facts:
                self._fact(page, line, fact)
                line += 1
            line += 1

    def _fact(self, page: Page, line: int, fact: Fact) -> None:
        words = fact.value if isinstance(fact.value, str) else ""
        page.set_row(line, row_height(((fact.label, OVERVIEW_WIDTHS[0], False), (words, OVERVIEW_WIDTHS[1], False))))
        self._write(page, (line, 0), fact.label, "text", font_color=self.theme.colours.soft, valign="vcenter")
        if fact.sheet:
            link = self._format(font_color=self.theme.colours.brand, underline=1, valign="vcenter", text_wrap=True)
            quoted = fact.sheet.replace("'", "''")
            page.write_url(line, 1, f"internal:'{quoted}'!A1", link, str(fact.value))
        else:
            self._write(page, (line, 1), fact.value, fact.kind, align="left", valign="vcenter")

    def _page(self, name: str) -> Page:
        try:
            page = self.workbook.add_worksheet(name)
        except XlsxWriterException as error:
            raise RenderError(
                f'The message "{name}" cannot be the name of a sheet: {error}.',
                hint="use at most 31 letters, and none of [ ] : * ? / \\",
                code="message-sheet",
            ) from error
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(**MARGINS)
        page.set_footer(f"&L&8 {self.footer}&R&8 {self.pages}")
        page.hide_gridlines(2)
        return page

    # -- columns -------------------------------------------------------------------------------------------------

    def _prepare(self, page: Page, column: Column, place: int, last: int) -> None:
        """The width and heading of a column, what may be chosen in it, and bars in its cells."""
        head = TEXT | {"bold": True, "font_color": "#ffffff", "bg_color": self.theme.colours.brand, "valign": "vcenter"}
        right = RIGHT if column.kind in ("number", "share") else {}
        page.set_column(place, place, column.width, self._format(text_wrap=True, valign="top"))
        page.write_string(0, place, column.heading, self._format(**head | right))
        if column.choices:
            page.data_validation(1, place, last, place, {"validate": "list", "source": list(column.choices)})
        if column.bars:
            bar = {"type": "data_bar", "bar_solid": True, "bar_color": self.theme.colours.brand_wash}
            limits = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 1}
            page.conditional_format(1, place, last, place, bar | limits)

    def _mark(self, page: Page, columns: Sequence[Column], rule: Rule, last: int) -> None:
        formula = rule.formula
        for place, column in enumerate(columns):
            formula = formula.replace(f"{{{column.heading}}}", f"${xl_rowcol_to_cell(1, place)}")
        marked = {"type": "formula", "criteria": f"={formula}", "format": self._look(rule)}
        for place, column in enumerate(columns):
            if not rule.columns or column.heading in rule.columns:
                page.conditional_format(1, place, last, place, marked)

    def _look(self, rule: Rule) -> Format:
        """How a row is marked out; a rule says only what it changes."""
        colours = self.theme.colours
        if rule.mark == "quiet":
            return self._format(font_color=colours.soft, font_strikeout=True)
        grounds = {"bad": colours.bad_wash, "fair": colours.fair_wash, "good": colours.good_wash}
        return self._format(bg_color=grounds[rule.mark])

    # -- cells ---------------------------------------------------------------------------------------------------

    def _write(self, page: Page, at: tuple[int, int], value: Cell, kind: Kind, **look: object) -> None:
        """Write a value as what it is; `look` changes how cells of its kind usually look."""
        usual = TEXT | {"bottom": 4, "bottom_color": self.theme.colours.line, "bold": kind == "bold"}
        if value is None or value == "":
            page.write_blank(*at, None, self._format(**usual | look))
        elif isinstance(value, str):
            self._words(page, at, self.legible.text(value), usual | look)
        elif isinstance(value, date):
            page.write_datetime(*at, _moment(value), self._format(**usual | DATE | look))
        else:
            shown = usual | RIGHT | _number_look(value, kind) | look
            page.write_number(*at, float(value), self._format(**shown))

    def _words(self, page: Page, at: tuple[int, int], words: str, look: Mapping[str, object]) -> None:
        """Write text that stays text, also after somebody has edited its cell."""
        quoted = {**look, "quote_prefix": True} if words.startswith(FORMULA_SIGNS) else look
        if page.write_string(*at, words, self._format(**quoted)):
            self.cut.append(f"{page.name}!{xl_rowcol_to_cell(*at)}")

    def _format(self, **properties: object) -> Format:
        """A format, made once for all cells that look alike."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def _differential(self, **properties: object) -> Any:  # noqa: ANN401
        """The format of a rule, which says only what it changes."""
        key = (("rule", True), *sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format({**properties})
        return self.formats[key]


def _sized(columns: Sequence[Column], row: Sequence[Cell]) -> Iterator[tuple[str, float, bool]]:
    """The texts of a row with the room that each has."""
    for column, value in zip(columns, row, strict=True):
        yield (value if isinstance(value, str) else "", column.width, column.kind == "bold")


def _moment(day: date) -> datetime:
    """The day as Excel counts it, without a zone."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (Excel knows no zones)


def _number_look(value: int | Decimal | Fraction, kind: Kind) -> dict[str, object]:
    if kind == "share":
        return {"num_format": share_format(Fraction(value))}
    if kind == "rate":
        return {"num_format": "0.0%"}
    if kind == "money":
        return {"num_format": "#,##0" if value == int(value) else "#,##0.00"}
    return {"num_format": "0.0"} if isinstance(value, Fraction) else {}


def share_format(share: Fraction) -> str:
    """How a share is shown, with as many decimals as it takes not to show 99.6 % as 100 or 0.4 % as 0."""
    for decimals in range(6):
        units = floor(share * 100 * 10**decimals + Fraction(1, 2))
        if share in (0, 1) or 0 < units < 100 * 10**decimals:
            return f"0.{'0' * decimals}%" if decimals else "0%"
    return "0.000000%"
