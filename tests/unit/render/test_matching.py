import io

import pikepdf
import pypdfium2
import pytest
import weasyprint

from gapanalysis.render import matching, pdf
from gapanalysis.render.pdf import draw, render_pdf

BEGIN = (
    "<html lang=en><title>x</title><style>@font-face {{ font-family: s; src: url({font}) }} html {{ font-family: s }}"
)


@pytest.fixture
def begin(shipped):
    return BEGIN.format(font=(shipped / "fonts" / "SourceSans3-Regular.otf").as_uri())


def usual(module, string, url_fetcher):
    return module.HTML(string=string, url_fetcher=url_fetcher)


def text(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].get_textpage().get_text_range()
    finally:
        document.close()


def test_a_report_is_the_same_with_fewer_styles(report, materials, monkeypatch):
    lean = render_pdf(report, materials).content
    monkeypatch.setattr(pdf, "html_of", usual)
    assert render_pdf(report, materials).content == lean


@pytest.mark.parametrize(
    "body",
    [
        "</style><ol start=9><li>One<ul><li>Two</ul><li>Three</ol>",
        "b { display: list-item; list-style: square; margin-left: 9mm }</style><b>One</b><b>Two</b>",
        "i { float: footnote }</style><p>Words<i>a note</i> and more.",
        "</style><p>Four<br>lines<wbr>here <q>said</q>",
    ],
)
def test_what_other_templates_use_is_the_same(begin, shipped, body, monkeypatch):
    ours = draw(begin + body, (shipped,))
    monkeypatch.setattr(pdf, "html_of", usual)
    assert draw(begin + body, (shipped,)) == ours
    with pikepdf.open(io.BytesIO(ours)) as file:
        assert file.check_pdf_syntax() == []


def test_a_footnote_has_its_number(begin, shipped):
    drawn = text(draw(begin + "i { float: footnote }</style><p>Words<i>a note</i> and more.", (shipped,)))
    assert drawn.split() == ["Words1", "and", "more.", "1.", "a", "note"]


def test_the_styles_left_out_are_those_that_weasyprint_gives_every_element():
    pseudo = []
    for made in (weasyprint.HTML, matching.html_of(weasyprint, "<p>x", None).__class__):
        html = made(string="<p>x<ul><li>y</ul>")
        (sheet,) = html._ua_stylesheets()
        pseudo.append(
            [rule[2] for element in html.wrapper_element.iter_subtree() for rule in sheet.matcher.match(element)]
        )
    every, needed = pseudo
    assert every.count("footnote-call") == every.count("marker") > 4
    assert [name for name in needed if name] == ["marker"]
