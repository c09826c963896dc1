"""The report as a Word file, from its templates to its bytes."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from gapanalysis.errors import RenderError
from gapanalysis.model.block import rests_on
from gapanalysis.model.report import GapReport
from gapanalysis.render.charts.drawing import Drawing
from gapanalysis.render.charts.outlines import Outliner
from gapanalysis.render.composition import logo, words_for
from gapanalysis.render.context.document import build_context
from gapanalysis.render.docx.blocks import FIRST_ORDERED, Place, blocks
from gapanalysis.render.docx.ledger import Heading, Ledger
from gapanalysis.render.docx.markup import Node, read
from gapanalysis.render.docx.package import PARTS, PROPERTIES, Relations, package
from gapanalysis.render.docx.pictures import Pictures
from gapanalysis.render.docx.xml import WORD, w, written
from gapanalysis.render.environment import Templates
from gapanalysis.render.fonts import Coverage, face_name
from gapanalysis.render.legible import Legible
from gapanalysis.render.theme import Theme, load_theme
from gapanalysis.render.writers import Materials, Rendered


def render_docx(report: GapReport, materials: Materials) -> Rendered:
    """The report for Word and programs like it: styles, fields and tables that a person can go on working with.

    Raises:
        RenderError: a template, the theme or the messages are broken.
    """
    theme = materials.theme or load_theme(materials.templates)
    words, legible = words_for(report, materials), Legible()
    coverage, relations = Coverage(materials.templates, theme), Relations()
    drawing = Drawing(materials.templates, theme, "print")
    templates = Templates(
        materials.templates,
        {"t": words, "n": words.count, "chart": drawing.chart, "sign": drawing.sign},
    )
    context = legible.data(build_context(report, words))
    values = {
        **context,
        "assessment": report.assessment,
        "theme": theme.plain(),
        "fonts": _fonts(theme, materials),
        "logo": logo(materials, theme),
    }
    ledger = Ledger(
        words=words,
        styles=_known(templates.render("word/styles.xml.j2", **values)),
        fills={name: str(colour) for name, colour in theme.colours.model_dump().items()},
        relations=relations,
        pictures=Pictures(relations, Outliner(materials.templates, theme, coverage)),
        rests_on=rests_on(report),
    )
    document = _document(templates, values, ledger)
    parts = _parts(templates, values, ledger)
    content = package(document, parts, ledger.pictures.files, relations)
    return Rendered(content, (*coverage.warnings(), *legible.warnings("Word")))


def _parts(templates: Templates, values: Mapping[str, object], ledger: Ledger) -> Mapping[str, str]:
    """The parts beside the document, each from the template of its name; they must be XML."""
    ordered = [FIRST_ORDERED + place for place in range(ledger.ordered)]
    parts = {name: templates.render(f"word/{name}.xml.j2", **values, ordered=ordered) for name in (*PARTS, *PROPERTIES)}
    for name, part in parts.items():
        _parsed(name, part)
    return parts


def _document(templates: Templates, values: Mapping[str, object], ledger: Ledger) -> bytes:
    """The part with the text: its frame comes from a template as well, with the size of the page."""
    tree = read(templates.render("word/report.html.j2", **values))
    ledger.headings.update(_headings(tree, ledger))
    frame = _parsed("document", templates.render("word/document.xml.j2", **values))
    body = frame.find(f"{{{WORD}}}body")
    if body is None:
        raise _broken("document", "it has no w:body")
    body[:0] = blocks(tree.children, Place(), ledger)
    return written(frame)


def _headings(tree: Node, ledger: Ledger) -> Mapping[int, Heading]:
    """The headings of the contents; chapters are counted as the style of their heading counts them."""
    found: dict[int, Heading] = {}
    chapters = 0
    for node in tree.all("h1", "h2"):
        if not node.classes:
            chapters += node.tag == "h1"
            number = str(chapters) if node.tag == "h1" else ""
            bookmark = ledger.bookmark(f"_Toc{len(found) + 1:08}")
            found[id(node)] = Heading(int(node.tag[1]), number, node.text, bookmark)
    return found


def _known(styles: str) -> Mapping[str, str]:
    """The styles of the file by their ids, with their kinds."""
    root = _parsed("styles", styles)
    name, kind = f"{{{WORD}}}styleId", f"{{{WORD}}}type"
    return {style.get(name, ""): style.get(kind, "") for style in root.iter(w("style").tag)}


def _fonts(theme: Theme, materials: Materials) -> Mapping[str, str]:
    """What a word processor calls the fonts of the theme."""
    return {
        "text": face_name(materials.templates, theme, theme.text, 400),
        "display": face_name(materials.templates, theme, theme.display, theme.display_weight),
    }


def _parsed(name: str, part: str) -> ET.Element:
    try:
        return ET.fromstring(part)  # noqa: S314 (made by templates, which escape)
    except ET.ParseError as error:
        raise _broken(name, str(error)) from error


def _broken(name: str, what: str) -> RenderError:
    return RenderError(
        f"A template for Word is broken: {what}.",
        hint="mend the template, or remove it to use the shipped one",
        code="template",
        source=f"word/{name}.xml.j2",
    )
