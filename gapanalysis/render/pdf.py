"""A document as a tagged PDF that can be archived, drawn by WeasyPrint from the same context as the HTML."""

import ctypes.util
import gc
import os
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from gapanalysis.errors import RenderError
from gapanalysis.render.composition import compose
from gapanalysis.render.documents import Subject
from gapanalysis.render.fonts import find, font_face_urls
from gapanalysis.render.matching import html_of
from gapanalysis.render.packing import pack, pack_when_painted
from gapanalysis.render.progress import pages_laid_out, watch_drawing
from gapanalysis.render.spaces import settled
from gapanalysis.render.writers import Attachment, Materials, Rendered
from gapanalysis.render.xmp import declare_accessible

VARIANT = "pdf/a-3a"
"""To be archived, with tags; `xmp.declare_accessible` adds PDF/UA-1."""


def render_pdf(subject: Subject, materials: Materials) -> Rendered:
    """The document on paper, to be archived (PDF/A-3a) and read aloud (PDF/UA-1); same subject, same bytes.

    Raises:
        RenderError: a template, the theme or the messages are broken, or a library WeasyPrint needs is missing.
    """
    document = compose(subject, materials, "print")
    html = document.styled(font_face_urls(materials.templates, document.theme), "print")
    return Rendered(draw(html, materials.templates, materials.attachment), document.warnings)


def draw(html: str, templates: Sequence[Path], attachment: Attachment | None = None) -> bytes:
    """A PDF from HTML that may use nothing but data URIs and files of the template folders."""
    weasyprint = _weasyprint(templates)
    fetcher = _closed_fetcher(templates)
    html = settled(html)
    identifier = _identifier(html, templates, attachment)
    try:
        with _not_collecting(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="unclosed file", category=ResourceWarning)  # the colour profile
            document = html_of(weasyprint, html, fetcher)
            with pages_laid_out():
                laid_out = document.render(font_config=_fonts(), pdf_variant=VARIANT)
            pack_when_painted(laid_out.pages)
            watch_drawing(laid_out.pages)
            pdf: bytes = laid_out.write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=identifier,
                finisher=_finish,
                attachments=[_attached(weasyprint, attachment)] if attachment else None,
            )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise RenderError(
            f"A template asks for {error}, which lies outside the folders of templates.",
            hint="put the file into the folder of your templates and name it relative to that folder",
            code="forbidden-address",
        ) from error
    return pdf


def prepare(templates: Sequence[Path]) -> None:
    """Import what drawing needs, so that no document waits for it; raises RenderError as drawing does."""
    _weasyprint(templates)


def _finish(document: object, pdf: object) -> None:
    """WeasyPrint's `finisher`: called before the file is written."""
    declare_accessible(document, pdf)
    pack(pdf)


def _attached(weasyprint: ModuleType, attachment: Attachment) -> object:
    """The attachment as the source that the document was made from (`AFRelationship`)."""
    at = datetime.combine(attachment.on, time(), UTC)
    made: object = weasyprint.Attachment(
        file_obj=BytesIO(attachment.content), name=attachment.name, created=at, modified=at, relationship="Source"
    )
    return made


def _weasyprint(templates: Sequence[Path]) -> ModuleType:
    """WeasyPrint, which is to know no font of the system: fontconfig reads its environment once for each document."""
    os.environ["FONTCONFIG_FILE"] = str(find(templates, "fonts/fonts.conf").resolve())
    try:
        with warnings.catch_warnings(), _by_file_name():
            warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")  # which is what we want
            import weasyprint
    except OSError as error:
        raise RenderError(
            f"WeasyPrint cannot load a library it needs: {error}",
            hint="run `gapanalysis doctor`",
            code="missing-library",
        ) from error
    module: ModuleType = weasyprint
    return module


@contextmanager
def _by_file_name() -> Iterator[None]:
    """Let libraries be opened by their file names only.

    WeasyPrint tries several names for each, and looking one up that is no file name starts compilers and linkers: about
    ninety processes where there is one, and half of the time that the import takes. On Linux the file names suffice.
    """
    usual = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 (the signature of what it stands for)
    try:
        yield
    finally:
        ctypes.util.find_library = usual


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Layout makes many objects and few cycles: looking for them takes 4 % of the time and frees 2 % of the memory."""
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if usual:
            gc.enable()


def _identifier(html: str, templates: Sequence[Path], attachment: Attachment | None) -> bytes:
    """What tells this file from others: the same wherever the folders of templates lie."""
    for folder in templates:
        html = html.replace(folder.resolve().as_uri(), "")
    return sha256(html.encode() + (attachment.content if attachment else b"")).digest()[:16]


def _fonts() -> object:
    from weasyprint.text.fonts import FontConfiguration

    configuration: object = FontConfiguration()
    return configuration


def _closed_fetcher(templates: Sequence[Path]) -> object:
    """A fetcher for data URIs and files below the template folders; everything else stops the rendering."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    roots = [folder.resolve() for folder in templates]

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 (WeasyPrint's type)
            if not _allowed(url, roots):
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    return ClosedFetcher(allowed_protocols=["data", "file"], allow_redirects=False)


def _allowed(url: str, roots: Sequence[Path]) -> bool:
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    parts = urlsplit(url)
    if parts.scheme == "data":
        return True
    if parts.scheme != "file" or parts.netloc:
        return False
    path = Path(url2pathname(parts.path)).resolve()
    return any(path.is_relative_to(root) for root in roots)
