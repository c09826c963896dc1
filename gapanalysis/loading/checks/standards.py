"""Do editions and the way between them name clauses that exist?"""

import re
from collections.abc import Iterable, Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located
from gapanalysis.loading.shapes import Kind, StandardFile
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.standard import Edition

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_standards(definitions: Definitions) -> Iterator[Issue]:
    """Editions and crosswalks."""
    for (name, _), edition in definitions.editions.items():
        yield from _standard_of(definitions, edition, name)
        yield from _duplicates(edition, "clauses", [clause.number for clause in edition.value.clauses], "number")
        yield from _duplicates(edition, "gates", [gate.id for gate in edition.value.gates], "id")
        yield from _duplicates(edition, "facts", [fact.id for fact in edition.value.facts], "id")
        yield from _order(edition)
        yield from _gates(edition)
        yield from _dates(edition)
    for standard in definitions.standards.values():
        yield from _crosswalks(definitions, standard)


def _standard_of(definitions: Definitions, edition: Located[Edition], name: str) -> Iterator[Issue]:
    if name not in definitions.standards and Kind.STANDARD not in definitions.unread:
        message = f"there is no standard {quoted(name)} for this edition"
        hint = f"add standards/{name}.yaml, or name the file after its standard and year, like iso9001-2015.yaml"
        yield edition.issue(edition.where("id"), Code.UNKNOWN_STANDARD, message, hint)


def _duplicates(edition: Located[Edition], listed: str, names: list[str], key: str) -> Iterator[Issue]:
    for index, name in enumerate(names):
        if name in names[:index]:
            where = edition.where(listed, index, key)
            yield edition.issue(where, Code.DUPLICATE_ID, f"{quoted(name)} stands among the {listed} already")


def _order(edition: Located[Edition]) -> Iterator[Issue]:
    numbers = [clause.number for clause in edition.value.clauses]
    for index, number in enumerate(numbers):
        parent = number.rpartition(".")[0]
        if parent in numbers[index:]:
            where = edition.where("clauses", index, "number")
            message = f"clause {number} stands before {parent}, which it belongs to"
            yield edition.issue(where, Code.CLAUSE_ORDER, message, "write clauses in the order of the standard")


def _gates(edition: Located[Edition]) -> Iterator[Issue]:
    numbers = {clause.number for clause in edition.value.clauses}
    for index, gate in enumerate(edition.value.gates):
        if gate.clause not in numbers:
            where = edition.where("gates", index, "clause")
            yield edition.issue(where, *unknown_clause(gate.clause, edition.value.id, numbers))


def _dates(edition: Located[Edition]) -> Iterator[Issue]:
    for index in range(len(edition.value.facts)):
        # pydantic also takes a number for seconds since 1970, which nobody means.
        written = edition.get("facts", index, "on")
        if isinstance(written, str) and not _ISO_DATE.fullmatch(written.strip()):
            where = edition.where("facts", index, "on")
            yield edition.issue(where, Code.BAD_FORMAT, f"{quoted(written)} is not a date", "write it like 2026-11-23")


def _crosswalks(definitions: Definitions, standard: Located[StandardFile]) -> Iterator[Issue]:
    editions = {year: found for (name, year), found in definitions.editions.items() if name == standard.value.id}
    for index, crosswalk in enumerate(standard.value.crosswalks):
        for side, year in (("before", crosswalk.before), ("after", crosswalk.after)):
            if year in editions:
                yield from _changes(standard, index, side, editions[year].value)
            elif Kind.EDITION not in definitions.unread:
                where = standard.where("crosswalks", index, side)
                yield standard.issue(where, *unknown_edition(year, editions))


def _changes(standard: Located[StandardFile], index: int, side: str, edition: Edition) -> Iterator[Issue]:
    numbers = {clause.number for clause in edition.clauses}
    for row, change in enumerate(standard.value.crosswalks[index].changes):
        for place, number in enumerate(change.before if side == "before" else change.after):
            if number not in numbers:
                where = standard.where("crosswalks", index, "changes", row, side, place)
                yield standard.issue(where, *unknown_clause(number, edition.id, numbers))


def unknown_clause(number: str, year: str, numbers: Iterable[str]) -> tuple[Code, str, str]:
    """Code, message and hint for a clause that an edition does not have."""
    return Code.UNKNOWN_CLAUSE, f"the {year} edition has no clause {number}", suggestion(number, numbers)


def unknown_edition(year: str, years: Iterable[str]) -> tuple[Code, str, str]:
    """Code, message and hint for an edition that does not exist."""
    return Code.UNKNOWN_EDITION, f"there is no edition {year}", suggestion(year, years)
