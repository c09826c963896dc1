import subprocess
import sys

import pytest

from gapanalysis.errors import RenderError
from gapanalysis.model.report import GapReport
from gapanalysis.render.writers import WRITERS, writer_for


def test_the_registry_imports_nothing_heavy():
    code = (
        "import sys, gapanalysis.render.writers; "
        "print([name for name in ('weasyprint', 'jinja2', 'fontTools', 'markdown') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(RenderError, match="no writer") as caught:
        writer_for("doc")
    assert caught.value.hint == f"use one of: {', '.join(WRITERS)}"


def test_json_is_the_whole_report(report, materials):
    assert GapReport.model_validate_json(writer_for("json").render(report, materials).content) == report.for_client()
