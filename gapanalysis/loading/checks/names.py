"""Do files hold what their names promise, and are the words of the terms complete?"""

from collections.abc import Iterator, Mapping

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located
from gapanalysis.loading.wording import listed, nearest, quoted, suggestion
from gapanalysis.model.base import Value
from gapanalysis.model.question import TERM_NAMES


def check_names(definitions: Definitions) -> Iterator[Issue]:
    """Ids against file names, and names of terms."""
    for sector in definitions.sectors.values():
        yield from _file_name(sector, sector.value.id, sector.file.path.stem)
    for standard in definitions.standards.values():
        yield from _file_name(standard, standard.value.id, standard.file.path.stem)
    for questionnaire in definitions.questionnaires.values():
        yield from _file_name(questionnaire, questionnaire.value.id, questionnaire.file.path.parent.name)
    for (name, year), edition in definitions.editions.items():
        yield from _file_name(edition, f"{name}-{year}", edition.file.path.stem)
    yield from _terms(definitions)


def _file_name(located: Located[Value], needed: str, written: str) -> Iterator[Issue]:
    if written != needed and not located.file.loose:
        message = f"the id does not fit the name of the file, {quoted(written)}"
        yield located.issue(located.where("id"), Code.FILE_NAME, message, f"by its id it would be {quoted(needed)}")


def _terms(definitions: Definitions) -> Iterator[Issue]:
    for sector in definitions.sectors.values():
        yield from _unknown_terms(sector, sector.value.terms)
    if definitions.terms:
        terms = definitions.terms
        yield from _unknown_terms(terms, terms.value.terms)
        mistyped = {nearest(name, TERM_NAMES) for name in terms.value.terms if name not in TERM_NAMES}
        missing = [name for name in TERM_NAMES if name not in terms.value.terms and name not in mistyped]
        if missing:
            message = f"there is no word for {listed(missing)}"
            yield terms.issue(terms.where("terms"), Code.MISSING_TERM, message, "texts have places for it")


def _unknown_terms(located: Located[Value], terms: Mapping[str, Value]) -> Iterator[Issue]:
    for name in terms:
        if name not in TERM_NAMES:
            where = located.where("terms", name, on_key=True)
            message = f"{quoted(name)} is not a word that changes with the sector"
            yield located.issue(where, Code.UNKNOWN_TERM, message, suggestion(name, TERM_NAMES))
