"""Words in charts that end or are centred at a place, told where they start instead.

WeasyPrint draws each of them in a group of its own: the more than three hundred of a report made a fifth of its size.
"""

import re
from collections.abc import Mapping
from html import unescape

from gapanalysis.render.charts.ruler import Ruler

ANCHORED = re.compile(r'<text x="([\d.]+)"([^>]*) text-anchor="(middle|end)"([^>]*)>([^<]*)</text>')
SIZE = re.compile(r' font-size="([\d.]+)"')
WEIGHT = re.compile(r' font-weight="(\d+)"')
PART = {"middle": 0.5, "end": 1.0}


def started(svg: str, rulers: Mapping[int, Ruler]) -> str:
    """The chart with places where words start, as far as there is a ruler of their weight; it looks the same."""
    usual = SIZE.search(svg)
    if usual is None:
        return svg

    def start(found: re.Match[str]) -> str:
        x, before, anchor, after, words = found.groups()
        attributes = before + after
        weight = WEIGHT.search(attributes)
        ruler = rulers.get(int(weight[1]) if weight else 400)
        if ruler is None:
            return found[0]
        size = float((SIZE.search(attributes) or usual)[1])
        at = float(x) - PART[anchor] * ruler.width(unescape(words), size)
        return f'<text x="{at:.3f}"{attributes}>{words}</text>'

    return ANCHORED.sub(start, svg)
