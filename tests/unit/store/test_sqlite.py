"""What only the SQLite journal promises: about its file, its schema and the faults of a disk."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from gapanalysis.errors import StoreError
from gapanalysis.model.assessment import AnswerGiven, FindingDecided
from gapanalysis.model.judgement import Suppressed
from gapanalysis.store import Entry, open_journal
from gapanalysis.store.schema import APPLICATION_ID, MIGRATIONS

TABLE_HAS_ROWS = 30


def entry(observation: str = "") -> Entry:
    body = AnswerGiven.model_validate(
        {"answer": {"question": "Q1-1", "state": "answered", "value": 1, "observation": observation}}
    )
    return Entry(id=uuid4(), at=datetime(2026, 3, 2, tzinfo=UTC), body=body)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "gapanalysis.db"
    with closing(open_journal(file)) as journal:
        journal.create("ACME", "{}", *(entry("x" * 500) for _ in range(TABLE_HAS_ROWS)))
    return file


@pytest.fixture
def journal(path: Path) -> Iterator:
    with closing(open_journal(path, timeout=0.1)) as opened:
        yield opened


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def refusal(path: Path) -> StoreError:
    """The refusal to open the file, which must leave it and its folder as they were."""
    before = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    with pytest.raises(StoreError) as stop:
        open_journal(path, timeout=0.1)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()} == before
    assert stop.value.hint
    assert stop.value.source == str(path)
    return stop.value


def test_the_file_says_whose_it_is_and_how_old(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_write_reaches_the_disk_before_it_is_acknowledged(journal):
    settings = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "fullfsync": 1}
    assert {name: journal._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings} == settings


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_a_journal_of_every_older_version_is_brought_up_to_date(tmp_path, version):
    path = tmp_path / "old.db"
    older = [statement for script in MIGRATIONS[:version] for statement in script]
    change(path, *older, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {version}")
    with closing(open_journal(path)) as journal:
        journal.create("ACME", "{}", entry())
        assert len(journal.records("ACME")) == 1


def test_decisions_about_findings_need_the_second_version(tmp_path, monkeypatch):
    path = tmp_path / "gapanalysis.db"
    body = FindingDecided(decision=Suppressed(finding="F4.2-1", reason="Seen on site"))
    with monkeypatch.context() as older:
        older.setattr("gapanalysis.store.schema.MIGRATIONS", MIGRATIONS[:1])
        with closing(open_journal(path)) as journal:
            journal.create("ACME", "{}", entry())
    with closing(open_journal(path)) as journal:
        journal.append("ACME", Entry(id=uuid4(), at=datetime(2026, 3, 2, tzinfo=UTC), body=body))
        assert [record.body.kind for record in journal.records("ACME")] == ["answer", "finding"]
    monkeypatch.setattr("gapanalysis.store.schema.MIGRATIONS", MIGRATIONS[:1])
    assert refusal(path).code == "store-newer"


def test_a_migration_that_fails_leaves_the_older_version(tmp_path, monkeypatch):
    path = tmp_path / "gapanalysis.db"
    open_journal(path).close()
    before = path.read_bytes()
    broken = ("CREATE TABLE more (x)", "CREATE TABLE more (x)")
    monkeypatch.setattr("gapanalysis.store.schema.MIGRATIONS", (*MIGRATIONS, broken))
    with pytest.raises(StoreError, match="already exists"):
        open_journal(path)
    assert path.read_bytes() == before


def test_a_newer_journal_is_refused_unharmed(path):
    change(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    stop = refusal(path)
    assert stop.code == "store-newer"
    assert f"schema {len(MIGRATIONS) + 1}" in stop.message


def test_a_database_of_another_program_is_refused_unharmed(tmp_path):
    change(tmp_path / "photos.db", "CREATE TABLE photo (id)")
    change(tmp_path / "other.db", "PRAGMA application_id = 7")
    assert refusal(tmp_path / "photos.db").code == "store-not-a-journal"
    assert refusal(tmp_path / "other.db").code == "store-not-a-journal"


def test_a_file_that_is_no_database_is_refused_unharmed(tmp_path):
    file = tmp_path / "answers.xlsx"
    file.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 40)
    assert refusal(file).code == "store-not-a-journal"


def test_an_empty_file_becomes_a_journal(tmp_path):
    file = tmp_path / "gapanalysis.db"
    file.touch()
    with closing(open_journal(file)) as journal:
        assert journal.names() == ()


def test_a_damaged_file_is_named_as_such(path):
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with closing(open_journal(path)) as journal, pytest.raises(StoreError) as stop:
        journal.records("ACME")
    assert stop.value.code == "store-damaged"


def test_a_file_cut_short_is_named_as_such(path):
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(StoreError) as stop, closing(open_journal(path)) as journal:
        journal.records("ACME")
    assert stop.value.code == "store-damaged"


def test_a_record_this_version_cannot_read_is_named(path):
    change(
        path,
        "INSERT INTO record VALUES (1, 99, 'd', '00000000-0000-4000-8000-000000000000', '2026-03-02T00:00:00+00:00', "
        """'organisation', NULL, '', '{"kind": "hologram"}')""",
    )
    with closing(open_journal(path)) as journal, pytest.raises(StoreError, match="00000000-0000-4000") as stop:
        journal.records("ACME")
    assert stop.value.code == "store-record-unreadable"


def test_a_folder_is_no_journal(tmp_path):
    assert refusal(tmp_path).code == "store-missing"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(StoreError, match="folder of the journal does not exist") as stop:
        open_journal(tmp_path / "none" / "gapanalysis.db")
    assert str(tmp_path / "none") in stop.value.hint


def test_looking_leaves_no_stray_file(tmp_path):
    with pytest.raises(StoreError, match="no journal here"):
        open_journal(tmp_path / "gapanalysis.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_names_that_mean_something_to_sqlite_are_plain_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:x?mode=memory"):
        open_journal(name).close()
        assert (tmp_path / name).stat().st_size


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://auditor:secret@db/gap", "PostgreSQL are not there yet"),
        ("postgresql+psycopg://auditor:secret@db/gap", "PostgreSQL are not there yet"),
        ("mysql://auditor:secret@db/gap", "at a mysql:// address"),
    ],
)
def test_a_server_is_refused_without_repeating_its_password(url, message):
    with pytest.raises(StoreError, match=message) as stop:
        open_journal(url)
    assert "secret" not in stop.value.message + stop.value.hint + stop.value.source


def test_a_writer_that_does_not_finish_is_waited_for_and_then_named(journal, path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as stop:
            journal.append("ACME", entry())
        assert stop.value.code == "store-locked"
        assert len(journal.records("ACME")) == TABLE_HAS_ROWS
    journal.append("ACME", entry())


def test_a_new_file_held_by_another_program_is_waited_for_and_then_named(tmp_path):
    path = tmp_path / "gapanalysis.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError) as stop:
            open_journal(path, timeout=0.1)
    assert stop.value.code == "store-locked"


def test_a_reader_that_delays_the_first_opening_is_waited_for(path):
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as reader:
        reader.execute("PRAGMA journal_mode = DELETE")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM assessment").fetchall()
        leaving = threading.Timer(0.2, reader.rollback)
        leaving.start()
        with closing(open_journal(path, timeout=30)) as journal:
            assert journal._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        leaving.join()


def test_a_full_disk_keeps_nothing_of_the_step_and_all_before_it(journal):
    pages = journal._connection.execute("PRAGMA page_count").fetchone()[0]
    journal._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError) as stop:
        journal.append("ACME", *(entry("x" * 30_000) for _ in range(9)))
    assert stop.value.code == "store-full"
    assert len(journal.records("ACME")) == TABLE_HAS_ROWS
    journal._connection.execute("PRAGMA max_page_count = 1000000")
    assert journal.append("ACME", entry())[0].counter == TABLE_HAS_ROWS + 1


@pytest.fixture
def ordinary() -> Iterator[Path]:
    """A folder everybody may enter, while the test runs without the rights of root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no users of this kind")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if user == 0:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def archived(folder: Path, source: Path) -> Path:
    """A copy that an ordinary user may read only."""
    user = os.geteuid()
    if os.getuid() == 0:
        os.seteuid(0)
    file = folder / "gapanalysis.db"
    shutil.copyfile(source, file)
    file.chmod(0o444)
    folder.chmod(0o777)
    os.seteuid(user)
    return file


def test_a_read_only_file_can_be_read_and_says_why_it_cannot_be_written(path, ordinary):
    with closing(open_journal(archived(ordinary, path))) as journal:
        assert len(journal.records("ACME")) == TABLE_HAS_ROWS
        with pytest.raises(StoreError) as stop:
            journal.append("ACME", entry())
        assert stop.value.code == "store-read-only"


def test_a_file_in_a_read_only_folder_is_refused_in_words(path, ordinary):
    file = archived(ordinary, path)
    os.seteuid(os.getuid())
    ordinary.chmod(0o555)
    if os.getuid() == 0:
        os.seteuid(65534)
    with pytest.raises(StoreError) as stop, closing(open_journal(file)) as journal:
        journal.append("ACME", entry())
    assert stop.value.code in {"store-no-access", "store-read-only"}
    with pytest.raises(StoreError) as stop:
        open_journal(ordinary / "new.db")
    assert stop.value.code == "store-no-access"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET body = '{}'",
        "UPDATE record SET counter = counter + 100",
        "DELETE FROM record",
        "DELETE FROM assessment",
        "INSERT OR REPLACE INTO record SELECT assessment, counter, device, 'x', at, '', NULL, '', '' FROM record",
        "INSERT OR REPLACE INTO record SELECT assessment, 900, 'other', id, at, '', NULL, '', '' FROM record",
    ],
)
def test_the_database_itself_refuses_to_change_a_record(path, statement):
    with closing(open_journal(path)) as journal:
        before = journal.records("ACME")
        with pytest.raises(sqlite3.IntegrityError):
            journal._connection.execute(statement)
        assert journal.records("ACME") == before


def test_an_erased_name_is_nowhere_on_the_disk(journal, path):
    keys = [journal.respondent(f"Respondent Number {number}") for number in range(40)]
    for key in keys:
        journal.erase_respondent(key)
    assert not [file for file in path.parent.iterdir() if b"Respondent Number" in file.read_bytes()]


def test_a_name_that_a_reader_keeps_on_the_disk_can_be_erased_again(journal, path):
    key = journal.respondent("Respondent Number 1")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM respondent").fetchall()
        with pytest.raises(StoreError, match="keeps a trace"):
            journal.erase_respondent(key)
        assert journal.respondents() == {}
    journal.erase_respondent(key)
    assert not [file for file in path.parent.iterdir() if b"Respondent Number" in file.read_bytes()]


def test_a_copy_of_the_file_is_another_device_and_both_can_be_merged(journal, tmp_path):
    (copy := tmp_path / "copy").mkdir()
    with closing(sqlite3.connect(copy / "gapanalysis.db")) as target:
        journal._connection.backup(target)
    with closing(open_journal(copy / "gapanalysis.db")) as other:
        (there,) = other.append("ACME", entry())
        (here,) = journal.append("ACME", entry())
        assert here.device != there.device
        assert journal.merge("ACME", other.records("ACME")) == (there,)
        assert other.merge("ACME", journal.records("ACME")) == (here,)
        assert other.records("ACME") == journal.records("ACME")


def test_closing_leaves_one_file(path):
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_opening_needs_no_heavy_library(path):
    program = (
        "import sys; from gapanalysis.store import open_journal; open_journal(sys.argv[1]).close(); "
        "print(*sorted({'click', 'jinja2', 'sqlalchemy', 'weasyprint', 'yaml'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
