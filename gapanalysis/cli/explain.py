"""`gapanalysis explain`: what a number is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@click.command("explain")
@click.argument("assessment")
@click.argument("name", metavar="[ID]", default="")
@click.option("--edition", default="", help="An edition assessed, such as 2026; by default the one of the verdict.")
@click.option("--json", "as_json", is_flag=True, help="For programs: every figure, fractions exact.")
@click.pass_obj
def command(folder: Path, assessment: str, name: str, edition: str, *, as_json: bool) -> None:
    """Show what a number of ASSESSMENT is made of.

    ID is a clause (9.1 or 9.1.2), a section, a question (Q9.1.2-1), a finding (F9.1.2-1), "next" for what to do to
    gain most, or "plan" for what remains after each step. Without it: the score.
    """
    from gapanalysis.cli.explained import screen
    from gapanalysis.clock import today
    from gapanalysis.engine.explanation import explain
    from gapanalysis.workspace import Workspace

    on = today()
    with Workspace(folder).open(assessment) as case:
        explained = explain(case.questionnaire, case.assessment(on), on=on, what=name, edition=edition)
    click.echo(explained.model_dump_json(indent=2) if as_json else screen(explained, assessment))
