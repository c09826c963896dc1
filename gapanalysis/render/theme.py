"""A theme is data: colours, font faces, a logo and a footer. It changes how documents look, never what they say."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field, ValidationError

from gapanalysis.errors import RenderError
from gapanalysis.model.base import Value

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
FontFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(otf|ttf)$")]
Family = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]*$")]
ImageFile = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*\.(svg|png|jpg)$")]


class Colours(Value):
    """Colours by what they are for. `_wash` is the pale ground of the colour."""

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
        text: the family of running text; headlines use `display`.
        faces: every font face that documents may use; no other font is ever taken.
        logo: a file in `images/` beside the templates, shown on the cover; empty for none.
        footer: words at the foot of every page, beside the client; empty for none.
        text_substitute: what Word takes for `text` where that is not installed; `display_substitute` for `display`.
    """

    text: Family
    display: Family
    display_weight: Annotated[int, Field(ge=100, le=900)] = 400
    faces: Annotated[tuple[Face, ...], Field(min_length=1)]
    colours: Colours
    logo: ImageFile | Literal[""] = ""
    footer: Annotated[str, Field(max_length=80)] = ""
    text_substitute: Family = "Calibri"
    display_substitute: Family = "Georgia"

    def plain(self) -> Mapping[str, object]:
        """The theme as plain data, for templates."""
        return self.model_dump(mode="json")


def load_theme(templates: Sequence[Path]) -> Theme:
    """The theme of the first folder that has a `theme.yaml`; raises RenderError when it is missing or wrong."""
    path = next((path for folder in templates if (path := folder / "theme.yaml").is_file()), None)
    if path is None:
        raise RenderError(
            "No folder of templates has a theme.yaml.", hint="reinstall the package", code="theme-missing"
        )
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Theme.model_validate(data)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RenderError(f"The theme cannot be read: {error}", code="theme", source=str(path)) from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"])
        raise RenderError(
            f'The theme is wrong at "{where}": {fault["msg"]}.', code="theme", source=str(path)
        ) from error
