"""Numbers and headings that every explanation shares."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.explained.columns import columns
from gapanalysis.cli.wording import percent, wrapped
from gapanalysis.model.finding import Grade

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from gapanalysis.model.explanation import FindingPart, QuestionPart
    from gapanalysis.model.score import Tally


def points(share: Fraction | None, *, signed: bool = True) -> str:
    """A part of the share in percentage points with one decimal, half up; what is there never looks like nothing."""
    if share is None:
        return ""
    tenths = max(int(abs(share) * 1000 + Fraction(1, 2)), 1 if share else 0)
    sign = "" if not share else "-" if share < 0 else "+" if signed else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"


def share_text(share: Fraction | None, otherwise: str = "not assessed") -> str:
    """A share in whole per cent, or words where there is none."""
    return otherwise if share is None else percent(share)


def decimal(number: Fraction) -> str:
    """A number of zero or more with one decimal, half up."""
    tenths = int(number * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def days_text(days: Decimal) -> str:
    """`1 day`, `2.5 days`."""
    plain = f"{days.normalize():f}"
    return f"{plain} day" if plain == "1" else f"{plain} days"


def weighed(tally: Tally) -> str:
    """`12 of 18`; a hyphen where nothing counts."""
    return f"{tally.points} of {tally.attainable}" if tally.attainable else "-"


def level_text(part: QuestionPart) -> str:
    """`2 In place with lapses`, or the state where there is no level."""
    return part.state if part.level is None else f"{part.level} {part.level_label}"


def lines(*texts: str) -> str:
    """Paragraphs, each from a new line; empty ones are left out."""
    return "\n".join(wrapped(text) for text in texts if text)


def head(title: str, *texts: str) -> str:
    """What the explanation is about, and what to know first."""
    return "\n".join(part for part in (click.style(wrapped(title), bold=True), lines(*texts)) if part)


def titled(title: str, body: str, note: str = "") -> str:
    """A block beneath its title; nothing when it has no body."""
    if not body:
        return ""
    return "\n".join([click.style(wrapped(title), bold=True), *([wrapped(note)] if note else []), body])


def graded(grade: Grade) -> str:
    """A grade; red where it blocks."""
    return click.style(grade, fg="red") if grade is Grade.MAJOR else str(grade)


def finding_rows(findings: Iterable[FindingPart]) -> str:
    """Findings with their grades."""
    return columns(([finding.id, finding.grade, finding.headline] for finding in findings), "<<~")


def practice_rows(parts: Iterable[QuestionPart]) -> str:
    """Good-practice questions with their maturity."""
    rows = [[part.id, part.title, level_text(part), str(part.weight)] for part in parts]
    return columns(rows, "<~<>", ("", "", "maturity", "weight"))
