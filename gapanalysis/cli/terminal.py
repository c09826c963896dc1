"""Lines in and out of a terminal, a pipe or a screen reader."""

from __future__ import annotations

import sys

import click


class EndOfInput(Exception):  # noqa: N818  # not an error: the person or the file is done
    """Nothing more will be typed."""


def line(prompt: str) -> str:
    """One typed line without its end, stripped.

    Raises:
        EndOfInput: the input is over.
    """
    if sys.stdin.isatty():
        _editing()
        try:
            return input(prompt).strip()
        except EOFError:
            raise EndOfInput from None
    click.echo(prompt, nl=False)
    typed = sys.stdin.readline()
    click.echo()
    if not typed:
        raise EndOfInput
    return typed.strip()


def _editing() -> None:
    """Arrow keys and history at the prompt, where the platform has them."""
    try:
        import readline  # noqa: F401  # importing it is what switches it on
    except ImportError:
        return


def words(typed: str, prompt: str) -> str:
    """Text given behind a command, or else from the editor where there is a terminal, or else one more line."""
    if typed:
        return typed
    if sys.stdin.isatty():
        edited = click.edit("", require_save=True)
        if edited is not None:
            return edited.strip()
    return line(prompt)


def clear(*, plain: bool) -> None:
    """Begin a new screen; a blank line where clearing would be lost or disturb a screen reader."""
    if plain or not sys.stdout.isatty():
        click.echo()
    else:
        click.clear()
