import io
import itertools
import re
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import docx
import pytest

from gapanalysis.errors import RenderError
from gapanalysis.model.document import Edit
from gapanalysis.model.judgement import Reworded
from gapanalysis.render.docx.writer import render_docx
from gapanalysis.render.writers import Materials

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VECTOR = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


class File:
    """A Word file taken apart."""

    def __init__(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            self.dates = {info.date_time for info in archive.infolist()}
        self.body = self.part("word/document.xml").find(f"{W}body")

    def part(self, name):
        return ET.fromstring(self.parts[name])  # noqa: S314 (written a moment ago)

    def paragraphs(self, style):
        return [p for p in self.body.iter(f"{W}p") if style_of(p) == style]

    def texts(self, style):
        return [text_of(p) for p in self.paragraphs(style)]

    @property
    def controls(self):
        return {
            sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): sdt
            for sdt in self.body.iter(f"{W}sdt")
            if sdt.find(f"{W}sdtPr/{W}tag") is not None
        }

    @property
    def instructions(self):
        return [code.text.strip() for code in self.body.iter(f"{W}instrText")]


def style_of(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def text_of(element):
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


@pytest.fixture
def content(report, materials):
    return render_docx(report, materials).content


@pytest.fixture
def file(content):
    return File(content)


@pytest.fixture
def written(make_report, make_question, materials):
    """A file of a report with this observation on its first answer."""

    def write(observation):
        return File(
            render_docx(make_report(questions=(make_question("9.1.2-1", observation=observation),)), materials).content
        )

    return write


@pytest.fixture
def sound(materials, tmp_path, assert_valid_docx):
    """Writes a report and holds the file against the rules of Office."""

    def write(report):
        path = tmp_path / "report.docx"
        path.write_bytes(render_docx(report, materials).content)
        assert_valid_docx(path)
        return File(path.read_bytes())

    return write


# -- what Word wants ---------------------------------------------------------------------------------------------


def test_word_finds_no_fault_in_it(sound, report):
    assert sound(report).texts("Heading1")


def test_a_report_without_answers_is_sound_too(sound, empty_report):
    file = sound(empty_report)
    assert "Nothing has been assessed yet" in file.texts("Heading2")
    breaks = [p.find(f"{W}pPr/{W}pageBreakBefore") for p in file.paragraphs("Heading1")]
    assert [mark is not None for mark in breaks] == [False, True] + [False] * (len(breaks) - 2)


def test_every_style_used_is_there(file):
    styles = {style.get(f"{W}styleId") for style in file.part("word/styles.xml").iter(f"{W}style")}
    used = {
        node.get(f"{W}val")
        for name in ("document", "header", "header-first", "footer", "footer-first")
        for kind in ("pStyle", "rStyle", "tblStyle")
        for node in file.part(f"word/{name}.xml").iter(f"{W}{kind}")
    }
    assert {"Title", "Heading1", "Heading2", "Heading3", "Heading4", "Caption", "Report", "TOC1"} <= used
    assert used <= styles


def test_word_knows_the_styles_by_their_own_names(content):
    names = {style.name for style in docx.Document(io.BytesIO(content)).styles}
    assert {"Normal", "Title", "Heading 1", "Heading 4", "Caption", "List Bullet", "Header", "toc 1"} <= names


def test_the_same_report_gives_the_same_bytes(content, report, materials):
    assert render_docx(report, materials).content == content


def test_its_dates_are_those_of_the_report(content, file):
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert properties.created == properties.modified == datetime(2026, 11, 23, tzinfo=UTC)
    assert properties.title == "Customer focus: gap analysis, Aldermoor Precision Ltd"
    assert properties.author == "Example Consulting"
    assert properties.language == "en-GB"
    assert file.dates == {(1980, 1, 1, 0, 0, 0)}


# -- what a reader sees ------------------------------------------------------------------------------------------


def test_headings_are_in_order(file):
    levels = [int(style_of(p)[-1]) for p in file.body.iter(f"{W}p") if style_of(p).startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert file.texts("Heading1")[0] == "Summary"
    assert file.texts("Heading2")[0] == "Orders are reviewed with care; nobody asks customers how they see you"


def test_the_contents_lead_to_the_chapters(file):
    settings = file.part("word/settings.xml")
    assert settings.find(f"{W}updateFields").get(f"{W}val") == "true"
    assert file.instructions[0].startswith('TOC \\o "1-2"')
    chapters, entries = file.texts("Heading1"), file.texts("TOC1")
    assert entries == [f"{number}{chapter}" for number, chapter in enumerate(chapters, start=1)]
    assert file.texts("TOC2") == file.texts("Heading2")
    marks = {mark.get(f"{W}name") for mark in file.body.iter(f"{W}bookmarkStart")}
    for entry in (*file.paragraphs("TOC1"), *file.paragraphs("TOC2")):
        assert entry.find(f".//{W}hyperlink").get(f"{W}anchor") in marks


def test_every_link_within_has_its_place(file):
    marks = [mark.get(f"{W}name") for mark in file.body.iter(f"{W}bookmarkStart")]
    links = {link.get(f"{W}anchor") for link in file.body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")}
    assert len(set(marks)) == len(marks)
    assert links <= set(marks)
    assert all(len(mark) <= 40 for mark in marks)
    assert "F9_1_2_1" in links


def test_what_shows_that_a_document_does_not_apply_has_no_empty_brackets(documented, materials):
    words = text_of(File(render_docx(documented, materials).content).body)
    assert "List of products" in words
    assert "()" not in words


def test_captions_are_counted_by_word(file):
    for kind in ("Table", "Figure"):
        captions = [text for text in file.texts("Caption") if text.startswith(kind)]
        assert len(captions) >= 4
        assert [int(re.match(rf"{kind} (\d+): .", text)[1]) for text in captions] == list(range(1, len(captions) + 1))
        assert file.instructions.count(f"SEQ {kind} \\* ARABIC") == len(captions)


def test_tables_repeat_their_head_and_keep_rows_whole(file):
    tables = list(file.body.iter(f"{W}tbl"))
    headed = [table for table in tables if table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"]
    assert len(headed) >= 10
    for table in headed:
        first = table.find(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(style_of(p).startswith("TableHead") for p in first.iter(f"{W}p"))
    for table in tables:
        widths = sum(int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid"))
        assert widths <= 165.5 * 56.7
        for row in table.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc")]
            columns = sum(1 if span is None else int(span.get(f"{W}val")) for span in spans)
            assert columns == len(table.find(f"{W}tblGrid"))
    rows = [row for table in headed for row in table.iter(f"{W}tr")]
    whole = [row for row in rows if row.find(f"{W}trPr/{W}cantSplit") is not None]
    assert len(whole) > len(rows) * 0.8


def test_pictures_are_vectors_with_a_fallback_and_words(file):
    targets = {relation.get("Id"): relation.get("Target") for relation in file.part("word/_rels/document.xml.rels")}
    pictures = list(file.body.iter(f"{DRAWN}inline"))
    assert len(pictures) > 20
    for picture in pictures:
        assert picture.find(f"{DRAWN}docPr").get("descr")
        blip = next(picture.iter(f"{A}blip"))
        assert file.parts[f"word/{targets[blip.get(f'{R}embed')]}"].startswith(b"\x89PNG")
        vector = file.parts[f"word/{targets[next(blip.iter(VECTOR)).get(f'{R}embed')]}"]
        assert b"<svg" in vector
        assert b"<text" not in vector  # the fonts of the theme may not be installed
    numbers = [picture.find(f"{DRAWN}docPr").get("id") for picture in pictures]
    assert len(set(numbers)) == len(numbers)


def test_it_speaks_the_language_of_the_report(file):
    defaults = file.part("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults.get(f"{W}val") == "en-GB"


def test_pages_have_numbers_and_the_mark_of_a_draft(file):
    footer, header = file.part("word/footer.xml"), file.part("word/header.xml")
    assert "PAGE" in [code.text.strip() for code in footer.iter(f"{W}instrText")]
    assert text_of(footer).startswith("Aldermoor Precision Ltd · Customer focus")
    assert text_of(header) == "Draft: 2 questions are still open"
    assert text_of(file.part("word/header-first.xml")) == text_of(file.part("word/footer-first.xml")) == ""
    assert file.body.find(f"{W}sectPr/{W}titlePg") is not None


def test_the_theme_gives_colours_and_fonts(report, shipped, tmp_path):
    theme = (shipped / "theme.yaml").read_text(encoding="utf-8")
    own = theme.replace("#0e5c5e", "#123456").replace("text_substitute: Calibri", "text_substitute: Verdana")
    (tmp_path / "theme.yaml").write_text(own, encoding="utf-8")
    file = File(render_docx(report, Materials((tmp_path, shipped))).content)
    assert b'w:val="123456"' in file.parts["word/styles.xml"]
    assert b'<a:accent1><a:srgbClr val="123456"/>' in file.parts["word/theme.xml"]
    assert b"123456" in file.parts["word/header-first.xml"]
    fonts = {font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val") for font in file.part("word/fonts.xml")}
    assert fonts == {"Source Sans 3": "Verdana", "Source Serif 4 Display Light": "Georgia"}


# -- texts to edit -----------------------------------------------------------------------------------------------


def test_texts_to_edit_have_stable_names(file, report):
    controls = file.controls
    assert text_of(controls["headline"]) == report.headline
    assert text_of(controls["summary"]) == file.texts("Verdict")[0]
    assert text_of(controls["section.measurement"]) == report.sections[0].headline
    for finding in report.main.findings:
        assert text_of(controls[f"finding.{finding.id}.headline"]) == finding.headline
        assert text_of(controls[f"finding.{finding.id}.consequence"]) == finding.consequence
    assert all(len(tag) <= 64 for tag in controls)
    assert all(sdt.find(f"{W}sdtPr/{W}alias").get(f"{W}val") for sdt in controls.values())
    numbers = [sdt.find(f"{W}sdtPr/{W}id").get(f"{W}val") for sdt in controls.values()]
    assert len(set(numbers)) == len(numbers) == len(list(file.body.iter(f"{W}tag")))


def test_a_recommendation_can_be_edited_where_there_is_one(make_report, materials):
    main = make_report().main
    advised = main.findings[0].model_copy(update={"recommendation": "Ask two customers a week."})
    edition = main.model_copy(update={"findings": (advised, *main.findings[1:])})
    controls = File(render_docx(make_report(editions=(edition,)), materials).content).controls
    assert text_of(controls[f"finding.{advised.id}.recommendation"]) == "Ask two customers a week."
    assert [tag for tag in controls if tag.endswith(".recommendation")] == [f"finding.{advised.id}.recommendation"]


def test_texts_to_edit_are_those_that_the_journal_keeps(file):
    for tag in file.controls:
        name, _, part = tag.rpartition(".") if tag.startswith("finding.") else (tag, "", "")
        if part:
            Reworded(finding=name.removeprefix("finding."), reason="as the client knows it", **{part: "words"})
        else:
            Edit(block=tag)


def test_a_block_can_be_edited_with_its_paragraphs(report, shipped, tmp_path):
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "chances.html.j2").write_text("<div data-edit='own'><p>First.</p><ul><li>one</li></ul></div>")
    file = File(render_docx(report, Materials((tmp_path, shipped))).content)
    assert [text_of(p) for p in file.controls["own"].iter(f"{W}p")] == ["First.", "one"]


def test_it_says_what_it_was_made_from(file):
    custom = {item.get("name"): item[0].text for item in file.part("docProps/custom.xml")}
    assert custom == {
        "gapanalysis.assessment": "aldermoor",
        "gapanalysis.on": "2026-11-23",
        "gapanalysis.version": "0.1.0",
    }


# -- notes and other text that nobody can trust ------------------------------------------------------------------


def test_markdown_of_notes_is_kept(written):
    file = written(
        "One **bold** word and a [link](https://example.org/a?b=1&c=2).\n\n1. first\n2. second\n\n"
        "- top\n    - below\n\n> said"
    )
    lists = {text_of(p): p.find(f"{W}pPr/{W}numPr") for p in file.body.iter(f"{W}p")}
    assert lists["first"].find(f"{W}numId").get(f"{W}val") == "10"
    assert (lists["top"].find(f"{W}ilvl").get(f"{W}val"), lists["below"].find(f"{W}ilvl").get(f"{W}val")) == ("0", "1")
    bold = [text_of(run) for run in file.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert "bold" in bold
    targets = [
        relation.get("Target")
        for relation in file.part("word/_rels/document.xml.rels")
        if relation.get("TargetMode") == "External"
    ]
    assert targets == ["https://example.org/a?b=1&c=2"]


def test_each_numbered_list_begins_anew(make_report, make_question, materials):
    questions = tuple(make_question(number, observation="1. a\n2. b") for number in ("9.1.2-1", "9.1.1-1"))
    file = File(render_docx(make_report(questions=questions), materials).content)
    used = {p.find(f".//{W}numId").get(f"{W}val") for p in file.paragraphs("TableOrdered")}
    assert used == {"10", "11"}
    starts = {
        num.get(f"{W}numId"): num.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val")
        for num in file.part("word/numbering.xml").iter(f"{W}num")
        if num.find(f"{W}lvlOverride") is not None
    }
    assert starts == {"10": "1", "11": "1"}


HOSTILE = (
    "<script>alert(1)</script> ![x](file:///etc/passwd) {{ 7*7 }} <w:p/> ]]> [x](javascript:alert(1)) "
    '<span data-edit="finding.F1.headline">no</span> &lt;b&gt;'
)


def test_hostile_text_stays_text(make_report, make_engagement, make_question, sound):
    report = make_report(
        engagement=make_engagement(client=HOSTILE[:120], why_now=HOSTILE, confidentiality=HOSTILE, assessor=HOSTILE),
        questions=(make_question("9.1.2-1", observation=HOSTILE, title=HOSTILE, ask=HOSTILE, evidence=(HOSTILE,)),),
    )
    file = sound(report)
    text = " ".join(text_of(p) for p in file.body.iter(f"{W}p"))
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "finding.F1.headline" not in file.controls
    assert not [item for item in file.part("word/_rels/document.xml.rels") if item.get("TargetMode")]


def test_what_xml_cannot_hold_is_replaced_and_reported(make_report, make_question, materials):
    report = make_report(
        questions=(make_question("9.1.2-1", observation="a\x00b\x0bc\ufffed", evidence=("bell\x07",)),)
    )
    rendered = render_docx(report, materials)
    text = "".join(text_of(p) for p in File(rendered.content).body.iter(f"{W}p"))
    assert "a\N{REPLACEMENT CHARACTER}b" in text
    assert "bell\N{REPLACEMENT CHARACTER}" in text
    assert len(rendered.warnings) == 1
    assert all(f"U+{code}" in rendered.warnings[0] for code in ("0000", "0007", "000B", "FFFE"))


def test_every_alphabet_is_written_as_it_is(written):
    words = "Πελάτης клиент 顧客 \N{SMILING FACE WITH SUNGLASSES} e\N{COMBINING ACUTE ACCENT}"
    assert words in " ".join(written(words).texts("TableText"))


def test_long_names_and_notes(make_report, make_engagement, make_question, sound):
    name, note = "Ακρίβεια и Точность " * 6, "Seen at the bench. " * 750
    report = make_report(
        engagement=make_engagement(client=name), questions=(make_question("9.1.2-1", observation=note),)
    )
    file = sound(report)
    assert name.strip() in file.texts("CoverLong")[0].replace("\N{NO-BREAK SPACE}", " ")
    long = [row for row in file.body.iter(f"{W}tr") if len(text_of(row)) > 10_000]
    assert long
    assert all(row.find(f"{W}trPr/{W}cantSplit") is None for row in long)
    assert len(text_of(file.part("word/footer.xml"))) < 100


# -- templates of somebody else ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("<p>one<p>two</p>", "<p> has no end"),
        ("<p>one</b></p>", "</b> ends nothing"),
        ("<p class='nowhere'>x</p>", 'the paragraph style "Nowhere"'),
        ("<p><span class='lead'>x</span></p>", 'the character style "Lead"'),
        ("<marquee>x</marquee>", "<marquee> is not known"),
        ("<p>x <table></table></p>", "<table> stands in a line of text"),
        ("<p data-edit='a'>x</p><p data-edit='a'>y</p>", 'the tag "a"'),
        ("<p><img src='https://example.org/x.png' alt='x'></p>", "no data URI"),
        ("<table data-widths='10'><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "more cells"),
        ("<table data-widths='10'><tbody><tr><td data-fill='pink'>a</td></tr></tbody></table>", 'no colour "pink"'),
    ],
)
def test_a_template_that_cannot_be_understood_says_why(report, shipped, tmp_path, template, complaint):
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "chances.html.j2").write_text(template)
    with pytest.raises(RenderError, match=re.escape(complaint)) as caught:
        render_docx(report, Materials((tmp_path, shipped)))
    assert caught.value.code == "template"


def test_a_part_that_is_not_xml_names_its_template(report, shipped, tmp_path):
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "footer.xml.j2").write_text("<w:ftr>")
    with pytest.raises(RenderError) as caught:
        render_docx(report, Materials((tmp_path, shipped)))
    assert caught.value.source == "word/footer.xml.j2"


def test_a_workspace_may_replace_a_chapter_and_add_a_style(report, shipped, tmp_path):
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "chances.html.j2").write_text("<p class='shout'>Our own words.</p>")
    styles = (shipped / "word" / "styles.xml.j2").read_text(encoding="utf-8")
    own = '<w:style w:type="paragraph" w:styleId="Shout"><w:name w:val="Shout"/></w:style></w:styles>'
    (tmp_path / "word" / "styles.xml.j2").write_text(styles.replace("</w:styles>", own), encoding="utf-8")
    file = File(render_docx(report, Materials((tmp_path, shipped))).content)
    assert file.texts("Shout") == ["Our own words."]


def test_a_logo_is_on_the_cover(report, shipped, tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect width="200" height="100"/></svg>'
    )
    theme = (shipped / "theme.yaml").read_text(encoding="utf-8").replace('logo: ""', "logo: logo.svg")
    (tmp_path / "theme.yaml").write_text(theme, encoding="utf-8")
    file = File(render_docx(report, Materials((tmp_path, shipped))).content)
    extent = file.paragraphs("CoverLogo")[0].find(f".//{DRAWN}extent")
    assert int(extent.get("cx")) == 2 * int(extent.get("cy")) == pytest.approx(136 * 12_700, abs=2)
