"""The tokens of a condition, taken one after the other, with complaints that point at the place."""

from gapanalysis.engine.conditions.lex import Token, lex
from gapanalysis.errors import ConditionError

DEEPEST = 20
"""Brackets, functions and `not` nested deeper than this are refused."""

MOST_SIGNS = 100
"""Signs of arithmetic in one condition. This limit and the last keep the tree shallow."""

_SMALL = {"and", "or", "not", "in", "is", "between", "includes"}


class Reader:
    """A place in the tokens of a text. What accepts and expects takes the tokens; what peeks does not."""

    def __init__(self, text: str) -> None:
        self._tokens = tuple(lex(text))
        self._at = 0
        self._depth = 0
        self._signs = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _ahead(self, *texts: str) -> bool:
        """Whether these signs and words come next."""
        tokens = self._tokens[self._at : self._at + len(texts)]
        return [t.text for t in tokens] == list(texts) and all(t.kind in {"sign", "word"} for t in tokens)

    def _accept(self, *texts: str) -> Token | None:
        """The next token, if it is one of these."""
        token = self._next
        return self._take() if token.kind in {"sign", "word"} and token.text in texts else None

    def _accept_words(self, *texts: str) -> bool:
        """Whether these words come next, all of them; they are taken then."""
        if not self._ahead(*texts):
            return False
        self._at += len(texts)
        return True

    def _expect(self, *texts: str, hint: str = "") -> None:
        if self._accept(*texts) is None:
            wanted = " or ".join(f"'{text}'" for text in texts)
            raise self._fault(f"{wanted} is expected here, not {self._shown()}", hint)

    def _kind(self, kind: str, what: str, hint: str = "") -> Token:
        if self._next.kind != kind:
            raise self._fault(f"{what} is expected here, not {self._shown()}", hint)
        return self._take()

    def _whole(self, what: str) -> int:
        token = self._kind("number", "a number")
        if "." in token.text:
            raise ConditionError(f"{what} is a whole number", offset=token.offset)
        return int(token.text)

    def _end(self, hint: str) -> None:
        if self._next.kind != "end":
            small = self._next.text.lower()
            if self._next.kind == "word" and small in _SMALL:
                hint = f"write it in small letters: {small}"
            elif self._next.text == ",":
                hint = "numbers have no commas; several values stand in [ ]"
            raise self._fault(f"the condition should end before {self._shown()}", hint)

    def _shown(self) -> str:
        return "the end" if self._next.kind == "end" else f"'{self._next.text}'"

    def _fault(self, message: str, hint: str = "") -> ConditionError:
        return ConditionError(message, offset=self._next.offset, hint=hint)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._fault(f"more than {DEEPEST} levels of brackets or 'not'", "name parts of it and use the names")
