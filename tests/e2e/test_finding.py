"""`gapanalysis finding` over a pipe: what is decided is kept, shown with its reason and overwrites nothing."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pexpect
import pytest

from gapanalysis.model.assessment import FindingDecided
from gapanalysis.model.observation import Observation, Sample

PROGRAM = Path(sys.executable).with_name("gapanalysis")
WHY = ("--reason", "Seen on the second day")
SAMPLED = Observation(
    id=UUID("1a2b3c4d-0000-4000-8000-000000000001"),
    seen_at=datetime(2026, 11, 10, tzinfo=UTC),
    text="Three of five orders had no review",
    clauses=("8.2.3",),
    sample=Sample(not_conforming=3, drawn=5),
)


@pytest.fixture
def answered(workspace, example):
    """The example with every answer, and one observation that is sorted to a clause only."""
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    with workspace.start("acme", questionnaire, example.content.engagement, example.answers(questionnaire), [SAMPLED]):
        return workspace


@pytest.fixture
def finding(answered):
    """Run `gapanalysis finding acme ...` with a status; what it wrote to both streams comes back."""

    def run(*words, status=0):
        done = subprocess.run(
            [PROGRAM, "--workspace", answered.folder, "finding", "acme", *words],
            input="",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    return run


@pytest.fixture
def listed(finding):
    """The list as data: its parts, and the findings by id."""

    def read(*words):
        shown = json.loads(finding("list", "--json", *words))
        return shown, {each["id"]: each for each in shown["findings"]}

    return read


def test_a_grade_stands_beside_the_proposal(finding, listed):
    _, before = listed()
    assert before["F9.1.2-1"]["grade"] == before["F9.1.2-1"]["proposed"] == "likely major"
    assert "now likely minor" in finding("grade", "F9.1.2-1", "minor", *WHY)
    _, after = listed()
    assert (after["F9.1.2-1"]["grade"], after["F9.1.2-1"]["proposed"]) == ("likely minor", "likely major")
    shown = finding("list")
    assert "proposed: likely major" in shown
    assert "grade: Seen on the second day" in shown


def test_every_kind_is_kept_in_the_journal(finding, listed, answered, opened):
    finding("merge", "F9.1.3-1", "F9.1.3-2", "--headline", "Figures lead to no conclusion", *WHY)
    finding("split", "F8.2.1-2", "Two were not taken down", "Four stayed open", *WHY)
    finding("suppress", "F5.1.2-1", *WHY)
    finding("suppress", "F8.2.1-2b", *WHY)
    finding("restore", "F8.2.1-2b", *WHY)
    finding("edit", "F5.3-3", "--headline", "Nobody owns late deliveries", *WHY)
    added = finding(
        "add", "8.2.3", "minor", "Orders are not reviewed", "--action", "A8.2.3-1", "--observation", "1a2b", *WHY
    )
    assert "H1" in added
    shown, found = listed()
    assert found["F9.1.3-1"]["headline"] == "Figures lead to no conclusion"
    assert not {"F9.1.3-2", "F8.2.1-2", "F5.1.2-1"} & set(found)
    assert {"F8.2.1-2a", "F8.2.1-2b"} <= set(found)
    assert found["F5.3-3"]["headline"] == "Nobody owns late deliveries"
    assert [reason["rule"] for reason in found["H1"]["reasons"]] == ["by-hand", "sample"]
    assert [each["id"] for each in shown["suppressed"]] == ["F5.1.2-1"]
    with opened(answered) as case:
        bodies = [each.body for each in case.journal.records("acme") if isinstance(each.body, FindingDecided)]
    kinds = ["merge", "split", "suppress", "suppress", "restore", "edit", "add"]
    assert [body.decision.kind for body in bodies] == kinds


def test_the_report_carries_the_final_word(finding, answered, tmp_path):
    finding("suppress", "F5.1.2-1", *WHY)
    finding("edit", "F5.3-3", "--headline", "Nobody owns late deliveries", *WHY)
    finding("add", "8.2.3", "major", "Orders are not reviewed", "--recommendation", "Review every order", *WHY)
    command = [PROGRAM, "--workspace", answered.folder, "report", "acme", "-f", "html", "-o", tmp_path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    assert "Nobody owns late deliveries" in text
    assert "Orders are not reviewed" in text
    assert "F5.1.2-1" not in text
    assert "Seen on the second day" not in text


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("grade", "F9.1.2-1", "opportunity", *WHY), 4, "never an opportunity"),
        (("grade", "F9.1.2-1", "minor", "--reason", "no"), 4, "at least 3 words"),
        (("grade", "F9.1.2-1", "minor"), 2, "needs its reason"),
        (("suppress", "F9.1.2-99", *WHY), 4, "There is no finding F9.1.2-99"),
        (("restore", "F9.1.2-1", *WHY), 4, "neither suppressed"),
        (("merge", "F9.1.2-1", "--headline", "Alone", *WHY), 4, "at least 2 items"),
        (("add", "8.2.3", "minor", "No review", *WHY), 4, "a recommendation or an action"),
        (("add", "8.2.3", "minor", "No", "--observation", "ffff", "--action", "A8.2.3-1", *WHY), 4, "No observation"),
        (("add", "8.2.3", "minor", "No", "--sample", "5", "--action", "A8.2.3-1", *WHY), 4, "is no sample"),
        (("list", "--edition", "2008"), 4, "not assessed here"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(finding, listed, words, status, said):
    assert said in " ".join(finding(*words, status=status).split())
    shown, found = listed()
    assert shown["suppressed"] == shown["stale"] == []
    assert not any(each["decisions"] for each in found.values())


def test_the_list_shows_what_no_finding_carries_and_what_has_no_effect(finding, answered, opened):
    assert "1a2b3c4d" in finding("list")
    finding("suppress", "F5.3-3", *WHY)
    with opened(answered) as case:
        answer = case.assessment().answer("Q5.3-3")
        case.answer(answer.model_copy(update={"value": 3}))
    shown = finding("list")
    assert "decisions without effect now" in shown
    assert "suppress: Seen on the second day (not proposed)" in " ".join(shown.split())


def test_a_decision_on_changed_results_is_flagged(finding, answered, opened):
    finding("edit", "F5.3-3", "--headline", "Nobody owns late deliveries", *WHY)
    with opened(answered) as case:
        answer = case.assessment().answer("Q5.3-3")
        case.answer(answer.model_copy(update={"value": 0}))
    assert "look again" in finding("list")


def test_the_reason_is_asked_for_at_a_terminal(answered, opened):
    child = pexpect.spawn(
        str(PROGRAM),
        ["--workspace", str(answered.folder), "finding", "acme", "suppress", "F5.3-3"],
        encoding="utf-8",
        timeout=20,
    )
    child.expect("Why")
    child.sendline("Mended while we were there")
    child.expect("is suppressed")
    child.expect(pexpect.EOF)
    assert opened(answered).assessment().decisions[0].reason == "Mended while we were there"
