"""Text of a condition to tokens. Ids lex by longest match: `Q9.1.2-1` is one token, never a subtraction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gapanalysis.errors import ConditionError

LONGEST = 2000
"""A condition longer than this many characters is refused: no reader would follow it."""

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<name>Q[0-9]+(?:\.[0-9]+)*-[0-9]+ | P\.[a-z][a-z0-9-]* | profile\.[a-z][a-z0-9_]*)(?![\w-])
  | (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?![\w.-])
  | (?P<number>-?[0-9]+(?:\.[0-9]+)?)(?![\w.-])
  | (?P<text>'[^'\n]*'|"[^"\n]*")
  | (?P<sign><=|>=|!=|[=<>()\[\],])
  | (?P<word>[A-Za-z][A-Za-z0-9'-]*)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `kind` is name, date, number, text, sign, word or end."""

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
            hint="split it into several questions or rules",
        )
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ConditionError(f"'{text[position]}' cannot stand here", offset=position)
        kind = match.lastgroup or ""
        if kind != "space":
            yield Token(kind, match.group(), position)
        position = match.end()
    yield Token("end", "the end", len(text))
