"""`gapanalysis answer`: the interview."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from gapanalysis.case import Case


@click.command("answer")
@click.argument("assessment")
@click.option("--section", default="", help="Only this section; 'profile' for the organisation itself.")
@click.option("--question", default="", help="Begin with this question, answered or not.")
@click.option("--as", "respondent", default="", metavar="NAME", help="Who answers; kept apart from the answers.")
@click.option(
    "--basis",
    type=click.Choice(["claimed", "seen", "verified"]),
    default="claimed",
    show_default=True,
    help="What the answers rest on.",
)
@click.option("--audit", is_flag=True, help="The assessor's wording: what to look at, what to sample.")
@click.option("--plain", is_flag=True, help="Never clear the screen; for screen readers and logs.")
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path, assessment: str, *, section: str, question: str, respondent: str, basis: str, audit: bool, plain: bool
) -> None:
    """Answer the questions of ASSESSMENT, one at a time; stop and go on whenever you like."""
    from gapanalysis.cli.dialogue import Dialogue
    from gapanalysis.model.assessment import Basis
    from gapanalysis.workspace import Workspace

    with Workspace(folder).open(assessment) as case:
        _check_section(section, case)
        dialogue = Dialogue(
            case,
            respondent=case.respondent(respondent),
            basis=Basis(basis),
            section=section,
            plain=plain or os.environ.get("TERM") == "dumb",
            audit=audit,
        )
        finished = dialogue.run(question)
    if finished and not section:
        click.echo(f"Nothing is left to ask. Next: gapanalysis status {assessment}")
    else:
        click.echo(f"Saved. Go on any time with: gapanalysis answer {assessment}")


def _check_section(section: str, case: Case) -> None:
    sections = ["profile", *(part.id for part in case.questionnaire.sections)]
    if section and section not in sections:
        raise click.BadParameter(f"'{section}' is no section; there are {', '.join(sections)}", param_hint="--section")
