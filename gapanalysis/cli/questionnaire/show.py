"""`gapanalysis questionnaire show`: what is asked, and with a profile what becomes of it for one organisation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import wrapped

if TYPE_CHECKING:
    from gapanalysis.model.question import Question
    from gapanalysis.model.questionnaire import Questionnaire
    from gapanalysis.model.tailoring import Tailoring


@click.command("show")
@click.argument("questionnaire_id")
@click.option(
    "--profile",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A YAML file with an organisation's profile, as for start --profile: show what it is asked, and why.",
)
@click.option("-e", "--edition", "editions", multiple=True, metavar="YEAR", help="With a profile: only this edition.")
@click.option("--depth", help="With a profile: how deep to ask; by size and purpose otherwise.")
@click.option("--json", "as_json", is_flag=True, help="For programs: the same as JSON.")
@click.pass_obj
def command(  # noqa: PLR0913  # one parameter an option
    folder: Path,
    questionnaire_id: str,
    *,
    profile: Path | None,
    editions: tuple[str, ...],
    depth: str | None,
    as_json: bool,
) -> None:
    """Show the sections and questions of a questionnaire.

    With --profile it is tailored to an organisation: what is left out or added and why, what its sector stresses, its
    words, examples of evidence, key figures and regulators.
    """
    from gapanalysis.cli.questionnaire.tailored import tailored_page
    from gapanalysis.workspace import Workspace

    questionnaire = Workspace(folder).questionnaire(questionnaire_id)
    if profile is not None:
        tailoring = _tailoring(questionnaire, profile, editions, depth)
        data = tailoring.model_dump(mode="json")
        click.echo(json.dumps(data, indent=2, ensure_ascii=False) if as_json else tailored_page(tailoring))
    elif as_json:
        click.echo(json.dumps(_data(questionnaire), indent=2, ensure_ascii=False))
    else:
        click.echo(_page(questionnaire))


def _tailoring(questionnaire: Questionnaire, profile: Path, editions: tuple[str, ...], depth: str | None) -> Tailoring:
    from gapanalysis.engine.interview import FULL
    from gapanalysis.engine.tailoring import tailored
    from gapanalysis.loading.assessment_file import AssessmentSource
    from gapanalysis.model.assessment import Assessment, Engagement

    for year in editions:
        if year not in questionnaire.editions:
            raise click.BadParameter(f"choose from {', '.join(questionnaire.editions)}", param_hint="--edition")
    depths = [*(each.id for each in questionnaire.depths), FULL]
    if depth and depth not in depths:
        raise click.BadParameter(f"choose from {', '.join(depths)}", param_hint="--depth")
    source = AssessmentSource(profile)
    answers = {answer.question: answer for answer in source.profile(questionnaire)}
    unnamed = Engagement(client="your organisation", editions=questionnaire.editions[:2])
    engagement = source.content.engagement or unnamed
    engagement = engagement.model_copy(
        update={"editions": editions or engagement.editions, "depth": depth or engagement.depth}
    )
    return tailored(questionnaire, Assessment(name=questionnaire.id, engagement=engagement, answers=answers))


def _page(questionnaire: Questionnaire) -> str:
    lines = [
        click.style(f"{questionnaire.title} {questionnaire.version}", bold=True),
        wrapped(questionnaire.summary),
    ]
    for section in questionnaire.sections:
        lines += ["", click.style(section.title, bold=True)]
        lines += [_line(question, questionnaire) for question in section.questions]
    return "\n".join(lines)


def _line(question: Question, questionnaire: Questionnaire) -> str:
    seen = question.editions.get(questionnaire.editions[0]) or next(iter(question.editions.values()))
    marks = [f"clause {seen.clauses[0]}", seen.obligation]
    marks += [f"gate {seen.gate}"] if seen.gate else []
    marks += [f"only {edition}" for edition in question.editions] if len(question.editions) == 1 else []
    marks += [f"asked when {question.applies_when}"] if question.applies_when else []
    return wrapped(f"{question.title} ({', '.join(marks)})", " " * 14, f"  {question.id:<12}")


def _data(questionnaire: Questionnaire) -> dict[str, object]:
    return {
        "questionnaire": questionnaire.id,
        "title": questionnaire.title,
        "version": questionnaire.version,
        "summary": questionnaire.summary,
        "editions": list(questionnaire.editions),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "questions": [
                    question.model_dump(mode="json", include={"id", "title", "ask", "editions", "applies_when"})
                    for question in section.questions
                ],
            }
            for section in questionnaire.sections
        ],
    }
