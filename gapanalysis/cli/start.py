"""`gapanalysis start`: the engagement and the profile, then the questions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from gapanalysis.loading.assessment_file import AssessmentSource
    from gapanalysis.model.assessment import Engagement, Visit
    from gapanalysis.model.questionnaire import Questionnaire

T = TypeVar("T")

USUAL = "iso9001-customer-focus"

LETTERS = 3
"""Of a currency (ISO 4217)."""


@click.command("start")
@click.argument("name")
@click.option("-q", "--questionnaire", "questionnaire_id", default=None, help=f"Its id; {USUAL} by default.")
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    metavar="YEAR",
    help="2015 or 2026; twice for both, the first gives the verdict.",
)
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A YAML or JSON file with engagement, profile, answers, observations, or a report with its data attached.",
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The same kind of file, for the profile.",
)
@click.option("--reuse", metavar="NAME", help="An earlier assessment: its answers are taken over, to be checked again.")
@click.option("--depth", help="How deep to ask, such as: essential, standard, full; by size and purpose otherwise.")
@click.option("--days-a-month", type=float, help="Working days its people can give to the plan; by its size otherwise.")
@click.option("--currency", metavar="LETTERS", help="Of its own figures, such as EUR; GBP otherwise.")
@click.option("--grades", help="Names of grades in documents, such as: categories.")
@click.option("--plain", is_flag=True, help="Never clear the screen.")
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    name: str,
    *,
    questionnaire_id: str | None,
    editions: tuple[str, ...],
    source: Path | None,
    profile: Path | None,
    reuse: str | None,
    depth: str | None,
    days_a_month: float | None,
    currency: str | None,
    grades: str | None,
    plain: bool,
) -> None:
    """Begin the assessment NAME: who is assessed, why now, what is in scope, and the organisation's profile.

    What a file does not say is asked; Enter leaves it empty, `:quit` stops without beginning.
    """
    from gapanalysis.cli.dialogue import Dialogue
    from gapanalysis.workspace import Workspace

    workspace = Workspace(folder)
    if name in workspace.names():
        raise click.UsageError(f"There is an assessment {name} already; go on with: gapanalysis answer {name}")
    files = [_source(path) for path in (source, profile) if path]
    named = next((file.content.questionnaire for file in files if file.content.questionnaire), None)
    questionnaire = workspace.questionnaire(questionnaire_id or named or USUAL)
    engagement = next((file.content.engagement for file in files if file.content.engagement), None)
    if reuse and engagement is None:
        engagement = workspace.engagement_of(reuse).model_copy(
            update={"editions": editions or questionnaire.editions[:1]}
        )
    engagement = engagement or _ask_engagement(name, questionnaire, editions)
    engagement = _with(engagement, days_a_month=days_a_month, currency=currency, grades=grades, depth=depth)
    answers = [*workspace.carried(reuse, questionnaire)] if reuse else []
    answers += [answer for file in files for answer in file.answers(questionnaire)]
    observations = [seen for file in files for seen in file.content.observations]
    with workspace.start(name, questionnaire, engagement, answers, observations) as case:
        click.echo(f"Assessment {name} is begun.")
        if reuse:
            click.echo(f"{len(answers)} answers came over from {reuse}; each is asked once more, Enter confirms it.")
        if any(question.id not in {answer.question for answer in answers} for question in questionnaire.profile):
            Dialogue(case, section="profile", plain=plain).run()
    click.echo(f"Next: gapanalysis answer {name}")


def _source(path: Path) -> AssessmentSource:
    """An assessment from a file, or from the data attached to a report."""
    from gapanalysis.exchange.pdf_data import attached_data, is_pdf
    from gapanalysis.loading.assessment_file import AssessmentSource

    content = path.read_bytes()
    return AssessmentSource(path, attached_data(content, str(path)) if is_pdf(content) else content)


def _with(
    engagement: Engagement,
    *,
    days_a_month: float | None,
    currency: str | None,
    grades: str | None,
    depth: str | None,
) -> Engagement:
    """The engagement with what was given on the command line."""
    from decimal import Decimal

    if days_a_month is not None and days_a_month <= 0:
        raise click.BadParameter("it must be more than 0", param_hint="--days-a-month")
    if currency is not None and not (currency.isascii() and currency.isalpha() and len(currency) == LETTERS):
        raise click.BadParameter("write its three letters, like EUR", param_hint="--currency")
    given = {
        "days_a_month": None if days_a_month is None else Decimal(str(days_a_month)),
        "currency": currency.upper() if currency else None,
        "grades": grades,
        "depth": depth,
    }
    return engagement.model_copy(update={name: value for name, value in given.items() if value is not None})


def _ask_engagement(name: str, questionnaire: Questionnaire, editions: tuple[str, ...]) -> Engagement:
    """Ask for the frame of the assessment."""
    from gapanalysis.model.assessment import Engagement, LeftOut, Scope

    click.echo("The frame of this assessment. Enter leaves a line empty, :quit stops without beginning.\n")
    client = _line("Organisation to be assessed", name)
    why = _line("Why now (contract, certificate, complaint, wish to improve)")
    chosen = editions or _editions(questionnaire)
    statement = _line("Scope: products, services and sites assessed")
    sites = _listed("Sites, separated by commas")
    processes = _listed("Processes, separated by commas")
    left_out = _line("What is left out of this assessment")
    reason = _line("Why it is left out") if left_out else ""
    clauses = _listed("Clauses left out with it, separated by commas") if left_out else ()
    scope = Scope(
        statement=statement,
        sites=sites,
        processes=processes,
        left_out=(LeftOut(what=left_out, reason=reason, clauses=clauses),) if left_out else (),
    )
    return Engagement(
        client=client,
        editions=chosen,
        why_now=why,
        scope=scope,
        assessor=_line("Who assesses (a role, not a name)"),
        firm=_line("Consultancy, if any"),
        roles_met=_listed("Roles to be met, separated by commas"),
        assessed_from=_date("First day of the assessment"),
        assessed_to=_date("Last day of the assessment"),
        target_date=_date("Date to be ready by"),
        certification_body=_line("Certification body, if any"),
        certificate_expiry=_date("Expiry of the present certificate"),
        next_visits=_visits(
            "Next visits of the certification body, such as 2027-05-11 surveillance, separated by commas"
        ),
    )


def _visits(prompt: str) -> tuple[Visit, ...]:
    from gapanalysis.model.assessment import Visit

    def visits(typed: str) -> tuple[Visit, ...]:
        parts = [part.strip().partition(" ") for part in typed.split(",") if part.strip()]
        return tuple(Visit(on=date.fromisoformat(on), kind=kind.strip() or "visit") for on, _, kind in parts)

    return _until(prompt, "", visits)


def _line(prompt: str, default: str = "") -> str:
    from gapanalysis.cli.terminal import EndOfInput, line

    shown = f"{prompt} [{default}]: " if default else f"{prompt}: "
    try:
        typed = line(shown)
    except EndOfInput:
        return default
    if typed == ":quit":
        raise click.Abort
    return typed or default


def _listed(prompt: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in _line(prompt).split(",") if part.strip())


def _date(prompt: str) -> date | None:
    return _until(f"{prompt} (such as 2026-11-23)", "", lambda typed: date.fromisoformat(typed) if typed else None)


def _editions(questionnaire: Questionnaire) -> tuple[str, ...]:
    known = questionnaire.editions

    def chosen(typed: str) -> tuple[str, ...]:
        found = known if typed == "both" else tuple(typed.split())
        if not found or set(found) - set(known):
            raise ValueError(typed)
        return found

    return _until(f"Edition: {', '.join(known)} or both", known[0], chosen)


def _until(prompt: str, default: str, accept: Callable[[str], T]) -> T:
    """Ask until what was typed fits."""
    while True:
        typed = _line(prompt, default)
        try:
            return accept(typed)
        except ValueError:
            click.echo(click.style(f"'{typed}' does not fit.", fg="red"))
