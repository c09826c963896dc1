"""Where things stand on the charts of a proposal, in points, as in `places`."""

from collections.abc import Callable, Mapping

from gapanalysis.render.charts.page import PAGE, Places
from gapanalysis.render.charts.ruler import Ruler

SQUARE = 7.6
"""The largest side of a square that stands for a gap, with the space beside it."""

WEEKS_A_MONTH = 4.3

FEWEST_WEEKS = 8
"""A timetable is never drawn wider than so many weeks would be."""


def strips(data: Places, ruler: Ruler) -> Places:
    """A row an option: a square for each gap, in groups of one grade, wrapped where they are many."""
    left, gap, width = 64.0, 12.0, PAGE - 64.0
    groups = [len(group["closed"]) for group in data["rows"][0]["groups"]]
    room = width - gap * (len(groups) - 1)
    lines = 1
    while room / max(sum(-(-count // lines) for count in groups), 1) < 4.4:  # noqa: PLR2004 (still to be told apart)
        lines += 1
    columns = [-(-count // lines) for count in groups]
    side = min(SQUARE, room / max(sum(columns), 1))
    starts = [left + sum(columns[:place]) * side + gap * place for place in range(len(groups))]
    height = lines * side + 8
    rows = [
        {
            "name": ruler.cut(row["name"], 8.5, left - 6),
            "y": 16 + height * line,
            "squares": [
                {
                    "x": x + place // lines * side,
                    "y": 16 + height * line + place % lines * side,
                    "sign": group["sign"],
                    "closed": closed,
                }
                for x, group in zip(starts, row["groups"], strict=True)
                for place, closed in enumerate(group["closed"])
            ],
        }
        for line, row in enumerate(data["rows"])
    ]
    heads = _heads(data["heads"], starts, ruler)
    return {
        "width": PAGE,
        "height": 16 + height * len(rows),
        "rows": rows,
        "heads": heads,
        "side": side - 1.3,
        "middle": lines * side / 2,
    }


def _heads(names: list[str], starts: list[float], ruler: Ruler) -> list[Places]:
    """Names over their groups; one that has no room moves on, so that none overlap."""
    heads: list[Places] = []
    free = 0.0
    for name, x in zip(names, starts, strict=True):
        at = max(x, free)
        heads.append({"x": at, "name": name})
        free = at + ruler.width(name, 7.5) + 8
    return heads


def timetable(data: Places, ruler: Ruler) -> Places:
    """A bar a package over its weeks, months above, dates that matter as lines through all of it."""
    left, top, step = 196.0, 30.0, 17.0
    weeks = max(data["weeks"], FEWEST_WEEKS, *(mark["at"] for mark in data["marks"]))
    week = (PAGE - left) / weeks
    rows = [
        {
            "title": ruler.cut(row["title"], 8.5, left - 10),
            "built": row["built"],
            "x": left + row["first"] * week,
            "y": top + step * place,
            "width": max((row["last"] - row["first"]) * week - 1.5, 2.0),
            "design": None if row["design"] is None else (row["last"] - row["first"]) * week * row["design"],
        }
        for place, row in enumerate(data["rows"])
    ]
    bottom = top + step * len(rows)
    return {
        "width": PAGE,
        "height": bottom + 12 + 11 * len(data["marks"]) + 14,
        "rows": rows,
        "months": _months(data, left, week, ruler),
        "marks": _marks(data, left, week, bottom, ruler),
        "left": left,
        "top": top,
        "bottom": bottom,
        "key": _key(data["key"], ruler),
        "key_y": bottom + 12 + 11 * len(data["marks"]) + 6,
    }


def _key(names: list[str], ruler: Ruler) -> list[Places]:
    """Signs with their names, in a row."""
    key: list[Places] = []
    x = 0.0
    for name in names:
        key.append({"x": x, "name": name})
        x += 14 + ruler.width(name, 7.5) + 16
    return key


def _months(data: Places, left: float, week: float, ruler: Ruler) -> list[Places]:
    """Names of months, all cut to a length that fits a whole month; a year where it begins."""
    room = WEEKS_A_MONTH * week - 4
    length = next((n for n in (9, 3) if all(ruler.width(m["name"][:n], 7.5) <= room for m in data["months"])), 1)
    ends = [*(month["at"] for month in data["months"][1:]), data["weeks"]]
    months: list[Places] = []
    year = ""
    for month, end in zip(data["months"], ends, strict=True):
        name = month["name"][:length]
        fits = ruler.width(name, 7.5) + 3 <= (end - month["at"]) * week
        new_year = "" if month["year"] == year else month["year"]
        months.append({"x": left + month["at"] * week, "name": name if fits else "", "year": new_year})
        year = month["year"]
    return months


def _marks(data: Places, left: float, week: float, bottom: float, ruler: Ruler) -> list[Places]:
    """Dates as lines; each label stands on a line of its own beneath, on the side where there is room."""
    marks: list[Places] = []
    for place, mark in enumerate(data["marks"]):
        x = left + mark["at"] * week
        fits = x + 4 + ruler.width(mark["label"], 7.5) <= PAGE
        marks.append(
            {
                "x": x,
                "y": bottom + 11 + 11 * place,
                "label": mark["label"],
                "text_x": x + 4 if fits else x - 4,
                "anchor": "start" if fits else "end",
            }
        )
    return marks


OFFERS: Mapping[str, Callable[[Places, Ruler], Places]] = {"strips": strips, "timetable": timetable}
"""The charts of a proposal."""
