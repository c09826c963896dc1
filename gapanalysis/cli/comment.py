"""`gapanalysis comment`: what the client says of findings in the draft, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gapanalysis.model.document import Comment


@click.command("comment")
@click.argument("assessment")
@click.argument("finding", default="")
@click.argument("text", default="")
@click.option("--by", type=click.Choice(["client", "assessor"]), default="client", show_default=True)
@click.option("--reply", default="", metavar="ID", help="The comment it answers: how its id begins.")
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path, assessment: str, *, finding: str, text: str, by: Literal["client", "assessor"], reply: str
) -> None:
    """Keep TEXT as a comment on FINDING of ASSESSMENT; without FINDING list all comments.

    Example: gapanalysis comment acme F8.4.1-1 "The list was renewed in May" then, with the id it gives:
    gapanalysis comment acme F8.4.1-1 "Seen, level 2" --by assessor --reply 3f2a
    """
    from gapanalysis.workspace import Workspace

    with Workspace(folder).open(assessment) as case:
        if not finding:
            click.echo("\n".join(_listed(case.assessment().comments)))
            return
        text = text or click.prompt("Comment")
        kept = case.comment(finding, text, by=by, reply_to=reply)
    click.echo(f"Comment {str(kept.id)[:8]} on {finding} is kept.")


def _listed(comments: Sequence[Comment]) -> list[str]:
    from gapanalysis.cli.wording import wrapped

    if not comments:
        return ["No comment yet."]
    return [
        wrapped(each.text, " " * 6, f"{str(each.id)[:8]}  {each.on}  {each.finding}  {each.by}: ") for each in comments
    ]
