"""Checking definitions at the command line: what an author sees."""

import json
import os
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
def run(tmp_path):
    def start(*arguments, width=80):
        return subprocess.run(
            [PROGRAM, "-w", tmp_path, "questionnaire", *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "COLUMNS": str(width)},
        )

    return start


@pytest.fixture
def check(run):
    return lambda *arguments: run("check", *arguments)


def test_what_is_shipped_has_no_fault(check):
    done = check()
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"No fault found, [1-9][0-9]* cases run\.", lines[0])
    assert re.match(r"iso9001, 2015: ([1-9][0-9]*) of \1 requirements reached; 2026: ([1-9][0-9]*) of \2 ", lines[1])
    assert re.match(r"Reading age of [1-9][0-9]* questions: median 1[0-9]\.[0-9] years, aim 14 or below\.", lines[-1])
    assert done.stderr == ""


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


# -- style -------------------------------------------------------------------------------------------------------


@pytest.fixture
def loud(run, tmp_path):
    """A new pack with one remark on style in it."""
    assert run("new", tmp_path / "pack", "--id", "mine").returncode == 0
    bank = tmp_path / "pack/questionnaires/bank/mine.yaml"
    bank.write_text(bank.read_text().replace("Call three who declined", "Ensure that three who declined are called"))
    return tmp_path / "pack"


def test_a_remark_on_style_keeps_nobody_from_working(check, loud):
    done = check(loud)
    assert done.returncode == 0
    assert re.search(r"mine\.yaml:[0-9]+:17: `Ensure` is not used here \(.*\) \[style-word\]", done.stderr)
    assert done.stdout.splitlines()[0].endswith("cases run, 1 remark on style.")


def test_strict_makes_remarks_faults(check, loud):
    done = check("--strict", loud)
    assert (done.returncode, done.stdout) == (3, "")
    assert "[style-word]" in done.stderr
    assert "1 remark on style found." in done.stderr


def test_the_hardest_questions_are_listed_when_asked_for(check):
    done = check("--verbose")
    ages = [float(age) for age in re.findall(r"^ +([0-9]+\.[0-9])  [QDP]", done.stdout, re.MULTILINE)]
    assert len(ages) == 10
    assert ages == sorted(ages, reverse=True)


def test_without_the_library_the_check_says_how_to_measure(tmp_path):
    code = "import sys; sys.modules['textstat'] = None\nfrom gapanalysis.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "-w", tmp_path, "questionnaire", "check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "pip install 'gapanalysis[readability]'" in done.stdout


# -- coverage ----------------------------------------------------------------------------------------------------


def test_coverage_names_every_requirement_once_with_its_questions(run):
    done = run("coverage", "--edition", "2015")
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^  (S[0-9.]+-[a-z0-9]+) +", done.stdout, re.MULTILINE)
    reached, total = re.search(r"2015: ([0-9]+) of ([0-9]+) requirements reached\.", done.stdout).groups()
    assert len(rows) == len(set(rows)) == int(total) == int(reached) >= 200
    assert "reliability, verify" not in done.stdout


def test_coverage_of_an_edition_known_from_reports_says_so(run):
    done = run("coverage", "iso9001", "-e", "2026", width=120)
    assert "reported with medium reliability, verify" in done.stdout
    assert "known from reports only" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 96


def test_holes_are_named(run):
    done = run("coverage", "iso9001-quick", "-e", "2015", "--holes")
    reached, total = map(int, re.search(r"2015: ([0-9]+) of ([0-9]+)", done.stdout).groups())
    assert done.stdout.count("nothing asks about it") == total - reached > 0


def test_coverage_as_json_says_the_same(run):
    data = json.loads(run("coverage", "iso9001-quick", "--json").stdout)
    assert [(each["standard"], each["edition"]) for each in data] == [("iso9001", "2015"), ("iso9001", "2026")]
    for each in data:
        reached = [row for row in each["requirements"] if row["questions"]]
        assert (len(reached), len(each["requirements"])) == (each["reached"], each["of"])
    assert {row["verify"] for row in data[1]["requirements"]} == {True}


# -- tailoring ---------------------------------------------------------------------------------------------------

PROFILE = """\
profile:
  sector: healthcare
  employees: 38
  outsources: no
"""


@pytest.fixture
def profile(tmp_path):
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE)
    return path


@pytest.mark.parametrize("width", [80, 120])
def test_tailoring_is_shown_with_its_reasons(run, profile, width):
    done = run("show", "iso9001-customer-focus", "--profile", profile, width=width)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= min(width, 96)
    text = " ".join(done.stdout.split())
    assert "- Q8.4.2-2 Work that others do for you left out, since Outsourcing: no (profile.outsources)." in text
    assert "+ Q4.2-8 Internal customers added, since People: 38 (profile.employees >= 5)" in text
    assert "patient for customer" in text
    assert "Ways of learning what customers think (weight 3 + 1)" in text
    assert "Friends and Family Test with the comments read" in text
    assert "- Care Quality Commission (England)" in text


def test_tailoring_as_json(run, profile):
    data = json.loads(run("show", "iso9001", "--profile", profile, "--edition", "2015", "--json").stdout)
    questions = {question["id"]: question for section in data["sections"] for question in section["questions"]}
    assert data["sector"].startswith("Healthcare")
    assert (data["size"], data["editions"]) == ("small", ["2015"])
    assert questions["Q8.4.2-2"]["fate"] == "left out"
    assert {question["because"] for question in questions.values()} >= {None, "condition", "sector", "edition"}


def test_without_a_profile_the_whole_is_shown(run):
    done = run("show", "iso9001-quick")
    assert len(re.findall(r"^  Q[0-9]", done.stdout, re.MULTILINE)) == 15
    data = json.loads(run("show", "iso9001-quick", "--json").stdout)
    assert sum(len(section["questions"]) for section in data["sections"]) == 15


@pytest.mark.parametrize(
    ("written", "said"),
    [("profile: {sectr: food}", "did you mean `sector`?"), ("profile: {employees: many}", "profile.yaml:1:")],
)
def test_a_faulty_profile_is_named_at_its_place(run, profile, written, said):
    profile.write_text(written)
    done = run("show", "iso9001-quick", "--profile", profile)
    assert done.returncode == 4
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("option", "value"), [("--edition", "2008"), ("--depth", "deep")])
def test_an_edition_or_depth_that_is_not_there_is_refused(run, profile, option, value):
    done = run("show", "iso9001", "--profile", profile, option, value)
    assert done.returncode == 2
    assert "choose from" in done.stderr


# -- a pack of one's own -----------------------------------------------------------------------------------------


def test_a_new_pack_is_checked_shown_and_begun(run, tmp_path):
    made = run("new", tmp_path, "--id", "mine")
    assert made.returncode == 0, made.stderr
    assert "--questionnaire mine" in made.stdout
    done = run("check", "--strict")
    assert done.returncode == 0, done.stderr
    assert "mine" in run("list").stdout
    assert "Q8.2.1-901" in run("show", "mine").stdout


def test_a_new_pack_overwrites_nothing(run, tmp_path):
    kept = tmp_path / "questionnaires/sectors/other.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("id: other\nlabel: My sector\n")
    done = run("new", tmp_path, "--id", "mine")
    assert "was there already" in done.stdout
    assert kept.read_text() == "id: other\nlabel: My sector\n"
    again = run("new", tmp_path, "--id", "mine")
    assert again.returncode == 3
    assert "There is a questionnaire mine already." in again.stderr
