"""The port of the store: what every journal can do, whatever keeps it."""

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from pydantic import AwareDatetime

from gapanalysis.model.assessment import WHOLE_ORGANISATION, Body, Record
from gapanalysis.model.base import Value


class Entry(Value):
    """What a caller hands in: a record without its place in the order, which only the store can give.

    Attributes:
        id: made by the caller; an id the assessment already has is refused.
        at: any time zone; kept as UTC.
        subject: site or process.
        respondent: a key from `Journal.respondent`, never a name; empty when nobody in particular.
        revision: the revision of the question answered; empty for other bodies.
    """

    id: UUID
    at: AwareDatetime
    subject: str = WHOLE_ORGANISATION
    respondent: str = ""
    revision: str = ""
    body: Body


class Journal(Protocol):
    """All assessments of a workspace, each with its questionnaire and its records.

    A record is never changed and never removed. A method that returned has written for good: its records survive a
    killed program and a power cut. Several programs may write at once. One journal object serves one thread.
    Every method raises `StoreError` when the journal cannot be read or written, and `AssessmentError` for the name of
    an assessment that does not exist.
    """

    def create(self, name: str, questionnaire: str, *entries: Entry, records: Iterable[Record] = ()) -> None:
        """Begin an assessment, with its first entries, all of it or nothing.

        Args:
            name: printable, without spaces at the ends, 1-100 characters.
            questionnaire: the resolved questionnaire as JSON; kept as it is and not looked into.
            entries: what is known from the start, usually the engagement.
            records: records written elsewhere, as `merge` takes them; they come before the entries.

        Raises:
            AssessmentError: the name is taken or cannot be used.
        """
        ...

    def names(self) -> tuple[str, ...]:
        """The names of all assessments, sorted; empty when there is none."""
        ...

    def questionnaire(self, name: str) -> str:
        """The questionnaire the assessment began with, as JSON."""
        ...

    def append(self, name: str, *entries: Entry) -> tuple[Record, ...]:
        """Add entries in the order given, all of them or none, and return them as records.

        Each gets a `counter` one more than the highest in the assessment, and the `device` of this store.

        Raises:
            StoreError: an id is there already, or a respondent's key is not known.
        """
        ...

    def merge(self, name: str, records: Iterable[Record]) -> tuple[Record, ...]:
        """Take in records written elsewhere, all of them or none, and return those that are new, in journal order.

        Records it already has are passed over, so the same file may be taken in twice. Respondents it does not know
        stay without a name.

        Raises:
            StoreError: a record has the id of another but says something else; two different records claim the same
                device and counter.
        """
        ...

    def records(self, name: str) -> tuple[Record, ...]:
        """Every record of the assessment in journal order (`Record.position`); empty when there is none."""
        ...

    def respondent(self, name: str) -> str:
        """The key of the respondent with this name, made at random when the name is new.

        Raises:
            StoreError: the name is empty or cannot be printed.
        """
        ...

    def respondents(self) -> Mapping[str, str]:
        """Key to name of every respondent whose name is known, sorted by name; erased ones are not in it."""
        ...

    def erase_respondent(self, key: str) -> None:
        """Forget a respondent's name for good; the records keep the key, which then leads nowhere.

        Erasing twice does no harm.

        Raises:
            StoreError: no respondent has this key, or another program keeps a copy of the name from being removed.
        """
        ...

    def close(self) -> None:
        """Let go of the journal; closing twice does no harm."""
        ...
