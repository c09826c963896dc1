"""What a newer edition brings, change by change."""

from datetime import date, timedelta

import pytest

from gapanalysis.engine.analysis import analyse
from gapanalysis.model.assessment import Engagement, Visit
from gapanalysis.model.question import ChoiceAnswer, Question
from gapanalysis.model.standard import Change, Crosswalk, Fact, Reliability
from gapanalysis.model.transition import ChangeState
from tests.unit.engine.build import ON, OPEN, assessment, fact, questionnaire, report, requirement


def covering(name: str, *requirements: str) -> Question:
    return requirement(name, edition="2026").model_copy(update={"covers": requirements})


def change(clause: str, *requirements: str) -> Change:
    return Change(
        before=(clause,),
        after=(clause,),
        summary="-",
        requirements=requirements,
        reliability=Reliability.LOW,
        source="-",
    )


QUESTIONS = questionnaire(
    covering("Q5.1.1-1", "S5.1.1-k"),
    covering("Q5.1.1-2", "S5.1.1-k"),
    covering("Q7.3-1", "S7.3-e"),
    requirement("Q9.1.2-1", also={"2026": "9.1.2"}),
    crosswalks=(
        Crosswalk(
            before="2015",
            after="2026",
            changes=(change("9.1.2"), change("7.3", "S7.3-e"), change("5.1.1", "S5.1.1-k"), change("6.3", "S6.3-5")),
        ),
    ),
)
MOVING = QUESTIONS.model_copy(update={"transition_from": "2015"})


def states(answers, questions=MOVING):
    found = report(questions, answers, editions=("2026",)).changes
    return {each.change.after[0]: each.state for each in found}


def test_changes_are_told_in_the_order_of_the_clauses():
    assert list(states({})) == ["5.1.1", "6.3", "7.3", "9.1.2"]


def test_a_questionnaire_that_is_not_about_moving_tells_none():
    assert states({}, QUESTIONS) == {}


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ({"Q5.1.1-1": 3, "Q5.1.1-2": 3}, ChangeState.MET),
        ({"Q5.1.1-1": 3, "Q5.1.1-2": OPEN}, ChangeState.OPEN),
        ({"Q5.1.1-1": 1, "Q5.1.1-2": OPEN}, ChangeState.GAP),
        ({"Q5.1.1-1": 3, "Q5.1.1-2": 2}, ChangeState.GAP),
    ],
)
def test_an_open_question_never_hides_a_gap_that_is_certain(answers, state):
    assert states(answers)["5.1.1"] is state


def test_words_alone_ask_nothing_and_what_nobody_asks_is_not_called_met():
    found = states({"Q5.1.1-1": 3, "Q5.1.1-2": 3, "Q7.3-1": 3, "Q9.1.2-1": 0})
    assert found["9.1.2"] is ChangeState.NOTHING_TO_DO
    assert found["6.3"] is ChangeState.NOT_ASKED


def test_a_change_names_its_questions_and_their_gaps():
    found = report(MOVING, {"Q5.1.1-1": 1, "Q5.1.1-2": 3}, editions=("2026",)).changes[0]
    assert (found.questions, found.findings) == (("Q5.1.1-1", "Q5.1.1-2"), ("F5.1.1-1",))


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        ({"P.certified": ["iso9001-2015"], "P.aim": "improve"}, ["published", "end"]),
        ({"P.certified": ["none"], "P.aim": "first-certificate"}, ["published", "first"]),
        ({"P.certified": ["none"], "P.aim": "improve"}, ["published"]),
        ({"P.aim": "improve"}, ["published", "end"]),
    ],
)
def test_what_is_known_of_an_edition_is_told_to_those_it_concerns_or_may_concern(profile, told):
    facts = (
        Fact(id="published", label="Published", source="-"),
        Fact(
            id="end",
            label="End",
            source="-",
            on=date(2029, 9, 30),
            applies_when="profile.certified includes iso9001-2015",
        ),
        Fact(id="first", label="First", source="-", applies_when="profile.aim = first-certificate"),
    )
    held = ChoiceAnswer(type="choice", several=True, options={"none": "None", "iso9001-2015": "ISO 9001:2015"})
    aims = ChoiceAnswer(type="choice", options={"first-certificate": "A certificate", "improve": "To improve"})
    asked = questionnaire(requirement("Q9.1.2-1"), profile=[fact("certified", held), fact("aim", aims)])
    editions = tuple(each.model_copy(update={"facts": facts}) for each in asked.standard.editions)
    asked = asked.model_copy(update={"standard": asked.standard.model_copy(update={"editions": editions})})
    assert [each.id for each in report(asked, profile).main.facts] == told


class TestDates:
    """The plan held against what is known of certificate, visits and transition."""

    def planned(self, on=ON, **dates):
        engagement = Engagement(client="Acme", editions=("2026",), **dates)
        found = assessment({"Q5.1.1-1": 1, "Q5.1.1-2": 1, "Q7.3-1": 3, "Q9.1.2-1": 0})
        return analyse(MOVING, found.model_copy(update={"engagement": engagement}), on=on).transition

    def test_only_what_closes_gaps_of_the_changes_is_in_it(self):
        names = [name for step in self.planned().steps for name in step.actions]
        assert sorted(names) == ["A5.1.1-1", "A5.1.1-2"]

    def test_the_first_date_that_binds_decides_and_visits_do_not(self):
        plan = self.planned(
            certificate_expiry=date(2028, 5, 31),
            next_visits=(Visit(on=date(2027, 5, 11), kind="surveillance"),),
            target_date=date(2026, 1, 1),
        )
        assert plan.ready_by == date(2028, 5, 31)
        assert [each.kind for each in plan.milestones] == ["target", "visit", "expiry"]

    def test_a_step_that_ends_after_it_is_told_so(self):
        in_time = [step.in_time for step in self.planned(target_date=ON + timedelta(days=10)).steps]
        assert in_time == [False]
        assert [step.in_time for step in self.planned(target_date=ON + timedelta(days=400)).steps] == [True]
        assert [step.in_time for step in self.planned().steps] == [None]
