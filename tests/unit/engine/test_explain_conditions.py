"""Explanations: the parts that decide, with what they saw; they always agree with evaluation."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from gapanalysis.engine.conditions import Known, Operand, Scene, compiled, explain, parse
from gapanalysis.engine.conditions.write import written
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Truth
from tests.unit.engine.condition_samples import Scored, condition, situation

T, F, U, I = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.INAPPLICABLE  # noqa: E741
GIVEN = {
    "profile.employees": Operand(T, "answered", Known(Decimal(12))),
    "profile.certified": Operand(T, "answered", Known(value=False)),
    "profile.buyers": Operand(T, "answered", Known(("firms", "people"))),
    "profile.since": Operand(T, "answered", Known(date(2020, 5, 1))),
    "Q9.1.2-1": Operand(T, "answered", Known(Decimal(1))),
    "Q9.1.2-12": Operand(U, "open", certain=False),
    "Q9.2-1": Operand(U, "don't know"),
    "Q8.3-1": Operand(I, "not asked"),
    "Q4.2-7": Operand(T, "answered", Known(({"kpi": Known("Days")}, {}))),
}
MEMBERS = (
    Scored(State.ANSWERED, 0),
    Scored(State.ANSWERED, 2),
    Scored(State.OPEN, None),
    Scored(State.NOT_ASKED, None),
)


def explained(text):
    scene = Scene(
        GIVEN.__getitem__,
        today=date(2026, 11, 23),
        members=lambda _: MEMBERS,
        measure=lambda what, _: None if what == "practice" else (Fraction(100, 3), Fraction(50)),
        newest_evidence={"Q9.1.2-1": date(2025, 1, 2), "Q9.2-1": None}.__getitem__,
    )
    return explain(parse(text), scene)


@pytest.mark.parametrize(
    ("text", "truth", "parts"),
    [
        ("profile.employees > 10", T, ["profile.employees > 10"]),
        ("profile.employees > 10 and profile.certified", F, ["profile.certified"]),
        ("profile.employees > 10 or profile.certified", T, ["profile.employees > 10"]),
        ("not (profile.employees > 10 and profile.certified)", T, ["profile.certified"]),
        ("profile.employees > 20 or profile.certified", F, ["profile.employees > 20", "profile.certified"]),
        ("profile.employees > 10 and Q9.2-1 = 1 and Q8.3-1 = 1", U, ["Q9.2-1 = 1"]),
        ("profile.employees > 10 and Q8.3-1 = 1", I, ["Q8.3-1 = 1"]),
        ("profile.certified or not all of questionnaire are answered", T, ["all of questionnaire are answered"]),
        ("profile.certified or (Q9.2-1 = 1 and Q9.1.2-1 = 1)", U, ["Q9.2-1 = 1"]),
    ],
)
def test_the_parts_that_decide(text, truth, parts):
    found = explained(text)
    assert found.truth is truth
    assert [part.text for part in found.parts] == parts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("profile.employees > 10", [("profile.employees", "12")]),
        ("profile.certified", [("profile.certified", "no")]),
        ("profile.buyers includes firms", [("profile.buyers", "firms, people")]),
        ("profile.since < 2021-01-01", [("profile.since", "2020-05-01")]),
        ("Q9.2-1 <= 1", [("Q9.2-1", "don't know")]),
        ("Q8.3-1 <= 1", [("Q8.3-1", "not asked")]),
        ("Q9.2-1 is open", [("Q9.2-1", "don't know")]),
        ("(Q9.2-1, 0 if unknown) + profile.employees > 3", [("Q9.2-1", "don't know"), ("profile.employees", "12")]),
        ("profile.employees > profile.employees", [("profile.employees", "12")]),
        ("rows of Q4.2-7 with kpi > 1", [("Q4.2-7", "1")]),
        ("rows of Q4.2-7 with (objective = 'Days') > 1", [("Q4.2-7", "0")]),
        ("Q4.2-7 is answered", [("Q4.2-7", "answered")]),
        ("newest evidence of Q9.1.2-1 is older than 1 year", [("Q9.1.2-1", "2025-01-02")]),
        ("newest evidence of Q9.2-1 is older than 1 year", [("Q9.2-1", "don't know")]),
        ("all of [Q9.1.2-1, Q9.2-1] have level > 0", [("Q9.1.2-1", "1"), ("Q9.2-1", "don't know")]),
    ],
)
def test_the_values_they_saw(text, values):
    (part,) = explained(text).parts
    assert list(part.values) == values


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("at least 2 of questionnaire have level <= 1", "1..2/3"),
        ("all of questionnaire have level >= 1", "1..2/3"),
        ("at least 2 of questionnaire are answered", "2/4"),
        ("all of questionnaire are answered", "2/3"),
        ("all of clause 2015:9.1 are not asked", "1/4"),
        ("share of questionnaire < 20 %", "33.33..50"),
        ("practice of questionnaire < 2", ""),
        ("profile.employees > 10", ""),
    ],
)
def test_what_a_group_came_to(text, figure):
    (part,) = explained(text).parts
    assert part.figure == figure


def test_what_is_missing():
    assert explained("Q9.2-1 = 1 and Q9.1.2-12 + profile.employees = 1").missing == ("Q9.2-1", "Q9.1.2-12")
    assert explained("Q9.1.2-12 = 1 or profile.employees > 10").missing == ()
    assert explained("Q9.1.2-12 is open").missing == ("Q9.1.2-12",)
    assert explained("Q9.2-1 = 1 and Q9.2-1 = 2").missing == ("Q9.2-1",)
    assert explained("Q8.3-1 = 1").missing == ()
    assert explained("newest evidence of Q9.2-1 < 2026-01-01").missing == ("Q9.2-1",)


@pytest.mark.parametrize("seed", range(4))
def test_explanation_and_evaluation_agree(seed):
    """Also: with the operands of the parts fixed, what is true stays true and what is false false."""
    random = Random(seed)  # noqa: S311
    decided = 0
    for _ in range(300):
        tree = condition(random)
        for _ in range(3):
            now = situation(random)
            found = explain(tree, now.scene)
            assert found.truth is compiled(tree)(now.scene)
            assert found.parts
            assert all(parse(part.text) for part in found.parts)
            if found.truth not in {T, F}:
                assert {part.truth for part in found.parts} == {found.truth}
                continue
            decided += 1
            fixed = {name for part in found.parts for name, _ in part.values}
            for _ in range(3):
                other = situation(random)
                kept = {name: (now if name in fixed else other).operands[name] for name in now.operands}
                assert compiled(tree)(replace(now, operands=kept).scene) is found.truth, written(tree)
    assert decided > 300


@pytest.mark.parametrize("seed", range(2))
def test_what_is_missing_is_open_or_not_known(seed):
    random = Random(100 + seed)  # noqa: S311
    named = 0
    for _ in range(400):
        tree, now = condition(random), situation(random, answered=0.5, doubtful=0)
        found = explain(tree, now.scene)
        if found.truth is not U:
            assert found.missing == ()
        for name in found.missing:
            named += 1
            unknown = now.operands[name].truth is U
            assert unknown or now.evidence.get(name, name) is None
    assert named > 50
