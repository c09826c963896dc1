"""WeasyPrint's HTML without the styles that our documents never use.

Its own style sheet gives every element of a document six pseudo-elements, for a list marker, footnotes and notes, each
with a computed style: in a report of 5,500 elements a fifth of the memory and 3 % of the time.
"""

from copy import copy
from functools import lru_cache
from types import ModuleType
from typing import Any

NOTES = frozenset({"footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"})
USED = ("footnote", "::note-", "note(", "list-item")
"""Where a document speaks of one of these, all pseudo-elements stay: for templates that are not ours."""


def html_of(weasyprint: ModuleType, string: str, url_fetcher: object) -> Any:  # noqa: ANN401 (a weasyprint.HTML)
    """The document ready to be laid out; the same pages as from `weasyprint.HTML`."""
    made = weasyprint.HTML if any(word in string for word in USED) else _lean(weasyprint)
    return made(string=string, url_fetcher=url_fetcher)


class _Needed:
    """A matcher of selectors (`cssselect2.Matcher.match`) that leaves out what has no effect."""

    def __init__(self, matcher: Any) -> None:  # noqa: ANN401 (cssselect2 has no types)
        self.matcher = matcher

    def match(self, element: Any) -> list[tuple[Any, int, str | None, Any]]:  # noqa: ANN401 (a cssselect2.ElementWrapper)
        """The matching rules: specificity, order, pseudo-element and declarations of each."""
        return [
            rule
            for rule in self.matcher.match(element)
            if rule[2] not in NOTES and (rule[2] != "marker" or element.local_name == "li")
        ]


@lru_cache(maxsize=1)
def _lean(weasyprint: ModuleType) -> Any:  # noqa: ANN401 (a class derived from weasyprint.HTML)
    class LeanHTML(weasyprint.HTML):  # type: ignore[misc, name-defined]  # WeasyPrint has no types
        def _ua_stylesheets(self, *given: object, **named: object) -> list[Any]:
            """The browser's style sheets; WeasyPrint has no option for them. Were this no longer called, all stay."""
            return [_needed(sheet) for sheet in super()._ua_stylesheets(*given, **named)]

    return LeanHTML


def _needed(sheet: Any) -> Any:  # noqa: ANN401 (a weasyprint.CSS)
    lean = copy(sheet)
    lean.matcher = _Needed(sheet.matcher)
    return lean
