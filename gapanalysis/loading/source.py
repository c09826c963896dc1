"""Bytes of a YAML file to a `Document`, or every reason why not.

YAML is read as a person reads it: each scalar stays the text that was written (`no`, `010`, `1:30`, `7.10`), and the
schema says later what it means. A key without a value, or with `~` or `null`, counts as a key that was not written;
an empty item of a list is a fault. Anchors, aliases and tags are refused: content needs none, and they can make a
small file enormous.
"""

import re
from functools import partial
from typing import TYPE_CHECKING

import yaml

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Document, Tree, whole_file
from gapanalysis.loading.places import NOTHING, Position, places_in
from gapanalysis.loading.wording import quoted
from gapanalysis.loading.yaml_errors import syntax_issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.cyaml import CSafeLoader as Loader
else:
    # The C parser is fifteen times faster; not every platform has it.
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MOST_BYTES = 2 * 1024 * 1024
"""Size of a file, 2 MiB; the largest shipped one is a hundredth of that."""

DEEPEST = 20
"""Mappings and lists within each other; the schema needs ten."""

MOST_FAULTS = 200
"""Faults reported of one file; with more, the file is probably no definition file at all."""

_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _StopReadingError(Exception):
    """The rest of the file cannot be read; the fault is noted already."""


def read(data: bytes, file: str) -> tuple[Document | None, tuple[Issue, ...]]:
    """Read one definition file.

    Args:
        data: the file's bytes; UTF-8, with or without a byte order mark.
        file: path to put into complaints.

    Returns:
        The document and its faults in order of position. The document is None when what could be read of the file
        would only mislead the checks to come (it is cut short, or aliases stand where values should). Never raises.
    """
    if len(data) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES:,} bytes"
        return None, (whole_file(file, Code.TOO_LARGE, message, "split it into several files"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf_8(data, file, error),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = _unprintable(text, file)
    if faults:
        return None, faults
    return _Reader(text, file).document()


def _not_utf_8(data: bytes, file: str, error: UnicodeDecodeError) -> Issue:
    before = data[: error.start].decode("utf-8-sig", errors="replace")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = f"byte 0x{data[error.start]:02x} is not UTF-8 text"
    return Issue(file, line, column, Code.NOT_UTF_8, message, "save the file as UTF-8")


def _unprintable(text: str, file: str) -> tuple[Issue, ...]:
    issues: list[Issue] = []
    for match in _UNPRINTABLE.finditer(text):
        if len(issues) == MOST_FAULTS:
            break
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        message = f"character U+{ord(match.group()):04X} cannot be printed and is not allowed"
        issues.append(Issue(file, line, column, Code.CONTROL_CHARACTER, message, "delete it"))
    return tuple(issues)


class _Reader:
    """Builds the tree from the events of the YAML parser; recursion is bounded by `DEEPEST`."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=Loader)
        self._faults: list[Issue] = []
        self._misleading = False

    def document(self) -> tuple[Document | None, tuple[Issue, ...]]:
        tree: Tree | None = None
        try:
            tree = self._top()
        except _StopReadingError:
            self._misleading = True
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the pure parser lets chr() fail
            self._misleading = True
            self._faults.append(syntax_issue(error, self._text, self._file))
        faults = tuple(sorted(self._faults))
        if self._misleading or not isinstance(tree, dict):
            return None, faults
        return Document(self._file, self._text, tree, partial(places_in, self._text)), faults

    def _top(self) -> Tree | None:
        next(self._events)  # the start of the stream
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._faults.append(whole_file(self._file, Code.EMPTY_FILE, "the file holds nothing"))
            return None
        event = next(self._events)
        tree = self._node(event, 1)
        if tree is None and not self._misleading:
            self._faults.append(whole_file(self._file, Code.EMPTY_FILE, "the file holds nothing"))
        elif not isinstance(tree, dict) and not self._misleading:
            self._fault(event, Code.NOT_A_MAPPING, "the file must be a mapping", "begin with a key and a colon")
        next(self._events)  # the end of the document
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._fault(event, Code.SEVERAL_DOCUMENTS, "a second document begins here", "one file holds one document")
        return tree

    def _node(self, event: yaml.Event, depth: int) -> Tree | None:
        """The tree that begins with this event; None for an empty value."""
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return None if not event.style and event.value in NOTHING else event.value
        if isinstance(event, yaml.AliasEvent):
            return None
        if depth > DEEPEST:
            message = f"lists and mappings stand more than {DEEPEST} deep within each other"
            self._fault(event, Code.TOO_DEEP, message, "the rest of the file was not read")
            raise _StopReadingError
        return self._sequence(depth) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(depth)

    def _sequence(self, depth: int) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item = self._node(event, depth + 1)
            if item is not None:
                items.append(item)
            elif not isinstance(event, yaml.AliasEvent):
                self._fault(event, Code.EMPTY_ITEM, "an item of the list is empty", "write it or delete the line")
        return items

    def _mapping(self, depth: int) -> dict[str, Tree]:
        items: dict[str, Tree] = {}
        first: dict[str, yaml.Event] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth)
            # A value under a key that cannot be used is read for its own faults and then let go.
            node = self._node(next(self._events), depth + 1)
            if key is None:
                continue
            if key in first:
                message = f"the key {quoted(key)} is here a second time"
                self._fault(event, Code.DUPLICATE_KEY, message, f"the first is on line {_start(first[key]).line}")
                continue
            first[key] = event
            if node is not None:
                items[key] = node
        return items

    def _key(self, event: yaml.Event, depth: int) -> str | None:
        """The text of a key; None when it has none that could be used."""
        if not isinstance(event, yaml.ScalarEvent):
            self._node(event, depth + 1)
            if not isinstance(event, yaml.AliasEvent):
                self._fault(event, Code.UNUSABLE_KEY, "a list or mapping cannot be a key", _BRACES_HINT)
            return None
        self._refuse_marks(event)
        if not event.style and event.value in {"", "~"}:
            self._fault(event, Code.UNUSABLE_KEY, "a key is missing before the colon")
            return None
        key: str = event.value
        return key

    def _refuse_marks(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self._misleading = True
            message = f"the alias {quoted(f'*{anchor}')} is not allowed"
            self._fault(event, Code.ALIAS, message, "write the value out, or quote a text that begins with *")
            return
        if anchor is not None:
            message = f"the anchor {quoted(f'&{anchor}')} is not allowed"
            self._fault(event, Code.ANCHOR, message, "delete it, or quote a text that begins with &")
        if tag is not None:
            message = f"the tag {quoted(tag)} is not allowed"
            self._fault(event, Code.TAG, message, "delete it, or quote a text that begins with !")

    def _fault(self, event: yaml.Event, code: Code, message: str, hint: str = "") -> None:
        line, column = _start(event)
        self._faults.append(Issue(self._file, line, column, code, message, hint))
        if len(self._faults) == MOST_FAULTS:
            message = f"{MOST_FAULTS} faults were found; the rest of the file was not read"
            self._faults.append(Issue(self._file, line, column, Code.TOO_MANY_FAULTS, message))
            raise _StopReadingError


_BRACES_HINT = "a text that begins with { or [ needs quotes around it"


def _start(event: yaml.Event) -> Position:
    # Events of a parser always have marks; only events made by hand may lack them.
    mark = event.start_mark
    if mark is None:
        raise ValueError("a YAML event without a position")
    return Position(mark.line + 1, mark.column + 1)
