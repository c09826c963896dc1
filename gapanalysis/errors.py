"""What can go wrong, in words for the person who can mend it.

Faults in users' files are collected as `Issue` values and shown together; exceptions are for stops.
Anything raised that is not a `GapAnalysisError` is a bug in this program.
This module knows neither the terminal nor HTTP and never prints.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One fault in a definition file.

    Attributes:
        file: path as the user gave it; empty when the text came from no file.
        line: 1-based; 0 when the fault belongs to the file as a whole.
        column: 1-based; 0 when the fault belongs to the line or file as a whole.
        code: stable public name of the fault, such as `unknown-key` (each is explained in docs/errors.md).
        message: what is wrong.
        hint: what to do about it; empty when the message already says so.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`file:line:column: message (hint) [code]`, leaving out what is not known."""
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}: {self.message}{hint} [{self.code}]"


class GapAnalysisError(Exception):
    """Any stop this program makes on purpose.

    Args:
        message: what is wrong, as a full sentence.
        hint: what to do; empty when there is nothing to add.
        code: stable public name of the error.
        source: where it is: a file, `file:line:column`, a question id; empty when nowhere in particular.
    """

    def __init__(self, message: str, *, hint: str = "", code: str = "", source: str = "") -> None:
        """Keep the parts apart so that each edge can show them in its own way."""
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.code = code
        self.source = source


class QuestionnaireError(GapAnalysisError):
    """Definition files do not hold together; `issues` has every fault, in order of file and position."""

    def __init__(self, message: str, *, issues: Sequence[Issue] = (), hint: str = "", source: str = "") -> None:
        """Sort the issues so that the same files always give the same complaints."""
        super().__init__(message, hint=hint, code="questionnaire", source=source)
        self.issues = tuple(sorted(issues))


class ConditionError(GapAnalysisError):
    """A condition does not parse; `offset` is the 0-based character at fault."""

    def __init__(self, message: str, *, offset: int, hint: str = "", code: str = "condition-syntax") -> None:
        """Keep the offset: who knows the file turns it into line and column."""
        super().__init__(message, hint=hint, code=code)
        self.offset = offset


class AnswerError(GapAnalysisError):
    """An answer that the question does not accept."""


class AssessmentError(GapAnalysisError):
    """The assessment does not exist, exists already, or does not fit what is asked of it."""


class StoreError(GapAnalysisError):
    """The journal cannot be read or written."""


class ExchangeError(GapAnalysisError):
    """An answer file cannot be taken in; `issues` has every fault."""

    def __init__(self, message: str, *, issues: Sequence[Issue] = (), hint: str = "", source: str = "") -> None:
        """Sort the issues so that the same file always gives the same complaints."""
        super().__init__(message, hint=hint, code="exchange", source=source)
        self.issues = tuple(sorted(issues))


class RatesError(GapAnalysisError):
    """A file that proposals are made with cannot be used; `issues` has every fault."""

    def __init__(self, message: str, *, issues: Sequence[Issue] = (), hint: str = "", source: str = "") -> None:
        """Sort the issues so that the same file always gives the same complaints."""
        super().__init__(message, hint=hint, code="rates", source=source)
        self.issues = tuple(sorted(issues))


class RenderError(GapAnalysisError):
    """A document cannot be made: a missing system library, template variable or message."""
