"""Small multiples: the same small chart for each part of a whole, on the same scale."""

from gapanalysis.render.charts.page import PAGE, Places
from gapanalysis.render.charts.ruler import Ruler

GAP = 17.0
"""Between two panels."""

TALL = 44.0
"""Height of the longest bar of all panels."""


def levels(data: Places, ruler: Ruler) -> Places:
    """For each part how many of its requirements stand at each level, as bars from a common baseline."""
    count = max(len(data["panels"]), 4)
    wide = (PAGE - GAP * (count - 1)) / count
    most = max((number for panel in data["panels"] for number in panel["counts"]), default=0) or 1
    top = 32.0
    panels = [
        {
            **panel,
            "x": place * (wide + GAP),
            "label": ruler.cut(panel["label"], 7.5, wide),
            "bars": [
                {
                    "x": step * wide / 4 + 1,
                    "wide": wide / 4 - 5,
                    "high": number / most * TALL,
                    "number": number,
                    "level": step,
                }
                for step, number in enumerate(panel["counts"])
            ],
        }
        for place, panel in enumerate(data["panels"])
    ]
    return {"width": PAGE, "height": top + TALL + 16, "panels": panels, "wide": wide, "base": top + TALL}
