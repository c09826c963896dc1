"""What every format of the report promises: the same figures, no private note, the same bytes for the same report."""

import io
import re
import zipfile

import pytest

from gapanalysis.render.writers import WRITERS
from gapanalysis.workspace import Workspace
from tests.contract.figures import EXTRACT, docx_text, html_text, pdf_text
from tests.contract.states import SOURCE, STATES, analysed


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("formats"))


@pytest.fixture(scope="session")
def reports(home):
    return {state: analysed(home, state) for state in STATES}


@pytest.fixture(scope="session")
def written(home, reports):
    made = {}

    def write(kind, state="complete"):
        if (kind, state) not in made:
            made[kind, state] = home.render(reports[state], kind).content
        return made[kind, state]

    return write


def everything(kind, file):
    """Every word of a file: what is seen, and for Word and Excel what else is in it."""
    if kind == "pdf":
        return pdf_text(file)
    if kind == "html":
        return html_text(file) + file.decode()
    if kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return "".join(re.sub(r"<[^>]*>", "", part) + part for part in parts)
    return file.decode()


def bare(text):
    return re.sub(r"\s+", "", text)


def test_every_format_has_an_extractor():
    assert set(EXTRACT) == set(WRITERS)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", [kind for kind in WRITERS if kind != "json"])
def test_the_formats_agree(written, kind, state):
    expected, found = EXTRACT["json"](written("json", state)), EXTRACT[kind](written(kind, state))
    assert found == expected


def test_what_is_compared_is_there(written):
    """The comparison would be worth little if it compared nothing."""
    complete, half, empty = (EXTRACT["json"](written("json", state)) for state in STATES)
    assert complete.share == "69%"
    assert len(complete.gates) == 8
    assert min(complete.grades.values()) > 0
    assert len(complete.days) > 50
    assert len(complete.clauses) > 30
    assert sum(complete.costs.values()) == 116_444
    assert len(complete.costs) == 4
    assert empty.costs == {}
    assert half.coverage[0] < half.coverage[1]
    assert 0 < len(half.days) < len(complete.days)
    assert (empty.share, empty.days, empty.clauses) == (None, {}, {})
    assert set(empty.gates.values()) == {"open"}


@pytest.mark.parametrize("kind", WRITERS)
def test_private_notes_are_in_no_format(home, written, kind):
    answers = SOURCE.answers(home.questionnaire(SOURCE.content.questionnaire))
    notes = [bare(answer.private_note) for answer in answers if answer.private_note]
    assert len(notes) >= 5
    text = bare(everything(kind, written(kind)))
    assert "PRIVATE-" not in text
    for note in notes:
        assert note[-40:] not in text


@pytest.mark.parametrize("kind", ["docx", "xlsx", "md"])
@pytest.mark.parametrize("state", STATES)
def test_the_same_report_gives_the_same_bytes(home, reports, written, kind, state):
    assert home.render(reports[state], kind).content == written(kind, state)


def test_a_draft_says_so(written):
    for kind, text in (("docx", docx_text), ("html", html_text), ("md", lambda file: file.decode())):
        assert "questions are still open" in text(written(kind, "half")), kind
        assert "questions are still open" not in text(written(kind)), kind
