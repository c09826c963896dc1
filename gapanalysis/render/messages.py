"""The words of documents: every sentence a reader sees that is not content.

They stand in `messages/LANGUAGE.yaml` and, by document, in `messages/LANGUAGE/*.yaml`. A file with the key `builds_on`
takes all it does not say from another language: that is how a country has practice of its own. `LANGUAGE.TONE.yaml`
rewords single messages for a theme that speaks in this tone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from gapanalysis.errors import RenderError
from gapanalysis.render.nodes import LOADER, entries

TEXT = "tag:yaml.org,2002:str"
"""How YAML calls a text."""

PLACE = re.compile(r"\{([a-z_]+)\}")


class Messages:
    """Messages by dotted key. Asking for a key or leaving out a value that is needed is a RenderError.

    Places are `{name}`. A message with `one` and `other` beneath it is a plural, asked for with `count`.
    """

    def __init__(self, entries: Mapping[str, str], source: str) -> None:
        """Keep the entries; `source` names the file in complaints."""
        self.entries = entries
        self.source = source

    def __call__(self, key: str, **values: str | int) -> str:
        """The message with its places filled."""
        try:
            text = self.entries[key]
        except KeyError:
            raise self._missing(key) from None
        try:
            return PLACE.sub(lambda place: str(values[place[1]]), text)
        except KeyError as error:
            raise RenderError(
                f'The message "{key}" has the place {{{error.args[0]}}}, which is not filled there.',
                hint="remove the place, or look up in the shipped messages which places this message has",
                code="message-place",
                source=self.source,
            ) from None

    def count(self, key: str, count: int, **values: str | int) -> str:
        """The singular or plural form of a message; `{count}` is filled."""
        return self(f"{key}.{'one' if count == 1 else 'other'}", count=count, **values)

    def reworded(self, entries: Mapping[str, str]) -> "Messages":
        """The same messages with these in place of their own."""
        return Messages({**self.entries, **entries}, self.source)

    def has(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self.entries

    def _missing(self, key: str) -> RenderError:
        return RenderError(
            f'The message "{key}" is missing.',
            hint="add it to the messages of this language",
            code="message-missing",
            source=self.source,
        )


def load_messages(templates: Sequence[Path], language: str, tone: str = "", *, above: tuple[str, ...] = ()) -> Messages:
    """The messages of a language: the last folder's files are complete, earlier folders may reword single messages.

    Args:
        templates: folders of templates, earlier ones first.
        language: such as `en-GB`.
        tone: how documents speak, as a theme names it; empty for the usual. A language without messages for it speaks
            as usual.
        above: the languages that build on this one.

    Raises:
        RenderError: there are none for the language or the tone, a file cannot be read or has a key twice, or it
            rewords a message that does not exist or with places that the message does not have.
    """
    if tone and tone not in tones(templates):
        raise RenderError(
            f'There is no tone "{tone}".',
            hint=f"use one of: {', '.join(tones(templates))}; or add messages/{language}.{tone}.yaml to your templates",
            code="tone-missing",
        )
    spoken = (language, f"{language}.{tone}") if tone else (language,)
    layers = [files for folder in reversed(templates) for name in spoken if (files := _files(folder, name))]
    if not layers:
        raise RenderError(
            f'There are no messages for the language "{language}".',
            hint=f"add messages/{language}.yaml to your templates, or use the language en-GB",
            code="language-missing",
        )
    entries = _joined(layers[0])
    below = entries.pop(BUILDS_ON, "")
    if below:
        if below in (*above, language):
            raise RenderError(
                f'The messages of "{language}" build on themselves.', code="messages", source=str(layers[0][0])
            )
        base = load_messages(templates, below, tone, above=(*above, language)).entries
        _refuse_strangers(entries, base, layers[0][0])
        entries = {**base, **entries}
    for files in layers[1:]:
        own = _joined(files)
        own.pop(BUILDS_ON, None)
        _refuse_strangers(own, entries, files[0])
        entries = {**entries, **own}
    return Messages(entries, str(layers[-1][0]))


BUILDS_ON = "builds_on"
"""Key of the language that a file takes all from that it does not say itself."""


def tones(templates: Sequence[Path]) -> tuple[str, ...]:
    """The tones that there are messages for, in any language."""
    files = (path for folder in templates for path in (folder / "messages").glob("*.*.yaml"))
    return tuple(sorted({path.stem.partition(".")[2] for path in files}))


def _files(folder: Path, language: str) -> list[Path]:
    """The files of a language in one folder: its own, then those by document."""
    own = folder / "messages" / f"{language}.yaml"
    return [path for path in (own, *sorted((folder / "messages" / language).glob("*.yaml"))) if path.is_file()]


def _joined(files: Sequence[Path]) -> dict[str, str]:
    """The messages of several files together; raises RenderError where two have the same."""
    entries: dict[str, str] = {}
    for path in files:
        own = _read(path)
        twice = sorted(entries.keys() & own.keys())
        if twice:
            raise RenderError(f'The message "{twice[0]}" stands in two files.', code="messages", source=str(path))
        entries |= own
    return entries


def _read(path: Path) -> dict[str, str]:
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RenderError(f"The messages cannot be read: {error}", code="messages", source=str(path)) from error
    if not isinstance(tree, yaml.MappingNode):
        raise RenderError("The messages must be keys with texts.", code="messages", source=str(path))
    return dict(_flat(tree, "", path))


def _flat(tree: yaml.MappingNode, prefix: str, path: Path) -> Iterator[tuple[str, str]]:
    for name, line, value in entries(tree, path, "messages"):
        key = f"{prefix}{name}"
        if isinstance(value, yaml.MappingNode):
            yield from _flat(value, f"{key}.", path)
        elif value.tag == TEXT:
            yield key, value.value.strip()
        else:
            raise RenderError(
                f'The message "{key}" is not a text.',
                hint="put it in quotes",
                code="messages",
                source=f"{path}:{line}",
            )


def _refuse_strangers(own: Mapping[str, str], known: Mapping[str, str], path: Path) -> None:
    for key, text in own.items():
        if key not in known:
            raise RenderError(f'There is no message "{key}" to reword.', code="message-unknown", source=str(path))
        strange = set(PLACE.findall(text)) - set(PLACE.findall(known[key]))
        if strange:
            raise RenderError(
                f'The message "{key}" has no place {{{min(strange)}}}.',
                hint="use only the places of the shipped message",
                code="message-place",
                source=str(path),
            )
