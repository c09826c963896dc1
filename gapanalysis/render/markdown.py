"""Markdown of answers and notes to HTML that can do no harm: text is untrusted, whoever typed it."""

import re
from html import escape

import nh3
from markdown import Markdown

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a"}
SCHEMES = {"http", "https", "mailto"}

QUOTES = re.compile(r"^(?:[ \t]*>){3,}", re.MULTILINE)
INDENT = re.compile(r"^[ \t]{12,}", re.MULTILINE)
"""Nesting beyond three levels serves no reader, and layout engines recurse into every level."""

OPENED = re.compile(r"<h[1-6]>")
CLOSED = re.compile(r"</h[1-6]>")


def _converter() -> Markdown:
    """A converter that knows neither raw HTML nor images: both stay visible as the text they are."""
    converter = Markdown(extensions=["sane_lists", "nl2br"])
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(pattern)
    return converter


def to_html(text: str) -> str:
    """Sanitised HTML; headings become bold lines, so that no note can disturb the outline of the document.

    Links go to http, https and mailto only. Nesting is cut at three levels.
    """
    shallow = INDENT.sub(" " * 12, QUOTES.sub(">>>", text))
    try:
        html = _converter().convert(shallow)
    except RecursionError:
        html = f"<p>{escape(text)}</p>"
    html = CLOSED.sub("</strong></p>", OPENED.sub("<p><strong>", html))
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES)
