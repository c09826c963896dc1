"""Texts of a report edited in Word: every block that is known by its control or by its bookmark.

A Word file may come from anybody. It is read part by part and within limits, its XML without entities, nothing outside
of it is opened, and of what it shows only words are taken.
"""

import zlib
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from gapanalysis.errors import ExchangeError
from gapanalysis.exchange.word_text import Texts
from gapanalysis.model.rewording import Returned

MOST_BYTES = 64 * 1024 * 1024
"""Size of a file, 64 MiB: pictures may have been put in."""

MOST_UNPACKED = 64 * 1024 * 1024
"""Size of the part with the text once unpacked; a small file can hide an enormous one."""

MOST_OF_A_PART = 1024 * 1024
"""Size of every other part that is read, once unpacked."""

DOCUMENT = "word/document.xml"
PROPERTIES = "docProps/custom.xml"
ASSESSMENT = "gapanalysis.assessment"
"""The property that says which assessment the file was made from."""

_OLD = b"\xd0\xcf\x11\xe0"
"""How a file begins that Word 2003 wrote, or that a password protects."""

_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What the archive raises when a file is broken, or locked."""

_SAVE = "save it in Word as .docx, and give that file"


def read_word(content: bytes, source: str) -> Returned:
    """The texts of a report as a Word file has them.

    Args:
        content: the file.
        source: its name, for complaints.

    Raises:
        ExchangeError: it is no Word file that can be read, it is too large, or it is no report of this program.
    """
    if content.startswith(_OLD):
        raise _error(source, "is protected with a password, or of the kind Word 2003 wrote", _SAVE)
    if len(content) > MOST_BYTES:
        raise _error(source, f"is larger than {MOST_BYTES:,} bytes", "make its pictures smaller")
    try:
        with ZipFile(BytesIO(content)) as archive:
            main = _main_part(archive, source)
            said = _property(archive, source)
            texts = Texts()
            _parse(_part(archive, main, MOST_UNPACKED, source), texts)
    except ET.ParseError as error:
        raise _error(source, f"has a part that is broken: {error}", _SAVE) from error
    except (*_BROKEN, ValueError, LookupError) as error:
        raise _error(source, "is no Word file that can be read", _SAVE) from error
    if not said or not texts.found:
        hint = "write one with: gapanalysis report NAME -f docx"
        raise _error(source, "is no report of this program, or no longer says of which assessment", hint)
    return Returned(assessment=said, blocks=texts.blocks(), comments=texts.comments)


def word_file(path: Path) -> bytes:
    """The content of a file that is no larger than may be.

    Raises:
        ExchangeError: it is larger, or cannot be read.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _error(path.name, f"is larger than {MOST_BYTES:,} bytes", "make its pictures smaller")
        return path.read_bytes()
    except OSError as error:
        raise _error(str(path), f"cannot be read: {error.strerror}", "check its name and permissions") from error


def _error(source: str, what: str, hint: str) -> ExchangeError:
    return ExchangeError(f"{source} {what}.", hint=hint, source=source)


def _part(archive: ZipFile, name: str, most: int, source: str) -> bytes:
    """A part, unpacked no further than it may be large: what the file says of sizes may be wrong."""
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise _error(source, f"unpacks to more than {most:,} bytes", "give the file as Word saved it")
    return content


def _main_part(archive: ZipFile, source: str) -> str:
    """The part with the text; programs may give it another name."""
    relations = _tree(_part(archive, "_rels/.rels", MOST_OF_A_PART, source))
    for relation in relations:
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return DOCUMENT


def _property(archive: ZipFile, source: str) -> str:
    """The assessment that the file says it was made from; empty where it says none."""
    if PROPERTIES not in archive.namelist():
        return ""
    properties = _tree(_part(archive, PROPERTIES, MOST_OF_A_PART, source))
    return next(("".join(each.itertext()) for each in properties if each.get("name") == ASSESSMENT), "")


class _Guarded(ET.TreeBuilder):
    """Builds a tree, of a part without a document type: only there can entities be declared."""

    def doctype(self, *_: object) -> None:
        raise ValueError("a document type")


def _tree(content: bytes) -> ET.Element:
    return ET.fromstring(content, parser=ET.XMLParser(target=_Guarded()))  # noqa: S314 (no entities, bounded)


def _parse(content: bytes, texts: Texts) -> None:
    parser = ET.XMLParser(target=texts)  # noqa: S314 (no entities, bounded)
    parser.feed(content)
    parser.close()
