"""Progress on standard error: a bar in one line of a terminal, a plain line elsewhere, such as in a log."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from shutil import get_terminal_size
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gapanalysis.render.progress import Work

NAMES = {"composing": "chapters", "laying out": "pages", "drawing": "pages"}

SELDOM = 0.05
"""Seconds between two drawings of the bar; the last of a kind is always drawn."""


class Bar:
    """One line that is written over until it is done."""

    def __init__(self, what: str) -> None:
        """`what` stands in front, such as the format."""
        self.what = what
        self.drawn_at = 0.0
        self.long = 0

    def heard(self, work: Work, done: int, whole: int | None) -> None:
        """Show how much of the work is done."""
        if done != whole and monotonic() - self.drawn_at < SELDOM:
            return
        self.drawn_at = monotonic()
        self.show(f"{work} {NAMES[work]}", done, whole)

    def show(self, work: str, done: int, whole: int | None) -> None:
        """Write the line over: with a bar where it is known how much there is, with a count alone where it is not."""
        count = f"{done} of {whole}" if whole else str(done)
        room = get_terminal_size().columns - len(self.what) - len(work) - len(count) - 8
        bar = ""
        if whole and room >= len("[]") + 8:
            wide = min(room - 2, 30)
            filled = wide * done // whole
            bar = f"  [{'#' * filled}{'.' * (wide - filled)}]"
        self._write(f"{self.what}  {work}{bar}  {count}"[: get_terminal_size().columns - 1])

    def clear(self) -> None:
        """Leave an empty line."""
        self._write("")
        click.echo("\r", nl=False, err=True)

    def _write(self, text: str) -> None:
        click.echo(f"\r{text}{' ' * max(0, self.long - len(text))}", nl=False, err=True)
        self.long = len(text)


@contextmanager
def shown(what: str) -> Iterator[None]:
    """Show the progress of what is rendered within."""
    from gapanalysis.render.progress import listening

    if not sys.stderr.isatty():
        click.echo(f"Writing {what} ...", err=True)
        yield
        return
    bar = Bar(what)
    try:
        with listening(bar.heard):
            yield
    finally:
        bar.clear()
