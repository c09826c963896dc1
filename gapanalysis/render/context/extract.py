"""An extract: one finding, one clause, one section, or what one owner has to do."""

from functools import reduce
from operator import add

from gapanalysis.model.extract import By, Extract
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.plan import Horizon, PlannedAction
from gapanalysis.model.report import ClauseResult, QuestionResult, SectionResult
from gapanalysis.model.score import Tally
from gapanalysis.render.context.annexes import not_asked
from gapanalysis.render.context.answers import answer, told_in
from gapanalysis.render.context.customer import section
from gapanalysis.render.context.document import framed
from gapanalysis.render.context.findings import card, every_reason, headline, practised
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.questions import STATES
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.results import gate_row
from gapanalysis.render.documents import Document
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import share_text


def extract_context(extract: Extract, messages: Messages, document: Document) -> Data:
    """The whole context of an extract; what it has nothing of is an empty list."""
    reading = Reading(extract.report, messages)
    kind = messages(f"extract.kind.{extract.by.value}", name=_called(extract))
    return {
        **framed(reading, document),
        "kind": kind,
        "document_title": messages("extract.title", kind=kind, client=extract.report.engagement.client),
        "headline": _headline(reading, extract),
        "edition": extract.edition.label,
        "facts": _facts(reading, extract),
        "findings": [_finding(reading, extract, finding) for finding in extract.findings],
        "see_also": [{"id": each.id, "clause": each.clause, "headline": each.headline} for each in extract.see_also],
        "observations": [reading.observation(each) for each in extract.observations],
        "actions": [_action(reading, action) for action in extract.actions],
        "questions": [
            _question(reading, question, told)
            for question in extract.questions
            if not (told := told_in(extract.findings, question)) or extract.by is not By.FINDING
        ],
        "for_owner": int(extract.by is By.OWNER),
    }


def _called(extract: Extract) -> str:
    """What it is about, as its head names it."""
    return _section(extract).title if extract.by is By.SECTION else extract.name


def _section(extract: Extract) -> SectionResult:
    return next(section for section in extract.report.sections if section.id == extract.name)


def _clauses(extract: Extract) -> list[ClauseResult]:
    """The clause and all beneath it."""
    return [
        result
        for result in extract.edition.clauses
        if result.clause.number == extract.name or result.clause.number.startswith(f"{extract.name}.")
    ]


def _headline(reading: Reading, extract: Extract) -> str:
    messages = reading.messages
    if extract.by is By.FINDING:
        return extract.findings[0].headline
    if extract.by is By.SECTION:
        return _section(extract).headline
    if extract.by is By.OWNER:
        first = sum(action.horizon is Horizon.DAYS_30 for action in extract.actions)
        words = messages.count("extract.actions", len(extract.actions))
        return messages("plan.with_first", plan=words, first=messages.count("plan.first", first)) if first else words
    title = reading.full_title(extract.name, extract.edition)
    return messages("extract.clause", title=title, found=_found(reading, extract))


def _found(reading: Reading, extract: Extract) -> str:
    """How many gaps a clause has; or that it has none, or has not been looked at."""
    majors, minors = (len(reading.graded(grade, extract.findings)) for grade in (Grade.MAJOR, Grade.MINOR))
    if majors or minors:
        return headline(reading, majors, minors)
    answered = reduce(add, (result.tally for result in _clauses(extract)), Tally()).answered
    return reading.messages("extract.holds" if answered else "extract.nothing")


def _facts(reading: Reading, extract: Extract) -> list[Data]:
    """The figures of a clause or section, by their labels; none for a finding or an owner."""
    messages = reading.messages
    if extract.by is By.SECTION:
        item = section(reading, _section(extract))
        rows = [
            (messages("figures.share"), item["share"]),
            (messages("figures.practice"), item["practice"]),
            (messages("figures.coverage"), item["coverage"]),
        ]
    elif extract.by is By.CLAUSE:
        clauses = _clauses(extract)
        total = reduce(add, (result.tally for result in clauses), Tally())
        numbers = {result.clause.number for result in clauses}
        gates = [gate for gate in extract.edition.gates if gate.clause in numbers]
        answered = messages("standing.answered", answered=total.answered, applicable=total.applicable)
        rows = [
            (messages("figures.share"), share_text(messages, total)),
            (messages("figures.coverage"), answered if total.applicable else ""),
            *((gate.title, gate_row(reading, extract.edition, gate)["state"]) for gate in gates),
        ]
    else:
        rows = []
    return [{"label": label, "value": value} for label, value in rows if value]


def _finding(reading: Reading, extract: Extract, finding: Finding) -> Data:
    """A finding with every reason for its grade: there is no group above it that tells the usual one."""
    told = card(reading, extract.edition, finding, {})
    practice = practised(reading, finding)
    return {
        **told,
        "sign": f"practice-{finding.level}" if practice else told["sign"],
        "level": practice or told["level"],
        "reasons": every_reason(reading, finding),
        "asked": [reading.questions[name].ask for name in finding.questions if name in reading.questions],
        "numbers": [reading.numbers[name] for name in finding.actions if name in reading.numbers],
    }


def _action(reading: Reading, action: PlannedAction) -> Data:
    """An action with what it waits for and what waits for it, with their owners."""
    plan = reading.report.main.plan
    return {
        **reading.action(action),
        "waits": [_other(reading, other) for other in plan if other.id in action.depends_on],
        "awaited": [_other(reading, other) for other in plan if action.id in other.depends_on],
    }


def _other(reading: Reading, action: PlannedAction) -> Data:
    return {"number": reading.numbers[action.id], "title": action.title, "owner": action.owner}


def _question(reading: Reading, question: QuestionResult, told: str) -> Data:
    """A question with its answer in full, with the finding that tells it, or with its state and why."""
    messages = reading.messages
    answered = answer(reading, question)
    if answered is not None:
        return {**answered, "state": "", "reason": "", "told_in": told}
    words = question.justification or (not_asked(reading, question) if question.not_asked_because else "")
    return {
        "id": question.id,
        "title": question.title,
        "ask": question.ask,
        "state": messages(f"questions.state.{STATES[question.state]}"),
        "reason": words,
    }
