"""Folding the journal to the present state."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.journal import fold, history
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import (
    Answer,
    AnswerGiven,
    Engagement,
    EngagementSet,
    FindingDecided,
    ObservationMade,
    Record,
    State,
)
from gapanalysis.model.judgement import Suppressed
from gapanalysis.model.observation import Observation

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUESTIONS = ("Q4.2-1", "Q8.2.1-1", "Q9.1.2-1")


def record(
    number: int, body: AnswerGiven | ObservationMade | EngagementSet | FindingDecided, **changes: object
) -> Record:
    given = {"id": UUID(int=number), "device": "desk", "counter": number, "at": NOON, "body": body}
    return Record.model_validate(given | changes)


def answer(question: str, value: int) -> AnswerGiven:
    return AnswerGiven(answer=Answer(question=question, state=State.ANSWERED, value=value))


def observation(number: int, text: str, *clauses: str) -> ObservationMade:
    return ObservationMade(
        observation=Observation(id=UUID(int=number), seen_at=NOON, text=text, clauses=clauses),
    )


def engagement(client: str = "Example Valves") -> EngagementSet:
    return EngagementSet(engagement=Engagement(client=client, editions=("2015",)))


def decision(finding: str) -> FindingDecided:
    return FindingDecided(decision=Suppressed(finding=finding, reason="Seen on site"))


START = record(1, engagement())

bodies = st.one_of(
    st.builds(answer, st.sampled_from(QUESTIONS), st.integers(0, 3)),
    st.builds(observation, st.integers(1, 4), st.sampled_from(["late order", "no review"])),
    st.builds(engagement, st.sampled_from(["Example Valves", "Example Pumps"])),
    st.builds(decision, st.sampled_from(["F4.2-1", "F8.2.1-1"])),
)


@st.composite
def journals(draw: st.DrawFn) -> list[Record]:
    """Journals of several devices, whose counters overlap and whose clocks are wrong."""
    places = draw(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["desk", "tablet"])), unique=True, max_size=15))
    return [START.model_copy(update={"device": "a"})] + [
        record(
            100 + number,
            draw(bodies),
            counter=counter,
            device=device,
            at=NOON + timedelta(hours=draw(st.integers(-48, 48))),
            subject=draw(st.sampled_from(["organisation", "organisation", "Leeds"])),
        )
        for number, (counter, device) in enumerate(places)
    ]


@given(st.data(), journals())
def test_the_order_given_does_not_matter(data, journal):
    shuffled = data.draw(st.permutations(journal))
    until = data.draw(st.one_of(st.none(), st.just(NOON)))
    assert fold("ACME", shuffled, until).model_dump_json() == fold("ACME", journal, until).model_dump_json()
    assert history(shuffled, QUESTIONS[0]) == history(journal, QUESTIONS[0])


@given(st.data(), journals())
def test_a_record_given_twice_counts_once(data, journal):
    twice = journal + data.draw(st.lists(st.sampled_from(journal)))
    assert fold("ACME", twice).model_dump_json() == fold("ACME", journal).model_dump_json()
    assert history(twice, QUESTIONS[0]) == history(journal, QUESTIONS[0])


@given(journals(), st.sampled_from(QUESTIONS), st.integers(0, 3))
def test_a_later_answer_always_replaces(journal, question, value):
    later = record(999, answer(question, value), counter=10, at=NOON - timedelta(days=400))
    before, after = fold("ACME", journal), fold("ACME", [*journal, later])
    assert after.answer(question).value == value
    assert {**before.answers, question: after.answers[question]} == after.answers
    assert (after.engagement, after.observations) == (before.engagement, before.observations)


@given(journals(), st.integers(-49, 49))
def test_the_state_at_a_moment_is_that_of_the_records_written_until_then(journal, hours):
    until = NOON + timedelta(hours=hours)
    written = [one for one in journal if one.at <= until]
    if any(isinstance(one.body, EngagementSet) for one in written):
        assert fold("ACME", journal, until) == fold("ACME", written)
    else:
        with pytest.raises(AssessmentError):
            fold("ACME", journal, until)


@given(journals(), journals())
def test_merging_is_the_same_from_both_sides(ours, theirs):
    theirs = [one.model_copy(update={"id": UUID(int=one.id.int + 500), "device": "z" + one.device}) for one in theirs]
    assert fold("ACME", ours + theirs) == fold("ACME", theirs + ours)


def test_an_assessment_has_its_name_and_nothing_that_was_not_said():
    state = fold("ACME", [START])
    assert (state.name, state.engagement.client) == ("ACME", "Example Valves")
    assert (dict(state.answers), state.observations) == ({}, ())


def test_order_is_the_counter_and_never_the_clock():
    earlier = record(2, answer("Q4.2-1", 1), at=NOON + timedelta(days=9))
    later = record(3, answer("Q4.2-1", 3), at=NOON)
    assert fold("ACME", [later, earlier, START]).answer("Q4.2-1").value == 3


def test_devices_at_the_same_counter_have_an_order():
    desk = record(2, answer("Q4.2-1", 1), counter=2, device="desk")
    tablet = record(3, answer("Q4.2-1", 3), counter=2, device="tablet")
    assert fold("ACME", [tablet, desk, START]).answer("Q4.2-1").value == 3


def test_an_answer_taken_back_is_open_again():
    back = AnswerGiven(answer=Answer(question="Q4.2-1", state=State.OPEN))
    state = fold("ACME", [START, record(2, answer("Q4.2-1", 1)), record(3, back)])
    assert state.answer("Q4.2-1").state is State.OPEN


def test_answers_about_one_site_stay_out_of_the_whole():
    records = [START, record(2, answer("Q4.2-1", 3)), record(3, answer("Q4.2-1", 0), subject="Leeds")]
    assert fold("ACME", records).answer("Q4.2-1").value == 3
    assert [one.subject for one in history(records, "Q4.2-1")] == ["organisation", "Leeds"]


def test_an_observation_sorted_later_keeps_its_place():
    records = [
        START,
        record(2, observation(7, "no review")),
        record(3, observation(8, "late order")),
        record(4, observation(7, "no review", "8.2.3")),
    ]
    assert [one.clauses for one in fold("ACME", records).observations] == [("8.2.3",), ()]


def test_the_last_engagement_holds():
    assert fold("ACME", [START, record(2, engagement("Example Pumps"))]).engagement.client == "Example Pumps"


def test_until_includes_its_own_moment():
    records = [START, record(2, answer("Q4.2-1", 1)), record(3, answer("Q4.2-1", 3), at=NOON + timedelta.resolution)]
    assert fold("ACME", records, NOON).answer("Q4.2-1").value == 1


def test_without_an_engagement_there_is_no_assessment():
    with pytest.raises(AssessmentError, match="ACME has no engagement:"):
        fold("ACME", [record(2, answer("Q4.2-1", 1))])
    with pytest.raises(AssessmentError, match="ACME has no engagement on 2026-03-01"):
        fold("ACME", [START], NOON - timedelta(days=1))


def test_a_question_never_answered_has_no_history():
    assert history([START], "Q4.2-1") == ()


def test_decisions_all_count_in_journal_order():
    late, early = record(3, decision("F4.2-1")), record(2, decision("F8.2.1-1"))
    again = record(4, decision("F4.2-1"), at=NOON + timedelta(days=1))
    journal = [late, again, early, START]
    assert [each.finding for each in fold("ACME", journal).decisions] == ["F8.2.1-1", "F4.2-1", "F4.2-1"]
    assert [each.finding for each in fold("ACME", journal, NOON).decisions] == ["F8.2.1-1", "F4.2-1"]
