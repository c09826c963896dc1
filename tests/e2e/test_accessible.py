"""Every HTML document, in both shipped themes and at any completeness, passes axe; so it does on a telephone."""

import shutil

import pytest

from gapanalysis import content
from gapanalysis.errors import AssessmentError
from gapanalysis.model.extract import By, extract
from gapanalysis.render.documents import DOCUMENTS
from gapanalysis.workspace import Workspace
from tests.contract.states import ON, STATES, begun
from tests.e2e.browser import NEEDS_BROWSER, chromium, violations

pytestmark = NEEDS_BROWSER

SHIPPED = content.template_folders()[-1]
THEMES = {"studio": "theme.yaml", "ledger": "themes/ledger.yaml"}
LONG = ("report", "papers")
"""Their colours take long to look at: once, complete; the shorter documents have the colours of every state."""
DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
EVERYTHING_OPEN = "for (const fold of document.querySelectorAll('details')) fold.open = true"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module", params=THEMES)
def home(request, tmp_path_factory):
    """A workspace whose usual theme is one of those shipped."""
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "templates").mkdir()
    shutil.copy(SHIPPED / THEMES[request.param], folder / "templates" / "theme.yaml")
    return Workspace(folder)


@pytest.fixture(scope="module", params=STATES)
def state(request):
    return request.param


@pytest.fixture(scope="module")
def case(home, state):
    with begun(home, state) as opened:
        yield opened


@pytest.fixture(scope="module")
def written(home, case, tmp_path_factory):
    """The addresses of all documents as HTML files; what cannot be had of this state is left out."""
    folder, report, rates = tmp_path_factory.mktemp("html"), case.report(ON), content.example_folder() / "rates.yaml"
    subjects = dict.fromkeys(DOCUMENTS, report)
    subjects |= {"handout": case.handout(ON), "extract": extract(report, By.CLAUSE, "9.1")}
    files = {name: home.render(subject, "html", name).content for name, subject in subjects.items()}
    try:
        files["proposal"] = home.render_proposal(home.propose(case, rates, on=ON), "html").content
    except AssessmentError:
        assert not report.main.findings
    for name, file in files.items():
        (folder / f"{name}.html").write_bytes(file)
    return {name: (folder / f"{name}.html").as_uri() for name in files}


@pytest.mark.parametrize("name", [*DOCUMENTS, "proposal"])
def test_axe_finds_nothing(browser, written, state, name):
    """At a desk with all unfolded, colours included; then on a telephone, where nothing is wider than the window."""
    if name not in written:
        pytest.skip("there is nothing to offer before anything is answered")
    page = browser.new_page(viewport=DESK)
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(written[name])
    page.evaluate(EVERYTHING_OPEN)
    assert violations(page, contrast=state == "complete" or name not in LONG) == []
    page.set_viewport_size(TELEPHONE)
    assert violations(page, contrast=False) == []
    assert page.evaluate(OVERFLOW) <= 0
    assert faults == []
    page.close()


def test_axe_sees_what_is_wrong(browser):
    """The colours of every theme are looked at, or nothing of the above would mean anything."""
    page = browser.new_page(viewport=DESK)
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><p style='color:#bbb'>pale</p><img></main>")
    found = "\n".join(violations(page))
    assert "color-contrast" in found
    assert "image-alt" in found
    page.close()
