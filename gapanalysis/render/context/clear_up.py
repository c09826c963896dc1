"""For working papers: what is to be cleared up before anything goes to the client."""

from collections.abc import Sequence

from gapanalysis.model.assessment import Basis, State
from gapanalysis.model.document import Comment
from gapanalysis.model.judgement import Stale
from gapanalysis.model.report import Query, QuestionResult
from gapanalysis.render.context.judged import decision
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading


def clear_up(reading: Reading) -> Data:
    """Every loose end, by kind; an empty list means that there is none of the kind."""
    report, messages = reading.report, reading.messages
    engagement = report.engagement
    editions = report.editions
    queries = list({query.rule: query for edition in editions for query in edition.queries}.values())
    wanted = list(dict.fromkeys(name for edition in editions for name in edition.asked_for))
    stale = _once([each for edition in editions for each in edition.stale])
    changed = list(
        dict.fromkeys(
            (finding.id, finding.headline)
            for edition in editions
            for finding in (*edition.findings, *edition.suppressed)
            if finding.changed_since
        )
    )
    changed += [(edit.block, edit.text) for edit in report.edits if edit.changed_since]
    waiting = unanswered(report.comments)
    ends = len(queries) + len(wanted) + len(stale) + len(changed) + len(report.unsorted) + len(waiting)
    by_state = {state: [item for item in report.questions if item.state is state] for state in State}
    return {
        "headline": headline(reading, ends),
        "queries": [query(reading, each) for each in queries],
        "wanted": [named(reading, name) for name in wanted],
        "stale": [without_effect(reading, each) for each in stale],
        "changed": [{"id": name, "headline": said} for name, said in changed],
        "comments": [{"id": each.finding, "text": each.text} for each in waiting],
        "unsorted": [reading.observation(each) for each in report.unsorted],
        "to_find_out": _titled(by_state[State.DONT_KNOW]),
        "open": by_section(reading, by_state[State.OPEN]),
        "claimed": _titled([item for item in by_state[State.ANSWERED] if item.basis is Basis.CLAIMED]),
        "not_seen": [name for name in engagement.documents_requested if name not in engagement.documents_seen],
        "counts": messages(
            "clear_up.counts",
            answered=len(by_state[State.ANSWERED]),
            not_applicable=len(by_state[State.NOT_APPLICABLE]),
            not_asked=len(by_state[State.NOT_ASKED]),
            dont_know=len(by_state[State.DONT_KNOW]),
            open=len(by_state[State.OPEN]),
        ),
    }


def headline(reading: Reading, ends: int) -> str:
    """How many things want a decision or an answer before the report is issued; open questions are counted apart."""
    messages = reading.messages
    if ends:
        return messages.count("clear_up.headline", ends)
    return messages("clear_up.headline_open" if reading.report.draft else "clear_up.headline_none")


def unanswered(comments: Sequence[Comment]) -> list[Comment]:
    """What the client said and nobody has answered."""
    answered = {each.reply_to for each in comments}
    return [each for each in comments if each.by == "client" and each.id not in answered]


def query(reading: Reading, each: Query) -> Data:
    """Answers that contradict each other, with what the rule saw."""
    return {
        "rule": each.rule,
        "text": each.text,
        "because": each.because,
        "questions": _titled([reading.questions[name] for name in each.questions if name in reading.questions]),
    }


def named(reading: Reading, name: str) -> Data:
    """Something a rule needs to know: a question by id and title, anything else by the name conditions use."""
    question = reading.questions.get(name)
    return {"id": name, "title": question.title if question else ""}


def without_effect(reading: Reading, each: Stale) -> Data:
    """A decision that changes nothing now, and why."""
    because = reading.messages(f"stale.{each.because.value.replace(' ', '_')}")
    return {**decision(reading, each.decision), "about": ", ".join(each.decision.targets), "because": because}


def by_section(reading: Reading, questions: Sequence[QuestionResult]) -> list[Data]:
    """The ids of questions behind the title of their section; sections with none are left out."""
    wanted = {question.id for question in questions}
    found = [(item.title, [name for name in item.questions if name in wanted]) for item in reading.report.sections]
    return [{"id": title, "title": ", ".join(names)} for title, names in found if names]


def _once(stale: Sequence[Stale]) -> list[Stale]:
    """Each once, though it may be without effect in both editions."""
    found: list[Stale] = []
    for each in stale:
        if each not in found:
            found.append(each)
    return found


def _titled(questions: Sequence[QuestionResult]) -> list[Data]:
    return [{"id": question.id, "title": question.title} for question in questions]
