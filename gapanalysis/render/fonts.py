"""The fonts of documents: only those of the theme, embedded complete; what they lack is shown and reported."""

import base64
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from gapanalysis.errors import RenderError
from gapanalysis.render.theme import Face, Theme

SUBSTITUTE = "\N{WHITE SQUARE}"
PLAIN_SUBSTITUTE = "?"
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]
"""OpenType features that documents use; small capitals, swashes and the rest would make a file half as large again."""

INVISIBLE = frozenset("\t\n\r\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}")
"""Characters without a picture of their own."""


def find(templates: Sequence[Path], name: str) -> Path:
    """A file by its name relative to a folder of templates, first folder first; raises RenderError when missing."""
    for folder in templates:
        if (folder / name).is_file():
            return folder / name
    raise RenderError(
        f'The file "{name}" is in no folder of templates.', hint="reinstall the package", code="file-missing"
    )


@lru_cache(maxsize=32)
def characters(path: Path) -> frozenset[int]:
    """The code points a font can draw."""
    with path.open("rb") as file, TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


class Coverage:
    """Which characters every face of the theme can draw, and which were asked for and cannot be drawn."""

    def __init__(self, templates: Sequence[Path], theme: Theme) -> None:
        """Read the character maps of all faces; text may turn up in any of them."""
        faces = [characters(find(templates, f"fonts/{face.file}")) for face in theme.faces]
        self.drawable = frozenset.intersection(*faces)
        self.substitute = SUBSTITUTE if ord(SUBSTITUTE) in self.drawable else PLAIN_SUBSTITUTE
        self.missing: set[str] = set()

    def drawn(self, text: str) -> str:
        """The text with a visible substitute for every character that cannot be drawn."""
        if text.isascii() and text.isprintable():
            return text
        return "".join(self._drawn(character) for character in text)

    def _drawn(self, character: str) -> str:
        if ord(character) in self.drawable or character in INVISIBLE:
            return character
        self.missing.add(character)
        return self.substitute

    def warnings(self) -> tuple[str, ...]:
        """One sentence naming the characters that were replaced; none when all could be drawn."""
        if not self.missing:
            return ()
        names = ", ".join(f"U+{ord(character):04X}" for character in sorted(self.missing))
        return (f"The fonts of the theme lack these characters, shown as {self.substitute} instead: {names}.",)


def face_name(templates: Sequence[Path], theme: Theme, family: str, weight: int) -> str:
    """What a word processor calls the upright face of a family: light and semibold ones are families of their own."""
    faces = [face for face in theme.faces if face.family == family and face.style == "normal"]
    if not faces:
        return family
    nearest = min(faces, key=lambda face: (abs(face.weight - weight), face.weight))
    with TTFont(find(templates, f"fonts/{nearest.file}"), lazy=True) as font:
        return str(font["name"].getDebugName(1) or family)


def font_face_urls(templates: Sequence[Path], theme: Theme) -> Mapping[str, str]:
    """Where the PDF finds each face: file name to `file:` address."""
    return {face.file: find(templates, f"fonts/{face.file}").resolve().as_uri() for face in theme.faces}


def font_face_data(templates: Sequence[Path], theme: Theme, text: str) -> Mapping[str, str]:
    """Each face as a data URI with no more than the characters of `text`: what one HTML file carries inside."""
    return {face.file: _subset(find(templates, f"fonts/{face.file}"), face, text) for face in theme.faces}


def _subset(path: Path, face: Face, text: str) -> str:
    from fontTools.subset import Options, Subsetter  # a PDF can do without, and it takes a tenth of a second

    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = []
    options.notdef_outline = True
    options.desubroutinize = True
    with TTFont(path, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        output = BytesIO()
        font.save(output)
    kind = "ttf" if face.file.endswith("ttf") else "otf"
    return f"data:font/{kind};base64,{base64.b64encode(output.getvalue()).decode()}"
