"""How a question looks on the terminal: section, progress, question, levels; help on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import counted, width, wrapped
from gapanalysis.engine.acceptance import expected
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import State
from gapanalysis.model.questionnaire import ChoiceAnswer, LevelAnswer, Questionnaire, TableAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gapanalysis.engine.interview import Item

STATE_SIGNS = {
    State.OPEN: " ",
    State.ANSWERED: "x",
    State.DONT_KNOW: "?",
    State.NOT_APPLICABLE: "-",
    State.NOT_ASKED: ".",
}


def heading(title: str, place: str) -> str:
    """Section at the left, progress (`12 of 64`) at the right."""
    gap = " " * max(2, width() - len(title) - len(place))
    return click.style(f"{title}{gap}{place}", dim=True)


def question(item: Item, questionnaire: Questionnaire, words: Words, *, audit: bool) -> str:
    """One question with its levels or options and what was said before; `audit` shows the assessor's wording."""
    asked = item.question.audit if audit and item.question.audit else item.question.ask
    lines = [
        click.style(f"{item.question.id}  {fill(item.question.title, words)}", dim=True),
        click.style(wrapped(fill(asked, words)), bold=True),
    ]
    if item.question.help:
        lines.append(click.style(wrapped(fill(item.question.help, words)), dim=True))
    lines += ["", *_choices(item, questionnaire, words)]
    return "\n".join([*lines, *_present(item)])


def _choices(item: Item, questionnaire: Questionnaire, words: Words) -> list[str]:
    answer = item.question.answer
    if isinstance(answer, LevelAnswer):
        scale = questionnaire.scales[answer.scale]
        return [
            wrapped(f"{scale.levels[level].label}. {fill(text, words)}", "     ", f"  {level}  ")
            for level, text in item.question.levels.items()
        ]
    if isinstance(answer, ChoiceAnswer):
        wide = max(map(len, answer.options))
        return [
            wrapped(label, " " * (wide + 7), f"  {number:>2}  {name:<{wide}} ")
            for number, (name, label) in enumerate(answer.options.items(), 1)
        ]
    if isinstance(answer, TableAnswer):
        return [f"  {', '.join(column.title for column in answer.columns)}"]
    return []


def _present(item: Item) -> list[str]:
    """What was said already, shown when a question is met again."""
    answer = item.answer
    lines = []
    if answer.state is State.ANSWERED:
        lines.append(f"Answered: {shown(item)} ({answer.basis})")
    elif answer.state is not State.OPEN:
        lines.append(f"Answered: {answer.state}" + (f": {answer.justification}" if answer.justification else ""))
    lines += [wrapped(answer.observation, "  ", "Observation: ")] if answer.observation else []
    lines += [f"Evidence: {'; '.join(answer.evidence)}"] if answer.evidence else []
    lines += [wrapped(answer.private_note, "  ", "Private note: ")] if answer.private_note else []
    lines += [f"Planned for {answer.planned_for}"] if answer.planned_for else []
    return ["", *lines] if lines else []


def shown(item: Item) -> str:
    """The value in a few words."""
    value = item.answer.value
    if isinstance(value, list):
        rows = sum(isinstance(part, dict) for part in value)
        return counted(rows, "row") if rows or not value else ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def prompt(item: Item, questionnaire: Questionnaire) -> str:
    """The words before the cursor."""
    return f"{expected(item.question.answer, questionnaire.scales)[:70]}\n> "


def help_on(item: Item, words: Words) -> str:
    """Why the question matters, whom to ask, what to look for, and the commands."""
    q = item.question
    parts = [("Why it matters to the customer", fill(q.why, words).replace("**", ""))] if q.why else []
    parts += [("Whom to ask", ", ".join(q.whom))] if q.whom else []
    blocks = [f"{click.style(head, bold=True)}\n{wrapped(text)}" for head, text in parts]
    for head, listed in (("Evidence to look for", q.evidence), ("Usual gaps", q.usual_gaps)):
        if listed:
            blocks.append("\n".join([click.style(head, bold=True), *(_bullet(fill(t, words)) for t in listed)]))
    if q.audit:
        blocks.append(f"{click.style('For an assessor', bold=True)}\n{wrapped(fill(q.audit, words))}")
    if q.editions:
        seen = [f"{edition}: {', '.join(v.clauses)} ({v.obligation})" for edition, v in q.editions.items()]
        blocks.append(f"{click.style('Clauses', bold=True)}\n" + "\n".join(f"  {line}" for line in seen))
    return "\n\n".join([*blocks, COMMANDS_HELP])


def _bullet(text: str) -> str:
    return wrapped(text, "    ", "  - ")


def listing(items: Sequence[Item], titles: dict[str, str], words: Words) -> str:
    """Every question with its state: x answered, ? not known, - not applicable, . not asked."""
    lines: list[str] = []
    section = ""
    for number, item in enumerate(items, 1):
        if item.section != section:
            section = item.section
            lines += ["", click.style(titles[section], bold=True)]
        value = shown(item) if item.state is State.ANSWERED else ""
        lines.append(
            f"  [{STATE_SIGNS[item.state]}] {number:>3}  {item.question.id:<12} "
            f"{fill(item.question.title, words)[:48]:<48} {value[:20]}"
        )
    return "\n".join([*lines, "", "x answered   ? not known   - not applicable   . not asked"])


COMMANDS_HELP = """\
Commands (the first letters will do):
  :help               this                       :back               to the question before
  :jump QUESTION      to a question or number    :list               all questions and their state
  :skip               leave it open, go on       :unknown            nobody here knows: to find out
  :observe TEXT       what was seen; printed     :note TEXT          for you alone; never printed
  :evidence TEXT      a record, a sample         :basis seen         claimed, seen or verified
  :na REASON          does not apply, and why    :planned DATE       planned, not yet due (gates)
  :clear              take the answer back       :quit               stop; everything is saved"""
