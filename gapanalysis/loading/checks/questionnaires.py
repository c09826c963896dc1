"""Does a questionnaire choose questions that exist, once each, in an order their conditions allow?"""

from collections.abc import Container, Iterable, Iterator

from gapanalysis.engine.interview import FULL
from gapanalysis.errors import Issue
from gapanalysis.loading.asked import Derived, derived_from
from gapanalysis.loading.checks.conditions import questions_named
from gapanalysis.loading.checks.questions import unknown_question
from gapanalysis.loading.checks.standards import unknown_edition
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.document import Where
from gapanalysis.loading.shapes import Kind, QuestionnaireFile
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.question import Question


def check_questionnaires(definitions: Definitions) -> Iterator[Issue]:
    """Every questionnaire."""
    derived = derived_from(definitions)
    for questionnaire in definitions.questionnaires.values():
        yield from _standard(definitions, questionnaire)
        yield from _bands(questionnaire)
        yield from _caps(questionnaire)
        yield from _depths(definitions, derived, questionnaire)
        yield from _sections(questionnaire)
        yield from _entries(definitions, derived, questionnaire)


def _standard(definitions: Definitions, questionnaire: Located[QuestionnaireFile]) -> Iterator[Issue]:
    name = questionnaire.value.standard
    if name not in definitions.standards:
        if Kind.STANDARD not in definitions.unread:
            where = questionnaire.where("standard")
            message = f"there is no standard {quoted(name)}"
            yield questionnaire.issue(where, Code.UNKNOWN_STANDARD, message, suggestion(name, definitions.standards))
        return
    years = [year for standard, year in definitions.editions if standard == name]
    for index, year in enumerate(questionnaire.value.editions):
        where = questionnaire.where("editions", index)
        if year in questionnaire.value.editions[:index]:
            yield questionnaire.issue(where, Code.DUPLICATE_ID, f"the {year} edition is named twice")
        elif year not in years and Kind.EDITION not in definitions.unread:
            yield questionnaire.issue(where, *unknown_edition(year, years))


def _bands(questionnaire: Located[QuestionnaireFile]) -> Iterator[Issue]:
    bands = questionnaire.value.bands
    for index, band in enumerate(bands):
        if band.id in {other.id for other in bands[:index]}:
            where = questionnaire.where("bands", index, "id")
            yield questionnaire.issue(where, Code.DUPLICATE_ID, f"there is a band {quoted(band.id)} already")
        if band.least in {other.least for other in bands[:index]}:
            where = questionnaire.where("bands", index, "least")
            yield questionnaire.issue(where, Code.BANDS, f"another band begins at {band.least}", "each needs its own")
    if bands and min(band.least for band in bands) > 0:
        where = questionnaire.where("bands", on_key=True)
        yield questionnaire.issue(where, Code.BANDS, "no band begins at 0", "the lowest band needs `least: 0`")


def _caps(questionnaire: Located[QuestionnaireFile]) -> Iterator[Issue]:
    known = {band.id for band in questionnaire.value.bands}
    for name, band in questionnaire.value.caps:
        if band and band not in known:
            where = questionnaire.where("caps", name)
            message = f"there is no band {quoted(band)}"
            yield questionnaire.issue(where, Code.BANDS, message, suggestion(band, known))


def _depths(definitions: Definitions, derived: Derived, questionnaire: Located[QuestionnaireFile]) -> Iterator[Issue]:
    value = questionnaire.value
    for index, depth in enumerate(value.depths):
        if depth.id in {FULL, *(other.id for other in value.depths[:index])}:
            where = questionnaire.where("depths", index, "id")
            yield questionnaire.issue(where, Code.DUPLICATE_ID, f"there is a depth {quoted(depth.id)} already")
    yield from _in_depths(definitions, derived, questionnaire)
    table = value.usual_depth.removeprefix("table.")
    if table and not definitions.knows(Sort.TABLE, table):
        message = f"there is no decision table {quoted(table)}"
        hint = suggestion(table, definitions.names[Sort.TABLE])
        yield questionnaire.issue(questionnaire.where("usual_depth"), Code.UNKNOWN_TABLE, message, hint)
    years = [crosswalk.before for each in definitions.standards.values() for crosswalk in each.value.crosswalks]
    if value.transition_from and value.transition_from not in years:
        where = questionnaire.where("transition_from")
        yield questionnaire.issue(where, *unknown_edition(value.transition_from, years))


def _in_depths(
    definitions: Definitions, derived: Derived, questionnaire: Located[QuestionnaireFile]
) -> Iterator[Issue]:
    """Each depth asks what those before it ask, and its own."""
    value = questionnaire.value
    asked = {entry.id for section in value.sections for entry in section.questions}
    named = set[str]()
    places = [(row, at, name) for row, depth in enumerate(value.depths) for at, name in enumerate(depth.questions)]
    for row, at, name in places:
        where = questionnaire.where("depths", row, "questions", at)
        if name not in asked and questionnaire.file.path not in definitions.partial:
            message = f"{name} is in no section of this questionnaire"
            yield questionnaire.issue(where, Code.UNKNOWN_QUESTION, message, suggestion(name, asked))
        elif name in named:
            yield questionnaire.issue(where, Code.REPEATED_QUESTION, f"{name} is in a depth already")
        named.add(name)
        if name in definitions.questions:
            condition = definitions.questions[name].value.applies_when
            yield from _asked_at(questionnaire, name, _missing(definitions, derived, condition, named), where)


def _asked_at(
    questionnaire: Located[QuestionnaireFile], name: str, left_out: Iterable[str], where: Where
) -> Iterator[Issue]:
    """A condition on a question that this depth leaves out would never hold."""
    for other in left_out:
        message = f"{name} applies depending on {other}, which this depth does not ask before it"
        yield questionnaire.issue(where, Code.CONDITION_OUTSIDE, message, f"ask {other} at this depth too")


def _sections(questionnaire: Located[QuestionnaireFile]) -> Iterator[Issue]:
    names = [section.id for section in questionnaire.value.sections]
    for index, name in enumerate(names):
        if name in names[:index]:
            where = questionnaire.where("sections", index, "id")
            message = f"there is a section {quoted(name)} already"
            yield questionnaire.issue(where, Code.DUPLICATE_SECTION, message, "give it another id")


def _entries(definitions: Definitions, derived: Derived, questionnaire: Located[QuestionnaireFile]) -> Iterator[Issue]:
    asked: set[str] = set()
    for section, each in enumerate(questionnaire.value.sections):
        for index, entry in enumerate(each.questions):
            at = questionnaire.where("sections", section, "questions", index, "id")
            if entry.id in asked:
                message = f"{entry.id} is asked already"
                yield questionnaire.issue(at, Code.REPEATED_QUESTION, message, "a question counts once")
            elif entry.id in definitions.questions:
                question = definitions.questions[entry.id].value
                yield from _chosen(definitions, questionnaire, question, at)
                if questionnaire.file.path not in definitions.partial:  # else it may stand in a faulty part
                    condition = entry.applies_when or question.applies_when
                    later = _missing(definitions, derived, condition, asked)
                    yield from _asked_before(questionnaire, entry.id, later, at)
            elif not definitions.knows(Sort.QUESTION, entry.id):
                yield questionnaire.issue(at, *unknown_question(definitions, entry.id))
            asked.add(entry.id)


def _chosen(
    definitions: Definitions, questionnaire: Located[QuestionnaireFile], question: Question, at: Where
) -> Iterator[Issue]:
    if question.replaced_by:
        hint = f"take {' and '.join(question.replaced_by)}"
        yield questionnaire.issue(at, Code.RETIRED_QUESTION, f"{question.id} is retired", hint)
    known = {year for _, year in definitions.editions}
    if question.editions and set(question.editions) <= known - set(questionnaire.value.editions):
        message = f"{question.id} belongs to none of the editions of this questionnaire"
        yield questionnaire.issue(at, Code.FOREIGN_QUESTION, message, "it would never be asked: take it out")


def _asked_before(
    questionnaire: Located[QuestionnaireFile], name: str, later: Iterable[str], where: Where
) -> Iterator[Issue]:
    """A condition reads answers already given: this keeps applicability free of circles."""
    for other in later:
        message = f"{name} applies depending on {other}, which is not asked before it"
        hint = f"ask {other} earlier, or give this entry another `applies_when`"
        yield questionnaire.issue(where, Code.CONDITION_OUTSIDE, message, hint)


def _missing(definitions: Definitions, derived: Derived, condition: str, asked: Container[str]) -> tuple[str, ...]:
    """The questions of the bank that a condition rests on and that are not among those asked."""
    named = questions_named(condition, derived)
    return tuple(name for name in named if name in definitions.questions and name not in asked)
