import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from gapanalysis.errors import RenderError
from gapanalysis.model.report import GapReport
from gapanalysis.render.json import SCHEMA, json_schema
from gapanalysis.render.writers import WRITERS, writer_for


def test_the_registry_imports_nothing_heavy():
    code = (
        "import sys, gapanalysis.render.writers; "
        "heavy = ('weasyprint', 'jinja2', 'fontTools', 'markdown', 'xlsxwriter', 'resvg_py'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(RenderError, match="no writer") as caught:
        writer_for("doc")
    assert caught.value.hint == f"use one of: {', '.join(WRITERS)}"


def test_json_is_the_whole_report(report, materials):
    content = json.loads(writer_for("json").render(report, materials).content)
    Draft202012Validator(json_schema()).validate(content)
    assert content.pop("schema") == SCHEMA
    assert GapReport.model_validate_json(json.dumps(content)) == report.for_client()


def test_the_schema_of_the_json_report_refuses_what_it_does_not_name(report, materials):
    content = json.loads(writer_for("json").render(report, materials).content)
    for broken in ({**content, "more": 1}, {**content, "schema": "urn:gapanalysis:report:0"}):
        assert not Draft202012Validator(json_schema()).is_valid(broken)


def test_word_and_excel_need_nothing_of_what_draws_the_pdf(report, shipped):
    code = (
        "import sys; from pathlib import Path; from gapanalysis.model.report import GapReport; "
        "from gapanalysis.render.writers import Materials, writer_for; "
        "report = GapReport.model_validate_json(sys.stdin.read()); "
        f"given = Materials((Path({str(shipped)!r}),)); "
        "made = [writer_for(kind).render(report, given) for kind in ('docx', 'xlsx', 'md')]; "
        "print(all(part.content for part in made), 'weasyprint' in sys.modules)"
    )
    given = report.model_dump_json()
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True False"
