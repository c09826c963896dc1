"""A questionnaire tailored to one organisation, as a page of the terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import counted, wrapped
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.tailoring import Fate, Tailoring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gapanalysis.model.tailoring import TailoredQuestion, TailoredSection

_SIGNS: Mapping[Fate, str] = {Fate.ASKED: " ", Fate.ADDED: "+", Fate.DEPENDS: "?", Fate.LEFT_OUT: "-"}
_COLOURS: Mapping[Fate, str | None] = {
    Fate.ASKED: None,
    Fate.ADDED: "green",
    Fate.DEPENDS: None,
    Fate.LEFT_OUT: "yellow",
}
_TOGETHER: Mapping[NotAskedBecause, str] = {
    NotAskedBecause.EDITION: "left out, since no edition assessed has them",
    NotAskedBecause.SECTOR: "left out, since they are for other sectors",
    NotAskedBecause.DEPTH: "left out at this depth",
}
"""Reasons that leave out many at once, so that their ids will do."""

_INDENT = " " * 16
_ASKED = (Fate.ASKED, Fate.ADDED, Fate.DEPENDS)


def tailored_page(tailoring: Tailoring) -> str:
    """Everything a profile decides, the questions first."""
    blocks = [_head(tailoring), _counts(tailoring)]
    blocks += [_section(section) for section in tailoring.sections]
    blocks += [block for block in (_trade(tailoring), _people(tailoring), _stressed(tailoring)) if block]
    blocks += [block for block in (_evidence(tailoring), _look_first(tailoring)) if block]
    blocks += [block for block in (_kpis(tailoring), _regulators(tailoring)) if block]
    return "\n\n".join(blocks)


def _head(tailoring: Tailoring) -> str:
    title = click.style(f"{tailoring.title} {tailoring.version} for {tailoring.organisation}", bold=True)
    about = [tailoring.sector or "sector not known", f"size {tailoring.size}" if tailoring.size else "size not known"]
    about.append(f"{'editions' if len(tailoring.editions) > 1 else 'edition'} {' and '.join(tailoring.editions)}")
    about += [f"depth {tailoring.depth.title.lower()}"] if tailoring.depth else []
    return f"{title}\n{wrapped(', '.join(about))}"


def _counts(tailoring: Tailoring) -> str:
    total = tailoring.count(*Fate)
    lines = [f"{tailoring.count(*_ASKED)} of {counted(total, 'question')} asked."]
    for fate, says in (
        (Fate.ADDED, "added because of the profile"),
        (Fate.DEPENDS, "asked unless an answer still to come rules it out"),
        (Fate.LEFT_OUT, "left out"),
    ):
        if number := tailoring.count(fate):
            lines.append(wrapped(f"{number:>3} {says}", " " * 8, f"  {_SIGNS[fate]} "))
    return "\n".join(lines)


# -- questions ---------------------------------------------------------------------------------------------------


def _section(section: TailoredSection) -> str:
    head = f"{section.title}  {section.count(*_ASKED)} of {section.count(*Fate)}"
    rows = [click.style(head, bold=True)]
    told = [question for question in section.questions if question.because not in _TOGETHER]
    for reason, same in groupby(told, key=_why):
        rows += [_row(question) for question in same]
        rows += [click.style(wrapped(reason, _INDENT), dim=True)] if reason else []
    for because, says in _TOGETHER.items():
        if left_out := [question.id for question in section.questions if question.because is because]:
            line = wrapped(f"{says}: {', '.join(left_out)}", " " * 4, "  - ")
            rows.append(click.style(line, fg=_COLOURS[Fate.LEFT_OUT]))
    return "\n".join(rows)


def _row(question: TailoredQuestion) -> str:
    stressed = f" (weight {question.weight - 1} + 1)" if question.stressed and question.fate in _ASKED else ""
    line = wrapped(f"{question.title}{stressed}", _INDENT, f"  {_SIGNS[question.fate]} {question.id:<11} ")
    return click.style(line, fg=_COLOURS[question.fate]) if _COLOURS[question.fate] else line


def _why(question: TailoredQuestion) -> str:
    """Why it is asked or not, with the condition and what that saw; empty where nothing decides it."""
    if question.fate is Fate.ADDED:
        return f"added, since {question.saw} ({question.condition})"
    if question.fate is Fate.DEPENDS:
        return f"asked as long as {question.condition} may hold; {question.saw}"
    if question.because is NotAskedBecause.SCOPE:
        return f"left out of the agreed scope: {question.reason}"
    if question.because is NotAskedBecause.CONDITION:
        printed = f". The report says: {question.reason}" if question.reason else ""
        return f"left out, since {question.saw} ({question.condition}){printed}"
    return ""


# -- the sector --------------------------------------------------------------------------------------------------


def _trade(tailoring: Tailoring) -> str:
    words = [f"{own} for {usual}" for usual, own in tailoring.own_words.items()]
    lines = [wrapped(tailoring.note, "  ")] if tailoring.note else []
    lines += [wrapped(", ".join(words), "         ", "  Words: ")] if words else []
    return _titled(f"The sector: {tailoring.sector}", lines)


def _people(tailoring: Tailoring) -> str:
    """Who does what the plan gives to a role, the roles of one person together."""
    held = {
        who: [role for role, holder in tailoring.roles.items() if holder == who] for who in tailoring.roles.values()
    }
    rows = [wrapped(f"{who} for {', '.join(roles)}", "    ", "  ") for who, roles in held.items()]
    return _titled("Who does what the plan asks, at this size", rows)


def _stressed(tailoring: Tailoring) -> str:
    asked = [each for section in tailoring.sections for each in section.questions if each.fate in _ASKED]
    rows = []
    for stress in tailoring.stressed:
        number = sum(each.stressed and _lies_in(each, stress.clause.number) for each in asked)
        says = counted(number, "question") if number else "no question here"
        because = f". {stress.because}" if stress.because else ""
        rows += [wrapped(f"{stress.clause.title}, {says}{because}", " " * 12, f"  {stress.clause.number:<8}  ")]
    return _titled("Stressed here: questions of these clauses weigh one more", rows)


def _lies_in(question: TailoredQuestion, clause: str) -> bool:
    return any(f"{numbers[0]}.".startswith(f"{clause}.") for numbers in question.clauses.values())


def _evidence(tailoring: Tailoring) -> str:
    asked = (each for section in tailoring.sections for each in section.questions if each.fate in _ASKED)
    rows = [
        wrapped("; ".join(each.own_evidence), _INDENT, f"    {each.id:<11} ") for each in asked if each.own_evidence
    ]
    return _titled("Examples of evidence in the words of the trade, shown before the usual ones", rows)


def _look_first(tailoring: Tailoring) -> str:
    """Where something may exist already, by system."""
    asked = [each for section in tailoring.sections for each in section.questions if each.fate in _ASKED]
    systems = dict.fromkeys(name for each in asked for name in each.look_first)
    rows = []
    for name in systems:
        ids = ", ".join(each.id for each in asked if name in each.look_first)
        rows += [wrapped(ids, "    ", f"  {name}: ")]
    return _titled("Something may exist already in another management system", rows)


def _kpis(tailoring: Tailoring) -> str:
    return _titled("Key figures that tell most", list(_figures(tailoring)))


def _figures(tailoring: Tailoring) -> Iterator[str]:
    for kpi in tailoring.kpis:
        yield wrapped(f"{kpi.title} ({kpi.unit}, {kpi.better} is better)", "    ", "  ")
        yield click.style(wrapped(kpi.formula, "    "), dim=True)


def _regulators(tailoring: Tailoring) -> str:
    return _titled("Regulators and schemes", [wrapped(each, "    ", "  - ") for each in tailoring.regulators])


def _titled(title: str, lines: Sequence[str]) -> str:
    return "\n".join([click.style(title, bold=True), *lines]) if lines else ""
