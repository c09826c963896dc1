"""Checking definitions at the command line: what an author sees."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("gapanalysis")

TEN_FAULTS = """\
questions:
  - id: Q4.2-90
    title: A question with faults
    titel: A key with a typing mistake
    ask: Who are your {custmers}?
    audit: Look at the list of a {customer}.
    why: It matters.
    whom: [managing director]
    evidence: [a list]
    usual_gaps: [no list]
    answer: {type: level, scale: conformty}
    weight: heavy
    pdca: plann
    dimensions: [quality]
    editions:
      "2015": {clauses: [4.22], obligation: requirement, gate: scpe}
    applies_when: profile.employes >= 10
    strength: They are known
    shortfalls:
      - {levels: [0], headline: They are not known, consequence: It hurts., action: A4.2-99}
    ask: Asked twice?
"""


@pytest.fixture
def check(tmp_path):
    def run(*paths):
        return subprocess.run(
            [PROGRAM, "-w", tmp_path, "questionnaire", "check", *paths],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def test_what_is_shipped_has_no_fault(check):
    done = check()
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"No fault found, [1-9][0-9]* cases run\.\n", done.stdout)


def test_every_fault_of_a_file_is_named_with_its_place(check, tmp_path):
    file = tmp_path / "faulty.yaml"
    file.write_text(TEN_FAULTS)
    done = check(file)
    complaints = re.findall(r"faulty\.yaml:(\d+):(\d+): .* \[([a-z-]+)\]", done.stderr)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    codes = {code for _, _, code in complaints}
    assert len(complaints) >= 10, done.stderr
    assert {"unknown-key", "duplicate-key"} <= codes
    lines = {code: int(line) for line, _, code in complaints}
    assert "\n        weight: heavy\n                ^\n" in done.stderr
    assert lines["unknown-key"] == 4
    assert lines["duplicate-key"] == 21


def test_the_schema_is_json():
    for kind in ("bank", "questionnaire", "edition", "profile"):
        done = subprocess.run(
            [PROGRAM, "questionnaire", "schema", kind], capture_output=True, text=True, timeout=60, check=True
        )
        assert json.loads(done.stdout)["$schema"].startswith("https://json-schema.org/")
