"""A report opened for reading: lookups by id, and the words that name its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.observation import Observation, Sample
from gapanalysis.model.plan import Horizon, PlannedAction
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.model.report import EditionResult, GapReport, QuestionResult
from gapanalysis.render.context.pages import is_long
from gapanalysis.render.context.plain import Data
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import date_text, days_text

MOST_NAMED = 6
"""Numbers that a sentence names one by one."""


@dataclass(frozen=True)
class Reading:
    """The report with its messages; adds lookups and no number."""

    report: GapReport
    messages: Messages

    @cached_property
    def questions(self) -> Mapping[str, QuestionResult]:
        """Every question by id."""
        return {question.id: question for question in self.report.questions}

    @cached_property
    def actions(self) -> Mapping[str, PlannedAction]:
        """Actions of the main edition's plan by id."""
        return {action.id: action for action in self.report.main.plan}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The place of each action in the plan, from 1: its number everywhere in the document."""
        return {action.id: place for place, action in enumerate(self.report.main.plan, start=1)}

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The title of the section of each question, by its id."""
        return {question: section.title for section in self.report.sections for question in section.questions}

    @property
    def version(self) -> str:
        """The version of the document: the latest given out, else the engagement's."""
        stages = self.report.stages
        return stages[-1].version if stages else self.report.engagement.version

    @property
    def put_together(self) -> str:
        """The key of the messages that say how the share comes about."""
        keys = {Aggregation.CLAUSES: "mean_of_clauses", Aggregation.WORST: "worst_clause"}
        return keys.get(self.report.aggregation, "points")

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """Clause titles by edition and number."""
        return {
            edition.id: {result.clause.number: result.clause.title for result in edition.clauses}
            for edition in self.report.editions
        }

    def clause(self, number: str, edition: EditionResult | None = None) -> Data:
        """A clause as number and title; the title is empty where the edition does not know the number."""
        return {"number": number, "title": self.full_title(number, edition or self.report.main)}

    def full_title(self, number: str, edition: EditionResult) -> str:
        """The title of a clause, with that of the clause above it where several clauses share the title."""
        titles = self.titles[edition.id]
        title = titles.get(number, "")
        above = titles.get(number.rpartition(".")[0], "")
        shared = sum(other == title for other in titles.values()) > 1
        return self.messages("clause_within", above=above, title=title) if shared and above else title

    def clause_of(self, question: QuestionResult) -> str:
        """The primary clause in the first edition that asks the question; empty when none does."""
        for edition in self.report.editions:
            if numbers := question.clauses.get(edition.id):
                return numbers[0]
        return ""

    def graded(self, grade: Grade, findings: Sequence[Finding] | None = None) -> list[Finding]:
        """Findings of one grade, in their order; the main edition's unless others are given."""
        return [
            finding
            for finding in (self.report.main.findings if findings is None else findings)
            if finding.grade is grade
        ]

    def listed(self, parts: Sequence[str]) -> str:
        """The parts as a list in a sentence: `a, b and c`; empty for none."""
        if len(parts) < 2:  # noqa: PLR2004 (a list of one has no "and")
            return "".join(parts)
        return self.messages("and", first=", ".join(parts[:-1]), second=parts[-1])

    def enumerated(self, parts: Sequence[str], many: str) -> str:
        """The parts as a list in a sentence; `many` in place of more than six, which are for tables."""
        return self.listed(parts) if len(parts) <= MOST_NAMED else many

    def grade(self, grade: Grade) -> Data:
        """A grade with its sign and name."""
        return {"sign": f"grade-{grade.value.split()[-1]}", "name": self.messages(f"grade.{key(grade.value)}")}

    def horizon(self, horizon: Horizon) -> str:
        """When something is to be done, as a period."""
        return self.messages(f"horizon.{horizon.value}")

    def action(self, action: PlannedAction) -> Data:
        """An action in full; its number is empty where the main edition's plan does not have it."""
        return {
            "id": action.id,
            "number": self.numbers.get(action.id, ""),
            "title": action.title,
            "first_step": action.first_step,
            "done_when": action.done_when,
            "benefit": action.benefit,
            "owner": action.owner,
            "days": days_text(self.messages, action.days),
            "horizon": self.horizon(action.horizon),
            "grade": self.grade(action.grade),
            "quick_win": action.quick_win,
            "findings": list(action.findings),
            "after": sorted(self.numbers[other] for other in action.depends_on if other in self.numbers),
        }

    def observation(self, observation: Observation) -> Data:
        """What was seen on site, with its sample in words."""
        where = (observation.where, observation.process, observation.role)
        return {
            "text": observation.text,
            "long": is_long(observation.text),
            "on": date_text(self.messages, observation.seen_at.date()),
            "where": ", ".join(part for part in where if part),
            "sample": self.sample(observation.sample) if observation.sample else "",
            "sign": self.messages(f"observation.{observation.sign.value}"),
            "mark": f"saw-{observation.sign.value}",
            "clauses": list(observation.clauses),
            "questions": list(observation.questions),
        }

    def sample(self, sample: Sample) -> str:
        """A sample as `2 of 5`, out of how many and which."""
        words = self.messages("sample.drawn", bad=sample.not_conforming, drawn=sample.drawn)
        if sample.population is not None:
            words = self.messages("sample.population", sample=words, population=sample.population)
        if sample.references:
            words = self.messages("sample.references", sample=words, references=", ".join(sample.references))
        return words


def key(words: str) -> str:
    """A value of the model as the end of a message's key: `don't know` is `dont_know`."""
    return words.replace(" ", "_").replace("'", "")
