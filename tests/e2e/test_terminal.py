"""A real terminal session: answered, gone back, noted, killed, resumed and finished, with nothing lost."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pexpect
import pytest

from gapanalysis.clock import today
from gapanalysis.model.assessment import Basis, State
from gapanalysis.workspace import Workspace

PROGRAM = Path(sys.executable).with_name("gapanalysis")


@pytest.fixture
def talk(profiled):
    """Start `gapanalysis answer` on a pseudo-terminal of 100 by 40."""
    spawned = []

    def start(*options):
        child = pexpect.spawn(
            str(PROGRAM),
            ["--workspace", str(profiled.folder), "answer", "acme", *options],
            encoding="utf-8",
            timeout=20,
            dimensions=(40, 100),
            env={**os.environ, "TERM": "xterm"},
        )
        spawned.append(child)
        return child

    yield start
    for child in spawned:
        child.close(force=True)


def at(child, question):
    """Wait until the screen shows this question and its prompt."""
    child.expect(rf"{question}\s")
    child.expect("\n> ")


def test_killed_and_resumed_with_nothing_lost(talk, profiled, opened):
    child = talk("--basis", "seen")
    at(child, "Q4.2-1")
    child.sendline("2 Two of the ten largest are missing from the list.")
    at(child, "Q4.2-2")
    child.sendline(":note PRIVATE the sales lead was not sure")
    child.expect("for you alone")
    at(child, "Q4.2-2")
    child.sendline("1")
    at(child, "Q4.2-3")
    child.sendline(":back")
    at(child, "Q4.2-2")
    child.sendline("3")
    at(child, "Q4.2-3")
    os.kill(child.pid, signal.SIGKILL)
    child.wait()

    child = talk("--basis", "seen")
    at(child, "Q4.2-3")
    child.sendline(":unknown")
    at(child, "Q4.2-4")
    child.sendline(":quit")
    child.expect("Saved")
    child.expect(pexpect.EOF)

    kept = opened(profiled).assessment().answers
    assert kept["Q4.2-1"].value == 2
    assert kept["Q4.2-1"].observation == "Two of the ten largest are missing from the list."
    assert kept["Q4.2-2"].value == 3
    assert kept["Q4.2-2"].private_note == "PRIVATE the sales lead was not sure"
    assert kept["Q4.2-2"].basis is Basis.SEEN
    assert kept["Q4.2-3"].state is State.DONT_KNOW
    assert "Q4.2-4" not in kept


def test_not_applicable_is_refused_where_the_clause_always_applies(talk, profiled, opened):
    child = talk()
    at(child, "Q4.2-1")
    child.sendline(":na we know them all")
    child.expect("cannot be declared not applicable")
    child.expect("4.2")
    at(child, "Q4.2-1")
    child.sendline(":quit")
    child.expect(pexpect.EOF)
    assert "Q4.2-1" not in opened(profiled).assessment().answers


def test_help_shows_what_the_sector_would_look_for_first(talk):
    child = talk("--plain", "--question", "Q5.3-4")
    at(child, "Q5.3-4")
    child.sendline(":help")
    child.expect("Evidence to look for[^-]*- hold tag raised at the machine\\s+- line stop called by an operator\\s+- ")
    child.expect("Usual gaps")


def test_help_names_whom_to_ask_in_the_words_of_the_organisation(talk):
    child = talk("--plain", "--question", "Q8.7-1")
    at(child, "Q8.7-1")
    child.sendline(":help")
    child.expect("Whom to ask[^{]*employees")


def test_help_list_jump_and_mistakes(talk):
    child = talk("--plain")
    at(child, "Q4.2-1")
    child.sendline(":help")
    child.expect("Why it matters to the customer")
    child.expect("Evidence to look for")
    child.expect("Enter: back to the question")
    child.sendline(":help comm")
    child.expect(":planned DATE")
    child.sendline("")
    at(child, "Q4.2-1")
    child.sendline("7")
    child.expect("'7' is no level of this scale")
    at(child, "Q4.2-1")
    child.sendline(":jmp")
    child.expect("is no command")
    at(child, "Q4.2-1")
    child.sendline(":j Q9.1.2-1")
    at(child, "Q9.1.2-1")
    child.sendline(":evidence survey of March")
    child.expect("Evidence kept")
    at(child, "Q9.1.2-1")
    child.sendline(":list")
    child.expect("x answered")
    child.sendline(":q")
    child.expect(pexpect.EOF)


def typed(item, answer):
    """What a person types for one answer of the example, in the order the commands are understood."""
    flat = " ".join(answer.observation.split())
    lines = [f":observe {flat}"] if flat else []
    lines += [f":evidence {one}" for one in answer.evidence]
    lines += [f":note {' '.join(answer.private_note.split())}"] if answer.private_note else []
    lines += [f":planned {answer.planned_for}"] if answer.planned_for else []
    lines += [f":basis {answer.basis}"]
    if answer.state is State.NOT_APPLICABLE:
        return [*lines, f":na {answer.justification}"]
    if isinstance(answer.value, list) and answer.value and isinstance(answer.value[0], dict):
        columns = [column.id for column in item.answer.columns]
        return [*lines, *(str(row.get(column, "")) for row in answer.value for column in columns), ""]
    if isinstance(answer.value, list):
        return [*lines, ",".join(answer.value)]
    if isinstance(answer.value, bool):
        return [*lines, "yes" if answer.value else "no"]
    return [*lines, str(answer.value)]


def test_the_example_typed_at_the_terminal_gives_the_same_report(begun, example, opened, tmp_path):
    """Every answer of the shipped example typed through a pipe: figures, findings and plan come out the same."""
    questionnaire = begun.questionnaire(example.content.questionnaire)
    answers = {answer.question: answer for answer in example.answers(questionnaire)}
    order = [question for question in questionnaire.by_id.values() if question.id in answers]
    script = "\n".join(line for question in order for line in typed(question, answers[question.id])) + "\n"
    run = subprocess.run(
        [PROGRAM, "--workspace", begun.folder, "answer", "acme"],
        input=script,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "Nothing is left to ask" in run.stdout

    given = (questionnaire, example.content.engagement, list(answers.values()))
    with Workspace(tmp_path / "loaded").start("acme", *given) as case:
        loaded = case.report(today())
    typed_in = opened(begun).report(today())
    assert [flat(f) for f in typed_in.main.findings] == [flat(f) for f in loaded.main.findings]
    assert typed_in.main.tally == loaded.main.tally
    assert typed_in.main.clauses == loaded.main.clauses
    assert typed_in.main.plan == loaded.main.plan
    assert typed_in.main.verdict == loaded.main.verdict
    assert typed_in.headline == loaded.headline
    assert typed_in.editions[1].tally == loaded.editions[1].tally


def flat(finding):
    """A finding with its observation on one line, as it is typed."""
    return finding.model_copy(update={"observation": " ".join(finding.observation.split())})


def test_start_asks_for_the_engagement_and_the_profile(opened, tmp_path):
    typed_lines = [
        "Invented Ltd",
        "a tender asks for it",
        "both",
        "pumps",
        "Leeds, York",
        "sales",
        "the night shift",
        "not reachable",
        "",
        "lead assessor",
        "",
        "managing director, sales lead",
        "2026-11-09",
        "2026-13-40",
        "2026-11-13",
        "",
        "",
        "",
        "soon",
        "2027-05-11 surveillance, 2028-04-11",
        "manufacturing",
        "pumps for water works",
        "42",
        ":quit",
    ]
    run = subprocess.run(
        [PROGRAM, "-w", tmp_path, "start", "acme"],
        input="\n".join(typed_lines) + "\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "'2026-13-40' does not fit" in run.stdout
    assessment = opened(Workspace(tmp_path)).assessment()
    assert assessment.engagement.client == "Invented Ltd"
    assert assessment.engagement.editions == ("2015", "2026")
    assert assessment.engagement.scope.sites == ("Leeds", "York")
    assert assessment.engagement.scope.left_out[0].reason == "not reachable"
    assert assessment.engagement.assessed_to == date(2026, 11, 13)
    assert [(visit.on.year, visit.kind) for visit in assessment.engagement.next_visits] == [
        (2027, "surveillance"),
        (2028, "visit"),
    ]
    assert assessment.answers["P.sector"].value == "manufacturing"
    assert assessment.answers["P.employees"].value == "42"


def test_observe_then_sort(profiled, opened):
    def observe(*arguments, **options):
        return subprocess.run(
            [PROGRAM, "-w", profiled.folder, "observe", "acme", *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **options,
        )

    assert observe("3 of 5 orders had no review", "8.2.3.1", "--sample", "3/5").returncode == 0
    assert observe("Forklift aisle blocked").returncode == 0
    refused = observe("No such clause", "8.99")
    assert refused.returncode == 4
    assert "There is no clause 8.99" in refused.stderr
    sorted_now = observe(input="nonsense\n7.4 Q7.4-2\n")
    assert "neither a clause nor a question" in sorted_now.stdout
    seen = opened(profiled).assessment().observations
    assert [(o.text, o.clauses, o.questions) for o in seen] == [
        ("3 of 5 orders had no review", ("8.2.3.1",), ()),
        ("Forklift aisle blocked", ("7.4",), ("Q7.4-2",)),
    ]
    assert (seen[0].sample.not_conforming, seen[0].sample.drawn) == (3, 5)


def test_notes_file_is_taken_whole_or_not_at_all(profiled, opened, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("# Monday\nGood: gauges are labelled [7.1.5.1]\n\nOne of four jobs unsigned [8.6 Q8.6-1 1/4]\n")
    command = [PROGRAM, "-w", profiled.folder, "observe", "acme", "--from", notes]
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    again = subprocess.run(command, check=True, timeout=60, capture_output=True, text=True)
    assert "0 observations kept, 2 there already" in again.stdout
    notes.write_text("Fine [8.6]\nWrong place [8x6]\nWrong sample [5/4]\n")
    refused = subprocess.run(command, check=False, timeout=60, capture_output=True, text=True)
    assert refused.returncode == 4
    assert "notes.txt:2:1" in refused.stderr
    assert "notes.txt:3:1" in refused.stderr
    assert len(opened(profiled).assessment().observations) == 2
