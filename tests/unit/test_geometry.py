"""The measure of pages sees what it is to see: each fault is drawn and found, and a page without any passes."""

import pytest

from gapanalysis.render.pdf import draw
from tests.pages.geometry import faults, slide_faults
from tests.unit.render.conftest import SHIPPED

STYLE = f"""
@font-face {{ font-family: S; font-weight: 400; src: url({(SHIPPED / "fonts/SourceSans3-Regular.otf").as_uri()}); }}
@font-face {{ font-family: S; font-weight: 600; src: url({(SHIPPED / "fonts/SourceSans3-Semibold.otf").as_uri()}); }}
html {{ font: 9.5pt/14pt S; }} body, h2, p {{ margin: 0; }} h2, th {{ font-weight: 600; }} h2 {{ font-size: 12.5pt; }}
p {{ break-inside: avoid; }} td, th {{ width: 40mm; text-align: left; }} .next {{ break-before: page; }}
@page {{ size: A4; margin: 23mm 18mm 20mm 20mm; }}
@page {{ @bottom-left {{ content: "Client"; vertical-align: top; padding-top: 7mm; font: 8pt S; }} }}
"""
LINE = "<p>Words that fill a line of a page.</p>"
FULL, HALF = LINE * 40, LINE * 18
HEADS = "<table><thead><tr><th>What</th><th>Who</th></tr></thead></table>"
SLIDE = """
@page { size: 960pt 540pt; margin: 0; @bottom-left { content: none; } }
body { padding-top: 50pt; } .foot { position: absolute; top: 503pt; }
"""


def page(body, style=""):
    html = f'<html lang="en"><title>T</title><style>{STYLE}{style}</style><body>{body}</body></html>'
    return draw(html, [SHIPPED])


def test_a_sound_document():
    assert faults(page(f'<h2>Head</h2>{FULL}<div class="next"></div>{HALF}')) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (f'<div style="height: 40mm; position: relative; top: 235mm">{LINE * 12}</div>', "runs out of the page"),
        (f'<p style="white-space: nowrap">{"many words on a line " * 9}</p>{FULL}', "runs into the margin"),
        (f'{FULL}<h2>Head</h2><div class="next"></div>{FULL}', "the heading 'Head' stands last"),
        (f'{FULL}{HEADS}<div class="next"></div>{FULL}', "the heads 'WhatWho' stand without a row"),
        (f'{LINE * 3}<div class="next"></div>{FULL}', "is nearly empty"),
        (f'{HALF}<div class="next"></div>{FULL}', "although the chapter goes on"),
    ],
)
def test_every_fault_is_found(body, fault):
    assert any(fault in found for found in faults(page(body), one_chapter=True))


def test_the_last_page_may_be_short():
    assert faults(page(f'{FULL}<div class="next"></div>{LINE}'), one_chapter=True) == []


@pytest.mark.parametrize(("lines", "fault"), [(33, "runs into the foot"), (40, "runs over from the slide before")])
def test_words_beyond_a_slide_are_found(lines, fault):
    assert any(fault in found for found in slide_faults(page(f'{LINE * lines}<div class="foot">Client</div>', SLIDE)))


def test_a_sound_slide():
    assert slide_faults(page(f'{LINE * 20}<div class="foot">Client</div>', SLIDE)) == []
