"""`gapanalysis demo`: the main job on the shipped example, from answers to documents."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from gapanalysis.cli.example import EXAMPLE, ON


@click.command("demo")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True
)
def command(output: Path) -> None:
    """Run the shipped example and write its report; no assessment of yours is touched."""
    from gapanalysis import content
    from gapanalysis.cli.documents import jobs, write
    from gapanalysis.cli.wording import percent
    from gapanalysis.loading.assessment_file import AssessmentSource
    from gapanalysis.workspace import Workspace

    source = AssessmentSource(content.example_folder() / EXAMPLE / "assessment.yaml")
    if source.content.questionnaire is None or source.content.engagement is None:
        raise click.ClickException("The shipped example is incomplete; install the package again.")
    with TemporaryDirectory(prefix="gapanalysis-") as folder:
        workspace = Workspace(Path(folder))
        questionnaire = workspace.questionnaire(source.content.questionnaire)
        answers = source.answers(questionnaire)
        click.echo(f"{source.content.engagement.client}: {len(answers)} answers", err=True)
        given = (questionnaire, source.content.engagement, answers, source.content.observations)
        with workspace.start(EXAMPLE, *given, at=datetime.combine(ON, time(12), UTC)) as case:
            report = case.report(ON)
            work = list(jobs(case, report, ("report",), ()))
        paths = write(workspace.folder, work, ("pdf", "html", "docx", "xlsx"), output)
    if report.main.share is not None:
        click.echo(f"{percent(report.main.share)}, {len(report.main.findings)} findings. {report.headline}", err=True)
    for path in paths:
        click.echo(path)
