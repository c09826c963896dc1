"""Charts are vector, well-formed and true to their data."""

from xml.etree import ElementTree as ET

import pytest

from gapanalysis.render.charts.drawing import Drawing
from gapanalysis.render.charts.places import PAGE, roadmap
from gapanalysis.render.charts.ruler import Ruler
from gapanalysis.render.theme import load_theme


@pytest.fixture
def ruler(shipped):
    return Ruler(shipped / "fonts" / "SourceSans3-Regular.otf")


@pytest.fixture
def drawing(shipped):
    return Drawing((shipped,), load_theme((shipped,)), "screen")


def row(number, column, after=()):
    name = f"Action {number}"
    return {"number": number, "title": name, "column": column, "after": list(after), "sign": "grade-minor", "days": "1"}


def test_the_ruler_cuts_and_wraps(ruler):
    assert ruler.cut("short", 8, 100) == "short"
    cut = ruler.cut("a rather long line of words", 8, 50)
    assert cut.endswith("…")
    assert ruler.width(cut, 8) <= 50
    lines = ruler.wrap("needs steer objectives and measures", 7.5, 72, 3)
    assert " ".join(lines) == "needs steer objectives and measures"
    assert all(ruler.width(line, 7.5) <= 72 for line in lines)
    assert len(ruler.wrap("word " * 50, 8, 60, 2)) == 2


def test_what_waits_stands_to_the_right_of_what_it_waits_for(ruler):
    data = {"horizons": ["a", "b"], "rows": [row(1, 0), row(2, 0, [1]), row(3, 1, [2]), row(4, 0)]}
    places = {item["number"]: item for item in roadmap(data, ruler)["rows"]}
    assert places[1]["x"] + places[1]["width"] <= places[2]["x"]
    assert places[2]["x"] + places[2]["width"] <= places[3]["x"]
    assert places[4]["x"] == places[1]["x"]
    assert all(item["x"] + item["width"] <= PAGE for item in places.values())


def test_a_bar_is_as_long_as_its_share(drawing):
    data = {"headline": "", "rows": [{"name": "Plan", "at": 0.5, "label": "50%"}]}
    svg = ET.fromstring(drawing.chart("bars", data, "Half"))  # noqa: S314 (our own template)
    ground, bar = [float(item.get("width")) for item in svg.iter("{http://www.w3.org/2000/svg}rect")]
    assert bar * 2 == ground
    assert svg.find("{http://www.w3.org/2000/svg}title").text == "Half"


@pytest.mark.parametrize("name", ["level-0", "level-1", "level-2", "level-3", "not-assessed", "not-applicable",
                                  "not-asked", "grade-major", "grade-minor", "grade-opportunity", "grade-conforms",
                                  "gate-failed", "gate-met", "gate-open", "gate-not-yet-due", "saw-strength",
                                  "saw-gap", "saw-opportunity", "saw-neutral", "link", "break", "beyond",
                                  "practice-1", "practice-5"])  # fmt: skip
def test_every_sign_is_drawn(shipped, name):
    drawing = Drawing((shipped,), load_theme((shipped,)), "screen")
    assert f"#sign-{name}" in drawing.sign(name, "words")
    symbol = ET.fromstring(drawing.symbols())  # noqa: S314 (our own template)
    assert len(symbol) > 0


def test_labels_are_escaped(drawing):
    data = {"headline": "", "rows": [{"name": "<b>&", "at": 0.1, "label": "<script>"}]}
    ET.fromstring(drawing.chart("bars", data, "<i>"))  # noqa: S314 (that it parses is the test)
