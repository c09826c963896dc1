"""The condition language: what parses, what is refused and where."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.conditions import check, parse
from gapanalysis.engine.conditions.lex import LONGEST
from gapanalysis.engine.conditions.parse import DEEPEST
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import And, Comparator, Compare, Holds, InState, Not, Or, leaves
from gapanalysis.model.questionnaire import (
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)

OPTIONS = {"none": "None", "minor": "A little", "full": "All"}
NAMES = {
    "profile.employees": NumberAnswer(type="number"),
    "profile.certified": YesNoAnswer(type="yes-no"),
    "profile.sector": ChoiceAnswer(type="choice", options={"food": "Food", "logistics": "Logistics"}),
    "profile.designs": ChoiceAnswer(type="choice", options=OPTIONS, ordered=True),
    "profile.buyers": ChoiceAnswer(type="choice", options={"firms": "Firms", "people": "People"}, several=True),
    "profile.since": DateAnswer(type="date"),
    "profile.motto": TextAnswer(type="text"),
    "Q9.1.2-1": LevelAnswer(type="level", scale="conformity"),
    "Q9.1.2-12": LevelAnswer(type="level", scale="conformity"),
    "Q4.2-9": TableAnswer(type="table", columns=()),
}


def literals(text):
    return [[literal.value for literal in leaf.literals] for leaf in leaves(parse(text))]


class TestParse:
    def test_ids_lex_by_longest_match(self):
        assert [leaf.name.text for leaf in leaves(parse("Q9.1.2-12 = 1 or Q9.1.2-1=1"))] == ["Q9.1.2-12", "Q9.1.2-1"]

    @pytest.mark.parametrize("text", ["Q9.1.2-1x = 1", "Q9.1.2-1-2 = 1", "profile.employees-2 > 1", "Q9.1.2 = 1"])
    def test_an_id_with_something_stuck_to_it_is_no_id(self, text):
        with pytest.raises(ConditionError):
            parse(text)

    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("7", Decimal(7)),
            ("-7.50", Decimal("-7.50")),
            ("2026-11-23", date(2026, 11, 23)),
            ("yes", True),
            ("no", False),
            ("professional-services", "professional-services"),
            ("'yes'", "yes"),
            ('"two words"', "two words"),
            ("don't", "don't"),
        ],
    )
    def test_literals(self, text, value):
        assert literals(f"profile.sector = {text}") == [[value]]

    @pytest.mark.parametrize("comparator", [c for c in Comparator if c not in {Comparator.BETWEEN, Comparator.IN}])
    def test_comparators(self, comparator):
        tree = parse(f"profile.employees {comparator.value} 5")
        assert isinstance(tree, Compare)
        assert tree.comparator is comparator

    def test_between_takes_its_own_and(self):
        tree = parse("profile.employees between 5 and 9 and profile.certified")
        assert isinstance(tree, And)
        assert literals("profile.employees between 5 and 9") == [[5, 9]]

    def test_lists(self):
        assert literals("profile.sector in [food, 'dry goods',logistics]") == [["food", "dry goods", "logistics"]]
        assert isinstance(parse("profile.sector not in [food]"), Not)

    @pytest.mark.parametrize("state", ["answered", "open", "don't know", "not applicable", "not asked"])
    def test_states(self, state):
        tree = parse(f"Q9.1.2-1 is {state}")
        assert isinstance(tree, InState)
        assert tree.state == state
        negated = parse(f"Q9.1.2-1 is not {state}")
        assert isinstance(negated, Not)
        assert negated.part.state == state

    def test_and_binds_closer_than_or_and_not_closest(self):
        tree = parse("profile.a or not profile.b and profile.c")
        assert isinstance(tree, Or)
        assert isinstance(tree.parts[0], Holds)
        assert isinstance(tree.parts[1], And)
        assert isinstance(tree.parts[1].parts[0], Not)

    def test_brackets_and_lines(self):
        tree = parse("not (profile.a\n  or profile.b)")
        assert isinstance(tree, Not)
        assert isinstance(tree.part, Or)


class TestSyntaxFaults:
    @pytest.mark.parametrize(
        ("text", "offset", "message"),
        [
            ("", 0, "the condition is empty"),
            ("  ", 2, "the condition is empty"),
            ("employees > 5", 0, "a profile fact or a question is expected here, not 'employees'"),
            ("profile.a profile.b", 10, "the condition should end before 'profile.b'"),
            ("profile.a AND profile.b", 10, "the condition should end before 'AND'"),
            ("profile.a and", 13, "a profile fact or a question is expected here, not the end"),
            ("(profile.a", 10, "')' is expected here, not the end"),
            ("profile.a =", 11, "a value is expected here, not the end"),
            ("profile.a = and", 12, "a value is expected here, not 'and'"),
            ("profile.a in food", 13, "'[' is expected here, not 'food'"),
            ("profile.a in []", 14, "a value is expected here, not ']'"),
            ("profile.a in [food", 18, "']' is expected here, not the end"),
            ("profile.a between 1 or 2", 20, "'and' is expected here, not 'or'"),
            ("profile.a not 5", 14, "'in' is expected here, not '5'"),
            ("Q4.1-1 is done", 10, "'done' is no state"),
            ("Q4.1-1 is not not open", 14, "'not' is no state"),
            ("profile.a = 2026-02-30", 12, "2026-02-30 is no date in the calendar"),
            ("profile.a = 'open", 12, "''' cannot stand here"),
            ("profile.a; profile.b", 9, "';' cannot stand here"),
            ("profile.a = 5kg", 12, "'5' cannot stand here"),
            ("profile.a = 3-2", 12, "'3' cannot stand here"),
            ("Q4.1-1 + 2 > 3", 7, "'+' cannot stand here"),
        ],
    )
    def test_the_place_and_the_reason(self, text, offset, message):
        with pytest.raises(ConditionError) as caught:
            parse(text)
        assert (caught.value.offset, caught.value.message) == (offset, message)
        (fault,) = check(text, NAMES)
        assert (fault.offset, fault.code, fault.message) == (offset, "condition-syntax", message)

    def test_hints_say_what_would_do(self):
        (fault,) = check("Q4.1-1 is done", NAMES)
        assert fault.hint == "one of: answered, open, don't know, not applicable, not asked"
        assert check("profile.a profile.b", NAMES)[0].hint == "join two conditions with 'and' or 'or'"


class TestCheck:
    @pytest.mark.parametrize(
        "text",
        [
            "profile.employees >= 50 and profile.certified",
            "profile.employees between 10 and 49",
            "profile.certified = no",
            "profile.sector in [food, logistics]",
            "profile.sector != food",
            "profile.designs > none",
            "profile.buyers includes firms",
            "profile.since < 2020-01-01",
            "profile.motto = 'Right first time'",
            "Q9.1.2-1 <= 1 or Q9.1.2-1 is don't know",
            "Q4.2-9 is answered",
        ],
    )
    def test_sound(self, text):
        assert check(text, NAMES) == ()

    @pytest.mark.parametrize(
        ("text", "offset", "code", "message", "hint"),
        [
            (
                "profile.employes > 5",
                0,
                "condition-unknown-name",
                "there is no profile fact profile.employes",
                "did you mean profile.employees?",
            ),
            (
                "profile.certified and Q9.1.2-13 = 1",
                22,
                "condition-unknown-name",
                "there is no question Q9.1.2-13",
                "did you mean Q9.1.2-1?",
            ),
            ("Q77-77 = 1", 0, "condition-unknown-name", "there is no question Q77-77", ""),
            (
                "not profile.employees",
                4,
                "condition-type",
                "profile.employees is no yes-or-no fact, so it cannot stand alone",
                "compare it with something",
            ),
            ("profile.employees = many", 20, "condition-type", "profile.employees is a number; 'many' is not", ""),
            ("profile.employees > yes", 20, "condition-type", "profile.employees is a number; 'yes' is not", ""),
            ("profile.certified = 1", 20, "condition-type", "profile.certified is yes or no; '1' is not", ""),
            ("profile.since > 2020", 16, "condition-type", "profile.since is a date; '2020' is not", ""),
            ("Q9.1.2-1 <= low", 12, "condition-type", "Q9.1.2-1 is a level; 'low' is not", ""),
            ("profile.motto = no", 16, "condition-type", "profile.motto is text; 'no' is not", ""),
            (
                "Q4.2-9 = 1",
                0,
                "condition-type",
                "Q4.2-9 is a table and cannot be compared",
                "ask for its state",
            ),
            (
                "profile.buyers = firms",
                0,
                "condition-type",
                "profile.buyers takes several options",
                "write profile.buyers includes ...",
            ),
            (
                "profile.sector includes food",
                0,
                "condition-type",
                "profile.sector takes one value",
                "write profile.sector = ...",
            ),
            (
                "profile.sector < food",
                0,
                "condition-order",
                "the answers of profile.sector have no order",
                "use = or in",
            ),
            (
                "profile.buyers >= firms",
                0,
                "condition-order",
                "the answers of profile.buyers have no order",
                "use = or in",
            ),
            (
                "profile.motto between a and b",
                0,
                "condition-order",
                "the answers of profile.motto have no order",
                "use = or in",
            ),
            (
                "profile.sector in [food, logistic]",
                25,
                "condition-option",
                "'logistic' is not an option of profile.sector",
                "did you mean 'logistics'?",
            ),
            (
                "profile.designs = yes",
                18,
                "condition-option",
                "'yes' is not an option of profile.designs",
                "one of: none, minor, full",
            ),
        ],
    )
    def test_faults(self, text, offset, code, message, hint):
        (fault,) = check(text, NAMES)
        assert (fault.offset, fault.code, fault.message, fault.hint) == (offset, code, message, hint)

    def test_every_fault_is_named_in_order_of_position(self):
        faults = check("profile.sector = fod or profile.nothing or profile.employees", NAMES)
        assert [(fault.offset, fault.code) for fault in faults] == [
            (17, "condition-option"),
            (24, "condition-unknown-name"),
            (43, "condition-type"),
        ]


class TestHostileInput:
    @pytest.mark.parametrize("opening", ["(", "not ", "(not "])
    def test_deep_nesting_is_refused(self, opening):
        with pytest.raises(ConditionError, match="more than 20 levels"):
            parse(opening * 300 + "profile.a")

    def test_as_deep_as_allowed(self):
        deep = DEEPEST - 1
        assert isinstance(parse("(" * deep + "profile.a" + ")" * deep), Holds)
        with pytest.raises(ConditionError):
            parse("(" * DEEPEST + "profile.a" + ")" * DEEPEST)

    def test_length_is_bounded(self):
        longest = "profile.a".ljust(LONGEST)
        assert isinstance(parse(longest), Holds)
        with pytest.raises(ConditionError, match="2,001 characters; 2,000 are allowed"):
            parse(longest + " ")
        with pytest.raises(ConditionError, match="100,000 characters"):
            parse("(" * 100_000)

    def test_many_parts_stay_flat(self):
        tree = parse(" or ".join(["profile.a"] * 150))
        assert isinstance(tree, Or)
        assert len(tree.parts) == 150

    def test_states_are_negated_once(self):
        with pytest.raises(ConditionError, match="'not' is no state"):
            parse("Q4.1-1 is " + "not " * 400 + "open")

    @pytest.mark.parametrize(
        "text",
        ["profile.employees > \u0663", "Q\uff19.1-1 = 1", "profile.\xe9", "profile.a = \u2019food\u2019", "\x00"],
    )
    def test_odd_characters_are_refused(self, text):
        (fault,) = check(text, NAMES)
        assert fault.code == "condition-syntax"

    def test_huge_numbers_stay_exact(self):
        digits = "9" * 1900
        assert literals(f"profile.employees > {digits}") == [[Decimal(digits)]]

    @given(st.text(max_size=200))
    def test_any_text_parses_or_is_refused_with_a_place(self, text):
        with suppress(ConditionError):
            parse(text)
        assert all(0 <= fault.offset <= len(text) for fault in check(text, NAMES))

    @given(
        st.lists(
            st.sampled_from([*"()[],=<>'", "not", "and", "or", "in", "is", "open", "yes", "5", *NAMES]), max_size=30
        )
    )
    def test_any_words_are_sound_or_have_faults_with_a_place(self, words):
        text = " ".join(words)
        for fault in check(text, NAMES):
            assert 0 <= fault.offset <= len(text)
            assert fault.message


def test_the_examples_of_the_documentation_are_conditions():
    page = (Path(__file__).parents[3] / "docs" / "conditions.md").read_text(encoding="utf-8")
    examples = page.partition("```condition\n")[2].partition("```")[0].splitlines()
    assert len(examples) == 6
    assert all(parse(example) for example in examples)
