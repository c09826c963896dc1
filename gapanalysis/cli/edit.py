"""`gapanalysis edit`: texts of the report in a person's own words, kept through every new rendering."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from gapanalysis.model.report import GapReport


@click.command("edit")
@click.argument("assessment")
@click.argument("block", default="")
@click.argument("text", default="")
@click.option("--back", is_flag=True, help="Take your words back: what the rules say stands again.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE.docx",
    help="Take in what was edited in the report as a Word file.",
)
@click.option("--dry-run", is_flag=True, help="With --from: show what was edited, and keep nothing.")
@click.option(
    "--overwrite",
    multiple=True,
    metavar="BLOCK",
    help="With --from: keep the file's words of a text that was reworded here as well; once for each, or all.",
)
@click.option("--reason", default="", help="With --from: why findings are reworded; asked for when missing.")
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    assessment: str,
    *,
    block: str,
    text: str,
    back: bool,
    file: Path | None,
    dry_run: bool,
    overwrite: tuple[str, ...],
    reason: str,
) -> None:
    """Put BLOCK of the report of ASSESSMENT in other words; without TEXT in your editor, without BLOCK list them.

    BLOCK is `headline`, `summary`, `section.ID` or `action.ID`. Findings are edited with: gapanalysis finding
    ASSESSMENT edit. Or edit the report in Word (report ASSESSMENT -f docx) and bring it back:

    Example: gapanalysis edit acme --from out/acme-gap-analysis.docx
    """
    from gapanalysis.clock import today
    from gapanalysis.workspace import Workspace

    if file is None and (dry_run or overwrite or reason):
        raise click.UsageError("--dry-run, --overwrite and --reason go with --from FILE.docx.")
    if file is not None:
        from gapanalysis.cli.read_back import read_back

        if block or back:
            raise click.UsageError("--from takes in every text of the file: leave out BLOCK and --back.")
        read_back(Workspace(folder), assessment, file, overwrite=overwrite, reason=reason, dry_run=dry_run)
        return
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
    actions = {f"action.{action.id}": action.title for edition in report.editions for action in edition.plan}
    return {"headline": report.headline, "summary": report.summary, **sections, **actions}


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
