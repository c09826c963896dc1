"""What is wrong with a theme before anything is printed: contrast, faces that are missing, characters no face has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path

from fontTools.ttLib import TTLibError

from gapanalysis.errors import RenderError
from gapanalysis.render.contrast import too_low
from gapanalysis.render.fonts import characters, find
from gapanalysis.render.messages import load_messages
from gapanalysis.render.theme import Face, ThemeFile

RARE = frozenset({0x12C, 0x12D, 0x132, 0x133, 0x138, 0x149, 0x166, 0x167})
"""Latin letters that no official language of a European state writes: obsolete ones, ligatures, and one of Sami."""

ALPHABETS = {
    "Latin": [
        *range(0x20, 0x7F),
        *(code for code in range(0xA1, 0x17F) if code not in RARE),
        *range(0x218, 0x21C),
    ],
    "Greek": [code for code in range(0x386, 0x3CF) if code not in (0x38B, 0x38D, 0x3A2)],
    "Cyrillic": [*range(0x400, 0x460)],
}
"""What names of people and places in Europe are written with; unassigned places are left out."""

WORDS = ("messages/*.yaml", "messages/*/*.yaml", "report/*.j2", "charts/*.j2")
"""Where documents take their own words from."""

NAMED = 6
"""Characters named one by one in a remark; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to mend: where (`FILE:LINE`), and what."""

    place: str
    text: str


def inspect(file: ThemeFile, templates: Sequence[Path]) -> tuple[Remark, ...]:
    """Everything that readers would stumble over, in the order of the file's parts; empty when all is well."""
    return (*_faces(file, templates), *_colours(file), *_logo(file, templates), *_tone(file, templates))


def _colours(file: ThemeFile) -> Iterator[Remark]:
    named = file.theme.colours.model_dump()
    for pair, ratio in too_low(file.theme.colours):
        shown = floor(ratio * 100) / 100
        yield Remark(
            file.place(f"colours.{pair.upper}"),
            f"{pair.upper} {named[pair.upper]} on {pair.ground} {named[pair.ground]} has a contrast of {shown:.2f} "
            f"instead of {pair.least:.1f} (WCAG AA): {pair.used}",
        )


def _faces(file: ThemeFile, templates: Sequence[Path]) -> Iterator[Remark]:
    theme = file.theme
    there = {(face.family, face.weight, face.style) for face in theme.faces}
    wanted = {
        (theme.text, 400, "normal"): "text",
        (theme.text, 600, "normal"): "bold words",
        (theme.text, 400, "italic"): "stressed words",
        (theme.display, theme.display_weight, "normal"): "headlines",
    }
    for (family, weight, style), used in wanted.items():
        if (family, weight, style) not in there:
            yield Remark(file.place("faces"), f"there is no face {family}, weight {weight}, {style}, for {used}")
    for index, face in enumerate(theme.faces):
        yield from _characters(file, index, face, templates)


def _characters(file: ThemeFile, index: int, face: Face, templates: Sequence[Path]) -> Iterator[Remark]:
    where = file.place(f"faces.{index}")
    try:
        drawn = characters(find(templates, f"fonts/{face.file}"))
    except RenderError:
        yield Remark(where, f"the font {face.file} is in no folder fonts/ beside the templates")
        return
    except (TTLibError, OSError) as error:
        yield Remark(where, f"the font {face.file} cannot be read: {error}")
        return
    missing = _needed(templates) - drawn
    if missing:
        yield Remark(where, f"{face.file} lacks characters of the words of documents: {_listed(missing)}")
    for alphabet, codes in ALPHABETS.items():
        if lacking := set(codes) - drawn:
            yield Remark(where, f"{face.file} lacks characters of {alphabet}, in names and notes: {_listed(lacking)}")


def _needed(templates: Sequence[Path]) -> set[int]:
    files = {
        path.relative_to(folder): path for folder in reversed(templates) for name in WORDS for path in folder.glob(name)
    }
    texts = [path.read_text(encoding="utf-8") for path in files.values()]
    return {ord(character) for text in texts for character in text if character.isprintable()}


def _listed(codes: set[int]) -> str:
    named = ", ".join(f"{chr(code)} (U+{code:04X})" for code in sorted(codes)[:NAMED])
    more = len(codes) - NAMED
    return f"{named} and {more} more" if more > 0 else named


def _logo(file: ThemeFile, templates: Sequence[Path]) -> Iterator[Remark]:
    logo = file.theme.logo
    if logo and not any((folder / "images" / logo).is_file() for folder in templates):
        yield Remark(file.place("logo"), f"the logo {logo} is in no folder images/ beside the templates")


def _tone(file: ThemeFile, templates: Sequence[Path]) -> Iterator[Remark]:
    """A tone without messages, or with messages that no document could take."""
    named = {path.stem for folder in templates for path in (folder / "messages").glob("*.yaml")}
    for language in sorted(name for name in named if "." not in name):
        try:
            load_messages(templates, language, file.theme.tone)
        except RenderError as error:
            yield Remark(error.source or file.place("tone"), f"{error.message} {error.hint}".strip())
            return
