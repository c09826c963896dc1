"""The glossary of one document: the terms that it uses, and no others."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from gapanalysis.model.questionnaire import GlossaryTerm
from gapanalysis.render.context.plain import Data, Plain

WORD = re.compile(r"[\w-]+")
"""A word; a hyphen belongs to it, so that the name of a sign ("gate-failed") is not taken for a text about gates."""

Forms = Mapping[str, Sequence[tuple[Sequence[str], str]]]
"""By its first word, each form of a term as words, the longest first, with the term."""


def glossary(terms: Sequence[GlossaryTerm], parts: Plain) -> list[Data]:
    """The terms that stand in the texts of these parts, in order of the alphabet, with their meanings.

    Whole words count, in the singular and the plural, whatever their case. Where one term holds another ("internal
    customer", "customer") the longer one is meant.
    """
    forms = _forms(terms)
    used = {term for text in _texts(parts) for term in _used(WORD.findall(text.lower()), forms)}
    return [
        {"term": entry.term, "meaning": entry.meaning}
        for entry in sorted(terms, key=lambda entry: entry.term.lower())
        if entry.term in used
    ]


def _forms(terms: Sequence[GlossaryTerm]) -> Forms:
    found: dict[str, list[tuple[Sequence[str], str]]] = defaultdict(list)
    for entry in terms:
        for name in (entry.term, *entry.also):
            for form in dict.fromkeys((name, f"{name}s", f"{name}es", f"{name.removesuffix('y')}ies")):
                if words := WORD.findall(form.lower()):
                    found[words[0]].append((words, entry.term))
    return {first: sorted(forms, key=lambda form: -len(form[0])) for first, forms in found.items()}


def _used(words: Sequence[str], forms: Forms) -> Iterator[str]:
    """The terms among the words of a text, one after the other."""
    at = 0
    while at < len(words):
        here = ((form, term) for form, term in forms.get(words[at], ()) if words[at : at + len(form)] == form)
        form, term = next(here, ((), ""))
        if form:
            yield term
        at += len(form) or 1


def _texts(part: Plain) -> Iterator[str]:
    """Every text among plain data."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for each in part.values():
            yield from _texts(each)
    elif isinstance(part, Sequence):
        for each in part:
            yield from _texts(each)
