"""The interview at the terminal: shows a question, takes an answer or a command, and keeps it before going on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from gapanalysis.cli import screen
from gapanalysis.cli.table import fill_rows
from gapanalysis.cli.terminal import EndOfInput, clear, line
from gapanalysis.cli.terminal import words as text_of
from gapanalysis.engine.acceptance import permission, value_of
from gapanalysis.engine.interview import Item, items_of, look_first, profile_items
from gapanalysis.engine.profile import people, roles_of, sector_of
from gapanalysis.engine.wording import Words, words_for
from gapanalysis.errors import AnswerError
from gapanalysis.model.assessment import Answer, Basis, State
from gapanalysis.model.question import TableAnswer
from gapanalysis.model.standard import Permission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gapanalysis.case import Case


class Quit(Exception):  # noqa: N818  # not an error: the person wants to stop
    """The person asked to stop."""


@dataclass(slots=True)
class Dialogue:
    """One sitting at the terminal.

    Attributes:
        respondent: key of who answers; empty for nobody in particular.
        basis: what answers rest on until told otherwise with `:basis`.
        section: ask only this section (`profile` for the organisation itself); empty for all.
        plain: never clear the screen.
        audit: show the assessor's wording.
    """

    case: Case
    respondent: str = ""
    basis: Basis = Basis.CLAIMED
    section: str = ""
    plain: bool = False
    audit: bool = False
    _notice: str = ""
    _trail: list[str] = field(default_factory=list)

    def run(self, first: str = "") -> bool:
        """Ask until nothing is open or the person stops; true when nothing is left open.

        Args:
            first: id of a question to begin with, answered or not; empty begins with the first open one.
        """
        current = self._find(first) if first else self._next_open()
        try:
            while current is not None:
                current = self._turn(current)
        except (Quit, EndOfInput):
            self._flush()
            return False
        self._flush()
        return self._next_open() is None

    # -- moving about ------------------------------------------------------------------------------------------------

    def _items(self) -> tuple[Item, ...]:
        assessment = self.case.assessment()
        everything = (
            *profile_items(self.case.questionnaire, assessment),
            *items_of(self.case.questionnaire, assessment),
        )
        return tuple(item for item in everything if not self.section or item.section == self.section)

    def _asked(self) -> tuple[Item, ...]:
        return tuple(item for item in self._items() if item.because is None)

    def _next_open(self, after: str = "", *, passing: str = "") -> str | None:
        """The next open question after one, going round once; `passing` is not offered again at once."""
        items = self._asked()
        ids = [item.question.id for item in items]
        start = ids.index(after) + 1 if after in ids else 0
        ahead = [item.question.id for item in items[start:] if _waits(item)]
        behind = [item.question.id for item in items[:start] if _waits(item) and not passing]
        return next(iter(ahead), None) or next(iter(behind), None)

    def _find(self, wanted: str) -> str:
        items = self._asked()
        ids = [item.question.id for item in items]
        if wanted.isdecimal() and 1 <= int(wanted) <= len(ids):
            return ids[int(wanted) - 1]
        for name in ids:
            if name.lower() == wanted.lower():
                return name
        near = get_close_matches(wanted, ids, n=1)
        hint = f"did you mean {near[0]}?" if near else "':list' shows them all"
        raise AnswerError(f"There is no question '{wanted}' to be asked here.", hint=hint, code="no-question")

    # -- one turn ------------------------------------------------------------------------------------------------------

    def _turn(self, current: str) -> str | None:
        items = self._asked()
        ids = [item.question.id for item in items]
        if current not in ids:
            return self._next_open()
        item = items[ids.index(current)]
        self._show(item, f"{ids.index(current) + 1} of {len(ids)}")
        try:
            return self._take(item, line(screen.prompt(item, self.case.questionnaire, self._words())))
        except AnswerError as error:
            self._notice = click.style(error.message, fg="red") + (f"\n{error.hint}" if error.hint else "")
            return current

    def _take(self, item: Item, typed: str) -> str | None:
        return self._command(item, typed) if typed.startswith(":") else self._answer(item, typed)

    def _read(self, item: Item, text: str) -> str | None:
        """Show a page and wait: Enter shows the question again, anything else is taken as at the question."""
        clear(plain=self.plain)
        click.echo(text)
        typed = line("\nEnter: back to the question\n> ")
        return self._take(item, typed) if typed else item.question.id

    def _show(self, item: Item, place: str) -> None:
        clear(plain=self.plain)
        self._flush()
        click.echo(screen.heading(self._title(item.section), place) + "\n")
        click.echo(screen.question(item, self.case.questionnaire, self._words(), audit=self.audit))
        systems = look_first(self.case.questionnaire, self.case.assessment(), item.question)
        if systems:
            click.echo(screen.elsewhere(systems, self.case.questionnaire))
        click.echo(click.style("\n:help why and evidence   :help commands   :quit", dim=True))

    def _flush(self) -> None:
        if self._notice:
            click.echo(f"{self._notice}\n")
        self._notice = ""

    def _title(self, section: str) -> str:
        titles = {part.id: part.title for part in self.case.questionnaire.sections}
        return titles.get(section, "About the organisation")

    def _words(self) -> Words:
        assessment = self.case.assessment()
        sector = sector_of(self.case.questionnaire, assessment)
        return words_for(self.case.questionnaire, sector, assessment.engagement)

    def _own_evidence(self, item: Item) -> tuple[str, ...]:
        """What the organisation's sector would look for; nothing while the sector is open."""
        sector = self.case.questionnaire.sectors.get(sector_of(self.case.questionnaire, self.case.assessment()) or "")
        return sector.evidence.get(item.question.id, ()) if sector else ()

    def _answer(self, item: Item, typed: str) -> str | None:
        if isinstance(item.question.answer, TableAnswer):
            words = self._words()
            fill_rows(item, typed, words, lambda rows: self._keep(item, state=State.ANSWERED, value=rows))
            return self._onward(item)
        if not typed and item.answer.carried_from:
            self._keep(item, state=item.answer.state, justification=item.answer.justification)
            return self._onward(item)
        if not typed:
            raise AnswerError("Nothing was typed.", hint="':skip' leaves the question open and goes on")
        first, _, rest = typed.partition(" ")
        if item.question.levels and rest:  # a level and what was seen, in one line
            value = value_of(first, item.question.answer, self.case.questionnaire.scales)
            self._keep(item, state=State.ANSWERED, value=value, observation=_joined(item.answer.observation, rest))
        else:
            value = value_of(typed, item.question.answer, self.case.questionnaire.scales)
            self._keep(item, state=State.ANSWERED, value=value)
        return self._onward(item)

    def _onward(self, item: Item) -> str | None:
        self._trail.append(item.question.id)
        return self._next_open(item.question.id)

    def _keep(self, item: Item, **changes: object) -> None:
        """Write the whole answer anew with these changes; it is on disk when this returns."""
        answer = self.case.assessment().answer(item.question.id)
        if changes.get("state") is State.ANSWERED:
            changes = {"basis": self.basis, "justification": "", **changes}
        if "state" in changes:
            changes["carried_from"] = ""
        changed = Answer.model_validate(answer.model_dump() | changes)
        self.case.answer(changed, respondent=self.respondent)

    # -- commands ------------------------------------------------------------------------------------------------------

    def _command(self, item: Item, typed: str) -> str | None:
        name, _, rest = typed[1:].partition(" ")
        commands = self._commands()
        matches = [known for known in commands if known.startswith(name.lower())] if name else []
        if name.lower() in commands:
            matches = [name.lower()]
        if len(matches) != 1:
            hint = f"did you mean {' or '.join(':' + m for m in matches)}?" if matches else "':help' lists the commands"
            raise AnswerError(f"':{name}' is no command.", hint=hint, code="no-command")
        return commands[matches[0]](item, rest.strip())

    def _commands(self) -> Mapping[str, Callable[[Item, str], str | None]]:
        return {
            "help": self._help,
            "back": self._back,
            "jump": self._jump,
            "list": self._list,
            "skip": self._skip,
            "unknown": self._unknown,
            "note": self._note,
            "observe": self._observe,
            "evidence": self._evidence,
            "basis": self._basis,
            "na": self._na,
            "planned": self._planned,
            "clear": self._clear,
            "quit": self._quit,
        }

    def _help(self, item: Item, rest: str) -> str | None:
        if rest and "commands".startswith(rest.lower()):
            return self._read(item, screen.COMMANDS_HELP)
        if rest and "audit".startswith(rest.lower()):
            return self._read(item, screen.help_for_assessors(item, self._words()))
        words, roles = self._words(), roles_of(self.case.questionnaire, self.case.assessment())
        whom = people(item.question.whom, roles, words)
        return self._read(item, screen.help_on(item, words, whom, self._own_evidence(item)))

    def _back(self, item: Item, _: str) -> str:
        if self._trail:
            return self._trail.pop()
        ids = [asked.question.id for asked in self._asked()]
        return ids[max(0, ids.index(item.question.id) - 1)]

    def _jump(self, item: Item, rest: str) -> str:
        found = self._find(rest or line("Question id or number: "))
        self._trail.append(item.question.id)
        return found

    def _list(self, item: Item, rest: str) -> str | None:
        items = self._asked()
        titles = {part.section: self._title(part.section) for part in items}
        opened = None if rest.lower() == "all" else item.section
        return self._read(item, screen.listing(items, titles, self._words(), opened=opened))

    def _skip(self, item: Item, _: str) -> str | None:
        self._trail.append(item.question.id)
        onward = self._next_open(item.question.id, passing=item.question.id)
        if onward is None:
            self._notice = "That was the last one; what was skipped stays open."
        return onward

    def _unknown(self, item: Item, rest: str) -> str | None:
        changes = {"private_note": _joined(item.answer.private_note, rest)} if rest else {}
        self._keep(item, state=State.DONT_KNOW, value=None, **changes)
        return self._onward(item)

    def _note(self, item: Item, rest: str) -> str:
        self._keep(item, private_note=_joined(item.answer.private_note, text_of(rest, "Private note: ")))
        self._notice = "Noted, for you alone."
        return item.question.id

    def _observe(self, item: Item, rest: str) -> str:
        self._keep(item, observation=_joined(item.answer.observation, text_of(rest, "What was seen: ")))
        self._notice = "Observation kept; the report prints it."
        return item.question.id

    def _evidence(self, item: Item, rest: str) -> str:
        self._keep(item, evidence=(*item.answer.evidence, rest or line("Evidence: ")))
        self._notice = "Evidence kept."
        return item.question.id

    def _basis(self, item: Item, rest: str) -> str:
        found = [basis for basis in Basis if rest and basis.startswith(rest.lower())]
        if len(found) != 1:
            raise AnswerError("Say what answers rest on.", hint="':basis claimed', ':basis seen' or ':basis verified'")
        self.basis = found[0]
        if item.answer.state is State.ANSWERED:
            self._keep(item, basis=self.basis)
        self._notice = f"From here on, answers count as {self.basis}."
        return item.question.id

    def _na(self, item: Item, rest: str) -> str | None:
        if permission(item.question, self.case.questionnaire) is not Permission.NEVER:
            rest = rest or line("Why does it not apply? The report prints it: ")
        self._keep(item, state=State.NOT_APPLICABLE, value=None, justification=rest)
        return self._onward(item)

    def _planned(self, item: Item, rest: str) -> str:
        try:
            on = date.fromisoformat(rest)
        except ValueError:
            raise AnswerError(f"'{rest}' is no date.", hint="type it as ':planned 2027-03-01'") from None
        self._keep(item, planned_for=on)
        self._notice = f"Planned for {on}. Answer with the level as it is today."
        return item.question.id

    def _clear(self, item: Item, _: str) -> str:
        self._keep(item, state=State.OPEN, value=None, justification="")
        self._notice = "The question is open again; notes and evidence stay."
        return item.question.id

    def _quit(self, _: Item, __: str) -> str:
        raise Quit


def _waits(item: Item) -> bool:
    """Whether it still has to be asked: nobody answered, or the answer was carried over and nobody checked it."""
    return item.state is State.OPEN or bool(item.answer.carried_from)


def _joined(before: str, more: str) -> str:
    """Text added to what stood there, as a paragraph of its own."""
    return f"{before}\n\n{more}" if before and more else before or more
