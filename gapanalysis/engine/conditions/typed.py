"""The type of every term, with the faults found on the way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from gapanalysis.engine.conditions.comparing import ORDERINGS
from gapanalysis.engine.conditions.write import literal as shown
from gapanalysis.engine.conditions.write import term as written
from gapanalysis.model.condition import (
    Arithmetic,
    Call,
    Comparator,
    Fallback,
    Literal,
    Name,
    NewestEvidence,
    Rows,
    RowTest,
    Term,
    Today,
    Written,
)
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Scale,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)

Names = Mapping[str, AnswerType]
"""What a condition may name: `profile.employees`, a question id and the like, with the type of its answer."""

NUMBER, DATE = NumberAnswer(type="number"), DateAnswer(type="date")

_WORDS: Mapping[type, str] = {
    NumberAnswer: "a number",
    LevelAnswer: "a level",
    DateAnswer: "a date",
    YesNoAnswer: "yes or no",
    TextAnswer: "text",
    ChoiceAnswer: "one of its options",
    TableAnswer: "a table",
}
_EXPECTED: Mapping[type, type] = {
    NumberAnswer: Decimal,
    LevelAnswer: Decimal,
    DateAnswer: date,
    YesNoAnswer: bool,
    TextAnswer: str,
}
_KINDS = {"profile": "profile fact", "kpi": "figure", "value": "value", "condition": "condition", "table": "table"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a condition; `offset` is the 0-based character where it stands."""

    offset: int
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a condition may stand on besides names.

    Attributes:
        rule: whether it may read scores, evidence and the day of the report; what is asked may not (strata).
        clauses: `2015:9.1` and so on.
        sections: ids of sections.
        scales: for levels outside their scale; empty leaves that unchecked.
    """

    rule: bool = False
    clauses: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    scales: Mapping[str, Scale] = field(default_factory=dict)


ASKING = Ground()
"""The ground of conditions that decide what is asked: profile and answers, and what is derived from them."""


def near(name: str, known: Collection[str]) -> str:
    """A hint with the name that was probably meant; empty when none is near."""
    found = get_close_matches(name, sorted(known), n=1)
    return f"did you mean {found[0]}?" if found else ""


def kind_of(answer: AnswerType) -> str:
    """The type of an answer in words."""
    several = isinstance(answer, ChoiceAnswer) and answer.several
    return "several options" if several else _WORDS[type(answer)]


def offset_of(term: Term) -> int:
    """Where a term begins."""
    return offset_of(term.left) if isinstance(term, Arithmetic) else term.offset


@dataclass(frozen=True, slots=True)
class Typing:
    """Terms held against what they may name. Methods that meet a fault add it to `faults`."""

    names: Names
    ground: Ground
    faults: list[Fault] = field(default_factory=list)

    def fault(self, offset: int, code: str, message: str, hint: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(offset, code, message, hint))

    def for_rules_only(self, offset: int, what: str) -> None:
        """Refuse what reads results, unless a rule does."""
        if not self.ground.rule:
            hint = "only rules read results; name answers instead"
            self.fault(offset, "condition-stratum", f"what is asked cannot depend on {what}", hint)

    def type_of(self, term: Term) -> AnswerType | None:  # noqa: C901, PLR0911  # one case a kind of term
        """The type of a term; None when a fault was found in it."""
        match term:
            case Name():
                return self.named(term)
            case Written(value):
                return _of_literal(value)
            case Arithmetic(_, left, right):
                return self._calculated((left, right))
            case Call(function, arguments, offset):
                if function in {"abs", "round"} and len(arguments) != 1:
                    self.fault(offset, "condition-type", f"{function} takes one number")
                return self._calculated(arguments)
            case Fallback(inner, otherwise):
                return self._with_fallback(inner, otherwise)
            case Rows():
                return self._rows(term)
            case Today(offset):
                self.for_rules_only(offset, "the day of the report")
                return DATE
            case NewestEvidence(name, offset):
                self.for_rules_only(offset, "evidence")
                return DATE if self.named(name) else None

    def named(self, name: Name) -> AnswerType | None:
        """The type of what is named; None when there is no such thing."""
        answer = self.names.get(name.text)
        if answer is None:
            what = _KINDS.get(name.text.partition(".")[0], "question")
            meant = name.text
            if meant.startswith("P."):
                meant = f"profile.{meant.removeprefix('P.').replace('-', '_')}"
            message = f"there is no {what} {name.text}"
            self.fault(name.offset, "condition-unknown-name", message, near(meant, self.names))
        return answer

    def comparable(
        self, comparator: Comparator, name: str, offset: int, answer: AnswerType, *, in_order: bool = True
    ) -> bool:
        """Whether what has this name and type can be compared so at all; options as far as they are `in_order`."""
        several = isinstance(answer, ChoiceAnswer) and answer.several
        ordered = isinstance(answer, NumberAnswer | LevelAnswer | DateAnswer) or (
            isinstance(answer, ChoiceAnswer) and answer.ordered and not several and in_order
        )
        if isinstance(answer, TableAnswer):
            message = f"{name} is a table and cannot be compared"
            self.fault(offset, "condition-type", message, "ask for its state or its rows")
        elif comparator in ORDERINGS and not ordered:
            self.fault(offset, "condition-order", f"the answers of {name} have no order", "use = or in")
        elif several != (comparator is Comparator.INCLUDES):
            hint = f"write {name} includes ..." if several else f"write {name} = ..."
            message = f"{name} takes {'several options' if several else 'one value'}"
            self.fault(offset, "condition-type", message, hint)
        else:
            return True
        return False

    def literal(self, literal: Written, name: str, answer: AnswerType) -> None:
        """Does a literal fit what it is compared with, or stands in for?"""
        value, offset = literal.value, literal.offset
        if isinstance(answer, ChoiceAnswer):
            if value not in answer.options:
                message = f"'{shown(value)}' is not an option of {name}"
                self.fault(offset, "condition-option", message, _option_hint(shown(value), answer))
        elif not _fits(value, answer):
            hint = f"write it in quotes: '{shown(value)}'" if isinstance(answer, TextAnswer) else ""
            message = f"{name} is {kind_of(answer)}; '{shown(value)}' is not"
            self.fault(offset, "condition-type", message, hint)
        elif isinstance(answer, LevelAnswer) and answer.scale in self.ground.scales:
            self.level(Decimal(str(value)), [answer.scale], offset, name)

    def level(self, level: Decimal, scales: Collection[str], offset: int, name: str) -> None:
        """Is this a level of one of the scales?"""
        levels = sorted({each for scale in scales for each in self.ground.scales[scale].levels})
        if level not in map(Decimal, levels):
            message = f"{name} has no level {shown(level)}"
            self.fault(offset, "condition-level", message, f"levels: {', '.join(map(str, levels))}")

    def _calculated(self, parts: tuple[Term, ...]) -> AnswerType | None:
        before = len(self.faults)
        for part in parts:
            answer = self.type_of(part)
            if answer is not None and not isinstance(answer, NumberAnswer | LevelAnswer):
                message = f"{written(part)} is {kind_of(answer)}; only numbers can be calculated with"
                self.fault(offset_of(part), "condition-type", message)
        return NUMBER if len(self.faults) == before else None

    def _with_fallback(self, inner: Term, otherwise: Written) -> AnswerType | None:
        answer = self.type_of(inner)
        if isinstance(answer, TableAnswer):
            message = f"{written(inner)} is a table; no value can stand in for it"
            self.fault(offset_of(inner), "condition-type", message, "count its rows: (rows of ..., 0 if unknown)")
            return None
        if answer is not None:
            self.literal(otherwise, written(inner), answer)
        return answer

    def _rows(self, term: Rows) -> AnswerType | None:
        answer = self.named(term.name)
        if answer is None:
            return None
        if not isinstance(answer, TableAnswer):
            self.fault(term.name.offset, "condition-type", f"{term.name.text} is {kind_of(answer)}, no table")
            return None
        columns = {column.id: column.answer for column in answer.columns}
        for test in term.tests:
            self._row_test(test, term.name.text, columns)
        return NUMBER

    def _row_test(self, test: RowTest, table: str, columns: Names) -> None:
        column = columns.get(test.column)
        if column is None:
            hint = near(test.column, columns) or f"columns: {', '.join(columns)}"
            message = f"{table} has no column {test.column}"
            self.fault(test.offset, "condition-unknown-column", message, hint)
        elif test.comparator and self.comparable(test.comparator, test.column, test.offset, column):
            for value in test.values:
                self.literal(value, test.column, column)


def _of_literal(value: Literal) -> AnswerType:
    if isinstance(value, bool):
        return YesNoAnswer(type="yes-no")
    if isinstance(value, Decimal):
        return NUMBER
    return DATE if isinstance(value, date) else TextAnswer(type="text")


def _option_hint(written_so: str, answer: ChoiceAnswer) -> str:
    if written_so in answer.options:
        return f"write it in quotes: '{written_so}'"
    close = get_close_matches(written_so, answer.options, n=1)
    return f"did you mean '{close[0]}'?" if close else f"one of: {', '.join(answer.options)}"


def _fits(value: Literal, answer: AnswerType) -> bool:
    return isinstance(value, _EXPECTED[type(answer)]) and isinstance(value, bool) is isinstance(answer, YesNoAnswer)
