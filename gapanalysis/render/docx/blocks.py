"""What stands on lines of its own: headings, paragraphs, lists, pictures, and texts to edit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gapanalysis.render.docx import inline
from gapanalysis.render.docx.contents import contents
from gapanalysis.render.docx.ledger import Ledger
from gapanalysis.render.docx.markup import Node, broken
from gapanalysis.render.docx.tables import table
from gapanalysis.render.docx.xml import Element, field, run, text, w

BULLETS, FIRST_ORDERED = 2, 10
"""Numbers of lists in word/numbering.xml.j2: bullets, and the first of those that count."""

HEADINGS = {f"h{level}": f"Heading{level}" for level in range(1, 5)}


@dataclass(frozen=True)
class Place:
    """Where blocks stand.

    Attributes:
        style: the style of paragraphs without a class; empty for the usual one.
        keep: whether each stays on the page of what follows.
        numbering: the number of the list they are in; 0 for none. `depth` is its level, from 0.
    """

    style: str = ""
    keep: bool = False
    numbering: int = 0
    depth: int = -1

    @property
    def tabular(self) -> bool:
        """Whether they stand in a table, where everything is smaller."""
        return self.style.startswith("Table")


def blocks(nodes: Sequence[Node | str], place: Place, ledger: Ledger) -> list[Element]:
    """Paragraphs and tables; words between blocks make paragraphs of their own."""
    made: list[Element] = []
    line: list[Node | str] = []
    for node in nodes:
        if isinstance(node, str) or node.tag in inline.TAGS:
            line.append(node)
            continue
        made += _loose(line, place, ledger)
        line = []
        made += _block(node, place, ledger)
    return made + _loose(line, place, ledger)


def _loose(line: Sequence[Node | str], place: Place, ledger: Ledger) -> list[Element]:
    if all(isinstance(node, str) and not node.strip() for node in line):
        return []
    return [_paragraph(Node("p", {}, list(line)), place.style, place, ledger)]


def _block(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    try:
        make = _BLOCKS[node.tag]
    except KeyError:
        raise broken(f"<{node.tag}> is not known") from None
    return make(node, place, ledger)


def _text(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    style = ledger.style(node.classes[0], "paragraph") if node.classes else place.style
    return [_paragraph(node, style, place, ledger)]


def _heading(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    style = ledger.style(node.classes[0], "paragraph") if node.classes else HEADINGS[node.tag]
    paragraph = _paragraph(node, style, place, ledger)
    if node.get("data-page") == "same":
        paragraph[0].insert(1 + place.keep, w("pageBreakBefore", val=0))
    return [paragraph]


def _preformatted(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    runs = inline.Line(ledger, kept=True).runs(list(_flat(node)))
    return [w("p", _properties("Preformatted", place), *runs)]


def _flat(node: Node) -> Iterable[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _flat(child)


def _paragraph(node: Node, style: str, place: Place, ledger: Ledger) -> Element:
    runs = inline.Line(ledger).runs(_edited(node))
    for name in _names(node, ledger):
        start, end = ledger.marks(name)
        runs = [start, *runs, end]
    return w("p", _properties(style, place), *runs)


def _edited(node: Node) -> Sequence[Node | str]:
    """The content of a paragraph; all of it a text to edit where the paragraph says so."""
    if not node.get("data-edit"):
        return node.children
    return [Node("span", {name: node.get(name) for name in ("data-edit", "data-name", "data-lines")}, node.children)]


def _names(node: Node, ledger: Ledger) -> list[str]:
    """Bookmarks of a paragraph: for links to it, and for the contents."""
    names = [ledger.bookmark(node.get("id"))] if node.get("id") else []
    heading = ledger.headings.get(id(node))
    return [*names, heading.bookmark] if heading else names


def _properties(style: str, place: Place) -> Element:
    properties = w("pPr")
    if style:
        properties.append(w("pStyle", val=style))
    if place.keep:
        properties.append(w("keepNext"))
    if place.numbering:
        properties.append(w("numPr", w("ilvl", val=place.depth), w("numId", val=place.numbering)))
    return properties


# -- groups ------------------------------------------------------------------------------------------------------


def _group(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    """What a `div` or `section` holds: kept together, or as one text to edit."""
    within = replace(place, keep=True) if "keep" in node.classes else place
    made = blocks(node.children, within, ledger)
    if within.keep and not place.keep:
        _let_go(made)
    if node.get("id") and made:
        start, end = ledger.marks(ledger.bookmark(node.get("id")))
        made = [start, *made, end]
    if node.get("data-edit") and made:
        return ledger.control(node, made)
    return made


def _let_go(made: Sequence[Element]) -> None:
    """Let the last paragraph of a group that is kept together stand alone."""
    last = next((element for element in reversed(made) if element.tag == w("p").tag), None)
    properties = last.find(w("pPr").tag) if last is not None else None
    keep = properties.find(w("keepNext").tag) if properties is not None else None
    if properties is not None and keep is not None:
        properties.remove(keep)


def _quote(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    return blocks(node.children, replace(place, style="Quote"), ledger)


def _bullets(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    style = "TableBullet" if place.tabular else "ListBullet"
    return _items(node, replace(place, style=style, numbering=BULLETS), ledger)


def _ordered(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    style = "TableOrdered" if place.tabular else "ListNumber"
    number = FIRST_ORDERED + ledger.ordered
    ledger.ordered += 1
    return _items(node, replace(place, style=style, numbering=number), ledger)


def _items(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    """The paragraphs of a list; only the first of each item has its mark."""
    within = replace(place, depth=min(place.depth + 1, DEEPEST))
    further = replace(within, style="TableContinue" if place.tabular else "ListContinue", numbering=0)
    made: list[Element] = []
    for item in (child for child in node.children if isinstance(child, Node)):
        cut = _first_paragraph(item)
        made += blocks(item.children[:cut], within, ledger) or [w("p", _properties(within.style, within))]
        made += blocks(item.children[cut:], further, ledger)
    return made


def _first_paragraph(item: Node) -> int:
    """How many of the things in an item make its first paragraph."""
    for place, child in enumerate(item.children):
        if isinstance(child, Node) and child.tag not in inline.TAGS:
            words = any(isinstance(before, Node) or before.strip() for before in item.children[:place])
            return place + (child.tag == "p" and not words)
    return len(item.children)


DEEPEST = 2
"""The deepest level of lists; notes have no more."""


# -- pictures ----------------------------------------------------------------------------------------------------


def _figure(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    """Pictures on a line of their own, with their caption beneath."""
    pictures = [ledger.pictures.drawing(picture) for picture in node.all("img")]
    words = list(node.all("figcaption"))
    kept = replace(place, keep=bool(words) or place.keep)
    return [
        w("p", _properties("Figure", kept), *pictures),
        *(caption(child, "figure", place, ledger) for child in words),
    ]


def caption(node: Node, kind: str, place: Place, ledger: Ledger) -> Element:
    """`Figure 3: what it shows`, with a number that Word counts anew; `kind` is `table` or `figure`."""
    ledger.captions[kind] += 1
    before, _, rest = ledger.words(f"caption.{kind}", number="\0", words="\1").partition("\0")
    between, _, after = rest.partition("\1")
    number = field(f"SEQ {kind.capitalize()} \\* ARABIC", str(ledger.captions[kind]))
    runs = inline.Line(ledger).runs(node.children)
    words = [*number, run(text(between)), *runs, *([run(text(after))] if after else [])]
    return w("p", _properties("Caption", place), *([run(text(before))] if before else []), *words)


# -- tables and contents -----------------------------------------------------------------------------------------


def _table(node: Node, place: Place, ledger: Ledger) -> list[Element]:
    titles = [caption(child, "table", replace(place, keep=True), ledger) for child in node.all("caption")]
    return [*titles, table(node, ledger, lambda cell, style: blocks(cell, Place(style, place.keep), ledger)), _gap()]


def _gap() -> Element:
    """A little room after a table; without it two tables would become one."""
    return w("p", w("pPr", w("pStyle", val="Gap")))


def _contents(node: Node, place: Place, ledger: Ledger) -> list[Element]:  # noqa: ARG001 (one signature for all)
    return contents(list(ledger.headings.values()), node.get("data-title"))


_BLOCKS: Mapping[str, Callable[[Node, Place, Ledger], list[Element]]] = {
    "p": _text,
    **dict.fromkeys(HEADINGS, _heading),
    "pre": _preformatted,
    "div": _group,
    "section": _group,
    "blockquote": _quote,
    "ul": _bullets,
    "ol": _ordered,
    "figure": _figure,
    "table": _table,
    "nav": _contents,
}
