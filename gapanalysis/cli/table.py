"""Filling a table question at the terminal, row by row; each complete row is kept before the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gapanalysis.cli.terminal import EndOfInput, line
from gapanalysis.engine.acceptance import expected, row_of
from gapanalysis.errors import AnswerError
from gapanalysis.model.questionnaire import Column, TableAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import JsonValue

    from gapanalysis.engine.interview import Item


def fill_rows(item: Item, first: str, keep: Callable[[list[JsonValue]], None]) -> None:
    """Ask for rows after those there are already, until a first cell is left empty.

    Args:
        item: a table question.
        first: what was typed at the question's prompt, the first cell of the first new row.
        keep: called with all rows after each complete one.
    """
    table = item.question.answer
    if not isinstance(table, TableAnswer):
        raise TypeError(item.question.id)
    rows = list(item.answer.value) if isinstance(item.answer.value, list) else []
    typed = first
    while typed and len(rows) < table.most_rows:
        cells = {table.columns[0].id: typed}
        for column in table.columns[1:]:
            cells[column.id] = _cell(column)
        rows.append(row_of(cells, table))
        keep(rows)
        click.echo(f"Row {len(rows)} is kept.")
        try:
            typed = line(f"{table.columns[0].ask} (Enter alone when there are no more)\n> ")
        except EndOfInput:
            return
    keep(rows)


def _cell(column: Column) -> str:
    """One cell, asked again until it fits; Enter leaves it empty where it may be."""
    while True:
        hint = expected(column.answer, {})
        typed = line(f"  {column.ask} ({hint}{'' if column.required else '; Enter: empty'})\n  > ")
        try:
            row_of({column.id: typed}, TableAnswer(type="table", columns=(column,)))
        except AnswerError as error:
            click.echo(click.style(f"  {error.message}", fg="red") + f" {error.hint}")
        else:
            return typed
