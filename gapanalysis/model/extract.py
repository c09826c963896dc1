"""A part of a report, for whom it concerns: one finding, one clause, one section, or what one owner has to do."""

from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property

from gapanalysis.errors import AssessmentError
from gapanalysis.model.base import Value
from gapanalysis.model.finding import Finding
from gapanalysis.model.observation import Observation
from gapanalysis.model.plan import PlannedAction
from gapanalysis.model.questionnaire import GradeScale
from gapanalysis.model.report import EditionResult, GapReport, QuestionResult

LISTED = 12
"""So many names a hint gives where there are few; of more it gives the nearest."""


class By(StrEnum):
    """What an extract is cut out by."""

    FINDING = "finding"
    CLAUSE = "clause"
    SECTION = "section"
    OWNER = "owner"


class Extract(Value):
    """The part of a report under one name; nothing of the rest is in it. Made by `extract`.

    `name` is the id of a finding or section, the number of a clause, or the owner as the plan names it.
    """

    report: GapReport
    by: By
    name: str

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.report.language

    @property
    def grades(self) -> GradeScale | None:
        """Other names for the grades; None for the usual ones."""
        return self.report.grades

    @cached_property
    def edition(self) -> EditionResult:
        """The edition whose words hold: the first, but for a finding or clause that only the second knows."""
        main = self.report.main
        return next((each for each in self.report.editions if self.name in _names(self.report, each, self.by)), main)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that belong to it, in order of priority."""
        if self.by is By.OWNER:
            closed = {name for action in self.report.main.owners[self.name] for name in action.findings}
            return tuple(finding for finding in self.edition.findings if finding.id in closed)
        return tuple(finding for finding in self.edition.findings if self._has(finding))

    @cached_property
    def see_also(self) -> tuple[Finding, ...]:
        """Findings that count in another clause and look at this one as well; none but for a clause."""
        if self.by is not By.CLAUSE:
            return ()
        own = {finding.id for finding in self.findings}
        return tuple(
            finding
            for finding in self.edition.findings
            if finding.id not in own and any(_within(number, self.name) for number in finding.clauses)
        )

    @cached_property
    def actions(self) -> tuple[PlannedAction, ...]:
        """The actions that close its findings, or all of the owner's, in the order of the plan."""
        if self.by is By.OWNER:
            return self.report.main.owners[self.name]
        wanted = {name for finding in self.findings for name in finding.actions}
        return tuple(action for action in self.edition.plan if action.id in wanted)

    @cached_property
    def questions(self) -> tuple[QuestionResult, ...]:
        """The questions that belong to it, in the order asked; none for an owner, whose findings name theirs."""
        if self.by is By.FINDING:
            wanted = {name for finding in self.findings for name in finding.questions}
        elif self.by is By.SECTION:
            wanted = {name for section in self.report.sections if section.id == self.name for name in section.questions}
        elif self.by is By.CLAUSE:
            wanted = {
                question.id
                for question in self.report.questions
                if any(_within(number, self.name) for number in question.clauses.get(self.edition.id, ())[:1])
            }
        else:
            wanted = set()
        return tuple(question for question in self.report.questions if question.id in wanted)

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """What was noted on site for the clause and for no question of it; none but for a clause."""
        if self.by is not By.CLAUSE:
            return ()
        noted = self.report.by_clause
        return tuple(each for each in noted if any(_within(number, self.name) for number in each.clauses))

    def _has(self, finding: Finding) -> bool:
        if self.by is By.FINDING:
            return finding.id == self.name
        if self.by is By.CLAUSE:
            return any(_within(number, self.name) for number in finding.counts_in)
        return bool({question.id for question in self.questions}.intersection(finding.questions))


def extract(report: GapReport, by: By, name: str) -> Extract:
    """The part of a report under a name; upper and lower case are the same for owners.

    Raises:
        AssessmentError: there is nothing of that name; the hint gives the nearest names, or all where they are few.
    """
    report = report.for_client()
    known = list(dict.fromkeys(each for edition in report.editions for each in _names(report, edition, by)))
    found = next((each for each in known if each.casefold() == name.casefold()), None)
    if found is None:
        near = known if len(known) <= LISTED else get_close_matches(name, known, n=5, cutoff=0.5)
        hint = f"choose from: {', '.join(near)}" if near else ""
        raise AssessmentError(f"The report has no {by} {name}.", hint=hint, code="extract")
    return Extract(report=report, by=by, name=found)


def _names(report: GapReport, edition: EditionResult, by: By) -> tuple[str, ...]:
    """What can be cut out, in the order of the report."""
    if by is By.FINDING:
        return tuple(finding.id for finding in edition.findings)
    if by is By.CLAUSE:
        return tuple(result.clause.number for result in edition.clauses)
    if by is By.SECTION:
        return tuple(section.id for section in report.sections)
    return tuple(report.main.owners)


def _within(number: str, above: str) -> bool:
    return number == above or number.startswith(f"{above}.")
