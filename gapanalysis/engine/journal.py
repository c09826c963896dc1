"""From the journal to the present state, and back to how an answer came about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import (
    WHOLE_ORGANISATION,
    Answer,
    AnswerGiven,
    Assessment,
    Body,
    CommentMade,
    Engagement,
    EngagementSet,
    FindingDecided,
    ObservationMade,
    Record,
    StageSet,
    TextEdited,
)
from gapanalysis.model.document import Comment, Edit, Stage, StageReached
from gapanalysis.model.judgement import Decision
from gapanalysis.model.observation import Observation


def fold(
    name: str, records: Iterable[Record], until: datetime | None = None, through: UUID | None = None
) -> Assessment:
    """The state of an assessment after all its records, or after those written until a moment.

    The last record wins: for answers by question, for observations by id, and for the engagement. Last is by
    `Record.position`; the order in which the records are given does not matter, nor does giving one twice. Answers
    stand in the order first given, observations in the order first recorded. Answers about a single site or process
    stay in the journal: the state has those of the whole organisation. Decisions about findings all count, in journal
    order.

    Args:
        name: name of the assessment.
        records: in any order.
        until: with its time zone; records with a later `at` are left out. None: all count.
        through: the id of the last record that counts; None: all count.

    Raises:
        AssessmentError: no engagement was set until then.
    """
    state = _State()
    for record in _in_order(records, until, through):
        state.take(record)
    if state.engagement is None:
        when = f" on {until:%Y-%m-%d}" if until else ""
        raise AssessmentError(
            f"Assessment {name} has no engagement{when}: who is assessed, and against which edition, is not known.",
            hint="Choose a later date." if until else "Set the engagement first.",
            code="no-engagement",
            source=name,
        )
    return Assessment(
        name=name,
        engagement=state.engagement,
        answers=state.answers,
        observations=tuple(state.observations.values()),
        decisions=tuple(state.decisions),
        edits=tuple(state.edits.values()),
        comments=tuple(state.comments),
        stages=tuple(state.stages),
    )


@dataclass(slots=True)
class _State:
    """What the records taken so far come to."""

    engagement: Engagement | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    observations: dict[UUID, Observation] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    edits: dict[str, Edit] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    stages: list[StageReached] = field(default_factory=list)

    def take(self, record: Record) -> None:
        match record.body:
            case AnswerGiven(answer=answer):
                if record.subject == WHOLE_ORGANISATION:
                    self.answers[answer.question] = answer
            case ObservationMade(observation=observation):
                self.observations[observation.id] = observation
            case FindingDecided(decision=decision):
                self.decisions.append(decision)
            case EngagementSet(engagement=engagement):
                self.engagement = engagement
            case _:
                self._take_of_document(record.body)

    def _take_of_document(self, body: Body) -> None:
        match body:
            case TextEdited(edit=edit):
                self.edits[edit.block] = edit
            case CommentMade(comment=comment):
                self.comments.append(comment)
            case StageSet(reached=reached):
                self.stages.append(reached)


def history(records: Iterable[Record], question_id: str) -> tuple[Record, ...]:
    """Every answer to a question, of every subject, oldest first by `Record.position`; empty when there is none."""
    return tuple(
        record
        for record in _in_order(records)
        if isinstance(record.body, AnswerGiven) and record.body.answer.question == question_id
    )


def stage_record(records: Iterable[Record], version: str) -> Record | None:
    """The latest record with which this version of the document was issued; None when it never was."""
    issued = [
        record
        for record in _in_order(records)
        if isinstance(record.body, StageSet)
        and record.body.reached.stage is Stage.ISSUED
        and record.body.reached.version == version
    ]
    return issued[-1] if issued else None


def _in_order(
    records: Iterable[Record], until: datetime | None = None, through: UUID | None = None
) -> Iterable[Record]:
    ordered = {record.id: record for record in sorted(records, key=lambda record: record.position)}
    last = ordered[through].position if through else None
    return [
        record
        for record in ordered.values()
        if (until is None or record.at <= until) and (last is None or record.position <= last)
    ]
