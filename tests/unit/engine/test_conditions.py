"""The condition language: what parses, what is refused and where."""

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.conditions import Ground, check, parse, parse_value
from gapanalysis.engine.conditions.groups import STATES
from gapanalysis.engine.conditions.lex import LONGEST
from gapanalysis.engine.conditions.literals import RESERVED
from gapanalysis.engine.conditions.parse import FUNCTIONS, UNITS
from gapanalysis.engine.conditions.reader import DEEPEST, MOST_SIGNS
from gapanalysis.engine.conditions.write import written
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import And, Comparator, Compare, Holds, InState, Not, Or, leaves
from gapanalysis.model.question import (
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)
from tests.unit.engine.condition_samples import NAMES as SAMPLES
from tests.unit.engine.condition_samples import SCALE, without_offsets

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
    "Q9.2-1": LevelAnswer(type="level", scale="conformity"),
    "Q9.2-2": LevelAnswer(type="level", scale="maturity"),
    "Q4.2-7": SAMPLES["Q4.2-7"],
    "Q4.2-9": TableAnswer(type="table", columns=()),
    "profile.designs_before": ChoiceAnswer(type="choice", options=OPTIONS, ordered=True),
    "profile.main_buyer": ChoiceAnswer(type="choice", options={"firms": "Firms", "people": "People"}),
    "profile.exports": ChoiceAnswer(type="choice", options={"yes": "Yes", "no": "No"}),
}
RULE = Ground(rule=True, scales={"conformity": SCALE})


def literals(text):
    return [[literal.value for literal in leaf.right] for leaf in leaves(parse(text))]


class TestParse:
    def test_ids_lex_by_longest_match(self):
        assert [leaf.left.text for leaf in leaves(parse("Q9.1.2-12 = 1 or Q9.1.2-1=1"))] == ["Q9.1.2-12", "Q9.1.2-1"]

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
            ("employees", 0, "'employees' is neither a fact nor a question"),
            ("profile.a profile.b", 10, "the condition should end before 'profile.b'"),
            ("profile.a AND profile.b", 10, "the condition should end before 'AND'"),
            ("profile.a and", 13, "a value, a fact or a question is expected here, not the end"),
            ("(profile.a", 10, "')' is expected here, not the end"),
            ("profile.a =", 11, "a value, a fact or a question is expected here, not the end"),
            ("profile.a = and", 12, "a value, a fact or a question is expected here, not 'and'"),
            ("profile.a in food", 13, "'[' is expected here, not 'food'"),
            ("profile.a in []", 14, "a value, a fact or a question is expected here, not ']'"),
            ("profile.a in [food", 18, "']' or ',' is expected here, not the end"),
            ("profile.a in [1 2]", 16, "']' or ',' is expected here, not '2'"),
            ("profile.a between 1 or 2", 20, "'and' is expected here, not 'or'"),
            ("profile.a not 5", 14, "'in', 'between' or 'includes' is expected here, not '5'"),
            ("profile.a == 5", 11, "== is no comparison"),
            ("profile.a <> 5", 11, "<> is no comparison"),
            ("1 < profile.a < 3", 14, "the condition should end before '<'"),
            ("profile.a > 1,000", 13, "the condition should end before ','"),
            ("profile.a includes [x, y]", 19, "'includes' takes one option"),
            ("Q4.1-1 is done", 10, "'done' is no state"),
            ("Q4.1-1 is not not open", 14, "'not' is no state"),
            ("Q4.1-1 + 1 is open", 14, "only a name can be in a state"),
            ("profile.a is older than 1.5 years", 24, "an age is a whole number"),
            ("profile.a is older than 3 moons", 26, "'moons' is no unit of time"),
            ("profile.a = 2026-02-30", 12, "2026-02-30 is no date in the calendar"),
            ("profile.a = 'open", 12, "the quotation mark is never closed"),
            ("profile.a; profile.b", 9, "';' cannot stand here"),
            ("profile.a \x00", 10, "character U+0000 cannot stand here"),
            ("profile.a = 5kg", 12, "'5kg' is no number"),
            ("profile.a = 3-2", 12, "'3-2' is no number"),
            ("profile.a = 1234567890123456", 12, "'1234567890123456' is no number"),
            ("profile.employees-2 > 1", 0, "'profile.employees-2' is no name"),
            ("Q9.1.2 = 1", 0, "'Q9.1.2' is no name"),
            ("profile.Employees > 1", 0, "'profile.Employees' is no name"),
            ("kpi.on_time > 1", 0, "'kpi.on_time' is no name"),
            ("profile.a.b > 1", 0, "'profile.a.b' is no name"),
            ("(profile.a and profile.b) + 1 = 2", 0, "a condition stands where a value is needed"),
            ("2 + (profile.a and profile.b) = 2", 4, "a condition stands where a value is needed"),
            ("profile.a < (profile.b = 1)", 12, "a condition stands where a value is needed"),
            ("min(1, profile.a = 1) = 1", 17, "')' or ',' is expected here, not '='"),
            ("(profile.a = 1, 0 if unknown) = 1", 1, "a condition stands where a value is needed"),
            ("(profile.a, no if unknown) and profile.b", 27, "a comparison is expected before 'and'"),
            ("profile.a + 1", 13, "a comparison is expected before the end"),
            ("profile.a < -profile.b", 13, "a number is expected here, not 'profile.b'"),
            ("profile.a < profile.b * 5 %", 26, "a percentage cannot be calculated with"),
            ("profile.a * 5 % > 1", 14, "a comparison is expected before '%'"),
            ("rows of Q4.2-9 with (kpi) > 1", 24, "a comparison is expected here, not ')'"),
            (
                "rows of Q4.2-9 with (kpi = profile.a) > 1",
                27,
                "a value, a fact or a question is expected here, not 'profile.a'",
            ),
            ("rows of Q4.2-9 with (kpi = 1 + 1) > 1", 29, "')' is expected here, not '+'"),
            ("rows of Q4.2-9 with (kpi = 1 and met) > 1", 29, "')' is expected here, not 'and'"),
            ("rows of Q4.2-9 with (kpi between 1 or 2) > 1", 35, "'and' is expected here, not 'or'"),
            ("rows of Q4.2-9 with (kpi == 1) > 1", 26, "== is no comparison"),
            ("rows of Q4.2-9 with (not kpi = 1) > 1", 25, "a comparison is expected here, not 'kpi'"),
            ("share of section x < 50", 23, "'%' is expected here, not the end"),
            ("practice of section x < 50 %", 27, "practice is a level from 1 to 5, no percentage"),
            ("share of 2015:9.1 < 50 %", 9, "a group of questions is expected here, not '2015:9.1'"),
            ("all of clause 9.1 are open", 14, "a clause is expected here, not '9.1'"),
            ("at least 1.5 of questionnaire are open", 9, "a count is a whole number"),
            ("all of questionnaire open", 21, "'are' or 'is' or 'have' is expected here, not 'open'"),
            ("all of questionnaire have level 3", 32, "a comparison is expected here, not '3'"),
            ("all of questionnaire are done", 25, "'done' is no state"),
        ],
    )
    def test_the_place_and_the_reason(self, text, offset, message):
        with pytest.raises(ConditionError) as caught:
            parse(text)
        assert (caught.value.offset, caught.value.message) == (offset, message)
        (fault,) = check(text, NAMES)
        assert (fault.offset, fault.code, fault.message) == (offset, "condition-syntax", message)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("profile.employees-2 > 1", "put spaces around the minus"),
            ("profile.a = 3-2", "put spaces around the minus"),
            ("Q9.1.2 = 1", "the id of a question ends in a hyphen and its number: Q9.1.2-1"),
            ("profile.a > 2026-1-5", "a date is written 2026-11-23"),
            ("profile.a > 9.1.2", "a clause is written 2015:9.1.2, a question Q9.1.2-1"),
            ("profile.a = 3d-printing", "put a space between them, or quotes around all of it"),
            ("profile.a = 1234567890123456", "a number has at most 15 digits on either side of the point"),
            ("kpi.on_time > 1", "a figure is written kpi.on_time_delivery.latest"),
            ("profile.a = and", "an option called so needs quotes: 'and'"),
            ("profile.a AND profile.b", "write it in small letters: and"),
            ("profile.a & profile.b", "write: and"),
            ("profile.a == 1", "write: ="),
            ("profile.a \u2264 1", "write: <="),
            ("profile.a = \u2019food\u2019", "write plain quotes: '...'"),
            ("profile.a > 1,000", "numbers have no commas; several values stand in [ ]"),
            ("profile.a < -profile.b", "write: 0 - profile.b"),
            ("share of section x < 0.5", "share is counted in per cent, from 0 % to 100 %"),
            ("all of clause 9.1 are open", "a clause is written with its edition: clause 2015:9.1"),
        ],
    )
    def test_likely_mistakes_are_told_what_to_write(self, text, hint):
        assert check(text, NAMES)[0].hint == hint

    def test_hints_say_what_would_do(self):
        (fault,) = check("Q4.1-1 is done", NAMES)
        assert fault.hint == (
            "one of: answered, open, don't know, not applicable, not asked; a value is compared with ="
        )
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
            "profile.designs < profile.designs_before",
            "profile.buyers includes profile.main_buyer",
            "profile.exports = 'yes'",
            "Q9.1.2-1 < Q9.2-1",
            "Q9.1.2-1 + Q9.2-2 > profile.employees * 2",
            "Q9.1.2-1 >= (Q9.2-1 + Q9.1.2-12) / 2",
            "(profile.employees, 5 if unknown) < 10 %",
            "(profile.designs, none if unknown) in [none, minor]",
            "(profile.designs, none if unknown) = profile.designs_before",
            "profile.designs >= (profile.designs_before, none if unknown)",
        ],
    )
    def test_sound(self, text):
        assert check(text, NAMES, RULE) == check(text, NAMES) == ()

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
            (
                "profile.motto = no",
                16,
                "condition-type",
                "profile.motto is text; 'no' is not",
                "write it in quotes: 'no'",
            ),
            (
                "Q4.2-9 = 1",
                0,
                "condition-type",
                "Q4.2-9 is a table and cannot be compared",
                "ask for its state or its rows",
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
        (fault,) = check(text, NAMES, RULE)
        assert (fault.offset, fault.code, fault.message, fault.hint) == (offset, code, message, hint)

    @pytest.mark.parametrize(
        ("text", "offset", "code", "message", "hint"),
        [
            (
                "Q9.1.2-1 = Q9.2-2",
                11,
                "condition-type",
                "Q9.1.2-1 is a level of conformity, Q9.2-2 is a level of maturity; they cannot be compared",
                "",
            ),
            (
                "profile.main_buyer = profile.sector",
                21,
                "condition-type",
                "profile.main_buyer is one of its options, profile.sector is one of others; they cannot be compared",
                "",
            ),
            (
                "profile.main_buyer = profile.buyers",
                21,
                "condition-type",
                "profile.main_buyer is one of its options, profile.buyers is several options; they cannot be compared",
                "",
            ),
            (
                "profile.employees = profile.since",
                20,
                "condition-type",
                "profile.employees is a number, profile.since is a date; they cannot be compared",
                "",
            ),
            (
                "(profile.designs, none if unknown) < full",
                0,
                "condition-order",
                "the answers of (profile.designs, none if unknown) have no order",
                "use = or in",
            ),
            (
                "(profile.designs, nne if unknown) = full",
                18,
                "condition-option",
                "'nne' is not an option of profile.designs",
                "did you mean 'none'?",
            ),
            ("Q9.1.2-1 > 4", 11, "condition-level", "Q9.1.2-1 has no level 4", "levels: 0, 1, 2, 3"),
            ("Q9.1.2-1 > 1.5", 11, "condition-level", "Q9.1.2-1 has no level 1.5", "levels: 0, 1, 2, 3"),
            (
                "(Q9.1.2-1, -1 if unknown) > 1",
                11,
                "condition-level",
                "Q9.1.2-1 has no level -1",
                "levels: 0, 1, 2, 3",
            ),
            (
                "(Q4.2-9, 0 if unknown) > 1",
                1,
                "condition-type",
                "Q4.2-9 is a table; no value can stand in for it",
                "count its rows: (rows of ..., 0 if unknown)",
            ),
            (
                "profile.certified + 1 > 1",
                0,
                "condition-type",
                "profile.certified is yes or no; only numbers can be calculated with",
                "",
            ),
            ("abs(profile.employees, 1) > 1", 0, "condition-type", "abs takes one number", ""),
            (
                "rows of profile.employees > 1",
                8,
                "condition-type",
                "profile.employees is a number, no table",
                "",
            ),
            ("rows of Q4.2-9 with kpi > 1", 20, "condition-unknown-column", "Q4.2-9 has no column kpi", "columns: "),
            (
                "rows of Q4.2-7 with kpi without (objectiv = 'x') > 1",
                33,
                "condition-unknown-column",
                "Q4.2-7 has no column objectiv",
                "did you mean objective?",
            ),
            (
                "rows of Q4.2-7 with (kpi = many) > 1",
                27,
                "condition-type",
                "kpi is a number; 'many' is not",
                "",
            ),
            (
                "rows of Q4.2-7 with (size in [micro, smal]) > 1",
                37,
                "condition-option",
                "'smal' is not an option of size",
                "did you mean 'small'?",
            ),
            (
                "rows of Q4.2-7 with (objective < 'x') > 1",
                21,
                "condition-order",
                "the answers of objective have no order",
                "use = or in",
            ),
            (
                "rows of Q4.2-7 with (buyers = firms) > 1",
                21,
                "condition-type",
                "buyers takes several options",
                "write buyers includes ...",
            ),
            (
                "profile.employees is older than 1 year",
                0,
                "condition-type",
                "profile.employees is a number, no date",
                "",
            ),
            (
                "profile.exports = yes",
                18,
                "condition-option",
                "'yes' is not an option of profile.exports",
                "write it in quotes: 'yes'",
            ),
            (
                "employees > 5",
                0,
                "condition-type",
                "employees is no fact and no question",
                "did you mean profile.employees?",
            ),
            (
                "5 < profile.employees",
                0,
                "condition-type",
                "5 is no fact and no question",
                "put what is compared first: profile.employees >= 10",
            ),
            (
                "2 + 2 > 3",
                0,
                "condition-type",
                "this comparison names nothing, so it never changes",
                "name a fact or a question in it",
            ),
            (
                "P.employees > 5",
                0,
                "condition-unknown-name",
                "there is no question P.employees",
                "did you mean profile.employees?",
            ),
            ("kpi.on_time.latest > 5", 0, "condition-unknown-name", "there is no figure kpi.on_time.latest", ""),
        ],
    )
    def test_faults_of_terms(self, text, offset, code, message, hint):
        (fault,) = check(text, NAMES, RULE)
        assert (fault.offset, fault.code, fault.message, fault.hint) == (offset, code, message, hint)

    @pytest.mark.parametrize(
        ("text", "offset", "what"),
        [
            ("profile.since < today", 16, "the day of the report"),
            ("profile.since is older than 1 year", 17, "the age of a date"),
            ("newest evidence of Q9.2-1 < 2026-01-01", 0, "evidence"),
            ("profile.certified and share of questionnaire < 50 %", 22, "the share of a group"),
            ("all of questionnaire are answered", 0, "a count of questions"),
        ],
    )
    def test_what_is_asked_does_not_depend_on_results(self, text, offset, what):
        (fault,) = check(text, NAMES)
        assert (fault.offset, fault.code) == (offset, "condition-stratum")
        assert fault.message == f"what is asked cannot depend on {what}"
        assert check(text, NAMES, RULE) == ()

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
        deep = DEEPEST
        assert isinstance(parse("(" * deep + "profile.a" + ")" * deep), Holds)
        with pytest.raises(ConditionError):
            parse("(" * (deep + 1) + "profile.a" + ")" * (deep + 1))

    def test_as_many_signs_as_allowed(self):
        assert isinstance(parse("profile.a" + " + 1" * MOST_SIGNS + " > 2"), Compare)
        with pytest.raises(ConditionError, match=f"more than {MOST_SIGNS} signs"):
            parse("profile.a" + " + 1" * (MOST_SIGNS + 1) + " > 2")

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

    def test_numbers_are_exact_as_far_as_they_may_go(self):
        digits = "9" * 15
        assert literals(f"profile.employees > -{digits}.{digits}") == [[Decimal(f"-{digits}.{digits}")]]

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


PAGE = (Path(__file__).parents[3] / "docs" / "conditions.md").read_text(encoding="utf-8")


def blocks(kind):
    return [line for block in re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


class TestDocumentation:
    @pytest.mark.parametrize("text", blocks("condition"))
    def test_examples_are_conditions(self, text):
        assert without_offsets(parse(written(parse(text)))) == without_offsets(parse(text))

    @pytest.mark.parametrize("text", blocks("value"))
    def test_examples_are_derived_values(self, text):
        assert parse_value(text)

    def test_there_are_many(self):
        assert len(blocks("condition")) > 25

    @pytest.mark.parametrize(
        "text", re.findall(r"^\| `condition-syntax` \| (.*) \|.*\|$", PAGE, re.MULTILINE)[0].split(", ")
    )
    def test_examples_of_faults_are_faults(self, text):
        with pytest.raises(ConditionError):
            parse(text.strip("`"))

    def test_limits_are_those_of_the_parser(self):
        limits = re.findall(r"^\| ([\d,]+) \| (?:characters|levels of|signs of)", PAGE, re.MULTILINE)
        assert [int(limit.replace(",", "")) for limit in limits] == [LONGEST, DEEPEST, MOST_SIGNS]

    def test_the_grammar_has_the_words_of_the_parser(self):
        words = set(re.findall(r'"([a-z\']+|don\'t know|not applicable|not asked)"', "\n".join(blocks("ebnf"))))
        assert {*STATES, *FUNCTIONS, *UNITS, "min", "max", "today", "rows", "newest"} <= words
        stated = re.search(r"A\s+literal word is none of (.*)\.", PAGE, re.DOTALL)
        assert set(re.findall("`([a-z]+)`", stated[1])) == RESERVED

    def test_every_code_has_an_example(self):
        documented = set(re.findall(r"^\| `(condition-[a-z-]+)` \|", PAGE, re.MULTILINE))
        files = (Path(__file__).parents[3] / "gapanalysis/engine/conditions").glob("*.py")
        used = {code for file in files for code in re.findall(r'"(condition-[a-z-]+)"', file.read_text())}
        assert documented == used | {"condition-syntax"}
