"""The package of a Word file: parts, how they refer to each other, and the ZIP around them (ECMA-376, part 2)."""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from gapanalysis.render.archive import packed
from gapanalysis.render.docx.xml import written

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
IMAGE, LINK = f"{OFFICE}/image", f"{OFFICE}/hyperlink"

MEDIA = {"png": "image/png", "svg": "image/svg+xml", "jpg": "image/jpeg"}

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS: Mapping[str, tuple[str, str]] = {
    "styles": (f"{_WORD}.styles+xml", f"{OFFICE}/styles"),
    "numbering": (f"{_WORD}.numbering+xml", f"{OFFICE}/numbering"),
    "settings": (f"{_WORD}.settings+xml", f"{OFFICE}/settings"),
    "fonts": (f"{_WORD}.fontTable+xml", f"{OFFICE}/fontTable"),
    "theme": ("application/vnd.openxmlformats-officedocument.theme+xml", f"{OFFICE}/theme"),
    "header": (f"{_WORD}.header+xml", f"{OFFICE}/header"),
    "header-first": (f"{_WORD}.header+xml", f"{OFFICE}/header"),
    "footer": (f"{_WORD}.footer+xml", f"{OFFICE}/footer"),
    "footer-first": (f"{_WORD}.footer+xml", f"{OFFICE}/footer"),
}
"""Parts beside the document itself: what each is, and how the document refers to it. Templates have the same names."""

PROPERTIES: Mapping[str, tuple[str, str]] = {
    "core": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    "app": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        f"{OFFICE}/extended-properties",
    ),
    "custom": (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{OFFICE}/custom-properties",
    ),
}
"""Parts that tell about the file."""


class Relations:
    """What the document refers to, each under a name of its own."""

    def __init__(self) -> None:
        """Begin with the parts that every document has; theirs are `rId-` and the name of the part."""
        self.names = {(kind, f"{name}.xml", ""): f"rId-{name}" for name, (_, kind) in PARTS.items()}

    def to(self, kind: str, target: str, mode: str = "") -> str:
        """The name of a relation, made where there is none yet; `mode` is `External` for what lies outside."""
        return self.names.setdefault((kind, target, mode), f"rId{len(self.names) + 1}")

    def written(self) -> bytes:
        """The part with all of them."""
        return _relations((name, *relation) for relation, name in self.names.items())


def package(document: bytes, parts: Mapping[str, str], media: Mapping[str, bytes], relations: Relations) -> bytes:
    """The whole file.

    Args:
        document: the part with the text.
        parts: every part of `PARTS` and `PROPERTIES` by its name.
        media: pictures by their path.
        relations: what the document refers to.
    """
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            [
                ("rId-document", f"{OFFICE}/officeDocument", "word/document.xml", ""),
                *((f"rId-{name}", kind, f"docProps/{name}.xml", "") for name, (_, kind) in PROPERTIES.items()),
            ]
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations.written(),
        **{f"word/{name}.xml": parts[name].encode() for name in PARTS},
        **{f"docProps/{name}.xml": parts[name].encode() for name in PROPERTIES},
        **dict(sorted(media.items())),
    }
    return packed(files)


def _types() -> bytes:
    root = ET.Element("Types", xmlns=TYPES)
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", **MEDIA}
    for extension, media_type in defaults.items():
        ET.SubElement(root, "Default", Extension=extension, ContentType=media_type)
    named = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        **{f"/word/{name}.xml": media_type for name, (media_type, _) in PARTS.items()},
        **{f"/docProps/{name}.xml": media_type for name, (media_type, _) in PROPERTIES.items()},
    }
    for path, media_type in named.items():
        ET.SubElement(root, "Override", PartName=path, ContentType=media_type)
    return written(root)


def _relations(entries: Iterable[tuple[str, str, str, str]]) -> bytes:
    root = ET.Element("Relationships", xmlns=RELATIONS)
    for name, kind, target, mode in entries:
        relation = ET.SubElement(root, "Relationship", Id=name, Type=kind, Target=target)
        if mode:
            relation.set("TargetMode", mode)
    return written(root)
