"""Quantities and measures of groups of questions."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from gapanalysis.engine.conditions import ASKING, Operand, Scene, check, compiled, parse
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Measure, Quantity, Truth
from tests.unit.engine.condition_samples import GROUND, NAMES, Scored

T, F, U, I = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.INAPPLICABLE  # noqa: E741
OPEN, DONT_KNOW = Scored(State.OPEN, None), Scored(State.DONT_KNOW, None)
NOT_APPLICABLE, NOT_ASKED = Scored(State.NOT_APPLICABLE, None), Scored(State.NOT_ASKED, None)


def at(*levels: int) -> list[Scored]:
    return [Scored(State.ANSWERED, level) for level in levels]


def nothing(name: str) -> Operand:
    raise AssertionError(name)


def counted(text: str, members: Sequence[Scored]) -> Truth:
    return compiled(parse(text))(Scene(nothing, members=lambda _: members))


def measured(text: str, low: int | None, high: int = 0) -> Truth:
    found = None if low is None else (Fraction(low), Fraction(high))
    return compiled(parse(text))(Scene(nothing, measure=lambda _, __: found))


class TestQuantities:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("at least 2 of clause 2015:9.1 have level <= 1", T),
            ("at least 3 of clause 2015:9.1 have level <= 1", F),
            ("at most 2 of clause 2015:9.1 have level <= 1", T),
            ("fewer than 2 of clause 2015:9.1 have level <= 1", F),
            ("more than 1 of clause 2015:9.1 have level <= 1", T),
            ("exactly 2 of clause 2015:9.1 have level <= 1", T),
            ("exactly 1 of clause 2015:9.1 has level = 3", T),
            ("none of clause 2015:9.1 have level = 2", T),
            ("all of clause 2015:9.1 have level >= 0", T),
            ("all of clause 2015:9.1 have level != 0", F),
            ("at least 2 of clause 2015:9.1 are answered", T),
            ("none of clause 2015:9.1 are open", T),
            ("all of clause 2015:9.1 are answered", T),
        ],
    )
    def test_counts(self, text, expected):
        assert counted(text, at(0, 1, 3)) is expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("at least 1 of questionnaire have level <= 1", T),
            ("at least 2 of questionnaire have level <= 1", U),
            ("at least 4 of questionnaire have level <= 1", F),
            ("exactly 2 of questionnaire have level <= 1", U),
            ("all of questionnaire have level <= 1", F),
            ("all of questionnaire have level >= 0", U),
            ("none of questionnaire have level = 2", U),
        ],
    )
    def test_open_questions_leave_it_unknown_until_they_cannot_change_it(self, text, expected):
        assert counted(text, [*at(0, 3), OPEN, DONT_KNOW]) is expected

    def test_what_has_no_level_to_have_does_not_count(self):
        assert counted("all of questionnaire have level >= 2", [*at(3), NOT_APPLICABLE, NOT_ASKED]) is T
        assert counted("all of questionnaire have level >= 2", [NOT_APPLICABLE, NOT_ASKED]) is I
        assert counted("none of questionnaire have level >= 2", []) is I

    def test_states_are_certain(self):
        members = [*at(0), OPEN, DONT_KNOW, NOT_APPLICABLE]
        assert counted("at least 1 of questionnaire are open", members) is T
        assert counted("exactly 1 of questionnaire are don't know", members) is T
        assert counted("none of questionnaire are not asked", members) is T
        assert counted("at least 1 of questionnaire are not applicable", members) is T

    def test_all_passes_over_what_does_not_apply(self):
        assert counted("all of questionnaire are answered", [*at(0, 2), NOT_APPLICABLE, NOT_ASKED]) is T
        assert counted("all of questionnaire are answered", [*at(0, 2), OPEN]) is F
        assert counted("all of questionnaire are answered", [NOT_APPLICABLE]) is I
        assert counted("all of questionnaire are not applicable", [NOT_APPLICABLE, NOT_ASKED]) is F
        assert counted("all of questionnaire are not applicable", [NOT_APPLICABLE, NOT_APPLICABLE]) is T

    def test_trees(self):
        tree = parse("all of [Q9.1.2-1, Q9.2-1] have level >= 2")
        assert isinstance(tree, Quantity)
        assert tree.every
        assert [member.text for member in tree.group.members] == ["Q9.1.2-1", "Q9.2-1"]

    def test_a_huge_number_costs_nothing(self):
        assert counted("at least 999999999999999 of questionnaire are open", at(1)) is F


class TestMeasures:
    @pytest.mark.parametrize(
        ("sign", "low", "high", "expected"),
        [
            ("< 50 %", 40, 49, T),
            ("< 50 %", 40, 50, U),
            ("< 50 %", 50, 60, F),
            ("<= 50 %", 40, 50, T),
            ("> 50 %", 50, 60, U),
            (">= 50 %", 50, 60, T),
            ("= 50 %", 50, 50, T),
            ("= 50 %", 40, 60, U),
            ("= 50 %", 40, 49, F),
            ("!= 50 %", 40, 49, T),
            ("!= 50 %", 50, 50, F),
            ("!= 50 %", 40, 60, U),
            ("between 40 % and 60 %", 40, 60, T),
            ("between 40 % and 60 %", 30, 60, U),
            ("between 40 % and 60 %", 61, 70, F),
            ("between 60 % and 40 %", 30, 70, F),
        ],
    )
    def test_a_range_decides_where_it_lies_on_one_side(self, sign, low, high, expected):
        assert measured(f"share of section measurement {sign}", low, high) is expected

    def test_nothing_that_applies_is_inapplicable(self):
        assert measured("coverage of questionnaire < 80 %", None) is I
        assert measured("not practice of clause 2015:9.1 >= 3", None) is I

    def test_tree(self):
        tree = parse("practice of clause 2015:9.1 between 2 and 3.5")
        assert isinstance(tree, Measure)
        assert (tree.what, tree.group.kind, tree.group.name, len(tree.bounds)) == ("practice", "clause", "2015:9.1", 2)


class TestChecks:
    @pytest.mark.parametrize(
        "text",
        [
            "at least 1 of clause 2015:9.1 have level <= 1",
            "all of section measurement are answered",
            "none of [Q9.1.2-1, Q9.2-1] have level = 3",
            "share of questionnaire < 50 %",
            "practice of clause 2015:9.1 >= 2.5",
        ],
    )
    def test_groups_are_for_rules(self, text):
        assert check(text, NAMES, GROUND) == ()
        codes = {fault.code for fault in check(text, NAMES, ASKING)}
        assert "condition-stratum" in codes

    @pytest.mark.parametrize(
        ("text", "offset", "code", "hint"),
        [
            ("all of clause 2015:9.2 are open", 7, "condition-unknown-clause", "did you mean 2015:9.1?"),
            ("all of section measurment are open", 7, "condition-unknown-section", "did you mean measurement?"),
            ("all of [Q9.2-1, Q9.2-2] are open", 16, "condition-unknown-name", "did you mean Q9.2-1?"),
            ("all of [Q9.2-1, profile.employees] are open", 16, "condition-type", ""),
            ("all of [Q9.2-1] have level <= 4", 7, "condition-level", "levels: 0, 1, 2, 3"),
            ("all of questionnaire have level <= 1.5", 7, "condition-level", "levels: 0, 1, 2, 3"),
            ("share of questionnaire < 101 %", 0, "condition-level", ""),
            ("practice of questionnaire < 0.5", 0, "condition-level", ""),
        ],
    )
    def test_faults(self, text, offset, code, hint):
        (fault,) = check(text, NAMES, GROUND)
        assert (fault.offset, fault.code, fault.hint) == (offset, code, hint)
