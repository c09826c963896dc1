"""`gapanalysis questionnaire`: for those who write definition files and those who want to see what is asked."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import click

from gapanalysis.cli.questionnaire import check, coverage, new, show
from gapanalysis.cli.wording import counted


@click.group("questionnaire")
def command() -> None:
    """List, show, check and begin questionnaires."""


command.add_command(show.command)
command.add_command(check.command)
command.add_command(coverage.command)
command.add_command(new.command)


@command.command("list")
@click.pass_obj
def list_all(folder: Path) -> None:
    """Every questionnaire there is, shipped and in this workspace."""
    from gapanalysis import content
    from gapanalysis.loading.questionnaire import list_questionnaires

    for found in list_questionnaires(content.questionnaire_folders(folder)):
        click.echo(f"{found.id}  {found.title}, {counted(found.questions, 'question')}")


@command.command("table")
@click.argument("file", type=click.Path(path_type=Path))
def table(file: Path) -> None:
    """The rows of a decision table in FILE (.csv or .xlsx), to paste into a definition file."""
    from gapanalysis.exchange.tables import read_table

    click.echo(f"rows: |\n{textwrap.indent(read_table(file), '  ')}", nl=False)


@command.command("schema")
@click.argument("kind", default="bank")
def schema(kind: str) -> None:
    """The JSON Schema of a KIND of definition file, for editors."""
    from gapanalysis.loading.schema import schema as schema_of
    from gapanalysis.loading.shapes import Kind

    if kind not in set(Kind):
        raise click.BadParameter(f"'{kind}' is no kind of file; there are {', '.join(Kind)}")
    click.echo(json.dumps(schema_of(kind), indent=2))
