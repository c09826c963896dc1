"""Do statements stand alone as headlines, in the words of every sector, and are sentences whole?"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from gapanalysis.engine.wording import Words, fill, words_of
from gapanalysis.errors import Issue
from gapanalysis.loading.checks.style.guide import LEAST_QUERY, LONGEST_STATEMENT, TYPICAL_CURRENCY, TYPICAL_NAME
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located
from gapanalysis.loading.places import Route
from gapanalysis.loading.wording import quoted
from gapanalysis.model.base import Value
from gapanalysis.model.question import Question
from gapanalysis.model.rule import Rule

ENDS = (".", "!", "?")
_SIGNS = (*ENDS, ":", ";", ",")
_AROUND = " \n\"'*()\u201c\u201d"  # what may stand around a sentence: quotation marks, brackets, emphasis


class Trades:
    """The words of every sector, and the usual ones."""

    def __init__(self, definitions: Definitions) -> None:
        """Take them from sound definitions."""
        self._usual = definitions.terms.value.terms if definitions.terms else {}
        self._own = {sector.value.label: sector.value.terms for _, sector in sorted(definitions.sectors.items())}

    @cached_property
    def words(self) -> Mapping[str, Words]:
        """By label of the sector; the usual words under the empty label."""
        every = {"": {}, **self._own}
        return {label: words_of({**self._usual, **own}, TYPICAL_NAME, TYPICAL_CURRENCY) for label, own in every.items()}

    def wordings(self, text: str) -> Iterator[tuple[str, str]]:
        """The text as each sector reads it, with the sector's label; once where no word changes."""
        for label, words in self.words.items():
            yield label, fill(text, words)
            if "{" not in text:
                return


def check_statement(trades: Trades, located: Located[Value], route: Route, text: str) -> Iterator[Issue]:
    """A statement that may stand as a headline, or follow a semicolon in one."""
    at = located.where(*route)
    if text.endswith(_SIGNS):
        message = f"a statement ends with {quoted(text[-1])}"
        yield located.issue(at, Code.STYLE_STATEMENT_END, message, "leave it out: the statement stands as a headline")
    if ";" in text[:-1]:
        where = located.where(*route, offset=text.index(";"))
        message = "a statement holds a semicolon"
        yield located.issue(where, Code.STYLE_STATEMENT_END, message, "say one thing; the report joins two with one")
    longest = max(trades.wordings(text), key=lambda each: len(each[1]))
    if len(longest[1]) > LONGEST_STATEMENT:
        whose = f" in the words of {longest[0]}" if longest[0] else ""
        message = f"a statement has {len(longest[1])} characters{whose}"
        yield located.issue(at, Code.STYLE_STATEMENT_LENGTH, message, f"{LONGEST_STATEMENT} at most: {longest[1]}")
    if any(not filled[:1].isupper() and not filled[:1].isdigit() for _, filled in trades.wordings(text)):
        message = "a statement begins with a small letter"
        hint = f"write {{{text[1:2].upper()}{text[2:].partition('}')[0]}}}" if text.startswith("{") else ""
        yield located.issue(at, Code.STYLE_STATEMENT_CAPITAL, message, hint or "begin it with a capital")


def check_sentence(located: Located[Value], route: Route, text: str) -> Iterator[Issue]:
    """A text that is a sentence, or several."""
    bare = text.strip(_AROUND)
    at = located.where(*route)
    if not bare.endswith(ENDS):
        message = f"{quoted(str(route[-1]))} is no whole sentence"
        yield located.issue(at, Code.STYLE_SENTENCE, message, "end it with a full stop")
    if bare.lstrip("{")[:1].islower():
        message = f"{quoted(str(route[-1]))} begins with a small letter"
        yield located.issue(at, Code.STYLE_SENTENCE, message, "begin it with a capital")


def check_shortfalls(trades: Trades, question: Located[Question]) -> Iterator[Issue]:
    """What is said of a question's answers: the strength, and each shortfall with its consequence."""
    if question.value.strength:
        yield from check_statement(trades, question, ("strength",), question.value.strength)
    for index, shortfall in enumerate(question.value.shortfalls):
        yield from check_statement(trades, question, ("shortfalls", index, "headline"), shortfall.headline)
        yield from check_sentence(question, ("shortfalls", index, "consequence"), shortfall.consequence)


def check_rule_texts(trades: Trades, rule: Located[Rule]) -> Iterator[Issue]:
    """What a rule finds, and what it has cleared up."""
    if rule.value.finding:
        yield from check_statement(trades, rule, ("finding", "headline"), rule.value.finding.headline)
        yield from check_sentence(rule, ("finding", "consequence"), rule.value.finding.consequence)
    if rule.value.query:
        yield from check_sentence(rule, ("query",), rule.value.query)
        words = len(rule.value.query.split())
        if words < LEAST_QUERY:
            message = f"a query of {words} words hardly says what to clear up"
            hint = "say what contradicts what, and what to ask or look at"
            yield rule.issue(rule.where("query"), Code.STYLE_QUERY, message, hint)
