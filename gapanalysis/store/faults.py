"""Errors of SQLite in words for the person who can mend them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from gapanalysis.errors import StoreError


class _Fault(NamedTuple):
    code: str
    message: str
    hint: str


_LOCKED = _Fault(
    "store-locked",
    "Another program is writing to the journal and did not finish in time.",
    "Close the other program, or try again in a moment.",
)
_DAMAGED = _Fault(
    "store-damaged",
    "The journal is damaged.",
    "Keep the file as it is and go back to a backup; docs/store.md says how to save what can be read.",
)
_NO_ACCESS = _Fault(
    "store-no-access",
    "The journal cannot be opened.",
    "Check that you may read and write the file and its folder.",
)

_FAULTS = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: _NO_ACCESS,
    sqlite3.SQLITE_PERM: _NO_ACCESS,
    sqlite3.SQLITE_NOTADB: _Fault(
        "store-not-a-journal",
        "The file is no database.",
        "Give the path of a journal, or of a file that does not exist yet.",
    ),
    sqlite3.SQLITE_READONLY: _Fault(
        "store-read-only",
        "The journal can be read but not written.",
        "Give yourself write permission for the file and its folder, or work on a copy.",
    ),
    sqlite3.SQLITE_FULL: _Fault(
        "store-full",
        "The disk is full; nothing of this step was kept.",
        "Free some space and do the step again.",
    ),
    sqlite3.SQLITE_IOERR: _Fault(
        "store-disk",
        "The disk did not read or write as asked.",
        "Check the disk and its free space; a journal belongs on a local disk, not on a network drive.",
    ),
}

_PRIMARY = 0xFF
"""The low byte of an extended result code is its primary code (sqlite.org/rescode.html)."""


def primary_code(error: sqlite3.Error) -> int | None:
    """The primary result code of SQLite; None where the error came from Python's side."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _PRIMARY


@contextmanager
def as_store_errors(path: Path) -> Iterator[None]:
    """Turn every error of SQLite inside into a `StoreError` about the journal at this path."""
    try:
        yield
    except sqlite3.Error as error:
        fault = _FAULTS.get(primary_code(error) or sqlite3.SQLITE_OK)
        if fault is None:
            message = f"The journal could not be read or written: {error}."
            raise StoreError(message, code="store-failed", source=str(path)) from error
        raise StoreError(fault.message, hint=fault.hint, code=fault.code, source=str(path)) from error
