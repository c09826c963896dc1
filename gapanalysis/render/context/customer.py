"""The customer-focus chapter: how far the way from satisfaction to focus has been gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from pydantic import JsonValue

from gapanalysis.model.question import Column, TableAnswer
from gapanalysis.model.report import SectionResult
from gapanalysis.render.context.answers import answered_table, value_text
from gapanalysis.render.context.handovers import handovers
from gapanalysis.render.context.pages import even_parts
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.results import NOTHING, assessed_clauses, dimensions, roomy
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import rounded, share_text

LINKS = ("need", "objective", "kpi", "criterion", "measurement")
"""The columns of the customer register that make the chain, in its order."""

REVIEW = "last_review"
"""The column that may end the chain: when somebody last looked at the need and its figures."""

NEEDS = 11
"""Needs that one page of the chain holds."""


def customer(reading: Reading) -> Data:
    """Way, chain and sections."""
    return {
        "headline": headline(reading),
        "way": way(reading),
        "furthest": furthest(reading),
        "dimensions": NOTHING if roomy(assessed_clauses(reading.report.main)) else dimensions(reading),
        "practised": any(part.practice.answered for part in reading.report.sections),
        "chain": chain(reading),
        "handovers": handovers(reading),
        "sections": [section(reading, item) for item in reading.report.sections if scored(item)],
    }


def headline(reading: Reading) -> str:
    """Which step of the way has been reached, from the mean of good practice."""
    practice = reading.report.main.practice
    mean = practice.mean
    if mean is None:
        return reading.messages("customer.headline.nothing" if practice.applicable else "customer.headline.not_asked")
    return reading.messages(f"customer.headline.{min(int(mean), 5)}")


def way(reading: Reading) -> Data | None:
    """The five steps from satisfaction to focus, with the place reached; None where practice is not asked about."""
    messages, practice = reading.messages, reading.report.main.practice
    if not practice.applicable:
        return None
    mean = practice.mean
    return {
        "at": None if mean is None else round(float(mean), 4),
        "label": "" if mean is None else messages("customer.mean", mean=rounded(mean)),
        "mean": "" if mean is None else rounded(mean),
        "answered": messages("customer.answered", answered=practice.answered, applicable=practice.applicable),
        "steps": [messages(f"customer.step.{step}") for step in range(1, 6)],
    }


def furthest(reading: Reading) -> str:
    """Which section is furthest on the way, and which has furthest to go; empty where none differs."""
    practised = [(part.practice.mean, part.title) for part in reading.report.sections if part.practice.mean is not None]
    most = max(practised, key=lambda pair: pair[0], default=None)
    least = min(practised, key=lambda pair: pair[0], default=None)
    if most is None or least is None or most[0] == least[0]:
        return ""
    return reading.messages("customer.furthest", first=most[1], last=least[1])


def scored(item: SectionResult) -> bool:
    """Whether the section asks anything that makes a share or a practice; the checklist of documents does not."""
    return bool(item.tally.applicable or item.practice.applicable)


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
        "stage": None if mean is None else round(float(mean), 4),
        "coverage": messages("standing.answered", answered=answered, applicable=applicable)
        if answered < applicable
        else "",
    }


def chain(reading: Reading) -> Data | None:
    """Each need with its links as far as they hold; None when no register was filled in."""
    question = answered_table(reading.report, LINKS)
    if question is None or not isinstance(question.answer, TableAnswer) or not isinstance(question.value, list):
        return None
    messages = reading.messages
    rows = [row for row in question.value if isinstance(row, dict)]
    if not rows:
        return None
    columns = {column.id: column for column in question.answer.columns}
    names = [*LINKS, *([REVIEW] if REVIEW in columns else [])]
    chains = [_Chain.of(messages, columns, row, names) for row in rows]
    broken = sum(each.holds < len(LINKS) for each in chains)
    links: list[Data] = [
        {
            "name": columns[name].title,
            "reach": [str(sum(each.holds > place for each in chains)), messages("chain.of", total=len(rows))],
        }
        for place, name in enumerate(names)
    ]
    parts: list[Data] = [
        {
            "links": links,
            "rows": [each.plain() for each in part],
            "count": len(part),
            "missing": messages("chain.missing"),
            "alt": messages("chain.alt", chains=" ".join(each.told(messages, links) for each in part)),
        }
        for part in even_parts(chains, NEEDS)
    ]
    return {
        "question": question.id,
        "headline": messages.count("chain.broken", broken, total=len(rows)) if broken else messages("chain.whole"),
        "parts": parts,
    }


@dataclass(frozen=True, slots=True)
class _Chain:
    """One need of the register. `holds` counts the links before the first that is missing."""

    customer: str
    owner: str
    links: tuple[str, ...]
    holds: int

    @classmethod
    def of(
        cls, messages: Messages, columns: Mapping[str, Column], row: Mapping[str, JsonValue], names: Sequence[str]
    ) -> Self:
        """The need of a row, with its links by these names."""
        links = tuple(value_text(messages, columns[name].answer, row.get(name)).strip() for name in names)
        holds = links.index("") if "" in links else len(links)
        return cls(_cell(row, "customer"), _cell(row, "owner"), links, holds)

    def plain(self) -> Data:
        """For the chart."""
        links: list[Data] = [{"text": text} for text in self.links]
        return {"customer": self.customer, "owner": self.owner, "links": links, "holds": self.holds}

    def told(self, messages: Messages, links: Sequence[Data]) -> str:
        """For those who do not see it."""
        who, need = self.customer, self.links[0] or messages("chain.missing")
        if self.holds == len(self.links):
            return messages("chain.told_whole", customer=who, need=need)
        return messages("chain.told_broken", customer=who, need=need, link=str(links[self.holds]["name"]))


def _cell(row: Mapping[str, JsonValue], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()
