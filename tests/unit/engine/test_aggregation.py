"""The share of the whole in each of the ways a questionnaire may declare, and the bands that caps hold it in."""

from fractions import Fraction

import pytest

from gapanalysis.engine.aggregation import range_of
from gapanalysis.model.finding import Grade
from gapanalysis.model.questionnaire import Aggregation, Caps
from gapanalysis.model.score import Range
from tests.unit.engine.build import OPEN, items, main, questionnaire, requirement

ANSWERS = {"Q4.1-1": 3, "Q4.1-2": 3, "Q9.1.2-1": 0, "Q9.1.2-2": 3, "Q9.1.2-3": 3, "Q9.1.2-4": 0}


def asked(how, **changes):
    return questionnaire(*(requirement(name) for name in ANSWERS)).model_copy(update={"aggregation": how, **changes})


@pytest.mark.parametrize(
    ("how", "share"),
    [
        (Aggregation.QUESTIONS, Fraction(12, 18)),
        (Aggregation.CLAUSES, Fraction(3, 4)),
        (Aggregation.WORST, Fraction(1, 2)),
    ],
)
def test_three_ways(how, share):
    assert main(asked(how), ANSWERS).share == share


@pytest.mark.parametrize(
    ("how", "low", "high"),
    [
        (Aggregation.CLAUSES, Fraction(1, 2), Fraction(1)),
        (Aggregation.WORST, Fraction(0), Fraction(1)),
    ],
)
def test_a_clause_that_is_wholly_open_moves_the_bounds(how, low, high):
    questions = asked(how)
    answers = {name: 3 if name.startswith("Q4.1") else OPEN for name in ANSWERS}
    found = range_of(list(items(questions, answers).values()), "2015", how)
    assert found == Range(low=low, high=high)


@pytest.mark.parametrize("how", [Aggregation.CLAUSES, Aggregation.WORST])
def test_a_clause_that_may_not_be_asked_counts_only_where_it_widens_the_range(how):
    questions = questionnaire(
        requirement("Q4.1-1"), requirement("Q9.1.2-1", when="Q4.1-1 >= 2"), requirement("Q10.2-1")
    ).model_copy(update={"aggregation": how})
    found = range_of(list(items(questions, {"Q4.1-1": OPEN, "Q10.2-1": 3}).values()), "2015", how)
    assert found == Range(low=Fraction(1, 3) if how is Aggregation.CLAUSES else Fraction(0), high=Fraction(1))


def test_caps_hold_the_verdict_in_a_lower_band_and_say_what_the_share_alone_would_give():
    questions = questionnaire(
        *(requirement(f"Q4.1-{number}") for number in range(1, 60)), requirement("Q9.1.2-1", gate="perception")
    )
    answers = dict.fromkeys(questions.by_id, 3) | {"Q9.1.2-1": 0}
    free = main(questions, answers).verdict
    held = main(questions.model_copy(update={"caps": Caps(failed_gate="build")}), answers).verdict
    assert (free.band.id, held.band.id, held.by_share.id) == ("ready", "build", "ready")


def test_a_cap_never_lifts_a_verdict():
    questions = asked(Aggregation.QUESTIONS, caps=Caps(likely_major="ready"))
    graded = questions.model_copy(
        update={"sections": questionnaire(requirement("Q9.1.2-1", grades={0: Grade.MAJOR})).sections}
    )
    assert main(graded, {"Q9.1.2-1": 0}).verdict.band.id == "start"


@pytest.mark.parametrize("how", list(Aggregation))
def test_what_every_answer_lacks_and_the_share_make_one(how):
    result = main(asked(how), ANSWERS)
    assert sum(result.lacking.values()) + result.share == 1
    assert set(result.lacking) <= {"Q9.1.2-1", "Q9.1.2-4"}
    assert result.lacking["Q9.1.2-1"] == result.lacking["Q9.1.2-4"]
