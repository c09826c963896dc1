"""Tallies, practice and grades: values that add and never divide by nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.model.finding import Grade
from gapanalysis.model.score import Practice, Tally

counts = st.integers(0, 20)
tallies = st.builds(Tally, **dict.fromkeys(Tally.model_fields, counts))


def test_nothing_assessed_has_no_share_and_nothing_applicable_no_coverage():
    assert (Tally().share, Tally().coverage) == (None, None)
    assert (Tally(open=2).share, Tally(open=2).coverage) == (None, 0)
    assert Tally(not_applicable=3, not_asked=4).coverage is None


def test_ratios_are_exact():
    tally = Tally(points=5, attainable=9, answered=3, open=1, dont_know=2, not_applicable=7)
    assert (tally.share, tally.coverage, tally.applicable) == (Fraction(5, 9), Fraction(1, 2), 6)


@given(tallies, tallies, tallies)
def test_tallies_add_in_any_order(one, two, three):
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert one + Tally() == one
    assert (one + two).applicable == one.applicable + two.applicable


def test_practice_is_a_mean_of_what_was_answered():
    assert Practice(points=9, weight=4, answered=2, applicable=3).mean == Fraction(9, 4)
    assert Practice(applicable=3).mean is None


def test_grades_rank_from_conforms_to_likely_major():
    assert [grade.rank for grade in Grade] == [0, 1, 2, 3]
    assert max(Grade, key=lambda grade: grade.rank) is Grade.MAJOR
