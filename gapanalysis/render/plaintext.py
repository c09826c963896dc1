"""Markdown of answers and notes as plain text, for cells that know no formatting."""

import re
from html.parser import HTMLParser

from gapanalysis.render.markdown import to_html

ENDS = frozenset({"p", "li", "ul", "ol", "blockquote", "pre", "br"})
"""Elements after which a new line begins."""

SPACE = re.compile(r"[ \t\r\n]+")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (its signature)
        if tag == "li":
            self.parts.append("\N{BULLET} ")
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ENDS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(SPACE.sub(" ", data))


def to_text(markdown: str) -> str:
    """The words, a line for each paragraph and for each item of a list."""
    reader = _Reader()
    reader.feed(to_html(markdown))
    reader.close()
    lines = (line.strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line and line != "\N{BULLET}")
