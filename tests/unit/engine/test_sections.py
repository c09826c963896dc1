"""What sections and the whole say of themselves."""

import pytest

from gapanalysis.model.finding import Grade
from gapanalysis.model.report import Tone
from tests.unit.engine.build import (
    DONT_KNOW,
    NOT_APPLICABLE,
    good_practice,
    questionnaire,
    report,
    requirement,
    section,
)

TEN = [f"Q8.1-{n}" for n in range(1, 11)]


def tone(parts, answers):
    return report(questionnaire(section("one", *parts)), answers).sections[0].tone


def levels(*counts):
    """Answers to ten questions: so many at level 0, 1, 2 and 3."""
    given = [level for level, count in enumerate(counts) for _ in range(count)]
    return dict(zip(TEN, given, strict=False))


class TestTone:
    ten = tuple(requirement(each, clause=f"8.{n}") for n, each in enumerate(TEN, start=1))

    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            ((0, 0, 0, 10), Tone.STRONG),
            ((1, 0, 1, 8), Tone.STRONG),  # 26 of 30
            ((1, 1, 0, 8), Tone.MIXED),  # 25 of 30
            ((5, 0, 0, 5), Tone.MIXED),  # 15 of 30
            ((5, 0, 1, 4), Tone.WEAK),  # 14 of 30
            ((0, 0, 0, 8), Tone.STRONG),
            ((0, 0, 0, 7), Tone.OPEN),
        ],
    )
    def test_by_share_from_80_per_cent_coverage(self, counts, expected):
        assert tone(self.ten, levels(*counts)) is expected

    def test_a_likely_major_makes_it_weak(self):
        major = requirement(TEN[0], clause="8.1", grades={0: Grade.MAJOR})
        assert tone((major, *self.ten[1:]), levels(1, 0, 0, 9)) is Tone.WEAK

    def test_don_t_know_is_open_and_not_applicable_is_not(self):
        assert tone(self.ten[:2], {TEN[0]: 3, TEN[1]: DONT_KNOW}) is Tone.OPEN
        assert tone(self.ten[:2], {TEN[0]: 3, TEN[1]: NOT_APPLICABLE}) is Tone.STRONG
        assert tone(self.ten[:1], {TEN[0]: NOT_APPLICABLE}) is Tone.OPEN

    def test_good_practice_counts_for_coverage(self):
        parts = (requirement(TEN[0]), good_practice(TEN[1]))
        assert tone(parts, {TEN[0]: 3}) is Tone.OPEN
        assert tone(parts, {TEN[0]: 3, TEN[1]: 1}) is Tone.STRONG

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [((4, 4), Tone.STRONG), ((3, 4), Tone.MIXED), ((2, 3), Tone.MIXED), ((2, 2), Tone.WEAK)],
    )
    def test_without_requirements_practice_decides(self, answers, expected):
        parts = (good_practice(TEN[0]), good_practice(TEN[1]))
        assert tone(parts, dict(zip(TEN, answers, strict=False))) is expected


class TestHeadline:
    parts = tuple(
        section(each, requirement(f"Q8.{n}-1")) for n, each in enumerate(("customers", "delivery", "review"), 1)
    )

    def headline(self, *given):
        answers = {f"Q8.{n}-1": level for n, level in enumerate(given, 1) if level is not None}
        return report(questionnaire(*self.parts), answers).headline

    def test_the_strongest_then_the_weakest(self):
        assert self.headline(0, 3, 2) == "Delivery strong; customers weak"

    def test_what_is_open_is_not_spoken_of(self):
        assert self.headline(2, None, None) == "Customers mixed"
        assert self.headline(None, 3, 0) == "Delivery strong; review weak"

    def test_all_of_one_tone_says_the_weakest_only(self):
        assert self.headline(3, 3, 3) == "Review strong"

    def test_nothing_assessed_says_nothing(self):
        assert self.headline() == ""


def test_a_section_says_its_tone_in_its_own_words():
    result = report(questionnaire(section("one", requirement(TEN[0]))), {TEN[0]: 3}).sections[0]
    assert (result.headline, result.questions) == ("One strong", (TEN[0],))
