"""White space as WeasyPrint can bear it.

Where a text that ends in a space fits into what is left of a line, and the space does not, WeasyPrint 70 breaks the
line after the first word of the text. So no text ends in one: before an inline element the space moves into it, before
the begin or end of a block it goes.
"""

import re

_BEFORE_BLOCK = re.compile(r"(?<=[^\s>])\s+(?=</?(?:article|dd|div|dt|h[1-6]|header|li|ol|p|section|table|td|th|ul)\b)")
_BEFORE_INLINE = re.compile(r"(?<=[^\s>])\s+(<(?:span|b|i|em|strong)\b[^>]*>)(?!\s)")


def settled(html: str) -> str:
    """The same words, on lines that break where they should."""
    return _BEFORE_INLINE.sub(r"\1 ", _BEFORE_BLOCK.sub("", html))
