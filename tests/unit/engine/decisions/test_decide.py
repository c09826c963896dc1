"""What tables give, by hand: every hit policy with inputs known, open, not applicable and not certain."""

from datetime import date
from decimal import Decimal

import pytest

from gapanalysis.engine.conditions import UNKNOWN, Known, Operand
from gapanalysis.engine.decisions import compile_table, decide, outcome_operand, outcome_type
from gapanalysis.errors import ConditionError
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Truth
from gapanalysis.model.question import ChoiceAnswer, NumberAnswer, TableAnswer, TextAnswer
from tests.unit.engine.decisions.tables import NAMES, SCALES, decide_with, decision, possible

OPEN, DONT_KNOW, NOT_APPLICABLE, NOT_ASKED = State.OPEN, State.DONT_KNOW, State.NOT_APPLICABLE, State.NOT_ASKED
NUMBER, TEXT = {"type": "number"}, {"type": "text"}
D = Decimal

LADDER = """
    | Q9.1.2-1 | profile.certified | result |
    |----------|-------------------|--------|
    | 0        | -                 | bad    |
    | < 2      | -                 | weak   |
    | -        | yes               | weak   |
    | >= 2     | -                 | fine   |
"""


class TestFirst:
    table = decision("first", LADDER)

    def test_the_topmost_row_decides(self):
        assert possible(self.table, level=0, certified=True) == ["bad"]
        assert possible(self.table, level=1, certified=False) == ["weak"]
        assert possible(self.table, level=3, certified=True) == ["weak"]
        assert possible(self.table, level=3, certified=False) == ["fine"]

    def test_an_open_input_leaves_what_its_values_would_give(self):
        assert possible(self.table, level=OPEN, certified=True) == ["weak", "bad"]
        assert possible(self.table, level=3, certified=DONT_KNOW) == ["fine", "weak"]
        assert possible(self.table, level=OPEN, certified=OPEN) == ["fine", "weak", "bad"]

    def test_it_is_known_when_all_values_agree(self):
        outcome = decide_with(self.table, {"level": 1, "certified": OPEN})
        assert outcome.possible == ("weak",)
        assert outcome.is_certain
        assert outcome.rows == (1,)

    def test_an_input_that_does_not_apply_meets_only_what_is_open_to_it(self):
        assert possible(self.table, level=NOT_APPLICABLE, certified=True) == ["weak"]
        assert possible(self.table, level=NOT_ASKED, certified=False) == [None]

    def test_otherwise(self):
        table = decision("first", LADDER, otherwise="fine")
        assert possible(table, level=NOT_ASKED, certified=False) == ["fine"]
        assert possible(table, level=NOT_ASKED, certified=OPEN) == ["fine", "weak"]

    def test_an_input_that_is_not_certain_may_come_to_stand_in_any_way(self):
        doubtful = Operand(Truth.TRUE, State.ANSWERED, Known(D(0)), certain=False)
        assert possible(self.table, level=doubtful, certified=False) == [None, "bad"]
        unsettled = Operand(Truth.UNKNOWN, OPEN, certain=False)
        assert possible(self.table, level=unsettled, certified=False) == [None, "fine", "weak", "bad"]
        assert possible(self.table, level=unsettled, certified=True) == ["weak", "bad"]


class TestStates:
    table = decision(
        "unique",
        """
        | Q9.1.2-1         | result |
        | open, don't know | weak   |
        | < 2              | bad    |
        | not 0, 1         | fine   |
        | not applicable   | fine   |
        """,
    )

    def test_a_state_that_the_column_names_is_a_situation_of_its_own(self):
        assert possible(self.table, level=OPEN) == ["weak"]
        assert possible(self.table, level=DONT_KNOW) == ["weak"]
        assert possible(self.table, level=NOT_APPLICABLE) == ["fine"]
        assert possible(self.table, level=1) == ["bad"]

    def test_not_some_value_needs_a_value(self):
        assert possible(self.table, level=2) == ["fine"]
        assert possible(self.table, level=NOT_ASKED) == [None]

    def test_other_states_stay_open(self):
        table = decision("first", "| Q9.1.2-1 | result |\n| don't know | weak |\n| 0..1 | bad |\n| - | fine |")
        assert possible(table, level=OPEN) == ["fine", "bad"]
        assert possible(table, level=DONT_KNOW) == ["weak"]

    def test_answered_tells_all_states_apart(self):
        table = decision("first", "| Q4.2-7 | result |\n| answered | fine |\n| not asked | weak |\n| - | bad |")
        rows = Operand(Truth.TRUE, State.ANSWERED, Known(({"a": Known("x")},)))
        assert [possible(table, rows=each) for each in (rows, OPEN, NOT_ASKED)] == [["fine"], ["bad"], ["weak"]]


@pytest.mark.parametrize(
    ("cell", "fact", "values"),
    [
        ("minor..full", "designs", {"none": False, "minor": True, "full": True}),
        ("> minor", "designs", {"minor": False, "full": True}),
        ("not food, retail", "sector", {"food": False, "open": True}),
        ("'open'", "sector", {"open": True, "food": False}),
        ("includes firms, state", "buyers", {("firms", "people"): True, ("people",): False, ("state",): True}),
        ("not includes firms", "buyers", {("firms", "people"): False, ("people",): True}),
        ("<= 2026-01-31", "since", {date(2026, 1, 31): True, date(2026, 2, 1): False}),
        ("2026-01-01..2026-12-31", "since", {date(2025, 12, 31): False, date(2026, 12, 31): True}),
        ("90..95", "late", {90: True, D("95.0"): True, D("95.1"): False}),
        ("'two words', 'b'", "motto", {"two words": True, "c": False}),
        ("yes", "certified", {True: True, False: False}),
    ],
)
def test_cells_of_every_type(cell, fact, values):
    table = decision("first", f"| profile.{fact} | result |\n| {cell} | bad |", otherwise="fine")
    for value, holds in values.items():
        assert possible(table, **{fact: value}) == ["bad" if holds else "fine"], value
    assert possible(table, **{fact: OPEN}) == ["fine", "bad"]
    assert possible(table, **{fact: NOT_APPLICABLE}) == ["fine"]


def test_any_and_unique_give_what_their_row_says():
    heading = "| profile.employees | profile.certified | result |\n"
    rows = heading + "| < 10 | - | weak |\n| - | no | weak |\n| >= 10 | yes | fine |"
    table = decision("any", rows)
    assert possible(table, employees=5, certified=False) == ["weak"]
    assert possible(table, employees=50, certified=OPEN) == ["fine", "weak"]
    assert possible(table, employees=5, certified=OPEN) == ["weak"]
    table = decision("unique", "| profile.employees | result |\n| < 10 | weak |\n| >= 10 | fine |")
    assert [possible(table, employees=each) for each in (9, 10, OPEN)] == [["weak"], ["fine"], ["fine", "weak"]]


def test_worst_says_at_least_and_may_become():
    table = decision(
        "worst",
        """
        | Q9.1.2-1 | profile.certified | result |
        | < 3      | -                 | weak   |
        | 0        | no                | bad    |
        | -        | -                 | fine   |
        """,
    )
    assert possible(table, level=0, certified=False) == ["bad"]
    assert possible(table, level=0, certified=OPEN) == ["weak", "bad"]
    assert possible(table, level=1, certified=OPEN) == ["weak"]
    assert possible(table, level=OPEN, certified=True) == ["fine", "weak"]
    assert decide_with(table, {"level": 0, "certified": OPEN}).rows == (0, 1, 2)


POINTS = """
    | profile.employees | profile.certified | points |
    | >= 10             | -                 | 2      |
    | -                 | no                | 3.5    |
    | < 5               | -                 | -4     |
"""


def test_sum_is_bounded_by_what_is_open():
    table = decision("sum", POINTS, NUMBER)
    assert possible(table, employees=20, certified=False) == [D("5.5")]
    assert possible(table, employees=7, certified=True) == [0]
    assert possible(table, employees=OPEN, certified=True) == [-4, 2]
    assert possible(table, employees=OPEN, certified=OPEN) == [-4, D("5.5")]
    assert possible(decision("sum", POINTS, NUMBER, "9"), employees=7, certified=OPEN) == [D("3.5"), 9]


def test_max_takes_the_greatest():
    table = decision("max", POINTS, NUMBER)
    assert possible(table, employees=20, certified=False) == [D("3.5")]
    assert possible(table, employees=OPEN, certified=True) == [None, -4, 2]
    assert possible(table, employees=OPEN, certified=False) == [D("3.5")]


def test_count_counts_the_rows_that_hold():
    table = decision("count", POINTS, NUMBER)
    assert possible(table, employees=7, certified=True) == [0]
    assert possible(table, employees=20, certified=False) == [2]
    assert possible(table, employees=OPEN, certified=OPEN) == [0, 2]


def test_collect_gives_what_is_in_it_anyhow_and_all_that_may_be():
    heading = "| profile.employees | profile.certified | advice |\n"
    rows = heading + "| >= 10 | - | plan |\n| - | no | book |\n| < 5 | - | plan |"
    table = decision("collect", rows, TEXT)
    assert possible(table, employees=20, certified=False) == [("plan", "book")]
    assert possible(table, employees=OPEN, certified=False) == [("book",), ("plan", "book")]
    assert possible(table, employees=7, certified=True) == [()]
    assert possible(decision("collect", rows, TEXT, "rest"), employees=7, certified=True) == [("rest",)]


MANY = {f"profile.f{n}": NAMES["profile.certified"] for n in range(17)}


class TestTooMany:
    """Seventeen open inputs, each deciding a row of its own: more combinations than are looked at."""

    def outcome(self, hit, output, results, otherwise="", **known):
        heading = f"| {' | '.join(MANY)} | result |\n"
        lines = [
            f"| {' | '.join('yes' if n == row else '-' for n in range(17))} | {results[row % len(results)]} |\n"
            for row in range(17)
        ]
        table = decision(hit, heading + "".join(lines), output, otherwise)
        operands = dict.fromkeys(MANY, UNKNOWN) | {
            f"profile.{name}": Operand(Truth.TRUE, State.ANSWERED, Known(value)) for name, value in known.items()
        }
        return decide(compile_table(table, MANY, SCALES), operands.__getitem__)

    def test_outcomes_are_bounded_and_say_so(self):
        outcome = self.outcome("first", None, ["fine", "weak"])
        assert (outcome.possible, outcome.exact) == ((None, "fine", "weak"), False)
        assert self.outcome("worst", None, ["fine", "weak"], f1=True).possible == ("weak",)
        assert self.outcome("worst", None, ["bad", "weak"], f1=True).possible == ("weak", "bad")
        assert self.outcome("sum", NUMBER, ["2", "-1"]).possible == (-8, 18)
        assert self.outcome("sum", NUMBER, ["2"], "1").possible == (1, 34)
        assert self.outcome("max", NUMBER, ["2", "-1"], f0=True).possible == (2,)
        assert self.outcome("count", NUMBER, ["1"], f3=True).possible == (1, 17)
        assert self.outcome("collect", TEXT, ["a", "b"], f0=True).possible == (("a",), ("a", "b"))


class TestWhatConditionsSee:
    table = decision("first", LADDER)

    def operand(self, **inputs):
        return outcome_operand(decide_with(self.table, inputs), self.table)

    def test_a_certain_outcome_is_known_with_its_order(self):
        known = Known("weak", ("fine", "weak", "bad"))
        assert self.operand(level=1, certified=OPEN) == Operand(Truth.TRUE, State.ANSWERED, known)

    def test_an_uncertain_one_is_unknown(self):
        assert self.operand(level=OPEN, certified=OPEN) == UNKNOWN

    def test_none_is_not_applicable(self):
        found = self.operand(level=NOT_ASKED, certified=False)
        assert found == Operand(Truth.INAPPLICABLE, State.NOT_APPLICABLE)

    def test_types(self):
        row = "| profile.certified | result |\n| yes | {} |"
        several = outcome_type(decision("collect", row.format("fine")))
        assert isinstance(several, ChoiceAnswer)
        assert several.several
        assert outcome_type(decision("count", row.format("fine"))) == NumberAnswer(type="number", whole=True)
        assert outcome_type(decision("sum", row.format("1"), NUMBER)) == NumberAnswer(type="number")
        assert outcome_type(decision("first", row.format("a"), TEXT)) == TextAnswer(type="text")
        assert isinstance(outcome_type(decision("collect", row.format("a"), TEXT)), TableAnswer)


def test_a_table_that_does_not_parse_is_not_compiled():
    with pytest.raises(ConditionError, match="cannot stand here"):
        compile_table(decision("first", "| profile.certified | result |\n| $ | fine |"), NAMES, SCALES)


def test_an_input_that_can_take_no_value_leaves_the_table_without_a_result():
    names = {"profile.a": NumberAnswer(type="number", least=D(5), most=D(3))}
    table = compile_table(decision("first", "| profile.a | result |\n| > 4 | fine |"), names, SCALES)
    assert decide(table, lambda _: UNKNOWN).possible == (None,)
