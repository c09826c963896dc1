"""Every command that README and the guides show exists, with the options they show."""

import re
import shlex
from pathlib import Path

import click
import pytest

from gapanalysis.cli.main import cli

CHECKOUT = Path(__file__).parents[2]
GUIDES = ("README.md", "CONTRIBUTING.md", "docs/install.md", "docs/content.md", "docs/tour.md", "examples/README.md")


def shown(guide):
    """The commands of a guide: lines of its consoles, and code in its text that says more than the program's name."""
    text = (CHECKOUT / guide).read_text(encoding="utf-8")
    consoles = re.findall(r"^ *[$>] (?:\S*bin/)?(gapanalysis .*)$", text, re.MULTILINE)
    prose = [" ".join(code.split()) for code in re.findall(r"`(gapanalysis [^`]+)`", text)]
    return [command.split(" #")[0].strip() for command in consoles + prose]


COMMANDS = [(guide, command) for guide in GUIDES for command in shown(guide)]


def parse(arguments, command, info_name, parent=None):
    """Let click read the arguments as it would before running; raises what a user would be shown."""
    if isinstance(command, click.Group):
        with command.make_context(info_name, arguments, parent=parent) as context:
            name, inner, rest = command.resolve_command(context, [*context._protected_args, *context.args])
            parse(rest, inner, name, context)
    else:
        command.make_context(info_name, arguments, parent=parent).close()


@pytest.mark.parametrize(("guide", "command"), COMMANDS)
def test_a_command_that_is_shown_exists(guide, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = shlex.split(command)[1:]
    for argument in arguments:
        if argument.endswith((".txt", ".yaml")):
            Path(argument).touch()
    try:
        parse(arguments, cli, "gapanalysis")
    except click.exceptions.Exit as stop:  # --help and --version end here
        assert stop.exit_code == 0


def test_readme_shows_the_way_from_start_to_report():
    steps = [command.split()[1] for command in shown("README.md")]
    assert steps[:5] == ["start", "answer", "observe", "status", "report"]


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
