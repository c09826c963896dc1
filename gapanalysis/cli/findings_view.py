"""The working view of findings: proposed and final, with reasons; for the assessor, never for the client."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import wrapped
from gapanalysis.model.observation import Sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gapanalysis.model.finding import Finding
    from gapanalysis.model.judgement import Decision, Stale
    from gapanalysis.model.observation import Observation
    from gapanalysis.model.report import EditionResult

SHOWN = 8
"""Characters of an observation's id that are shown; they are enough to name it."""


def screen(name: str, result: EditionResult, observations: Sequence[Observation]) -> str:
    """The findings by grade; then what was suppressed, what has no effect, and observations no finding carries."""
    lines = [click.style(f"{name}, {result.label}", bold=True)]
    for grade, group in groupby(result.findings, key=lambda finding: finding.grade):
        lines += ["", click.style(grade, bold=True), *(line for finding in group for line in _finding(finding))]
    if not result.findings:
        lines += ["", "No findings."]
    if result.suppressed:
        lines += ["", click.style("suppressed", bold=True)]
        lines += [line for finding in result.suppressed for line in _finding(finding)]
    if result.stale:
        lines += ["", click.style("decisions without effect now", bold=True), *map(_stale, result.stale)]
    carried = {seen.id for finding in (*result.findings, *result.suppressed) for seen in finding.observations}
    loose = [seen for seen in observations if seen.id not in carried and seen.sign is not Sign.STRENGTH]
    if loose:
        lines += ["", click.style("observations that no finding carries", bold=True), *map(_observation, loose)]
    return "\n".join(lines)


def _finding(finding: Finding) -> list[str]:
    lines = [wrapped(finding.headline, " " * 14, f"  {finding.id:<11} ")]
    if finding.proposed is None:
        lines.append(f"{'':14}by hand, clause {finding.clause}")
    elif finding.proposed is not finding.grade:
        lines.append(f"{'':14}proposed: {finding.proposed}")
    lines += [wrapped(said, " " * 16, " " * 14) for said in map(_told, _decisions(finding))]
    if finding.changed_since:
        lines.append(click.style(f"{'':14}! its results changed since you decided: look again", fg="yellow"))
    return lines


def _decisions(finding: Finding) -> list[Decision]:
    return [applied.decision for applied in finding.decisions]


def _told(decision: Decision) -> str:
    return f"{decision.kind}: {decision.reason}"


def _stale(stale: Stale) -> str:
    about = " ".join(stale.decision.targets) or "by hand"
    return wrapped(f"{_told(stale.decision)} ({stale.because})", " " * 14, f"  {about:<11} ")


def _observation(seen: Observation) -> str:
    sample = f" ({seen.sample.not_conforming} of {seen.sample.drawn})" if seen.sample else ""
    places = " ".join((*seen.clauses, *seen.questions)) or "unsorted"
    return wrapped(f"{seen.text}{sample} [{places}]", " " * 14, f"  {str(seen.id)[:SHOWN]:<11} ")


def as_json(result: EditionResult) -> str:
    """The same for programs: findings, suppressed ones and decisions without effect."""
    shown = {
        "edition": result.id,
        "findings": [_fields(finding) for finding in result.findings],
        "suppressed": [_fields(finding) for finding in result.suppressed],
        "stale": [stale.model_dump(mode="json") for stale in result.stale],
    }
    return json.dumps(shown, indent=2, ensure_ascii=False)


def _fields(finding: Finding) -> dict[str, object]:
    names = {"id", "clause", "grade", "proposed", "headline", "questions", "reasons", "recommendation"}
    decisions = [applied.decision.model_dump(mode="json", exclude={"seen"}) for applied in finding.decisions]
    dumped = finding.model_dump(mode="json", include=names)
    return {**dumped, "decisions": decisions, "changed_since": finding.changed_since}
