"""The style guide of docs/content.md, over everything that is shipped."""

import re
from collections import Counter
from itertools import combinations

import pytest

from gapanalysis.content import questionnaire_folders
from gapanalysis.engine.wording import fill, words_for
from gapanalysis.loading import list_questionnaires, load_questionnaire
from gapanalysis.model.finding import Grade
from gapanalysis.model.question import LevelAnswer, TableAnswer

FOLDERS = questionnaire_folders()
SHIPPED = tuple(load_questionnaire(FOLDERS, each.id) for each in list_questionnaires(FOLDERS))

LONGEST_ASK = 40  # words
LONGEST_STATEMENT = 90  # characters, whatever the sector
LONGEST_TITLE = 100
LONGEST_GLOSSARY_ENTRY = 40  # words

BANNED = re.compile(r"\b(ensur\w*|robust\w*|leverag\w*|going forward|best-in-class|n/a|shall)(?!\w)", re.IGNORECASE)
AMERICAN = re.compile(
    r"\b(\w*(organiz|recogniz|analyz|behavior|fulfill)\w*|colou?rize|color|center|gray)\b", re.IGNORECASE
)
ARTICLE_BEFORE_PLACE = re.compile(r"\b(a|an) \{", re.IGNORECASE)
ALMOST_YES_OR_NO = re.compile(
    r"(do|does|did|is|are|was|were|have|has|can|will|would) (you|your|it|there|\{)", re.IGNORECASE
)
QUANTIFIERS = re.compile(
    r"\b(all|any|every|each|most|mostly|many|much|some|few|a few|several|one|two|half|part|partly|always|usually|often"
    r"|sometimes|seldom|rarely|never|no|not|none|fully|largely|hardly|completely)\b"
)
JARGON = (
    "8D",
    "FMEA",
    "five whys",
    "KPI",
    "control chart",
    "run chart",
    "Pareto",
    "pre-mortem",
    "concession",
    "rework",
)

TERMS_OF_EVERY_SECTOR = tuple(
    words_for(questionnaire, sector, "Aldermoor Precision Ltd")
    for questionnaire in SHIPPED
    for sector in (None, *questionnaire.sectors)
)

QUESTIONS = {question.id: question for each in SHIPPED for question in each.questions()}
ACTIONS = {action.id: action for each in SHIPPED for action in each.actions.values()}

STATEMENTS = {
    **{f"{question.id} strength": question.strength for question in QUESTIONS.values() if question.strength},
    **{
        f"{question.id} {shortfall.levels}": shortfall.headline
        for question in QUESTIONS.values()
        for shortfall in question.shortfalls
    },
    **{
        f"{each.id} {section.id} {tone}": text
        for each in SHIPPED
        for section in each.sections
        for tone, text in section.headlines.model_dump().items()
    },
}
"""What stands as a headline somewhere, by where it comes from."""

by_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
by_action = pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)


def texts(value):
    """Every text in plain data, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def everything(questionnaire):
    """Every text of a questionnaire but the standard's clauses, which have words of their own."""
    return tuple(texts(questionnaire.model_dump(mode="json", exclude={"standard"})))


def without_quantifiers(text):
    return " ".join(re.sub(r"[^\w' ]", " ", QUANTIFIERS.sub(" ", text.lower())).split())


# -- what is asked -----------------------------------------------------------------------------------------------


@by_question
def test_a_question_is_short(question):
    assert len(question.ask.split()) <= LONGEST_ASK


@by_question
def test_a_question_asks(question):
    assert "?" in question.ask
    if isinstance(question.answer, LevelAnswer):
        assert not ALMOST_YES_OR_NO.match(question.ask), "a degree is meant: ask how, how far, how well"


def test_no_two_questions_ask_the_same():
    assert [text for text, times in Counter(item.ask for item in QUESTIONS.values()).items() if times > 1] == []
    assert [text for text, times in Counter(item.title for item in QUESTIONS.values()).items() if times > 1] == []


@by_question
def test_levels_differ_by_more_than_how_many(question):
    for one, other in combinations(question.levels.values(), 2):
        assert without_quantifiers(one) != without_quantifiers(other)


@by_question
def test_only_absence_is_likely_major(question):
    assert {level for level, grade in question.grades.items() if grade is Grade.MAJOR} <= {0}


def test_what_hurts_the_customer_is_told_apart():
    weights = Counter(
        (question.severity, question.exposure)
        for question in QUESTIONS.values()
        if not isinstance(question.answer, TableAnswer)
    )
    assert {severity for severity, _ in weights} >= {2, 3, 4, 5}
    assert max(weights.values()) <= sum(weights.values()) / 4


# -- what is said ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", STATEMENTS.values(), ids=STATEMENTS)
def test_a_statement_stands_alone_and_after_a_semicolon(text):
    assert not text.endswith((".", "!", "?", ":", ";"))
    assert ";" not in text
    for words in TERMS_OF_EVERY_SECTOR:
        filled = fill(text, words)
        assert filled[0].isupper(), filled
        assert len(filled) <= LONGEST_STATEMENT, filled


def test_no_two_statements_are_the_same():
    assert [text for text, times in Counter(STATEMENTS.values()).items() if times > 1] == []


@by_question
def test_a_consequence_is_a_sentence(question):
    for shortfall in question.shortfalls:
        assert shortfall.consequence.endswith(".")
        assert shortfall.consequence[0].isupper() or shortfall.consequence.startswith("{")


@pytest.mark.parametrize("questionnaire", SHIPPED, ids=[each.id for each in SHIPPED])
@pytest.mark.parametrize("unwanted", [BANNED, AMERICAN, ARTICLE_BEFORE_PLACE], ids=["banned", "american", "article"])
def test_no_unwanted_words(questionnaire, unwanted):
    assert [text for text in everything(questionnaire) if unwanted.search(text)] == []


def test_unwanted_words_would_be_noticed():
    assert BANNED.search("This will ensure quality")
    assert BANNED.search("Answer N/A")
    assert AMERICAN.search("the organization")
    assert ARTICLE_BEFORE_PLACE.search("Call a {customer}")
    assert not ARTICLE_BEFORE_PLACE.search("Call {a_customer}")
    assert without_quantifiers("Some checks are done.") == without_quantifiers("Most checks are done.")


# -- what to do --------------------------------------------------------------------------------------------------


@by_action
def test_an_action_closes_something_or_comes_before_one_that_does(action):
    closing = {shortfall.action for question in QUESTIONS.values() for shortfall in question.shortfalls}
    needed = {other for each in ACTIONS.values() for other in each.depends_on}
    assert action.id in closing | needed


@by_action
def test_effort_grows_with_size(action):
    effort = action.effort
    assert 0 < effort.micro <= effort.small <= effort.medium <= effort.large


@by_action
def test_an_action_begins_and_ends_with_something_to_see(action):
    parts = (action.title, action.first_step, action.done_when, action.benefit)
    assert all(part.strip() for part in parts)
    assert len(set(parts)) == len(parts)
    assert len(action.title) <= LONGEST_TITLE
    assert not action.title.endswith(".")
    assert all(part.rstrip('"').endswith((".", "?", "!")) for part in parts[1:])


@by_action
def test_an_owner_is_a_role(action):
    assert action.owner in {person for question in QUESTIONS.values() for person in question.whom}


def test_efforts_are_not_all_alike():
    small = Counter(action.effort.small for action in ACTIONS.values())
    assert max(small.values()) <= len(ACTIONS) / 3


# -- words explained ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("questionnaire", SHIPPED, ids=[each.id for each in SHIPPED])
def test_the_glossary_is_in_order_and_brief(questionnaire):
    terms = [entry.term for entry in questionnaire.glossary]
    assert terms == sorted(set(terms), key=str.lower)
    for entry in questionnaire.glossary:
        assert entry.meaning.endswith(".")
        assert len(entry.meaning.split()) <= LONGEST_GLOSSARY_ENTRY, entry.term


@pytest.mark.parametrize("questionnaire", SHIPPED, ids=[each.id for each in SHIPPED])
@pytest.mark.parametrize("word", JARGON)
def test_jargon_is_explained(questionnaire, word):
    asked = " ".join(text for question in questionnaire.questions() for text in texts(question.model_dump(mode="json")))
    if word.lower() in asked.lower():
        assert any(entry.term.lower().startswith(word.lower()) for entry in questionnaire.glossary)
