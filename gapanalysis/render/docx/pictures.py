"""Pictures in a Word file: each as SVG with a PNG beside it, for programs that know only that."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree as ET

from gapanalysis.render.charts.outlines import Outliner
from gapanalysis.render.docx.markup import Node, broken
from gapanalysis.render.docx.package import IMAGE, Relations
from gapanalysis.render.docx.xml import DRAWING, INLINE, PICTURE, RELATIONS, VECTOR, Element, run, w

EMU = 12_700
"""English metric units in a point: sizes of drawings are whole numbers of these."""

LARGEST = (467.0, 630.0)
"""Points that a picture may take: the width of the text, and the height of a page with a heading and a caption."""

LOGO = (142.0, 68.0)
"""Points that a logo may take (50 x 24 mm)."""

SIGN = 8.0
"""Height of a sign in points."""

DENSITY = 220 / 72
"""Pixels for a point where a picture is shown as PNG."""

MEDIA = re.compile(r"data:image/(svg\+xml|png|jpeg);base64,(.+)", re.DOTALL)
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What Word looks for beside a PNG to find the SVG ([MS-ODRAWXML] 2.3.3.3)."""


@dataclass(frozen=True)
class Stored:
    """A picture in the file: how the document refers to it, and its size in points. `vector` is empty for a photo."""

    raster: str
    vector: str
    width: float
    height: float


class Pictures:
    """The pictures of a document; the same picture is stored once however often it is shown."""

    def __init__(self, relations: Relations, outliner: Outliner) -> None:
        """Begin without a picture."""
        self.relations = relations
        self.outliner = outliner
        self.files: dict[str, bytes] = {}
        self.known: dict[str, Stored] = {}
        self.shown = 0

    def drawing(self, node: Node) -> Element:
        """A run with the picture of an `img`; its `alt` is what those are told who do not see it."""
        source = node.get("src")
        if source not in self.known:
            self.known[source] = self._stored(source, node.classes)
        self.shown += 1
        return run(w("drawing", _inline(self.known[source], node.get("alt"), self.shown)))

    def _stored(self, source: str, classes: Sequence[str]) -> Stored:
        media = MEDIA.fullmatch(source)
        if media is None:
            raise broken("the source of a picture is no data URI of an SVG, PNG or JPEG")
        content = base64.b64decode(media[2])
        return self._drawn(content.decode(), classes) if media[1] == "svg+xml" else self._photo(content, classes)

    def _drawn(self, svg: str, classes: Sequence[str]) -> Stored:
        import resvg_py

        outlined = self.outliner.outlined(svg)
        width, height = _fitted(*_size(outlined), classes)
        pixels = max(1, round(width * DENSITY))
        png = resvg_py.svg_to_bytes(svg_string=outlined, width=pixels, dpi=72, skip_system_fonts=True)
        return Stored(self._kept(png, "png"), self._kept(outlined.encode(), "svg"), width, height)

    def _photo(self, content: bytes, classes: Sequence[str]) -> Stored:
        from PIL import Image

        with Image.open(BytesIO(content)) as image:
            width, height = _fitted(image.width, image.height, classes)
            kind = "png" if image.format == "PNG" else "jpg"
        return Stored(self._kept(content, kind), "", width, height)

    def _kept(self, content: bytes, kind: str) -> str:
        """The relation to the stored file, which is named after what is in it."""
        name = f"media/{sha256(content).hexdigest()[:16]}.{kind}"
        self.files[f"word/{name}"] = content
        return self.relations.to(IMAGE, name)


def _fitted(width: float, height: float, classes: Sequence[str]) -> tuple[float, float]:
    """The size at which a picture is shown: signs as high as small letters, others as large as they are and fit."""
    if "sign" in classes:
        return width * SIGN / height, SIGN
    widest, highest = LOGO if "logo" in classes else LARGEST
    scale = min(1.0, widest / width, highest / height)
    return width * scale, height * scale


def _size(svg: str) -> tuple[float, float]:
    """Width and height of a drawing in points, from its box."""
    box = ET.fromstring(svg).get("viewBox", "").split()  # noqa: S314 (drawn by our own templates)
    if len(box) != 4:  # noqa: PLR2004 (left, top, width, height)
        raise broken("a drawing has no viewBox")
    return float(box[2]), float(box[3])


def _inline(stored: Stored, words: str, number: int) -> Element:
    """The frame of a picture that stands in a line of text."""
    extent = {"cx": str(round(stored.width * EMU)), "cy": str(round(stored.height * EMU))}
    named = {"id": str(number), "name": f"Picture {number}", "descr": words}
    blip = _a("blip")
    blip.set(f"{{{RELATIONS}}}embed", stored.raster)
    if stored.vector:
        drawing = ET.Element(f"{{{VECTOR}}}svgBlip", {f"{{{RELATIONS}}}embed": stored.vector})
        blip.append(_a("extLst", _a("ext", drawing, uri=SVG_EXTENSION)))
    picture = _in(
        PICTURE,
        "pic",
        _in(PICTURE, "nvPicPr", _in(PICTURE, "cNvPr", **named), _in(PICTURE, "cNvPicPr")),
        _in(PICTURE, "blipFill", blip, _a("stretch", _a("fillRect"))),
        _in(
            PICTURE,
            "spPr",
            _a("xfrm", _a("off", x="0", y="0"), _a("ext", **extent)),
            _a("prstGeom", _a("avLst"), prst="rect"),
        ),
    )
    return _in(
        INLINE,
        "inline",
        _in(INLINE, "extent", **extent),
        _in(INLINE, "docPr", **named),
        _in(INLINE, "cNvGraphicFramePr", _a("graphicFrameLocks", noChangeAspect="1")),
        _a("graphic", _a("graphicData", picture, uri=PICTURE)),
        distT="0",
        distB="0",
        distL="0",
        distR="0",
    )


def _in(namespace: str, tag: str, *children: Element, **attributes: str) -> Element:
    element = ET.Element(f"{{{namespace}}}{tag}", attributes)
    element.extend(children)
    return element


def _a(tag: str, *children: Element, **attributes: str) -> Element:
    return _in(DRAWING, tag, *children, **attributes)
