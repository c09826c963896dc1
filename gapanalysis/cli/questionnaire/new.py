"""`gapanalysis questionnaire new`: a questionnaire of one's own to begin with."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command("new")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--id", "questionnaire_id", help="What to call it; made from the name of DIR by default.")
def command(directory: Path, *, questionnaire_id: str | None) -> None:
    """Write a questionnaire of your own into the workspace DIR, to change as you like.

    It has two questions, a rule, cases that prove them, and the words of a sector, with comments that explain each
    line, and passes the check as it is. What is there already stays.
    """
    from gapanalysis import content
    from gapanalysis.cli.files import write_atomically
    from gapanalysis.loading.skeleton import identifier_from, skeleton

    name = questionnaire_id or identifier_from(directory.resolve().name)
    files = skeleton(content.template_folders(directory), content.questionnaire_folders(directory), name)
    root = directory / content.QUESTIONNAIRES
    there = [written for written in files if (root / written).exists()]
    for written, text in files.items():
        if written not in there:
            write_atomically(root / written, text.encode())
    click.echo("\n".join([f"In {root}:", *(_line(written, there) for written in files)]))
    where = shlex.quote(str(directory))
    click.echo(f"\nCheck it: gapanalysis questionnaire check {where}")
    click.echo(f"Use it:   gapanalysis --workspace {where} start NAME --questionnaire {name}")


def _line(written: str, there: list[str]) -> str:
    return f"  {written}" + (" (was there already, and is as it was)" if written in there else "")
