"""What templates for Word write: simple HTML, read into a tree."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from gapanalysis.errors import RenderError

VOID = frozenset({"br", "img", "nav"})
"""Elements that have no content and need no end."""

SPACE = re.compile(r"[ \t\r\n]+")
"""White space as HTML has it: a no-break space is none."""


@dataclass(frozen=True)
class Node:
    """An element with its attributes and what is in it, in order."""

    tag: str
    attributes: Mapping[str, str]
    children: list["Node | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute; empty where it is missing."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return self.get("class").split()

    def all(self, *tags: str) -> Iterator["Node"]:
        """Every element of these kinds beneath this one, in the order of the document."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    @property
    def text(self) -> str:
        """The words of the element, with single spaces."""
        parts = (child if isinstance(child, str) else f" {child.text} " for child in self.children)
        return SPACE.sub(" ", "".join(parts)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("body", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].tag != tag:
            raise broken(f"</{tag}> ends nothing: <{self.open[-1].tag}> is open")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Node:
    """The tree of what the templates wrote; raises RenderError where an element does not end where it should."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if len(reader.open) > 1:
        raise broken(f"<{reader.open[-1].tag}> has no end")
    return reader.open[0]


def broken(what: str) -> RenderError:
    """The complaint about a template for Word that cannot be understood."""
    return RenderError(
        f"A template for Word is broken: {what}.",
        hint="mend it, or remove it to use the shipped one; docs/report.md has what may stand in it",
        code="template",
        source="word/",
    )
