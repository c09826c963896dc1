import io
import re
import socket
import sys

import pikepdf
import pypdfium2
import pytest

from gapanalysis.errors import RenderError
from gapanalysis.render.pdf import draw, render_pdf
from gapanalysis.render.writers import Materials


def pages(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


@pytest.fixture
def content(report, materials):
    return render_pdf(report, materials).content


def test_it_is_sound_and_tagged(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == "Customer focus: gap analysis, Aldermoor Precision Ltd"
        assert str(pdf.docinfo.CreationDate).startswith("D:20261123")
        metadata = pdf.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert b"pdfaExtension:schemas" in bytes(pdf.Root.Metadata.read_bytes())
        with pdf.open_outline() as outline:
            assert any(item.title.endswith("Summary") for item in outline.root)
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert fonts
    assert all("Source" in font for font in fonts)


def test_the_contents_name_the_right_pages(content):
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: place for place, page in enumerate(pdf.pages, start=1)}
        chapters = {item.title.split(" ")[0]: numbers[item.destination[0].objgen] for item in outline.root[1:]}
    document = pypdfium2.PdfDocument(content)
    printed = dict(re.findall(r"^(\d+) (\d+)\r?$", document[1].get_textpage().get_text_range(), re.MULTILINE))
    document.close()
    assert {chapter: int(page) for chapter, page in printed.items()} == chapters
    assert list(chapters) == [str(number) for number in range(1, 11)]


def test_every_page_has_its_number_and_text(content):
    texts = pages(content)
    assert len(texts) >= 10
    for number, text in enumerate(texts[1:], start=2):
        assert "Aldermoor Precision Ltd" in text
        assert re.search(rf"\b{number}\b", text)
        assert "Draft: 2 questions are still open" in text


def test_the_same_report_gives_the_same_bytes(content, report, materials):
    assert render_pdf(report, materials).content == content


def test_pictures_have_words(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert figures
        assert all(str(figure.get("/Alt", "")) for figure in figures)


def test_nothing_answered(empty_report, materials):
    texts = pages(render_pdf(empty_report, materials).content)
    assert any("Nothing has been assessed yet" in text for text in texts)


def test_long_names_notes_and_alphabets(make_report, make_engagement, make_question, materials, caplog):
    report = make_report(
        engagement=make_engagement(client="Ακρίβεια и Точность " * 6),
        questions=(make_question("9.1.2-1", observation="Πελάτης и клиент seen here. " * 600),),
    )
    rendered = render_pdf(report, materials)
    assert rendered.warnings == ()
    assert sum("Πελάτης и клиент" in text for text in pages(rendered.content)) >= 2
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_hostile_text_fetches_nothing(make_report, make_question, make_engagement, materials, monkeypatch):
    def refuse(*_args, **_keywords):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    hostile = (
        "<img src=http://evil.example/x.png> ![x](file:///etc/passwd) {{ 7*7 }} <link rel=attachment href=/etc/hosts>"
    )
    report = make_report(
        questions=(make_question("9.1.2-1", observation=hostile),),
        engagement=make_engagement(why_now=hostile, confidentiality=hostile),
    )
    rendered = render_pdf(report, materials)
    assert any("{{ 7*7 }}" in text for text in pages(rendered.content))
    with pikepdf.open(io.BytesIO(rendered.content)) as pdf:
        assert not pdf.attachments


@pytest.mark.parametrize("address", ["http://evil.example/x.png", "file:///etc/passwd", "ftp://evil.example/x"])
def test_a_template_reaches_nothing_outside_its_folders(shipped, address):
    with pytest.raises(RenderError, match="outside the folders of templates") as caught:
        draw(f"<html lang=en><title>x</title><img alt=x src='{address}'>", (shipped,))
    assert caught.value.code == "forbidden-address"


def test_a_way_out_of_the_templates_is_closed(shipped):
    address = f"{shipped.as_uri()}/../pyproject.toml"
    with pytest.raises(RenderError, match="outside"):
        draw(f"<html lang=en><title>x</title><img alt=x src='{address}'>", (shipped,))


def test_a_missing_system_library_says_what_to_do(shipped, monkeypatch):
    class Missing:
        def find_spec(self, name, *_where):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(RenderError, match="libpango") as caught:
        draw("<html>", (shipped,))
    assert caught.value.hint == "run `gapanalysis doctor`"


def test_a_workspace_may_replace_one_template(report, shipped, tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "chances.html.j2").write_text("<p>Our own words.</p>")
    texts = pages(render_pdf(report, Materials((tmp_path, shipped))).content)
    assert any("Our own words." in text for text in texts)
