"""Do texts name places that exist, and leave the article to them?"""

import re
from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions
from gapanalysis.loading.document import Document, Tree, Where
from gapanalysis.loading.places import Route
from gapanalysis.loading.shapes import Kind
from gapanalysis.loading.wording import nearest, quoted
from gapanalysis.model.question import PLACES, TERM_NAMES

_WITH_PLACES = {Kind.BANK, Kind.PROFILE, Kind.QUESTIONNAIRE, Kind.RULES, Kind.SCALES}
_PLACE = re.compile(r"\{([^{}\n]*)\}")
_BRACE = re.compile(r"[{}]")
_ARTICLE = re.compile(r"\b(an?)\s+\{(\w+)\}", re.IGNORECASE)


def check_texts(definitions: Definitions) -> Iterator[Issue]:
    """Every text of every file that may hold places."""
    for kind, document in definitions.documents:
        if kind in _WITH_PLACES:
            for route, text in texts_in(document.tree):
                if "{" in text or "}" in text:
                    yield from _places(document, route, text)
                    yield from _articles(document, route, text)


def texts_in(node: Tree, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text of a tree with its route; conditions are left out, since they have their own grammar."""
    if isinstance(node, str):
        yield route, node
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from texts_in(item, (*route, index))
    else:
        for key, value in node.items():
            if key not in {"applies_when", "when", "conditions", "values"}:
                yield from texts_in(value, (*route, key))


def _places(document: Document, route: Route, text: str) -> Iterator[Issue]:
    for match in _PLACE.finditer(text):
        place = match.group(1)
        if place[:1].lower() + place[1:] in PLACES:
            continue
        near = nearest(place.lower(), PLACES)
        if near and place[:1].isupper():
            near = near[0].upper() + near[1:]
        hint = f"did you mean {{{near}}}?" if near else f"places are made from {', '.join(TERM_NAMES)} and organisation"
        where = Where(route, offset=match.start())
        yield document.issue(where, Code.UNKNOWN_PLACE, f"there is no place {quoted(match.group())}", hint)
    # Blanked, not removed: offsets have to stay.
    rest = _PLACE.sub(lambda match: "_" * len(match.group()), text)
    for match in _BRACE.finditer(rest):
        where = Where(route, offset=match.start())
        message = f"{quoted(match.group())} stands alone"
        yield document.issue(where, Code.STRAY_BRACE, message, "braces are for places such as {customer} only")


def _articles(document: Document, route: Route, text: str) -> Iterator[Issue]:
    for match in _ARTICLE.finditer(text):
        article, place = match.groups()
        if place.lower() not in PLACES:
            continue
        own = place.lower() in TERM_NAMES
        name = f"{'A' if article[0].isupper() else 'a'}_{place.lower()}"
        hint = f"write {{{name}}}: the article comes with the word" if own else "leave the article out"
        where = Where(route, offset=match.start())
        message = f"{quoted(match.group())} has an article of its own"
        yield document.issue(where, Code.ARTICLE, message, hint)
