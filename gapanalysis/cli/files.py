"""Files that commands write."""

from pathlib import Path
from uuid import uuid4

from gapanalysis.errors import GapAnalysisError


def write_atomically(path: Path, content_bytes: bytes) -> None:
    """Write a whole file or none: what was there before stays until the new one is complete.

    Raises:
        GapAnalysisError: the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content_bytes)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise GapAnalysisError(
            f"{path} cannot be written: {error.strerror}.", hint="choose another folder with -o", code="write"
        ) from error
