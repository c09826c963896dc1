"""From the journal to the present state, and back to how an answer came about."""

from collections.abc import Iterable
from datetime import datetime

from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import (
    WHOLE_ORGANISATION,
    Answer,
    AnswerGiven,
    Assessment,
    Engagement,
    EngagementSet,
    FindingDecided,
    ObservationMade,
    Record,
)


def fold(name: str, records: Iterable[Record], until: datetime | None = None) -> Assessment:
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

    Raises:
        AssessmentError: no engagement was set until then.
    """
    answers: dict[str, Answer] = {}
    observations = {}
    decisions = []
    engagement: Engagement | None = None
    for record in _in_order(records, until):
        match record.body:
            case AnswerGiven(answer=answer):
                if record.subject == WHOLE_ORGANISATION:
                    answers[answer.question] = answer
            case ObservationMade(observation=observation):
                observations[observation.id] = observation
            case FindingDecided(decision=decision):
                decisions.append(decision)
            case EngagementSet():
                engagement = record.body.engagement
    if engagement is None:
        when = f" on {until:%Y-%m-%d}" if until else ""
        raise AssessmentError(
            f"Assessment {name} has no engagement{when}: who is assessed, and against which edition, is not known.",
            hint="Choose a later date." if until else "Set the engagement first.",
            code="no-engagement",
            source=name,
        )
    return Assessment(
        name=name,
        engagement=engagement,
        answers=answers,
        observations=tuple(observations.values()),
        decisions=tuple(decisions),
    )


def history(records: Iterable[Record], question_id: str) -> tuple[Record, ...]:
    """Every answer to a question, of every subject, oldest first by `Record.position`; empty when there is none."""
    return tuple(
        record
        for record in _in_order(records)
        if isinstance(record.body, AnswerGiven) and record.body.answer.question == question_id
    )


def _in_order(records: Iterable[Record], until: datetime | None = None) -> Iterable[Record]:
    counted = (record for record in records if until is None or record.at <= until)
    return {record.id: record for record in sorted(counted, key=lambda record: record.position)}.values()
