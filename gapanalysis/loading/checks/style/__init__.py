"""The style guide (docs/authors/style.md), held against definitions that are sound otherwise.

What it finds are remarks: they keep nobody from working, and what is shipped has none (tests/content/test_style.py).
"""

from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.style.actions import check_actions_style
from gapanalysis.loading.checks.style.asks import check_answering, check_ask
from gapanalysis.loading.checks.style.repeats import check_repeats
from gapanalysis.loading.checks.style.statements import (
    Trades,
    check_rule_texts,
    check_shortfalls,
    check_statement,
)
from gapanalysis.loading.checks.style.words import check_glossary, check_requirement_texts, check_words
from gapanalysis.loading.definitions import Definitions, Located
from gapanalysis.loading.shapes import QuestionnaireFile
from gapanalysis.model.question import LevelAnswer

__all__ = ["check_style"]


def check_style(definitions: Definitions) -> Iterator[Issue]:
    """Everything the style guide has to say, in no order. Retired questions are left in peace."""
    trades = Trades(definitions)
    for question in definitions.questions.values():
        if not question.value.replaced_by:
            yield from check_ask(question, ("ask",), question.value.ask, question.value)
            yield from check_shortfalls(trades, question)
            if isinstance(question.value.answer, LevelAnswer):
                yield from check_answering(question)
    for question in definitions.profile.values():
        yield from check_ask(question, ("ask",), question.value.ask, question.value)
    for rule in definitions.rules.values():
        yield from check_rule_texts(trades, rule)
    for questionnaire in definitions.questionnaires.values():
        yield from _questionnaire(definitions, trades, questionnaire)
    yield from check_actions_style(definitions)
    yield from check_repeats(definitions)
    yield from check_words(definitions)
    yield from check_glossary(definitions)
    yield from check_requirement_texts(definitions)


def _questionnaire(
    definitions: Definitions, trades: Trades, questionnaire: Located[QuestionnaireFile]
) -> Iterator[Issue]:
    """Headlines of sections, and what a questionnaire words otherwise than the bank."""
    for index, section in enumerate(questionnaire.value.sections):
        for tone, text in section.headlines:
            yield from check_statement(trades, questionnaire, ("sections", index, "headlines", tone), text)
        for place, entry in enumerate(section.questions):
            route = ("sections", index, "questions", place)
            if entry.ask:
                asked = definitions.questions[entry.id].value
                yield from check_ask(questionnaire, (*route, "ask"), entry.ask, asked)
            if entry.strength:
                yield from check_statement(trades, questionnaire, (*route, "strength"), entry.strength)
