"""`gapanalysis finding`: the assessor's word on what the rules propose; the reason for each step is kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from uuid import UUID

    from gapanalysis.case import Case
    from gapanalysis.model.observation import Observation

GRADES = {"major": "likely major", "minor": "likely minor", "opportunity": "opportunity"}
GRADE = click.Choice(list(GRADES))
TRIES = 3


@click.group("finding")
@click.argument("assessment")
@click.pass_context
def command(ctx: click.Context, assessment: str) -> None:
    """List the findings of ASSESSMENT and have the final word on them.

    The rules propose; what you decide is kept with its reason and overwrites nothing. Client documents show your
    final word only. To take a step back: restore.

    Example: gapanalysis finding acme grade F9.1.2-1 minor --reason "One case of forty, mended since"
    """
    folder: Path = ctx.obj
    ctx.obj = (folder, assessment)


def _explained(function: Callable[..., None]) -> Callable[..., None]:
    """The two options of every decision."""
    function = click.option("--edition", default="", help="Only for this edition; both by default.")(function)
    return click.option("--reason", default="", help="Why, in at least three words; asked for when missing.")(function)


@command.command("list")
@click.option("--edition", default="", help="The edition; by default the one that gives the verdict.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_obj
def list_(place: tuple[Path, str], /, *, edition: str, as_json: bool) -> None:
    """The working view: what was proposed, what was decided and why, and what needs another look."""
    from gapanalysis.cli.findings_view import as_json as dumped
    from gapanalysis.cli.findings_view import screen
    from gapanalysis.clock import today
    from gapanalysis.errors import AssessmentError

    with _case(place) as case:
        report = case.report(today())
        observations = case.assessment().observations
    result = next((each for each in report.editions if edition in {"", each.id}), None)
    if result is None:
        hint = f"choose from: {', '.join(each.id for each in report.editions)}"
        raise AssessmentError(f"Edition {edition} is not assessed here.", hint=hint, code="edition")
    click.echo(dumped(result) if as_json else screen(report.assessment, result, observations))


@command.command("add")
@click.argument("clause")
@click.argument("grade", type=GRADE)
@click.argument("headline")
@click.option("--consequence", default="", help="What it means for the customer.")
@click.option("--recommendation", default="", help="What to do, in your words.")
@click.option("--action", default="", metavar="ID", help="The action of the questionnaire that closes it.")
@click.option("--severity", type=click.IntRange(1, 5), default=3, show_default=True)
@click.option("--exposure", type=click.IntRange(1, 3), default=2, show_default=True)
@click.option("--effort", type=click.IntRange(1, 5), default=3, show_default=True, help="Where there is no action.")
@click.option("--question", "questions", multiple=True, metavar="ID", help="A question it rests on; once for each.")
@click.option("--observation", "seen", multiple=True, metavar="ID", help="How its id begins, as the list shows it.")
@click.option("--sample", default="", metavar="2/5", help="Not conforming of drawn, where no observation says it.")
@_explained
@click.pass_obj
def add(place: tuple[Path, str], /, *, grade: str, seen: tuple[str, ...], sample: str, **said: object) -> None:
    """Add a finding by hand, against CLAUSE, with an action or a recommendation."""
    from gapanalysis.exchange.notes import sample_of

    with _case(place) as case:
        observations = _observations(seen, case.assessment().observations)
        drawn = sample_of(sample) if sample else None
        kept = _keep(case, kind="add", grade=GRADES[grade], observations=observations, sample=drawn, **said)
        click.echo(f"Finding H{kept} added.")


@command.command("merge")
@click.argument("findings", nargs=-1, required=True, metavar="FINDING FINDING...")
@click.option("--headline", required=True, help="What they come to, as one statement.")
@_explained
@click.pass_obj
def merge(place: tuple[Path, str], /, *, findings: tuple[str, ...], **said: object) -> None:
    """Make one finding of several; it keeps the id of the first and the worst of their grades."""
    with _case(place) as case:
        _keep(case, kind="merge", findings=findings, **said)
    click.echo(f"{', '.join(findings)} are now {findings[0]}. To undo: restore {findings[0]}")


@command.command("split")
@click.argument("finding")
@click.argument("headlines", nargs=-1, required=True, metavar="HEADLINE HEADLINE...")
@_explained
@click.pass_obj
def split(place: tuple[Path, str], /, *, finding: str, headlines: tuple[str, ...], **said: object) -> None:
    """Make several findings of one, each with its own headline; they can then be graded apart."""
    with _case(place) as case:
        _keep(case, kind="split", finding=finding, headlines=headlines, **said)
    click.echo(f"{finding} is now {finding}a and so on. To undo: restore {finding}")


@command.command("suppress")
@click.argument("finding")
@_explained
@click.pass_obj
def suppress(place: tuple[Path, str], /, *, finding: str, **said: object) -> None:
    """Leave FINDING out of everything but working papers. Answers, share and gates stay as they are."""
    with _case(place) as case:
        _keep(case, kind="suppress", finding=finding, **said)
    click.echo(f"{finding} is suppressed. To undo: restore {finding}")


@command.command("restore")
@click.argument("finding")
@_explained
@click.pass_obj
def restore(place: tuple[Path, str], /, *, finding: str, **said: object) -> None:
    """Bring back a suppressed FINDING, or undo the latest merge or split that was made of it."""
    with _case(place) as case:
        _keep(case, kind="restore", finding=finding, **said)
    click.echo(f"{finding} is restored.")


@command.command("grade")
@click.argument("finding")
@click.argument("grade", type=GRADE)
@_explained
@click.pass_obj
def grade(place: tuple[Path, str], /, *, finding: str, grade: str, **said: object) -> None:
    """Give FINDING another grade. A lapse against a requirement is never an opportunity."""
    with _case(place) as case:
        _keep(case, kind="grade", finding=finding, grade=GRADES[grade], **said)
    click.echo(f"{finding} is now {GRADES[grade]}.")


@command.command("edit")
@click.argument("finding")
@click.option("--headline", default="", help="The gap, as a statement without a final full stop.")
@click.option("--consequence", default="", help="What it means for the customer.")
@click.option("--recommendation", default="", help="What to do, in your words.")
@_explained
@click.pass_obj
def edit(place: tuple[Path, str], /, *, finding: str, **said: object) -> None:
    """Say FINDING in your own words; what is not given stays as it was."""
    with _case(place) as case:
        _keep(case, kind="edit", finding=finding, **said)
    click.echo(f"{finding} is reworded.")


def _case(place: tuple[Path, str]) -> Case:
    from gapanalysis.workspace import Workspace

    folder, assessment = place
    return Workspace(folder).open(assessment)


def _keep(case: Case, **said: object) -> int:
    """Keep a decision, and say when it fits one of two editions only; its number where it is a finding by hand."""
    from pydantic import TypeAdapter, ValidationError

    from gapanalysis.errors import AssessmentError
    from gapanalysis.model.judgement import Added, Decision

    said["reason"] = asked_reason(str(said["reason"]))
    try:
        decision = TypeAdapter[Decision](Decision).validate_python(said)
    except ValidationError as error:
        raise AssessmentError(fault(error), hint="nothing was kept", code="finding") from None
    kept = case.decide(decision)
    if kept.edition != decision.edition:
        click.echo(f"Kept for edition {kept.edition} only: it does not fit the other.", err=True)
    return kept.number if isinstance(kept, Added) else 0


def asked_reason(given: str) -> str:
    """The reason for a decision, asked for at a terminal until it says something."""
    from gapanalysis.cli.terminal import EndOfInput, line

    reason = given
    for _ in range(TRIES * (not given and sys.stdin.isatty())):
        try:
            reason = line("Why? The reason is kept for working papers.\n> ")
        except EndOfInput:
            break
        if reason:
            return reason
    if not reason:
        raise click.UsageError('Every decision needs its reason: --reason "..."')
    return reason


def fault(error: object) -> str:
    """The first fault, with the name of the field it is in."""
    from pydantic import ValidationError

    assert isinstance(error, ValidationError)  # noqa: S101  # imported late, as everything is here
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    message = first["msg"].removeprefix("Value error, ")
    text = f"{where}: {message}" if where else message
    return f"{text[:1].upper()}{text[1:]}."


def _observations(given: Sequence[str], there: Sequence[Observation]) -> tuple[UUID, ...]:
    """Observations by how their ids begin."""
    return tuple(_observation(begins, there) for begins in given)


def _observation(begins: str, there: Sequence[Observation]) -> UUID:
    from gapanalysis.errors import AssessmentError

    found = [seen.id for seen in there if str(seen.id).startswith(begins.lower())]
    if len(found) != 1:
        many = "More than one observation begins" if found else "No observation begins"
        raise AssessmentError(
            f"{many} with {begins!r}.", hint="'finding ... list' shows how they begin", code="observation"
        )
    return found[0]
