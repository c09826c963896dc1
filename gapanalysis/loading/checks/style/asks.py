"""Is one thing asked, briefly, in everyday words, with levels that differ and something to look for?"""

import re
from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.scales import level_keys
from gapanalysis.loading.checks.style.guide import JARGON_WORD, LEAST_EVIDENCE, LONGEST_ASK, MOST_ASKED
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Located
from gapanalysis.loading.places import Route
from gapanalysis.loading.wording import quoted
from gapanalysis.model.base import Value
from gapanalysis.model.grade import Grade
from gapanalysis.model.question import LevelAnswer, Question

_AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)"
_SUBJECT = (
    r"(?:you|your|it|they|there|he|she|this|that|these|those|the|a|an|any|anyone|anybody|each|every|people|some\w*|top"
    r"|\{)"
)
_OPEN = r"how|what|who|whom|whose|why|which|where"
_YES_OR_NO = re.compile(
    rf"(?:^|[,:;]\s+(?:and|or)\s+|^(?:(?!\b(?:{_OPEN})\b).)*?[,:;]\s+)({_AUXILIARY}\s+{_SUBJECT})", re.IGNORECASE
)
"""At the beginning, after "and", or after a beginning that asks nothing yet ("When an order changes, do you ...")."""

_ASKED = re.compile(rf"\b(?:{_OPEN}|when)\b[^,:;?]*?\b{_AUXILIARY}\s+{_SUBJECT}", re.IGNORECASE)
_PARTS = re.compile(r"(?<=[,:;?])\s+")

_QUANTIFIERS = re.compile(
    r"\b(all|any|every|each|most|mostly|many|much|some|few|a few|several|one|two|half|part|partly|always|usually|often"
    r"|sometimes|seldom|rarely|never|no|not|none|fully|largely|hardly|completely)\b"
)


def check_ask(located: Located[Value], route: Route, ask: str, question: Question) -> Iterator[Issue]:
    """The wording of a question, of the bank or as a questionnaire words it.

    Args:
        located: the part of a file that words it.
        route: where in it.
        ask: the wording.
        question: the question it words.
    """
    at = located.where(*route)
    words = len(ask.split())
    if words > LONGEST_ASK:
        message = f"the question has {words} words"
        yield located.issue(at, Code.STYLE_ASK_LENGTH, message, f"{LONGEST_ASK} at most; 25 read well")
    if "?" not in ask:
        yield located.issue(at, Code.STYLE_NO_QUESTION, "nothing is asked here", "end it with a question mark")
    if number := _questions_in(ask):
        message = f"{number} questions stand in one"
        yield located.issue(at, Code.STYLE_SEVERAL, message, "ask one thing; split it, or leave the rest to `audit`")
    if isinstance(question.answer, LevelAnswer) and (found := _YES_OR_NO.search(ask)):
        where = located.where(*route, offset=found.start(1))
        message = f"{quoted(found[1] + ' ...')} is answered with yes or no, and a degree is meant"
        yield located.issue(where, Code.STYLE_YES_NO, message, "ask how, how far, how well, how often, which")
    for found in JARGON_WORD.finditer(ask):
        where = located.where(*route, offset=found.start())
        message = f"{quoted(found.group())} is a word of the trade"
        yield located.issue(where, Code.STYLE_JARGON, message, "ask in everyday words; `audit` may use it")


def _questions_in(ask: str) -> int:
    """How many questions an `ask` puts, where it is more than one may; else 0."""
    marks = ask.count("?")
    asked = sum(bool(_ASKED.search(part)) for part in _PARTS.split(ask))
    return marks if marks > 1 else asked if asked > MOST_ASKED else 0


def check_answering(question: Located[Question]) -> Iterator[Issue]:
    """Levels, grades and evidence of a question that is answered with a level."""
    value = question.value
    yield from _alike(question)
    if len(value.evidence) < LEAST_EVIDENCE and not question.dropped("evidence"):
        where = question.where("evidence") if value.evidence else question.where()
        message = f"{value.id} names {len(value.evidence)} thing to look for" if value.evidence else ""
        message = message or f"{value.id} names nothing to look for"
        yield question.issue(where, Code.STYLE_EVIDENCE, message, f"name {LEAST_EVIDENCE} or more under `evidence`")
    for level, grade in value.grades.items():
        if grade is Grade.MAJOR and level > 0:
            where = question.where("grades")
            message = f"level {level} is called a likely major"
            yield question.issue(where, Code.STYLE_MAJOR, message, "only absence, level 0, may be one")
    for name in ("evidence", "usual_gaps"):
        for index, text in enumerate(getattr(value, name)):
            if text.endswith((".", ";", ",")):
                where = question.where(name, index)
                message = f"an item of `{name}` ends like a sentence"
                yield question.issue(where, Code.STYLE_LIST_ITEM, message, "leave the last sign out")


def _alike(question: Located[Question]) -> Iterator[Issue]:
    first: dict[str, int] = {}
    keys = level_keys(question, "levels")
    for level, text in question.value.levels.items():
        like = first.setdefault(_without_quantifiers(text), level)
        if like != level:
            where = question.where("levels", keys[level])
            message = f"level {level} differs from level {like} only in how many or how often"
            yield question.issue(where, Code.STYLE_ALIKE, message, "say what one would see that is different")


def _without_quantifiers(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]", " ", _QUANTIFIERS.sub(" ", text.lower())).split())
