"""What has a number or a name of its own in a Word file, handed out in the order of the document."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from gapanalysis.model.block import bookmark
from gapanalysis.render.docx.markup import Node, broken
from gapanalysis.render.docx.package import LINK, Relations
from gapanalysis.render.docx.pictures import Pictures
from gapanalysis.render.docx.xml import Element, w, words_of
from gapanalysis.render.messages import Messages

LONGEST_BOOKMARK = 40
"""Letters that Word allows for the name of a bookmark."""

LONGEST_TAG = 64
"""Letters that Word allows for the tag of a content control."""

LARGEST_ID = 0x7FFFFFFF
"""The largest number of a content control."""


@dataclass
class Heading:
    """A heading of the contents. `number` is empty for one without; `bookmark` is where its entry leads."""

    level: int
    number: str
    text: str
    bookmark: str


@dataclass
class Ledger:
    """Everything about the document that is not in the tree.

    Attributes:
        rests_on: what each text to edit rests on, by its tag.
        tags: texts to edit, each with the number of its control.
        styles: ids of the styles there are, with their kinds (`paragraph`, `character`, `table`).
        fills: colours by the names that templates use for the ground of a cell.
        headings: headings of the contents, by the identity of their node.
        ordered: how many numbered lists there are; each begins at 1.
    """

    words: Messages
    styles: Mapping[str, str]
    fills: Mapping[str, str]
    relations: Relations
    pictures: Pictures
    rests_on: Mapping[str, str] = field(default_factory=dict)
    headings: dict[int, Heading] = field(default_factory=dict)
    bookmarks: dict[str, str] = field(default_factory=dict)
    captions: Counter[str] = field(default_factory=Counter)
    tags: dict[str, int] = field(default_factory=dict)
    ordered: int = 0
    marked: int = 0

    def style(self, name: str, kind: str) -> str:
        """The id of a style from a class: `table-text` is `TableText`; raises RenderError where there is none."""
        style = "".join(part[:1].upper() + part[1:] for part in name.split("-"))
        if self.styles.get(style) != kind:
            raise broken(f'the class "{name}" asks for the {kind} style "{style}", which word/styles.xml.j2 has not')
        return style

    def bookmark(self, name: str) -> str:
        """The name under which Word knows a place of the document."""
        if name not in self.bookmarks:
            plain = re.sub(r"\W", "_", name)[: LONGEST_BOOKMARK - 8]
            taken = set(self.bookmarks.values())
            wanted = plain if re.match(r"[A-Za-z_]", plain) and plain not in taken else f"b{len(taken)}_{plain}"
            self.bookmarks[name] = wanted
        return self.bookmarks[name]

    def marks(self, name: str) -> tuple[Element, Element]:
        """The elements around what a bookmark stands for."""
        self.marked += 1
        return w("bookmarkStart", id=self.marked, name=name), w("bookmarkEnd", id=self.marked)

    def link(self, address: str) -> str:
        """The relation to an address outside the document."""
        return self.relations.to(LINK, address, "External")

    def control(self, node: Node, content: Sequence[Element], *kind: Element) -> list[Element]:
        """The content control around a text that a person may edit, and the bookmark that says how it was written.

        Args:
            node: names the text.
            content: the text.
            kind: what Word should know of the control besides its names.
        """
        tag = node.get("data-edit")
        start, end = self.marks(bookmark(tag, words_of(content), self.rests_on.get(tag, "")))
        properties = self._properties(node)
        properties.extend(kind)
        return [start, w("sdt", properties, w("sdtContent", *content)), end]

    def _properties(self, node: Node) -> Element:
        """The properties of a control; its tag is its stable name."""
        tag = node.get("data-edit")
        if len(tag) > LONGEST_TAG or tag in self.tags:
            raise broken(f'the tag "{tag}" of a text to edit is longer than {LONGEST_TAG} letters or there twice')
        number = crc32(tag.encode()) & LARGEST_ID
        while number in self.tags.values():
            number = number + 1 & LARGEST_ID
        self.tags[tag] = number
        name = w("alias", val=node.get("data-name") or tag)
        return w("sdtPr", name, w("tag", val=tag), w("id", val=number))
