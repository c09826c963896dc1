"""WordprocessingML, element by element: names, runs of text and fields (ECMA-376, part 1)."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
VECTOR = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
XML = "http://www.w3.org/XML/1998/namespace"

PREFIXES = {"w": WORD, "r": RELATIONS, "a": DRAWING, "wp": INLINE, "pic": PICTURE, "asvg": VECTOR}

Element = ET.Element

MM = 56.7
"""Twentieths of a point in a millimetre."""


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of WordprocessingML; attributes are of its namespace too."""
    element = ET.Element(f"{{{WORD}}}{tag}", {f"{{{WORD}}}{name}": str(value) for name, value in attributes.items()})
    element.extend(children)
    return element


def text(words: str) -> Element:
    """The words of a run, with every space kept."""
    element = w("t")
    element.text = words
    element.set(f"{{{XML}}}space", "preserve")
    return element


def words_of(content: Iterable[Element]) -> str:
    """The words of paragraphs or runs, with their lines."""
    breaks = {w("br").tag: "\n", w("p").tag: "\n\n"}
    parts = (node for element in content for node in element.iter())
    return "".join(breaks.get(node.tag, node.text or "" if node.tag == w("t").tag else "") for node in parts)


def run(*content: Element, properties: Element | None = None) -> Element:
    """A run; without properties it looks as its paragraph does."""
    return w("r", *([properties] if properties is not None and len(properties) else []), *content)


def field(instruction: str, shown: str = "") -> list[Element]:
    """A field with what it shows until it is updated."""
    return [*field_start(instruction), *([run(text(shown))] if shown else []), field_end()]


def field_start(instruction: str) -> list[Element]:
    """The runs before what a field shows."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(f"{{{XML}}}space", "preserve")
    return [run(w("fldChar", fldCharType="begin")), run(code), run(w("fldChar", fldCharType="separate"))]


def field_end() -> Element:
    """The run after what a field shows."""
    return run(w("fldChar", fldCharType="end"))


def written(root: Element) -> bytes:
    """The bytes of a part."""
    for prefix, address in PREFIXES.items():
        ET.register_namespace(prefix, address)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content
