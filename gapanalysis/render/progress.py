"""How far a rendering is: what really has been done, for whoever wants to know.

The listener is kept apart from what is rendered, so that no writer has to pass it on.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal

Work = Literal["composing", "laying out", "drawing"]
"""Chapters are composed, then pages laid out, then pages drawn; a format that has no pages ends with the first."""

Listener = Callable[[Work, int, int | None], None]
"""Called with what has been done, how many, and how many there are; None while that is not known."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let a listener hear of every rendering within."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(work: Work, done: int, whole: int | None = None) -> None:
    """Tell whoever listens."""
    if (listener := _listener.get()) is not None:
        listener(work, done, whole)


class _Pages(logging.Handler):
    """Hears of the pages that WeasyPrint lays out; some it lays out again once page numbers are known."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the number of the page where the record is about one."""
        if str(record.msg).endswith("Page %d") and isinstance(record.args, tuple):
            tell("laying out", int(str(record.args[0])))


@contextmanager
def pages_laid_out() -> Iterator[None]:
    """Tell of every page that is laid out within."""
    if _listener.get() is None:
        yield
        return
    logger, handler = logging.getLogger("weasyprint.progress"), _Pages()
    usual = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(usual[0])
        logger.propagate = usual[1]


def watch_drawing(pages: Sequence[Any]) -> None:
    """Tell of every page once it is drawn; `pages` are those of a WeasyPrint document."""
    if _listener.get() is None:
        return
    for number, page in enumerate(pages, start=1):
        page.paint = _telling(page.paint, number, len(pages))


def _telling(paint: Callable[..., object], number: int, whole: int) -> Callable[..., object]:
    def painted(*positional: object, **named: object) -> object:
        result = paint(*positional, **named)
        tell("drawing", number, whole)
        return result

    return painted
