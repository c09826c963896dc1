"""The style guide as data: lengths, words that are not used, and words that need explaining (docs/authors/style.md)."""

import re
from collections.abc import Mapping

LONGEST_ASK = 40
"""Words of `ask`."""

LONGEST_STATEMENT = 90
"""Characters of a headline or strength, in the words of every sector."""

LONGEST_TITLE = 100
"""Characters of the title of an action."""

LONGEST_MEANING = 40
"""Words of an entry in the glossary."""

LONGEST_REQUIREMENT = 25
"""Words of a requirement in our own words."""

LEAST_EVIDENCE = 2
"""Things to look for in a question that is answered with a level."""

LEAST_QUERY = 15
"""Words of a query: what contradicts what, and what to do about it."""

MOST_ASKED = 2
"""Questions within one `ask`: the one asked, and how one knows or what came of it."""

TYPICAL_NAME = "Aldermoor Precision Ltd"
TYPICAL_CURRENCY = "pounds"
"""An invented organisation whose name is as long as most, for measuring texts that name it."""

UNWANTED: Mapping[str, str] = {
    r"ensur\w*": "say what is done, or write 'make sure'",
    r"robust\w*": "say what it withstands",
    r"leverag\w*": "write 'use'",
    r"utili[sz]\w*": "write 'use'",
    r"going forward": "write 'from now on', or nothing",
    r"best[- ]in[- ]class": "say better than whom, and by what measure",
    r"world[- ]class": "say better than whom, and by what measure",
    r"state[- ]of[- ]the[- ]art": "say what it can do",
    r"holistic\w*": "say which parts belong together",
    r"synerg\w*": "say what each gains",
    r"n/a": "write 'not applicable', with the reason",
    r"and/or": "write one of them, or 'or both'",
    r"shall": "write 'must' or 'has to': these are our own words, not the standard's",
}
"""Words that hide what is meant, and what to write instead."""

AMERICAN: Mapping[str, str] = {
    "organiz": "organis",
    "recogniz": "recognis",
    "analyz": "analys",
    "prioritiz": "prioritis",
    "standardiz": "standardis",
    "customiz": "customis",
    "summariz": "summaris",
    "minimiz": "minimis",
    "behavior": "behaviour",
    "fulfill": "fulfil",
    "color": "colour",
    "favor": "favour",
    "labor": "labour",
    "neighbor": "neighbour",
    "center": "centre",
    "defense": "defence",
    "catalog": "catalogue",
    "canceled": "cancelled",
    "labeled": "labelled",
    "traveler": "traveller",
    "gray": "grey",
}
"""How words begin as they are spelled in the United States, and in the United Kingdom."""

_BRITISH_ANYWAY = (
    r"(?<!International )(?<!Organization for )"  # the name of ISO itself
    r"(?!catalogue|laborator|colorimet|fulfilled|fulfilling)"
)

JARGON = (
    "8D",
    "FMEA",
    "five whys",
    "KPI",
    "SPC",
    "OTIF",
    "PDCA",
    "QMS",
    "Net Promoter",
    "control chart",
    "run chart",
    "Pareto",
    "pre-mortem",
    "concession",
    "rework",
    "nonconform",
    "corrective action",
    "documented information",
    "interested part",
    "externally provided",
)
"""Beginnings of words of the trade: never in `ask`, and elsewhere only where the glossary explains them."""


def _any_of(words: Mapping[str, str]) -> re.Pattern[str]:
    parts = "|".join(f"(?P<w{number}>{word})" for number, word in enumerate(words))
    return re.compile(rf"\b(?:{parts})(?!\w)", re.IGNORECASE)


UNWANTED_WORD = _any_of(UNWANTED)
AMERICAN_WORD = re.compile(rf"\b{_BRITISH_ANYWAY}(?:re|un|dis|mis)?({'|'.join(AMERICAN)})\w*", re.IGNORECASE)
JARGON_WORD = re.compile(rf"\b({'|'.join(map(re.escape, JARGON))})\w*", re.IGNORECASE)


def instead_of(match: re.Match[str]) -> str:
    """What to write instead of a match of `UNWANTED_WORD`."""
    return list(UNWANTED.values())[int(str(match.lastgroup).removeprefix("w"))]


def in_british(match: re.Match[str]) -> str:
    """The word that `AMERICAN_WORD` found, as spelled in the United Kingdom."""
    found = match.group(1)
    british = AMERICAN[found.lower()]
    return match.group().replace(found, british.capitalize() if found[:1].isupper() else british)
