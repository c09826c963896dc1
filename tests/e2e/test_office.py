"""Another program than ours opens the Word and Excel files, and shows what is in them."""

import os
import re
import shutil
import subprocess

import pytest

from gapanalysis.workspace import Workspace
from tests.contract.figures import pdf_text
from tests.contract.states import STATES, analysed

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
"""Another test may have drawn a PDF, for which the fonts of the system are off; LibreOffice needs them."""

pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer libreoffice-calc (340 MB)"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module", params=STATES)
def report(request, home):
    return analysed(home, request.param)


@pytest.fixture(scope="module")
def shown(home, report, tmp_path_factory):
    """The words that LibreOffice shows of a file."""

    def show(kind):
        folder = tmp_path_factory.mktemp(kind)
        path = folder / f"report.{kind}"
        path.write_bytes(home.render(report, kind).content)
        own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [OFFICE, own, "--headless", "--convert-to", "pdf", "--outdir", folder, path]
        subprocess.run(command, check=True, capture_output=True, timeout=300, env=ENVIRONMENT)
        return pdf_text((folder / "report.pdf").read_bytes())

    return show


def bare(text):
    return re.sub(r"\s+", "", text)


def test_word(shown, report):
    text = bare(shown("docx"))
    assert bare(report.engagement.client) in text
    assert "Contents1Summary" in text
    for gate in report.main.gates:
        assert bare(f"{gate.state.value}{gate.clause}{gate.title}") in text
    for finding in report.main.findings:
        assert bare(finding.headline) in text
    for action in report.main.plan:
        assert bare(action.done_when) in text
    for result in report.main.clauses:
        if result.tally.attainable:
            assert f"{result.tally.points}of{result.tally.attainable}points" in text
    assert "#REF" not in text
    assert "Error!" not in text


def test_excel(shown, report):
    text = bare(shown("xlsx"))
    assert bare(report.engagement.client) in text
    for gate in report.main.gates:
        assert bare(f"{gate.clause} {gate.title}") in text
    for action in report.main.plan:
        assert bare(action.done_when) in text
    assert "#NAME" not in text
    assert "#REF" not in text
    assert "Err:" not in text
