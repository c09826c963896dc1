"""Text of one cell to its alternatives; methods carry the names of the rules of grammar (docs/decision-tables.md)."""

import re
from datetime import date
from decimal import Decimal

from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import Literal
from gapanalysis.model.decision import Alternative, Cell, Equals, Includes, InState, Interval, Piece

LONGEST_NUMBER = 15
"""Characters of a number; no measure needs more, and sums of such numbers are exact."""

DASHES = frozenset({"-", "\N{EN DASH}", "\N{EM DASH}"})
"""A cell that always holds. Word processors make longer dashes of hyphens."""

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<state>(?:answered|open|don['\u2019]t\s+know|not\s+applicable|not\s+asked)(?![\w'-]))
  | (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w-])
  | (?P<number>-?[0-9]+(?:\.[0-9]+)?)(?![\w-])
  | (?P<text>'[^'\n]*'|"[^"\n]*")
  | (?P<sign><=|>=|\.\.|[<>,])
  | (?P<word>[A-Za-z][A-Za-z0-9'-]*)
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_RESERVED = frozenset({"not", "includes"})
_VALUES = frozenset({"number", "date", "text", "word"})


def parse_cell(piece: Piece) -> Cell:
    """The alternatives of a cell.

    Raises:
        ConditionError: with the offset of the first character that does not fit.
    """
    if piece.text in DASHES:
        return Cell((), negated=False, offset=piece.offset)
    if not piece.text:
        raise _fault("the cell is empty", piece.offset, "write - where anything will do")
    return _Parser(piece).cell()


def unquoted(text: str) -> str:
    """Text without the quotes around it, and with each escaped bar as a bar."""
    plain = text.replace("\\|", "|")
    return plain[1:-1] if len(plain) > 1 and plain[0] in "'\"" and plain[0] == plain[-1] else plain


def _fault(message: str, offset: int, hint: str = "") -> ConditionError:
    return ConditionError(message, offset=offset, hint=hint, code="table-syntax")


class _Parser:
    def __init__(self, piece: Piece) -> None:
        self._offset = piece.offset
        self._end = piece.offset + len(piece.text)
        self._tokens: list[tuple[str, Piece]] = []
        position = 0
        while position < len(piece.text):
            match = _TOKEN.match(piece.text, position)
            if match is None:
                message = f"'{piece.text[position]}' cannot stand here"
                raise _fault(message, piece.offset + position, "put words with other signs in quotes")
            if match.lastgroup != "space":
                self._tokens.append((match.lastgroup or "", Piece(match.group(), piece.offset + position)))
            position = match.end()
        self._tokens.append(("end", Piece("the end of the cell", self._end)))
        self._at = 0

    @property
    def _next(self) -> tuple[str, Piece]:
        return self._tokens[self._at]

    def _take(self) -> Piece:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _accept(self, kind: str, *texts: str) -> Piece | None:
        found, piece = self._next
        return self._take() if found == kind and (not texts or piece.text in texts) else None

    def cell(self) -> Cell:
        negated = self._accept("word", "not") is not None
        alternatives = [self._alternative(including=False)]
        while self._accept("sign", ","):
            alternatives.append(self._alternative(including=isinstance(alternatives[-1], Includes)))
        kind, piece = self._next
        if kind != "end":
            message = f"the cell should end before '{piece.text}'"
            raise _fault(message, piece.offset, "separate values with commas, and put several words in quotes")
        return Cell(tuple(alternatives), negated, self._offset)

    def _alternative(self, *, including: bool) -> Alternative:
        """`including`: the one before was `includes`, which holds on: `includes firms, people`."""
        offset = self._next[1].offset
        if state := self._accept("state"):
            return InState(" ".join(state.text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()), offset)
        if self._accept("word", "includes") or (including and self._next[0] in _VALUES):
            return Includes(self._value(), offset)
        if sign := self._accept("sign", "<", "<="):
            end = self._value()
            return Interval(None, end, least_included=False, most_included=sign.text == "<=", offset=offset)
        if sign := self._accept("sign", ">", ">="):
            end = self._value()
            return Interval(end, None, least_included=sign.text == ">=", most_included=False, offset=offset)
        value = self._value()
        if self._accept("sign", ".."):
            return Interval(value, self._value(), least_included=True, most_included=True, offset=offset)
        return Equals(value, offset)

    def _value(self) -> Literal:
        kind, piece = self._next
        if kind not in _VALUES or (kind == "word" and piece.text in _RESERVED):
            shown = piece.text if kind == "end" else f"'{piece.text}'"
            hint = "put an option of this name in quotes" if kind in {"state", "word"} else ""
            raise _fault(f"a value is expected here, not {shown}", piece.offset, hint)
        self._take()
        if kind == "number":
            return number(piece)
        if kind == "date":
            return _date(piece)
        return unquoted(piece.text) if kind == "text" else _YES_NO.get(piece.text, piece.text)


def number(piece: Piece) -> Decimal:
    """The number written.

    Raises:
        ConditionError: it is none, or longer than `LONGEST_NUMBER`.
    """
    if not _NUMBER.fullmatch(piece.text):
        raise _fault(f"'{piece.text}' is not a number", piece.offset, "write it like 12 or -0.5")
    if len(piece.text) > LONGEST_NUMBER:
        raise _fault(f"the number has more than {LONGEST_NUMBER} characters", piece.offset)
    return Decimal(piece.text)


def _date(piece: Piece) -> date:
    try:
        return date.fromisoformat(piece.text)
    except ValueError:
        raise _fault(f"{piece.text} is no date in the calendar", piece.offset) from None
