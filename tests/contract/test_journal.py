"""What every journal promises, whatever keeps it.

A new adapter is one more line in ADAPTERS: from an empty folder to a location for `open_journal`.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError

from gapanalysis.errors import AssessmentError, StoreError
from gapanalysis.model.assessment import (
    Answer,
    AnswerGiven,
    Basis,
    Engagement,
    EngagementSet,
    Observation,
    ObservationMade,
    Record,
    State,
)
from gapanalysis.model.observation import Sample, Sign
from gapanalysis.store import Entry, Journal, open_journal

ADAPTERS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: str(folder / "gapanalysis.db"),
}

AT = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
ENGAGEMENT = EngagementSet(engagement=Engagement(client="Example Valves", editions=("2015",)))


@pytest.fixture(params=ADAPTERS)
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ADAPTERS[request.param](tmp_path)


@pytest.fixture
def journal(location: str) -> Iterator[Journal]:
    with closing(open_journal(location)) as opened:
        yield opened


@pytest.fixture
def acme(journal: Journal) -> Journal:
    journal.create("ACME", "{}", entry(ENGAGEMENT))
    return journal


def answered(question: str = "Q9.1.2-1", value: object = 2) -> AnswerGiven:
    return AnswerGiven(answer=Answer.model_validate({"question": question, "state": "answered", "value": value}))


def entry(body: AnswerGiven | ObservationMade | EngagementSet | None = None, respondent: str = "") -> Entry:
    return Entry(id=uuid4(), at=AT, respondent=respondent, body=body or answered())


def elsewhere(counter: int = 1, device: str = "tablet", **changes: object) -> Record:
    given = {"id": uuid4(), "device": device, "counter": counter, "at": AT, "body": answered()}
    return Record.model_validate(given | changes)


def test_a_new_journal_has_no_assessments(journal):
    assert journal.names() == ()
    assert journal.respondents() == {}


def test_an_assessment_begins_with_its_questionnaire_and_first_entries(journal):
    text = '{"title": "Größe ≥ 3, 客户"}\n'
    journal.create("Ärzte & Söhne", text, entry(ENGAGEMENT), entry())
    assert journal.names() == ("Ärzte & Söhne",)
    assert journal.questionnaire("Ärzte & Söhne") == text
    assert [record.counter for record in journal.records("Ärzte & Söhne")] == [1, 2]


def test_an_assessment_may_begin_with_records_written_elsewhere(journal):
    journal.create("ACME", "{}", entry(), records=[elsewhere(8), elsewhere(3)])
    assert [record.counter for record in journal.records("ACME")] == [3, 8, 9]


def test_names_are_sorted(journal):
    for name in ("Zeta", "acme", "Beta"):
        journal.create(name, "{}")
    assert journal.names() == ("Beta", "Zeta", "acme")


def test_a_name_is_taken_once(acme):
    with pytest.raises(AssessmentError, match="already an assessment ACME"):
        acme.create("ACME", "{}", entry())
    assert len(acme.records("ACME")) == 1


@pytest.mark.parametrize("name", ["", " ACME", "ACME ", "AC\nME", "AC\0ME", "AC\udce4ME", "x" * 101])
def test_a_name_that_cannot_be_typed_again_is_refused(journal, name):
    with pytest.raises(AssessmentError, match="cannot be the name"):
        journal.create(name, "{}")
    assert journal.names() == ()


@pytest.mark.parametrize("name", ["Other", "acme", "AC\udce4ME"])
def test_an_unknown_assessment_is_said_to_be_unknown_and_the_known_ones_are_named(acme, name):
    asks = [
        lambda: acme.records(name),
        lambda: acme.questionnaire(name),
        lambda: acme.append(name, entry()),
        lambda: acme.merge(name, [elsewhere()]),
    ]
    for ask in asks:
        with pytest.raises(AssessmentError, match="There is no assessment") as stop:
            ask()
        assert "ACME" in stop.value.hint


def test_a_failed_beginning_leaves_nothing(journal):
    with pytest.raises(StoreError):
        journal.create("ACME", "{}", entry(), entry(respondent="nobody"))
    assert journal.names() == ()


def test_append_numbers_the_entries_and_names_the_device(acme):
    (first,) = acme.append("ACME", entry())
    second, third = acme.append("ACME", entry(), entry())
    assert [first.counter, second.counter, third.counter] == [2, 3, 4]
    assert first.device
    assert {record.device for record in acme.records("ACME")} == {first.device}
    assert acme.records("ACME")[1:] == (first, second, third)


def test_append_of_nothing_adds_nothing(acme):
    assert acme.append("ACME") == ()
    assert len(acme.records("ACME")) == 1


def test_assessments_count_for_themselves(acme):
    acme.create("Other", "{}")
    (record,) = acme.append("Other", entry())
    assert record.counter == 1


def test_two_stores_are_two_devices(acme, tmp_path_factory, request):
    location = ADAPTERS[request.node.callspec.params["location"]](tmp_path_factory.mktemp("other"))
    with closing(open_journal(location)) as other:
        other.create("ACME", "{}", entry())
        assert other.records("ACME")[0].device != acme.records("ACME")[0].device


def test_everything_said_comes_back_as_it_was(acme):
    key = acme.respondent("Sales lead")
    full = Answer(
        question="Q9.1.2-1",
        state=State.ANSWERED,
        value=[{"segment": "größte Kunden ✓", "share": "0.4", "kept": True, "n": 3, "none": None}],
        basis=Basis.VERIFIED,
        observation="**Seen**: three\n\nlines\u2028 and a \0",
        private_note='"quoted" \\ note',
        evidence=("minutes 2026-01", "order 4711"),
    )
    seen = Observation(
        id=uuid4(),
        seen_at=AT,
        text="3 of 5 orders had no review",
        sample=Sample(not_conforming=3, drawn=5, references=("4711", "4712")),
        sign=Sign.GAP,
        clauses=("8.2.3",),
    )
    planned = Answer(question="Q9.2-1", state=State.OPEN, planned_for=AT.date())
    entries = [
        Entry(id=uuid4(), at=AT, subject="Leeds", respondent=key, revision="3", body=AnswerGiven(answer=full)),
        entry(ObservationMade(observation=seen)),
        entry(AnswerGiven(answer=planned)),
    ]
    acme.append("ACME", *entries)
    for given, kept in zip(entries, acme.records("ACME")[1:], strict=True):
        assert kept.model_dump(exclude={"device", "counter"}) == given.model_dump()


def test_times_are_kept_as_the_same_moment_in_utc(acme):
    local = AT.astimezone(timezone(timedelta(hours=-7)))
    (record,) = acme.append("ACME", Entry(id=uuid4(), at=local, body=answered()))
    assert record.at == AT
    assert acme.records("ACME")[1].at.utcoffset() == timedelta(0)


def test_an_entry_needs_a_time_zone():
    with pytest.raises(ValidationError, match="timezone"):
        Entry(id=uuid4(), at=AT.replace(tzinfo=None), body=answered())


def test_an_id_is_appended_once_and_its_whole_step_is_undone(acme):
    again = entry()
    acme.append("ACME", again)
    with pytest.raises(StoreError, match="kept already") as stop:
        acme.append("ACME", entry(), again)
    assert stop.value.code == "store-record-exists"
    assert len(acme.records("ACME")) == 2


def test_a_number_that_json_does_not_know_is_refused_rather_than_lost(acme):
    with pytest.raises(StoreError, match="JSON"):
        acme.append("ACME", entry(answered(value={"share": float("nan")})))
    assert len(acme.records("ACME")) == 1


def test_merge_keeps_place_and_device_and_says_what_is_new(acme):
    records = [elsewhere(7), elsewhere(2), elsewhere(2, device="laptop")]
    new = acme.merge("ACME", records)
    assert new == tuple(sorted(records, key=lambda record: record.position))
    assert acme.records("ACME")[1:] == new


def test_merge_twice_is_merge_once(acme):
    records = [elsewhere(1), elsewhere(2)]
    acme.merge("ACME", records)
    before = acme.records("ACME")
    assert acme.merge("ACME", reversed(records)) == ()
    assert acme.merge("ACME", [*before, *before]) == ()
    assert acme.records("ACME") == before


def test_append_after_merge_comes_after_everything_known(acme):
    acme.merge("ACME", [elsewhere(40)])
    (record,) = acme.append("ACME", entry())
    assert record.counter == 41
    assert acme.records("ACME")[-1] == record


def test_one_record_may_belong_to_two_assessments(acme):
    acme.create("What if", "{}", records=acme.records("ACME"))
    assert acme.records("What if") == acme.records("ACME")


def test_merge_refuses_a_record_that_was_altered(acme):
    record = elsewhere()
    acme.merge("ACME", [record])
    with pytest.raises(StoreError, match="says something else") as stop:
        acme.merge("ACME", [elsewhere(9), record.model_copy(update={"body": answered(value=3)})])
    assert stop.value.code == "store-record-differs"
    assert len(acme.records("ACME")) == 2


def test_merge_refuses_two_records_in_one_place(acme):
    acme.merge("ACME", [elsewhere(5)])
    with pytest.raises(StoreError, match="where another record stands") as stop:
        acme.merge("ACME", [elsewhere(4), elsewhere(5)])
    assert stop.value.code == "store-record-clash"
    assert len(acme.records("ACME")) == 2


def test_merge_refuses_what_could_not_be_put_in_order_later(acme):
    with pytest.raises(StoreError, match="counter above"):
        acme.merge("ACME", [elsewhere(2**53)])
    assert len(acme.records("ACME")) == 1


def test_a_respondent_has_one_key(journal):
    key = journal.respondent("Quality lead")
    assert journal.respondent("  Quality lead ") == key
    assert journal.respondent("Buyer") != key
    assert list(journal.respondents().values()) == ["Buyer", "Quality lead"]
    assert "Quality" not in key


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\udce4"])
def test_a_respondent_needs_a_name(journal, name):
    with pytest.raises(StoreError, match="name of a respondent"):
        journal.respondent(name)


def test_a_name_is_never_taken_for_a_key(acme):
    with pytest.raises(StoreError, match="no respondent with the key") as stop:
        acme.append("ACME", entry(respondent="Quality lead"))
    assert stop.value.code == "respondent-unknown"


def test_an_erased_respondent_leaves_a_key_that_leads_nowhere(acme):
    key = acme.respondent("Quality lead")
    acme.append("ACME", entry(respondent=key))
    acme.erase_respondent(key)
    acme.erase_respondent(key)
    assert acme.respondents() == {}
    assert acme.records("ACME")[1].respondent == key
    acme.append("ACME", entry(respondent=key))
    assert acme.respondent("Quality lead") != key


def test_an_unknown_respondent_cannot_be_erased(journal):
    with pytest.raises(StoreError, match="no respondent with the key"):
        journal.erase_respondent("Quality lead")


def test_respondents_of_merged_records_have_no_name_here(acme):
    acme.merge("ACME", [elsewhere(respondent="0123456789abcdef")])
    assert acme.respondents() == {}
    assert acme.records("ACME")[1].respondent == "0123456789abcdef"
    acme.append("ACME", entry(respondent="0123456789abcdef"))


def test_a_closed_journal_says_so(journal):
    journal.close()
    journal.close()
    with pytest.raises(StoreError, match="closed"):
        journal.names()


def test_everything_is_there_after_reopening(location):
    with closing(open_journal(location)) as journal:
        journal.create("ACME", '{"id": "full"}', entry(ENGAGEMENT), entry())
        key = journal.respondent("Buyer")
        before = journal.records("ACME")
    with closing(open_journal(location, create=False)) as journal:
        assert journal.names() == ("ACME",)
        assert journal.questionnaire("ACME") == '{"id": "full"}'
        assert journal.records("ACME") == before
        assert journal.respondents() == {key: "Buyer"}
        (record,) = journal.append("ACME", entry())
        assert (record.device, record.counter) == (before[0].device, 3)


def test_a_second_reader_sees_what_was_acknowledged_and_nothing_else(acme, location):
    with closing(open_journal(location)) as other:
        acme.append("ACME", entry())
        assert other.records("ACME") == acme.records("ACME")


# Each line written is one acknowledged append: the counters of its records.
WRITER = """
import sys
from datetime import datetime, UTC
from uuid import uuid4
from gapanalysis.model.assessment import Answer, AnswerGiven
from gapanalysis.store import Entry, open_journal

def entry(step):
    body = AnswerGiven(answer=Answer(question="Q1-1", state="answered", value=step, observation="x" * 2000))
    return Entry(id=uuid4(), at=datetime.now(UTC), body=body)

location, steps = sys.argv[1], int(sys.argv[2])
sys.stdin.readline()
journal = open_journal(location, timeout=60)
for step in range(steps):
    written = journal.append("ACME", *(entry(step) for _ in range(1 + step % 3)))
    print(*(record.id for record in written), flush=True)
journal.close()
"""


def writer(location: str, steps: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, location, str(steps)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_programs_writing_at_once_neither_lose_nor_repeat_a_counter(acme, location):
    writers = [writer(location, 60) for _ in range(2)]
    for process in writers:
        process.stdin.write("go\n")
        process.stdin.flush()
    acknowledged: list[str] = []
    for process in writers:
        output, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        acknowledged += output.split()
    records = acme.records("ACME")
    assert [record.counter for record in records] == list(range(1, 242))
    assert {record.id for record in records[1:]} == {UUID(text) for text in acknowledged}
    assert len(acknowledged) == 240


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_what_was_acknowledged_survives_a_killed_program(location):
    with closing(open_journal(location)) as journal:
        journal.create("ACME", "{}")
    acknowledged: list[str] = []
    for seconds in (0, 0.01, 0.03, 0.06, 0.1):
        process = writer(location, 100_000)
        process.stdin.write("go\n")
        process.stdin.flush()
        acknowledged += process.stdout.readline().split()
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        # A line cut short by the kill was not acknowledged.
        output, _ = process.communicate(timeout=60)
        acknowledged += output[: output.rfind("\n") + 1].split()
        with closing(open_journal(location)) as journal:
            records = journal.records("ACME")
        assert [record.counter for record in records] == list(range(1, len(records) + 1))
        assert {UUID(text) for text in acknowledged} <= {record.id for record in records}
    assert len(acknowledged) > 20


OPENER = """
import sys
from gapanalysis.store import open_journal

sys.stdin.readline()
for location in sys.argv[1:]:
    open_journal(location, timeout=60).close()
"""


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_programs_may_make_a_journal_at_the_same_moment(adapter, tmp_path):
    folders = [tmp_path / str(number) for number in range(150)]
    for folder in folders:
        folder.mkdir()
    command = [sys.executable, "-c", OPENER, *(ADAPTERS[adapter](folder) for folder in folders)]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True) for _ in range(3)]
    time.sleep(0.5)  # All have done their imports and wait: from here on they run side by side.
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.close()
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
