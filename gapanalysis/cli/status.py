"""`gapanalysis status`: how far an assessment is, in one screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import counted, percent, wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from gapanalysis.model.report import EditionResult, GapReport, SectionResult

_BAR = 24


@click.command("status")
@click.argument("assessment", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs: the same figures as JSON.")
@click.pass_obj
def command(folder: Path, assessment: str | None, *, as_json: bool) -> None:
    """Show how far ASSESSMENT is; without a name, list the assessments here."""
    from gapanalysis.clock import today
    from gapanalysis.workspace import Workspace

    workspace = Workspace(folder)
    if assessment is None:
        _list(workspace.names(), folder, as_json=as_json)
        return
    with workspace.open(assessment) as case:
        report = case.report(today())
    click.echo(json.dumps(_figures(report), indent=2) if as_json else _screen(report))


def _list(names: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(list(names)))
    elif names:
        click.echo("\n".join(names))
    else:
        click.echo(f"No assessment in {folder.resolve()}. Begin with: gapanalysis start NAME")


def _screen(report: GapReport) -> str:
    main = report.main
    asked = [q for q in report.questions if q.not_asked_because is None]
    done = sum(q.state in {"answered", "not applicable"} for q in asked)
    lines = [
        click.style(f"{report.engagement.client}", bold=True) + f"  {report.assessment}",
        click.style(f"{report.questionnaire_title} {report.questionnaire_version}, {main.label}", dim=True),
        "",
        f"{_bar(done, len(asked))}  {done} of {counted(len(asked), 'question')} settled",
        "",
        *_sections(report),
        "",
        *_standing(main),
    ]
    lines += _loose_ends(report)
    if done < len(asked):
        lines += ["", f"Go on with: gapanalysis answer {report.assessment}"]
    else:
        lines += ["", f"Everything is settled. Next: gapanalysis report {report.assessment}"]
    return "\n".join(lines)


def _bar(done: int, total: int) -> str:
    filled = _BAR * done // total if total else 0
    return "[" + "#" * filled + "." * (_BAR - filled) + "]"


def _sections(report: GapReport) -> list[str]:
    width = max(len(section.title) for section in report.sections)
    return [_section_line(section, width) for section in report.sections]


def _section_line(section: SectionResult, width: int) -> str:
    applicable = section.tally.applicable + section.practice.applicable
    answered = section.tally.answered + section.practice.answered
    share = percent(section.tally.share) if section.tally.share is not None else "not assessed"
    return f"  {section.title:<{width}}  {answered:>3} of {applicable:>2}   {share:>12}"


def _standing(main: EditionResult) -> list[str]:
    by_state = {
        state: [g for g in main.gates if g.state == state] for state in ("failed", "not yet due", "open", "met")
    }
    gates = ", ".join(f"{len(found)} {state}" for state, found in by_state.items() if found)
    grades: list[str] = [finding.grade for finding in main.findings]
    lines = [f"Share    {_share(main)}", f"Gates    {gates}"]
    if grades:
        counts = [(grade, grades.count(grade)) for grade in ("likely major", "likely minor")]
        parts = [f"{count} {grade}" for grade, count in counts if count]
        parts += [counted(grades.count("opportunity"), "opportunity", "opportunities")] * ("opportunity" in grades)
        lines.append(f"Gaps     {', '.join(parts)}")
    lines += [click.style(f"  ! gate failed: {gate.clause} {gate.title}", fg="red") for gate in by_state["failed"]]
    return lines


def _share(main: EditionResult) -> str:
    if main.share is None or main.tally.coverage is None:
        return "not assessed yet"
    text = f"{percent(main.share)}, with {percent(main.tally.coverage)} of the requirement questions answered"
    if main.range and main.range.low != main.range.high:
        text += f"; may become {percent(main.range.low)} to {percent(main.range.high)}"
    return text


def _loose_ends(report: GapReport) -> list[str]:
    lines = []
    carried = [question.id for question in report.questions if question.carried_from]
    if carried:
        lines.append(f"{counted(len(carried), 'answer')} carried over, to be checked: gapanalysis answer")
    if report.to_find_out:
        lines.append(f"To find out: {', '.join(report.to_find_out)}")
    if report.main.queries:
        lines.append(f"{counted(len(report.main.queries), 'contradiction')} to clear up before the report is issued:")
        lines += [wrapped(query.text, " " * 12, f"  {query.rule:<10}") for query in report.main.queries]
    if report.unsorted:
        lines.append(f"{counted(len(report.unsorted), 'observation')} to sort: gapanalysis observe {report.assessment}")
    return lines


def _figures(report: GapReport) -> dict[str, object]:
    main = report.main
    return {
        "assessment": report.assessment,
        "client": report.engagement.client,
        "questionnaire": report.questionnaire,
        "edition": main.id,
        "on": report.on.isoformat(),
        "tally": main.tally.model_dump(),
        "share": None if main.share is None else str(main.share),
        "gates": {gate.id: gate.state for gate in main.gates},
        "findings": [{"id": finding.id, "grade": finding.grade} for finding in main.findings],
        "to_find_out": list(report.to_find_out),
        "unsorted_observations": len(report.unsorted),
    }
