"""Keys of the small YAML files that documents are made with, each with its line and each there once."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from gapanalysis.errors import RenderError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast loader where libyaml is there; both read the same."""


def entries(node: yaml.MappingNode, path: Path, code: str) -> Iterator[tuple[str, int, yaml.Node]]:
    """Key, line (from 1) and value of each entry; raises RenderError with file and line for a key that comes twice."""
    first: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in first:
            raise RenderError(
                f'"{key.value}" stands here twice; it is in line {first[key.value]} already.',
                hint="keep one of them",
                code=code,
                source=f"{path}:{line}",
            )
        first[key.value] = line
        yield key.value, line, value
