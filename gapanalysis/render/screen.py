"""What only a screen has: choices that narrow what is shown, the one script, and the policy that keeps others out."""

import base64
import hashlib
from collections.abc import Mapping
from itertools import count

from markupsafe import Markup

from gapanalysis.render.charts.drawing import Medium


class Choices:
    """By what a reader may narrow a document, and the style by which that works without a script.

    What can be chosen carries what it is as attributes (`item`), controls offer to choose it (`offer`), and the style
    has a rule for each value that was offered. Any text may be a value; in the file a number stands for it.
    """

    def __init__(self, medium: Medium) -> None:
        """Begin with none offered; on paper there is nothing to choose, and items carry nothing."""
        self.medium = medium
        self.offered: dict[tuple[str, str], None] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._next = count(1)

    def item(self, **values: str) -> Markup:
        """The attributes of what is chosen from, and counted: what it is, by the name of the choice."""
        return self._marked("item", values)

    def beside(self, **values: str) -> Markup:
        """The same for what comes and goes with an item and is not counted."""
        return self._marked("beside", values)

    def _marked(self, role: str, values: Mapping[str, str]) -> Markup:
        """Empty values are left out: whatever is chosen, the part is not meant."""
        if self.medium == "print":
            return Markup()
        named = {name: self._number(name, value) for name, value in values.items() if value}
        parts = (Markup(' data-{}="{}"').format(name, number) for name, number in named.items())
        return Markup(" data-{}").format(role) + Markup().join(parts)

    def offer(self, name: str, value: str) -> str:
        """Note that a value can be chosen; gives what stands for it in the control."""
        number = self._number(name, value)
        self.offered[name, number] = None
        return number

    def _number(self, name: str, value: str) -> str:
        if (name, value) not in self._numbers:
            self._numbers[name, value] = next(self._next)
        return str(self._numbers[name, value])


def policy(script: str) -> str:
    """The Content-Security-Policy of a file: nothing is fetched, and no script runs but this one, if there is any."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules: Mapping[str, str] = {
        "default-src": "'none'",
        "script-src": f"'sha256-{digest}'" if script else "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {source}" for name, source in rules.items())
