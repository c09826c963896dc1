"""The entry point: the commands, and how every kind of stop is shown.

Exit status: 0 done, 10 gaps at or above `--fail-on`, 2 usage, 3 definition, 4 data or store, 5 rendering, 70 bug,
130 interrupted.
"""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from gapanalysis import __version__, errors
from gapanalysis.cli.issues import described

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "demo": "Run the shipped example from answers to report.",
    "start": "Begin an assessment.",
    "answer": "Answer its questions, one at a time.",
    "observe": "Note what you see on site, and sort it later.",
    "finding": "Have the final word on what the rules propose.",
    "edit": "Put texts of the report in your own words.",
    "comment": "Keep what the client says of a finding, and the answer.",
    "stage": "Say how far the document is: working, draft, issued.",
    "status": "Show how far an assessment is.",
    "explain": "Show what a number is made of, and what to do to gain most.",
    "report": "Write the gap-analysis report, or other documents.",
    "proposal": "Write a proposal from the gaps, or for the gap analysis itself.",
    "theme": "Make, check and preview how documents look.",
    "questionnaire": "List, show and check questionnaires.",
    "doctor": "Say what is missing on this machine and how to mend it.",
}
"""Each command with its line of help; the module of the same name is imported only when the command runs."""

STATUS: Mapping[type[errors.GapAnalysisError], int] = {
    errors.QuestionnaireError: 3,
    errors.ConditionError: 3,
    errors.RatesError: 3,
    errors.RenderError: 5,
}
"""Exit status by kind of error; 4 for every other."""

INTERRUPTED = 130
BUG = 70


class _Commands(click.Group):
    """A group that imports a command when it is asked for, so that `--help` and `status` stay instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"gapanalysis.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101  # tells the type checker what every module holds
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="gapanalysis %(version)s")
@click.option(
    "-w",
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    envvar="GAPANALYSIS_WORKSPACE",
    show_envvar=True,
    help="Folder with the assessments; the current folder by default.",
)
@click.pass_context
def cli(ctx: click.Context, workspace: Path) -> None:
    """ISO 9001 gap analysis with customer focus.

    A real engagement: start NAME, answer NAME, status NAME, report NAME. To see what comes out: demo.
    """
    ctx.obj = workspace


def main() -> NoReturn:
    """Run the command line; errors made on purpose are shown in words, everything else is a bug with its traceback."""
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("\nInterrupted. Everything acknowledged is saved.", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except errors.GapAnalysisError as error:
        show(error)
        sys.exit(status_of(error))
    except Exception:  # noqa: BLE001  # whatever else arrives here is a bug, and its traceback is what mends it
        traceback.print_exc()
        sys.exit(BUG)
    sys.exit(status if isinstance(status, int) else 0)


def status_of(error: errors.GapAnalysisError) -> int:
    """The exit status for this kind of error."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 4)


def show(error: errors.GapAnalysisError) -> None:
    """What is wrong, where, and what to do, on standard error."""
    for issue in getattr(error, "issues", ()):
        click.echo(described(issue), err=True)
    where = f"{error.source}: " if error.source and error.source not in error.message else ""
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {where}{error.message}", err=True)
    if error.hint:
        stop = "" if error.hint.endswith("?") else "."
        click.echo(f"  {error.hint[:1].upper()}{error.hint[1:].rstrip('.')}{stop}", err=True)
