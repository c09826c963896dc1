"""What is told while a report is rendered: chapters, pages laid out, pages drawn."""

from io import BytesIO

import pypdfium2
import pytest

from gapanalysis.cli.progress import Bar
from gapanalysis.render.html import render_html
from gapanalysis.render.pdf import render_pdf
from gapanalysis.render.progress import listening


def heard(render, report, materials):
    told = []
    with listening(lambda *what: told.append(what)):
        content = render(report, materials).content
    return told, content


def test_a_pdf_tells_of_its_chapters_and_pages(report, materials):
    told, content = heard(render_pdf, report, materials)
    pages = len(pypdfium2.PdfDocument(BytesIO(content)))
    works = list(dict.fromkeys(work for work, _, _ in told))
    assert works == ["composing", "laying out", "drawing"]
    composed = [(done, whole) for work, done, whole in told if work == "composing"]
    assert composed == [(number, 10) for number in range(1, 11)]
    assert [done for work, done, _ in told if work == "laying out"][:pages] == list(range(1, pages + 1))
    assert [(done, whole) for work, done, whole in told if work == "drawing"] == [
        (number, pages) for number in range(1, pages + 1)
    ]


def test_html_ends_with_its_chapters(report, materials):
    told, _ = heard(render_html, report, materials)
    assert {work for work, _, _ in told} == {"composing"}


def test_listening_changes_nothing(report, materials):
    assert heard(render_pdf, report, materials)[1] == render_pdf(report, materials).content


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_the_bar_stays_in_its_line(monkeypatch, capsys, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    bar = Bar("pdf")
    bar.heard("composing", 11, 11)
    bar.heard("drawing", 3, 3)
    lines = [part for part in capsys.readouterr().err.split("\r") if part]
    assert all(len(line) < columns for line in lines)
    assert "11 of 11" in lines[0]
    assert "3 of 3" in lines[1]
    assert len(lines[1]) >= len(lines[0].rstrip())
