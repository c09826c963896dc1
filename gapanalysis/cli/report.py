"""`gapanalysis report`: the gap-analysis report as files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.progress import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gapanalysis.model.report import GapReport

GAPS = 10
"""Exit status when there are gaps at or above `--fail-on`."""

_RANKS = {"opportunity": 1, "minor": 2, "major": 3}


@click.command("report")
@click.argument("assessment", required=False)
@click.option("--all", "every", is_flag=True, help="Every assessment here, several at a time.")
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
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    assessment: str | None,
    *,
    every: bool,
    formats: tuple[str, ...],
    output: Path,
    on: datetime | None,
    version: str,
    theme: str,
    attach_data: bool,
    fail_on: str | None,
) -> int:
    """Write the report of ASSESSMENT, or of all there are."""
    from gapanalysis.workspace import Workspace, today

    formats, day = formats or ("pdf", "html"), on.date() if on else today()
    _refuse(assessment, every=every, version=version, attach_data=attach_data, formats=formats)
    workspace = Workspace(folder)
    if every:
        from gapanalysis.cli.batch import Job, show

        names = workspace.names()
        status, worst = show([Job(folder, name, formats, output, day, theme, attach_data) for name in names])
        if status:
            return status
    else:
        with workspace.open(assessment or "") as case:
            report = case.issued(version) if version else case.report(day)
            data = case.data(day) if attach_data else None
        for path in write(workspace.folder, report, formats, output, theme=theme, data=data):
            click.echo(path)
        worst = max((finding.grade.rank for finding in report.main.findings), default=0)
    return GAPS if fail_on and worst >= _RANKS[fail_on] else 0


def _refuse(assessment: str | None, *, every: bool, version: str, attach_data: bool, formats: tuple[str, ...]) -> None:
    """Stop at options that cannot be meant together."""
    if every == bool(assessment):
        raise click.UsageError("Name one assessment, or say --all.")
    if every and version:
        raise click.UsageError("A version is that of one assessment; --all writes them as they stand.")
    if attach_data and "pdf" not in formats:
        raise click.UsageError("--attach-data is for a PDF; add -f pdf.")
    if attach_data and version:
        raise click.UsageError("What was issued stays as it is; --attach-data goes with the report as it stands.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to write of a report, and where. `data` is for the PDF to carry; None for none."""

    folder: Path
    formats: tuple[str, ...]
    output: Path
    theme: str = ""
    data: bytes | None = None


def write(  # noqa: PLR0913  # a report and what to write of it
    folder: Path,
    report: GapReport,
    formats: tuple[str, ...],
    output: Path,
    *,
    theme: str = "",
    data: bytes | None = None,
) -> list[Path]:
    """Render each format and write it whole, with progress and warnings on standard error."""
    paths = []
    for kind in formats:
        with shown(kind):
            made = list(written(Wanted(folder, (kind,), output, theme, data), report))
        for path, warnings in made:
            for warning in warnings:
                click.echo(f"Note: {warning}", err=True)
            paths.append(path)
    return paths


def written(wanted: Wanted, report: GapReport) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Write each format, whole or not at all: the file, and what its writer warns of."""
    from gapanalysis.workspace import Workspace, write_atomically

    for kind in wanted.formats:
        data = wanted.data if kind == "pdf" else None
        rendered = Workspace(wanted.folder).render(report, kind, theme=wanted.theme, data=data)
        path = wanted.output / f"{_file_name(report.assessment)}-gap-analysis.{kind}"
        write_atomically(path, rendered.content)
        yield path, rendered.warnings


def _file_name(assessment: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in assessment).strip("-.") or "assessment"
