"""For working papers: every question of the questionnaire, asked or not, with all that is known about it."""

from collections import Counter

from gapanalysis.model.assessment import State
from gapanalysis.model.finding import Finding
from gapanalysis.model.question import Obligation
from gapanalysis.model.report import EditionResult, NotAskedBecause, QuestionResult, SectionResult
from gapanalysis.render.context.annexes import not_asked
from gapanalysis.render.context.answers import basis, points, table_rows, value_text
from gapanalysis.render.context.pages import is_long
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import date_text

STATES = {
    State.OPEN: "open",
    State.DONT_KNOW: "dont_know",
    State.ANSWERED: "answered",
    State.NOT_APPLICABLE: "not_applicable",
    State.NOT_ASKED: "not_asked",
}
"""The keys of the messages that name the five states."""

SELECTED = (NotAskedBecause.DEPTH, NotAskedBecause.SECTOR)
"""What leaves out many questions at once."""


def questions(reading: Reading) -> Data:
    """The questions by section; nothing is left out."""
    report, messages = reading.report, reading.messages
    asked: Counter[State] = Counter(item.state for item in report.questions if item.state is not State.NOT_ASKED)
    return {
        "count": asked.total(),
        "states": [
            {"name": messages(f"questions.state.{STATES[state]}"), "count": asked[state]}
            for state in STATES
            if asked[state]
        ],
        "headline": messages.count("questions.headline", len(report.questions)),
        "sections": [section(reading, item) for item in report.sections if item.questions],
    }


def section(reading: Reading, item: SectionResult) -> Data:
    """One section: its questions in order, and those that were not asked by what left them out."""
    own = [reading.questions[name] for name in item.questions]
    left: dict[str, list[str]] = {}
    for each in own:
        if each.state is State.NOT_ASKED:
            left.setdefault(reason(reading, each), []).append(f"{each.id} {each.title}")
    return {
        "title": item.title,
        "questions": [question(reading, each) for each in own if each.state is not State.NOT_ASKED],
        "left": [{"reason": words, "questions": names} for words, names in left.items()],
    }


def question(reading: Reading, item: QuestionResult) -> Data:
    """One question: where it counts, what was said, on what basis, what was seen, and what was found."""
    messages, level = reading.messages, item.level
    rows = table_rows(messages, item)
    answered = item.state is State.ANSWERED
    return {
        "id": item.id,
        "title": item.title,
        "ask": item.ask,
        "counts": counts(reading, item),
        "weight": messages("questions.weight", weight=item.weight) if item.weight > 1 else "",
        "state": messages(f"questions.state.{STATES[item.state]}"),
        "reason": reason(reading, item),
        "sign": "" if level is None else f"practice-{level}" if _practised(item) else f"level-{level}",
        "level": item.level_label,
        "text": item.level_text or value_text(messages, item.answer, item.value),
        "points": "" if level is None else points(reading, item, level),
        "rows": rows,
        "basis": basis(messages, item) if answered else "",
        "observation": item.observation,
        "evidence": list(item.evidence),
        "observations": [reading.observation(seen) for seen in item.observations],
        "planned": date_text(messages, item.planned_for) if item.planned_for else "",
        "found": found(reading, item),
        "long": is_long(item.observation, (seen.text for seen in item.observations), item.evidence),
    }


def _practised(item: QuestionResult) -> bool:
    return Obligation.GOOD_PRACTICE in item.obligations.values()


def counts(reading: Reading, item: QuestionResult) -> list[str]:
    """In which clause it counts, where else it is looked at, and whether it is required; once where editions agree."""
    messages = reading.messages
    said: dict[str, list[str]] = {}
    for edition in reading.report.editions:
        if edition.id in item.clauses:
            own, *further = item.clauses[edition.id]
            words = messages(f"questions.counts.{item.obligations[edition.id].value.replace(' ', '_')}", clause=own)
            words = messages("questions.also", counts=words, clauses=", ".join(further)) if further else words
            said.setdefault(words, []).append(edition.id)
    if len(said) == 1 and len(next(iter(said.values()))) == len(reading.report.editions):
        return list(said)
    return [messages("questions.in_edition", edition=names[0], counts=words) for words, names in said.items()]


def reason(reading: Reading, item: QuestionResult) -> str:
    """Why it does not apply or was not asked; empty for every other question."""
    if item.not_asked_because in SELECTED:
        return reading.messages(f"questions.not_asked.{item.not_asked_because.value}")
    if item.state is State.NOT_ASKED:
        return not_asked(reading, item)
    if item.state is State.NOT_APPLICABLE:
        return item.justification or reading.messages("annex.by_profile")
    return ""


def found(reading: Reading, item: QuestionResult) -> list[Data]:
    """The findings that rest on the question, each once for the editions that say the same of it."""
    editions: dict[tuple[str, str], list[str]] = {}
    grades: dict[tuple[str, str], Data] = {}
    for edition in reading.report.editions:
        for finding in (*edition.findings, *edition.suppressed):
            if item.id in finding.questions:
                key = (finding.id, both_words(reading, edition, finding))
                editions.setdefault(key, []).append(edition.id)
                grades[key] = reading.grade(finding.grade)
    every = len(reading.report.editions)
    return [
        {"id": key[0], "words": key[1], "grade": grades[key], "editions": "" if len(names) == every else names[0]}
        for key, names in editions.items()
    ]


def both_words(reading: Reading, edition: EditionResult, finding: Finding) -> str:
    """The word of the rules and that of the assessor."""
    messages, final = reading.messages, str(reading.grade(finding.grade)["name"])
    if finding in edition.suppressed:
        return messages("questions.found.suppressed", final=final)
    if finding.proposed is None:
        return messages("questions.found.by_hand", final=final)
    if finding.proposed is finding.grade:
        return messages("questions.found.same", final=final)
    return messages("questions.found.other", rules=str(reading.grade(finding.proposed)["name"]), final=final)
