"""Decision tables from spreadsheets: CSV or Excel in, the text of the rows out.

Cells are taken as they are shown: a text that looks like a formula stays that text, and nothing is calculated.
"""

import csv
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile, ZipFile

from gapanalysis.engine.decisions.parse import MOST_INPUTS, MOST_ROWS
from gapanalysis.errors import ExchangeError

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MOST_BYTES = 2 * 1024 * 1024
"""Size of a file, 2 MiB."""

MOST_UNPACKED = 20 * MOST_BYTES
"""Size of an Excel file's parts once unpacked; a small file can hide an enormous one."""

_DELIMITERS = (",", ";", "\t")
_MOST_COLUMNS = MOST_INPUTS + 1
_MOST_LINES = MOST_ROWS + 1
_FARTHEST = 1000  # lines and columns of a sheet that are looked at

Cells = Sequence[str]


def read_table(path: Path) -> str:
    """The rows of a decision table, as they are written in a definition file.

    The first line holds the inputs and, last, the output; lines without any text are left out. An empty cell under an
    input becomes `-`. Of a workbook the first sheet is read.

    Args:
        path: a `.csv` file (UTF-8; commas, semicolons or tabs) or an `.xlsx` file.

    Raises:
        ExchangeError: the file cannot be read, is too large or holds no table, or Excel support is not installed.
    """
    readers = {".csv": _csv, ".xlsx": _xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise _error(path, f"{path.name} is neither CSV nor an Excel workbook.", "save it as .csv or .xlsx")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise _error(path, f"{path} cannot be read.", "check its name and permissions") from error
    if size > MOST_BYTES:
        raise _error(path, f"{path.name} is larger than {MOST_BYTES:,} bytes.", "keep one table in a file")
    return _written(path, list(_filled(path, reader(path))))


def _error(path: Path, message: str, hint: str) -> ExchangeError:
    return ExchangeError(message, hint=hint, source=str(path))


# -- CSV ---------------------------------------------------------------------------------------------------------


def _csv(path: Path) -> Iterator[Cells]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(path, f"{path.name} is not UTF-8 text.", "save it as 'CSV UTF-8'") from error
    except OSError as error:
        raise _error(path, f"{path} cannot be read.", "check its name and permissions") from error
    # Cells may hold commas, names of inputs never do: the first line that says anything tells what separates.
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=heading.count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise _error(path, f"{path.name} is no CSV: {error}.", "look for a quote without its other half") from error


# -- Excel -------------------------------------------------------------------------------------------------------


def _xlsx(path: Path) -> Iterator[Cells]:
    try:
        # Opened here, so that it is closed here: the library leaves a file open when it stops at a broken part.
        with path.open("rb") as file:
            lines = _lines(path, file)
    except (BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError) as error:
        # The library raises whatever a broken part leads to.
        message = f"{path.name} is no Excel workbook that can be read."
        raise _error(path, message, "save it again as .xlsx, or as CSV") from error
    if len(lines) > _FARTHEST:
        raise _error(path, f"{path.name} goes beyond line {_FARTHEST:,}.", "delete what stands below the table")
    return ([_shown(value) for value in line] for line in lines)


def _lines(path: Path, file: BinaryIO) -> list[tuple[object, ...]]:
    """The first sheet's rows, one more than may be; a broken part raises whatever the library makes of it."""
    load_workbook = _openpyxl(path)
    with ZipFile(file) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > MOST_UNPACKED:
        raise _error(path, f"{path.name} unpacks to more than {MOST_UNPACKED:,} bytes.", "keep one table in a file")
    workbook = load_workbook(file, read_only=True)
    try:
        return list(islice(workbook.worksheets[0].iter_rows(max_col=_FARTHEST, values_only=True), _FARTHEST + 1))
    finally:
        workbook.close()


def _openpyxl(path: Path) -> "Callable[..., Workbook]":
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        hint = "install it with: pip install 'gapanalysis[excel]', or save the table as CSV"
        raise _error(path, "Reading Excel files needs the library openpyxl, which is not installed.", hint) from error
    return load_workbook


def _shown(value: object) -> str:
    """A cell of a workbook as decision tables write it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.15g}"  # as many digits as a spreadsheet keeps
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
    return str(value)


# -- the rows as text --------------------------------------------------------------------------------------------


def _filled(path: Path, lines: Iterable[Cells]) -> Iterator[Cells]:
    """Lines with some text, without space around cells."""
    kept = ([" ".join(cell.split()).replace("|", "\\|") for cell in line] for line in lines)
    filled = (line for line in kept if any(line))
    yield from islice(filled, _MOST_LINES)
    if next(filled, None) is not None:
        raise _error(path, f"{path.name} has more than {MOST_ROWS} rows.", "split the table into several")


def _written(path: Path, lines: Sequence[Cells]) -> str:
    if not lines:
        raise _error(path, f"{path.name} holds no table.", "write the inputs and the output into the first line")
    width = max(index for line in lines for index, cell in enumerate(line, 1) if cell)
    if width > _MOST_COLUMNS:
        raise _error(path, f"{path.name} has more than {MOST_INPUTS} inputs.", "split the table into several")
    heading, *rows = [[*line[:width], *[""] * (width - len(line))] for line in lines]
    body = [[*(cell or "-" for cell in row[:-1]), row[-1]] for row in rows]
    widths = [max(3, *map(len, column)) for column in zip(heading, *body, strict=True)]
    rule = ["-" * size for size in widths]
    return "".join(f"| {' | '.join(map(str.ljust, line, widths))} |\n" for line in (heading, rule, *body))
