"""Plain data: what templates see, and all they see."""

from collections.abc import Mapping, Sequence

Plain = str | int | float | None | Sequence["Plain"] | Mapping[str, "Plain"]
"""Words, numbers, lists and mappings: no objects with methods, no fractions, no dates."""

Data = Mapping[str, Plain]
