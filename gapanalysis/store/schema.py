"""Tables of the SQLite journal, and how a database of any age becomes one of today."""

import sqlite3
import time
from pathlib import Path

from gapanalysis.errors import StoreError
from gapanalysis.store.faults import primary_code

APPLICATION_ID = 0x47415041
"""`GAPA` in the header of the file says whose it is (sqlite.org/pragma.html#pragma_application_id)."""

_VERSION_1 = (
    """
    CREATE TABLE device (
        key TEXT NOT NULL PRIMARY KEY,
        file TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE respondent (
        key TEXT NOT NULL PRIMARY KEY,
        name TEXT UNIQUE
    )
    """,
    """
    CREATE TABLE assessment (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        questionnaire TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE record (
        assessment INTEGER NOT NULL REFERENCES assessment (number),
        counter INTEGER NOT NULL CHECK (counter >= 1),
        device TEXT NOT NULL,
        id TEXT NOT NULL,
        at TEXT NOT NULL,
        subject TEXT NOT NULL,
        respondent TEXT REFERENCES respondent (key),
        revision TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE (assessment, id),
        UNIQUE (assessment, device, counter)
    )
    """,
    "CREATE INDEX record_order ON record (assessment, counter, device, id)",
    """
    CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
    BEGIN
        SELECT RAISE(ABORT, 'a journal record is never changed');
    END
    """,
    """
    CREATE TRIGGER record_is_never_removed BEFORE DELETE ON record
    BEGIN
        SELECT RAISE(ABORT, 'a journal record is never removed');
    END
    """,
    # INSERT OR REPLACE removes rows without firing the trigger above.
    """
    CREATE TRIGGER record_is_never_replaced BEFORE INSERT ON record
    WHEN EXISTS (SELECT 1 FROM record WHERE assessment = NEW.assessment AND id = NEW.id)
        OR EXISTS (
            SELECT 1 FROM record
            WHERE assessment = NEW.assessment AND device = NEW.device AND counter = NEW.counter
        )
    BEGIN
        SELECT RAISE(ABORT, 'a journal record is never replaced');
    END
    """,
)

_VERSION_2 = ()  # records of decisions about findings

MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2)
"""What leads from each version of the schema to the next, oldest first. A script that was released never changes."""

_SETTINGS = (
    "PRAGMA synchronous = FULL",
    # On macOS a plain fsync leaves the data in the cache of the drive.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    # An erased name must not live on in the unused parts of a page.
    "PRAGMA secure_delete = ON",
)


def prepare(connection: sqlite3.Connection, path: Path, timeout: float) -> None:
    """Check that the database is ours, bring it up to date and set how it is written.

    Raises:
        StoreError: it belongs to another program or to a newer version of this one; it is then left as it was.
        sqlite3.Error: it cannot be read or written.
    """
    with connection:
        # One look at all of it: another program may be making the journal right now.
        connection.execute("BEGIN")
        version = _checked_version(connection, path)
    for setting in _SETTINGS:
        connection.execute(setting)
    if version < len(MIGRATIONS):
        _migrate(connection, path)
    if _single(connection, "PRAGMA journal_mode") != "wal":
        _write_ahead(connection, timeout)


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    application = _single(connection, "PRAGMA application_id")
    version = int(_single(connection, "PRAGMA user_version"))
    if application != APPLICATION_ID:
        if application or version or _single(connection, "SELECT count(*) FROM sqlite_master"):
            raise StoreError(
                "The file is a database of another program.",
                hint="Give the path of a journal, or of a file that does not exist yet.",
                code="store-not-a-journal",
                source=str(path),
            )
        return 0
    if version > len(MIGRATIONS):
        raise StoreError(
            f"The journal was written by a newer version of this program (schema {version}, "
            f"known up to {len(MIGRATIONS)}). It was left as it is.",
            hint="Bring the program up to date.",
            code="store-newer",
            source=str(path),
        )
    return version


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        # Another program may have migrated it while this one waited.
        version = _checked_version(connection, path)
        for script in MIGRATIONS[version:]:
            for statement in script:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _write_ahead(connection: sqlite3.Connection, timeout: float) -> None:
    # SQLite does not wait for other programs here, whatever the busy timeout.
    deadline = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _single(connection: sqlite3.Connection, query: str) -> str | int:
    value: str | int = connection.execute(query).fetchone()[0]
    return value
