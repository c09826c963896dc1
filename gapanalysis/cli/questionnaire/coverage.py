"""`gapanalysis questionnaire coverage`: which question covers which requirement, and the holes."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from gapanalysis.engine.coverage import Coverage, Covered
    from gapanalysis.model.standard import Standard


@click.command("coverage")
@click.argument("questionnaire_id", required=False)
@click.option("-e", "--edition", "editions", multiple=True, metavar="YEAR", help="Only this edition; may be repeated.")
@click.option("--holes", is_flag=True, help="Only requirements that nothing asks about.")
@click.option("--json", "as_json", is_flag=True, help="For programs: the same as JSON.")
@click.pass_obj
def command(
    folder: Path, questionnaire_id: str | None, *, editions: tuple[str, ...], holes: bool, as_json: bool
) -> None:
    """Show which question covers which requirement, by clause; without an id, over the whole bank."""
    from gapanalysis import content
    from gapanalysis.loading.coverage import coverages

    found = coverages(content.questionnaire_folders(folder), questionnaire_id, editions)
    every = [(standard, each) for standard, editions_of_it in found for each in editions_of_it]
    if as_json:
        click.echo(json.dumps([_data(*each) for each in every], indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(_listing(*each, holes_only=holes) for each in every))


def summary(coverage: Coverage) -> str:
    """`2015: 243 of 243 requirements reached`."""
    return f"{coverage.edition}: {coverage.reached} of {len(coverage.requirements)} requirements reached"


def _listing(standard: Standard, coverage: Coverage, *, holes_only: bool) -> str:
    edition = standard.edition(coverage.edition)
    shown = coverage.holes if holes_only else coverage.requirements
    lines = [click.style(edition.label, bold=True)]
    for number, rows in groupby(shown, key=lambda each: each.stands.clause):
        lines += ["", click.style(f"{number} {edition.clause(number).title}", bold=True), *map(_row, rows)]
    unsure = sum(each.reported for each in coverage.requirements)
    lines += ["", f"{summary(coverage)}."]
    if unsure:
        note = f"{unsure} of them are known from reports only: verify them in your own copy of the standard."
        lines.append(wrapped(note))
    return "\n".join(lines)


def _row(each: Covered) -> str:
    reported = [f"reported with {each.stands.reliability} reliability, verify"] if each.reported else []
    below = "; ".join([", ".join(each.questions) or "nothing asks about it", *reported])
    lines = (
        wrapped(each.requirement.text, " " * 14, f"  {each.requirement.id:<10}  "),
        click.style(wrapped(below, " " * 14), dim=bool(each.questions), fg=None if each.questions else "red"),
    )
    return "\n".join(lines)


def _data(standard: Standard, coverage: Coverage) -> dict[str, object]:
    return {
        "standard": standard.id,
        "edition": coverage.edition,
        "reached": coverage.reached,
        "of": len(coverage.requirements),
        "requirements": [
            {
                "id": each.requirement.id,
                "clause": each.stands.clause,
                "text": each.requirement.text,
                "questions": list(each.questions),
                "reliability": each.stands.reliability,
                "verified": each.stands.verified,
                "verify": each.reported,
            }
            for each in coverage.requirements
        ],
    }
