"""A theme is data: name, colours, font faces, cover, logo, contact and legal words.

It changes how documents look, who signs for them and in which tone they speak, never what they say of the organisation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError

from gapanalysis.errors import RenderError
from gapanalysis.model.base import Value
from gapanalysis.render.context.plain import Data
from gapanalysis.render.nodes import LOADER, entries

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
FontFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(otf|ttf)$")]
Family = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]*$")]
ImageFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(svg|png|jpg)$")]
Tone = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Line = Annotated[str, Field(min_length=1, max_length=120)]


class Colours(Value):
    """Colours by what they are for. `_wash` is the pale ground of the colour, `paper` that of the page."""

    paper: Colour = "#ffffff"
    ink: Colour
    soft: Colour
    line: Colour
    ground: Colour
    brand: Colour
    brand_wash: Colour
    bad: Colour
    bad_wash: Colour
    fair: Colour
    fair_wash: Colour
    good: Colour
    good_wash: Colour


class Face(Value):
    """One font file of a family. Files lie in `fonts/` beside the templates."""

    family: Family
    file: FontFile
    weight: Annotated[int, Field(ge=100, le=900)] = 400
    style: Literal["normal", "italic"] = "normal"


class Theme(Value):
    """How documents look.

    Attributes:
        name: what the theme is called; documents do not show it.
        text: the family of running text; headlines use `display`.
        faces: every font face that documents may use; no other font is ever taken.
        cover: a band of the brand colour at the left, a page full of it, or plain paper with a line of it.
        logo: a file in `images/` beside the templates, shown on the cover; empty for none.
        footer: words at the foot of every page, beside the client; empty for none.
        contact: how to reach whoever made the document, line by line, on the cover; empty for none.
        tone: how documents speak to their reader: the messages `messages/LANGUAGE.TONE.yaml` over the usual ones;
            empty for these alone.
        legal: what the law or the insurer wants said, under the document control; empty for nothing.
        text_substitute: what Word takes for `text` where that is not installed; `display_substitute` for `display`.
    """

    name: Annotated[str, Field(max_length=60)] = ""
    text: Family
    display: Family
    display_weight: Annotated[int, Field(ge=100, le=900)] = 400
    faces: Annotated[tuple[Face, ...], Field(min_length=1)]
    colours: Colours
    cover: Literal["band", "full", "plain"] = "band"
    logo: ImageFile | Literal[""] = ""
    footer: Annotated[str, Field(max_length=80)] = ""
    contact: Annotated[tuple[Line, ...], Field(max_length=6)] = ()
    legal: Annotated[str, Field(max_length=1200)] = ""
    tone: Tone | Literal[""] = ""
    text_substitute: Family = "Calibri"
    display_substitute: Family = "Georgia"

    def plain(self) -> Data:
        """The theme as plain data, for templates."""
        return self.model_dump(mode="json")


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A theme with the file it came from.

    Attributes:
        lines: the line of each key, from 1, by its dotted route: `colours.fair`, `faces.0.file`.
    """

    theme: Theme
    path: Path
    lines: Mapping[str, int]

    def place(self, route: str) -> str:
        """File and line of a key, or of the nearest key above it that is written."""
        return place(self.path, self.lines, route)


def load_theme(templates: Sequence[Path], name: str = "") -> Theme:
    """A theme of the folders of templates, earlier folders first.

    Args:
        templates: the folders.
        name: `themes/NAME.yaml`; `theme.yaml` when empty.

    Raises:
        RenderError: there is none of that name, or it is wrong.
    """
    return read_theme(find_theme(templates, name)).theme


def find_theme(templates: Sequence[Path], name: str = "") -> Path:
    """The file of a theme, or of the usual one; raises RenderError naming those there are."""
    relative = f"themes/{name}.yaml" if name else "theme.yaml"
    for folder in templates:
        if (path := folder / relative).is_file():
            return path
    if name:
        there = sorted({path.stem for folder in templates for path in folder.glob("themes/*.yaml")})
        raise RenderError(f'There is no theme "{name}".', hint=f"use one of: {', '.join(there)}", code="theme-missing")
    raise RenderError("No folder of templates has a theme.yaml.", hint="reinstall the package", code="theme-missing")


def read_theme(path: Path) -> ThemeFile:
    """A theme from its file; raises RenderError with file and line for the first thing that is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        tree = yaml.compose(text, Loader=LOADER)
        data = yaml.load(text, Loader=LOADER)  # noqa: S506 (both are safe)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = error.problem or "it is no YAML"
        raise RenderError(f"The theme cannot be read: {what}.", code="theme", source=f"{path}:{line}") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RenderError(f"The theme cannot be read: {error}", code="theme", source=str(path)) from error
    lines = dict(_lines(tree, path))
    try:
        return ThemeFile(Theme.model_validate(data), path, lines)
    except ValidationError as error:
        fault = error.errors()[0]
        route = ".".join(str(part) for part in fault["loc"])
        raise RenderError(
            f'The theme is wrong at "{route}": {fault["msg"]}.',
            hint="`gapanalysis theme new` writes a complete one to compare with",
            code="theme",
            source=place(path, lines, route),
        ) from error


def place(path: Path, lines: Mapping[str, int], route: str) -> str:
    """`FILE:LINE` of a dotted route, or of the nearest one above it that is written."""
    while route and route not in lines:
        route = route.rpartition(".")[0]
    return f"{path}:{lines.get(route, 1)}"


def _lines(node: yaml.Node | None, path: Path, prefix: str = "") -> Sequence[tuple[str, int]]:
    """Every key and item below a node, with the line it begins on; raises RenderError for a key that comes twice."""
    found: list[tuple[str, int]] = []
    if isinstance(node, yaml.MappingNode):
        for key, line, value in entries(node, path, "theme"):
            route = f"{prefix}{key}"
            found += [(route, line), *_lines(value, path, f"{route}.")]
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            route = f"{prefix}{index}"
            found += [(route, value.start_mark.line + 1), *_lines(value, path, f"{route}.")]
    return found
