"""Are conditions well formed, and do they name facts and questions that exist?"""

import re
from collections.abc import Iterator

from gapanalysis.engine import conditions
from gapanalysis.engine.conditions import Names
from gapanalysis.engine.interview import names_of
from gapanalysis.errors import ConditionError, Issue
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.shapes import Kind
from gapanalysis.model.base import Value
from gapanalysis.model.condition import leaves
from gapanalysis.model.questionnaire import AnswerType

_NAME = re.compile(r"[\w.-]+")


def check_conditions(definitions: Definitions) -> Iterator[Issue]:
    """Conditions of the profile, of the bank and of questionnaires."""
    facts = _facts(definitions)
    for question in definitions.profile.values():
        yield from _condition(definitions, facts, question)
    names = facts | {name: question.value.answer for name, question in definitions.questions.items()}
    for question in definitions.questions.values():
        yield from _condition(definitions, names, question)
    for questionnaire in definitions.questionnaires.values():
        for section, each in enumerate(questionnaire.value.sections):
            for index in range(len(each.questions)):
                yield from _condition(definitions, names, questionnaire, "sections", section, "questions", index)


def questions_named(condition: str) -> tuple[str, ...]:
    """Ids of the bank's questions that a condition names; empty when it does not parse."""
    try:
        tree = conditions.parse(condition)
    except ConditionError:
        return ()
    return tuple(leaf.name.text for leaf in leaves(tree) if not leaf.name.text.startswith("profile."))


def _facts(definitions: Definitions) -> dict[str, AnswerType]:
    # Backwards, so that of two questions with one fact the first counts; the second is complained of elsewhere.
    return dict(names_of([question.value for question in reversed(definitions.profile.values())], ()))


def _condition(definitions: Definitions, names: Names, located: Located[Value], *inside: str | int) -> Iterator[Issue]:
    route = (*inside, "applies_when")
    written = located.get(*route)
    if not isinstance(written, str) or not written.strip():
        return
    indent = len(written) - len(written.lstrip())
    condition = written.strip()
    for fault in conditions.check(condition, names):
        if fault.code == "condition-unknown-name" and _is_excused(definitions, located, condition, fault.offset):
            continue
        where = located.position(*route, offset=indent + fault.offset)
        yield located.issue(where, fault.code, fault.message, fault.hint)


def _is_excused(definitions: Definitions, located: Located[Value], condition: str, offset: int) -> bool:
    """Whether the name at this character may well exist, in a part that is faulty itself."""
    match = _NAME.match(condition, offset)
    name = match.group() if match else ""
    if name.startswith("profile."):
        return definitions.knows(Sort.FACT, name.removeprefix("profile."))
    # The profile is asked before any question, so its conditions may name none.
    return located.file.kind is not Kind.PROFILE and definitions.knows(Sort.QUESTION, name)
