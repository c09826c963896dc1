"""Annexes: everything that was answered, and everything that was not."""

from collections.abc import Mapping, Sequence
from datetime import date

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
from gapanalysis.model.report import NotAskedBecause, QuestionResult, SectionResult
from gapanalysis.render.context.findings import LONG_NOTE, carded
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import date_text, rounded

BY_SELECTION = {NotAskedBecause.DEPTH, NotAskedBecause.SECTOR}
"""What was never meant for this organisation is not told question by question."""

HIGHEST = 3
"""The highest conformity level: a requirement question is worth weight x level of weight x 3 points."""


def annexes(reading: Reading) -> Data:
    """All annexes; an empty list means that the annex is left out."""
    report, total = reading.report, reading.report.main.tally
    by_state = {state: [item for item in report.questions if item.state is state] for state in State}
    return {
        "answers": [part for item in report.sections if (part := answers(reading, item))["questions"]],
        "points": reading.messages("annex.points", points=total.points, attainable=total.attainable),
        "not_applicable": [
            {**_head(reading, item), "reason": item.justification or reading.messages("annex.by_profile")}
            for item in by_state[State.NOT_APPLICABLE]
        ],
        "not_asked": [
            {**_head(reading, item), "reason": not_asked(reading, item)}
            for item in by_state[State.NOT_ASKED]
            if item.not_asked_because not in BY_SELECTION
        ],
        "beyond_depth": _beyond_depth(reading, by_state[State.NOT_ASKED]),
        "to_find_out": [{**_head(reading, item), "ask": item.ask} for item in by_state[State.DONT_KNOW]],
        "open": [{**_head(reading, item), "ask": item.ask} for item in by_state[State.OPEN]],
        **{name: part for name, part in site(reading).items() if name != "headline"},
        "glossary": [{"term": entry.term, "meaning": entry.meaning} for entry in report.glossary],
    }


def basis(messages: Messages, question: QuestionResult) -> str:
    """What an answer rests on, or that it was taken over and not checked again."""
    if question.carried_from:
        return messages("basis.carried", source=question.carried_from)
    return messages(f"basis.{question.basis.value}")


def _beyond_depth(reading: Reading, not_asked: Sequence[QuestionResult]) -> str:
    """How many questions the depth leaves out; empty where it leaves out none."""
    count = sum(item.not_asked_because is NotAskedBecause.DEPTH for item in not_asked)
    depth = reading.report.depth
    return reading.messages.count("annex.beyond_depth", count, depth=depth.title) if count and depth else ""


def site(reading: Reading) -> Data:
    """What was noted on site, in the order seen: sorted to questions and clauses, and not yet sorted."""
    report = reading.report
    sorted_in = (*report.by_clause, *(item for question in report.questions for item in question.observations))
    noted = {item.id: item for item in sorted_in}
    seen = sorted(noted.values(), key=lambda item: (item.seen_at, str(item.id)))
    return {
        "headline": reading.messages.count("site.headline", len(seen) + len(report.unsorted)),
        "observations": [reading.observation(item) for item in seen],
        "unsorted": [reading.observation(item) for item in report.unsorted],
    }


def _head(reading: Reading, question: QuestionResult) -> Mapping[str, str]:
    return {"id": question.id, "clause": reading.clause_of(question), "title": question.title}


def answers(reading: Reading, item: SectionResult) -> Data:
    """The answered questions of a section, with the sums that its share and its practice come from."""
    messages, practice = reading.messages, item.practice
    rows = [answer(reading, reading.questions[name]) for name in item.questions]
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
        "points": "" if level is None else points(reading, question, level),
        "text": question.level_text or value_text(reading.messages, question.answer, question.value),
        "told_in": told_in(carded(reading), question),
        "rows": rows,
        "long": bool(rows) or len(question.observation) > LONG_NOTE,
        "observation": question.observation,
        "evidence": list(question.evidence),
        "basis": basis(reading.messages, question),
        "planned": date_text(reading.messages, question.planned_for) if question.planned_for else "",
    }


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
    return messages("not_asked.condition", condition=question.condition_saw)


def _within(clause: str, roots: tuple[str, ...]) -> bool:
    return any(clause == root or clause.startswith(f"{root}.") for root in roots)
