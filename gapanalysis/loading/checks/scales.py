"""Do scales have the levels that scores are made of?"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located

LEVELS: Mapping[str, tuple[int, ...]] = {
    "conformity": (0, 1, 2, 3),
    "maturity": (1, 2, 3, 4, 5),
    "documentation": (0, 1, 2),
}
"""The levels each kind of scale has: shares count in thirds of conformity, practice in maturity from 1 to 5,
documented information in halves."""


def check_scales(definitions: Definitions) -> Iterator[Issue]:
    """Levels of scales against what they measure."""
    for scale in definitions.scales.values():
        yield from repeated_levels(scale, "levels")
        needed = LEVELS[scale.value.measures]
        if tuple(sorted(scale.value.levels)) != needed:
            message = f"a scale of {scale.value.measures} has the levels {needed[0]} to {needed[-1]}, each once"
            yield scale.issue(scale.where("levels"), Code.SCALE_LEVELS, message)
        graded = scale.value.measures != "documentation"
        for level, key in level_keys(scale, "levels").items():
            if level in scale.value.levels and (scale.value.levels[level].grade is not None) is not graded:
                message = f"level {level} has no grade" if graded else f"level {level} has a grade"
                hint = "say what it means, such as `likely minor`" if graded else "documented information is not graded"
                yield scale.issue(scale.where("levels", key), Code.SCALE_LEVELS, message, hint)


def level_keys(located: Located[Any], name: str) -> dict[int, str]:
    """Levels of a mapping by number, with the first key that writes each."""
    written = located.get(name)
    keys: dict[int, str] = {}
    for key in written if isinstance(written, dict) else ():
        keys.setdefault(_level(key), key)
    return keys


def _level(key: str) -> int:
    return int(Decimal(key))  # the schema takes `1.0` for 1, and numbers of any length


def repeated_levels(located: Located[Any], name: str) -> Iterator[Issue]:
    """Complaints about levels that are written twice in different ways, such as `1` and `01`."""
    first = level_keys(located, name)
    written = located.get(name)
    for key in written if isinstance(written, dict) else ():
        level = _level(key)
        if first[level] != key:
            where = located.where(name, key, on_key=True)
            yield located.issue(
                where, Code.DUPLICATE_KEY, f"level {level} is here a second time", f"`{key}` is {level}"
            )
