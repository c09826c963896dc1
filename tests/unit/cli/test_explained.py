"""Figures and columns of explanations on the terminal."""

from decimal import Decimal
from fractions import Fraction

import click
import pytest

from gapanalysis.cli.explained import screen
from gapanalysis.cli.explained.columns import columns
from gapanalysis.cli.explained.figures import days_text, points
from gapanalysis.engine.explanation import explain
from tests.unit.engine.build import ON, OPEN, assessment, fact, good_practice, questionnaire, requirement


@pytest.fixture
def wide(monkeypatch):
    return lambda size: monkeypatch.setenv("COLUMNS", str(size))


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(42, 1000), "+4.2"),
        (Fraction(-15, 1000), "-1.5"),
        (Fraction(0), "0.0"),
        (Fraction(1, 100_000), "+0.1"),
        (Fraction(425, 10_000), "+4.3"),
        (None, ""),
    ],
)
def test_points_have_one_decimal_and_never_look_like_nothing(share, text):
    assert points(share) == text


def test_days_are_counted():
    assert [days_text(Decimal(days)) for days in ("1", "0.5", "20", "1.0")] == ["1 day", "0.5 days", "20 days", "1 day"]


def test_columns_are_aligned_and_one_of_them_wraps(wide):
    wide(40)
    told = columns([["A1", "Ask those who are seldom heard", "5"], ["A12", "Look", "10"]], "<~>", ("", "what", "days"))
    assert click.unstyle(told).splitlines() == [
        "       what                         days",
        "  A1   Ask those who are seldom        5",
        "       heard",
        "  A12  Look                           10",
    ]


def test_where_columns_do_not_fit_the_figures_stand_beneath(wide):
    wide(40)
    row = ["Q9.1.2-1", "Ways of learning", "2 In place with lapses", "6 of 9"]
    told = columns([row], "<~<>", ("", "", "level", "points"))
    assert click.unstyle(told).splitlines() == [
        "  Q9.1.2-1  Ways of learning",
        "            level 2 In place with",
        "            lapses, points 6 of 9",
    ]


def test_no_rows_no_lines():
    assert columns([], "<~") == ""


def told(questions, answers, what=""):
    return click.unstyle(screen(explain(questions, assessment(answers), on=ON, what=what), "acme"))


def test_nothing_assessed_is_said_so():
    text = told(questionnaire(requirement("Q8.1-1")), {})
    assert "nothing is assessed yet" in text
    assert "0 of 1 requirement questions that apply are answered." in text
    assert "0%" not in text.partition("anywhere")[0].replace("80%", "")


def test_nothing_to_do_is_said_so():
    assert "There is nothing to do" in told(questionnaire(requirement("Q8.1-1")), {"Q8.1-1": 3}, "next")


def test_a_question_that_is_not_asked_says_why():
    questions = questionnaire(requirement("Q8.1-1", when="profile.designs"), profile=[fact("designs")])
    text = told(questions, {"P.designs": False}, "Q8.1-1")
    assert "Not asked, because this does not hold" in text
    assert "profile.designs  designs  no" in text


def test_good_practice_is_told_beside_the_share():
    questions = questionnaire(requirement("Q8.1-1"), good_practice("Q8.1-2"))
    assert "practice 4.0 of 5" in told(questions, {"Q8.1-1": 3, "Q8.1-2": 2}, "Q8.1-2")
    assert "It carries no points" not in told(questions, {"Q8.1-1": OPEN}, "Q8.1-1")
