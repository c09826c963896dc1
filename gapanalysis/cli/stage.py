"""`gapanalysis stage`: how far the document is, from working paper to issued report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from gapanalysis.model.document import StageReached
    from gapanalysis.model.report import GapReport


@click.command("stage")
@click.argument("assessment")
@click.argument("stage", type=click.Choice(["working", "draft", "issued"]), required=False)
@click.option("--version", default="", help="The version of the document, such as 1.0.")
@click.option("--note", default="", help="What changed since the version before, in a sentence.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day the document speaks of; today by default.")
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path, assessment: str, *, stage: str | None, version: str, note: str, on: datetime | None
) -> None:
    """Say how far the report of ASSESSMENT is; without STAGE show the versions so far.

    A draft is for the client to check the facts. An issued version is frozen: `report ASSESSMENT --version 1.0` gives
    it again as it was, whatever is recorded later.
    """
    from gapanalysis.clock import today
    from gapanalysis.model.document import Stage
    from gapanalysis.workspace import Workspace

    with Workspace(folder).open(assessment) as case:
        day = on.date() if on else today()
        report = case.report(day)
        if stage is None:
            click.echo("\n".join(_listed(report.stages)))
            return
        for line in _loose_ends(report) if stage != "working" else ():
            click.echo(line, err=True)
        reached = case.reach(Stage(stage), version or report.engagement.version, day, note)
    click.echo(f"Version {reached.version} is {stage}, digest {reached.digest[:12]}.")


def _listed(stages: Sequence[StageReached]) -> list[str]:
    if not stages:
        return ["Working; no version was given out yet."]
    return [f"{each.version:<8} {each.stage:<8} {each.on}  {each.digest[:12]}  {each.note}".rstrip() for each in stages]


def _loose_ends(report: GapReport) -> list[str]:
    """What one would want to look at before a document leaves the house."""
    from gapanalysis.cli.wording import counted

    waiting = sum(question.state.value in {"open", "don't know"} for question in report.questions)
    changed = [edit.block for edit in report.edits if edit.changed_since]
    changed += [finding.id for finding in report.main.findings if finding.changed_since]
    replied = {comment.reply_to for comment in report.comments}
    unanswered = sum(each.by == "client" and each.id not in replied for each in report.comments)
    lines = [f"Note: {counted(waiting, 'question')} still open or not known."] * bool(waiting)
    lines += [f"Note: {counted(len(report.main.queries), 'contradiction')} to clear up."] * bool(report.main.queries)
    lines += [f"Note: look again at {', '.join(changed)}: the results beneath changed."] * bool(changed)
    lines += [f"Note: {counted(unanswered, 'comment')} of the client without an answer."] * bool(unanswered)
    return lines
