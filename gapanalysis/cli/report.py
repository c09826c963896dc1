"""`gapanalysis report`: the gap-analysis report and the documents beside it, as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.documents import ALL, NAMES, check_formats, jobs, wanted, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

GAPS = 10
"""Exit status when there are gaps at or above `--fail-on`."""

_RANKS = {"opportunity": 1, "minor": 2, "major": 3}


def _schema(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click's own
    """Print the schema and end."""
    if value:
        import json

        from gapanalysis.render.json import json_schema

        click.echo(json.dumps(json_schema(), indent=2))
        context.exit()


@click.command("report")
@click.argument("assessment", required=False)
@click.option("--all", "every", is_flag=True, help="Every assessment here, several at a time.")
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
    "--theme", default="", metavar="NAME", help="How it looks, such as: ledger; templates/theme.yaml otherwise."
)
@click.option(
    "--attach-data",
    is_flag=True,
    help="Let the PDF carry the assessment, without private notes; `start NEW --from FILE.pdf` goes on from it.",
)
@click.option(
    "--fail-on", type=click.Choice(list(_RANKS)), help="Exit with 10 when a gap of this grade or worse is found."
)
@click.option(
    "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_schema, help="The JSON Schema of -f json."
)
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    assessment: str | None,
    *,
    documents: tuple[str, ...],
    findings: tuple[str, ...],
    clauses: tuple[str, ...],
    sections: tuple[str, ...],
    owners: tuple[str, ...],
    every: bool,
    formats: tuple[str, ...],
    output: Path,
    on: datetime | None,
    version: str,
    theme: str,
    attach_data: bool,
    fail_on: str | None,
) -> int:
    """Write the report of ASSESSMENT, or other documents about it, or of all there are."""
    from gapanalysis.clock import today
    from gapanalysis.workspace import Workspace

    picked = {"finding": findings, "clause": clauses, "section": sections, "owner": owners}
    selections = [(by, name) for by, names in picked.items() for name in names]
    names, formats = wanted(documents, selections), formats or ("pdf", "html")
    day = on.date() if on else today()
    _refuse(assessment, every=every, version=version, attach_data=attach_data, formats=formats, selections=selections)
    check_formats(names, formats)
    workspace = Workspace(folder)
    if every:
        from gapanalysis.cli.batch import Job, show

        batch = [Job(folder, each, names, formats, output, day, theme, attach_data) for each in workspace.names()]
        status, worst = show(batch)
        if status:
            return status
    else:
        with workspace.open(assessment or "") as case:
            report = case.issued(version) if version else case.report(day)
            work = list(jobs(case, report, names, selections))
            data = case.data(day) if attach_data else None
        for path in write(workspace.folder, work, formats, output, theme=theme, data=data):
            click.echo(path)
        worst = max((finding.grade.rank for finding in report.main.findings), default=0)
    return GAPS if fail_on and worst >= _RANKS[fail_on] else 0


def _refuse(  # noqa: PLR0913  # one parameter an option
    assessment: str | None,
    *,
    every: bool,
    version: str,
    attach_data: bool,
    formats: Sequence[str],
    selections: Sequence[tuple[str, str]],
) -> None:
    """Stop at options that cannot be meant together."""
    if every == bool(assessment):
        raise click.UsageError("Name one assessment, or say --all.")
    if every and version:
        raise click.UsageError("A version is that of one assessment; --all writes them as they stand.")
    if every and selections:
        raise click.UsageError("Extracts are of one assessment; --all writes whole documents.")
    if attach_data and "pdf" not in formats:
        raise click.UsageError("--attach-data is for a PDF; add -f pdf.")
    if attach_data and version:
        raise click.UsageError("What was issued stays as it is; --attach-data goes with the report as it stands.")
