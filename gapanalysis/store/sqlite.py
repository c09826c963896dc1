"""The journal in a SQLite file. docs/store.md says what it promises and why it is built this way."""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from gapanalysis.errors import AssessmentError, StoreError
from gapanalysis.model.assessment import Record
from gapanalysis.store.faults import as_store_errors
from gapanalysis.store.journal import Entry
from gapanalysis.store.schema import prepare

_HIGHEST_COUNTER = 2**53 - 1
"""Readers of JSON are only sure to agree on integers up to here (RFC 8259, section 6)."""

_LONGEST_NAME = 100

_SELECT = "SELECT id, device, counter, at, subject, respondent, revision, body FROM record WHERE assessment = ?"


class SqliteJournal:
    """A `Journal` in one file, shared safely by several programs of one machine.

    Raises:
        StoreError: there is no journal and none may be made, or the file cannot be used as one; it is then untouched.
    """

    def __init__(self, path: Path, *, create: bool = True, timeout: float = 10.0) -> None:
        # Absolute, because SQLite takes names such as `:memory:` for more than a file name.
        self._path = path.absolute()
        self._check_place(create=create)
        with as_store_errors(self._path):
            self._connection = sqlite3.connect(self._path, timeout=timeout, isolation_level=None)
            try:
                prepare(self._connection, self._path, timeout)
            except BaseException:
                self._connection.close()
                raise

    def create(self, name: str, questionnaire: str, *entries: Entry, records: Iterable[Record] = ()) -> None:
        """Begin an assessment; see `Journal.create`."""
        if not 0 < len(name) <= _LONGEST_NAME or name != name.strip() or not name.isprintable():
            raise AssessmentError(
                f"{name!r} cannot be the name of an assessment.",
                hint=f"Use 1 to {_LONGEST_NAME} printable characters without spaces at the ends.",
                code="assessment-name",
            )
        with self._writing():
            if self._connection.execute("SELECT 1 FROM assessment WHERE name = ?", (name,)).fetchone():
                raise AssessmentError(
                    f"There is already an assessment {name}.",
                    hint="Choose another name.",
                    code="assessment-exists",
                    source=name,
                )
            row = self._connection.execute(
                "INSERT INTO assessment (name, questionnaire) VALUES (?, ?)", (name, questionnaire)
            )
            number = row.lastrowid or 0
            self._merge(number, records)
            self._append(number, entries)

    def names(self) -> tuple[str, ...]:
        """All names, sorted; see `Journal.names`."""
        with as_store_errors(self._path):
            return tuple(name for (name,) in self._connection.execute("SELECT name FROM assessment ORDER BY name"))

    def questionnaire(self, name: str) -> str:
        """The questionnaire kept with the assessment; see `Journal.questionnaire`."""
        with as_store_errors(self._path):
            query = "SELECT questionnaire FROM assessment WHERE number = ?"
            text: str = self._connection.execute(query, (self._number(name),)).fetchone()[0]
            return text

    def append(self, name: str, *entries: Entry) -> tuple[Record, ...]:
        """Add entries in one transaction; see `Journal.append`."""
        with self._writing():
            return self._append(self._number(name), entries)

    def merge(self, name: str, records: Iterable[Record]) -> tuple[Record, ...]:
        """Take in records written elsewhere, in one transaction; see `Journal.merge`."""
        with self._writing():
            return self._merge(self._number(name), records)

    def records(self, name: str) -> tuple[Record, ...]:
        """Every record in journal order; see `Journal.records`."""
        with as_store_errors(self._path):
            rows = self._connection.execute(f"{_SELECT} ORDER BY counter, device, id", (self._number(name),))
            return tuple(self._record(row) for row in rows)

    def respondent(self, name: str) -> str:
        """The key for a name; see `Journal.respondent`."""
        wanted = name.strip()
        if not wanted or not wanted.isprintable():
            raise StoreError(f"{name!r} cannot be the name of a respondent.", code="respondent-name")
        with self._writing():
            row = self._connection.execute("SELECT key FROM respondent WHERE name = ?", (wanted,)).fetchone()
            key: str = row[0] if row else secrets.token_hex(8)
            if row is None:
                self._connection.execute("INSERT INTO respondent (key, name) VALUES (?, ?)", (key, wanted))
            return key

    def respondents(self) -> Mapping[str, str]:
        """Key to name, sorted by name; see `Journal.respondents`."""
        with as_store_errors(self._path):
            query = "SELECT key, name FROM respondent WHERE name IS NOT NULL ORDER BY name"
            return dict(self._connection.execute(query).fetchall())

    def erase_respondent(self, key: str) -> None:
        """Forget a name, in the file and in its write-ahead log; see `Journal.erase_respondent`."""
        with self._writing():
            erased = self._connection.execute("UPDATE respondent SET name = NULL WHERE key = ?", (key,))
            if not erased.rowcount:
                raise self._unknown_respondent(key)
        with as_store_errors(self._path):
            (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(
                "The name is erased, but another program is reading the journal and keeps a trace of it on the disk.",
                hint="Close the other program and erase the same key again.",
                code="store-locked",
                source=str(self._path),
            )

    def close(self) -> None:
        """Let go of the file; see `Journal.close`."""
        with as_store_errors(self._path):
            self._connection.close()

    def _check_place(self, *, create: bool) -> None:
        if self._path.is_dir():
            message, hint = "A journal is a file, and this is a folder.", "Add the name of the file: gapanalysis.db."
        elif not self._path.parent.is_dir():
            message, hint = "The folder of the journal does not exist.", f"Make the folder {self._path.parent} first."
        elif not create and not self._path.exists():
            message, hint = "There is no journal here.", "Check the workspace, or begin an assessment in it."
        else:
            return
        raise StoreError(message, hint=hint, code="store-missing", source=str(self._path))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with as_store_errors(self._path), self._connection:
            # At once, so that no other program can take the same counter between our look and our write.
            self._connection.execute("BEGIN IMMEDIATE")
            yield

    def _number(self, name: str) -> int:
        query = "SELECT number FROM assessment WHERE name = ?"
        row = self._connection.execute(query, (name,)).fetchone() if name.isprintable() else None
        if row is None:
            raise AssessmentError(
                f"There is no assessment {name!r}.",
                hint=f"There are: {', '.join(self.names()) or 'none yet'}.",
                code="assessment-unknown",
            )
        number: int = row[0]
        return number

    def _append(self, assessment: int, entries: Iterable[Entry]) -> tuple[Record, ...]:
        query = "SELECT coalesce(max(counter), 0) + 1 FROM record WHERE assessment = ?"
        (following,) = self._connection.execute(query, (assessment,)).fetchone()
        device = self._device()
        return tuple(
            self._insert(assessment, Record(**dict(entry), device=device, counter=counter))
            for counter, entry in enumerate(entries, following)
        )

    def _merge(self, assessment: int, records: Iterable[Record]) -> tuple[Record, ...]:
        new = []
        for record in sorted(records, key=lambda record: record.position):
            kept = self._kept(assessment, record)
            if kept is None:
                self._check_foreign(record)
                if record.respondent:
                    self._connection.execute("INSERT OR IGNORE INTO respondent (key) VALUES (?)", (record.respondent,))
                new.append(self._insert(assessment, record))
            elif kept != record:
                raise self._refused(record, "is kept already and says something else", "store-record-differs")
        return tuple(new)

    def _check_foreign(self, record: Record) -> None:
        if record.counter > _HIGHEST_COUNTER:
            raise self._refused(record, f"has a counter above {_HIGHEST_COUNTER}", "store-record-unusable")

    def _device(self) -> str:
        # The key goes with the file it was made in: a copy of the workspace that both sides write to, or a backup
        # put back, is another device, or the two could never be merged.
        status = self._path.stat()
        file = f"{status.st_dev:x}-{status.st_ino:x}"
        row = self._connection.execute("SELECT key FROM device WHERE file = ?", (file,)).fetchone()
        key: str = row[0] if row else secrets.token_hex(8)
        if row is None:
            self._connection.execute("INSERT INTO device (key, file) VALUES (?, ?)", (key, file))
        return key

    def _insert(self, assessment: int, given: Record) -> Record:
        record = given.model_copy(update={"at": given.at.astimezone(UTC)})
        row = {
            **record.model_dump(exclude={"id", "at", "respondent", "body"}),
            "assessment": assessment,
            "id": str(record.id),
            "at": record.at.isoformat(),
            "respondent": record.respondent or None,
            "body": self._body(record),
        }
        try:
            self._connection.execute(
                "INSERT INTO record (assessment, id, device, counter, at, subject, respondent, revision, body) "
                "VALUES (:assessment, :id, :device, :counter, :at, :subject, :respondent, :revision, :body)",
                row,
            )
        except sqlite3.IntegrityError as error:
            raise self._constraint(assessment, record, error) from error
        return record

    def _body(self, record: Record) -> str:
        try:
            return json.dumps(record.body.model_dump(mode="json"), ensure_ascii=False, allow_nan=False)
        except ValueError as error:
            raise self._refused(record, "holds a number that JSON does not know", "store-record-unusable") from error

    def _kept(self, assessment: int, record: Record) -> Record | None:
        row = self._connection.execute(f"{_SELECT} AND id = ?", (assessment, str(record.id))).fetchone()
        return self._record(row) if row else None

    def _record(self, row: tuple[str, str, int, str, str, str | None, str, str]) -> Record:
        identity, device, counter, at, subject, respondent, revision, body = row
        try:
            return Record.model_validate(
                {
                    "id": identity,
                    "device": device,
                    "counter": counter,
                    "at": at,
                    "subject": subject,
                    "respondent": respondent or "",
                    "revision": revision,
                    "body": json.loads(body),
                }
            )
        except ValueError as error:
            raise StoreError(
                f"Record {identity} of the journal cannot be read.",
                hint="A newer version of this program may have written it; bring the program up to date.",
                code="store-record-unreadable",
                source=str(self._path),
            ) from error

    def _constraint(self, assessment: int, record: Record, error: sqlite3.IntegrityError) -> StoreError:
        if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            return self._unknown_respondent(record.respondent)
        if self._kept(assessment, record):
            return self._refused(record, "is kept already", "store-record-exists")
        return self._refused(
            record,
            f"claims place {record.counter} of device {record.device}, where another record stands",
            "store-record-clash",
            "Two copies of one journal were written to as if they were one; docs/store.md says what to do.",
        )

    def _unknown_respondent(self, key: str) -> StoreError:
        return StoreError(
            f"There is no respondent with the key {key!r}.",
            hint="Ask the journal for the key of a name first; records never hold names.",
            code="respondent-unknown",
            source=str(self._path),
        )

    def _refused(self, record: Record, why: str, code: str, hint: str = "") -> StoreError:
        return StoreError(f"Record {record.id} {why}; nothing was added.", hint=hint, code=code, source=str(self._path))
