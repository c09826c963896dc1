"""Is each question whole, and does it fit its scale, its editions and its actions?"""

from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.actions import unknown_action
from gapanalysis.loading.checks.levels import check_levels
from gapanalysis.loading.checks.standards import unknown_clause, unknown_edition
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.shapes import Kind
from gapanalysis.loading.wording import listed, quoted, suggestion
from gapanalysis.model.question import ChoiceAnswer, LevelAnswer, Question
from gapanalysis.model.rule import Rule

NEEDED = ("audit", "why", "whom", "evidence", "usual_gaps", "pdca", "dimensions", "strength", "editions")
NEEDED_OF_DOCUMENTS = ("audit", "evidence", "editions")
"""What a question answered with a level has to say, beyond what every question has; less is needed of documents."""


def check_questions(definitions: Definitions) -> Iterator[Issue]:
    """Questions of the bank and of the profile."""
    for question in definitions.questions.values():
        yield from _bank_question(question)
        yield from check_editions(definitions, question)
        yield from _references(definitions, question)
        yield from check_levels(definitions, question)
        yield from _alone(question)
    for question in definitions.profile.values():
        yield from _profile_question(question)
        yield from _alone(question)


def _bank_question(question: Located[Question]) -> Iterator[Issue]:
    value = question.value
    if value.id.startswith("P.") or value.fact:
        key = "fact" if value.fact else "id"
        message = f"{value.id} is a question about the organisation, and this is the bank"
        yield question.issue(question.where(key), Code.PROFILE_QUESTION, message, "move it to profile.yaml")
    needed = NEEDED_OF_DOCUMENTS if value.id.startswith("D") else NEEDED
    missing = [name for name in needed if not getattr(value, name) and not question.dropped(name)]
    if isinstance(value.answer, LevelAnswer) and not value.replaced_by and missing:
        message = f"{value.id} is incomplete: {listed(missing)} missing"
        yield question.issue(
            question.where(), Code.INCOMPLETE_QUESTION, message, "docs/authors/questions.md says what goes in"
        )


def _profile_question(question: Located[Question]) -> Iterator[Issue]:
    value = question.value
    if not value.id.startswith("P."):
        message = f"{value.id} is no id of a profile question"
        yield question.issue(question.where("id"), Code.PROFILE_QUESTION, message, "write it like P.employees")
    if not value.fact and not question.dropped("fact"):
        message = f"{value.id} has no `fact`, so no condition could see its answer"
        yield question.issue(question.where(), Code.PROFILE_QUESTION, message, "add a line like `fact: employees`")
    if isinstance(value.answer, LevelAnswer):
        where = question.where("answer", "type")
        message = "a profile question asks for a fact, not for a level"
        yield question.issue(where, Code.PROFILE_QUESTION, message, "take another type of answer")


def _alone(question: Located[Question]) -> Iterator[Issue]:
    """An option that excludes the others is one of them, and there are others to choose with it."""
    answer = question.value.answer
    if not isinstance(answer, ChoiceAnswer) or not answer.alone:
        return
    where = question.where("answer", "alone")
    if answer.alone not in answer.options:
        hint = suggestion(answer.alone, answer.options)
        yield question.issue(where, Code.UNKNOWN_VALUE, f"{quoted(answer.alone)} is none of the options", hint)
    elif not answer.several:
        message = "one option is chosen anyway, so none has to stand alone"
        yield question.issue(where, Code.UNKNOWN_VALUE, message, "leave `alone` out, or add `several: true`")


def check_editions(definitions: Definitions, question: Located[Question] | Located[Rule]) -> Iterator[Issue]:
    """Editions, clauses and gates that a question or rule names."""
    # A question does not name its standard: a clause will do if any standard has it in an edition of that year.
    years = {year for _, year in definitions.editions}
    for year in question.value.editions:
        if year in years:
            yield from _clauses(definitions, question, year)
        elif Kind.EDITION not in definitions.unread:
            where = question.where("editions", year, on_key=True)
            yield question.issue(where, *unknown_edition(year, years))


def _clauses(definitions: Definitions, question: Located[Question] | Located[Rule], year: str) -> Iterator[Issue]:
    editions = [edition.value for (_, each), edition in definitions.editions.items() if each == year]
    numbers = {clause.number for edition in editions for clause in edition.clauses}
    gates = {gate.id for edition in editions for gate in edition.gates}
    asked = question.value.editions[year]
    for index, number in enumerate(asked.clauses):
        if number not in numbers:
            where = question.where("editions", year, "clauses", index)
            yield question.issue(where, *unknown_clause(number, year, numbers))
    if asked.gate and asked.gate not in gates:
        where = question.where("editions", year, "gate")
        message = f"the {year} edition has no gate {quoted(asked.gate)}"
        yield question.issue(where, Code.UNKNOWN_GATE, message, suggestion(asked.gate, gates))


def _references(definitions: Definitions, question: Located[Question]) -> Iterator[Issue]:
    for index, shortfall in enumerate(question.value.shortfalls):
        if not definitions.knows(Sort.ACTION, shortfall.action):
            where = question.where("shortfalls", index, "action")
            yield question.issue(where, *unknown_action(definitions, shortfall.action))
    for index, name in enumerate(question.value.replaced_by):
        if not definitions.knows(Sort.QUESTION, name):
            where = question.where("replaced_by", index)
            yield question.issue(where, *unknown_question(definitions, name))


def unknown_question(definitions: Definitions, name: str) -> tuple[Code, str, str]:
    """Code, message and hint for a question that the bank does not have."""
    return (
        Code.UNKNOWN_QUESTION,
        f"there is no question {name} in the bank",
        suggestion(name, definitions.names[Sort.QUESTION]),
    )
