"""The customer-focus chapter: how far the way from satisfaction to focus has been gone."""

from collections.abc import Mapping, Sequence

from gapanalysis.model.assessment import State
from gapanalysis.model.question import TableAnswer
from gapanalysis.model.report import GapReport, QuestionResult, SectionResult
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import rounded, share_text

LINKS = ("need", "objective", "kpi", "criterion", "measurement")
"""The columns of the customer register that make the chain, in its order."""


def customer(reading: Reading) -> Data:
    """Way, chain and sections."""
    return {
        "headline": headline(reading),
        "way": way(reading),
        "chain": chain(reading),
        "sections": [section(reading, item) for item in reading.report.sections],
    }


def headline(reading: Reading) -> str:
    """Which step of the way has been reached, from the mean of good practice."""
    mean = reading.report.main.practice.mean
    if mean is None:
        return reading.messages("customer.headline.nothing")
    return reading.messages(f"customer.headline.{min(int(mean), 5)}")


def way(reading: Reading) -> Data:
    """The five steps from satisfaction to focus, with the place reached."""
    messages, practice = reading.messages, reading.report.main.practice
    mean = practice.mean
    return {
        "at": None if mean is None else round(float(mean), 4),
        "label": "" if mean is None else messages("customer.mean", mean=rounded(mean)),
        "answered": messages("customer.answered", answered=practice.answered, applicable=practice.applicable),
        "steps": [messages(f"customer.step.{step}") for step in range(1, 6)],
    }


def section(reading: Reading, item: SectionResult) -> Data:
    """One section with its headline and where it stands."""
    messages = reading.messages
    mean = item.practice.mean
    answered = item.tally.answered + item.practice.answered
    applicable = item.tally.applicable + item.practice.applicable
    return {
        "id": item.id,
        "title": item.title,
        "headline": item.headline,
        "tone": {"strong": "good", "mixed": "fair", "weak": "bad", "open": "none"}[item.tone.value],
        "share": share_text(messages, item.tally),
        "at": None if item.tally.share is None else round(float(item.tally.share), 4),
        "practice": "" if mean is None else messages("customer.practice", mean=rounded(mean)),
        "coverage": messages("standing.answered", answered=answered, applicable=applicable)
        if answered < applicable
        else "",
    }


def register(report: GapReport) -> QuestionResult | None:
    """The answered table question whose columns make the chain; None when there is none."""
    for question in report.questions:
        if isinstance(question.answer, TableAnswer) and question.state is State.ANSWERED:
            columns = {column.id for column in question.answer.columns}
            if columns.issuperset(LINKS):
                return question
    return None


def chain(reading: Reading) -> Data | None:
    """Each need with its links as far as they hold; None when no register was filled in."""
    question = register(reading.report)
    if question is None or not isinstance(question.answer, TableAnswer) or not isinstance(question.value, list):
        return None
    messages = reading.messages
    rows = [row for row in question.value if isinstance(row, dict)]
    if not rows:
        return None
    titles = {column.id: column.title for column in question.answer.columns}
    chains = [_chain_row(row) for row in rows]
    broken = sum(bool(row["broken"]) for row in chains)
    words = messages.count("chain.broken", broken, total=len(rows)) if broken else messages("chain.whole")
    return {
        "question": question.id,
        "headline": words,
        "links": [titles[link] for link in LINKS],
        "rows": chains,
        "missing": messages("chain.missing"),
    }


def _chain_row(row: Mapping[str, object]) -> Data:
    links = [_cell(row, link) for link in LINKS]
    holds = len(links) if all(links) else links.index("")
    return {
        "customer": _cell(row, "customer"),
        "owner": _cell(row, "owner"),
        "links": _joined(links),
        "holds": holds,
        "broken": int(holds < len(links)),
    }


def _joined(links: Sequence[str]) -> list[Data]:
    return [{"text": text, "first_break": int(not text and all(links[:place]))} for place, text in enumerate(links)]


def _cell(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()
