"""Characters that no file in XML can hold: shown as a visible substitute, and reported."""

import re
from collections.abc import Mapping

from gapanalysis.render.context.plain import Data, Plain

SUBSTITUTE = "\N{REPLACEMENT CHARACTER}"
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0, section 2.2: control characters, halves of pairs, and two that are none."""


class Legible:
    """Replaces them, and remembers which there were."""

    def __init__(self) -> None:
        """Begin with none."""
        self.missing: set[str] = set()

    def data(self, values: Data) -> Data:
        """The same data with every text in it fit for XML."""
        return {name: self._value(value) for name, value in values.items()}

    def text(self, words: str) -> str:
        """The text, fit for XML."""
        if words.isprintable():
            return words
        self.missing.update(FORBIDDEN.findall(words))
        return FORBIDDEN.sub(SUBSTITUTE, words)

    def warnings(self, program: str) -> tuple[str, ...]:
        """One sentence naming the characters that were replaced; none when there were none."""
        if not self.missing:
            return ()
        names = ", ".join(f"U+{ord(character):04X}" for character in sorted(self.missing))
        return (f"A file for {program} cannot hold these characters, shown as {SUBSTITUTE} instead: {names}.",)

    def _value(self, value: Plain) -> Plain:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return self.data(value)
        if isinstance(value, list | tuple):
            return [self._value(part) for part in value]
        return value
