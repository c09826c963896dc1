"""Where the parts of a YAML text stand.

A sound file is read without this: it has thousands of places, which cost more time and memory than what it says, and
nobody asks for any. Only a complaint does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml

if TYPE_CHECKING:
    from yaml.cyaml import CBaseLoader as Loader
else:
    Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that say that nothing was written."""

Route: TypeAlias = tuple[str | int, ...]
"""The way from the top of a tree to one of its parts: keys and 0-based indexes."""


class Position(NamedTuple):
    """A place in a text, both 1-based; columns count characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where one part of a tree stands.

    Attributes:
        key: position of its key; None for items of lists.
        value: position of the value; where an empty value would stand when there is none.
        start: 0-based character at which the value begins in the text.
        end: 0-based character after the value.
        style: of a scalar: empty for plain, else its quote or block sign; of a list or mapping `[` or `{` when it
            is written in brackets, `-` or `:` when it is written over lines.
    """

    key: Position | None
    value: Position
    start: int
    end: int
    style: str


def places_in(text: str) -> dict[Route, Place]:
    """Where each part of the first document stands, empty values included.

    Args:
        text: YAML that `source.read` has made a document of: it is sound, without aliases, and of bounded depth.
    """
    return dict(_places(next(yaml.compose_all(text, Loader=Loader)), (), None))


def _places(node: yaml.Node, route: Route, key: Position | None) -> Iterator[tuple[Route, Place]]:
    yield route, Place(key, _position(node), node.start_mark.index, node.end_mark.index, _style(node))
    if isinstance(node, yaml.SequenceNode):
        index = 0
        for item in node.value:
            yield from _places(item, (*route, index), None)
            index += not _is_nothing(item)  # an empty item is a fault and no part of the tree
    elif isinstance(node, yaml.MappingNode):
        given = set()
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and name.value not in given:  # a second one is a fault as well
                given.add(name.value)
                yield from _places(value, (*route, name.value), _position(name))


def _position(node: yaml.Node) -> Position:
    return Position(node.start_mark.line + 1, node.start_mark.column + 1)


def _style(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "[" if node.flow_style else "-"
    if isinstance(node, yaml.MappingNode):
        return "{" if node.flow_style else ":"
    return getattr(node, "style", None) or ""


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in NOTHING
