"""Texts with places (`{customers}`) worded for one organisation."""

import re
from collections.abc import Mapping

from gapanalysis.model.assessment import Engagement
from gapanalysis.model.question import TERM_NAMES
from gapanalysis.model.questionnaire import Questionnaire, Term

PLACE = re.compile(r"\{([A-Za-z_]+)\}")
"""A place in a text; what may stand in it is `PLACES` of the questionnaire model."""

Words = Mapping[str, str]
"""From place to word, `customers` -> `patients`, or from role to who has it, `quality lead` -> `owner-manager`."""


def words_for(questionnaire: Questionnaire, sector: str | None, engagement: Engagement) -> Words:
    """The words of a sector, with the questionnaire's own for terms the sector leaves alone.

    A currency that the questionnaire has no word for is called by its three letters.
    """
    known = questionnaire.sectors.get(sector) if sector else None
    currencies = questionnaire.business_case.currencies if questionnaire.business_case else {}
    currency = currencies.get(engagement.currency, engagement.currency)
    return words_of({**questionnaire.terms, **(known.terms if known else {})}, engagement.client, currency)


def words_of(terms: Mapping[str, Term], organisation: str, currency: str) -> Words:
    """The words that these terms give; KeyError where one of the terms is missing."""
    words = {"organisation": organisation, "currency": currency}
    for name in TERM_NAMES:
        words |= {name: terms[name].one, f"{name}s": terms[name].many, f"a_{name}": terms[name].a}
    return words


def fill(text: str, words: Words) -> str:
    """The text with its places filled; a place with a capital gives a capital word.

    One pass only: braces inside a word stay as they are. An unknown place stays as it is.
    """
    if "{" not in text:
        return text
    parts = PLACE.split(text)  # texts and places take turns
    parts[1::2] = [_word(place, words) for place in parts[1::2]]
    return "".join(parts)


def _word(place: str, words: Words) -> str:
    word = words.get(place)
    if word is None and (small := words.get(place[0].lower() + place[1:])) is not None:
        word = small[:1].upper() + small[1:]
    return f"{{{place}}}" if word is None else word


def continued(statement: str) -> str:
    """A statement made ready to follow a semicolon: its first letter small, unless the word is all capitals."""
    return statement if statement[1:2].isupper() else statement[:1].lower() + statement[1:]
