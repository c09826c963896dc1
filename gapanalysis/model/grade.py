"""The grades of findings: what an auditor would likely say."""

from enum import StrEnum


class Grade(StrEnum):
    """What a level means, worst last. `opportunity` belongs to good practice and never to a requirement."""

    CONFORMS = "conforms"
    OPPORTUNITY = "opportunity"
    MINOR = "likely minor"
    MAJOR = "likely major"

    @property
    def rank(self) -> int:
        """0 for conforms up to 3 for likely major."""
        return _RANKS[self]


_RANKS = {grade: rank for rank, grade in enumerate(Grade)}
