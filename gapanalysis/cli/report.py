"""`gapanalysis report`: the gap-analysis report and the documents beside it, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.documents import ALL, NAMES, check_formats, jobs, wanted, write

if TYPE_CHECKING:
    from datetime import datetime

GAPS = 10
"""Exit status when there are gaps at or above `--fail-on`."""

_RANKS = {"opportunity": 1, "minor": 2, "major": 3}


@click.command("report")
@click.argument("assessment")
@click.option(
    "-d",
    "--document",
    "documents",
    multiple=True,
    type=click.Choice([*NAMES, ALL]),
    help="Once for each; the report by default, all for every one but extracts.",
)
@click.option("--finding", "findings", multiple=True, metavar="ID", help="An extract: one finding.")
@click.option("--clause", "clauses", multiple=True, metavar="N", help="An extract: one clause and all beneath it.")
@click.option("--section", "sections", multiple=True, metavar="ID", help="An extract: one section.")
@click.option("--owner", "owners", multiple=True, metavar="ROLE", help="An extract: what one owner has to do.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["pdf", "html", "docx", "xlsx", "md", "json"]),
    help="Once for each; pdf and html by default. Word (docx), Excel (xlsx), md and json are had of the report only.",
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
    documents: tuple[str, ...],
    findings: tuple[str, ...],
    clauses: tuple[str, ...],
    sections: tuple[str, ...],
    owners: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path,
    on: datetime | None,
    version: str,
    fail_on: str | None,
) -> int:
    """Write the report of ASSESSMENT, or other documents about it."""
    from gapanalysis.workspace import Workspace, today

    picked = {"finding": findings, "clause": clauses, "section": sections, "owner": owners}
    selections = [(by, name) for by, names in picked.items() for name in names]
    names, formats = wanted(documents, selections), formats or ("pdf", "html")
    check_formats(names, formats)
    workspace = Workspace(folder)
    with workspace.open(assessment) as case:
        report = case.issued(version) if version else case.report(on.date() if on else today())
        work = list(jobs(case, report, names, selections))
    for path in write(workspace.folder, work, formats, output):
        click.echo(path)
    worst = max((finding.grade.rank for finding in report.main.findings), default=0)
    return GAPS if fail_on and worst >= _RANKS[fail_on] else 0
