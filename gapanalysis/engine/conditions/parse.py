"""Tokens to a tree, by recursive descent; the methods carry the names of the grammar's rules (docs/conditions.md)."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from gapanalysis.engine.conditions.lex import Token, lex
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import (
    And,
    Comparator,
    Compare,
    Condition,
    Holds,
    InState,
    Name,
    Not,
    Or,
    Written,
)

DEEPEST = 20
"""Brackets and `not` nested deeper than this are refused."""

STATES = ("answered", "open", "don't know", "not applicable", "not asked")

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_RESERVED = frozenset({"and", "or", "not", "in", "is", "between", "includes"})


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """The tree of a condition.

    Raises:
        ConditionError: with the offset of the first character that does not fit.
    """
    return _Parser(text).condition()


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tuple(lex(text))
        self._at = 0
        self._depth = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _accept(self, *texts: str) -> Token | None:
        token = self._next
        return self._take() if token.kind in {"sign", "word"} and token.text in texts else None

    def _expect(self, text: str) -> None:
        if self._accept(text) is None:
            raise self._fault(f"'{text}' is expected here, not {self._shown()}")

    def _shown(self) -> str:
        return "the end" if self._next.kind == "end" else f"'{self._next.text}'"

    def _fault(self, message: str, hint: str = "") -> ConditionError:
        return ConditionError(message, offset=self._next.offset, hint=hint)

    def condition(self) -> Condition:
        if self._next.kind == "end":
            raise self._fault("the condition is empty")
        tree = self._disjunction()
        if self._next.kind != "end":
            raise self._fault(
                f"the condition should end before {self._shown()}", "join two conditions with 'and' or 'or'"
            )
        return tree

    def _disjunction(self) -> Condition:
        parts = [self._conjunction()]
        while self._accept("or"):
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _conjunction(self) -> Condition:
        parts = [self._negation()]
        while self._accept("and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._fault(f"more than {DEEPEST} levels of brackets or 'not'")
        tree = Not(self._negation()) if self._accept("not") else self._test()
        self._depth -= 1
        return tree

    def _test(self) -> Condition:
        if self._accept("("):
            tree = self._disjunction()
            self._expect(")")
            return tree
        token = self._next
        if token.kind != "name":
            raise self._fault(
                f"a profile fact or a question is expected here, not {self._shown()}",
                "write profile.employees or Q9.1.2-1",
            )
        self._take()
        return self._about(Name(token.text, token.offset))

    def _about(self, name: Name) -> Condition:
        if self._accept("is"):
            return self._state(name)
        if self._accept("not"):
            self._expect("in")
            return Not(Compare(name, Comparator.IN, self._list()))
        if self._accept("in"):
            return Compare(name, Comparator.IN, self._list())
        if self._accept("between"):
            low = self._literal()
            self._expect("and")
            return Compare(name, Comparator.BETWEEN, (low, self._literal()))
        sign = self._accept("=", "!=", "<", "<=", ">", ">=", "includes")
        return Compare(name, Comparator(sign.text), (self._literal(),)) if sign else Holds(name)

    def _state(self, name: Name) -> Condition:
        state = self._accept_state()
        if state is not None:
            return InState(name, state)
        if self._accept("not") and (state := self._accept_state()) is not None:
            return Not(InState(name, state))
        raise self._fault(f"{self._shown()} is no state", f"one of: {', '.join(STATES)}")

    def _accept_state(self) -> str | None:
        for state in STATES:
            words = state.split()
            ahead = [token.text for token in self._tokens[self._at : self._at + len(words)]]
            if ahead == words:
                self._at += len(words)
                return state
        return None

    def _list(self) -> tuple[Written, ...]:
        self._expect("[")
        literals = [self._literal()]
        while self._accept(","):
            literals.append(self._literal())
        self._expect("]")
        return tuple(literals)

    def _literal(self) -> Written:
        token = self._next
        if token.kind not in {"number", "date", "text", "word"} or token.text in _RESERVED:
            raise self._fault(f"a value is expected here, not {self._shown()}")
        self._take()
        return Written(self._value(token), token.offset)

    @staticmethod
    def _value(token: Token) -> Decimal | date | bool | str:
        if token.kind == "number":
            return Decimal(token.text)
        if token.kind == "date":
            try:
                return date.fromisoformat(token.text)
            except ValueError:
                raise ConditionError(f"{token.text} is no date in the calendar", offset=token.offset) from None
        if token.kind == "text":
            return token.text[1:-1]
        return _YES_NO.get(token.text, token.text)
