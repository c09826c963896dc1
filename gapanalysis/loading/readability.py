"""How old one has to be to read a question with ease, as a library measures it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

AIM = 14
"""Reading age that half of the questions should stay at or below."""

YEARS_BEFORE_SCHOOL = 5
"""A grade is a year of school, which begins at five: age = grade + 5."""


@dataclass(frozen=True, slots=True)
class ReadingAge:
    """The age in years at which a question reads with ease."""

    question: str
    ask: str
    age: float


def reading_ages(asks: Mapping[str, str]) -> tuple[ReadingAge, ...] | None:
    """The reading age of each question, hardest first; None where the library is not installed.

    Measured by the automated readability index (Smith and Senter, AMRL-TR-66-220, 1967): letters a word and words a
    sentence. It needs neither syllables nor a list of words, so nothing is downloaded. On a single sentence it is
    rough; what counts is the median of many.

    Args:
        asks: texts by id of the question.
    """
    try:
        import textstat
    except ImportError:
        return None
    ages = (
        ReadingAge(name, ask, YEARS_BEFORE_SCHOOL + textstat.automated_readability_index(ask))
        for name, ask in asks.items()
    )
    return tuple(sorted(ages, key=lambda each: (-each.age, each.question)))


def median_age(ages: Sequence[ReadingAge]) -> float | None:
    """The age that half of the questions stay at or below; None when there is no question."""
    return median(each.age for each in ages) if ages else None
