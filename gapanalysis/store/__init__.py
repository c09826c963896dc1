"""Where assessments are kept: the `Journal` port and its adapters."""

from pathlib import Path

from gapanalysis.errors import StoreError
from gapanalysis.store.journal import Entry, Journal
from gapanalysis.store.sqlite import SqliteJournal

__all__ = ["Entry", "Journal", "open_journal"]


def open_journal(location: Path | str, *, create: bool = True, timeout: float = 10.0) -> Journal:
    """Open the journal at a location with the adapter that fits.

    Args:
        location: path of a SQLite file, or the URL of a database server.
        create: whether to make the journal where there is none; its folder must exist.
        timeout: seconds to wait while another program writes.

    Raises:
        StoreError: the journal cannot be opened, is not a journal, or no adapter knows such a URL.
    """
    scheme, separator, _ = str(location).partition("://")
    if not separator:
        return SqliteJournal(Path(location), create=create, timeout=timeout)
    if scheme.partition("+")[0] in {"postgresql", "postgres"}:
        message = "Journals in PostgreSQL are not there yet."
    else:
        message = f"No journal can be kept at a {scheme}:// address."
    # The URL may hold a password and is not repeated.
    raise StoreError(message, hint="Give the path of a file, such as gapanalysis.db.", code="store-adapter")
