"""How complaints quote, list and suggest, so that all of them sound alike."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST_QUOTE = 60
_LONGEST_LIST = 12


def quoted(text: str) -> str:
    """The text between backticks, on one line and no longer than a complaint can bear."""
    flat = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return f"`{flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 3] + '...'}`"


def listed(names: Iterable[object]) -> str:
    """Names between backticks with commas; the tail of a long list is counted, not shown."""
    every = [str(name) for name in names]
    shown = ", ".join(f"`{name}`" for name in every[:_LONGEST_LIST])
    return shown if len(every) <= _LONGEST_LIST else f"{shown} and {len(every) - _LONGEST_LIST} more"


def nearest(word: str, names: Iterable[str]) -> str:
    """The valid name most like the word; empty when none is near."""
    # The comparison is quadratic in length: nobody misspells a name by a hundred letters.
    return next(iter(get_close_matches(word[:100], sorted(names), n=1)), "")


def suggestion(word: str, names: Iterable[str]) -> str:
    """A hint for a name that does not exist: the nearest one, else the ones there are."""
    known = list(names)
    near = nearest(word, known)
    if near:
        return f"did you mean `{near}`?"
    return f"one of {listed(known)}" if known else ""
