"""Is everything asked and said once?"""

from collections.abc import Iterable, Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located
from gapanalysis.loading.document import Document, Where
from gapanalysis.loading.places import Route
from gapanalysis.loading.shapes import QuestionnaireFile
from gapanalysis.model.base import Value

Text = tuple[Located[Value], Route, str]
"""A text and where it stands."""


def check_repeats(definitions: Definitions) -> Iterator[Issue]:
    """Questions, titles, statements and queries of the bank and of rules; headlines within each questionnaire.

    Two questionnaires may well have a section in common, so between them headlines may repeat.
    """
    questions = [each for each in definitions.questions.values() if not each.value.replaced_by]
    yield from _twice(((q, ("ask",), q.value.ask) for q in questions), "this is asked")
    yield from _twice(((q, ("title",), q.value.title) for q in questions), "this title stands")
    yield from _twice(_statements(definitions), "this is said")
    rules = definitions.rules.values()
    yield from _twice(((rule, ("title",), rule.value.title) for rule in rules), "this title stands")
    yield from _twice(((r, ("query",), r.value.query) for r in rules if r.value.query), "this is to be cleared up")
    for questionnaire in definitions.questionnaires.values():
        yield from _twice(_headlines(questionnaire), "this is said")


def _statements(definitions: Definitions) -> Iterator[Text]:
    for question in definitions.questions.values():
        if question.value.strength:
            yield question, ("strength",), question.value.strength
        for index, shortfall in enumerate(question.value.shortfalls):
            yield question, ("shortfalls", index, "headline"), shortfall.headline
    for rule in definitions.rules.values():
        if rule.value.finding:
            yield rule, ("finding", "headline"), rule.value.finding.headline


def _headlines(questionnaire: Located[QuestionnaireFile]) -> Iterator[Text]:
    for index, section in enumerate(questionnaire.value.sections):
        for tone, text in section.headlines:
            yield questionnaire, ("sections", index, "headlines", tone), text


def _twice(texts: Iterable[Text], what: str) -> Iterator[Issue]:
    first = dict[str, tuple[Document, Where]]()
    for located, route, text in texts:
        where = located.where(*route)
        document, there = first.setdefault(" ".join(text.lower().split()), (located.document, where))
        if (document, there) != (located.document, where):
            hint = f"the first is in {document.file}:{document.position(there).line}"
            yield located.issue(where, Code.STYLE_REPEATED, f"{what} a second time", hint)
