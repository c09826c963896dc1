from xml.etree import ElementTree as ET

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path

from gapanalysis.render.charts.outlines import SVG, Outliner
from gapanalysis.render.charts.ruler import Ruler
from gapanalysis.render.fonts import Coverage
from gapanalysis.render.theme import load_theme


@pytest.fixture
def coverage(shipped):
    return Coverage((shipped,), load_theme((shipped,)))


@pytest.fixture
def outlined(shipped, coverage):
    outliner = Outliner((shipped,), load_theme((shipped,)), coverage)

    def draw(inner):
        svg = f'<svg xmlns="{SVG}" viewBox="0 0 100 20" font-size="8"><title>t</title>{inner}</svg>'
        return ET.fromstring(outliner.outlined(svg))  # noqa: S314 (drawn a moment ago)

    return draw


def extent(path):
    """The least and the greatest x of a path."""
    pen = BoundsPen(None)
    parse_path(path.get("d"), pen)
    return pen.bounds[0], pen.bounds[2]


def test_words_become_paths_where_they_stood(outlined, shipped):
    root = outlined('<text x="10" y="12" fill="#123456">Harbour</text>')
    (path,) = root.iter(f"{{{SVG}}}path")
    assert path.get("fill") == "#123456"
    assert not list(root.iter(f"{{{SVG}}}text"))
    assert root.find(f"{{{SVG}}}title").text == "t"
    least, most = extent(path)
    assert 10 <= least < 11
    width = Ruler(shipped / "fonts" / "SourceSans3-Regular.otf").width("Harbour", 8)
    assert most == pytest.approx(10 + width, abs=1)


@pytest.mark.parametrize(("anchor", "least"), [("start", 50), ("middle", 36), ("end", 22)])
def test_words_stand_at_their_anchor(outlined, shipped, anchor, least):
    (path,) = outlined(f'<text x="50" y="12" text-anchor="{anchor}">Harbour</text>').iter(f"{{{SVG}}}path")
    width = Ruler(shipped / "fonts" / "SourceSans3-Regular.otf").width("Harbour", 8)
    assert extent(path)[0] == pytest.approx(50 - {"start": 0, "middle": 0.5, "end": 1}[anchor] * width, abs=1)
    assert extent(path)[0] == pytest.approx(least, abs=2)


def test_size_and_weight_are_inherited(outlined):
    root = outlined('<g font-size="16" font-weight="600"><text y="16">H</text></g><text y="8">H</text>')
    large, small = root.iter(f"{{{SVG}}}path")
    assert extent(large)[1] > 1.9 * extent(small)[1]
    assert root.find(f"{{{SVG}}}g/{{{SVG}}}path").get("font-size") is None


def test_what_the_fonts_lack_is_drawn_as_a_substitute_and_reported(outlined, coverage):
    (path,) = outlined("<text>\N{SMILING FACE WITH SUNGLASSES}</text>").iter(f"{{{SVG}}}path")
    assert path.get("d")
    assert "U+1F60E" in coverage.warnings()[0]


def test_text_with_parts_is_left_alone(outlined):
    root = outlined("<text>a<tspan>b</tspan></text>")
    assert root.find(f"{{{SVG}}}text/{{{SVG}}}tspan").text == "b"
