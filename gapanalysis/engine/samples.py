"""What a sample says about a lapse: two of five not conforming is another finding than one of fifty."""

from collections.abc import Iterable
from fractions import Fraction

from gapanalysis.model.finding import Reason
from gapanalysis.model.observation import Sample

LEAST_DRAWN = 5
ISOLATED_UP_TO = Fraction(1, 3)
LAPSES, PARTIAL = 2, 1
"""Of five or more drawn, more than a third not conforming is no isolated lapse: what was answered with level 2, in
place with lapses, then looks like level 1, partial (our judgement, docs/scoring.md)."""


def sample_reasons(samples: Iterable[Sample], level: int | None) -> tuple[Reason, ...]:
    """A reason for every sample in which something did not conform, and one more where the lapses are not isolated.

    Samples are never added up: each was drawn from something else. The level stays what was answered.

    Args:
        samples: those of the observations beneath a finding.
        level: the level answered; None where the finding rests on several questions or on none.
    """
    reasons = []
    for sample in samples:
        if not sample.not_conforming:
            continue
        counts = {"not_conforming": sample.not_conforming, "drawn": sample.drawn}
        reasons.append(Reason(rule="sample", values=counts))
        share = Fraction(sample.not_conforming, sample.drawn)
        if level == LAPSES and sample.drawn >= LEAST_DRAWN and share > ISOLATED_UP_TO:
            reasons.append(Reason(rule="sample-not-isolated", values={**counts, "level": PARTIAL}))
    return tuple(reasons)
