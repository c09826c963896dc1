"""Assessments, observations and the order of records."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from pydantic import ValidationError

from gapanalysis.model.assessment import Answer, AnswerGiven, Assessment, Basis, Engagement, Record, State
from gapanalysis.model.observation import Observation, Sample

ASSESSMENT = Assessment(name="acme", engagement=Engagement(client="Acme", editions=("2015",)))
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_what_was_never_said_is_open():
    answer = ASSESSMENT.answer("Q9.1.2-1")
    assert (answer.state, answer.value, answer.basis) == (State.OPEN, None, Basis.CLAIMED)


def test_nobody_can_answer_not_asked():
    with pytest.raises(ValidationError):
        Answer(question="Q9.1.2-1", state=State.NOT_ASKED)


@pytest.mark.parametrize("editions", [(), ("2015", "2026", "2035"), ("15",)])
def test_one_or_two_editions(editions):
    with pytest.raises(ValidationError):
        Engagement(client="Acme", editions=editions)


def test_records_stand_by_counter_then_device_and_never_by_clock():
    body = AnswerGiven(answer=Answer(question="Q9.1.2-1", state=State.OPEN))
    one, two, three = (
        Record(id=UUID(int=n), device=device, counter=counter, at=at, body=body)
        for n, device, counter, at in (
            (3, "tablet", 1, NOON),
            (2, "desk", 2, NOON.replace(year=2020)),
            (1, "tablet", 2, NOON.replace(year=2019)),
        )
    )
    assert one.position < two.position < three.position


@pytest.mark.parametrize("sample", [(4, 3, None), (1, 3, 2), (0, 0, None), (-1, 3, None)])
def test_samples_add_up(sample):
    not_conforming, drawn, population = sample
    with pytest.raises(ValidationError):
        Sample(not_conforming=not_conforming, drawn=drawn, population=population)


@pytest.mark.parametrize(
    ("sorted_to", "is_sorted"), [({}, False), ({"clauses": ("8.2.3",)}, True), ({"questions": ("Q8.2.3-1",)}, True)]
)
def test_an_observation_is_sorted_once_it_has_a_clause_or_question(sorted_to, is_sorted):
    assert Observation(id=UUID(int=1), seen_at=NOON, text="3 of 5", **sorted_to).sorted is is_sorted
