"""A question: its levels with what each would be worth, and why it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gapanalysis.cli.explained.columns import columns
from gapanalysis.cli.explained.figures import decimal, head, level_text, lines, points, share_text, titled
from gapanalysis.cli.wording import wrapped
from gapanalysis.model.condition import Truth
from gapanalysis.model.question import Obligation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gapanalysis.model.explanation import Checked, LevelWorth, QuestionExplained, QuestionPart

_ASKED: Mapping[Truth, str] = {
    Truth.TRUE: "Asked, because this holds",
    Truth.FALSE: "Not asked, because this does not hold",
    Truth.UNKNOWN: "Asked, as long as this is not known",
    Truth.INAPPLICABLE: "Not asked, because what this looks at does not apply",
}


def question_blocks(question: QuestionExplained) -> list[str]:
    """A question opened: its answer, every level, its condition, and what it decides."""
    part = question.part
    gate = question.gate
    where = f"Clause {', '.join(question.clauses)}." if question.clauses else ""
    return [
        head(f"{part.id}  {part.title}: {question.value or level_text(part)}", question.ask),
        lines(_counts(part), where, f"Gate {gate.clause} {gate.title}: {gate.state}." if gate else ""),
        titled(_levels_title(part), "\n".join(_level(level, question) for level in question.levels)),
        _condition(question.condition) if question.condition else "",
        titled("It decides whether these are asked", wrapped(", ".join(question.decides), "  ")),
    ]


def _counts(part: QuestionPart) -> str:
    if part.obligation is None:
        return "It carries no points."
    if part.level is None:
        return f"It does not count: {part.state}" + (f" ({part.reason})." if part.reason else ".")
    if part.obligation is Obligation.GOOD_PRACTICE:
        return f"Good practice: weight {part.weight}, maturity {part.level}, beside the share."
    lacks = f" It lacks {points(part.missing, signed=False)} percentage points." if part.missing else ""
    product = f"Weight {part.weight} x level {part.level} = {part.points} of {part.attainable} points."
    return f"{product}{lacks}"


def _levels_title(part: QuestionPart) -> str:
    if part.because is not None:
        return "Its levels"
    return "Its levels, and the whole with each"


def _level(level: LevelWorth, question: QuestionExplained) -> str:
    present = level.level == question.part.level
    worth = _worth(level, question.part, present=present)
    text = f"{level.level} {level.label}: {level.grade}" + (f"; {worth}" if worth else "")
    line = wrapped(text, "    ", "> " if present else "  ")
    return "\n".join([click.style(line, bold=True) if present else line, wrapped(level.text, "    ")])


def _worth(level: LevelWorth, part: QuestionPart, *, present: bool) -> str:
    if part.obligation is Obligation.GOOD_PRACTICE:
        return f"practice {decimal(level.practice)} of 5" if level.practice is not None else ""
    if level.share is None:
        return ""
    change = "now" if present else f"{points(level.gain) or '0.0'} points" if level.gain is not None else ""
    return share_text(level.share) + (f", {change}" if change else "")


def _condition(checked: Checked) -> str:
    """The condition as written, then what its deciding parts saw."""
    rows = [
        [saw.name, saw.title, saw.value] for saw in dict.fromkeys(saw for test in checked.tests for saw in test.saw)
    ]
    body = "\n".join([wrapped(checked.text, "  "), columns(rows, "<~<", ("it looked at", "", "and saw"))])
    return titled(_ASKED[checked.truth], body)
