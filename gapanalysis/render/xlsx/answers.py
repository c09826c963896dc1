"""Answers as a sheet, and the documents that are asked for as a checklist."""

from gapanalysis.model.assessment import State
from gapanalysis.model.report import QuestionResult
from gapanalysis.render.context.annexes import not_asked
from gapanalysis.render.context.answers import basis, points, table_cells, value_text
from gapanalysis.render.context.answers import documents as is_document
from gapanalysis.render.context.checklist import BY_SELECTION
from gapanalysis.render.context.checklist import row as checklist_row
from gapanalysis.render.context.reading import Reading, key
from gapanalysis.render.plaintext import to_text
from gapanalysis.render.xlsx.plan import settled, statuses
from gapanalysis.render.xlsx.sheet import Cell, Column, Rule, Sheet


def answers(reading: Reading) -> Sheet:
    """Every question meant for this organisation in its order, answered or not, with all that was said beside it."""
    messages = reading.messages
    titles = {section.id: section.title for section in reading.report.sections}
    columns = (
        Column(messages("annex.question"), 12, "bold"),
        Column(messages("clause"), 9),
        Column(messages("annex.subject"), 28, "bold"),
        Column(messages("gates.state_label"), 14),
        Column(messages("annex.answers.label"), 44),
        Column(messages("excel.counts"), 18),
        Column(messages("excel.observed"), 52),
        Column(messages("customer.section"), 22),
        Column(messages("excel.ask"), 44),
        Column(messages("excel.evidence"), 32),
        Column(messages("excel.basis"), 18),
        Column(messages("excel.planned"), 13, "date"),
        Column(messages("annex.not_asked.column"), 32),
    )
    asked = [question for question in meant(reading) if not is_document(question.id)]
    rows = [row(reading, question, titles.get(question.section, "")) for question in asked]
    return Sheet(messages("excel.sheet.answers"), columns, rows, printed=7)


def meant(reading: Reading) -> list[QuestionResult]:
    """Questions that were meant for this organisation, asked or not."""
    return [item for item in reading.report.questions if item.not_asked_because not in BY_SELECTION]


def row(reading: Reading, question: QuestionResult, section: str) -> tuple[Cell, ...]:
    """One question; what was not answered has no basis."""
    answered = question.state is State.ANSWERED
    return (
        question.id,
        reading.clause_of(question),
        question.title,
        state(reading, question),
        answer(reading, question),
        points(reading, question, question.level) if answered and question.level is not None else "",
        "\n".join(part for part in (to_text(question.observation), *noted(reading, question)) if part),
        section,
        question.ask,
        "; ".join(question.evidence),
        basis(reading.messages, question) if answered else "",
        question.planned_for,
        reason(reading, question),
    )


def state(reading: Reading, question: QuestionResult) -> str:
    """One of five words."""
    return reading.messages(f"excel.states.{key(question.state.value)}")


def answer(reading: Reading, question: QuestionResult) -> str:
    """What was answered: the level with what it looks like, a value, or the rows of a table, a line each."""
    if question.state is not State.ANSWERED:
        return ""
    lines = [
        "; ".join(f"{title}: {text}" for title, text in cells) for cells in table_cells(reading.messages, question)
    ]
    value = value_text(reading.messages, question.answer, question.value)
    level = ". ".join(part for part in (question.level_label, question.level_text) if part)
    return "\n".join(part for part in (level, value, *lines) if part)


def noted(reading: Reading, question: QuestionResult) -> list[str]:
    """What was noted on site for the question."""
    found = [reading.observation(item) for item in question.observations]
    return [f"{item['text']} {item['sample']}".strip() for item in found]


def reason(reading: Reading, question: QuestionResult) -> str:
    """Why it is not applicable or was not asked."""
    if question.state is State.NOT_APPLICABLE:
        return question.justification or reading.messages("annex.by_profile")
    return not_asked(reading, question) if question.state is State.NOT_ASKED else ""


def documents(reading: Reading) -> Sheet:
    """The checklist: what the editions ask for with its state, then what was asked for before the visit."""
    messages, engagement = reading.messages, reading.report.engagement
    status = messages("excel.status.label")
    columns = (
        Column(messages("excel.document"), 44, "bold"),
        Column(messages("clause"), 9),
        Column(messages("gates.state_label"), 26),
        Column(messages("excel.observed"), 46),
        Column(messages("excel.evidence"), 32),
        Column(status, 13, choices=statuses(reading)),
        Column(messages("annex.question"), 12),
        Column(messages("excel.notes"), 30),
    )
    rows = [document(reading, question) for question in meant(reading) if is_document(question.id)]
    known = list(dict.fromkeys((*engagement.documents_requested, *engagement.documents_seen)))
    for name in known:
        seen = messages("excel.seen" if name in engagement.documents_seen else "excel.not_seen")
        rows.append((name, "", seen, "", "", None, "", None))
    return Sheet(
        messages("excel.sheet.documents"), columns, rows, (Rule(settled(reading, status), "quiet"),), printed=6
    )


def document(reading: Reading, question: QuestionResult) -> tuple[Cell, ...]:
    """One document; where it is there and current there is nothing to do."""
    return (
        question.title,
        reading.clause_of(question),
        str(checklist_row(reading, question)["status"]),
        to_text(question.observation),
        "; ".join(question.evidence),
        None,
        question.id,
        None,
    )
