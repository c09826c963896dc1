"""`gapanalysis report` with its options: data to go on from, themes, and many assessments at once."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pexpect
import pikepdf
import pytest

from gapanalysis.cli.batch import Job, run
from gapanalysis.exchange.pdf_data import attached_data
from gapanalysis.workspace import Workspace

PROGRAM = Path(sys.executable).with_name("gapanalysis")
ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def questionnaire(example, tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("q")).questionnaire(example.content.questionnaire)


@pytest.fixture
def place(tmp_path, example, questionnaire):
    """A workspace with assessments of these names, begun on a day, with a few answers each."""

    def make(*names, on=ON):
        workspace = Workspace(tmp_path / "work")
        answers = [answer for answer in example.answers(questionnaire) if answer.question.startswith(("P.", "Q9.1.2"))]
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        for name in names:
            given = (questionnaire, example.content.engagement, answers, example.content.observations)
            workspace.start(name, *given, at=at).journal.close()
        return workspace

    return make


@pytest.fixture
def ga(tmp_path):
    """Run the program; output and errors come back."""

    def call(workspace, *words, status=0):
        command = [PROGRAM, "--workspace", workspace.folder, *words]
        done = subprocess.run(command, cwd=tmp_path, input="", capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == status, done.stderr
        return done.stdout.split(), done.stderr

    return call


def test_a_report_with_its_data_is_gone_on_from(place, ga, tmp_path):
    workspace = place("acme")
    (name,), _ = ga(workspace, "report", "acme", "-f", "pdf", "--attach-data", "--on", str(ON))
    content = (tmp_path / name).read_bytes()
    data = attached_data(content, name)
    assert b"PRIVATE" not in data
    assert json.loads(data)["questionnaire"] == "iso9001-customer-focus"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (attached,) = pdf.attachments.values()
        assert attached.obj.AFRelationship == "/Source"
        assert attached.get_file().creation_date == datetime(2026, 11, 23, tzinfo=UTC)
        assert len(pdf.Root.AF) >= 1
    ga(workspace, "start", "next", "--from", str(tmp_path / name))
    with workspace.open("acme") as first, workspace.open("next") as second:
        before, after = first.assessment(), second.assessment()
    public = {name: answer.model_copy(update={"private_note": ""}) for name, answer in before.answers.items()}
    assert {name: answer.value for name, answer in after.answers.items()} == {
        name: answer.value for name, answer in public.items()
    }
    assert after.answers["Q9.1.2-1"] == public["Q9.1.2-1"]
    assert after.observations == before.observations
    assert after.engagement == before.engagement


def test_the_same_report_with_data_has_the_same_bytes(place, ga, tmp_path):
    workspace = place("acme")
    words = ("report", "acme", "-f", "pdf", "--attach-data", "--on", str(ON))
    (first,), _ = ga(workspace, *words, "-o", "one")
    (second,), _ = ga(workspace, *words, "-o", "two")
    assert (tmp_path / first).read_bytes() == (tmp_path / second).read_bytes()


def test_without_being_asked_nothing_is_attached(place, ga, tmp_path):
    (name,), _ = ga(place("acme"), "report", "acme", "-f", "pdf")
    with pikepdf.open(tmp_path / name) as pdf:
        assert not pdf.attachments
    _, told = ga(place(), "start", "next", "--from", str(tmp_path / name), status=4)
    assert "No assessment is attached to" in told
    assert "--attach-data" in told


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--attach-data", "-f", "html", "acme"), "for a PDF"),
        (("--attach-data", "--version", "1.0", "acme"), "stays as it is"),
        ((), "Name one assessment"),
        (("acme", "--all"), "Name one assessment"),
        (("--all", "--version", "1.0"), "of one assessment"),
    ],
)
def test_options_that_do_not_go_together_are_refused(place, ga, words, message):
    _, told = ga(place("acme"), "report", *words, status=2)
    assert message in told


def test_another_theme_is_taken_by_its_name(place, ga, tmp_path):
    workspace = place("acme")
    (name,), _ = ga(workspace, "report", "acme", "-f", "html", "--theme", "ledger")
    assert "#1f3564" in (tmp_path / name).read_text()
    _, told = ga(workspace, "report", "acme", "-f", "html", "--theme", "leger", status=5)
    assert "There is no theme" in told
    assert "Use one of: ledger." in told


def test_progress_is_shown_in_one_line_of_a_terminal(place, tmp_path):
    workspace = place("acme")
    command = f"{PROGRAM} --workspace {workspace.folder} report acme -f pdf -o out"
    child = pexpect.spawn(
        command, cwd=str(tmp_path), env={**os.environ, "COLUMNS": "80"}, encoding="utf-8", timeout=120
    )
    shown = child.read()
    child.close()
    assert child.exitstatus == 0
    assert "composing chapters" in shown
    assert "laying out pages" in shown
    assert "drawing pages" in shown
    assert shown.rstrip().endswith("acme-gap-analysis.pdf")


# -- many at once -------------------------------------------------------------------------------------------------


def test_one_bad_assessment_does_not_stop_the_rest(place, ga, tmp_path):
    place("early", "soon")
    workspace = place("late", on=date(2027, 1, 15))
    paths, told = ga(workspace, "report", "--all", "-f", "html", "--on", str(ON), status=4)
    assert sorted(paths) == ["out/early-gap-analysis.html", "out/soon-gap-analysis.html"]
    assert all((tmp_path / path).stat().st_size for path in paths)
    assert "Error: late: Assessment late has no engagement on 2026-11-23" in told
    assert not list((tmp_path / "out").glob("*late*"))


def test_all_find_the_worst_gap(place, ga):
    workspace = place("one", "two")
    assert len(ga(workspace, "report", "--all", "-f", "json", "--fail-on", "major", status=10)[0]) == 2


def test_all_of_none_is_nothing(place, ga):
    assert ga(place(), "report", "--all")[0] == []


class Deadly:
    """Ends the process that unpacks it, as a fault in a library would."""

    def __reduce__(self):
        return (os._exit, (1,))


def test_a_worker_that_dies_takes_no_other_report_with_it(place, tmp_path):
    workspace = place("a", "b", "c", "d")
    jobs = [
        Job(workspace.folder, name, ("report",), ("json",), tmp_path / "out", ON, "", attach_data=False)
        for name in "abcd"
    ]
    jobs.insert(1, Job(Deadly(), "dead", ("report",), ("json",), tmp_path / "out", ON, "", attach_data=False))
    outcomes = {outcome.assessment: outcome for outcome in run(jobs, workers=2)}
    assert set(outcomes) == {"a", "b", "c", "d", "dead"}
    assert "was ended" in outcomes["dead"].failure
    assert [outcomes[name].failure for name in "abcd"] == [""] * 4
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [f"{n}-gap-analysis.json" for n in "abcd"]
