"""Is every requirement of the editions reached by a question, and does every requirement question reach one?"""

from collections.abc import Container, Iterator

from gapanalysis.engine.coverage import covered_by
from gapanalysis.errors import Issue
from gapanalysis.loading.checks.standards import unknown_clause, unknown_edition
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.shapes import Kind, QuestionnaireFile, StandardFile
from gapanalysis.loading.wording import suggestion
from gapanalysis.model.question import LevelAnswer, Obligation, Question
from gapanalysis.model.standard import Requirement


def check_requirements(definitions: Definitions) -> Iterator[Issue]:
    """Requirements, what covers them, and the questionnaires that say they cover all."""
    for requirement in definitions.requirements.values():
        yield from _clauses(definitions, requirement)
    for standard in definitions.standards.values():
        yield from _changes(definitions, standard)
    described = {stands.clause for each in definitions.requirements.values() for stands in each.value.editions.values()}
    for question in definitions.questions.values():
        yield from _known(definitions, question)
        if isinstance(question.value.answer, LevelAnswer) and not _documentation(definitions, question.value):
            yield from _covers(definitions, question, described)
    for questionnaire in definitions.questionnaires.values():
        if questionnaire.value.complete:
            yield from _holes(definitions, questionnaire)


def _clauses(definitions: Definitions, requirement: Located[Requirement]) -> Iterator[Issue]:
    standard = str(requirement.document.get(("standard",)))
    editions = {year: found.value for (name, year), found in definitions.editions.items() if name == standard}
    for year, stands in requirement.value.editions.items():
        if year in editions:
            numbers = {clause.number for clause in editions[year].clauses}
            if stands.clause not in numbers:
                where = requirement.where("editions", year, "clause")
                yield requirement.issue(where, *unknown_clause(stands.clause, year, numbers))
        elif Kind.EDITION not in definitions.unread:
            where = requirement.where("editions", year, on_key=True)
            yield requirement.issue(where, *unknown_edition(year, editions))


def _changes(definitions: Definitions, standard: Located[StandardFile]) -> Iterator[Issue]:
    for row, crosswalk in enumerate(standard.value.crosswalks):
        for index, change in enumerate(crosswalk.changes):
            for place, name in enumerate(change.requirements):
                where = standard.where("crosswalks", row, "changes", index, "requirements", place)
                if not definitions.knows(Sort.REQUIREMENT, name):
                    yield standard.issue(where, *_unknown(definitions, name))
                elif name in definitions.requirements:
                    stands = definitions.requirements[name].value.editions
                    if crosswalk.after not in stands:
                        message = f"{name} is no requirement of the {crosswalk.after} edition"
                        yield standard.issue(where, Code.UNKNOWN_REQUIREMENT, message, "name what the change brings")


def _known(definitions: Definitions, question: Located[Question]) -> Iterator[Issue]:
    for index, name in enumerate(question.value.covers):
        if not definitions.knows(Sort.REQUIREMENT, name):
            where = question.where("covers", index)
            yield question.issue(where, *_unknown(definitions, name))


def _covers(definitions: Definitions, question: Located[Question], described: Container[str]) -> Iterator[Issue]:
    """Clauses whose requirements nobody has written down (a standard of one's own) ask for no `covers`."""
    value = question.value
    required = [year for year, seen in value.editions.items() if seen.obligation is Obligation.REQUIREMENT]
    if value.covers and not required:
        message = f"{value.id} is good practice and covers no requirement"
        yield question.issue(question.where("covers", on_key=True), Code.COVERS_NOTHING, message, "delete `covers`")
    for year in required:
        asked_in = value.editions[year].clauses[0]
        if asked_in in described and not _reached(definitions, value, year) and not question.dropped("covers"):
            message = f"{value.id} is a requirement of the {year} edition and says of none that it covers it"
            where = question.where("covers", on_key=True) if value.covers else question.where()
            yield question.issue(where, Code.COVERS_NOTHING, message, "name it under `covers`")


def _documentation(definitions: Definitions, question: Question) -> bool:
    scale = definitions.scales.get(question.answer.scale) if isinstance(question.answer, LevelAnswer) else None
    return scale is not None and scale.value.measures == "documentation"


def _reached(definitions: Definitions, question: Question, year: str) -> bool:
    known = [definitions.requirements[name].value for name in question.covers if name in definitions.requirements]
    partly_known = len(known) < len(question.covers) or Kind.REQUIREMENTS in definitions.unread
    return partly_known or any(year in requirement.editions for requirement in known)


def _holes(definitions: Definitions, questionnaire: Located[QuestionnaireFile]) -> Iterator[Issue]:
    """Requirements that nothing in a complete questionnaire asks about."""
    if Kind.BANK in definitions.unread or questionnaire.file.path in definitions.partial:
        return
    chosen = [entry.id for section in questionnaire.value.sections for entry in section.questions]
    questions = {name: definitions.questions[name].value for name in chosen if name in definitions.questions}
    requirements = {
        name: each.value
        for name, each in definitions.requirements.items()
        if each.document.get(("standard",)) == questionnaire.value.standard
    }
    where = questionnaire.where("complete")
    for year in questionnaire.value.editions:
        for name, asked in covered_by(requirements, questions, year).items():
            if not asked:
                message = f"nothing asks about {name} of the {year} edition: {requirements[name].text}"
                hint = "add a question that covers it, or take out `complete`"
                yield questionnaire.issue(where, Code.UNCOVERED_REQUIREMENT, message, hint)


def _unknown(definitions: Definitions, name: str) -> tuple[Code, str, str]:
    return (
        Code.UNKNOWN_REQUIREMENT,
        f"there is no requirement {name}",
        suggestion(name, definitions.names[Sort.REQUIREMENT]),
    )
