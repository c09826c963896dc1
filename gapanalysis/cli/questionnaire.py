"""`gapanalysis questionnaire`: list, show and check definitions; the JSON Schema for editors."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import counted, wrapped

if TYPE_CHECKING:
    from gapanalysis.model.question import Question
    from gapanalysis.model.questionnaire import Questionnaire


@click.group("questionnaire")
def command() -> None:
    """List, show and check questionnaires."""


@command.command("list")
@click.pass_obj
def list_all(folder: Path) -> None:
    """Every questionnaire there is, shipped and in this workspace."""
    from gapanalysis import content
    from gapanalysis.loading.questionnaire import list_questionnaires

    for found in list_questionnaires(content.questionnaire_folders(folder)):
        click.echo(f"{found.id}  {found.title}, {counted(found.questions, 'question')}")


@command.command("show")
@click.argument("questionnaire_id")
@click.pass_obj
def show(folder: Path, questionnaire_id: str) -> None:
    """The sections and questions of a questionnaire."""
    from gapanalysis.workspace import Workspace

    questionnaire = Workspace(folder).questionnaire(questionnaire_id)
    click.echo(click.style(f"{questionnaire.title} {questionnaire.version}", bold=True))
    click.echo(wrapped(questionnaire.summary))
    for section in questionnaire.sections:
        click.echo(click.style(f"\n{section.title}", bold=True))
        for question in section.questions:
            click.echo(_line(question, questionnaire))


def _line(question: Question, questionnaire: Questionnaire) -> str:
    seen = question.editions.get(questionnaire.editions[0]) or next(iter(question.editions.values()))
    marks = [f"clause {seen.clauses[0]}", seen.obligation]
    marks += [f"gate {seen.gate}"] if seen.gate else []
    marks += [f"only {edition}" for edition in question.editions] if len(question.editions) == 1 else []
    marks += [f"asked when {question.applies_when}"] if question.applies_when else []
    return wrapped(f"{question.title} ({', '.join(marks)})", " " * 14, f"  {question.id:<12}")


@command.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def check(folder: Path, paths: tuple[Path, ...]) -> None:
    """Check definition files; without PATHS everything shipped and in this workspace."""
    from gapanalysis import content
    from gapanalysis.errors import QuestionnaireError
    from gapanalysis.loading.questionnaire import examine

    found = examine(content.questionnaire_folders(folder), paths)
    if found.issues:
        raise QuestionnaireError(f"{counted(len(found.issues), 'fault')} found.", issues=found.issues)
    click.echo(f"No fault found, {counted(found.cases, 'case')} run.")


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
