"""Texts of a report as a Word file has them, whatever was done to it."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapanalysis.errors import ExchangeError
from gapanalysis.exchange import word, word_text
from gapanalysis.exchange.word import read_word, word_file
from gapanalysis.model.block import Mark, bookmark, bookmarked, key_of, tidy

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WRITTEN = "As it was written"
MARK = bookmarked(bookmark("headline", WRITTEN, "results"))[1]


def properties(name="acme"):
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="x">'
        f'<property name="other"><vt:lpwstr>x</vt:lpwstr></property>'
        f'<property name="gapanalysis.assessment"><vt:lpwstr>{name}</vt:lpwstr></property></Properties>'
    )


def document(body, language=W):
    return (
        f'<w:document xmlns:w="{language}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )


def packed(parts):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def file(body, language=W, main="word/document.xml", **parts):
    relation = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{main}"/>'
    relations = f'<Relationships xmlns="x">{relation}</Relationships>'
    named = {"_rels/.rels": relations, main: document(body, language), "docProps/custom.xml": properties()}
    return packed({**named, **parts})


def run(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def control(inner, tag="headline", more="", written=WRITTEN, number=1):
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(tag, written, "results")}"/>'
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def read(body, **more):
    return read_word(file(body, **more), "report.docx")


def only(body, **more):
    (block,) = read(body, **more).blocks
    return block


# -- words -------------------------------------------------------------------------------------------------------


def test_a_text_with_its_name_and_how_it_was_written():
    block = only(paragraph(run("Before ") + control(run("In other ") + run("words")) + run(" after")))
    assert (block.name, block.key, block.text) == ("headline", key_of("headline"), "In other words")
    assert block.mark == MARK == Mark(text=MARK.text, rests_on=MARK.rests_on)
    assert not block.tracked


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "/word/document.xml"])
@pytest.mark.parametrize("language", [W, STRICT])
def test_other_names_of_the_part_and_of_the_language(main, language):
    content = file(paragraph(control(run("Words"))), language, main.lstrip("/"))
    assert read_word(content, "report.docx").blocks[0].text == "Words"


def test_a_text_whose_control_was_lost_is_known_by_its_bookmark():
    start, _, rest = control(run("Words")).partition("<w:sdt>")
    end = rest[rest.index("<w:bookmarkEnd") :]
    block = only(paragraph(f"{start}{run('Words')}{end}"))
    assert (block.name, block.key, block.text, block.mark) == ("", key_of("headline"), "Words", MARK)


def test_a_text_whose_bookmark_was_lost_is_known_by_its_control():
    block = only(
        paragraph(f'<w:sdt><w:sdtPr><w:tag w:val="headline"/></w:sdtPr><w:sdtContent>{run("W")}</w:sdtContent></w:sdt>')
    )
    assert (block.name, block.text, block.mark) == ("headline", "W", None)


def test_bookmarks_of_others_and_controls_without_a_tag_are_nobodys():
    body = '<w:bookmarkStart w:id="9" w:name="_Toc1"/><w:bookmarkEnd w:id="9"/><w:bookmarkEnd w:id="77"/>'
    body += "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
    assert [block.name for block in read(body + paragraph(control(run("W")))).blocks] == ["headline"]


def test_lines_and_paragraphs_survive():
    lines = f"{run('One')}<w:r><w:br/></w:r>{run('two')}<w:r><w:tab/><w:t>three</w:t></w:r>"
    block = only(control(paragraph(lines) + paragraph(run("Four")), tag="summary"))
    assert tidy(block.text, "summary") == "One\ntwo three\n\nFour"
    assert tidy(block.text, "headline") == "One two three Four"


def test_a_bookmark_that_was_parted_into_paragraphs():
    name = bookmark("summary", WRITTEN, "results")
    body = paragraph(f'<w:bookmarkStart w:id="1" w:name="{name}"/>{run("One")}')
    body += paragraph(f'{run("two")}<w:bookmarkEnd w:id="1"/>')
    assert tidy(only(body).text, "summary") == "One\n\ntwo"


def test_a_control_within_a_control():
    inner = control(run("inner"), tag="summary", number=2)
    found = {block.name: tidy(block.text) for block in read(control(paragraph(run("outer ") + inner))).blocks}
    assert found == {"headline": "outer inner", "summary": "inner"}


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (
            f"{run('Kept ')}<w:ins>{run('added')}</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
            "Kept added",
        ),
        (f"<w:moveFrom>{run('from')}</w:moveFrom><w:moveTo>{run('to')}</w:moveTo>", "to"),
    ],
)
def test_tracked_changes_count_as_accepted_and_are_told(inner, words):
    block = only(paragraph(control(inner)) + paragraph(f"<w:ins>{run('elsewhere')}</w:ins>"))
    assert (block.text, block.tracked) == (words, True)


def test_tracked_changes_elsewhere_are_none_of_it():
    assert not only(paragraph(control(run("W"))) + paragraph(f"<w:ins>{run('elsewhere')}</w:ins>")).tracked


def test_comments_are_counted_and_pictures_passed_over():
    body = control(
        f"{run('Words')}<w:r><w:commentReference w:id='1'/></w:r>"
        f"<w:r><w:drawing><w:txbxContent>{paragraph(run('box'))}</w:txbxContent></w:drawing></w:r>"
        f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
        "<w:r><w:instrText> DATE </w:instrText></w:r>"
    )
    found = read(paragraph(body))
    assert (found.comments, found.blocks[0].text) == (1, "Words")


def test_what_word_shows_where_nothing_was_written_is_no_text():
    assert only(paragraph(control(run("Click here"), more="<w:showingPlcHdr/>"))).text == ""
    assert only(paragraph(control(run("Words"), more='<w:showingPlcHdr w:val="0"/>'))).text == "Words"


def test_a_copy_is_one_while_it_says_the_same():
    copy = control(run("Words"), number=2)
    assert len(read(paragraph(control(run("Words")) + copy)).blocks) == 1
    assert len(read(paragraph(control(run("Others")) + copy)).blocks) == 2


# -- files that are none, or mean harm ---------------------------------------------------------------------------


GOOD = file(paragraph(control(run("Words"))))
ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


def with_part(name, content):
    return file(paragraph(control(run("Words"))), **{name: content})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no Word file"),
        (b"PK\x03\x04 and nothing else", "no Word file"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "password"),
        (GOOD[: len(GOOD) // 2], "no Word file"),
        (packed({"a.txt": b"x"}), "no Word file"),
        (packed({"_rels/.rels": b"<Relationships/>"}), "no Word file"),
        (with_part("word/document.xml", b"<w:document"), "is broken"),
        (with_part("word/document.xml", b"\xff\xfe\x00"), "is broken"),
        (with_part("word/document.xml", ENTITY + document(paragraph(control(run("&a;&b;"))))), "no Word file"),
        (with_part("word/document.xml", (ENTITY + document("")).encode("utf-16")), "no Word file"),
        (with_part("docProps/custom.xml", ENTITY + properties()), "no Word file"),
        (with_part("_rels/.rels", ENTITY + "<Relationships/>"), "no Word file"),
        (with_part("docProps/custom.xml", properties("")), "no report of this program"),
        (file(paragraph(run("A letter"))), "no report of this program"),
        (with_part("word/document.xml", document("<w:p>" * 600 + "</w:p>" * 600)), "no Word file"),
        (with_part("docProps/custom.xml", b" " * (word.MOST_OF_A_PART + 1)), "unpacks to more"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(content, said):
    with pytest.raises(ExchangeError, match=said) as error:
        read_word(content, "report.docx")
    assert error.value.hint
    assert error.value.source == "report.docx"


def test_a_small_file_that_hides_an_enormous_one(monkeypatch):
    monkeypatch.setattr(word, "MOST_UNPACKED", 100_000)
    with pytest.raises(ExchangeError, match="unpacks to more than 100,000 bytes"):
        read_word(file(" " * 200_000), "report.docx")


def test_sizes_that_lie_do_not_matter():
    content = bytearray(with_part("docProps/custom.xml", b" " * (word.MOST_OF_A_PART + 1)))
    place = content.rindex((word.MOST_OF_A_PART + 1).to_bytes(4, "little"))
    content[place : place + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ExchangeError):
        read_word(bytes(content), "report.docx")


def test_a_locked_part():
    content = bytearray(GOOD)
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        place = content.find(start)
        flag = place + (6 if start.endswith(b"\x04") else 8)
        content[flag] |= 1
    with pytest.raises(ExchangeError, match="no Word file"):
        read_word(bytes(content), "report.docx")


@pytest.mark.parametrize("limit", ["MOST_LETTERS", "MOST_BLOCKS"])
def test_more_than_any_report_has(monkeypatch, limit):
    monkeypatch.setattr(word_text, limit, 3)
    body = "".join(control(run("Words"), tag=f"section.s{n}", number=n) for n in range(5))
    with pytest.raises(ExchangeError, match="no Word file"):
        read(paragraph(body))


@pytest.mark.parametrize(
    ("limit", "inner"), [("MOST_LETTERS", "<w:ins/>" * 2), ("MOST_BLOCKS", "")], ids=["changes", "bookmarks"]
)
def test_blocks_that_never_end_are_bounded_like_those_that_do(monkeypatch, limit, inner):
    monkeypatch.setattr(word_text, limit, 3)
    begun = "".join(f'<w:bookmarkStart w:id="{n}" w:name="{bookmark(str(n), "", "")}"/>' for n in range(4))
    with pytest.raises(ExchangeError, match="no Word file"):
        read(begun + inner)


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    path = tmp_path / "report.docx"
    path.write_bytes(GOOD)
    assert word_file(path) == GOOD
    monkeypatch.setattr(word, "MOST_BYTES", 10)
    for look in (lambda: word_file(path), lambda: read_word(GOOD, "report.docx")):
        with pytest.raises(ExchangeError, match="larger than 10 bytes"):
            look()
    with pytest.raises(ExchangeError, match="cannot be read"):
        word_file(tmp_path / "nowhere.docx")


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_byte_is_changed_it_is_read_or_refused(data):
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ExchangeError):
        read_word(bytes(content), "report.docx")
