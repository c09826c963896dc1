"""Are conditions well formed, and do they name facts and questions that exist?"""

import re
from collections.abc import Iterator

from gapanalysis.engine import conditions
from gapanalysis.engine.conditions import Fault, Ground, Names
from gapanalysis.errors import ConditionError, Issue
from gapanalysis.loading.asked import Derived, names_of, reached
from gapanalysis.loading.checks.rules import all_names, faults, reads_results
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.shapes import Kind, QuestionnaireFile
from gapanalysis.model.base import Value
from gapanalysis.model.condition import names

_IDLE = {"emphasis": "nothing is ever stressed", "facts": "nobody is ever told of it"}
"""What a condition that never holds means, by the list it stands in; elsewhere it is a question's."""

_NAME = re.compile(r"[\w.-]+")


def check_conditions(definitions: Definitions) -> Iterator[Issue]:
    """Conditions of the profile, of the bank, of questionnaires and of what is told of editions."""
    known, later = all_names(definitions), reads_results(definitions)
    facts = {name: answer for name, answer in known.items() if name.startswith("profile.")}
    for question in definitions.profile.values():
        yield from _condition(definitions, facts, later, question)
    for question in definitions.questions.values():
        yield from _condition(definitions, known, later, question)
    for questionnaire in definitions.questionnaires.values():
        for section, entry in _entries(questionnaire):
            yield from _condition(definitions, known, later, questionnaire, "sections", section, "questions", entry)
        for index in range(len(questionnaire.value.emphasis)):
            yield from _condition(definitions, facts, later, questionnaire, "emphasis", index, key="when")
    for edition in definitions.editions.values():
        for index in range(len(edition.value.facts)):
            yield from _condition(definitions, facts, later, edition, "facts", index)


def _entries(questionnaire: Located[QuestionnaireFile]) -> Iterator[tuple[int, int]]:
    """The places of all entries: of the section, and of the entry within it."""
    for section, each in enumerate(questionnaire.value.sections):
        yield from ((section, entry) for entry in range(len(each.questions)))


def questions_named(condition: str, derived: Derived) -> tuple[str, ...]:
    """Ids of the bank's questions that a condition rests on, also through named conditions and derived values."""
    return tuple(name for name in reached(names_of(condition), derived) if name.startswith(("Q", "D")))


def _condition(
    definitions: Definitions,
    known: Names,
    later: frozenset[str],
    located: Located[Value],
    *inside: str | int,
    key: str = "applies_when",
) -> Iterator[Issue]:
    route = (*inside, key)
    written = located.get(*route)
    if not isinstance(written, str) or not written.strip():
        return
    condition = written.strip()
    ground = Ground(scales={name: scale.value for name, scale in definitions.scales.items()})
    found = (*conditions.check(condition, known, ground), *_reading_results(condition, later))
    yield from faults(
        located,
        route,
        tuple(
            fault
            for fault in found
            if fault.code != "condition-unknown-name" or not _is_excused(definitions, located, condition, fault.offset)
        ),
    )
    if not found and conditions.constant(conditions.parse(condition), known, ground.scales) is False:
        message = f"this never holds, so {_IDLE.get(str(route[0]), 'the question can never be asked')}"
        yield located.issue(located.where(*route), Code.NEVER_ASKED, message, "two of its parts exclude each other")


def _reading_results(condition: str, later: frozenset[str]) -> Iterator[Fault]:
    try:
        tree = conditions.parse(condition)
    except ConditionError:
        return
    for name in names(tree):
        if name.text in later:
            message = f"what is asked cannot depend on {name.text}, which reads results"
            yield Fault(name.offset, "condition-stratum", message, "name answers instead")


def _is_excused(definitions: Definitions, located: Located[Value], condition: str, offset: int) -> bool:
    """Whether the name at this character may well exist, in a part that is faulty itself."""
    match = _NAME.match(condition, offset)
    name = match.group() if match else ""
    if name.startswith("profile."):
        return definitions.knows(Sort.FACT, name.removeprefix("profile."))
    # The profile is asked before any question, so its conditions may name none.
    for prefix, sort in (("condition.", Sort.CONDITION), ("value.", Sort.VALUE)):
        if name.startswith(prefix):
            return definitions.knows(sort, name.removeprefix(prefix))
    return located.file.kind is not Kind.PROFILE and definitions.knows(Sort.QUESTION, name)
