"""A fault of a definition file on the terminal, with the line it stands in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gapanalysis.errors import Issue

_BEFORE, _SHOWN = 60, 100


def described(issue: Issue) -> str:
    """Where, what and what to do, and beneath it the line at fault with a caret, where there is one."""
    return f"{issue}{_excerpt(issue)}"


def _excerpt(issue: Issue) -> str:
    """The line at fault with a caret beneath, cut to a window around it; empty where there is no such place."""
    if not (issue.line and issue.column):
        return ""
    try:
        line = Path(issue.file).read_text(encoding="utf-8").splitlines()[issue.line - 1]
    except (OSError, ValueError, IndexError):
        return ""
    start = max(0, issue.column - 1 - _BEFORE) if len(line) > _SHOWN else 0
    window = "".join(letter if letter.isprintable() else " " for letter in line[start : start + _SHOWN])
    return f"\n    {window}\n    {' ' * (issue.column - 1 - start)}^"
