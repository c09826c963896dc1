"""`gapanalysis report`: the gap-analysis report as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime

    from gapanalysis.model.report import GapReport

GAPS = 10
"""Exit status when there are gaps at or above `--fail-on`."""

_RANKS = {"opportunity": 1, "minor": 2, "major": 3}


@click.command("report")
@click.argument("assessment")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["pdf", "html", "json"]),
    help="Once for each; pdf and html by default.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day the report speaks of; today by default.")
@click.option("--version", default="", help="A version that was issued, exactly as it was.")
@click.option(
    "--fail-on", type=click.Choice(list(_RANKS)), help="Exit with 10 when a gap of this grade or worse is found."
)
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    assessment: str,
    *,
    formats: tuple[str, ...],
    output: Path,
    on: datetime | None,
    version: str,
    fail_on: str | None,
) -> int:
    """Write the report of ASSESSMENT."""
    from gapanalysis.workspace import Workspace, today

    workspace = Workspace(folder)
    with workspace.open(assessment) as case:
        report = case.issued(version) if version else case.report(on.date() if on else today())
    for path in write(workspace.folder, report, formats or ("pdf", "html"), output):
        click.echo(path)
    worst = max((finding.grade.rank for finding in report.main.findings), default=0)
    return GAPS if fail_on and worst >= _RANKS[fail_on] else 0


def write(folder: Path, report: GapReport, formats: tuple[str, ...], output: Path) -> list[Path]:
    """Render each format and write it whole; warnings go to standard error."""
    from gapanalysis.workspace import Workspace, write_atomically

    written = []
    for kind in formats:
        click.echo(f"Writing {kind} ...", err=True)
        rendered = Workspace(folder).render(report, kind)
        path = output / f"{_file_name(report.assessment)}-gap-analysis.{kind}"
        write_atomically(path, rendered.content)
        for warning in rendered.warnings:
            click.echo(f"Note: {warning}", err=True)
        written.append(path)
    return written


def _file_name(assessment: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in assessment).strip("-.") or "assessment"
