"""What was said: the engagement, the answers, and the journal that keeps every one of them.

A journal record is never changed or removed. The present state is the fold of the journal (`engine.journal`).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, JsonValue

from gapanalysis.model.base import Value
from gapanalysis.model.document import Comment, Edit, StageReached
from gapanalysis.model.judgement import Decision
from gapanalysis.model.money import Currency
from gapanalysis.model.observation import Observation
from gapanalysis.model.standard import EditionId, Identifier

WHOLE_ORGANISATION = "organisation"
"""The subject of a record that speaks of no single site or process."""


class State(StrEnum):
    """Five different things everywhere, from here to the last table cell.

    `not asked`: the condition does not hold, or the question lies outside the agreed scope of this assessment.
    """

    OPEN = "open"
    DONT_KNOW = "don't know"
    ANSWERED = "answered"
    NOT_APPLICABLE = "not applicable"
    NOT_ASKED = "not asked"


class Basis(StrEnum):
    """What an answer rests on: somebody's word, something seen, or something checked against a second source."""

    CLAIMED = "claimed"
    SEEN = "seen"
    VERIFIED = "verified"


class Answer(Value):
    """The whole answer to one question at one time. A later answer to the same question replaces all of it.

    Attributes:
        value: what was answered, as JSON: an integer level, true or false, an option or a list of options, a
            number as text, an ISO date, text, or a list of rows; None unless `state` is `answered`.
        observation: printed in documents (Markdown).
        private_note: never rendered, never attached, exported only when asked for by name.
        justification: why it is not applicable; required with that state.
        carried_from: the assessment it was taken over from without having been checked again; empty for one given here.
        planned_for: for a gate not yet due before a first certification: the date it is planned for.
    """

    question: str
    state: Literal[State.OPEN, State.DONT_KNOW, State.ANSWERED, State.NOT_APPLICABLE]
    value: JsonValue = None
    basis: Basis = Basis.CLAIMED
    observation: Annotated[str, Field(max_length=40_000)] = ""
    private_note: Annotated[str, Field(max_length=40_000)] = ""
    evidence: tuple[Annotated[str, Field(max_length=400)], ...] = ()
    justification: Annotated[str, Field(max_length=4000)] = ""
    planned_for: date | None = None
    carried_from: Annotated[str, Field(max_length=200)] = ""


class LeftOut(Value):
    """Something deliberately outside this assessment: clauses and questions that are then not asked."""

    what: str
    reason: str
    clauses: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class Visit(Value):
    """A visit of the certification body that is already known."""

    on: date
    kind: str


class Scope(Value):
    """What is assessed and what is not."""

    statement: str = ""
    sites: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class Engagement(Value):
    """The frame of an assessment. `editions`: the first gives the verdict, a second stands beside it.

    `assessor`, `roles_met` and `roles` are roles, never names: a journal cannot be erased. `invented` marks an example
    organisation, and documents say so. `days_a_month` is what its people can give to the plan; None for what is usual
    at its size. `currency` is that of the organisation's own figures. `depth` names how deep to go; empty for what the
    questionnaire takes as usual, `full` for everything. `grades` names the grade scale of documents; empty for the
    usual names. `roles` says who it is that has a role of the questionnaire here ("quality lead": "office manager"),
    before what is usual at this size.
    """

    client: Annotated[str, Field(min_length=1, max_length=200)]
    editions: Annotated[tuple[EditionId, ...], Field(min_length=1, max_length=2)]
    assessor: str = ""
    firm: str = ""
    why_now: str = ""
    assessed_from: date | None = None
    assessed_to: date | None = None
    target_date: date | None = None
    certification_body: str = ""
    certificate_expiry: date | None = None
    next_visits: tuple[Visit, ...] = ()
    scope: Scope = Scope()
    roles_met: tuple[str, ...] = ()
    roles: Mapping[str, Annotated[str, Field(min_length=1, max_length=200)]] = {}
    agenda: tuple[str, ...] = ()
    documents_requested: tuple[str, ...] = ()
    documents_seen: tuple[str, ...] = ()
    independence: str = ""
    confidentiality: str = ""
    distribution: tuple[str, ...] = ()
    days_a_month: Annotated[Decimal, Field(gt=0, le=1000)] | None = None
    currency: Currency = "GBP"
    depth: Identifier | Literal[""] = ""
    grades: Identifier | Literal[""] = ""
    version: str = "0.1"
    invented: bool = False


class AnswerGiven(Value):
    """Body of a record: an answer."""

    kind: Literal["answer"] = "answer"
    answer: Answer


class ObservationMade(Value):
    """Body of a record: an observation, new or sorted anew (same id)."""

    kind: Literal["observation"] = "observation"
    observation: Observation


class EngagementSet(Value):
    """Body of a record: the engagement as it stands from here on."""

    kind: Literal["engagement"] = "engagement"
    engagement: Engagement


class FindingDecided(Value):
    """Body of a record: what the assessor decided about findings."""

    kind: Literal["finding"] = "finding"
    decision: Decision


class TextEdited(Value):
    """Body of a record: a text of the report put in other words."""

    kind: Literal["edit"] = "edit"
    edit: Edit


class CommentMade(Value):
    """Body of a record: a comment on a finding, or the answer to one."""

    kind: Literal["comment"] = "comment"
    comment: Comment


class StageSet(Value):
    """Body of a record: the document reached a stage."""

    kind: Literal["stage"] = "stage"
    reached: StageReached


Body = Annotated[
    AnswerGiven | ObservationMade | EngagementSet | FindingDecided | TextEdited | CommentMade | StageSet,
    Field(discriminator="kind"),
]


class Record(Value):
    """One entry of the journal.

    Order is (`counter`, `device`, `id`), never the clock: `counter` is one more than the highest the writing
    device has seen, so a record always comes after everything its writer knew of.

    Attributes:
        at: UTC; for people and for `on` dates, never for order.
        subject: site or process; `WHOLE_ORGANISATION` by default.
        respondent: a key, not a name; empty when nobody in particular.
        revision: the revision of the question answered; empty for other bodies.
    """

    id: UUID
    device: str
    counter: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    subject: str = WHOLE_ORGANISATION
    respondent: str = ""
    revision: str = ""
    body: Body

    @property
    def position(self) -> tuple[int, str, str]:
        """Its place in the total order of the journal."""
        return (self.counter, self.device, str(self.id))


class Assessment(Value):
    """The present state: what the journal folds to.

    `answers` has profile and questionnaire answers by question id, of the whole organisation; a question not in
    it is open. `observations` are in the order first seen, `decisions` about findings, `comments` and `stages` in
    journal order; `edits` has the last one of each block.
    """

    name: str
    engagement: Engagement
    answers: Mapping[str, Answer] = {}
    observations: tuple[Observation, ...] = ()
    decisions: tuple[Decision, ...] = ()
    edits: tuple[Edit, ...] = ()
    comments: tuple[Comment, ...] = ()
    stages: tuple[StageReached, ...] = ()

    def answer(self, question_id: str) -> Answer:
        """The present answer; an open one when nothing was said."""
        return self.answers.get(question_id) or Answer(question=question_id, state=State.OPEN)
