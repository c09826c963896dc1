"""`gapanalysis observe`: what is seen on site, one line at a time; sorted to clauses and questions later."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import counted, wrapped

if TYPE_CHECKING:
    from gapanalysis.case import Case
    from gapanalysis.model.observation import Observation


@click.command("observe")
@click.argument("assessment")
@click.argument("text", required=False)
@click.argument("places", nargs=-1, metavar="[CLAUSE|QUESTION]...")
@click.option("--sample", default="", metavar="2/5", help="Not conforming of drawn; 2/5/80 with the population.")
@click.option("--reference", "references", multiple=True, help="An item of the sample; once for each.")
@click.option("--where", default="", help="Where it was seen.")
@click.option("--process", default="", help="The process it belongs to.")
@click.option("--role", default="", help="The role spoken to, never a name.")
@click.option(
    "--sign", type=click.Choice(["strength", "gap", "opportunity", "neutral"]), default="neutral", show_default=True
)
@click.option(
    "--from",
    "notes",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A text file of notes, a line each.",
)
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    assessment: str,
    text: str | None,
    places: tuple[str, ...],
    *,
    sample: str,
    references: tuple[str, ...],
    where: str,
    process: str,
    role: str,
    sign: str,
    notes: Path | None,
) -> None:
    """Note one observation for ASSESSMENT; without TEXT, sort those that have no place yet.

    Example: gapanalysis observe acme "3 of 5 orders had no review" 8.2.3 --sample 3/5
    """
    from gapanalysis.clock import now
    from gapanalysis.exchange.notes import observation, read_notes
    from gapanalysis.workspace import Workspace

    with Workspace(folder).open(assessment) as case:
        if notes is not None:
            found = read_notes(notes, assessment, now())
            known = {seen.id for seen in case.assessment().observations}
            new = [note for note in found if note.id not in known]
            case.observe(*new)
            click.echo(f"{counted(len(new), 'observation')} kept, {len(found) - len(new)} there already.")
        elif text is None:
            _sort(case)
        else:
            seen = observation(text, places, now(), sample=sample, references=references)
            details = {"where": where, "process": process, "role": role, "sign": sign}
            case.observe(type(seen).model_validate(seen.model_dump() | details))
            later = "" if seen.sorted else f" Sort it later with: gapanalysis observe {assessment}"
            click.echo(f"Observation kept.{later}")


def _sort(case: Case) -> None:
    """Show each unsorted observation and ask where it belongs."""
    unsorted = [seen for seen in case.assessment().observations if not seen.sorted]
    if not unsorted:
        click.echo("Every observation has its place.")
    for number, seen in enumerate(unsorted, 1):
        click.echo(f"\n{number} of {len(unsorted)}\n{wrapped(_told(seen))}")
        if not _place(case, seen):
            return


def _place(case: Case, seen: Observation) -> bool:
    """Ask for its places until they fit or it is left for later; false when the person wants to stop."""
    from gapanalysis.cli.terminal import EndOfInput, line
    from gapanalysis.errors import AssessmentError
    from gapanalysis.exchange.notes import placed

    while True:
        try:
            typed = line("Clauses or questions, such as 8.2.3 Q8.2.3-1 (Enter: later, :quit: stop)\n> ")
            if typed and typed != ":quit":
                case.observe(placed(seen, typed.replace(",", " ").split()))
        except EndOfInput:
            return False
        except AssessmentError as error:
            click.echo(click.style(error.message, fg="red"))
        else:
            return typed != ":quit"


def _told(seen: Observation) -> str:
    parts = [seen.text]
    if seen.sample:
        parts.append(f"({seen.sample.not_conforming} of {seen.sample.drawn})")
    parts += [part for part in (seen.process, seen.role, seen.where) if part]
    return " ".join(parts)
