"""The words of blocks in the part of a Word file that has the text, as they come by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gapanalysis.model.block import Mark, bookmarked, key_of
from gapanalysis.model.rewording import Block

WORDS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""The two names of the language: as everybody writes it, and strict."""

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

UNSEEN = frozenset({"del", "moveFrom", "drawing", "pict", "object", FALLBACK})
"""What stands in these is not text of a block: it was taken out, or it is a picture."""

TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo"})
"""Changes that nobody accepted yet."""

BETWEEN: Mapping[str, str] = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""What stands for a letter within a line."""

DEEPEST, MOST_BLOCKS, MOST_LETTERS = 500, 5_000, 8_000_000
"""No report comes near these; a file beyond them was made to do harm."""


@dataclass
class _Open:
    """A control or a bookmark that has begun; `shown` is false while a control still tells about itself."""

    name: str = ""
    words: list[str] = field(default_factory=list)
    shown: bool = False
    placeholder: bool = False
    tracked: bool = False


class Texts:
    """What a parser tells what it meets (see `xml.etree.ElementTree.XMLParser`).

    Attributes:
        comments: how many comments the file has.
    """

    def __init__(self) -> None:
        """Begin before the first element."""
        self.controls: list[_Open] = []
        self.bookmarks: dict[str, _Open] = {}
        self.tagged: list[_Open] = []
        self.marked: list[_Open] = []
        self.comments = self._depth = self._unseen = self._letters = 0
        self._within_word = False

    @property
    def found(self) -> bool:
        """Whether there is any block."""
        return bool(self.tagged or self.marked)

    # -- what the parser calls -----------------------------------------------------------------------------------

    def doctype(self, *_: object) -> None:
        """Refuse a document type: only there can entities be declared."""
        raise ValueError("a document type")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError("elements within elements")
        name = _plain(tag)
        if name in TRACKED:
            for block in self._open():
                self._count(1)
                block.tracked = True
        if self._unseen or name in UNSEEN:
            self._unseen += 1
            return
        self._within_word = name == "t"
        self._begin(name, {_plain(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._unseen:
            self._unseen -= 1
            return
        name = _plain(tag)
        self._within_word = False
        if name == "p":
            self._say("\n\n")
        elif name == "sdt" and self.controls:
            control = self.controls.pop()
            if control.name:
                self._keep(self.tagged, control)

    def data(self, words: str) -> None:
        """Letters."""
        if self._within_word and not self._unseen:
            self._say(words)

    def close(self) -> None:
        """The part ends."""

    # -- what comes of it ----------------------------------------------------------------------------------------

    def blocks(self) -> tuple[Block, ...]:
        """Every block once, or as often as its texts differ: the words of its control, or else of its bookmark."""
        marks: dict[str, tuple[_Open, Mark]] = {}
        for marked in self.marked:
            if named := bookmarked(marked.name):
                marks.setdefault(named[0], (marked, named[1]))
        tagged = {key_of(control.name) for control in self.tagged}
        made = [_block(key_of(each.name), each.name, each, marks) for each in self.tagged]
        made += [_block(key, "", marked, marks) for key, (marked, _) in marks.items() if key not in tagged]
        return tuple(dict.fromkeys(made))

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "bookmarkStart" if bookmarked(attributes.get("name", "")):
                self.bookmarks[attributes.get("id", "")] = _Open(attributes["name"], shown=True)
                if len(self.bookmarks) > MOST_BLOCKS:
                    raise ValueError("more blocks than a report has")
            case "bookmarkEnd" if attributes.get("id", "") in self.bookmarks:
                self._keep(self.marked, self.bookmarks.pop(attributes["id"]))
            case "commentReference":
                self.comments += 1
            case _ if name in BETWEEN:
                self._say(BETWEEN[name])
            case _:
                self._begin_control(name, attributes)

    def _begin_control(self, name: str, attributes: Mapping[str, str]) -> None:
        match name:
            case "sdt":
                self.controls.append(_Open())
            case "sdtContent" if self.controls:
                self.controls[-1].shown = True
            case "tag" if self.controls:
                self.controls[-1].name = attributes.get("val", "")
            case "showingPlcHdr" if self.controls:
                self.controls[-1].placeholder = attributes.get("val", "1") not in {"0", "false", "off"}

    def _open(self) -> list[_Open]:
        return [block for block in (*self.controls, *self.bookmarks.values()) if block.shown]

    def _say(self, words: str) -> None:
        for block in self._open():
            self._count(len(words))
            block.words.append(words)

    def _count(self, letters: int) -> None:
        """Count what is done for a block: a small file of many that never end must not keep a machine busy."""
        self._letters += letters
        if self._letters > MOST_LETTERS:
            raise ValueError("more words than a report has")

    def _keep(self, blocks: list[_Open], block: _Open) -> None:
        blocks.append(block)
        if len(blocks) > MOST_BLOCKS:
            raise ValueError("more blocks than a report has")


def _block(key: str, name: str, block: _Open, marks: Mapping[str, tuple[_Open, Mark]]) -> Block:
    mark = marks[key][1] if key in marks else None
    words = "" if block.placeholder else "".join(block.words)
    return Block(key=key, name=name, text=words, mark=mark, tracked=block.tracked)


def _plain(name: str) -> str:
    """A name without its language, where that is one of Word's."""
    return next((name.removeprefix(words) for words in WORDS if name.startswith(words)), name)
