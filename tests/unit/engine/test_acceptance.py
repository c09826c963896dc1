"""From what a person typed, or a file holds, to the value the journal keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.acceptance import LONGEST_TEXT, checked, expected, permission, row_of, value_of
from gapanalysis.errors import AnswerError
from gapanalysis.model.assessment import Answer, Basis, State
from gapanalysis.model.question import (
    ChoiceAnswer,
    Column,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)
from gapanalysis.model.standard import Permission
from tests.unit.engine.build import SCALES, fact, plain, questionnaire, requirement

LEVEL = LevelAnswer(type="level", scale="conformity")
YES_NO = YesNoAnswer(type="yes-no")
DATE = DateAnswer(type="date")
TEXT = TextAnswer(type="text")
OPTIONS = {"small": "Small", "medium": "Medium", "medium-large": "Rather large", "large": "Large"}
ONE = ChoiceAnswer(type="choice", options=OPTIONS)
SEVERAL = ChoiceAnswer(type="choice", options=OPTIONS, several=True)
NUMBER = NumberAnswer(type="number")
STAFF = NumberAnswer(type="number", least=1, most=5000, whole=True, unit="people")
REGISTER = TableAnswer(
    type="table",
    columns=(
        Column(id="segment", title="Segment", ask="Which segment?", answer=TEXT, required=True),
        Column(
            id="share", title="Share", ask="Share of turnover?", answer=NumberAnswer(type="number", least=0, most=100)
        ),
        Column(id="sizes", title="Sizes", ask="Which sizes?", answer=SEVERAL),
        Column(id="asked", title="Asked", ask="Asked this year?", answer=YES_NO),
        Column(id="since", title="Since", ask="Since when?", answer=DATE),
    ),
    most_rows=3,
)
ROW = {"segment": "Pumps", "share": "40", "sizes": ["small", "large"], "asked": True, "since": "2019-05-01"}


def refused(text, answer):
    with pytest.raises(AnswerError) as caught:
        value_of(text, answer, SCALES)
    return caught.value.message, caught.value.hint


class TestValues:
    @pytest.mark.parametrize(
        ("text", "answer", "value"),
        [
            ("0", LEVEL, 0),
            (" 3 ", LEVEL, 3),
            ("03", LEVEL, 3),
            ("yes", YES_NO, True),
            ("Y", YES_NO, True),
            ("True", YES_NO, True),
            ("no", YES_NO, False),
            ("N", YES_NO, False),
            ("large", ONE, "large"),
            ("LARGE", ONE, "large"),
            ("4", ONE, "large"),
            ("l", ONE, "large"),
            ("medium", ONE, "medium"),
            ("large, 1, s,", SEVERAL, ["large", "small"]),
            ("12", STAFF, "12"),
            ("1,250", STAFF, "1250"),
            ("12.0", STAFF, "12.0"),
            ("-0.50", NUMBER, "-0.50"),
            ("1,234,567.8", NUMBER, "1234567.8"),
            ("1e3", NUMBER, "1000"),
            ("2026-11-23", DATE, "2026-11-23"),
            ("  as it was  ", TEXT, "as it was"),
        ],
    )
    def test_what_a_text_means(self, text, answer, value):
        found = value_of(text, answer, SCALES)
        assert found == value
        assert type(found) is type(value)


class TestRefusals:
    @pytest.mark.parametrize(
        ("answer", "hint"),
        [
            (LEVEL, "a level: 0, 1, 2, 3"),
            (YES_NO, "yes or no"),
            (ONE, "one of: small, medium, medium-large, large"),
            (SEVERAL, "one or more of: small, medium, medium-large, large"),
            (NUMBER, "a number"),
            (STAFF, "a whole number from 1 to 5000 (people)"),
            (NumberAnswer(type="number", least=0), "a number of 0 or more"),
            (NumberAnswer(type="number", most=9), "a number of 9 or less"),
            (DATE, "a date such as 2026-11-23"),
            (TEXT, "some words"),
        ],
    )
    def test_nothing_typed_says_what_is_expected(self, answer, hint):
        assert refused(" ", answer) == ("Nothing was typed.", hint)
        assert expected(answer, SCALES) == hint

    @pytest.mark.parametrize("text", ["4", "-1", "2.0", "two", "9" * 5000])
    def test_levels(self, text):
        message, hint = refused(text, LEVEL)
        assert message.endswith("is no level of this scale.")
        assert hint == "type one of: 0 level 0, 1 level 1, 2 level 2, 3 level 3"

    @pytest.mark.parametrize("text", ["1", "maybe", "yes!"])
    def test_yes_or_no(self, text):
        assert refused(text, YES_NO) == (f"'{text}' is neither yes nor no.", "type yes or no")

    @pytest.mark.parametrize("text", ["m", "huge", "0", "5", "small,large", "9" * 5000])
    def test_options(self, text):
        message, hint = refused(text, ONE)
        assert message.endswith("is not one of the options.")
        assert hint == "one of: small, medium, medium-large, large"

    def test_an_option_that_stands_alone_excludes_the_others(self):
        first, second = list(OPTIONS)[:2]
        alone = SEVERAL.model_copy(update={"alone": first})
        assert value_of(first, alone, {}) == [first]
        assert value_of(f"{first}, 1", alone, {}) == [first]
        with pytest.raises(AnswerError, match="excludes every other option") as refused:
            value_of(f"{second}, {first}", alone, {})
        assert refused.value.hint == f"type {first} alone, or only: {second}"
        assert expected(alone, {}).endswith(f", or {first} alone")

    def test_several_options_need_at_least_one(self):
        assert refused(", ,", SEVERAL)[0] == "No option was named."
        assert refused("small, huge", SEVERAL)[0] == "'huge' is not one of the options."

    @pytest.mark.parametrize(
        "text",
        ["many", "1,5", "1,23,456", "12,3456", "nan", "inf", "-Infinity", "1e99", "1e999999999", "9" * 31, "0x1f"],
    )
    def test_no_number(self, text):
        assert refused(text, STAFF) == (f"'{text}' is no number.", "a whole number from 1 to 5000 (people)")

    @pytest.mark.parametrize("text", ["0", "5001", "2.5", "-3"])
    def test_numbers_that_do_not_fit(self, text):
        assert refused(text, STAFF) == (f"{text} does not fit.", "a whole number from 1 to 5000 (people)")

    @pytest.mark.parametrize("text", ["23.11.2026", "2026-02-30", "tomorrow", "2026"])
    def test_dates(self, text):
        assert refused(text, DATE) == (f"'{text}' is no date.", "type it as year-month-day, such as 2026-11-23")

    def test_text_is_bounded(self):
        assert value_of("x" * LONGEST_TEXT, TEXT, SCALES)
        assert refused("x" * (LONGEST_TEXT + 1), TEXT)[0] == "The text has 40,001 characters; 40,000 are allowed."

    def test_tables_are_not_typed_as_one_text(self):
        assert refused("Pumps", REGISTER)[0] == "A table is answered row by row."

    @pytest.mark.parametrize("answer", [LEVEL, YES_NO, ONE, SEVERAL, NUMBER, STAFF, DATE])
    @given(text=st.text(max_size=200) | st.from_regex(r"-?[0-9]{1,40}(\.[0-9]{1,40})?(e-?[0-9]{1,9})?", fullmatch=True))
    def test_any_text_is_taken_or_refused_with_a_hint(self, answer, text):
        try:
            value = value_of(text, answer, SCALES)
        except AnswerError as error:
            value, hint = error.message, error.hint
        else:
            hint = "taken"
        assert hint
        assert len(str(value)) < 150

    @pytest.mark.parametrize("answer", [LEVEL, YES_NO, ONE, DATE])
    def test_long_nonsense_is_not_repeated_in_full(self, answer):
        assert len(refused("x" * 100_000, answer)[0]) < 150


class TestRows:
    def test_typed_cells(self):
        cells = {"segment": "Pumps", "share": "40", "sizes": "small, 4", "asked": "y", "since": "2019-05-01"}
        assert row_of(cells, REGISTER) == ROW

    def test_empty_cells_are_left_out(self):
        assert row_of({"segment": "Pumps", "share": " "}, REGISTER) == {"segment": "Pumps"}

    @pytest.mark.parametrize(
        ("cells", "message", "hint"),
        [
            ({"share": "4"}, "Column Segment may not be empty.", "some words"),
            (
                {"segment": "a", "colour": "red"},
                "The table has no column colour.",
                "columns: segment, share, sizes, asked, since",
            ),
            ({"segment": "a", "share": "101"}, "101 does not fit.", "a number from 0 to 100"),
        ],
    )
    def test_refusals(self, cells, message, hint):
        with pytest.raises(AnswerError) as caught:
            row_of(cells, REGISTER)
        assert (caught.value.message, caught.value.hint) == (message, hint)


QUESTIONS = questionnaire(
    requirement("Q9.1.2-1"),
    requirement("Q8.3.1-1"),
    requirement("Q8.5.3-1", also={"2026": "8.5.9"}),
    requirement("Q8.4.1-1", not_applicable=Permission.CONDITIONAL),
    requirement("Q8.5.3-2", not_applicable=Permission.NEVER),
    plain("Q4.2-9", REGISTER),
    plain("Q4.2-8", SEVERAL),
    plain("Q4.2-7", TEXT),
    profile=[fact("designs"), fact("employees", STAFF)],
    permissions={"8.3.1": Permission.ALLOWED, "8.5.3": Permission.ALLOWED, "8.5.9": Permission.CONDITIONAL},
)


def taken(question, value=None, state=State.ANSWERED, **more):
    return checked(Answer(question=question, state=state, value=value, **more), QUESTIONS)


class TestChecked:
    @pytest.mark.parametrize(
        ("question", "value", "kept"),
        [
            ("Q9.1.2-1", 2, 2),
            ("Q9.1.2-1", "2", 2),
            ("P.designs", True, True),
            ("P.designs", "no", False),
            ("P.employees", 12, "12"),
            ("Q4.2-8", ["large", "small"], ["large", "small"]),
            ("Q4.2-8", "large, small", ["large", "small"]),
            ("Q4.2-7", 1987, "1987"),
            ("Q4.2-9", [ROW], [ROW]),
            ("Q4.2-9", [{**ROW, "share": 40, "sizes": "small, large", "asked": "yes"}], [ROW]),
            ("Q4.2-9", [{"segment": "Pumps", "share": None, "since": ""}], [{"segment": "Pumps"}]),
        ],
    )
    def test_typed_and_written_values_are_kept_alike(self, question, value, kept):
        answer = taken(question, value)
        assert answer.value == kept
        assert checked(answer, QUESTIONS) == answer

    @pytest.mark.parametrize(
        ("question", "value", "message"),
        [
            ("Q9.1.2-1", None, "Q9.1.2-1: Nothing was typed."),
            ("Q9.1.2-1", True, "Q9.1.2-1: 'yes' is no level of this scale."),
            ("Q9.1.2-1", 1.0, "Q9.1.2-1: '1.0' is no level of this scale."),
            ("Q9.1.2-1", {"level": 1}, "Q9.1.2-1: A single value is expected here, not a group of them."),
            ("Q4.2-8", [], "Q4.2-8: Nothing was typed."),
            ("P.employees", True, "P.employees: 'yes' is no number."),
            ("Q4.2-9", "Pumps", "Q4.2-9: A table is a list of rows."),
            ("Q4.2-9", ["Pumps"], "Q4.2-9: A table is a list of rows."),
            ("Q4.2-9", [ROW] * 4, "Q4.2-9: The table has 4 rows; 3 are allowed."),
        ],
    )
    def test_values_of_the_wrong_type(self, question, value, message):
        with pytest.raises(AnswerError) as caught:
            taken(question, value)
        assert (caught.value.message, caught.value.source) == (message, question)

    def test_an_unknown_question(self):
        with pytest.raises(AnswerError, match="There is no question Q1-1 in this questionnaire"):
            taken("Q1-1", 1)

    @pytest.mark.parametrize("state", [State.OPEN, State.DONT_KNOW])
    def test_only_an_answer_keeps_a_value(self, state):
        answer = taken("Q9.1.2-1", 2, state, observation="kept", basis=Basis.SEEN)
        assert (answer.value, answer.observation) == (None, "kept")


class TestNotApplicable:
    def test_the_clause_decides(self):
        assert permission(QUESTIONS.by_id["Q9.1.2-1"], QUESTIONS) is Permission.NEVER
        assert permission(QUESTIONS.by_id["Q8.3.1-1"], QUESTIONS) is Permission.ALLOWED

    def test_the_strictest_clause_of_several_editions_decides(self):
        assert permission(QUESTIONS.by_id["Q8.5.3-1"], QUESTIONS) is Permission.CONDITIONAL

    def test_the_question_has_its_own_word(self):
        assert permission(QUESTIONS.by_id["Q8.4.1-1"], QUESTIONS) is Permission.CONDITIONAL
        assert permission(QUESTIONS.by_id["Q8.5.3-2"], QUESTIONS) is Permission.NEVER

    def test_a_question_of_no_clause_may_always_be(self):
        assert permission(QUESTIONS.by_id["Q4.2-9"], QUESTIONS) is Permission.ALLOWED
        assert permission(QUESTIONS.by_id["P.designs"], QUESTIONS) is Permission.ALLOWED

    def test_refused_with_the_reason(self):
        with pytest.raises(AnswerError, match=r"clause 9\.1\.2 applies to every organisation") as caught:
            taken("Q9.1.2-1", state=State.NOT_APPLICABLE, justification="We do not like it")
        assert caught.value.code == "not-applicable-refused"
        assert "leave it out of the scope" in caught.value.hint

    def test_refused_without_a_justification(self):
        with pytest.raises(AnswerError, match="only with a justification") as caught:
            taken("Q8.3.1-1", state=State.NOT_APPLICABLE, justification="  ")
        assert caught.value.code == "not-applicable-reason"

    def test_permitted_with_a_justification(self):
        answer = taken("Q8.3.1-1", 2, State.NOT_APPLICABLE, justification="We make to the customer's drawing")
        assert (answer.state, answer.value) == (State.NOT_APPLICABLE, None)
