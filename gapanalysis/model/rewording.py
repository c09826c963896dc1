"""A report that was edited as a Word file: what came back, and what that means for each text the journal can keep."""

from enum import StrEnum

from gapanalysis.model.base import Value
from gapanalysis.model.block import Mark


class Block(Value):
    """A text of a Word file.

    Attributes:
        key: the fingerprint of its name, which is there even where the name was lost.
        name: such as `headline`; empty where the program that saved the file dropped it.
        text: the words as they are in the file; changes that are tracked count as accepted.
        mark: how it was written; None where the file no longer says.
        tracked: whether changes in it are tracked.
    """

    key: str
    name: str
    text: str
    mark: Mark | None
    tracked: bool = False


class Returned(Value):
    """A Word file as it came back. A block is in it twice where it was copied and the copies differ.

    `assessment` is what the file says it was made from; `comments` how many it has.
    """

    assessment: str
    blocks: tuple[Block, ...]
    comments: int = 0


class Fate(StrEnum):
    """What becomes of a text that was edited."""

    TAKEN = "taken"
    """The journal takes it."""

    CONFLICT = "conflict"
    """It was put in other words in the journal too, after the file was written."""

    UNSURE = "unsure"
    """It differs from what stands now, and the file no longer says how it was written."""

    EMPTY = "empty"
    """No word is left of it."""

    UNKNOWN = "unknown"
    """The report has no such text, or no longer has it."""

    DOUBLE = "double"
    """It is in the file twice, with different words."""

    LONG = "long"
    """It is longer than the journal keeps."""


class Rewording(Value):
    """A text that was edited in the file.

    Attributes:
        block: its name.
        text: its words in the file.
        stands: its words as a report written now has them; empty where it has no such text.
        outdated: what it rests on changed after the file was written.
        tracked: it has changes that nobody accepted yet; they count as accepted.
        places: the words of the journal have places such as `{customers}`, which those of the file have no longer.
    """

    block: str
    text: str
    stands: str
    fate: Fate
    outdated: bool = False
    tracked: bool = False
    places: bool = False

    @property
    def of_finding(self) -> bool:
        """Whether the journal keeps it as a decision about a finding, with its reason."""
        return self.block.startswith("finding.")


class Rewordings(Value):
    """All that a file comes to; `missing` names the texts that the report has and the file has not."""

    texts: tuple[Rewording, ...]
    missing: tuple[str, ...]
    comments: int

    def of(self, *fates: Fate) -> tuple[Rewording, ...]:
        """Those with one of these fates, in the order of the report."""
        return tuple(each for each in self.texts if each.fate in fates)
