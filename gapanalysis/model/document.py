"""What people do with the document itself: texts they edited, comments of the client, and the stages it reaches.

All of it is kept in the journal beside the answers, and survives every new rendering.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.judgement import FindingId

_SECTION = r"section\.[a-z][a-z0-9]*(-[a-z0-9]+)*"
_ACTION = r"action\.A\d{1,2}(\.\d{1,2}){0,3}-\d{1,3}"
BlockId = Annotated[str, Field(pattern=rf"^(headline|summary|{_SECTION}|{_ACTION})$")]
"""A text of the report that a person may put in other words. Findings are edited as findings (`model.judgement`)."""

LONGEST_TEXT = 4000
"""Letters that are kept of a text in other words."""


class Edit(Value):
    """A text put in other words. `text` is empty where the generated one is to stand again.

    `over` is what the results said when it was edited, so that a later change of them is noticed; empty where that is
    known to be something else than what they say now.
    """

    block: BlockId
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    over: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""


class EditedBlock(Value):
    """An edit as it stands; `generated` is what the rules say now, `changed_since` that they said otherwise then."""

    block: BlockId
    text: str
    generated: str
    changed_since: bool


class Comment(Value):
    """What the client says of a finding in the draft, or what is answered to that."""

    id: UUID
    finding: FindingId
    text: Annotated[str, Field(min_length=1, max_length=4000)]
    by: Literal["client", "assessor"]
    on: date
    reply_to: UUID | None = None


class Stage(StrEnum):
    """How far a document is: being worked on, given to the client to check the facts, or issued."""

    WORKING = "working"
    DRAFT = "draft"
    ISSUED = "issued"


class StageReached(Value):
    """A stage the document reached.

    Attributes:
        version: the version of the document, such as 1.0.
        on: the day the document speaks of.
        note: what changed since the version before, in a sentence; may be empty.
        program: the version of this program that made it.
        digest: of the results as the client has them, so that a later rendering of an issued report can be held
            against it.
    """

    stage: Stage
    version: Annotated[str, Field(min_length=1, max_length=20)]
    on: date
    note: Annotated[str, Field(max_length=1000)] = ""
    program: str = ""
    digest: str = ""
