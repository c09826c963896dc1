"""The table of contents: a field that Word updates, with entries already in it for programs that do not."""

from collections.abc import Sequence

from gapanalysis.render.docx.ledger import Heading
from gapanalysis.render.docx.xml import Element, field, field_end, field_start, run, text, w

LEVELS = 2
"""Levels of headings in the contents: chapters and what they say."""

INSTRUCTION = f'TOC \\o "1-{LEVELS}" \\n "{LEVELS}-{LEVELS}" \\h \\z'
"""Headings of these levels as links, without pages for the lower one, and without pages in a browser."""


def contents(headings: Sequence[Heading], title: str) -> list[Element]:
    """Title and entries, in a control in which Word offers to update them."""
    entries = [_entry(heading) for heading in headings] or [w("p", _style("TOC1"))]
    entries[0][1:1] = field_start(INSTRUCTION)
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    end = w("p", _style("Gap"), field_end())
    heading = w("p", _style("TOCHeading"), run(text(title)))
    return [w("sdt", w("sdtPr", gallery), w("sdtContent", heading, *entries, end))]


def _style(name: str) -> Element:
    return w("pPr", w("pStyle", val=name))


def _entry(heading: Heading) -> Element:
    runs = [run(text(heading.number)), run(w("tab"))] if heading.number else []
    runs.append(run(text(heading.text)))
    if heading.level < LEVELS:
        runs += [run(w("tab")), *field(f"PAGEREF {heading.bookmark} \\h")]
    return w("p", _style(f"TOC{heading.level}"), w("hyperlink", *runs, anchor=heading.bookmark, history=1))
