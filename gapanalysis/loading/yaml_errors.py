"""What a YAML parser says, in words for somebody who does not know YAML by heart."""

import re

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code

_PLAIN_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon stands where no value can follow",
        "put quotes around a text that holds a colon and a space, and check the indentation",
    ),
    ("cannot start any token", "a text cannot begin with this character", "put quotes around the text"),
    ("unexpected end of stream", "a quotation mark is opened and never closed", "close it"),
    (
        "',' or ']'",
        "a list in [ ] is not closed, or a comma is missing",
        "put quotes around items with a colon, comma or bracket",
    ),
    (
        "',' or '}'",
        "a mapping in { } is not closed, or a comma is missing",
        "put quotes around a text that begins with { or holds a comma",
    ),
    ("unknown escape character", "only certain letters may follow a backslash in double quotes", "use single quotes"),
    ("'-' indicator", "this line does not fit the list above it", "check the indentation"),
    ("expected key", "this does not fit the lines above it", "check the indentation and the quotes"),
    ("<block end>", "this does not fit the lines above it", "check the indentation and the quotes"),
    ("indentation indicators", "nothing may follow | or > on its line", "begin the text on the next line"),
    ("expected comment or line break", "nothing may follow | or > on its line", "begin the text on the next line"),
    ("alphabetic or numeric", "& and * cannot begin a text", "put quotes around the text"),
    ("could not find expected ':'", "a colon is missing after the key", "write `key: value`"),
)
_OPENING_BRACE = re.compile(r"^\s*(?:- +)?(?:[^\s:#'\"]+: +)?\{\w*\} *[^\s,#}\]]")


def syntax_issue(error: Exception, text: str, file: str) -> Issue:
    """The complaint for text that is no YAML, at the position the parser gives."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "the file cannot be read")
    if mark is None:
        return Issue(file, 0, 0, Code.YAML_SYNTAX, f"this is no YAML: {problem}")
    lines = text.split("\n")
    row, column = mark.line, mark.column
    if not any(line.strip() for line in lines[row:]):
        # The end of the file is where the parser noticed; the fault began earlier.
        opened = getattr(error, "context_mark", None) or mark
        row, column = min((opened.line, opened.column), _last_character(lines))
    line = lines[row] if row < len(lines) else ""
    if line[column : column + 1] == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        at = line.find("\t") + 1
        return Issue(file, row + 1, at, Code.TAB, "a tab stands where YAML wants spaces", "indent with spaces")
    if "nesting depth" in problem:  # newer parsers give up before the reader does
        message = "lists and mappings stand too deep within each other"
        return Issue(file, row + 1, column + 1, Code.TOO_DEEP, message, "the rest of the file was not read")
    message, hint = _plain(problem)
    if _OPENING_BRACE.match(line):
        message = "a text that begins with { is taken for a mapping"
        hint = "put quotes around the text"
    return Issue(file, row + 1, column + 1, Code.YAML_SYNTAX, message, hint)


def _last_character(lines: list[str]) -> tuple[int, int]:
    """Row and column, both 0-based, of the last character that is not white space."""
    row = max((row for row, line in enumerate(lines) if line.strip()), default=0)
    return row, max(0, len(lines[row].rstrip()) - 1)


def _plain(problem: str) -> tuple[str, str]:
    for words, message, hint in _PLAIN_WORDS:
        if words in problem:
            return message, hint
    return f"this is no YAML: {problem}", ""
