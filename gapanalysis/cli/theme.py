"""`gapanalysis theme`: how documents look. A new theme, what is wrong with one, and pages to judge it by."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gapanalysis.render.theme import ThemeFile

FAULTY = 3
"""Exit status when a theme has something to mend: it is a definition file with faults."""


@click.group("theme")
def command() -> None:
    """Make, check and preview how documents look.

    FILE is a theme file; without it, the one that documents here would use.
    """


@command.command("new")
@click.argument("name")
@click.option("--like", default="", metavar="THEME", help="A shipped theme to begin with, such as: ledger.")
@click.pass_obj
def new(folder: Path, name: str, like: str) -> None:
    """Write templates/theme.yaml, complete, for you to change."""
    from gapanalysis import content
    from gapanalysis.cli.files import write_atomically
    from gapanalysis.render.theme import find_theme

    path = folder / "templates" / "theme.yaml"
    if path.exists():
        raise click.UsageError(f"{path} is there already; change it, or move it away first.")
    text = find_theme(content.template_folders(folder), like).read_text(encoding="utf-8")
    write_atomically(path, _named(text, name).encode())
    click.echo(path)
    click.echo("Next: change it, then: gapanalysis theme check, gapanalysis theme preview", err=True)


def _named(text: str, name: str) -> str:
    """The text of a theme file under another name; comments stay, but for the first, which speaks of the old one."""
    import json

    lines = [
        f"name: {json.dumps(name, ensure_ascii=False)}" if line.startswith("name:") else line for line in _body(text)
    ]
    return "\n".join(["# How your documents look; docs/templates.md explains every line.", *lines]) + "\n"


def _body(text: str) -> list[str]:
    lines = text.splitlines()
    return lines[next(number for number, line in enumerate(lines) if not line.startswith("#")) :]


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.pass_obj
def check(folder: Path, file: Path | None) -> int:
    """Say what is hard to read: contrast under WCAG AA, characters and faces that fonts lack, with file and line."""
    from gapanalysis.render.inspection import inspect

    theme, templates = _theme(folder, file)
    remarks = inspect(theme, templates)
    for remark in remarks:
        click.echo(f"{remark.place}: {remark.text}")
    count = f"{len(remarks)} thing{'' if len(remarks) == 1 else 's'} to mend" if remarks else "nothing to mend"
    click.echo(f"{theme.theme.name or theme.path}: {count}.", err=True)
    return FAULTY if remarks else 0


@command.command("preview")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True
)
@click.pass_obj
def preview(folder: Path, file: Path | None, output: Path) -> None:
    """Write specimen pages as PDF and HTML: cover, summary, tables, charts and cards, on made-up content."""
    from gapanalysis.cli.example import example_report
    from gapanalysis.cli.files import write_atomically
    from gapanalysis.render.documents import SPECIMEN
    from gapanalysis.render.specimen import Specimen
    from gapanalysis.render.writers import Materials, writer_for

    theme, templates = _theme(folder, file)
    specimen, materials = Specimen(example_report(), theme.theme), Materials(templates, theme.theme, SPECIMEN)
    for kind in ("pdf", "html"):
        rendered = writer_for(kind).render(specimen, materials)
        path = output / f"theme-{_file_name(theme.theme.name) or 'preview'}.{kind}"
        write_atomically(path, rendered.content)
        for warning in rendered.warnings:
            click.echo(f"Note: {warning}", err=True)
        click.echo(path)


def _theme(folder: Path, file: Path | None) -> tuple[ThemeFile, Sequence[Path]]:
    """A theme, and the folders of templates; those include the theme's own where it brings fonts or pictures."""
    from gapanalysis import content
    from gapanalysis.render.theme import find_theme, read_theme

    templates = content.template_folders(folder)
    theme = read_theme(file or find_theme(templates))
    own = theme.path.parent
    brings = any((own / name).is_dir() for name in ("fonts", "images"))
    return theme, (own, *templates) if brings and own not in templates else templates


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-")
