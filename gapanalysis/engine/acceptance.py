"""Is this answer acceptable? From what a person typed to the value the journal keeps."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from pydantic import JsonValue

from gapanalysis.errors import AnswerError
from gapanalysis.model.assessment import Answer, State
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Question,
    Scale,
    TableAnswer,
    YesNoAnswer,
)
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.standard import Permission

LONGEST_TEXT = 40_000
"""Characters of an answer in words; as many as an observation may have."""

_LONGEST_NUMBER = 30
_LONGEST_SHOWN = 60
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_YES = {"y", "yes", "true"}
_NO = {"n", "no", "false"}


def value_of(  # one return a type of answer
    text: str, answer: AnswerType, scales: Mapping[str, Scale]
) -> JsonValue:
    """The value a typed text means.

    Options may be typed as their name, their 1-based number or the beginning of their name; several are separated
    by commas. Tables are typed row by row (`row_of`), never as one text.

    Raises:
        AnswerError: the text is no answer to this type of question; the hint says what would be.
    """
    text = text.strip()
    if not text:
        raise AnswerError("Nothing was typed.", hint=expected(answer, scales))
    match answer:
        case LevelAnswer(scale=scale):
            return _level(text, scales[scale])
        case YesNoAnswer():
            return _yes_no(text)
        case ChoiceAnswer():
            return _choice(text, answer)
        case NumberAnswer():
            return _number(text, answer)
        case DateAnswer():
            return _date(text)
        case TableAnswer():
            raise AnswerError("A table is answered row by row.")
        case _:
            return _words(text)


def expected(answer: AnswerType, scales: Mapping[str, Scale]) -> str:
    """What may be typed, in a few words."""
    match answer:
        case LevelAnswer(scale=scale):
            return "a level: " + ", ".join(str(level) for level in scales[scale].levels)
        case YesNoAnswer():
            return "yes or no"
        case ChoiceAnswer():
            names = ", ".join(answer.options)
            alone = f", or {answer.alone} alone" if answer.alone else ""
            return f"one or more of: {names}{alone}" if answer.several else f"one of: {names}"
        case NumberAnswer():
            return _number_words(answer)
        case DateAnswer():
            return "a date such as 2026-11-23"
        case _:
            return "some words"


def checked(answer: Answer, questionnaire: Questionnaire) -> Answer:
    """The answer, if it may stand.

    Raises:
        AnswerError: unknown question, a value of the wrong type, or `not applicable` where it is not permitted or
            has no justification.
    """
    question = questionnaire.by_id.get(answer.question)
    if question is None:
        raise AnswerError(f"There is no question {answer.question} in this questionnaire.", source=answer.question)
    if answer.state is State.NOT_APPLICABLE:
        _check_not_applicable(answer, question, questionnaire)
    if answer.state is not State.ANSWERED:
        return answer.model_copy(update={"value": None})
    return answer.model_copy(update={"value": _retyped(answer.value, question, questionnaire)})


def permission(question: Question, questionnaire: Questionnaire) -> Permission:
    """Whether the question may be declared not applicable: its own word, else that of its primary clauses.

    With several editions the strictest clause decides. A question that belongs to no clause may always be.
    """
    if question.not_applicable is not None:
        return question.not_applicable
    order = [Permission.NEVER, Permission.CONDITIONAL, Permission.ALLOWED]
    found = [
        questionnaire.standard.edition(edition).clause(seen.clauses[0]).not_applicable
        for edition, seen in question.editions.items()
    ]
    return min(found, key=order.index, default=Permission.ALLOWED)


def _check_not_applicable(answer: Answer, question: Question, questionnaire: Questionnaire) -> None:
    if permission(question, questionnaire) is Permission.NEVER:
        clauses = ", ".join(sorted({seen.clauses[0] for seen in question.editions.values()})) or question.title
        raise AnswerError(
            f"{question.id} cannot be declared not applicable: clause {clauses} applies to every organisation.",
            hint="answer with the level that fits, or leave it out of the scope of this assessment",
            code="not-applicable-refused",
            source=question.id,
        )
    if not answer.justification:
        raise AnswerError(
            f"{question.id} can be declared not applicable only with a justification.",
            hint="say why it does not apply; the report prints it",
            code="not-applicable-reason",
            source=question.id,
        )


def _retyped(value: JsonValue, question: Question, questionnaire: Questionnaire) -> JsonValue:
    """The value as the journal keeps it, whether it came typed (JSON) or as text (YAML, terminal)."""
    try:
        if isinstance(question.answer, TableAnswer):
            return _rows(value, question.answer)
        return value_of(_typed(value), question.answer, questionnaire.scales)
    except AnswerError as error:
        raise AnswerError(f"{question.id}: {error.message}", hint=error.hint, source=question.id) from None


def _typed(value: JsonValue) -> str:
    """A value as a person would type it."""
    if isinstance(value, dict):
        raise AnswerError("A single value is expected here, not a group of them.")
    if isinstance(value, list):
        return ", ".join(_typed(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _rows(value: JsonValue, table: TableAnswer) -> JsonValue:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise AnswerError("A table is a list of rows.")
    if not value:
        raise AnswerError("The table has no row.", hint="leave it open until there is one")
    if len(value) > table.most_rows:
        raise AnswerError(f"The table has {len(value)} rows; {table.most_rows} are allowed.")
    return [row_of({name: _typed(cell) for name, cell in row.items()}, table) for row in value if isinstance(row, dict)]


def row_of(cells: Mapping[str, str], table: TableAnswer) -> dict[str, JsonValue]:
    """One row of a table from typed cells by column id; empty cells are left out.

    Raises:
        AnswerError: unknown column, missing required cell, or a cell of the wrong type.
    """
    columns = {column.id: column for column in table.columns}
    for name in cells:
        if name not in columns:
            raise AnswerError(f"The table has no column {name}.", hint=f"columns: {', '.join(columns)}")
    row: dict[str, JsonValue] = {}
    for column in table.columns:
        text = cells.get(column.id, "").strip()
        if text:
            row[column.id] = value_of(text, column.answer, {})
        elif column.required:
            raise AnswerError(f"Column {column.title} may not be empty.", hint=expected(column.answer, {}))
    return row


def _quoted(text: str) -> str:
    return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[:_LONGEST_SHOWN]}...'"


def _words(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise AnswerError(
            f"The text has {len(text):,} characters; {LONGEST_TEXT:,} are allowed.",
            hint="shorten it, and name the document that has the rest as evidence",
        )
    return text


def _level(text: str, scale: Scale) -> int:
    if text.isdecimal() and len(text) < 3 and int(text) in scale.levels:  # noqa: PLR2004  # no scale has 100 levels
        return int(text)
    levels = ", ".join(f"{number} {level.label.lower()}" for number, level in scale.levels.items())
    raise AnswerError(f"{_quoted(text)} is no level of this scale.", hint=f"type one of: {levels}")


def _yes_no(text: str) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise AnswerError(f"{_quoted(text)} is neither yes nor no.", hint="type yes or no")


def _choice(text: str, choice: ChoiceAnswer) -> str | list[JsonValue]:
    if not choice.several:
        return _option(text, choice)
    chosen = [*dict.fromkeys(_option(part, choice) for part in text.split(",") if part.strip())]
    if not chosen:
        raise AnswerError("No option was named.", hint=expected(choice, {}))
    if choice.alone in chosen and len(chosen) > 1:
        others = ", ".join(name for name in chosen if name != choice.alone)
        raise AnswerError(
            f"'{choice.alone}' excludes every other option.", hint=f"type {choice.alone} alone, or only: {others}"
        )
    return [*chosen]


def _option(text: str, choice: ChoiceAnswer) -> str:
    text = text.strip().lower()
    names = list(choice.options)
    if text in choice.options:
        return text
    if text.isdecimal() and len(text) < 4 and 1 <= int(text) <= len(names):  # noqa: PLR2004  # 999 options at most
        return names[int(text) - 1]
    beginning = [name for name in names if name.startswith(text)]
    if len(beginning) == 1:
        return beginning[0]
    raise AnswerError(f"{_quoted(text)} is not one of the options.", hint=f"one of: {', '.join(names)}")


def _number(text: str, answer: NumberAnswer) -> str:
    number = _decimal(text)
    if number is None:
        raise AnswerError(f"{_quoted(text)} is no number.", hint=_number_words(answer))
    outside = (answer.least is not None and number < answer.least) or (answer.most is not None and number > answer.most)
    if outside or (answer.whole and number != number.to_integral_value()):
        raise AnswerError(f"{text} does not fit.", hint=_number_words(answer))
    return f"{number:f}"


def _decimal(text: str) -> Decimal | None:
    """The number a text is; None for no number, an infinite one, and more digits than anybody counts to."""
    try:
        number = Decimal(_THOUSANDS.sub("", text))
    except InvalidOperation:
        return None
    sensible = len(text) <= _LONGEST_NUMBER and number.is_finite() and abs(number.adjusted()) < _LONGEST_NUMBER
    return number if sensible else None


def _number_words(answer: NumberAnswer) -> str:
    words = "a whole number" if answer.whole else "a number"
    if answer.least is not None and answer.most is not None:
        words += f" from {answer.least} to {answer.most}"
    elif answer.least is not None:
        words += f" of {answer.least} or more"
    elif answer.most is not None:
        words += f" of {answer.most} or less"
    return f"{words} ({answer.unit})" if answer.unit else words


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise AnswerError(
            f"{_quoted(text)} is no date.", hint="type it as year-month-day, such as 2026-11-23"
        ) from None
