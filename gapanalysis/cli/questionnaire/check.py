"""`gapanalysis questionnaire check`: faults, remarks on style, and how the texts measure up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.issues import described
from gapanalysis.cli.questionnaire.coverage import summary
from gapanalysis.cli.wording import counted, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gapanalysis.errors import Issue
    from gapanalysis.loading.readability import ReadingAge

HARDEST = 10


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Remarks on style count as faults.")
@click.option("-v", "--verbose", is_flag=True, help=f"Show the {HARDEST} questions that are hardest to read.")
@click.pass_obj
def command(folder: Path, paths: tuple[Path, ...], *, strict: bool, verbose: bool) -> None:
    """Check definition files; without PATHS everything shipped and in this workspace.

    Once there is no fault, the style guide is held against every text. What it finds are remarks: you may go on
    working with the files, and mend them when you like.
    """
    from gapanalysis import content
    from gapanalysis.errors import QuestionnaireError
    from gapanalysis.loading.examination import examine

    found = examine(content.questionnaire_folders(folder), paths)
    issues = (*found.issues, *found.remarks) if strict else found.issues
    if issues:
        raise QuestionnaireError(_faults(found.issues, found.remarks, strict=strict), issues=issues)
    for remark in found.remarks:
        click.echo(described(remark), err=True)
    remarks = f", {counted(len(found.remarks), 'remark')} on style" if found.remarks else ""
    click.echo(f"No fault found, {counted(found.cases, 'case')} run{remarks}.")
    for name, editions in found.coverage.items():
        click.echo(f"{name}, {'; '.join(summary(each) for each in editions)}.")
    click.echo(_reading(found.asks, verbose=verbose))


def _faults(issues: tuple[Issue, ...], remarks: tuple[Issue, ...], *, strict: bool) -> str:
    parts = [counted(len(issues), "fault")] if issues else []
    parts += [f"{counted(len(remarks), 'remark')} on style"] if strict and remarks else []
    return f"{' and '.join(parts)} found."


def _reading(asks: Mapping[str, str], *, verbose: bool) -> str:
    from gapanalysis.loading.readability import AIM, median_age, reading_ages

    ages = reading_ages(asks)
    if ages is None:
        return "Reading age not measured: it needs the library textstat (pip install 'gapanalysis[readability]')."
    middle = median_age(ages)
    if middle is None:
        return "Reading age not measured: there is no question here."
    lines = [f"Reading age of {counted(len(ages), 'question')}: median {middle:.1f} years, aim {AIM} or below."]
    if verbose:
        lines += ["", click.style("The hardest to read", bold=True), *map(_hard, ages[:HARDEST])]
    return "\n".join(lines)


def _hard(each: ReadingAge) -> str:
    return wrapped(each.ask, " " * 21, f"  {each.age:>4.1f}  {each.question:<11}  ")
