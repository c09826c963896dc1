"""From findings to a plan: what, when and in which order."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.horizons import DAYS_A_MONTH, MONTHS
from gapanalysis.model.assessment import Engagement
from gapanalysis.model.finding import Grade
from gapanalysis.model.plan import Horizon
from gapanalysis.model.standard import Gate
from tests.unit.engine.build import (
    CERTIFICATE_AIM,
    ON,
    STAFF,
    action,
    assessment,
    fact,
    good_practice,
    main,
    questionnaire,
    requirement,
    said,
)

A, B, C = "Q9.1.2-1", "Q9.1.2-2", "Q9.1.2-3"
SLOW = 8
"""Days that make no quick win."""


def horizons(result):
    return {planned.id: planned.horizon for planned in result.plan}


@pytest.mark.parametrize(
    ("question", "level", "days", "horizon"),
    [
        (requirement(A, gate="perception", severity=1), 0, 500, Horizon.DAYS_30),
        (requirement(A, severity=3), 2, 2, Horizon.DAYS_30),
        (requirement(A, grades={0: Grade.MAJOR}, severity=5), 0, SLOW, Horizon.DAYS_90),
        (requirement(A, severity=4), 0, SLOW, Horizon.DAYS_90),
        (requirement(A, severity=3), 0, SLOW, Horizon.DAYS_180),
        (requirement(A, severity=2), 0, 1, Horizon.DAYS_180),
        (good_practice(A, severity=5), 1, 1, Horizon.LATER),
    ],
)
def test_horizons(question, level, days, horizon):
    questions = questionnaire(question, actions=[action("A9.1.2-1", days)])
    assert horizons(main(questions, {A: level})) == {"A9.1.2-1": horizon}


@pytest.mark.parametrize(("severity", "days", "quick"), [(3, 2, True), (2, 2, False), (3, "2.5", False), (5, 1, True)])
def test_a_quick_win_helps_noticeably_for_little(severity, days, quick):
    questions = questionnaire(requirement(A, severity=severity), actions=[action("A9.1.2-1", days)])
    assert main(questions, {A: 0}).plan[0].quick_win is quick


def test_one_action_closes_several_gaps_and_is_as_urgent_as_the_worst():
    questions = questionnaire(
        requirement(A, "9.1.2", action="A9.1.2-9", severity=2, grades={0: Grade.MAJOR}),
        requirement("Q4.1-1", action="A9.1.2-9", severity=1),
        actions=[action("A9.1.2-9", SLOW)],
    )
    (planned,) = main(questions, {A: 0, "Q4.1-1": 1}).plan
    assert (planned.grade, planned.horizon, planned.severity) == (Grade.MAJOR, Horizon.DAYS_90, 2)
    assert (planned.findings, planned.clauses) == (("F9.1.2-1", "F4.1-1"), ("4.1", "9.1.2"))


def test_the_days_people_can_give_decide_what_fits_into_a_month():
    questions = questionnaire(
        *(requirement(name, severity=3) for name in (A, B, C)),
        actions=[action(f"A9.1.2-{number}", 2) for number in (1, 2, 3)],
    )
    answers = dict.fromkeys((A, B, C), 2)
    usual = main(questions, answers)
    engagement = Engagement(client="Acme", editions=("2015",), days_a_month=Decimal(4))
    own = analyse(questions, assessment(answers).model_copy(update={"engagement": engagement}), on=ON).main
    assert [planned.horizon for planned in usual.plan] == [Horizon.DAYS_30] * 3
    assert [planned.horizon for planned in own.plan] == [Horizon.DAYS_30, Horizon.DAYS_30, Horizon.DAYS_90]


@pytest.mark.parametrize(
    ("staff", "own", "owner"),
    [
        ("6", {}, "owner-manager"),
        ("6", {"quality lead": "baker"}, "baker"),
        ("60", {}, "quality lead"),
    ],
)
def test_the_plan_names_who_would_really_do_it(staff, own, owner):
    questions = questionnaire(requirement(A), profile=[fact("employees", STAFF)])
    questions = questions.model_copy(update={"roles": {"micro": {"quality lead": "owner-manager"}}})
    given = assessment({A: 0, "P.employees": staff})
    given = given.model_copy(update={"engagement": given.engagement.model_copy(update={"roles": own})})
    assert [planned.owner for planned in analyse(questions, given, on=ON).main.plan] == [owner]


@pytest.mark.parametrize(
    ("days", "horizon"), [(20, Horizon.DAYS_30), (80, Horizon.DAYS_90), (150, Horizon.DAYS_180), (300, Horizon.LATER)]
)
def test_a_gate_that_is_planned_belongs_where_its_date_is(days, horizon):
    questions = questionnaire(
        requirement("Q9.2-1", gate="internal-audit", severity=1, grades={0: Grade.MAJOR}),
        profile=[fact("aim", CERTIFICATE_AIM)],
        gates=[Gate(id="internal-audit", clause="9.2", title="Audit", may_be_planned=True)],
        actions=[action("A9.2-1", 400)],
    )
    planned = said(0, planned_for=ON + timedelta(days=days))
    result = main(questions, {"P.aim": "first-certificate", "Q9.2-1": planned})
    assert [gate.state for gate in result.gates] == ["not yet due"]
    assert [(each.id, each.horizon) for each in result.plan] == [("A9.2-1", horizon)]


class TestDependencies:
    def test_what_must_come_first_stands_first_and_is_drawn_forward(self):
        questions = questionnaire(
            requirement(A, gate="perception"),
            requirement(B, severity=1),
            good_practice(C, severity=1),
            actions=[action("A9.1.2-1", needs=["A9.1.2-2"]), action("A9.1.2-2", needs=["A9.1.2-3"])],
        )
        result = main(questions, {A: 0, B: 0, C: 1})
        assert horizons(result) == dict.fromkeys(("A9.1.2-3", "A9.1.2-2", "A9.1.2-1"), Horizon.DAYS_30)
        assert [planned.id for planned in result.plan] == ["A9.1.2-3", "A9.1.2-2", "A9.1.2-1"]
        assert result.plan[2].depends_on == ("A9.1.2-2",)

    def test_what_is_done_already_is_looked_through(self):
        questions = questionnaire(
            *map(requirement, (A, B, C)),
            actions=[action("A9.1.2-1", needs=["A9.1.2-2"]), action("A9.1.2-2", needs=["A9.1.2-3"])],
        )
        result = main(questions, {A: 0, B: 3, C: 0})
        assert [(planned.id, planned.depends_on) for planned in result.plan] == [
            ("A9.1.2-3", ()),
            ("A9.1.2-1", ("A9.1.2-3",)),
        ]


class TestRoom:
    """A horizon holds no more work than the organisation's people can do in it."""

    def test_quick_wins_beyond_what_a_month_holds_wait(self):
        ids = [f"Q8.{n}-1" for n in range(1, 8)]
        result = main(questionnaire(*map(requirement, ids)), dict.fromkeys(ids, 0))
        month = [planned for planned in result.plan if planned.horizon is Horizon.DAYS_30]
        assert sum(planned.days for planned in month) == DAYS_A_MONTH["small"] == Decimal(10)
        assert {planned.horizon for planned in result.plan[5:]} == {Horizon.DAYS_90}

    def test_the_size_says_what_a_month_holds(self):
        ids = [f"Q8.{n}-1" for n in range(1, 8)]
        questions = questionnaire(*map(requirement, ids), profile=[fact("employees", STAFF)])
        result = main(questions, dict.fromkeys(ids, 0) | {"P.employees": "3"})
        assert list(horizons(result).values()).count(Horizon.DAYS_30) == 2

    def test_what_does_not_fit_goes_on_to_the_next_horizon(self):
        ids = [f"Q8.{n}-1" for n in range(1, 10)]
        actions = [action(f"A{each[1:]}", 10) for each in ids]
        result = main(
            questionnaire(*(requirement(each, severity=4) for each in ids), actions=actions), dict.fromkeys(ids, 0)
        )
        found = list(horizons(result).values())
        assert [found.count(horizon) for horizon in Horizon] == [
            0,
            MONTHS[Horizon.DAYS_90],
            MONTHS[Horizon.DAYS_180],
            4,
        ]

    @pytest.mark.parametrize(
        "urgent", [{"gate": "control"}, {"severity": 5, "grades": {0: Grade.MAJOR}}], ids=["gate", "likely major"]
    )
    def test_what_closes_a_likely_major_always_has_room(self, urgent):
        questions = questionnaire(
            requirement(A), requirement("Q8.1-1", **urgent), actions=[action("A8.1-1", 100), action("A9.1.2-1", 2)]
        )
        found = horizons(main(questions, {A: 0, "Q8.1-1": 0}))
        assert found["A8.1-1"] is (Horizon.DAYS_30 if "gate" in urgent else Horizon.DAYS_90)

    def test_so_does_what_closes_a_systemic_one(self):
        questions = questionnaire(
            *(requirement(each, severity=2) for each in (A, B, C)),
            actions=[action(f"A9.1.2-{n}", 100) for n in (1, 2, 3)],
        )
        assert set(horizons(main(questions, {A: 0, B: 0, C: 0})).values()) == {Horizon.DAYS_90}


def test_what_closes_a_systemic_finding_is_due_as_a_likely_major_is():
    questions = questionnaire(*(requirement(each, severity=2) for each in (A, B, C)), requirement("Q4.1-1", severity=2))
    result = main(questions, {A: 0, B: 0, C: 0, "Q4.1-1": 0})
    assert horizons(result) == {
        "A9.1.2-1": Horizon.DAYS_90,
        "A9.1.2-2": Horizon.DAYS_90,
        "A9.1.2-3": Horizon.DAYS_90,
        "A4.1-1": Horizon.DAYS_180,
    }


def test_a_plan_has_every_finding_that_names_an_action_and_nothing_else():
    questions = questionnaire(*map(requirement, (A, B, C)))
    result = main(questions, {A: 0, B: 0, C: 1})
    assert {f for planned in result.plan for f in planned.findings} == {"F9.1.2-1", "F9.1.2-2", "F9.1.2-3"}
    assert main(questions, {A: 3}).plan == ()
