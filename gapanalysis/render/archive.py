"""ZIP files that are the same bytes for the same content: what Word and Excel files are inside."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day a ZIP knows: the time of every file in it."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files in their order, under one date and without anything of the machine."""
    output = BytesIO()
    with ZipFile(output, "w") as archive:
        for name, content in files.items():
            info = ZipInfo(name, EARLIEST)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            archive.writestr(info, content)
    return output.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """What is in a ZIP, by name and in its order."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
