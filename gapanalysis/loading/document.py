"""A definition file as a tree of plain text, lists and mappings that knows where each part stands."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.places import Place, Position, Route

Tree: TypeAlias = str | list["Tree"] | dict[str, "Tree"]

_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(\n[ \t\n]*)|(.))", re.DOTALL)
_WHITE_ESCAPES = frozenset("tnvfrNLP_ \t")


class Where(NamedTuple):
    """A part of a document to complain about; where it stands is worked out only when somebody does.

    Attributes:
        route: the part.
        on_key: its key is meant rather than its value.
        offset: 0-based character within the scalar's text that is meant.
    """

    route: Route
    on_key: bool = False
    offset: int | None = None


@dataclass(frozen=True)
class Document:
    r"""One definition file, read.

    Attributes:
        file: path as the user gave it.
        text: the whole text, line ends as `\n`.
        tree: its mapping; every scalar is text as written. Keys with an empty value are not in it.
        locate: works out `places`, once somebody asks.
        dropped: keys that were written, and taken out of the tree because of their faults.
    """

    file: str
    text: str
    tree: dict[str, Tree]
    locate: Callable[[], Mapping[Route, Place]]
    dropped: frozenset[Route] = frozenset()

    @cached_property
    def places(self) -> Mapping[Route, Place]:
        """Where each part stands, empty values included."""
        return self.locate()

    def get(self, route: Route) -> Tree | None:
        """The part of the tree at this route; None when there is none."""
        node: Tree = self.tree
        for part in route:
            inside: Tree | None = None
            if isinstance(node, dict) and isinstance(part, str):
                inside = node.get(part)
            elif isinstance(node, list) and isinstance(part, int) and part < len(node):
                inside = node[part]
            if inside is None:
                return None
            node = inside
        return node

    def position(self, where: Where) -> Position:
        """Where a part stands, or the nearest part around it that is known."""
        route, on_key, offset = where
        while route and route not in self.places:
            route, on_key, offset = route[:-1], False, None
        place = self.places.get(route)
        if place is None:
            return Position(1, 1)
        if on_key and place.key is not None:
            return place.key
        return place.value if offset is None else self._inside(place, route, offset)

    def issue(self, where: Route | Where, code: str, message: str, hint: str = "") -> Issue:
        """A complaint about a part of this file; of a mere route its value is meant."""
        line, column = self.position(where if isinstance(where, Where) else Where(where))
        return Issue(self.file, line, column, code, message, hint)

    def _inside(self, place: Place, route: Route, offset: int) -> Position:
        """The position of a character of a scalar.

        Folding and indentation change white space only, so characters are counted without it: the text and its
        source agree on every other one.
        """
        text = self.get(route)
        if not isinstance(text, str):
            return place.value
        solid = sum(not character.isspace() for character in text[:offset])
        at = self._solid_character(place, solid)
        line_start = self.text.rfind("\n", 0, at) + 1
        return Position(place.value.line + self.text.count("\n", place.start, at), at - line_start + 1)

    def _solid_character(self, place: Place, wanted: int) -> int:
        """Index of the source character that writes the wanted (0-based) character that is not white space."""
        at = place.start
        if place.style in {"|", ">"}:
            at = self.text.find("\n", at) + 1  # the header is no part of the text
        elif place.style:
            at += 1
        while at < place.end:
            length, white = self._written_character(at, place.style)
            if not white:
                if wanted == 0:
                    return at
                wanted -= 1
            at += length
        return max(place.start, place.end - 1)

    def _written_character(self, at: int, style: str) -> tuple[int, bool]:
        """How many characters of the source write the next one of the text, and whether that one is white space."""
        if style == "'" and self.text.startswith("''", at):
            return 2, False
        if style == '"' and (escape := _ESCAPE.match(self.text, at)):
            return escape.end() - at, _is_white(escape)
        return 1, self.text[at].isspace()


def _is_white(escape: re.Match[str]) -> bool:
    code = escape.group(1) or escape.group(2) or escape.group(3)
    if code:
        return chr(int(code, 16)).isspace()
    return escape.group(4) is not None or escape.group(5) in _WHITE_ESCAPES


def without(document: Document, unwanted: Mapping[Route, str]) -> Document:
    """The same document without some parts; what remains keeps its positions, later items of a list move up.

    Args:
        document: the whole.
        unwanted: the parts to leave out, each with the key it was meant to be (not used for items of lists).
    """
    places: dict[Route, Place] = {}
    dropped: set[Route] = set()

    def mapping(node: dict[str, Tree], old: Route, new: Route) -> dict[str, Tree]:
        dropped.update((*new, unwanted[*old, key]) for key in node if (*old, key) in unwanted)
        return {key: copy(node[key], (*old, key), (*new, key)) for key in node if (*old, key) not in unwanted}

    def copy(node: Tree, old: Route, new: Route) -> Tree:
        places[new] = document.places[old]
        if isinstance(node, dict):
            return mapping(node, old, new)
        if isinstance(node, list):
            kept = [index for index in range(len(node)) if (*old, index) not in unwanted]
            return [copy(node[index], (*old, index), (*new, place)) for place, index in enumerate(kept)]
        return node

    places[()] = document.places[()]
    tree = mapping(document.tree, (), ())
    return Document(document.file, document.text, tree, lambda: places, frozenset(dropped))


def whole_file(file: str, code: Code, message: str, hint: str = "") -> Issue:
    """A complaint about a file as a whole."""
    return Issue(file, 0, 0, code, message, hint)
