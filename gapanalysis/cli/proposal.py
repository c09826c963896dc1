"""`gapanalysis proposal`: an offer from the gaps of an assessment, or for the gap analysis itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from gapanalysis.model.proposal import Proposal
    from gapanalysis.workspace import Workspace

RATES = "rates.yaml"
"""A file of this name in the workspace is taken when no other is named."""

EXAMPLES = {"rates": Path("rates.yaml"), "adjustments": Path("aldermoor") / "adjustments.yaml"}
"""Where the example files stand among the shipped examples."""

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("proposal")
@click.argument("assessment", required=False)
@click.option("--rates", type=_FILE, help=f"Your rates and terms; {RATES} in the workspace by default.")
@click.option("--adjust", "adjustments", type=_FILE, help="What you decide for this one proposal.")
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["pdf", "html", "json"]),
    help="Once for each; pdf and html by default.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("out"), show_default=True
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the proposal; today by default.")
@click.option("--for-analysis", is_flag=True, help="Quote the gap analysis itself, before there is any gap.")
@click.option("--client", help="With --for-analysis and no ASSESSMENT: who it is for.")
@click.option("--people", type=click.IntRange(1, 1_000_000), help="With --for-analysis: how many people work there.")
@click.option("--sites", type=click.IntRange(1, 10_000), help="With --for-analysis: at how many places.")
@click.option("--scope", help="With --for-analysis: what is to be looked at, in a sentence.")
@click.option("--edition", "editions", multiple=True, metavar="YEAR", help="With --for-analysis: twice for both.")
@click.option("--example", type=click.Choice(list(EXAMPLES)), help="Print an example file to start from, and stop.")
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    assessment: str | None,
    *,
    rates: Path | None,
    adjustments: Path | None,
    formats: tuple[str, ...],
    output: Path,
    on: datetime | None,
    for_analysis: bool,
    client: str | None,
    people: int | None,
    sites: int | None,
    scope: str | None,
    editions: tuple[str, ...],
    example: str | None,
) -> None:
    """Write a proposal from the gaps of ASSESSMENT: work packages, three options, prices, terms, a page to sign.

    The rates are yours; none is invented. Begin with: gapanalysis proposal --example rates > rates.yaml
    """
    if example:
        _print_example(example)
        return
    from gapanalysis.clock import today
    from gapanalysis.model.proposal import Prospect
    from gapanalysis.workspace import Workspace

    workspace, day = Workspace(folder), on.date() if on else today()
    papers = _rates(folder, rates), adjustments
    typed = {"--client": client, "--people": people, "--sites": sites, "--scope": scope, "--edition": editions or None}
    if for_analysis and assessment is None:
        if client is None or people is None:
            raise click.UsageError(
                "--for-analysis needs an ASSESSMENT whose profile is answered, or --client and --people."
            )
        labels = _labels(workspace, editions)
        subject = Prospect(client=client, people=people, sites=sites or 1, editions=labels, scope=scope or "")
        proposal = workspace.quote(_name_of(subject.client), subject, *papers, on=day)
    elif for_analysis:
        _refuse(typed, "The profile of the assessment says that already")
        proposal = _quote(workspace, assessment or "", papers, day)
    else:
        _refuse(typed, "It goes with --for-analysis")
        if assessment is None:
            raise click.UsageError("Name an assessment, or quote the gap analysis itself with --for-analysis.")
        with workspace.open(assessment) as case:
            proposal = workspace.propose(case, *papers, on=day)
    for path in write(workspace, proposal, formats or ("pdf", "html"), output):
        click.echo(path)


def _print_example(name: str) -> None:
    from gapanalysis import content

    click.echo((content.example_folder() / EXAMPLES[name]).read_text(encoding="utf-8"), nl=False)


def _rates(folder: Path, named: Path | None) -> Path:
    """The rates file; a usage error that says how to make one where there is none."""
    path = named or folder / RATES
    if not path.is_file():
        raise click.UsageError(
            f"There is no {RATES} in {folder}, and no rate is ever invented.\n"
            f"Make one of yours from the example and change every line:\n"
            f"    gapanalysis proposal --example rates > {RATES}\n"
            "or name one with --rates."
        )
    return path


def _refuse(given: Mapping[str, object], because: str) -> None:
    """Options that mean something only for the quote of a gap analysis to a client without an assessment."""
    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"{name} has no place here. {because}.")


def _labels(workspace: Workspace, years: tuple[str, ...]) -> tuple[str, ...]:
    """The labels of editions by their years; the oldest one when none is named."""
    from gapanalysis.cli.start import USUAL

    known = {edition.id: edition.label for edition in workspace.questionnaire(USUAL).standard.editions}
    for year in years:
        if year not in known:
            raise click.UsageError(f"There is no edition {year}; choose from: {', '.join(known)}.")
    return tuple(known[year] for year in years or list(known)[:1])


def _quote(workspace: Workspace, assessment: str, papers: tuple[Path, Path | None], day: date) -> Proposal:
    """The quote for an assessment that has begun."""
    from gapanalysis.engine.proposal import subject_of

    with workspace.open(assessment) as case:
        subject = subject_of(case.questionnaire, case.assessment(day))
    return workspace.quote(assessment, subject, *papers, on=day)


def _name_of(client: str) -> str:
    """A short name for files and numbers, from the client's."""
    words = "".join(letter if letter.isalnum() else " " for letter in client.lower()).split()
    return "-".join(words[:2]) or "client"


def write(workspace: Workspace, proposal: Proposal, formats: tuple[str, ...], output: Path) -> list[Path]:
    """Render each format and write it whole; warnings go to standard error."""
    from gapanalysis.cli.files import write_atomically

    written = []
    for kind in formats:
        click.echo(f"Writing {kind} ...", err=True)
        rendered = workspace.render_proposal(proposal, kind)
        path = output / f"{_file_name(proposal)}.{kind}"
        write_atomically(path, rendered.content)
        for warning in rendered.warnings:
            click.echo(f"Note: {warning}", err=True)
        written.append(path)
    return written


def _file_name(proposal: Proposal) -> str:
    name = "".join(c if c.isalnum() or c in "-_." else "-" for c in proposal.assessment).strip("-.") or "client"
    return f"{name}-proposal" if proposal.kind == "improvement" else f"{name}-analysis-proposal"
