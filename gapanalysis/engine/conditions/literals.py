"""Literals: numbers, dates, texts and words that stand for themselves, alone or in a list."""

from datetime import date
from decimal import Decimal

from gapanalysis.engine.conditions.lex import Token
from gapanalysis.engine.conditions.reader import Reader
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import Literal, Written

YES_NO = {"yes": True, "true": True, "no": False, "false": False}
RESERVED = frozenset({"and", "or", "not", "in", "is", "between", "includes", "if", "with", "without"})
"""Words that need quotes where they are an option."""


class Literals(Reader):
    """The part of the grammar that speaks of literals."""

    def _list(self) -> tuple[Written, ...]:
        self._expect("[", hint="write a list: in [food, retail]")
        literals = [self._lone_literal()]
        while self._accept(","):
            literals.append(self._lone_literal())
        self._expect("]", ",")
        return tuple(literals)

    def _lone_literal(self) -> Written:
        """A literal nothing is calculated with; after a number a percent sign may stand."""
        literal = self._literal()
        if isinstance(literal.value, Decimal):
            self._accept("%")
        return literal

    def _literal(self) -> Written:
        offset = self._next.offset
        negative = self._accept("-") is not None
        token = self._next
        kinds = {"number"} if negative else {"number", "date", "text", "word"}
        if token.kind not in kinds or token.text in RESERVED:
            wanted = "a number" if negative else "a value, a fact or a question"
            raise self._fault(f"{wanted} is expected here, not {self._shown()}", self._literal_hint(negative=negative))
        self._take()
        value = self._value(token)
        return Written(value.copy_negate() if negative and isinstance(value, Decimal) else value, offset)

    def _literal_hint(self, *, negative: bool) -> str:
        if negative:
            return f"write: 0 - {self._next.text}" if self._next.kind == "name" else ""
        if self._next.kind == "word":
            return f"an option called so needs quotes: '{self._next.text}'"
        return "write profile.employees or Q9.1.2-1"

    def _value(self, token: Token) -> Literal:
        if token.kind == "number":
            return Decimal(token.text)
        if token.kind == "date":
            try:
                return date.fromisoformat(token.text)
            except ValueError:
                raise ConditionError(f"{token.text} is no date in the calendar", offset=token.offset) from None
        if token.kind == "text":
            return token.text[1:-1]
        return YES_NO.get(token.text, token.text)
