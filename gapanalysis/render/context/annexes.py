"""Annexes: everything that was answered, and everything that was not."""

from collections.abc import Sequence

from gapanalysis.model.assessment import State
from gapanalysis.model.report import NotAskedBecause, QuestionResult
from gapanalysis.render.context.answers import answers, documents, head, kinds
from gapanalysis.render.context.checklist import BY_SELECTION, checklist
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading


def annexes(reading: Reading) -> Data:
    """All annexes but the glossary; an empty list means that the annex is left out."""
    report, total = reading.report, reading.report.main.tally
    questions = [item for item in report.questions if not documents(item.id)]
    by_state = {state: [item for item in questions if item.state is state] for state in State}
    return {
        "answers": [part for item in report.sections if (part := answers(reading, item))["questions"]],
        "kinds": kinds(reading),
        "checklist": checklist(reading),
        "points": reading.messages("annex.points", points=total.points, attainable=total.attainable),
        "not_applicable": _reasoned(
            reading,
            [
                (item, item.justification or reading.messages("annex.by_profile"))
                for item in by_state[State.NOT_APPLICABLE]
            ],
        ),
        "not_asked": _reasoned(
            reading,
            [
                (item, not_asked(reading, item))
                for item in by_state[State.NOT_ASKED]
                if item.not_asked_because not in BY_SELECTION
            ],
        ),
        "beyond_depth": _beyond_depth(reading, by_state[State.NOT_ASKED]),
        "to_find_out": [{**head(reading, item), "ask": item.ask} for item in by_state[State.DONT_KNOW]],
        "open": [{**head(reading, item), "ask": item.ask} for item in by_state[State.OPEN]],
        **{name: part for name, part in site(reading).items() if name != "headline"},
    }


def _reasoned(reading: Reading, questions: Sequence[tuple[QuestionResult, str]]) -> list[Data]:
    """Questions with their reasons; a reason given before is named by the question that gives it."""
    first: dict[str, str] = {}
    for item, reason in questions:
        first.setdefault(reason, item.id)
    return [
        {
            **head(reading, item),
            "reason": reason if first[reason] == item.id else reading.messages("annex.as_for", question=first[reason]),
        }
        for item, reason in questions
    ]


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
