"""Text to rows: what is read, what is refused and where."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.decisions.parse import LONGEST, MOST_INPUTS, MOST_ROWS, parse
from gapanalysis.model.decision import Cell, Equals, Includes, InState, Interval


def cell(text: str) -> Cell:
    grid, faults = parse(f"| profile.a | result |\n| {text} | x |")
    assert not faults
    assert grid is not None
    return grid.rows[0].cells[0]


def only(text: str):
    found = cell(text)
    assert len(found.alternatives) == 1
    return found.alternatives[0]


def fault_of(text: str):
    """The first fault of a cell, its offset counted in the cell."""
    rows = f"| profile.a | result |\n| {text} | x |"
    grid, faults = parse(rows)
    assert grid is not None
    assert not grid.rows
    return faults[0].offset - rows.index(f" {text} |") - 1, faults[0].message


INTERVAL = Interval(Decimal("-1.5"), Decimal("-0.5"), least_included=True, most_included=True, offset=0)


class TestCells:
    @pytest.mark.parametrize("dash", ["-", "\N{EN DASH}", "\N{EM DASH}"])
    def test_a_dash_is_anything(self, dash):
        assert cell(dash).alternatives == ()

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("food", "food"),
            ("first-certificate", "first-certificate"),
            ("12", Decimal(12)),
            ("-0.50", Decimal("-0.5")),
            ("yes", True),
            ("no", False),
            ("'yes'", "yes"),
            ('"two words"', "two words"),
            ("'a \\| b'", "a | b"),
            ("2026-11-23", date(2026, 11, 23)),
        ],
    )
    def test_values(self, text, value):
        assert only(text) == Equals(value, 0)

    @pytest.mark.parametrize(
        ("text", "interval"),
        [
            ("< 90", Interval(None, Decimal(90), least_included=False, most_included=False, offset=0)),
            ("<=90", Interval(None, Decimal(90), least_included=False, most_included=True, offset=0)),
            ("> minor", Interval("minor", None, least_included=False, most_included=False, offset=0)),
            (">= 90", Interval(Decimal(90), None, least_included=True, most_included=False, offset=0)),
            ("90..95", Interval(Decimal(90), Decimal(95), least_included=True, most_included=True, offset=0)),
            ("-1.5 .. -0.5", INTERVAL),
        ],
    )
    def test_intervals(self, text, interval):
        assert only(text) == interval

    @pytest.mark.parametrize("state", ["open", "don't know", "answered", "not applicable", "not asked"])
    def test_states(self, state):
        assert only(state) == InState(state, 0)
        assert cell(f"not {state}").negated
        assert cell(f"not {state}").alternatives == (InState(state, 0),)

    def test_spaces_and_typographic_apostrophes_of_word_processors(self):
        assert only("don\N{RIGHT SINGLE QUOTATION MARK}t   know") == InState("don't know", 0)

    def test_lists_and_their_negation(self):
        assert cell("a, b").alternatives == (Equals("a", 0), Equals("b", 0))
        assert not cell("a, b").negated
        assert cell("not a, b").negated
        assert cell("< 2, open").alternatives[1] == InState("open", 0)

    def test_includes_holds_on(self):
        assert cell("includes a, b").alternatives == (Includes("a", 0), Includes("b", 0))
        assert cell("not includes a").negated

    def test_a_word_that_begins_like_a_state_is_no_state(self):
        assert only("open-plan") == Equals("open-plan", 0)
        assert only("'open'") == Equals("open", 0)

    @pytest.mark.parametrize(
        ("text", "offset", "message"),
        [
            ("two words", 4, "the cell should end before 'words'"),
            ("a,", 2, "a value is expected here, not the end of the cell"),
            ("not", 3, "a value is expected here, not the end of the cell"),
            ("< open", 2, "a value is expected here, not 'open'"),
            ("a, not b", 3, "a value is expected here, not 'not'"),
            ("= 5", 0, "'=' cannot stand here"),
            ("a $", 2, "'$' cannot stand here"),
            ("1, 2026-02-30", 3, "2026-02-30 is no date in the calendar"),
            ("1, 1234567890123456", 3, "the number has more than 15 characters"),
            ("1..2..3", 4, "the cell should end before '..'"),
        ],
    )
    def test_faults_stand_at_the_first_character_that_does_not_fit(self, text, offset, message):
        assert fault_of(text) == (offset, message)


class TestRows:
    def test_the_line_beneath_the_heading_may_be_missing(self):
        with_rule, _ = parse("| a | r |\n|---|:-:|\n| 1 | x |")
        without, _ = parse("| a | r |\n| 1 | x |")
        assert with_rule is not None
        assert without is not None
        assert [row.cells for row in with_rule.rows] == [row.cells for row in without.rows]

    def test_bars_at_the_ends_blank_lines_and_spaces_do_not_matter(self):
        grid, faults = parse("\n   a | r\n\n\t1 | x  \n")
        assert not faults
        assert grid is not None
        assert [piece.text for piece in grid.inputs] == ["a"]
        assert grid.rows[0].result.text == "x"

    def test_every_fault_is_found_with_its_place(self):
        text = "| a | b | r |\n| 1 | $ | x |\n| 1 | x |\n| < | 1 | |\n| 1 | 1 | ok |"
        grid, faults = parse(text)
        assert grid is not None
        assert [row.result.text for row in grid.rows] == ["ok"]
        assert [(text[fault.offset : fault.offset + 1], fault.message) for fault in faults] == [
            ("$", "'$' cannot stand here"),
            ("1", "this row has 2 cells and the heading 3"),
            (" ", "a value is expected here, not the end of the cell"),
            ("|", "the row has no result"),
        ]
        assert {fault.code for fault in faults} == {"table-syntax"}

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (" \n ", "the table has no line"),
            ("| a |", "the heading needs an input and the output"),
            ("| a | r |", "the table has no row"),
            ("| a | a | r |\n| 1 | 1 | x |", "there is a second column a"),
            ("| a |  | r |\n| 1 | 1 | x |", "a column has no name"),
            ("| a | r |\n| | x |", "the cell is empty"),
        ],
    )
    def test_what_makes_no_table(self, text, message):
        assert [fault.message for fault in parse(text)[1]] == [message]

    @pytest.mark.parametrize(
        "text",
        [
            "x" * (LONGEST + 1),
            f"|{'a|' * (MOST_INPUTS + 2)}\n",
            f"|{'a|' * 10_000}\n|{'1|' * 10_000}",
            "| a | r |\n" + "| 1 | x |\n" * (MOST_ROWS + 1),
        ],
    )
    def test_hostile_sizes_are_refused(self, text):
        grid, faults = parse(text)
        assert grid is None
        assert [fault.code for fault in faults] == ["table-too-large"]


SIGNS = ["|", "\n", " ", "-", "..", "<", ">=", ",", "'", '"', "\\", "\r", "\x0b", "\u2028", "é", "\0", "1", "9" * 20]
WORDS = ["not", "open", "don't know", "not asked", "includes", "2026-01-01", "profile.a", "Q1-1", "a"]
LIKELY = st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=60).map("".join)


@given(LIKELY | st.text(max_size=200))
def test_whatever_is_written_gives_rows_or_faults_within_the_text(text):
    grid, faults = parse(text)
    assert faults or grid is not None
    assert all(0 <= fault.offset <= len(text) and fault.message for fault in faults)
    if grid is not None:
        assert all(len(row.cells) == len(grid.inputs) for row in grid.rows)
