"""How much of the summary fits on its one page: an estimate from the lengths of its words, on the safe side.

Nothing that is cut here is lost: gaps, strengths and actions stand in chapters of their own.
"""

from collections.abc import Sequence
from math import ceil

PAGE = 722.0
"""Points of height that fit by this estimate: measured on summaries of the examples in both shipped themes."""

FEWEST = {"actions": 2, "strengths": 1, "gaps": 3}
"""What is kept of each list in any case, in the order in which lists give way."""

BLOCK = 16.0
"""Air above each block."""


def amounts(  # noqa: PLR0913 (the blocks of the page)
    *,
    headline: str,
    verdict: str,
    standing: bool,
    still_open: bool,
    gates: Sequence[str],
    gaps: Sequence[tuple[str, str]],
    strengths: Sequence[str],
    actions: Sequence[str],
) -> dict[str, int]:
    """How many gaps, strengths and actions fit, given all there are in order.

    Args:
        headline: that of the page.
        verdict: what follows it.
        standing: whether the share is shown on its bands.
        still_open: whether it is said beside it what the share may still become.
        gates: what stands for each failed gate.
        gaps: the headline and the consequence of each.
        strengths: the headline of each.
        actions: the title of each.
    """
    used = 14 + 23.5 * _lines(headline, 44) + 15 * _lines(verdict, 78) + (102 + 28 * still_open if standing else 0)
    used += BLOCK + sum(14 * _lines(text, 92) for text in gates) if gates else 0
    heights: dict[str, list[float]] = {
        "actions": [7 + 12 * _lines(text, 48) for text in actions],
        "strengths": [14.0 * _lines(text, 88) for text in strengths],
        "gaps": [7 + 12 * (_lines(headline_of, 58) + _lines(rest, 62)) for headline_of, rest in gaps],
    }
    kept = {name: len(tall) for name, tall in heights.items()}

    def whole() -> float:
        blocks = [BLOCK + sum(heights[name][:count]) for name, count in kept.items() if count]
        return used + sum(blocks) + 14

    for name, fewest in FEWEST.items():
        while whole() > PAGE and kept[name] > fewest:
            kept[name] -= 1
    return kept


def _lines(text: str, characters: int) -> int:
    return ceil(len(text) / characters)
