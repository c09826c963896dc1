"""The way from satisfaction to focus."""

from gapanalysis.render.charts.page import COLUMN, Places
from gapanalysis.render.charts.ruler import Ruler


def way(data: Places, ruler: Ruler) -> Places:
    """Five steps and the place reached."""
    left, width = 34.0, COLUMN - 68
    steps = [
        {
            "x": left + width * place / 4,
            "number": place + 1,
            "lines": ruler.wrap(text, 7.5, 70, 3),
            "reached": data["at"] is not None and data["at"] >= place + 1,
        }
        for place, text in enumerate(data["steps"])
    ]
    at = None if data["at"] is None else left + width * (data["at"] - 1) / 4
    return {
        "width": COLUMN,
        "height": 76,
        "steps": steps,
        "at": at,
        "left": left,
        "right": left + width,
        "label": data["label"],
    }


def stage(data: Places, ruler: Ruler) -> Places:  # noqa: ARG001 (one signature for all charts)
    """The same five steps small, with the place that a part has reached."""
    left, width = 4.0, 58.0
    ticks = [left + width * place / 4 for place in range(5)]
    at = left + width * (data["stage"] - 1) / 4
    return {"width": width + 2 * left, "height": 8.0, "ticks": ticks, "at": at, "left": left, "right": left + width}
