"""The objects of a PDF as the bytes they are written as, each made once and as early as can be.

pydyf makes the bytes of every object twice, for the file and for the checksum in its trailer, and both times compresses
streams at zlib's highest level. That took 7 % of the time of a report; the usual level makes streams 3 % longer.
"""

import zlib
from collections.abc import Callable, Sequence
from typing import Any

import pydyf

LEVEL = 6
"""zlib's usual level."""


def pack_when_painted(pages: Sequence[Any]) -> None:
    """Let each page of a WeasyPrint document be compressed once it is painted, and not wait in thousands of parts."""
    for page in pages:
        page.paint = _packing(page.paint)


def pack(pdf: Any) -> None:  # noqa: ANN401 (a pydyf.PDF)
    """Compress the streams, and put its bytes in place of every other object: nothing may change them any more."""
    for place, part in enumerate(pdf.objects):
        if isinstance(part, pydyf.Stream):
            _compress(part)
        elif part.free == "n":
            pdf.objects[place] = _Written(part.number, part.data)


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object of which only the number and the bytes are left."""

    def __init__(self, number: int, data: bytes) -> None:
        super().__init__()
        self.number, self.bytes = number, data

    @property
    def data(self) -> bytes:
        return self.bytes


def _packing(paint: Callable[..., object]) -> Callable[..., object]:
    def painted(stream: Any, *positional: object, **named: object) -> object:  # noqa: ANN401 (a pydyf.Stream)
        result = paint(stream, *positional, **named)
        _compress(stream)
        return result

    return painted


def _compress(stream: Any) -> None:  # noqa: ANN401 (a pydyf.Stream)
    if stream.compress:
        stream.stream = [zlib.compress(b"\n".join(map(_bytes, stream.stream)), LEVEL)]
        stream.extra["Filter"] = "/FlateDecode"
        stream.compress = False


def _bytes(item: Any) -> bytes:  # noqa: ANN401 (what a stream holds: bytes, text or a pydyf.Object)
    if isinstance(item, bytes):
        return item
    return bytes(item.data) if isinstance(item, pydyf.Object) else str(item).encode("ascii")
