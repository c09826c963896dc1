"""Where things stand on each chart, in points: one function a chart, from its data to what its template draws."""

from collections.abc import Callable, Mapping

from gapanalysis.render.charts.chain import chain
from gapanalysis.render.charts.page import COLUMN, PAGE, Places
from gapanalysis.render.charts.panels import levels
from gapanalysis.render.charts.roadmap import remains, roadmap
from gapanalysis.render.charts.ruler import Ruler
from gapanalysis.render.charts.way import stage, way

QUICK_SEVERITY = 3
"""The lowest row of the quick wins, which carries their name."""

EDGE = 24.0
"""So near an edge a label grows away from it."""


def bands(data: Places, ruler: Ruler) -> Places:
    """A share on its bands, with what it may still become."""
    edges = [band["least"] / 100 for band in data["bands"]] + [1]
    parts = [
        {
            "lines": ruler.wrap(band["label"], 7.5, (end - start) * COLUMN - 3, 3),
            "x": start * COLUMN,
            "width": (end - start) * COLUMN - 1.5,
            "here": band["label"] == data["band"],
        }
        for band, start, end in zip(data["bands"], edges[:-1], edges[1:], strict=True)
    ]
    at = data["at"] * COLUMN
    anchor = "start" if at < EDGE else "end" if at > COLUMN - EDGE else "middle"
    low, high = data["low"], data["high"]
    span = None if low is None else {"x": low * COLUMN, "width": max((high - low) * COLUMN, 1)}
    return {"width": COLUMN, "height": 66, "parts": parts, "at": at, "anchor": anchor, "span": span}


def dots(data: Places, ruler: Ruler) -> Places:
    """A mark a clause on a line from nothing to everything."""
    step, top, left = max(11.4, min(14.4, 450 / max(len(data["rows"]), 1))), 6.0, 246.0
    width = PAGE - left - max(ruler.width(row["label"], 7.5) for row in data["rows"]) - 14
    rows = [
        {
            **row,
            "y": top + step * (place + 0.5),
            "x": left + row["at"] * width,
            "title": ruler.cut(row["title"], 8.5, left - 48),
        }
        for place, row in enumerate(data["rows"])
    ]
    bottom = top + step * len(rows)
    ticks = [{"x": left + width * part / 4, "label": str(part * 25)} for part in range(5)]
    return {
        "width": PAGE,
        "height": bottom + 16,
        "rows": rows,
        "ticks": ticks,
        "top": top,
        "bottom": bottom,
        "left": left,
    }


def lost(data: Places, ruler: Ruler) -> Places:
    """A bar for what each clause lacks, the longest first; a line where half of the whole is reached."""
    step, top, left = 14.4, 3.0, 232.0
    width = PAGE - left - max(ruler.width(row["label"], 8) for row in data["rows"]) - 8
    rows = [
        {
            **row,
            "y": top + step * place,
            "width": row["at"] * width,
            "title": ruler.cut(row["title"], 8.5, left - 62 if row["number"] else left - 26),
        }
        for place, row in enumerate(data["rows"])
    ]
    half = top + step * data["half"] - 1.1 if data["half"] else None
    return {
        "width": PAGE,
        "height": top + step * len(rows) + 1,
        "rows": rows,
        "left": left,
        "half": half,
        "half_label": data["half_label"],
    }


def bars(data: Places, ruler: Ruler) -> Places:
    """A bar a group, from zero."""
    step, left, width = 19.0, 60.0, 226.0
    rows = [
        {
            **row,
            "y": step * place + 4,
            "width": max(row["at"] * (width - left), 0.8),
            "name": ruler.cut(row["name"], 8.5, left - 6),
            "inside": ruler.width(row["label"], 8) + 8 < row["at"] * (width - left),
        }
        for place, row in enumerate(data["rows"])
    ]
    return {"width": width, "height": step * len(rows) + 2, "rows": rows, "left": left, "full": width - left}


def bar(data: Places, ruler: Ruler) -> Places:  # noqa: ARG001 (one signature for all charts)
    """A single small bar, from zero."""
    return {"width": 62.0, "height": 6.0, "at": None if data["at"] is None else data["at"] * 62.0, "tone": data["tone"]}


def matrix(data: Places, ruler: Ruler) -> Places:  # noqa: ARG001 (one signature for all charts)
    """Numbers of actions in a grid: severity upwards, effort to the right; a row is as high as it needs."""
    left, top, cell_width, per_row = 52.0, 8.0, 64.4, 4
    edges = [top]
    for severity in range(5, 0, -1):
        most = max((len(cell["actions"]) for cell in data["cells"] if cell["severity"] == severity), default=0)
        edges.append(edges[-1] + max(25.0, 15.0 * -(-most // per_row) + 9) + (10 if severity == QUICK_SEVERITY else 0))
    marks = [
        {
            **action,
            "x": left + (cell["effort"] - 1) * cell_width + 9 + place % per_row * 15.4,
            "y": edges[5 - cell["severity"]] + 11.5 + place // per_row * 15,
        }
        for cell in data["cells"]
        for place, action in enumerate(cell["actions"])
    ]
    return {
        "width": COLUMN,
        "height": edges[-1] + 34,
        "marks": marks,
        "left": left,
        "top": top,
        "bottom": edges[-1],
        "edges": edges,
        "cell_width": cell_width,
    }


def steps(data: Places, ruler: Ruler) -> Places:  # noqa: ARG001 (one signature for all charts)
    """Today and each step of the plan: the share on a line, and the gaps that remain as a bar, likely majors first."""
    top, step, share_left, share_width, left = 16.0, 27.0, 88.0, 94.0, 206.0
    most = max((row["majors"] + row["minors"] for row in data["rows"]), default=0)
    scale = (COLUMN - left) / max(most, 1)
    rows = [
        {
            **row,
            "y": top + step * place + 10,
            "x": None if row["at"] is None else share_left + row["at"] * share_width,
            "major_width": row["majors"] * scale,
            "minor_width": row["minors"] * scale,
        }
        for place, row in enumerate(data["rows"])
    ]
    return {
        "width": COLUMN,
        "height": top + step * len(rows),
        "rows": rows,
        "top": top,
        "left": left,
        "share_left": share_left,
        "share_width": share_width,
    }


PLACES: Mapping[str, Callable[[Places, Ruler], Places]] = {
    "bands": bands,
    "dots": dots,
    "bars": bars,
    "bar": bar,
    "lost": lost,
    "levels": levels,
    "way": way,
    "stage": stage,
    "chain": chain,
    "matrix": matrix,
    "remains": remains,
    "roadmap": roadmap,
    "steps": steps,
}
