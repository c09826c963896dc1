"""What stands in a line: words, marks of emphasis, links, signs and texts to edit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gapanalysis.render.docx.ledger import Ledger
from gapanalysis.render.docx.markup import SPACE, Node, broken
from gapanalysis.render.docx.xml import RELATIONS, Element, run, text, w

TAGS = frozenset({"b", "strong", "i", "em", "code", "span", "a", "br", "img"})
"""Elements that stand in a line."""


@dataclass(frozen=True)
class Look:
    """How words look beside what their paragraph says; `style` is a character style."""

    bold: bool = False
    italic: bool = False
    style: str = ""

    def properties(self) -> Element:
        """The properties of a run."""
        properties = w("rPr")
        if self.style:
            properties.append(w("rStyle", val=self.style))
        if self.bold:
            properties.append(w("b"))
        if self.italic:
            properties.append(w("i"))
        return properties


class Line:
    """Makes runs of a paragraph; white space is as in HTML, unless it is kept."""

    def __init__(self, ledger: Ledger, *, kept: bool = False) -> None:
        """Begin a paragraph."""
        self.ledger = ledger
        self.kept = kept
        self.spaced = True
        self.last: Element | None = None

    def runs(self, nodes: Sequence[Node | str]) -> list[Element]:
        """The runs of a whole paragraph, without space at its ends."""
        made = self._runs(nodes, Look())
        if self.last is not None and not self.kept:
            self.last.text = (self.last.text or "").rstrip(" ")
        return made

    def _runs(self, nodes: Sequence[Node | str], look: Look) -> list[Element]:
        return [
            made
            for node in nodes
            for made in (self._words(node, look) if isinstance(node, str) else self._element(node, look))
        ]

    def _words(self, words: str, look: Look) -> list[Element]:
        if self.kept:
            return self._lines(words, look)
        words = SPACE.sub(" ", words)
        if self.spaced:
            words = words.removeprefix(" ")
        if not words:
            return []
        self.spaced = words.endswith(" ")
        self.last = text(words)
        return [run(self.last, properties=look.properties())]

    def _lines(self, words: str, look: Look) -> list[Element]:
        first, *rest = words.strip("\n").split("\n")
        content = [text(first)]
        for line in rest:
            content += [w("br"), text(line)]
        return [run(*content, properties=look.properties())]

    def _element(self, node: Node, look: Look) -> list[Element]:
        if node.tag == "br":
            self.spaced = True
            return [run(w("br"))]
        if node.tag == "img":
            self.spaced, self.last = False, None
            return [self.ledger.pictures.drawing(node)]
        if node.tag == "a":
            return self._link(node, look)
        if node.tag not in TAGS:
            raise broken(f"<{node.tag}> stands in a line of text")
        inner = self._runs(node.children, self._changed(node, look))
        if node.get("data-edit") and inner:
            return self.ledger.control(node, inner, w("text", multiLine=1) if node.get("data-lines") else w("text"))
        return inner

    def _changed(self, node: Node, look: Look) -> Look:
        if node.tag in ("b", "strong"):
            return replace(look, bold=True)
        if node.tag in ("i", "em", "code"):
            return replace(look, italic=True)
        return replace(look, style=self.ledger.style(node.classes[0], "character")) if node.classes else look

    def _link(self, node: Node, look: Look) -> list[Element]:
        inner = self._runs(node.children, replace(look, style="Hyperlink"))
        target = node.get("href")
        if not inner or not target:
            return inner
        if target.startswith("#"):
            return [w("hyperlink", *inner, anchor=self.ledger.bookmark(target[1:]), history=1)]
        link = w("hyperlink", *inner, history=1)
        link.set(f"{{{RELATIONS}}}id", self.ledger.link(target))
        return [link]
