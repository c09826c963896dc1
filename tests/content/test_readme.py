"""Every command that README and the guides show exists, with the options they show."""

import re
import shlex
from contextlib import suppress
from pathlib import Path

import click
import pytest

from gapanalysis.cli.main import cli

CHECKOUT = Path(__file__).parents[2]
GUIDES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/install.md",
    "docs/content.md",
    "docs/documents.md",
    "docs/tour.md",
    "docs/proposal.md",
    "docs/report.md",
    "docs/templates.md",
    "examples/README.md",
    *sorted(f"docs/authors/{page.name}" for page in (CHECKOUT / "docs/authors").glob("*.md")),
)


def typed(guide):
    """The commands in the consoles of a guide, complete as a reader would type them."""
    text = (CHECKOUT / guide).read_text(encoding="utf-8")
    lines = re.findall(r"^ *[$>] (?:\S*bin/)?(gapanalysis .*)$", text, re.MULTILINE)
    return [line.split(" #")[0].strip() for line in lines]


def mentioned(guide):
    """The commands in its sentences; they may leave out what has no bearing there."""
    text = (CHECKOUT / guide).read_text(encoding="utf-8")
    return [" ".join(code.split()) for code in re.findall(r"`(gapanalysis [^`]+)`", text)]


def parse(arguments, command, info_name, parent=None):
    """Let click read the arguments as it would before running; raises what a user would be shown."""
    if isinstance(command, click.Group):
        with command.make_context(info_name, arguments, parent=parent) as context:
            name, inner, rest = command.resolve_command(context, [*context._protected_args, *context.args])
            parse(rest, inner, name, context)
    else:
        command.make_context(info_name, arguments, parent=parent).close()


def try_out(command):
    arguments = shlex.split(command.split(" > ")[0])[1:]
    for argument in arguments:
        if argument.endswith((".pdf", ".txt", ".yaml")):
            Path(argument).touch()
    with suppress(click.exceptions.Exit):  # --help and --version end here
        parse(arguments, cli, "gapanalysis")


@pytest.mark.parametrize("command", sorted({command for guide in GUIDES for command in typed(guide)}))
def test_a_command_to_type_is_complete(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try_out(command)


@pytest.mark.parametrize("command", sorted({command for guide in GUIDES for command in mentioned(guide)}))
def test_a_command_in_a_sentence_exists(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with suppress(click.MissingParameter):
        try_out(command)


def test_readme_shows_the_way_from_start_to_report():
    steps = [command.split()[1] for command in typed("README.md")]
    assert steps[:7] == ["start", "answer", "observe", "status", "explain", "finding", "report"]


@pytest.mark.parametrize("guide", GUIDES)
def test_links_between_guides_lead_somewhere(guide):
    text = (CHECKOUT / guide).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith(("http", "#"))]
    assert [link for link in links if not ((CHECKOUT / guide).parent / link.split("#")[0]).exists()] == []


def test_a_command_that_is_no_longer_there_would_be_noticed():
    with pytest.raises(click.UsageError):
        parse(["report", "acme", "--colour"], cli, "gapanalysis")
    with pytest.raises(click.UsageError):
        parse(["conjure"], cli, "gapanalysis")
