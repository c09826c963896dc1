"""Tables: real ones, with header rows that are repeated and rows that stay whole."""

from collections.abc import Callable, Sequence

from gapanalysis.render.docx.ledger import Ledger
from gapanalysis.render.docx.markup import Node, broken
from gapanalysis.render.docx.xml import MM, Element, w

Fill = Callable[[Sequence[Node | str], str], list[Element]]
"""Makes what stands in a cell, from its content and the style of its paragraphs."""


def table(node: Node, ledger: Ledger, fill: Fill) -> Element:
    """A table; `data-widths` has the widths of its columns in millimetres, its class is a table style."""
    widths = [round(float(part) * MM) for part in node.get("data-widths").split()]
    style = ledger.style(node.classes[0] if node.classes else "report", "table")
    head = any(node.all("thead"))
    rows = [_row(row, widths, ledger, fill, head=False) for row in _rows(node, "tbody")]
    heads = [_row(row, widths, ledger, fill, head=True) for row in _rows(node, "thead")]
    words = next((caption.text for caption in node.all("caption")), node.get("data-title"))
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=sum(widths), type="dxa"),
        *([w("tblInd", w=round(float(node.get("data-indent")) * MM), type="dxa")] if node.get("data-indent") else []),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020" if head else "0000", firstRow=int(head), lastRow=0, firstColumn=0, lastColumn=0),
        *([w("tblCaption", val=words)] if words else []),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *heads, *rows)


def _rows(node: Node, part: str) -> list[Node]:
    return [row for group in node.children if isinstance(group, Node) and group.tag == part for row in group.all("tr")]


def _row(node: Node, widths: Sequence[int], ledger: Ledger, fill: Fill, *, head: bool) -> Element:
    """A row that stays whole unless its class is `long`; one of the head is repeated on every page."""
    marks = [] if "long" in node.classes else [w("cantSplit")]
    if head:
        marks.append(w("tblHeader"))
    cells, column = [], 0
    for cell in (child for child in node.children if isinstance(child, Node)):
        span = int(cell.get("colspan") or 1)
        if column + span > len(widths):
            raise broken(f'a row of the table with the widths "{len(widths)}" has more cells than that')
        cells.append(_cell(cell, sum(widths[column : column + span]), span, ledger, fill, head=head))
        column += span
    return w("tr", *([w("trPr", *marks)] if marks else []), *cells)


def _cell(node: Node, width: int, span: int, ledger: Ledger, fill: Fill, *, head: bool) -> Element:  # noqa: PLR0913
    """A cell; `data-fill` names the colour of its ground."""
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(w("gridSpan", val=span))
    if node.get("data-fill"):
        properties.append(w("shd", val="clear", color="auto", fill=_fill(node.get("data-fill"), ledger)))
    content = fill(node.children, _style(node, ledger, head=head))
    paragraph = w("p").tag
    if not content or content[-1].tag != paragraph:
        content.append(w("p", w("pPr", w("pStyle", val=_style(node, ledger, head=head)))))
    return w("tc", properties, *content)


def _fill(name: str, ledger: Ledger) -> str:
    if name not in ledger.fills:
        raise broken(f'there is no colour "{name}" for the ground of a cell')
    return ledger.fills[name].removeprefix("#")


def _style(node: Node, ledger: Ledger, *, head: bool) -> str:
    """The style of paragraphs in a cell: that of its class, or the usual one."""
    if node.classes:
        return ledger.style(node.classes[0], "paragraph")
    if head:
        return "TableHead"
    return "TableRowHead" if node.tag == "th" else "TableText"
