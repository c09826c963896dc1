"""`gapanalysis edit`: texts of the report in a person's own words, kept through every new rendering."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from gapanalysis.model.report import GapReport


@click.command("edit")
@click.argument("assessment")
@click.argument("block", default="")
@click.argument("text", default="")
@click.option("--back", is_flag=True, help="Take your words back: what the rules say stands again.")
@click.pass_obj
def command(folder: Path, assessment: str, *, block: str, text: str, back: bool) -> None:
    """Put BLOCK of the report of ASSESSMENT in other words; without TEXT in your editor, without BLOCK list them.

    BLOCK is `headline`, `summary` or `section.ID`. Findings are edited with: gapanalysis finding ASSESSMENT edit.
    """
    from gapanalysis.workspace import Workspace, today

    with Workspace(folder).open(assessment) as case:
        report = case.report(today())
        if not block:
            click.echo("\n".join(_listed(report)))
            return
        if not back and not text:
            typed = click.edit(_present(report).get(block, ""))
            if typed is None:
                raise click.ClickException("Nothing was changed.")
            text = typed.strip()
        case.edit(block, "" if back else text, today())
    click.echo(f"{block}: what the rules say stands again." if back else f"{block} is kept in your words.")


def _present(report: GapReport) -> dict[str, str]:
    """What stands under each block now."""
    sections = {f"section.{section.id}": section.headline for section in report.sections}
    return {"headline": report.headline, "summary": report.summary, **sections}


def _listed(report: GapReport) -> list[str]:
    from gapanalysis.cli.wording import wrapped

    edits = {edit.block: edit for edit in report.edits}
    lines = []
    for block, text in _present(report).items():
        mark = "*" if block in edits else " "
        lines.append(wrapped(text or "(made from the results)", " " * 4, f"{mark} {block}: "))
        if block in edits and edits[block].changed_since:
            lines.append(click.style("    look again: the results beneath have changed since", fg="yellow"))
    return [*lines, "", "* in your words"]
