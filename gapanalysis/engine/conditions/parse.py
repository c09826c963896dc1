"""Tokens to a tree, by recursive descent; the methods carry the names of the grammar's rules (docs/conditions.md).

One pass without going back: what stands in brackets is read first and sorted into condition or term afterwards, so
the work grows with the length of the text and no faster.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from gapanalysis.engine.conditions.groups import Groups
from gapanalysis.engine.conditions.lex import Token
from gapanalysis.engine.conditions.literals import Literals
from gapanalysis.engine.conditions.reader import MOST_SIGNS
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import (
    And,
    Arithmetic,
    Call,
    Comparator,
    Compare,
    Condition,
    Fallback,
    Holds,
    InState,
    Name,
    NewestEvidence,
    Not,
    Older,
    Or,
    Rows,
    RowTest,
    Term,
    Today,
    Written,
)

FUNCTIONS = ("min", "max", "abs", "round")
UNITS = ("days", "weeks", "months", "years")

Tree = Condition | Term

_TERMS = Name | Written | Arithmetic | Call | Fallback | Rows | Today | NewestEvidence


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """The tree of a condition.

    Raises:
        ConditionError: with the offset of the first character that does not fit.
    """
    return _Parser(text).condition()


@lru_cache(maxsize=4096)
def parse_value(text: str) -> Term:
    """The tree of a derived value (a term on its own).

    Raises:
        ConditionError: with the offset of the first character that does not fit.
    """
    return _Parser(text).value()


class _Parser(Groups, Literals):
    # -- conditions --------------------------------------------------------------------------------------------------

    def condition(self) -> Condition:
        if self._next.kind == "end":
            raise self._fault("the condition is empty")
        tree = self._as_condition(self._disjunction())
        self._end("join two conditions with 'and' or 'or'")
        return tree

    def value(self) -> Term:
        if self._next.kind == "end":
            raise self._fault("the value is empty")
        tree = self._term(self._sum)
        self._end("a derived value is one calculation, without a comparison")
        return tree

    def _as_condition(self, tree: Tree) -> Condition:
        if isinstance(tree, Name):
            return Holds(tree)
        if isinstance(tree, Written) and isinstance(tree.value, str):
            hint = "a fact is written profile.employees, a question Q9.1.2-1"
            raise ConditionError(f"'{tree.value}' is neither a fact nor a question", offset=tree.offset, hint=hint)
        if isinstance(tree, _TERMS):
            raise self._fault(
                f"a comparison is expected before {self._shown()}", "compare it with something: ... = yes"
            )
        return tree

    def _disjunction(self) -> Tree:
        first = self._conjunction()
        if not self._ahead("or"):
            return first
        parts = [self._as_condition(first)]
        while self._accept("or"):
            parts.append(self._as_condition(self._conjunction()))
        return Or(tuple(parts))

    def _conjunction(self) -> Tree:
        first = self._negation()
        if not self._ahead("and"):
            return first
        parts = [self._as_condition(first)]
        while self._accept("and"):
            parts.append(self._as_condition(self._negation()))
        return And(tuple(parts))

    def _negation(self) -> Tree:
        if not self._accept("not"):
            return self._test()
        self._deeper()
        tree = Not(self._as_condition(self._negation()))
        self._depth -= 1
        return tree

    def _test(self) -> Tree:
        return self._quantity() or self._measure() or self._about()

    def _about(self) -> Tree:
        """A sum, or a test of one."""
        start = self._next.offset
        left = self._sum()
        if self._accept("is"):
            return self._being(self._valued(left, start))
        negated = self._ahead("not") and self._accept("not") is not None
        if self._ahead("in") or self._ahead("between") or self._ahead("includes"):
            test = self._among(self._valued(left, start))
            return Not(test) if negated else test
        if negated:
            raise self._fault(f"'in', 'between' or 'includes' is expected here, not {self._shown()}")
        comparator = self._sign_of_comparison()
        return left if comparator is None else Compare(self._valued(left, start), comparator, (self._compared(),))

    def _among(self, left: Term) -> Compare:
        if self._accept("in"):
            return Compare(left, Comparator.IN, self._list())
        if self._accept("between"):
            low = self._compared()
            self._expect("and")
            return Compare(left, Comparator.BETWEEN, (low, self._compared()))
        self._expect("includes")
        if self._ahead("["):
            raise self._fault("'includes' takes one option", "join two of them: ... includes a and ... includes b")
        return Compare(left, Comparator.INCLUDES, (self._compared(),))

    def _being(self, left: Term) -> Condition:
        """What follows `is`: a state of a name, or the age of a date."""
        start = self._next.offset
        state = self._state()
        negated = state is None and self._accept("not") is not None
        if state is None and self._accept_words("older", "than"):
            test: Condition = self._older(left, start)
        else:
            state = state or self._state()
            if state is None:
                raise self._no_state()
            if not isinstance(left, Name):
                raise ConditionError("only a name can be in a state", offset=start, hint="a value is compared with =")
            test = InState(left, state)
        return Not(test) if negated else test

    def _older(self, left: Term, offset: int) -> Older:
        amount = self._whole("an age")
        unit = self._accept(*UNITS, *(unit[:-1] for unit in UNITS))
        if unit is None:
            raise self._fault(f"{self._shown()} is no unit of time", f"one of: {', '.join(UNITS)}")
        return Older(left, amount, unit.text.removesuffix("s") + "s", offset)

    # -- terms -------------------------------------------------------------------------------------------------------

    def _term(self, rule: Callable[[], Tree]) -> Term:
        """What the rule reads, which must have a value."""
        start = self._next.offset
        return self._valued(rule(), start)

    def _valued(self, tree: Tree, start: int) -> Term:
        if isinstance(tree, _TERMS):
            return tree
        hint = "values are calculated with and compared, conditions are joined with 'and' or 'or'"
        raise ConditionError("a condition stands where a value is needed", offset=start, hint=hint)

    def _compared(self) -> Term:
        """A term something is compared with; after a number alone a percent sign may stand."""
        term = self._term(self._sum)
        if self._ahead("%"):
            if not isinstance(term, Written) or not isinstance(term.value, Decimal):
                raise self._fault("a percentage cannot be calculated with", "write 0.05 for 5 %")
            self._take()
        return term

    def _sum(self) -> Tree:
        return self._calculation(self._product, "+", "-")

    def _product(self) -> Tree:
        return self._calculation(self._primary, "*", "/")

    def _calculation(self, operand: Callable[[], Tree], *signs: str) -> Tree:
        start = self._next.offset
        left = operand()
        while sign := self._accept(*signs):
            self._signs += 1
            if self._signs > MOST_SIGNS:
                message = f"more than {MOST_SIGNS} signs of arithmetic"
                raise ConditionError(message, offset=sign.offset, hint="name parts of it under `values:`")
            left = Arithmetic(sign.text, self._valued(left, start), self._term(operand), sign.offset)
        return left

    def _primary(self) -> Tree:  # noqa: PLR0911  # one return a kind of term
        token = self._next
        if self._accept("("):
            return self._bracket(token)
        if token.kind == "name":
            return self._name()
        if self._accept_words("rows", "of"):
            return self._rows(token)
        if self._accept_words("newest", "evidence", "of"):
            return NewestEvidence(self._name(), token.offset)
        if self._accept("today"):
            return Today(token.offset)
        if token.text in FUNCTIONS and self._ahead(token.text, "("):
            return self._call()
        return self._literal()

    def _bracket(self, opening: Token) -> Tree:
        self._deeper()
        start = self._next.offset
        inner = self._disjunction()
        if self._accept(","):
            inner = Fallback(self._valued(inner, start), self._lone_literal(), opening.offset)
            self._expect("if")
            self._expect("unknown")
        self._expect(")")
        self._depth -= 1
        return inner

    def _call(self) -> Call:
        self._deeper()
        function = self._take()
        self._expect("(")
        arguments = [self._term(self._sum)]
        while self._accept(","):
            arguments.append(self._term(self._sum))
        self._expect(")", ",")
        self._depth -= 1
        return Call(function.text, tuple(arguments), function.offset)

    def _rows(self, start: Token) -> Rows:
        name = self._name()
        tests = []
        while how := self._accept("with", "without"):
            tests.append(self._row_test(without=how.text == "without"))
        return Rows(name, tuple(tests), start.offset)

    def _row_test(self, *, without: bool) -> RowTest:
        """A column, or in brackets a column and what its cell is compared with."""
        compared = self._accept("(") is not None
        column = self._kind("word", "a column")
        if not compared:
            return RowTest(column.text, column.offset, without)
        comparator, values = self._held()
        self._expect(")", hint="one comparison stands in the brackets; a further one after its own 'with' or 'without'")
        return RowTest(column.text, column.offset, without, comparator, values)

    def _held(self) -> tuple[Comparator, tuple[Written, ...]]:
        """How a cell is compared, and with what."""
        if self._accept("in"):
            return Comparator.IN, self._list()
        if self._accept("between"):
            low = self._lone_literal()
            self._expect("and")
            return Comparator.BETWEEN, (low, self._lone_literal())
        if self._accept("includes"):
            return Comparator.INCLUDES, (self._lone_literal(),)
        comparator = self._comparator("write: with (kind = internal), or without brackets: with kind")
        return comparator, (self._lone_literal(),)
