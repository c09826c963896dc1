"""The road: what remains after each horizon, and the actions in the columns of their horizons."""

from collections.abc import Mapping, Sequence
from typing import Any

from gapanalysis.render.charts.page import PAGE, Places
from gapanalysis.render.charts.ruler import Ruler

LEFT = 232.0
"""Where the columns of the horizons begin, the same on both charts."""


def remains(data: Places, ruler: Ruler) -> Places:
    """How things stand today and after each horizon: a bar for the share, and below it what is left, in figures."""
    today, line, tall, top = 62.0, 13.0, 40.0, 26.0
    columns = [LEFT - today, *(LEFT + place * (PAGE - LEFT) / data["horizons"] for place in range(data["horizons"]))]
    widths = [today - 6, *[(PAGE - LEFT) / data["horizons"]] * data["horizons"]]
    bottom = top + tall
    states = [
        {
            **state,
            "x": columns[state["column"]] + 4,
            "bar": min(widths[state["column"]] - 8, 52),
            "high": state["at"] * tall if state["at"] is not None else 0,
            "heading": ruler.wrap(state["name"], 8, widths[state["column"]] - 4, 2),
        }
        for state in data["states"]
    ]
    rows = [
        {**row, "y": bottom + 8 + line * (place + 1), "figures": row["figures"]}
        for place, row in enumerate(data["rows"])
    ]
    return {
        "width": PAGE,
        "height": bottom + 12 + line * len(rows),
        "top": top,
        "bottom": bottom,
        "states": states,
        "rows": rows,
        "line": line,
    }


def roadmap(data: Places, ruler: Ruler) -> Places:
    """Bars in the columns of their horizons; within a column what waits stands further to the right."""
    left, top = LEFT, 24.0
    step = max(10.1, min(15.6, 620 / max(len(data["rows"]), 1)))
    size = min(8.0, step * 0.74)
    count = len(data["horizons"])
    column = (PAGE - left) / count
    depth = _depths(data["rows"])
    deepest = [
        max((depth[row["number"]] for row in data["rows"] if row["column"] == place), default=0)
        for place in range(count)
    ]
    placed: dict[int, dict[str, Any]] = {}
    for line, row in enumerate(data["rows"]):
        slots = deepest[row["column"]] + 1
        width = (column - 8) / slots
        x = left + row["column"] * column + 4 + depth[row["number"]] * width
        placed[row["number"]] = {
            **row,
            "x": x,
            "y": top + step * line,
            "width": width - 3,
            "middle": step / 2,
            "title": ruler.cut(row["title"], size, left - 62),
        }
    lines = [_elbow(placed[other], mine) for mine in placed.values() for other in mine["after"] if other in placed]
    heads = [{"x": left + place * column, "name": name} for place, name in enumerate(data["horizons"])]
    return {
        "width": PAGE,
        "height": top + step * len(placed) + 4,
        "rows": list(placed.values()),
        "lines": lines,
        "heads": heads,
        "left": left,
        "top": top,
        "step": step,
        "column": column,
        "size": size,
    }


def _depths(rows: Sequence[Places]) -> Mapping[int, int]:
    """How many steps within its own column each action has to wait."""
    by_number = {row["number"]: row for row in rows}
    depth: dict[int, int] = {}
    for row in rows:  # predecessors stand before what waits for them
        before = [
            depth[other] + 1 for other in row["after"] if other in depth and by_number[other]["column"] == row["column"]
        ]
        depth[row["number"]] = max(before, default=0)
    return depth


def _elbow(start: Places, end: Places) -> Places:
    """A line from the end of one bar down to the start of another."""
    return {
        "x": start["x"] + start["width"],
        "y": start["y"] + start["middle"],
        "to_x": end["x"],
        "to_y": end["y"] + end["middle"],
    }
