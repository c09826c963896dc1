"""`gapanalysis edit --from FILE.docx`: what was edited in Word, shown and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import counted, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gapanalysis.case import Case
    from gapanalysis.model.rewording import Rewording, Rewordings
    from gapanalysis.workspace import Workspace

ALL = "all"

MOST_NAMES = 6
"""Names listed of texts that the file does not have."""

BEGINNING = 40
"""Letters that show which text it is, where its name was lost."""


def read_back(  # noqa: PLR0913  # what the command was given
    workspace: Workspace, name: str, path: Path, *, overwrite: Sequence[str], reason: str, dry_run: bool
) -> None:
    """Show every text that was edited in a Word file, and keep those that nothing stands against.

    Raises:
        ExchangeError: the file cannot be read, or has texts that cannot be kept; nothing was.
        AssessmentError: it is of another assessment.
    """
    from gapanalysis.cli.finding import asked_reason
    from gapanalysis.clock import today
    from gapanalysis.exchange.word import word_file
    from gapanalysis.model.rewording import Fate

    with workspace.open(name) as case:
        found = workspace.returned(word_file(path), path.name, case, today())
        _stop_at_faults(found, path)
        wanted = _wanted(found, overwrite)
        texts = (*found.of(Fate.TAKEN), *wanted)
        left = [each for each in found.of(Fate.CONFLICT, Fate.UNSURE) if each not in wanted]
        for line in (line for each in texts for line in _shown(each)):
            click.echo(line)
        for line in _remarks(found, left, path):
            click.echo(line, err=True)
        if dry_run:
            click.echo(f"{counted(len(texts), 'text')} would be kept; nothing was.")
            return
        if texts:
            why = asked_reason(reason) if any(each.of_finding for each in texts) else reason
            _keep(case, texts, why)
    if texts:
        click.echo(f"{counted(len(texts), 'text')} of {path.name} kept in your words.")
    else:
        click.echo("Nothing was kept." if found.texts else f"No text was edited in {path.name}.")


def _keep(case: Case, texts: Sequence[Rewording], reason: str) -> None:
    from pydantic import ValidationError

    from gapanalysis.cli.finding import fault
    from gapanalysis.clock import today
    from gapanalysis.errors import AssessmentError

    try:
        case.take(texts, reason, today())
    except ValidationError as error:
        raise AssessmentError(fault(error), hint="nothing was kept", code="finding") from None


def _stop_at_faults(found: Rewordings, path: Path) -> None:
    from gapanalysis.errors import ExchangeError, Issue
    from gapanalysis.model.document import LONGEST_TEXT
    from gapanalysis.model.rewording import Fate

    said = {
        Fate.UNKNOWN: ("the report has no such text, or no longer has it", "undo the change in the file"),
        Fate.DOUBLE: ("it is in the file twice, with different words", "delete the copy"),
        Fate.LONG: (f"it is longer than {LONGEST_TEXT:,} letters", "shorten it"),
    }
    issues = [
        Issue(str(path), 0, 0, f"text-{each.fate.value}", f"{each.block or each.text[:BEGINNING]}: {what}", hint)
        for each in found.of(*said)
        for what, hint in [said[each.fate]]
    ]
    if issues:
        raise ExchangeError("Nothing was kept.", issues=issues, hint="mend these texts and read the file again")


def _wanted(found: Rewordings, overwrite: Sequence[str]) -> list[Rewording]:
    """The open texts that a person wants as the file has them."""
    from gapanalysis.model.rewording import Fate

    there = found.of(Fate.CONFLICT, Fate.UNSURE)
    names = [each.block for each in there]
    for name in overwrite:
        if name != ALL and name not in names:
            choice = f"choose from: {', '.join(names)}" if names else "there is none"
            raise click.UsageError(f"{name} is no text that --overwrite decides about; {choice}.")
    return [each for each in there if ALL in overwrite or each.block in overwrite]


def _shown(each: Rewording) -> Iterator[str]:
    """A text as it stands and as it is in the file."""
    yield click.style(each.block, bold=True)
    yield _words("- ", each.stands)
    yield _words("+ ", each.text)
    if each.tracked:
        yield "    tracked changes: insertions are taken as accepted, what was struck out is left out"
    if each.places:
        yield "    places such as {customers} in the words kept so far are plain words from here on"
    if each.outdated:
        yield click.style("    look again: the results beneath have changed since the file was written", fg="yellow")


def _words(mark: str, text: str) -> str:
    lines = text.split("\n") if text else ["(nothing)"]
    return "\n".join(
        wrapped(line, "      ", f"    {mark}" if place == 0 else "      ") for place, line in enumerate(lines) if line
    )


def _remarks(found: Rewordings, left: Sequence[Rewording], path: Path) -> Iterator[str]:
    """What was not taken, and why."""
    from gapanalysis.model.rewording import Fate

    for each in left:
        why = (
            "reworded here as well since the file was written"
            if each.fate is Fate.CONFLICT
            else "not what stands here, and the file no longer says how it was written"
        )
        yield click.style(f"{each.block}: {why}. Left as it is here:", fg="yellow")
        yield _words("here: ", each.stands)
        yield _words("file: ", each.text)
    if left:
        yield f"To take the words of the file: --overwrite {left[0].block}, or --overwrite all"
    for each in found.of(Fate.EMPTY):
        yield f"{each.block}: empty in the file; left as it is. To let the rules speak again: edit ... --back"
    if found.missing:
        some = ", ".join(found.missing[:MOST_NAMES])
        more = f" and {len(found.missing) - MOST_NAMES} more" if len(found.missing) > MOST_NAMES else ""
        yield f"Not in {path.name} (deleted there, or new since): {some}{more}. Left as it is."
    if found.comments:
        unread = counted(found.comments, "comment")
        yield f"{unread} in the file left aside; to keep what a client says of a finding: gapanalysis comment"
