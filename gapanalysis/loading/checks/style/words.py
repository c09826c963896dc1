"""Are the words plain, British, and explained where the trade has its own?"""

from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.style.guide import (
    AMERICAN_WORD,
    JARGON_WORD,
    LONGEST_MEANING,
    LONGEST_REQUIREMENT,
    UNWANTED_WORD,
    in_british,
    instead_of,
)
from gapanalysis.loading.checks.texts import texts_in
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions
from gapanalysis.loading.document import Document, Where
from gapanalysis.loading.places import Route
from gapanalysis.loading.shapes import Kind
from gapanalysis.loading.wording import quoted

_NOT_OURS = {Kind.STANDARD, Kind.EDITION, Kind.CASES}
"""Kinds of files whose words are titles of a standard, or seen by no reader of a document."""

_EXPLAINED = {Kind.BANK, Kind.RULES}
"""Kinds of files whose words of the trade the glossary explains."""


def check_words(definitions: Definitions) -> Iterator[Issue]:
    """Every text of every file that readers may see."""
    explained = [entry.term.lower() for entry in definitions.glossary.value.terms] if definitions.glossary else []
    unexplained: set[str] = set()
    for kind, document in definitions.documents:
        if kind not in _NOT_OURS:
            for route, text in texts_in(document.tree):
                yield from _unwanted(document, route, text)
                if kind in _EXPLAINED:
                    yield from _jargon(document, route, text, explained, unexplained)


def _unwanted(document: Document, route: Route, text: str) -> Iterator[Issue]:
    for found in UNWANTED_WORD.finditer(text):
        where = Where(route, offset=found.start())
        message = f"{quoted(found.group())} is not used here"
        yield document.issue(where, Code.STYLE_WORD, message, instead_of(found))
    for found in AMERICAN_WORD.finditer(text):
        where = Where(route, offset=found.start())
        message = f"{quoted(found.group())} is American spelling"
        yield document.issue(where, Code.STYLE_SPELLING, message, f"write {quoted(in_british(found))}")


def _jargon(
    document: Document, route: Route, text: str, explained: list[str], unexplained: set[str]
) -> Iterator[Issue]:
    """Words the glossary does not explain, each complained of once; those in an `ask` are complained of anyway."""
    for found in JARGON_WORD.finditer(text) if route[-1] != "ask" else ():
        word = found[1].lower()
        if word not in unexplained and not any(term.startswith(word) for term in explained):
            unexplained.add(word)
            where = Where(route, offset=found.start())
            message = f"{quoted(found.group())} is a word of the trade that the glossary does not explain"
            yield document.issue(where, Code.STYLE_JARGON, message, "add it to glossary.yaml, or say it in plain words")


def check_glossary(definitions: Definitions) -> Iterator[Issue]:
    """The glossary: in order, each entry a brief sentence."""
    glossary = definitions.glossary
    if glossary is None:
        return
    before = ""
    for index, entry in enumerate(glossary.value.terms):
        at = glossary.where("terms", index, "term")
        if entry.term.lower() <= before.lower():
            message = f"{quoted(entry.term)} stands after {quoted(before)}"
            yield glossary.issue(at, Code.STYLE_GLOSSARY, message, "keep the glossary in order of the alphabet")
        before = entry.term
        words = len(entry.meaning.split())
        if words > LONGEST_MEANING or not entry.meaning.endswith("."):
            where = glossary.where("terms", index, "meaning")
            message = f"{quoted(entry.term)} is explained in {words} words"
            hint = f"write one sentence of {LONGEST_MEANING} words at most, with its full stop"
            yield glossary.issue(where, Code.STYLE_GLOSSARY, message, hint)


def check_requirement_texts(definitions: Definitions) -> Iterator[Issue]:
    """Requirements in our own words: a brief clause that could follow "it is asked that"."""
    for requirement in definitions.requirements.values():
        text = requirement.value.text
        words = len(text.split())
        if words > LONGEST_REQUIREMENT or text.endswith((".", ";")) or not text[:1].islower():
            message = f"a requirement of {words} words begins with {quoted(text.split()[0])}"
            hint = f"write {LONGEST_REQUIREMENT} words at most, a small letter first and no full stop"
            yield requirement.issue(requirement.where("text"), Code.STYLE_REQUIREMENT, message, hint)
