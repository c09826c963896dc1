"""Text of a condition to tokens. Ids lex by longest match: `Q9.1.2-1` is one token, never a subtraction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gapanalysis.errors import ConditionError

LONGEST = 2000
"""A condition longer than this many characters is refused: no reader would follow it."""

_NAME = (
    r"[QD][0-9]+(?:\.[0-9]+)*-[0-9]+ | P\.[a-z][a-z0-9-]*"
    r" | (?:profile|value|condition|table)\.[a-z][a-z0-9_]* | kpi\.[a-z][a-z0-9_-]*\.[a-z][a-z0-9_]*"
)
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<name>{_NAME})(?![\w.-])
  | (?P<clause>[0-9]{{4}}:[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,3}})(?![\w.:-])
  | (?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?![\w.:-])
  | (?P<number>[0-9]{{1,15}}(?:\.[0-9]{{1,15}})?)(?![\w.:-])
  | (?P<stuck>(?:[QD]?[0-9]|(?:P|profile|value|condition|table|kpi)\.)[\w.:-]*)
  | (?P<text>'[^'\n]*'|"[^"\n]*")
  | (?P<sign><=|>=|!=|[=<>()\[\],+*/%-])
  | (?P<word>[A-Za-z](?:[A-Za-z0-9'_-]*[A-Za-z0-9_])?)
    """,
    re.VERBOSE,
)
_LONGEST_SHOWN = 40
_STUCK = tuple(
    (re.compile(pattern, re.VERBOSE), hint)
    for pattern, hint in (
        (r"[0-9]{16,}(?:\.[0-9]*)? | [0-9]+\.[0-9]{16,}", "a number has at most 15 digits on either side of the point"),
        (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", "a date is written 2026-11-23"),
        (r"[0-9]+(?:\.[0-9]+){2,}", "a clause is written 2015:9.1.2, a question Q9.1.2-1"),
        (r"[0-9]{4}:.*", "a clause is written 2015:9.1.2"),
        (rf"(?:{_NAME} | [0-9]+(?:\.[0-9]+)?)-.*", "put spaces around the minus"),
        (r"[QD][0-9.]+", "the id of a question ends in a hyphen and its number: Q9.1.2-1"),
        (r"[QD0-9].*", "put a space between them, or quotes around all of it"),
        (r"kpi\..*", "a figure is written kpi.on_time_delivery.latest"),
        (r".*", "a name is one word of small letters, digits and underscores: profile.employees"),
    )
)
"""What a token that is none was probably meant to be, the likeliest first."""

_INSTEAD = {
    "&": "write: and",
    "|": "write: or",
    "!": "write: not",
    "~": "write: not",
    "\N{NOT EQUAL TO}": "write: !=",
    "\N{LESS-THAN OR EQUAL TO}": "write: <=",
    "\N{GREATER-THAN OR EQUAL TO}": "write: >=",
    "\N{EN DASH}": "write a plain hyphen: -",
    "\N{MINUS SIGN}": "write a plain hyphen: -",
    "\N{MULTIPLICATION SIGN}": "write: *",
    "\N{DIVISION SIGN}": "write: /",
    "^": "there are no powers",
    **dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "write plain quotes: '...'"),
    **dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", 'write plain quotes: "..."'),
}


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `kind` is name, clause, date, number, text, sign, word or end."""

    kind: str
    text: str
    offset: int


def lex(text: str) -> Iterator[Token]:
    """Tokens in order, closed by one of kind `end`.

    Raises:
        ConditionError: at the first character that begins nothing the language knows, or when too long.
    """
    if len(text) > LONGEST:
        raise ConditionError(
            f"the condition has {len(text):,} characters; {LONGEST:,} are allowed",
            offset=0,
            hint="name parts of it under `conditions:` and use the names",
        )
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _stranger(text[position], position)
        kind = match.lastgroup or ""
        if kind == "stuck":
            raise _stuck(match.group(), position)
        if kind != "space":
            yield Token(kind, match.group(), position)
        position = match.end()
    yield Token("end", "the end", len(text))


def _stranger(character: str, offset: int) -> ConditionError:
    """The complaint about a character that begins nothing."""
    if character in "'\"":
        return ConditionError("the quotation mark is never closed", offset=offset)
    shown = f"'{character}'" if character.isprintable() else f"character U+{ord(character):04X}"
    return ConditionError(f"{shown} cannot stand here", offset=offset, hint=_INSTEAD.get(character, ""))


def _stuck(text: str, offset: int) -> ConditionError:
    """The complaint about a name or a number with something stuck to it, or cut short."""
    hint = next(hint for pattern, hint in _STUCK if pattern.fullmatch(text))
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
    what = "number" if text[0].isdigit() else "name"
    return ConditionError(f"'{shown}' is no {what}", offset=offset, hint=hint)
