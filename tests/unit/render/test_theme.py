"""Themes: read with places, checked for contrast, faces and characters."""

import re

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from gapanalysis.errors import RenderError
from gapanalysis.render.contrast import PAIRS, ratio, too_low
from gapanalysis.render.inspection import inspect
from gapanalysis.render.theme import find_theme, load_theme, read_theme


@pytest.fixture
def written(shipped, tmp_path):
    """Write the shipped theme with changes, and read it."""

    def change(*changes):
        text = (shipped / "theme.yaml").read_text()
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        path = tmp_path / "theme.yaml"
        path.write_text(text)
        return path

    return change


def line_of(path, start):
    return next(
        number for number, line in enumerate(path.read_text().splitlines(), 1) if line.strip().startswith(start)
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert ratio(one, other) == pytest.approx(expected, abs=0.005)
    assert ratio(one, other) == ratio(other, one)


@pytest.mark.parametrize("name", ["", "ledger"])
def test_shipped_themes_have_nothing_to_mend(shipped, name):
    file = read_theme(find_theme((shipped,), name))
    assert inspect(file, (shipped,)) == ()
    assert file.theme.name


def test_the_two_shipped_themes_differ(shipped):
    studio, ledger = load_theme((shipped,)), load_theme((shipped,), "ledger")
    assert {studio.cover, ledger.cover} == {"band", "full"}
    assert studio.text != ledger.text
    assert studio.colours.brand != ledger.colours.brand


def test_every_pair_names_colours_of_the_theme(shipped):
    named = load_theme((shipped,)).colours.model_dump()
    assert {name for pair in PAIRS for name in (pair.upper, pair.ground)} <= set(named)
    assert too_low(load_theme((shipped,)).colours) == []


def test_low_contrast_is_told_with_file_line_and_use(written, shipped):
    path = written(('soft: "#59646b"', 'soft: "#9aa5ab"'))
    remarks = inspect(read_theme(path), (shipped,))
    places = {remark.place for remark in remarks}
    assert places == {f"{path}:{line_of(path, 'soft:')}", f"{path}:{line_of(path, 'paper:')}"}
    assert any("soft #9aa5ab on paper #ffffff has a contrast of 2.5" in remark.text for remark in remarks)
    assert any("notes, captions and labels of charts" in remark.text for remark in remarks)


def test_a_face_that_is_wanted_and_not_there_is_told(written, shipped):
    path = written(("  - {family: Source Sans 3, file: SourceSans3-It.otf, style: italic}\n", ""))
    (remark,) = inspect(read_theme(path), (shipped,))
    assert remark.text == "there is no face Source Sans 3, weight 400, italic, for stressed words"
    assert remark.place == f"{path}:{line_of(path, 'faces:')}"


def test_a_missing_font_and_logo_are_told(written, shipped):
    path = written(("SourceSans3-It.otf", "Nowhere.otf"), ('logo: ""', "logo: none.svg"))
    remarks = inspect(read_theme(path), (shipped,))
    assert [remark.text.split(" is in no")[0] for remark in remarks] == ["the font Nowhere.otf", "the logo none.svg"]
    assert remarks[1].place == f"{path}:{line_of(path, 'logo:')}"


def test_a_tone_without_messages_and_a_broken_one_are_told(written, shipped, tmp_path):
    path = written(('tone: ""', "tone: loud"))
    (remark,) = inspect(read_theme(path), (shipped,))
    assert remark.place == f"{path}:{line_of(path, 'tone:')}"
    assert remark.text.startswith('There is no tone "loud".')
    (tmp_path / "own" / "messages").mkdir(parents=True)
    tone = tmp_path / "own" / "messages" / "en-GB.loud.yaml"
    tone.write_text("chapter:\n  plan: DO IT\n  plan: NOW\n")
    (remark,) = inspect(read_theme(path), (tmp_path / "own", shipped))
    assert remark.place == f"{tone}:3"
    tone.write_text("chapter: {plan: DO IT}\n")
    assert inspect(read_theme(path), (tmp_path / "own", shipped)) == ()


def test_a_key_of_a_theme_that_comes_twice_is_refused(written):
    path = written(('footer: ""', 'footer: ""\nfooter: x'))
    with pytest.raises(RenderError, match="stands here twice") as caught:
        read_theme(path)
    assert caught.value.source == f"{path}:{line_of(path, 'footer: x')}"


def test_a_face_without_greek_is_told(written, shipped, tmp_path):
    (tmp_path / "fonts").mkdir()
    with TTFont(shipped / "fonts" / "SourceSans3-It.otf") as font:
        latin = Subsetter()
        latin.populate(unicodes=[code for code in font.getBestCmap() if not 0x370 <= code < 0x400])
        latin.subset(font)
        font.save(tmp_path / "fonts" / "Latin.otf")
    path = written(("SourceSans3-It.otf", "Latin.otf"))
    (remark,) = inspect(read_theme(path), (tmp_path, shipped))
    assert "Latin.otf lacks characters of Greek" in remark.text
    assert "U+0386" in remark.text
    assert remark.place == f"{path}:{line_of(path, '- {family: Source Sans 3, file: Latin.otf')}"


def test_a_file_that_is_no_font_is_told(written, shipped, tmp_path):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "No.otf").write_text("no font")
    (remark,) = inspect(read_theme(written(("SourceSans3-It.otf", "No.otf"))), (tmp_path, shipped))
    assert remark.text.startswith("the font No.otf cannot be read")


@pytest.mark.parametrize(
    ("change", "start"),
    [
        (('brand: "#0e5c5e"', "brand: teal"), "brand: teal"),
        (("cover: band", "cover: glossy"), "cover:"),
        (("display_weight: 300", "display_weight: light"), "display_weight:"),
        (('footer: ""', "fotter: x"), "fotter:"),
    ],
)
def test_a_wrong_theme_names_the_line(written, change, start):
    path = written(change)
    with pytest.raises(RenderError) as caught:
        read_theme(path)
    assert caught.value.source == f"{path}:{line_of(path, start)}"


def test_what_is_no_yaml_names_the_line(tmp_path):
    path = tmp_path / "theme.yaml"
    path.write_text("name: x\ncolours: [\n")
    with pytest.raises(RenderError, match="cannot be read") as caught:
        read_theme(path)
    assert re.fullmatch(rf"{re.escape(str(path))}:\d+", caught.value.source)


def test_an_unknown_theme_names_those_there_are(shipped):
    with pytest.raises(RenderError, match='no theme "leger"') as caught:
        find_theme((shipped,), "leger")
    assert caught.value.hint == "use one of: ledger"
