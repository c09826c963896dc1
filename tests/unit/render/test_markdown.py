import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.render.markdown import to_html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=http://evil.example/x.png onerror=alert(1)>",
        "![x](file:///etc/passwd)",
        "![x][y]\n\n[y]: http://evil.example/x.png",
        "[x](javascript:alert(1))",
        "[x](file:///etc/passwd)",
        "<a href='javascript:alert(1)'>x</a>",
        "<style>@import url(http://evil.example/)</style>",
        "<svg><image href='http://evil.example/'/></svg>",
    ],
)
def test_hostile_text_becomes_harmless(text):
    html = to_html(text)
    assert not any(tag in html for tag in ("<script", "<img", "<style", "<svg", "<image"))
    assert 'href="javascript' not in html
    assert 'href="file' not in html


def test_formatting_and_line_breaks_are_kept():
    assert to_html("**a**\nb\n\n- c\n- d") == ("<p><strong>a</strong><br>\nb</p>\n<ul>\n<li>c</li>\n<li>d</li>\n</ul>")


def test_headings_become_bold_lines():
    assert to_html("# Big\n\nsmall") == "<p><strong>Big</strong></p>\n<p>small</p>"


def test_web_links_stay():
    assert 'href="https://example.org/"' in to_html("[x](https://example.org/)")


def test_nesting_is_cut():
    assert to_html(">" * 5000 + " x").count("<blockquote>") <= 3
    nested = "\n".join("    " * depth + "- x" for depth in range(150))
    assert to_html(nested).count("<ul>") <= 5


@given(st.text(alphabet="<>[]()!*_`#>-=\n :/abjs\"'&;{}%", max_size=120))
def test_only_known_tags_come_out(text):
    html = to_html(text)
    for part in html.split("<")[1:]:
        name = part.split(">")[0].split(" ")[0].strip("/")
        assert name in {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a"}
