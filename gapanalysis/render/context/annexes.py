"""Annexes: everything that was answered, and everything that was not."""

from collections.abc import Mapping
from datetime import date

from pydantic import JsonValue

from gapanalysis.model.assessment import State
from gapanalysis.model.questionnaire import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Obligation,
    TableAnswer,
    YesNoAnswer,
)
from gapanalysis.model.report import NotAskedBecause, QuestionResult, SectionResult
from gapanalysis.render.context.findings import LONG_NOTE
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import date_text
from gapanalysis.render.writers import Entry


def annexes(reading: Reading, glossary: tuple[Entry, ...]) -> Data:
    """All annexes; an empty list means that the annex is left out."""
    report = reading.report
    by_state = {state: [item for item in report.questions if item.state is state] for state in State}
    noted = {item.id: item for question in report.questions for item in question.observations}
    unsorted = {item.id: item for item in report.unsorted}
    return {
        "answers": [part for item in report.sections if (part := answers(reading, item))["questions"]],
        "not_applicable": [
            {**_head(reading, item), "reason": item.justification or reading.messages("annex.by_profile")}
            for item in by_state[State.NOT_APPLICABLE]
        ],
        "not_asked": [
            {**_head(reading, item), "reason": not_asked(reading, item)} for item in by_state[State.NOT_ASKED]
        ],
        "to_find_out": [{**_head(reading, item), "ask": item.ask} for item in by_state[State.DONT_KNOW]],
        "open": [{**_head(reading, item), "ask": item.ask} for item in by_state[State.OPEN]],
        "observations": [
            reading.observation(item) for item in sorted(noted.values(), key=lambda item: (item.seen_at, str(item.id)))
        ],
        "unsorted": [reading.observation(item) for item in unsorted.values()],
        "glossary": [{"term": entry.term, "meaning": entry.meaning} for entry in glossary],
    }


def _head(reading: Reading, question: QuestionResult) -> Mapping[str, str]:
    return {"id": question.id, "clause": reading.clause_of(question), "title": question.title}


def answers(reading: Reading, item: SectionResult) -> Data:
    """The answered questions of a section."""
    rows = [answer(reading, reading.questions[name]) for name in item.questions]
    return {
        "title": item.title,
        "questions": [row for row in rows if row is not None],
    }


def answer(reading: Reading, question: QuestionResult) -> Data | None:
    """One answer with all that was said beside it; None unless answered."""
    if question.state is not State.ANSWERED:
        return None
    level, rows = question.level, table_rows(reading.messages, question)
    practised = Obligation.GOOD_PRACTICE in question.obligations.values()
    return {
        **_head(reading, question),
        "ask": question.ask,
        "sign": "" if level is None else f"practice-{level}" if practised else f"level-{level}",
        "level": question.level_label,
        "text": question.level_text or value_text(reading.messages, question.answer, question.value),
        "rows": rows,
        "long": bool(rows) or len(question.observation) > LONG_NOTE,
        "observation": question.observation,
        "evidence": list(question.evidence),
        "basis": reading.messages(f"basis.{question.basis.value}"),
        "planned": date_text(reading.messages, question.planned_for) if question.planned_for else "",
    }


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
        return f"{value} {kind.unit}".strip()
    return str(value)


def table_rows(messages: Messages, question: QuestionResult) -> list[Data]:
    """Rows of a table answer, each as the cells that were filled, with their titles."""
    if not isinstance(question.answer, TableAnswer) or not isinstance(question.value, list):
        return []
    rows: list[Data] = []
    for row in question.value:
        if isinstance(row, dict):
            cells = [
                {"label": column.title, "value": text}
                for column in question.answer.columns
                if (text := value_text(messages, column.answer, row.get(column.id)))
            ]
            rows.append({"cells": cells})
    return rows


def not_asked(reading: Reading, question: QuestionResult) -> str:
    """Why a question was not asked, in words."""
    messages = reading.messages
    if question.not_asked_because is NotAskedBecause.SCOPE:
        clauses = {number for numbers in question.clauses.values() for number in numbers[:1]}
        for item in reading.report.engagement.scope.left_out:
            if question.id in item.questions or any(_within(clause, item.clauses) for clause in clauses):
                return messages("not_asked.scope_of", what=item.what, reason=item.reason)
        return messages("not_asked.scope")
    if question.not_asked_because is NotAskedBecause.EDITION:
        return messages("not_asked.edition")
    return messages("not_asked.condition", condition=question.condition)


def _within(clause: str, roots: tuple[str, ...]) -> bool:
    return any(clause == root or clause.startswith(f"{root}.") for root in roots)
