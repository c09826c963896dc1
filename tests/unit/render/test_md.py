import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from gapanalysis.errors import RenderError
from gapanalysis.render.md import escaped, render_md
from gapanalysis.render.writers import Materials

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = (
    "<script>alert(1)</script> [x](javascript:alert(1)) ![x](http://evil.example/x.png) | *a* _b_ `c` ~~d~~ $e$ \\"
)


def lines(content):
    return content.decode().split("\n")


@pytest.fixture
def text(report, materials):
    return render_md(report, materials).content.decode()


def test_chapters_are_in_order(text, report):
    heads = [line for line in text.split("\n") if line.startswith("#")]
    assert heads[0] == "# Customer focus: gap analysis, Aldermoor Precision Ltd"
    chapters = [line for line in heads if line.startswith("## ")]
    assert [int(line.split(" ")[1]) for line in chapters] == list(range(1, len(chapters) + 1))
    assert chapters[0] == "## 1 Summary"
    assert f"**{report.headline}**" in text


def test_tables_are_whole(text):
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert rows
    for before, line in zip(text.split("\n"), text.split("\n")[1:], strict=False):
        if line.startswith("|") and before.startswith("|"):
            assert line.count("|") == before.count("|"), line


def test_it_is_one_text_with_a_final_newline(text):
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    assert not re.search(r"\b(None|True|False|undefined)\b(?! is held)", text)


def test_nothing_answered(empty_report, materials):
    text = render_md(empty_report, materials).content.decode()
    assert "**Nothing has been assessed yet**" in text
    assert "Draft: 1 question is still open" in text


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "# no heading",
        "- no list",
        "+ no list",
        "1. no list",
        "12) no list",
        "--- no rule",
        "=== no rule",
        "> no quotation",
        "no\n\n# heading\n\n| table |",
        "&lt;b&gt; &amp; &#60;",
        "no\x0b\u2028\u2029break",
        "Πελάτης 顧客 \N{SMILING FACE WITH SUNGLASSES}",
    ],
)
def test_text_shows_as_it_is(words):
    html = COMMONMARK.render(str(escaped(words)))
    assert html.startswith("<p>")
    assert html.count("<") == 2  # the paragraph, and nothing in it
    assert unescape(html[3:-5]) == " ".join(words.split())


def test_numbers_and_ids_are_not_cluttered():
    assert escaped("9.1.2 Customer satisfaction") == "9.1.2 Customer satisfaction"
    assert escaped("F9.1.2-1") == "F9.1.2-1"
    assert escaped(-5) == "-5"


def test_hostile_text_makes_no_row_and_no_heading(make_report, make_engagement, materials):
    words = f"{HOSTILE}\n\n# heading\n| a | b |"
    plain = render_md(make_report(), materials)
    hostile = render_md(make_report(engagement=make_engagement(client=words[:190], confidentiality=words)), materials)
    assert [line[:3] for line in lines(hostile.content)] == [line[:3] for line in lines(plain.content)]
    assert b"<script>" not in hostile.content.replace(b"\\<", b"")


def test_what_a_file_cannot_hold_is_replaced_and_reported(make_report, make_engagement, materials):
    rendered = render_md(make_report(engagement=make_engagement(client="a\x00b")), materials)
    assert "a\N{REPLACEMENT CHARACTER}b" in rendered.content.decode()
    assert "U+0000" in rendered.warnings[0]


def test_a_broken_template_names_its_line(report, shipped, tmp_path):
    (tmp_path / "markdown").mkdir()
    (tmp_path / "markdown" / "plan.md.j2").write_text("one\n{{ nowhere }}\n")
    with pytest.raises(RenderError, match="nowhere") as caught:
        render_md(report, Materials((tmp_path, shipped)))
    assert caught.value.source == "markdown/plan.md.j2:2"


def test_the_same_report_gives_the_same_bytes(text, report, materials):
    assert render_md(report, materials).content.decode() == text
