"""A finding: why it has its grade and its place, and what closing it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gapanalysis.cli.explained.columns import columns
from gapanalysis.cli.explained.figures import days_text, decimal, finding_rows, head, points, share_text, titled
from gapanalysis.cli.wording import counted, wrapped
from gapanalysis.model.finding import Grade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gapanalysis.model.explanation import FindingExplained, Gain
    from gapanalysis.model.finding import Reason

_REASONS: Mapping[str, str] = {
    "scale-level": "Level {level} means {grade} on the scale.",
    "question-level": "For this question level {level} means {grade}.",
    "gate-failed": "The gate of clause {clause} has failed; certification is hardly possible while it does.",
    "gate-planned": "It is planned for {on} and not yet due.",
    "systemic": "{count} likely minors at level {level} or below in clause {clause} point to one cause.",
    "sample": "In a sample {not_conforming} of {drawn} did not conform.",
    "sample-not-isolated": "{not_conforming} of {drawn} are no isolated lapse; that looks more like level {level}.",
    "consistency": "Several answers together show it: {because}.",
    "consistency-unknown": "Not confirmed, because something is still open: {because}.",
    "assessor": "The assessor decided: {grade}.",
    "by-hand": "The assessor wrote it.",
}
"""The rules in words; one that is not here is shown with the values it saw."""


def finding_blocks(explained: FindingExplained) -> list[str]:
    """A finding opened: reasons, priority, gate, parts and action."""
    finding = explained.finding
    return [
        head(f"{finding.id}  {finding.headline}", f"{finding.grade.capitalize()}, clause {finding.clause}."),
        titled("Why this grade", "\n".join(wrapped(_reason(each), "     ", "  -  ") for each in finding.reasons)),
        _priority(explained),
        titled("The findings beneath it", finding_rows(explained.parts), _fewer(explained)),
        titled("It is part of", finding_rows(explained.part_of)),
        _closing(explained),
    ]


def _reason(reason: Reason) -> str:
    known = _REASONS.get(reason.rule)
    if known:
        return known.format(**reason.values)
    seen = ", ".join(f"{name} {value}" for name, value in reason.values.items())
    words = reason.rule.replace("-", " ").capitalize()
    return f"{words}: {seen}." if seen else f"{words}."


def _priority(explained: FindingExplained) -> str:
    finding = explained.finding
    rows = [
        ["severity", "how hard it hits the customer (1-5)", str(finding.severity)],
        ["exposure", "how often, or how many (1-3)", str(finding.exposure)],
        ["effort", "of its action, by days (1-5)", str(finding.effort)],
    ]
    place = f"It stands {explained.place} of {explained.of}: by grade first, then by this, then by clause."
    product = f"Priority {finding.severity} x {finding.exposure} / {finding.effort} = {decimal(finding.priority)}"
    return titled(product, columns(rows, "<~>"), place)


def _fewer(explained: FindingExplained) -> str:
    return f"It goes away once fewer than {explained.fewer_than} of them remain." if explained.fewer_than else ""


def _closing(explained: FindingExplained) -> str:
    lines = []
    if explained.gain is not None:
        brings = "changes no points" if not explained.gain else f"brings {points(explained.gain)} percentage points"
        lines.append(f"Closing it {brings}: the share is then {share_text(explained.share)}.")
    if explained.gate and explained.gate_after:
        lines.append(f"The gate {explained.gate.clause} {explained.gate.title} is then {explained.gate_after}.")
    if explained.action:
        lines += _action(explained.action, explained.finding.id)
    if explained.finding.grade is Grade.OPPORTUNITY:
        lines.append("An opportunity is good practice: it carries no points of the share.")
    return titled("What closing it brings", "\n".join(wrapped(line, "  ") for line in lines))


def _action(gain: Gain, finding: str) -> list[str]:
    lines = [f"{gain.action}  {gain.title}: {days_text(gain.days)} of your own people."]
    others = [name for name in gain.closes if name != finding]
    if others:
        brings = f", together {points(gain.gain)} percentage points" if gain.gain else ""
        lines.append(f"The same action closes {', '.join(others)}{brings}.")
    if gain.needs:
        lines.append(f"First comes {', '.join(gain.needs)}.")
    if gain.opens:
        questions = counted(len(gain.opens), "question")
        lines.append(f"Then {questions} must be answered that did not apply before: {', '.join(gain.opens)}.")
    return lines
