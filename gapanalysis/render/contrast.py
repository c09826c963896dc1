"""Contrast of the colours of a theme, for every pair that documents use (WCAG 2.2, 1.4.3 and 1.4.11)."""

from dataclasses import dataclass

from gapanalysis.render.theme import Colours

TEXT = 4.5
"""Least ratio of text and its ground at level AA; our type is too small for the 3 : 1 of large type."""

MARK = 3.0
"""Least ratio of a mark that has to be seen, and its ground."""

LINEAR_UP_TO = 0.04045
"""Where sRGB stops being linear (IEC 61966-2-1)."""

CHANNEL = (0.2126, 0.7152, 0.0722)
"""Weights of red, green and blue in relative luminance (WCAG 2.2)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour upon another, by their names, and the least ratio for what is done with it."""

    upper: str
    ground: str
    least: float
    used: str


TEXTS = (
    ("ink", "paper", "text"),
    ("soft", "paper", "notes, captions and labels of charts"),
    ("brand", "paper", "labels, numbers and links"),
    ("bad", "paper", "the mark of a draft, and what is missing"),
    ("ink", "good_wash", "clauses that hold"),
    ("ink", "fair_wash", "clauses with a likely minor gap"),
    ("ink", "bad_wash", "clauses with a likely major gap"),
    ("brand", "ground", "names of the periods of the roadmap"),
    ("brand", "brand_wash", "the name of the quick wins"),
    ("ink", "brand_wash", "numbers of the quick wins"),
    ("paper", "brand", "the cover, and numbers in bars"),
    ("paper", "soft", "numbers in the bar of today"),
    ("paper", "bad", "numbers of actions that close a likely major gap"),
)

MARKS = (
    ("brand", "paper", "bars, links of the chain and squares of practice"),
    ("soft", "paper", "what was not assessed"),
    ("bad", "paper", "signs of what is absent or fails"),
    ("fair", "paper", "signs of what is partial"),
    ("good", "paper", "signs of what is in place"),
    ("bad", "bad_wash", "signs in the map of clauses"),
    ("bad", "fair_wash", "signs in the map of clauses"),
    ("fair", "fair_wash", "signs in the map of clauses"),
    ("good", "fair_wash", "signs in the map of clauses"),
    ("good", "good_wash", "signs in the map of clauses"),
    ("brand", "ground", "bars upon what is still missing"),
)

PAIRS = (
    *(Pair(upper, ground, TEXT, used) for upper, ground, used in TEXTS),
    *(Pair(upper, ground, MARK, used) for upper, ground, used in MARKS),
)
"""Every pair that the shipped templates use."""


def ratio(one: str, other: str) -> float:
    """Contrast of two colours `#rrggbb`, from 1 (the same) to 21 (black and white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_low(colours: Colours) -> list[tuple[Pair, float]]:
    """The pairs whose contrast is too low, with their ratio."""
    named = colours.model_dump()
    found = [(pair, ratio(named[pair.upper], named[pair.ground])) for pair in PAIRS]
    return [(pair, value) for pair, value in found if value < pair.least]


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip(CHANNEL, linear, strict=True))
