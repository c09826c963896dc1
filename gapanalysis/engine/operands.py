"""What conditions see under each name: facts, questions, figures of tables, and what is derived from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pydantic import JsonValue

from gapanalysis.engine.conditions import (
    NUMBER,
    UNKNOWN,
    Known,
    Lookup,
    Names,
    Operand,
    Scene,
    compiled,
    parse,
    parse_value,
    type_of_value,
    value_in,
)
from gapanalysis.engine.decisions import CompiledTable, decide, outcome_operand, outcome_type
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import (
    And,
    Arithmetic,
    Call,
    Compare,
    Condition,
    Fallback,
    Holds,
    Name,
    Not,
    Or,
    Term,
    Truth,
)
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Question,
    TableAnswer,
    YesNoAnswer,
)
from gapanalysis.model.rule import Combination, When

YES_NO = YesNoAnswer(type="yes-no")


def tree_of(when: When) -> Condition:
    """The tree of a condition, written as one text or as lists of lines.

    Raises:
        ConditionError: a line does not parse.
    """
    if not isinstance(when, Combination):
        return parse(when)
    parts: list[Condition] = [parse(line) for line in when.all]
    if when.any:
        parts.append(Or(tuple(parse(line) for line in when.any)))
    parts += [Not(parse(line)) for line in when.none]
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def unfolded(tree: Condition, conditions: Mapping[str, When], values: Mapping[str, str]) -> Condition:
    """The condition with named conditions and derived values written out, so that it names answers only."""
    match tree:
        case And(parts):
            return And(tuple(unfolded(part, conditions, values) for part in parts))
        case Or(parts):
            return Or(tuple(unfolded(part, conditions, values) for part in parts))
        case Not(part):
            return Not(unfolded(part, conditions, values))
        case Holds(Name(text)) if text.startswith("condition."):
            return unfolded(tree_of(conditions[text.removeprefix("condition.")]), conditions, values)
        case Compare(left, comparator, right):
            return Compare(_unfolded(left, values), comparator, tuple(_unfolded(term, values) for term in right))
    return tree


def _unfolded(term: Term, values: Mapping[str, str]) -> Term:
    match term:
        case Name(text) if text.startswith("value."):
            return _unfolded(parse_value(values[text.removeprefix("value.")]), values)
        case Arithmetic(sign, left, right, offset):
            return Arithmetic(sign, _unfolded(left, values), _unfolded(right, values), offset)
        case Call(function, arguments, offset):
            return Call(function, tuple(_unfolded(argument, values) for argument in arguments), offset)
        case Fallback(inner, otherwise, offset):
            return Fallback(_unfolded(inner, values), otherwise, offset)
    return term


def value_tree(text: str) -> Condition:
    """A derived value as one side of a comparison, for asking what it names."""
    return parse(f"({text}) = 0")


@dataclass(frozen=True, slots=True)
class Derived:
    """What is derived from answers, by the short name conditions use after `condition.`, `value.` and `table.`."""

    conditions: Mapping[str, When]
    values: Mapping[str, str]
    tables: Mapping[str, CompiledTable]


class Operands(dict[str, Operand]):
    """Operands by name; what is derived from others is worked out when it is first asked for."""

    def __init__(self, given: Mapping[str, Operand], derived: Derived) -> None:
        super().__init__(given)
        self._derived = derived

    def __missing__(self, name: str) -> Operand:
        kind, _, short = name.partition(".")
        if kind == "condition":
            self[name] = self._of_condition(tree_of(self._derived.conditions[short]))
        elif kind == "value":
            self[name] = self._of_value(self._derived.values[short])
        elif kind == "table":
            self[name] = self._of_table(self._derived.tables[short])
        else:
            raise KeyError(name)
        return self[name]

    def _of_condition(self, tree: Condition) -> Operand:
        test = compiled(tree)
        apparent = test(Scene(apparently(self.__getitem__)))
        known = Known(apparent is Truth.TRUE) if apparent in {Truth.TRUE, Truth.FALSE} else None
        return _settled(known, apparent, test(Scene(self.__getitem__)) is not Truth.UNKNOWN)

    def _of_value(self, text: str) -> Operand:
        term = parse_value(text)
        apparent = value_in(term, Scene(apparently(self.__getitem__)))
        cautious = value_in(term, Scene(self.__getitem__))
        if isinstance(apparent, Truth):
            return _settled(None, apparent, cautious is not Truth.UNKNOWN)
        return _settled(Known(apparent), Truth.TRUE, not isinstance(cautious, Truth))

    def _of_table(self, table: CompiledTable) -> Operand:
        apparent = outcome_operand(decide(table, apparently(self.__getitem__)), table.definition)
        certain = decide(table, self.__getitem__).is_certain
        return replace(apparent, certain=certain and apparent.certain)


def _settled(known: Known | None, truth: Truth, certain: bool) -> Operand:  # noqa: FBT001  # the last of three findings
    if known is not None:
        return Operand(Truth.TRUE, State.ANSWERED, known, certain)
    state = State.OPEN if truth is Truth.UNKNOWN else State.NOT_APPLICABLE
    return Operand(truth, state, None, certain)


def apparently(lookup: Lookup) -> Lookup:
    """The same operands as they stand today, whatever an open answer may still change."""

    def found(name: str) -> Operand:
        operand = lookup(name)
        return operand if operand.certain else Operand(operand.truth, operand.state, operand.known)

    return found


# -- one answer --------------------------------------------------------------------------------------------------


def operand_of(question: Question, state: State, value: JsonValue, *, certain: bool) -> Operand:
    """What a question stands for, given its state and answer."""
    if state in {State.OPEN, State.DONT_KNOW}:
        return Operand(Truth.UNKNOWN, state, certain=False)
    if state is not State.ANSWERED:
        return Operand(Truth.INAPPLICABLE, state, certain=certain)
    return Operand(Truth.TRUE, state, _known(value, question.answer), certain=certain)


def _known(value: JsonValue, answer: AnswerType) -> Known:
    if isinstance(answer, TableAnswer):
        rows = value if isinstance(value, list) else []
        return Known(tuple(_row(row, answer) for row in rows if isinstance(row, dict)))
    if isinstance(value, list):
        return Known(tuple(str(part) for part in value))
    if isinstance(answer, NumberAnswer | LevelAnswer):
        return Known(Decimal(str(value)))
    if isinstance(answer, DateAnswer):
        return Known(date.fromisoformat(str(value)))
    if isinstance(value, bool):
        return Known(value)
    order = tuple(answer.options) if isinstance(answer, ChoiceAnswer) and answer.ordered else ()
    return Known(str(value), order)


def _row(row: Mapping[str, JsonValue], table: TableAnswer) -> Mapping[str, Known]:
    """The cells that are filled."""
    filled = {column: cell for column, cell in row.items() if cell is not None}
    return {each.id: _known(filled[each.id], each.answer) for each in table.columns if each.id in filled}


# -- figures of tables -------------------------------------------------------------------------------------------


def figure_names(question: Question) -> Iterator[tuple[str, AnswerType]]:
    """The figures a keyed table gives, with the type of each."""
    for key, column, answer in _cells(question):
        yield _figure(key, column), answer


def figure_titles(question: Question) -> Iterator[tuple[str, str]]:
    """The figures a keyed table gives, with their titles: `On-time delivery, latest`."""
    table = question.answer
    if not isinstance(table, TableAnswer):
        return
    titles = {column.id: column.title.lower() for column in table.columns}
    labels = next(
        (c.answer.options for c in table.columns if c.id == table.key and isinstance(c.answer, ChoiceAnswer)), {}
    )
    for key, column, _ in _cells(question):
        yield _figure(key, column), f"{labels[key]}, {titles[column]}"


def figures_of(question: Question, state: State, value: JsonValue, *, certain: bool) -> Iterator[tuple[str, Operand]]:
    """What the figures of a keyed table stand for: unknown where the row or cell is missing."""
    table = question.answer
    if not isinstance(table, TableAnswer) or table.key is None:
        return
    rows = value if state is State.ANSWERED and isinstance(value, list) else []
    by_key = {row.get(table.key): row for row in rows if isinstance(row, dict)}
    for key, column, answer in _cells(question):
        cell = by_key.get(key, {}).get(column)
        if state is not State.ANSWERED:
            yield _figure(key, column), operand_of(question, state, value, certain=certain)
        elif cell is None:
            yield _figure(key, column), UNKNOWN
        else:
            yield _figure(key, column), Operand(Truth.TRUE, state, _known(cell, answer), certain=certain)


def _cells(question: Question) -> Iterator[tuple[str, str, AnswerType]]:
    table = question.answer
    if not isinstance(table, TableAnswer) or table.key is None:
        return
    keys = next(
        (c.answer.options for c in table.columns if c.id == table.key and isinstance(c.answer, ChoiceAnswer)), {}
    )
    for key in keys:
        for column in table.columns:
            if column.id != table.key:
                yield key, column.id, column.answer


def _figure(key: str, column: str) -> str:
    return f"kpi.{key.replace('-', '_')}.{column}"


def derived_names(
    names: Names, conditions: Mapping[str, When], values: Mapping[str, str], tables: Iterable[DecisionTable] = ()
) -> Names:
    """The names given, with those of named conditions, derived values and decision tables added.

    A value takes its type from its own calculation; while another it needs is faulty, it counts as a number.
    """
    found = {**names, **{f"condition.{name}": YES_NO for name in conditions}, **{f"value.{v}": NUMBER for v in values}}
    found.update({f"table.{table.id}": outcome_type(table) for table in tables})
    for name, text in values.items():
        found[f"value.{name}"] = type_of_value(text, found)
    return found
