"""What is wrong with the pages of a PDF, told from where its words stand: `faults` for a document on A4, or slides."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
from pypdfium2 import raw

MILLIMETRE = 72 / 25.4
LEFT, RIGHT = 20 * MILLIMETRE, 192 * MILLIMETRE
TOP, BOTTOM = (297 - 23) * MILLIMETRE, 20 * MILLIMETRE
HEAD = ((297 - 17) * MILLIMETRE, (297 - 11) * MILLIMETRE)
FOOT = (8 * MILLIMETRE, 14 * MILLIMETRE)
SLIDE_FOOT = 42.0
"""Below this height a slide has one line: who it is for, and its number."""

SLIDE_HEAD = 30.0
"""So far from its upper edge a slide has none; words there have run over from the slide before."""

SLACK = 2.0
"""Points that a letter may lean out of its box."""

HEADING, DISPLAY = 14.0, 22.0
"""Sizes in CSS pixels: of the smallest heading, which is bold, and of the smallest in the display face."""

CELLS_APART = 12.0
"""Points between two cells of a row of heads, and never between two words."""

NEARLY_EMPTY, HALF_EMPTY = 0.12, 0.45


@dataclass(frozen=True, slots=True)
class Letter:
    """A character, its box in points from the foot of the page, its size in CSS pixels."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The letters on one base line, from left to right, across all columns."""

    letters: Sequence[Letter]

    @property
    def text(self) -> str:
        """Its characters, without spaces."""
        return "".join(letter.text for letter in self.letters)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return min(letter.bottom for letter in self.letters)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return max(letter.top for letter in self.letters)

    @property
    def is_heading(self) -> bool:
        """Whether it can only be the last line of a heading."""
        bold, size = all(letter.bold for letter in self.letters), max(letter.size for letter in self.letters)
        return size >= DISPLAY or (bold and size >= HEADING)

    @property
    def is_row_of_heads(self) -> bool:
        """Whether it is the row of heads of a table: bold, of several cells, and without the figures of a sum."""
        apart = any(other.left - one.right > CELLS_APART for one, other in pairwise(self.letters))
        return apart and all(letter.bold and not letter.text.isdigit() for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its lines from top to bottom."""

    number: int
    width: float
    height: float
    lines: Sequence[Line]

    @property
    def body(self) -> list[Line]:
        """Its lines without the running ones at head and foot."""
        return [line for line in self.lines if not (_within(line, HEAD) or _within(line, FOOT))]

    @property
    def filled(self) -> float:
        """How far down words reach, 0 to 1; 0 for a page without any."""
        body = self.body
        return (TOP - min(line.bottom for line in body)) / (TOP - BOTTOM) if body else 0.0


def pages(content: bytes) -> tuple[list[Page], set[int]]:
    """The pages of a PDF, and the numbers of those on which a chapter begins."""
    document = pypdfium2.PdfDocument(content)
    try:
        begins = {entry.get_dest().get_index() + 1 for entry in document.get_toc() if entry.level == 0}
        return [_page(document[place], place + 1) for place in range(len(document))], begins
    finally:
        document.close()


def faults(content: bytes, *, covers: int = 0, one_chapter: bool = False) -> list[str]:
    """What is wrong, page by page; empty when nothing is.

    Args:
        content: the PDF.
        covers: how many pages at the front are laid out by themselves.
        one_chapter: whether it runs on from page to page, whatever headings it has.
    """
    found, begins = pages(content)
    last = len(found)
    told: list[str] = []
    for page in found[covers:]:
        ends = page.number == last or (page.number + 1 in begins and not one_chapter)
        told += [f"page {page.number}: {fault}" for fault in _faults(page, ends=ends, last=page.number == last)]
    return told


def slide_faults(content: bytes) -> list[str]:
    """What is wrong with slides: words beyond the frame, or in the foot."""
    found, _ = pages(content)
    return [f"slide {page.number}: {fault}" for page in found for fault in _slide_faults(page)]


def _slide_faults(page: Page) -> Iterator[str]:
    low = [line for line in page.lines if line.bottom < SLIDE_FOOT]
    if len(low) > 1:
        yield f"{low[0].text[:40]!r} runs into the foot"
    if page.lines and page.lines[0].top > page.height - SLIDE_HEAD:
        yield f"{page.lines[0].text[:40]!r} runs over from the slide before"
    for line in page.lines:
        across = line.letters[0].left < 0 or line.letters[-1].right > page.width
        if across or line.bottom < 0 or line.top > page.height:
            yield f"{line.text[:40]!r} runs off"


def _faults(page: Page, *, ends: bool, last: bool) -> Iterator[str]:
    if not page.body:
        yield "is empty"
        return
    yield from (fault for line in page.body for fault in _beyond(line))
    lowest = page.body[-1]
    if lowest.is_heading:
        yield f"the heading {lowest.text[:40]!r} stands last"
    elif lowest.is_row_of_heads:
        yield f"the heads {lowest.text[:40]!r} stand without a row"
    if page.filled < NEARLY_EMPTY and not last:
        yield f"is nearly empty, with {lowest.text[:40]!r}"
    elif page.filled < HALF_EMPTY and not ends:
        yield f"stops at {page.filled:.0%} although the chapter goes on"


def _beyond(line: Line) -> Iterator[str]:
    if line.bottom < BOTTOM - SLACK or line.top > TOP + SLACK:
        yield f"{line.text[:40]!r} runs out of the page"
    if line.letters[0].left < LEFT - SLACK or line.letters[-1].right > RIGHT + SLACK:
        yield f"{line.text[:40]!r} runs into the margin"


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    letters = sorted(_letters(page.get_textpage()), key=lambda letter: (-letter.bottom, letter.left))
    lines: list[list[Letter]] = []
    for letter in letters:
        if lines and abs(lines[-1][0].bottom - letter.bottom) < SLACK:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    ordered = [Line(sorted(line, key=lambda letter: letter.left)) for line in lines]
    return Page(number, width, height, ordered)


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    name = ctypes.create_string_buffer(120)
    for place in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, place))
        if character.isspace() or not character.isprintable():
            continue
        raw.FPDFText_GetFontInfo(text, place, name, len(name), ctypes.byref(ctypes.c_int()))
        box = text.get_charbox(place, loose=True)
        bold = b"semi" in name.value.lower()
        yield Letter(character, *box, raw.FPDFText_GetFontSize(text, place), bold)


def _within(line: Line, band: tuple[float, float]) -> bool:
    return band[0] <= line.bottom and line.top <= band[1]
