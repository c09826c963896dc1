"""The annex of answers: every answer with what was said and seen, and the points it counts."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from pydantic import JsonValue

from gapanalysis.model.assessment import State
from gapanalysis.model.finding import Finding
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Obligation,
    TableAnswer,
    YesNoAnswer,
)
from gapanalysis.model.report import GapReport, ProfileFact, QuestionResult, SectionResult
from gapanalysis.render.context.findings import carded
from gapanalysis.render.context.pages import is_long
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import date_text, quantity_text, rounded

HIGHEST = 3
"""The highest conformity level: a requirement question is worth weight x level of weight x 3 points."""


def head(reading: Reading, question: QuestionResult) -> Mapping[str, str]:
    """A question by its number, its clause and its subject."""
    return {"id": question.id, "clause": reading.clause_of(question), "title": question.title}


def basis(messages: Messages, question: QuestionResult) -> str:
    """What an answer rests on, or that it was taken over and not checked again."""
    if question.carried_from:
        return messages("basis.carried", source=question.carried_from)
    return messages(f"basis.{question.basis.value}")


def documents(question: str) -> bool:
    """Whether a question belongs to the checklist of documented information, which has an annex of its own."""
    return question.startswith("D")


def answers(reading: Reading, item: SectionResult) -> Data:
    """The answered questions of a section, with the sums that its share and its practice come from."""
    messages, practice = reading.messages, item.practice
    rows = [answer(reading, reading.questions[name]) for name in item.questions if not documents(name)]
    given = [row for row in rows if row is not None]
    sums = []
    if item.tally.attainable:
        sums.append(messages("annex.sum", points=item.tally.points, attainable=item.tally.attainable))
    if practice.mean is not None:
        sums.append(
            messages("annex.practice_sum", points=practice.points, weight=practice.weight, mean=rounded(practice.mean))
        )
    return {
        "title": item.title,
        "sums": sums,
        "questions": given,
        "count": len(given),
    }


def answer(reading: Reading, question: QuestionResult) -> Data | None:
    """One answer with all that was said beside it; None unless answered."""
    if question.state is not State.ANSWERED:
        return None
    level, rows = question.level, table_rows(reading.messages, question)
    practised = Obligation.GOOD_PRACTICE in question.obligations.values()
    return {
        **head(reading, question),
        "ask": question.ask,
        "sign": "" if level is None else f"practice-{level}" if practised else f"level-{level}",
        "level": question.level_label,
        "kind": kind(reading.messages, question),
        "points": "" if level is None else points(reading, question, level),
        "text": question.level_text or value_text(reading.messages, question.answer, question.value),
        "told_in": told_in(carded(reading), question),
        "rows": rows,
        "long": is_long(question.observation, question.evidence),
        "observation": question.observation,
        "evidence": list(question.evidence),
        "basis": basis(reading.messages, question),
        "planned": date_text(reading.messages, question.planned_for) if question.planned_for else "",
    }


def kind(messages: Messages, question: QuestionResult) -> str:
    """What an answer counts as: a level of a requirement, or good practice; empty where it has no level."""
    if question.level is None:
        return ""
    practised = Obligation.GOOD_PRACTICE in question.obligations.values()
    return messages("annex.practice") if practised else messages(f"level.{question.level}.name")


def kinds(reading: Reading) -> list[Data]:
    """What the answers of the annex count as and how many each, the lowest level first and good practice last."""
    messages = reading.messages
    answered = (item for item in reading.report.questions if item.state is State.ANSWERED and not documents(item.id))
    counts = Counter(kind(messages, item) for item in answered)
    names = [*(messages(f"level.{level}.name") for level in range(HIGHEST + 1)), messages("annex.practice")]
    return [{"name": name, "count": counts[name]} for name in names if counts[name]]


def points(reading: Reading, question: QuestionResult, level: int) -> str:
    """What a level counts: `2 x 3 = 6 of 9`, level times weight out of what could be had."""
    messages, weight = reading.messages, question.weight
    if Obligation.GOOD_PRACTICE in question.obligations.values():
        return messages("annex.counts_practice", level=level, weight=weight, product=level * weight)
    words = messages("annex.counts", level=level, weight=weight, product=level * weight, most=HIGHEST * weight)
    if reading.report.main.id in question.obligations:
        return words
    asking = next(edition.label for edition in reading.report.editions if edition.id in question.obligations)
    return messages("annex.counts_elsewhere", counts=words, edition=asking)


def told_in(findings: Sequence[Finding], question: QuestionResult) -> str:
    """Id of the finding whose card has all that was said and seen, word for word; empty when none has."""
    for finding in findings:
        same = (finding.observation, finding.evidence, finding.basis, finding.level_text) == (
            question.observation,
            question.evidence,
            question.basis,
            question.level_text,
        )
        if finding.questions == (question.id,) and same:
            return finding.id
    return ""


def value_text(messages: Messages, kind: AnswerType, value: JsonValue) -> str:
    """An answer as a reader says it; empty for levels and tables, which are shown in other ways."""
    if value is None or isinstance(kind, LevelAnswer | TableAnswer):
        return ""
    if isinstance(kind, YesNoAnswer):
        return messages("value.yes" if value else "value.no")
    if isinstance(kind, ChoiceAnswer):
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(kind.options.get(str(option), str(option)) for option in chosen)
    if isinstance(kind, DateAnswer):
        return date_text(messages, date.fromisoformat(str(value)))
    if isinstance(kind, NumberAnswer):
        return quantity_text(messages, Decimal(str(value)), kind.unit, kind.unit_one)
    return str(value)


def facts(messages: Messages, profile: Sequence[ProfileFact]) -> list[Data]:
    """What is known of an organisation, fact by fact."""
    told = [(fact.title, value_text(messages, fact.answer, fact.value)) for fact in profile]
    return [{"label": label, "value": value} for label, value in told if value]


def answered_table(report: GapReport, columns: Collection[str]) -> QuestionResult | None:
    """The answered table question that has these columns; None when there is none."""
    tables = (each for each in report.questions if each.state is State.ANSWERED)
    return next((each for each in tables if {*columns} <= _columns(each.answer)), None)


def _columns(answer: AnswerType) -> set[str]:
    return {column.id for column in answer.columns} if isinstance(answer, TableAnswer) else set()


def table_cells(messages: Messages, question: QuestionResult) -> list[list[tuple[str, str]]]:
    """Rows of a table answer, each as titles and values of the cells that were filled."""
    if not isinstance(question.answer, TableAnswer) or not isinstance(question.value, list):
        return []
    return [
        [
            (column.title, text)
            for column in question.answer.columns
            if (text := value_text(messages, column.answer, row.get(column.id)))
        ]
        for row in question.value
        if isinstance(row, dict)
    ]


def table_rows(messages: Messages, question: QuestionResult) -> list[Data]:
    """The same for templates."""
    rows = table_cells(messages, question)
    return [{"cells": [{"label": title, "value": value} for title, value in cells]} for cells in rows]
