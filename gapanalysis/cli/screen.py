"""How a question looks on the terminal: section, progress, question, levels; help on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gapanalysis.cli.wording import counted, width, wrapped
from gapanalysis.engine.acceptance import expected
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import State
from gapanalysis.model.question import ChoiceAnswer, LevelAnswer, TableAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gapanalysis.engine.interview import Item
    from gapanalysis.model.questionnaire import Questionnaire

STATE_SIGNS = {
    State.OPEN: " ",
    State.ANSWERED: "x",
    State.DONT_KNOW: "?",
    State.NOT_APPLICABLE: "-",
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
        lines.append(click.style(wrapped(_unmarked(fill(item.question.help, words))), dim=True))
    lines += ["", *_choices(item, questionnaire, words)]
    return "\n".join([*lines, *_present(item)])


def elsewhere(systems: Sequence[str], questionnaire: Questionnaire) -> str:
    """Where something may exist already, in the words of the standard's definition."""
    note = questionnaire.standard.shared.note if questionnaire.standard.shared else ""
    return "\n" + click.style(wrapped(f"{', '.join(systems)} {note}"), dim=True)


def _choices(item: Item, questionnaire: Questionnaire, words: Words) -> list[str]:
    answer = item.question.answer
    if isinstance(answer, LevelAnswer):
        scale = questionnaire.scales[answer.scale]
        return [
            wrapped(
                f"{each.label}. {fill(item.question.levels.get(level, each.description), words)}",
                "     ",
                f"  {level}  ",
            )
            for level, each in scale.levels.items()
        ]
    if isinstance(answer, ChoiceAnswer):
        wide = max(map(len, answer.options))
        return [
            wrapped(fill(label, words), " " * (wide + 7), f"  {number:>2}  {name:<{wide}} ")
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
    lines += [f"Carried over from {answer.carried_from}; Enter confirms it."] if answer.carried_from else []
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


def prompt(item: Item, questionnaire: Questionnaire, words: Words) -> str:
    """The words before the cursor."""
    answer = item.question.answer
    if isinstance(answer, LevelAnswer):
        levels = list(questionnaire.scales[answer.scale].levels)
        return f"Level {levels[0]}-{levels[-1]}, and behind it, if you like, what was seen\n> "
    if isinstance(answer, TableAnswer):
        return f"{fill(answer.columns[0].ask, words)} (Enter alone: no row)\n> "
    return f"Type {expected(answer, questionnaire.scales)}\n> "


def help_on(item: Item, words: Words, whom: Sequence[str], own_evidence: Sequence[str]) -> str:
    """Why the question matters, whom to ask and what to look for; first what the sector itself would look for."""
    q = item.question
    blocks = [heading(f"{q.id}  {fill(q.title, words)}", "help")]
    blocks += [_block("Why it matters to the customer", _unmarked(fill(q.why, words)))] if q.why else []
    blocks += [_block("Whom to ask", ", ".join(whom))] if whom else []
    for head, listed in (("Evidence to look for", (*own_evidence, *q.evidence)), ("Usual gaps", q.usual_gaps)):
        if listed:
            blocks.append("\n".join([click.style(head, bold=True), *(_bullet(fill(t, words)) for t in listed)]))
    return "\n\n".join([*blocks, click.style(":help audit for the assessor's view, :help commands", dim=True)])


def help_for_assessors(item: Item, words: Words) -> str:
    """What to look at and sample, and how each edition sees the question."""
    q = item.question
    blocks = [heading(f"{q.id}  {fill(q.title, words)}", "for an assessor")]
    blocks += [wrapped(fill(q.audit, words))] if q.audit else []
    seen = [f"  {edition}  {', '.join(v.clauses)}: {v.obligation}" for edition, v in q.editions.items()]
    return "\n\n".join([*blocks, "\n".join([click.style("Clauses by edition", bold=True), *seen])])


def _unmarked(text: str) -> str:
    """Markdown without its emphasis, which a terminal cannot show."""
    return text.replace("**", "")


def _block(head: str, text: str) -> str:
    return f"{click.style(head, bold=True)}\n{wrapped(text)}"


def _bullet(text: str) -> str:
    return wrapped(text, "    ", "  - ")


def listing(items: Sequence[Item], titles: Mapping[str, str], words: Words, *, opened: str | None) -> str:
    """Every section with how far it is, and the questions of the `opened` one; of all when it is None."""
    lines: list[str] = []
    for section, title in titles.items():
        own = [(number, item) for number, item in enumerate(items, 1) if item.section == section]
        settled = sum(item.state in {State.ANSWERED, State.NOT_APPLICABLE} for _, item in own)
        lines.append(click.style(f"{title}  {settled} of {len(own)}", bold=section == opened))
        if opened in {section, None}:
            lines += [_listed(number, item, words) for number, item in own]
    return "\n".join([*lines, "", "x answered   ? not known   - not applicable        :list all opens every section"])


def _listed(number: int, item: Item, words: Words) -> str:
    value = shown(item) if item.state is State.ANSWERED else ""
    start = f"  [{STATE_SIGNS[item.state]}] {number:>3}  {item.question.id:<12} "
    room = max(10, width() - len(start) - 14)
    return f"{start}{fill(item.question.title, words)[:room]:<{room}}  {value[:12]}"


COMMANDS_HELP = """\
Commands (the first letters will do):
  :help               why, whom, evidence        :back               to the question before
  :help audit         the assessor's view        :jump QUESTION      to a question or its number
  :help commands      this                       :list, :list all    questions and their state
  :skip               leave it open, go on       :unknown            nobody here knows: to find out
  :observe TEXT       what was seen; printed     :note TEXT          for you alone; never printed
  :evidence TEXT      a record, a sample         :basis seen         claimed, seen or verified
  :na REASON          does not apply, and why    :planned DATE       planned, not yet due (gates)
  :clear              take the answer back       :quit               stop; everything is saved"""
