"""Filling a table question at the terminal, row by row; each complete row is kept before the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gapanalysis.cli.terminal import EndOfInput, line
from gapanalysis.engine.acceptance import expected, row_of
from gapanalysis.engine.wording import Words, fill
from gapanalysis.errors import AnswerError
from gapanalysis.model.question import Column, TableAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import JsonValue

    from gapanalysis.engine.interview import Item


def fill_rows(item: Item, first: str, words: Words, keep: Callable[[list[JsonValue]], None]) -> None:
    """Ask for rows after those there are already, until a first cell is left empty.

    Args:
        item: a table question.
        words: for the places of the questions.
        first: what was typed at the question's prompt, the first cell of the first new row.
        keep: called with all rows after each complete one.

    Raises:
        AnswerError: there is no row and none was typed.
    """
    table = item.question.answer
    if not isinstance(table, TableAnswer):
        raise TypeError(item.question.id)
    rows = list(item.answer.value) if isinstance(item.answer.value, list) else []
    if not first and not rows:
        raise AnswerError("No row was typed.", hint="':skip' leaves the table open and goes on")
    typed = first
    while typed and len(rows) < table.most_rows:
        cells = {table.columns[0].id: typed}
        for column in table.columns[1:]:
            cells[column.id] = _cell(column, words)
        rows.append(row_of(cells, table))
        keep(rows)
        click.echo(f"Row {len(rows)} is kept.")
        try:
            typed = line(f"{fill(table.columns[0].ask, words)} (Enter alone when there are no more)\n> ")
        except EndOfInput:
            return
    keep(rows)


def _cell(column: Column, words: Words) -> str:
    """One cell, asked again until it fits; Enter leaves it empty where it may be.

    Raises:
        EndOfInput: the person quits; the row begun is not kept.
    """
    while True:
        hint = expected(column.answer, {})
        typed = line(f"  {fill(column.ask, words)} ({hint}{'' if column.required else '; Enter: empty'})\n  > ")
        if typed == ":quit":
            raise EndOfInput
        try:
            row_of({column.id: typed}, TableAnswer(type="table", columns=(column,)))
        except AnswerError as error:
            click.echo(click.style(f"  {error.message}", fg="red") + f" {error.hint}")
        else:
            return typed
