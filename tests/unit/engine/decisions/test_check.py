"""What is wrong with tables: each fault with its place, its words and what to do."""

import time

import pytest

from gapanalysis.engine.decisions import check_table
from gapanalysis.model.question import NumberAnswer
from tests.unit.engine.decisions.tables import NAMES, SCALES, codes, decision, faults

NUMBER, TEXT = {"type": "number"}, {"type": "text"}


def test_a_sound_table_has_no_fault():
    rows = """
        | Q9.1.2-1 | profile.buyers      | result |
        |----------|---------------------|--------|
        | open     | -                   | weak   |
        | < 2      | -                   | bad    |
        | 2..3     | includes people     | fine   |
        | 2..3     | not includes people | weak   |
    """
    assert faults(decision("first", rows)) == ()
    assert faults(decision("unique", rows)) == ()


@pytest.mark.parametrize(
    ("name", "cell", "code", "message", "hint"),
    [
        (
            "profile.employes",
            "5",
            "table-unknown-name",
            "there is nothing called profile.employes",
            "profile.employees",
        ),
        ("Q9.1.2-1", "many", "table-type", "Q9.1.2-1 is a level; 'many' is not", ""),
        ("profile.certified", "5", "table-type", "profile.certified is yes or no; '5' is not", ""),
        ("profile.since", "5", "table-type", "profile.since is a date", ""),
        ("profile.motto", "5", "table-type", "profile.motto is text", "put text in quotes"),
        ("profile.sector", "fod", "table-option", "'fod' is not an option of profile.sector", "did you mean 'food'?"),
        ("profile.sector", "x", "table-option", "'x' is not an option", "one of: food, retail, open"),
        ("profile.sector", "< food", "table-order", "the answers of profile.sector have no order", "commas"),
        ("profile.motto", "< 'a'", "table-order", "the answers of profile.motto have no order", "commas"),
        ("profile.buyers", "people", "table-type", "profile.buyers takes several options", "write includes"),
        ("profile.buyers", "includes peple", "table-option", "'peple' is not an option", "did you mean 'people'?"),
        ("profile.sector", "includes food", "table-type", "profile.sector takes one value", "write the value alone"),
        ("Q4.2-7", "5", "table-type", "Q4.2-7 is a table and cannot be compared", "state"),
        ("profile.employees", "95..90", "table-empty", "no answer to profile.employees can ever fit here", ""),
        ("profile.employees", "2.5", "table-empty", "no answer", ""),
        ("profile.employees", "< 1", "table-empty", "no answer", ""),
        ("profile.late", "> 100", "table-empty", "no answer", ""),
        ("Q9.1.2-1", "4", "table-empty", "no answer", ""),
        ("profile.designs", "> full", "table-empty", "no answer", ""),
        ("profile.designs", "full..minor", "table-empty", "no answer", ""),
        ("profile.certified", "not yes, no", "table-empty", "no answer", ""),
    ],
)
def test_a_cell_that_does_not_fit_its_input(name, cell, code, message, hint):
    rows = f"| {name} | result |\n| - | fine |\n| {cell} | weak |"
    found = faults(decision("first", rows))
    assert [fault.code for fault in found] == [code]
    assert message in found[0].message
    assert hint in found[0].hint
    place = name if code == "table-unknown-name" else cell
    assert rows.startswith(place, found[0].offset)


def test_an_option_called_yes_needs_quotes():
    names = {"profile.a": NAMES["profile.sector"].model_copy(update={"options": {"yes": "Yes", "partly": "Partly"}})}
    table = decision("first", "| profile.a | result |\n| yes | fine |", otherwise="bad")
    assert [fault.hint for fault in check_table(table, names, SCALES)] == ["put an option of this name in quotes"]
    quoted = table.model_copy(update={"rows": table.rows.replace("yes", "'yes'")})
    assert check_table(quoted, names, SCALES) == ()


UNORDERED = {"type": "choice", "options": {"weak": "Weak"}}


@pytest.mark.parametrize(
    ("table", "code", "message"),
    [
        (("first", "wek", None), "table-output", "'wek' is not one of the options of the output"),
        (("first", "many", NUMBER), "table-output", "'many' is not a number"),
        (("first", "''", TEXT), "table-output", "the text is empty"),
        (("first", "weak", None, "wek"), "table-otherwise", "'wek' is not one of the options"),
        (("sum", "1", NUMBER, "some"), "table-otherwise", "'some' is not a number"),
        (("count", "weak", None, "fine"), "table-otherwise", "a count is 0 where no row holds"),
        (("worst", "weak", TEXT), "table-hit", "worst needs options in order"),
        (("worst", "weak", UNORDERED), "table-hit", "worst needs options in order"),
        (("sum", "weak", None), "table-hit", "sum needs numbers"),
        (("max", "weak", TEXT), "table-hit", "max needs numbers"),
        (("collect", "1", NUMBER), "table-hit", "collect takes options or text"),
    ],
)
def test_results_and_the_keys_beside_the_rows(table, code, message):
    hit, result, output, *otherwise = table
    rows = f"| profile.certified | result |\n| - | {result} |"
    found = faults(decision(hit, rows, output, *otherwise))
    assert [fault.code for fault in found] == [code]
    assert message in found[0].message
    assert found[0].offset == (rows.index(f"| {result} |") + 2 if code == "table-output" else 0)


def test_every_fault_is_told_at_once_in_order():
    rows = "| profile.employes | profile.sector | result |\n| $ | food | fine |\n| 1 | fod | wek |\n| 1 |"
    found = faults(decision("first", rows))
    assert [fault.code for fault in found] == [
        "table-unknown-name",
        "table-syntax",
        "table-option",
        "table-output",
        "table-syntax",
    ]
    assert [fault.offset for fault in found] == sorted(fault.offset for fault in found)


class TestRowsTogether:
    def test_overlaps_are_named_by_an_example(self):
        heading = "| profile.employees | profile.certified | result |\n"
        rows = heading + "| < 10 | - | weak |\n| - | no | fine |\n| >= 10 | yes | fine |"
        (fault,) = faults(decision("unique", rows))
        assert fault.code == "table-overlap"
        assert fault.message == "this row and row 1 both hold when profile.employees = 1 and profile.certified = no"
        assert rows.startswith("- | no", fault.offset)
        (fault,) = faults(decision("any", rows))
        assert fault.message.endswith("and say fine and weak")
        assert faults(decision("any", rows.replace("weak", "fine"))) == ()

    def test_a_row_never_reached(self):
        rows = "| profile.designs | result |\n| none | fine |\n| >= minor | weak |\n| full | bad |"
        (fault,) = faults(decision("first", rows, otherwise="fine"))
        assert (fault.code, fault.message) == (
            "table-unreachable",
            "row 3 is never reached: wherever it holds, one above it does",
        )
        assert rows.startswith("full", fault.offset)

    def test_gaps_name_only_what_matters(self):
        rows = "| profile.certified | profile.designs | result |\n| - | none | fine |\n| yes | - | weak |"
        (fault,) = faults(decision("first", rows))
        assert fault.code == "table-gap"
        assert fault.message == "no row holds when profile.certified = no and profile.designs = minor"
        (fault,) = faults(decision("first", "| profile.certified | Q9.1.2-1 | result |\n| - | < 3 | fine |"))
        assert fault.message == "no row holds when Q9.1.2-1 = 3"

    def test_no_gap_where_something_holds_otherwise_or_none_means_something(self):
        rows = "| profile.certified | result |\n| yes | 1 |"
        assert codes(decision("max", rows, NUMBER)) == ["table-gap"]
        assert codes(decision("max", rows, NUMBER, "0")) == []
        assert [codes(decision(hit, rows, NUMBER)) for hit in ("sum", "count")] == [[], []]
        assert codes(decision("collect", rows, TEXT)) == []

    def test_numbers_between_two_rows_are_seen(self):
        rows = "| profile.late | result |\n| < 5 | fine |\n| 5.5..90 | weak |\n| > 90 | bad |"
        (fault,) = faults(decision("first", rows))
        assert fault.message == "no row holds when profile.late = 5"
        assert codes(decision("first", rows.replace("5.5", "5"))) == []
        days = "| profile.since | result |\n| <= 2025-12-31 | fine |\n| >= 2026-01-02 | weak |"
        (fault,) = faults(decision("first", days))
        assert fault.message == "no row holds when profile.since = 2026-01-01"

    def test_a_column_about_states_is_looked_at_in_every_state(self):
        (fault,) = faults(decision("unique", "| Q4.2-7 | result |\n| answered | fine |\n| open, don't know | weak |"))
        assert fault.message == "no row holds when Q4.2-7 is not asked"

    def test_of_many_gaps_the_first_are_told(self):
        heading = "| profile.designs | profile.staff | result |\n"
        rows = heading + "| none | 1 | fine |\n| minor | 2 | fine |\n| full | 3 | fine |"
        found = faults(decision("first", rows))
        assert [fault.code for fault in found] == ["table-gap"] * 5
        assert found[-1].hint.endswith("(there are more)")
        rows = "| profile.employees | result |\n" + "".join(f"| {n} | fine |\n" for n in range(2, 40, 2))
        assert codes(decision("first", rows)) == ["table-gap"]

    def test_a_level_whose_scale_is_not_there_is_left_alone(self):
        table = decision("first", "| Q9.1.2-1 | result |\n| 0 | fine |")
        assert check_table(table, NAMES, {}) == ()


class TestTooLarge:
    def test_too_many_options_of_a_choice_of_several(self):
        options = {f"o{n}": "O" for n in range(11)}
        names = {"profile.a": NAMES["profile.buyers"].model_copy(update={"options": options})}
        table = decision("first", f"| profile.a | result |\n| includes {', '.join(options)} | fine |\n| - | fine |")
        assert [fault.code for fault in check_table(table, names, SCALES)] == ["table-too-large"]

    def test_too_many_values(self):
        table = decision("first", f"| profile.employees | result |\n| {', '.join(map(str, range(1, 400)))} | fine |")
        assert codes(table) == ["table-too-large"]

    def test_what_cannot_be_checked_is_said_and_takes_no_time(self):
        names = {f"profile.f{n}": NumberAnswer(type="number") for n in range(12)}
        lines = [f"| {' | '.join(f'< {row * (2 * n + 3) % 79}' for n in range(12))} | fine |" for row in range(80)]
        table = decision("first", "\n".join([f"| {' | '.join(names)} | result |", *lines]))
        start = time.perf_counter()
        found = check_table(table, names, SCALES)
        assert time.perf_counter() - start < 10
        assert [fault.code for fault in found] == ["table-not-checked", "table-not-checked"]
        assert "more than 100,000 combinations" in found[0].message
