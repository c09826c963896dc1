"""Does what a sector names exist: clauses, questions and key figures?"""

from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.questions import unknown_question
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.shapes import Kind
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.questionnaire import Sector


def check_sectors(definitions: Definitions) -> Iterator[Issue]:
    """What each sector stresses, shows as evidence and measures."""
    numbers = {clause.number for edition in definitions.editions.values() for clause in edition.value.clauses}
    for sector in definitions.sectors.values():
        for index, clause in enumerate(sector.value.emphasis):
            if clause not in numbers and Kind.EDITION not in definitions.unread:
                where = sector.where("emphasis", index)
                message = f"no edition has a clause {clause}"
                yield sector.issue(where, Code.UNKNOWN_CLAUSE, message, suggestion(clause, numbers))
        yield from _names(definitions, sector)


def _names(definitions: Definitions, sector: Located[Sector]) -> Iterator[Issue]:
    for name in sector.value.evidence:
        if not definitions.knows(Sort.QUESTION, name):
            where = sector.where("evidence", name, on_key=True)
            yield sector.issue(where, *unknown_question(definitions, name))
    for index, name in enumerate(sector.value.kpis):
        if not definitions.knows(Sort.KPI, name):
            message = f"there is no key figure {quoted(name)}"
            hint = suggestion(name, definitions.names[Sort.KPI])
            yield sector.issue(sector.where("kpis", index), Code.UNKNOWN_KPI, message, hint)
