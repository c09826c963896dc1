"""What all charts share: how wide they may be, and what a chart is made from."""

from collections.abc import Mapping
from typing import Any

COLUMN = 374.0
"""Width of the text column (132 mm), in points."""

PAGE = 487.0
"""Width of column and margin column together (172 mm), in points."""

Places = Mapping[str, Any]
"""Numbers and words for an SVG template; read by Jinja only."""
