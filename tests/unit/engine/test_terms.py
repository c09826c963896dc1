"""Terms: what has a value, and what is said when it has none."""

from datetime import date
from decimal import Decimal

import pytest

from gapanalysis.engine.conditions import (
    Known,
    Operand,
    Scene,
    check_value,
    parse,
    parse_value,
    type_of_value,
    value_in,
)
from gapanalysis.engine.conditions.evaluate import compiled
from gapanalysis.engine.conditions.terms import before
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import Arithmetic, Call, Fallback, Rows, Truth
from gapanalysis.model.question import ChoiceAnswer, LevelAnswer, NumberAnswer, TextAnswer
from tests.unit.engine.condition_samples import NAMES, SIZES

T, F, U, I = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.INAPPLICABLE  # noqa: E741
OPEN, NOT_ASKED = Operand(U, "open"), Operand(I, "not asked")
DOUBTFUL = Operand(T, "answered", Known(Decimal(3)), certain=False)
ON = date(2026, 3, 31)


def answered(value):
    return Operand(T, "answered", Known(value))


def row(**cells):
    return {name: Known(each, tuple(SIZES) if name == "size" else ()) for name, each in cells.items()}


def scene(**names):
    """`a=7` is the fact `profile.a`."""
    facts = {f"profile.{name}": each if isinstance(each, Operand) else answered(each) for name, each in names.items()}
    table = (row(kpi=Decimal(90), met=True, size="small"), row(kpi=Decimal(98), due=ON, buyers=("firms", "people")), {})
    evidence = {"Q9.3-1": date(2025, 3, 30), "Q9.3-2": None}
    questions = {"Q4.2-7": answered(table), "Q9.3-1": answered(Decimal(2)), "Q9.3-2": answered(Decimal(2))}
    return Scene({**facts, **questions}.__getitem__, today=ON, newest_evidence=evidence.__getitem__)


def value(text, **names):
    return value_in(parse_value(text), scene(**{"a": Decimal(7), "b": Decimal(2), **names}))


def truth(text, **names):
    return compiled(parse(text))(scene(**names))


class TestCalculations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("profile.a + profile.b * 2", "11"),
            ("(profile.a + profile.b) * 2", "18"),
            ("profile.a - profile.b - 1", "4"),
            ("profile.a - (profile.b - 1)", "6"),
            ("profile.a / profile.b / 2", "1.75"),
            ("profile.a - -2", "9"),
            ("profile.a -2", "5"),
            ("0.1 + 0.2", "0.3"),
            ("min(profile.a, profile.b, 3)", "2"),
            ("max(profile.a)", "7"),
            ("abs(profile.b - profile.a)", "5"),
            ("round(profile.a / profile.b)", "4"),
            ("round(0 - profile.a / profile.b)", "-4"),
            ("round(2.4999)", "2"),
            ("rows of Q4.2-7", "3"),
            ("rows of Q4.2-7 with kpi without met", "1"),
            ("rows of Q4.2-7 with kpi with met", "1"),
            ("rows of Q4.2-7 with (kpi = 98)", "1"),
            ("rows of Q4.2-7 with (kpi != 98)", "1"),
            ("rows of Q4.2-7 without (kpi = 98)", "2"),
            ("rows of Q4.2-7 with (kpi < 98) with met", "1"),
            ("rows of Q4.2-7 with (kpi between 90 and 98 %)", "2"),
            ("rows of Q4.2-7 with (kpi in [98, 99 %]) without met", "1"),
            ("rows of Q4.2-7 with (met = no)", "0"),
            ("rows of Q4.2-7 with (due <= 2026-03-31)", "1"),
            ("rows of Q4.2-7 with (size < large)", "1"),
            ("rows of Q4.2-7 with (size between micro and micro)", "0"),
            ("rows of Q4.2-7 with (buyers includes people)", "1"),
            ("rows of Q4.2-7 without (buyers includes councils)", "3"),
            ("rows of Q4.2-7 with (kpi = 98) + rows of Q4.2-7", "4"),
            ("100 * rows of Q4.2-7 with kpi / rows of Q4.2-7 > 66", None),
        ],
    )
    def test_values(self, text, expected):
        if expected is None:
            assert truth(text) is T
        else:
            assert value(text) == Decimal(expected)

    def test_calculations_keep_28_digits(self):
        assert value("1 / 3") == Decimal("0.3333333333333333333333333333")
        assert value("1 / 3 * 3") != 1

    @pytest.mark.parametrize("text", ["profile.a / 0", "0 / 0", "profile.a / (profile.b - 2)"])
    def test_what_is_divided_by_nothing_is_inapplicable(self, text):
        assert value(text) is I
        assert truth(f"{text} = 1 or {text} != 1", a=Decimal(7), b=Decimal(2)) is I

    def test_results_that_nobody_counts_to_have_no_value(self):
        largest = "999999999999999"
        assert value(f"{largest} + 1") == Decimal("1e15")
        assert value(f"{largest} + 2") is I
        assert value(f"{largest} * {largest}") is I
        assert value(f"0 - {largest} - 2") is I

    def test_what_comes_from_outside_cannot_break_a_calculation(self):
        for odd in (Decimal("1e999"), Decimal("-1e999"), Decimal("Infinity"), Decimal("1e-999999")):
            for text in ("profile.a * profile.a", "profile.a / 3", "round(profile.a)", "abs(profile.a)"):
                found = value(text, a=odd)
                assert found is I or abs(found) <= Decimal("1e15")


class TestMissingValues:
    @pytest.mark.parametrize(
        ("one", "two", "expected"),
        [
            (OPEN, NOT_ASKED, I),
            (NOT_ASKED, DOUBTFUL, I),
            (OPEN, DOUBTFUL, U),
            (OPEN, Decimal(2), U),
            (NOT_ASKED, Decimal(2), I),
        ],
    )
    @pytest.mark.parametrize("text", ["{} + {} = 4", "max({}, {}) = 4", "{} = {}", "{} between 1 and {}"])
    def test_within_a_leaf_inapplicable_wins(self, text, one, two, expected):
        assert truth(text.format("profile.a", "profile.b"), a=one, b=two) is expected
        assert truth(text.format("profile.b", "profile.a"), a=one, b=two) is expected

    def test_between_leaves_the_rule_of_and_and_or_holds(self):
        assert truth("profile.a = 1 and profile.b = 1", a=OPEN, b=NOT_ASKED) is U
        assert truth("profile.a = 1 or profile.b = 1", a=OPEN, b=NOT_ASKED) is U

    def test_a_table_that_is_not_answered_has_no_rows_to_count(self):
        given = {"Q4.2-7": OPEN}
        assert compiled(parse("rows of Q4.2-7 = 0"))(Scene(given.__getitem__)) is U


class TestFallback:
    def test_it_stands_in_for_what_is_unknown_and_nothing_else(self):
        text = "(profile.a, 0 if unknown)"
        assert value(text, a=OPEN) == 0
        assert value(text, a=Operand(U, "don't know")) == 0
        assert value(text, a=Decimal(5)) == 5
        assert value(text, a=NOT_ASKED) is I

    def test_it_does_not_settle_what_is_doubtful(self):
        assert value("(profile.a, 0 if unknown)", a=DOUBTFUL) is U
        assert truth("(profile.a + profile.b, 0 if unknown) >= 0", a=DOUBTFUL, b=OPEN) is U

    def test_it_stands_for_a_whole_calculation(self):
        assert value("(profile.a * profile.b, -1 if unknown) + 1", a=OPEN) == 0
        assert value("(profile.a * profile.b, -1 if unknown) + 1", a=OPEN, b=NOT_ASKED) is I

    def test_of_several_options_it_is_one(self):
        text = "(profile.a, firms if unknown) includes {}"
        assert truth(text.format("firms"), a=OPEN) is T
        assert truth(text.format("people"), a=OPEN) is F
        assert truth(text.format("people"), a=("firms", "people")) is T

    def test_of_yes_and_no(self):
        assert truth("(profile.a, no if unknown) = yes", a=OPEN) is F
        assert truth("(profile.a, no if unknown) = yes", a=True) is T


class TestDates:
    @pytest.mark.parametrize(
        ("amount", "unit", "expected"),
        [
            (0, "days", "2026-03-31"),
            (90, "days", "2025-12-31"),
            (2, "weeks", "2026-03-17"),
            (1, "months", "2026-02-28"),
            (13, "months", "2025-02-28"),
            (25, "months", "2024-02-29"),
            (1, "years", "2025-03-31"),
            (10**15, "days", "0001-01-01"),
            (10**15, "years", "0001-01-01"),
            (2025 * 12 + 2, "months", "0001-01-31"),
            (2026, "years", "0001-01-01"),
        ],
    )
    def test_the_day_so_long_before(self, amount, unit, expected):
        assert before(ON, amount, unit) == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        ("since", "expected"), [(date(2025, 3, 30), T), (date(2025, 3, 31), F), (date(2026, 4, 1), F)]
    )
    def test_older_is_more_than_so_long_ago(self, since, expected):
        assert truth("profile.a is older than 12 months", a=since) is expected
        assert truth("profile.a is older than 1 year", a=since) is expected
        assert truth("profile.a is not older than 12 months", a=since) is (F if expected is T else T)

    def test_evidence(self):
        assert truth("newest evidence of Q9.3-1 is older than 12 months") is T
        assert truth("newest evidence of Q9.3-1 < 2025-03-31") is T
        assert truth("newest evidence of Q9.3-2 is older than 12 months") is U

    def test_evidence_of_what_does_not_apply(self):
        for operand, expected in ((NOT_ASKED, I), (OPEN, T), (DOUBTFUL, U)):
            given = {"Q9.3-1": operand}
            there = Scene(given.__getitem__, today=ON, newest_evidence=lambda _: date(2024, 1, 1))
            assert compiled(parse("newest evidence of Q9.3-1 is older than 12 months"))(there) is expected

    def test_today(self):
        assert truth("profile.a < today", a=date(2026, 3, 30)) is T
        assert truth("today = 2026-03-31") is T


class TestDerivedValues:
    def test_trees(self):
        assert isinstance(parse_value("profile.a + 1"), Arithmetic)
        assert isinstance(parse_value("min(profile.a, 1)"), Call)
        assert isinstance(parse_value("(profile.a, 1 if unknown)"), Fallback)
        assert isinstance(parse_value("rows of Q4.2-7"), Rows)

    @pytest.mark.parametrize(
        ("text", "offset", "message"),
        [
            ("", 0, "the value is empty"),
            ("profile.a = 1", 10, "the condition should end before '='"),
            ("(profile.a = 1)", 0, "a condition stands where a value is needed"),
            ("profile.a profile.b", 10, "the condition should end before 'profile.b'"),
        ],
    )
    def test_faults(self, text, offset, message):
        with pytest.raises(ConditionError) as caught:
            parse_value(text)
        assert (caught.value.offset, caught.value.message) == (offset, message)
        assert check_value(text, NAMES)[0].message == message

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("profile.employees / 2", NumberAnswer),
            ("Q9.1.2-1", LevelAnswer),
            ("(Q9.1.2-1, 0 if unknown)", LevelAnswer),
            ("Q9.1.2-1 + Q9.1.2-12", NumberAnswer),
            ("rows of Q4.2-7 with kpi", NumberAnswer),
            ("rows of Q4.2-7 with (size >= small) without (objective = 'two words')", NumberAnswer),
            ("profile.motto", TextAnswer),
        ],
    )
    def test_types(self, text, kind):
        assert check_value(text, NAMES) == ()
        assert isinstance(type_of_value(text, NAMES), kind)

    def test_options_lose_their_order(self):
        found = type_of_value("(profile.size, micro if unknown)", NAMES)
        assert isinstance(found, ChoiceAnswer)
        assert not found.ordered

    def test_only_rules_read_results(self):
        (fault,) = check_value("rows of Q4.2-7 + today", NAMES)[:1]
        assert fault.code in {"condition-stratum", "condition-type"}
        assert {f.code for f in check_value("newest evidence of Q9.2-1", NAMES)} == {"condition-stratum"}
