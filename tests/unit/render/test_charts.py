"""Charts are vector, well-formed and true to their data."""

import base64
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from gapanalysis.render.charts.chain import chain
from gapanalysis.render.charts.drawing import Drawing
from gapanalysis.render.charts.page import PAGE
from gapanalysis.render.charts.panels import TALL, levels
from gapanalysis.render.charts.places import dots, lost
from gapanalysis.render.charts.roadmap import remains, roadmap
from gapanalysis.render.charts.ruler import Ruler
from gapanalysis.render.charts.starts import started
from gapanalysis.render.pdf import draw
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


CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="60pt" viewBox="0 0 200 60" '
    'font-family="Source Sans 3" font-size="8">{}</svg>'
)
WORDS = (
    '<text x="60" y="20" font-size="10.5" text-anchor="middle" fill="#000">Tools &amp; trade AVAT</text>'
    '<text x="190" y="50" font-weight="600" text-anchor="end">ends here, 12</text>'
)


@pytest.fixture
def rulers(shipped):
    return {weight: Ruler(shipped / "fonts" / f"SourceSans3-{name}.otf") for weight, name in
            ((400, "Regular"), (600, "Semibold"))}  # fmt: skip


def test_words_stand_where_they_would_be_anchored(shipped, rulers):
    places = []
    for svg in (CHART.format(WORDS), started(CHART.format(WORDS), rulers)):
        faces = "".join(
            f"@font-face {{ font-family: 'Source Sans 3'; font-weight: {face.weight}; "
            f"src: url({(shipped / 'fonts' / face.file).as_uri()}) }}"
            for face in load_theme((shipped,)).faces[:2]
        )
        picture = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
        pdf = draw(f"<html lang=en><title>x</title><style>{faces}</style><img alt=x src='{picture}'>", (shipped,))
        document = pypdfium2.PdfDocument(pdf)
        page = document[0].get_textpage()
        places.append([(page.get_text_range(at, 1), *page.get_charbox(at)) for at in range(page.count_chars())])
        document.close()
    anchored, ours = places
    assert len(ours) > 25
    assert [place[0] for place in ours] == [place[0] for place in anchored]
    for mine, theirs in zip(ours, anchored, strict=True):
        assert mine[1:] == pytest.approx(theirs[1:], abs=0.02)


def test_words_without_a_ruler_stay_anchored(rulers):
    svg = CHART.format(WORDS)
    assert started(svg, {}) == svg
    assert started(svg, {400: rulers[400]}).count("text-anchor") == 1
    turned = CHART.format('<text transform="rotate(-90)" text-anchor="middle">up</text>')
    assert started(turned, rulers) == turned


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
                                  "document-0", "document-1", "document-2", "practice-1", "practice-5"])  # fmt: skip
def test_every_sign_is_drawn(shipped, name):
    drawing = Drawing((shipped,), load_theme((shipped,)), "screen")
    assert f"#sign-{name}" in drawing.sign(name, "words")
    symbol = ET.fromstring(drawing.symbols())  # noqa: S314 (our own template)
    assert len(symbol) > 0


def test_labels_are_escaped(drawing):
    data = {"headline": "", "rows": [{"name": "<b>&", "at": 0.1, "label": "<script>"}]}
    ET.fromstring(drawing.chart("bars", data, "<i>"))  # noqa: S314 (that it parses is the test)


# -- where the points are lost ------------------------------------------------------------------------------------


def clause(number, at, label):
    return {"number": number, "title": f"Clause {number}", "at": at, "label": label, "tone": "fair", "sign": ""}


def test_what_is_lost_has_bars_from_zero_and_room_for_every_label(ruler):
    rows = [clause("9.1.2", 1.0, "18 points"), clause("4.2", 0.5, "9 points"), clause("", 0.0, "57 points")]
    places = lost({"rows": rows, "half": 1, "half_label": "half"}, ruler)
    wide = [row["width"] for row in places["rows"]]
    assert wide[0] == 2 * wide[1]
    assert wide[2] == 0
    assert places["rows"][0]["y"] < places["half"] < places["rows"][1]["y"] + 1
    for row in places["rows"]:
        assert places["left"] + row["width"] + 5 + ruler.width(row["label"], 8) <= PAGE


def test_no_label_of_the_clauses_lies_on_their_lines(ruler):
    rows = [{**clause("4.4.1", 1.0, "100%, 330 of 330 points"), "gate": 0}]
    (row,) = dots({"rows": rows}, ruler)["rows"]
    assert row["x"] + 5 <= PAGE - ruler.width(row["label"], 7.5)


# -- small multiples ----------------------------------------------------------------------------------------------


def test_the_panels_share_one_scale(ruler):
    panels = [
        {"name": "Plan", "label": "", "counts": [1, 2, 3, 4]},
        {"name": "Do", "label": "", "counts": [0, 0, 2, 8]},
    ]
    first, second = levels({"panels": panels}, ruler)["panels"]
    assert [bar["high"] for bar in second["bars"]] == [0, 0, TALL / 4, TALL]
    assert first["bars"][3]["high"] == TALL / 2
    assert second["x"] > first["x"] + first["bars"][3]["x"] + first["bars"][3]["wide"]


def test_panels_without_an_answer_are_drawn(drawing):
    data = {"headline": "", "panels": [{"name": "Plan", "label": "", "counts": [0, 0, 0, 0]}]}
    ET.fromstring(drawing.chart("levels", data, "Nothing"))  # noqa: S314 (that it parses is the test)


# -- the customer chain -------------------------------------------------------------------------------------------


def need(holds, *texts):
    return {"customer": "Pump makers", "owner": "", "links": [{"text": text} for text in texts], "holds": holds}


def chained(*rows):
    links = [{"name": name, "reach": ["1", "of 2"]} for name in ("Need", "Objective", "Measure")]
    return {"links": links, "rows": list(rows), "missing": "missing"}


def test_a_chain_is_drawn_as_far_as_it_holds(ruler):
    data = chained(
        need(3, "a date", "on time", "lines"), need(1, "a word", "", "lines"), need(0, "", "on time", "lines")
    )
    whole, broken, never = chain(data, ruler)["rows"]
    assert [cell["kind"] for cell in whole["cells"]] == ["link", "link", "link"]
    assert [cell["kind"] for cell in broken["cells"]] == ["link", "break", "beyond"]
    assert [cell["kind"] for cell in never["cells"]] == ["break", "beyond", "beyond"]
    assert whole["whole"] == whole["to"]
    assert broken["from"] == broken["whole"] < broken["to"]
    assert never["whole"] <= never["from"]


def test_long_words_of_a_chain_stay_in_their_column_and_its_row(ruler):
    data = chained(need(1, "Parts on the day that was promised, " * 9, "", ""), need(3, "a", "b", "c"))
    first, second = chain(data, ruler)["rows"]
    for cell in first["cells"]:
        assert all(ruler.width(line, 7.3) <= (PAGE - 92) / 3 - 7 for line in cell["lines"])
    assert second["y"] == first["y"] + first["tall"]
    assert 22 + 8.8 * (len(first["cells"][0]["lines"]) - 1) < first["tall"]


# -- what remains -------------------------------------------------------------------------------------------------


def test_what_remains_stands_over_the_columns_of_the_roadmap(ruler):
    horizons = ["a", "b", "c", "d"]
    road = roadmap({"horizons": horizons, "rows": [row(1, 0)]}, ruler)
    names = [("Today", 0, 0.5), ("a", 1, 0.75), ("d", 4, 1.0)]
    states = [{"name": name, "column": column, "at": at, "share": ""} for name, column, at in names]
    rows = [{"name": "likely major", "sign": "grade-major", "figures": [1, 0, 0]}]
    places = remains({"horizons": 4, "states": states, "rows": rows}, ruler)
    today, first, last = places["states"]
    assert first["x"] == road["heads"][0]["x"] + 4
    assert last["x"] == road["heads"][3]["x"] + 4
    assert today["x"] + today["bar"] <= first["x"]
    assert [state["high"] for state in (today, first, last)] == [20, 30, 40]


# -- on a screen --------------------------------------------------------------------------------------------------


def test_a_wide_chart_scrolls_in_a_box_that_the_keyboard_reaches(drawing):
    wide = drawing.chart("levels", {"panels": [{"name": "Plan", "label": "", "counts": [0, 0, 0, 1]}]}, "One")
    small = drawing.chart("bar", {"at": 0.5, "tone": "fair"}, "Half")
    assert wide.startswith('<div class="chart-box" tabindex="0"><svg')
    assert small.startswith("<svg")
