"""The customer chain: each need followed from link to link until one is missing."""

from typing import Any

from gapanalysis.render.charts.page import PAGE, Places
from gapanalysis.render.charts.ruler import Ruler

LEFT = 92.0
"""Where the links begin; the customer stands to the left of them."""

TOP = 38.0
"""Height of the head, with the names of the links and how many needs get that far."""

LINE = 8.8
SIZE = 7.3
MOST_LINES = 4


def chain(data: Places, ruler: Ruler) -> Places:
    """One line a need. It is drawn through as far as the links hold, and broken where the first is missing."""
    wide = (PAGE - LEFT) / len(data["links"])
    rows: list[dict[str, Any]] = []
    at = TOP
    for row in data["rows"]:
        customer = ruler.wrap(row["customer"], 8.5, LEFT - 8, 3)
        owner = ruler.wrap(row["owner"], SIZE, LEFT - 8, 2) if row["owner"] else []
        cells = [_cell(link, place, row["holds"], wide, ruler) for place, link in enumerate(row["links"])]
        tall = 20 + LINE * max(len(cell["lines"]) for cell in cells)
        tall = max(tall, 10.5 * len(customer) + 9.5 * len(owner) + 7)
        rows.append({"y": at, "tall": tall, "customer": customer, "owner": owner, "cells": cells, **_ends(row, wide)})
        at += tall
    heads = [
        {"x": LEFT + place * wide, "name": ruler.cut(link["name"], 8, wide - 4), "reach": link["reach"]}
        for place, link in enumerate(data["links"])
    ]
    return {"width": PAGE, "height": at + 1, "rows": rows, "heads": heads, "step": LINE, "size": SIZE}


def _cell(link: Places, place: int, holds: int, wide: float, ruler: Ruler) -> dict[str, Any]:
    """One link: a filled mark while the chain holds, a cross where it breaks, an open mark beyond."""
    kind = "link" if place < holds else "break" if place == holds else "beyond"
    lines = ruler.wrap(link["text"], SIZE, wide - 7, MOST_LINES)
    return {"x": LEFT + place * wide, "kind": kind, "lines": lines, "empty": not link["text"]}


def _ends(row: Places, wide: float) -> dict[str, float]:
    """Where the whole part of a line ends, and where the broken part does."""
    links, holds = len(row["links"]), row["holds"]
    whole = LEFT + (holds - 1) * wide + 4 if holds else LEFT
    return {"from": LEFT + 4, "whole": whole, "to": LEFT + (links - 1) * wide + 4}
