"""What a command imports decides how instant it feels: heavy libraries come only with the commands that use them."""

import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from gapanalysis import content
from gapanalysis.loading.questionnaire import load_questionnaire
from gapanalysis.model.assessment import Engagement, EngagementSet
from gapanalysis.store import Entry, open_journal

LOOK = """
import json, sys
from gapanalysis.cli.main import main
try:
    main()
except SystemExit as stop:
    print(json.dumps([stop.code, sorted({name.split(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


@pytest.fixture
def workspace(tmp_path):
    questionnaire = load_questionnaire(content.questionnaire_folders(), "iso9001-customer-focus")
    engagement = Engagement(client="Example Valves", editions=("2015",))
    begin = Entry(id=uuid4(), at=datetime.now(UTC), body=EngagementSet(engagement=engagement))
    with closing(open_journal(tmp_path / "gapanalysis.db")) as journal:
        journal.create("valves", questionnaire.model_dump_json(), begin)
    return tmp_path


def imported(folder, *arguments):
    """The packages in memory at the end of a command that went well."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    status, packages = json.loads(done.stderr.splitlines()[-1])
    assert status == 0, done.stderr
    return set(packages)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["status", "--help"]])
def test_help_imports_nothing_heavy(tmp_path, arguments):
    heavy = {"pydantic", "yaml", "jinja2", "weasyprint", "markdown", "nh3", "fontTools", "sqlite3"}
    assert imported(tmp_path, *arguments) & heavy == set()


@pytest.mark.parametrize("arguments", [["status"], ["status", "valves"], ["status", "valves", "--json"]])
def test_status_imports_neither_definitions_nor_documents(workspace, arguments):
    heavy = {"yaml", "jinja2", "weasyprint", "markdown", "nh3", "fontTools"}
    assert imported(workspace, *arguments) & heavy == set()
