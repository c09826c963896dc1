"""Any number opened into what it is made of (model/explanation.py).

The parts come from the same tallies, findings and projections as the report: nothing is computed in a second way.
"""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from gapanalysis.engine.explanation.findings import finding_explained, next_explained, plan_explained
from gapanalysis.engine.explanation.groups import clause, section
from gapanalysis.engine.explanation.questions import question_explained
from gapanalysis.engine.explanation.results import Results, results_of
from gapanalysis.engine.explanation.score import score
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import Assessment
from gapanalysis.model.explanation import Explanation
from gapanalysis.model.questionnaire import Questionnaire

__all__ = ["NEXT", "PLAN", "explain"]

NEXT = "next"
"""Asks what to do to gain most."""

PLAN = "plan"
"""Asks what remains after each step of the plan."""


def explain(
    questionnaire: Questionnaire, assessment: Assessment, *, on: date, what: str = "", edition: str = ""
) -> Explanation:
    """Open a number into its parts.

    Args:
        questionnaire: the resolved questionnaire kept with the assessment.
        assessment: the journal folded up to the end of `on`.
        on: the day the numbers speak of.
        what: a clause (`9.1`), section, question or finding, `next` or `plan`; the score when empty.
        edition: one of the editions assessed; the first when empty.

    Raises:
        AssessmentError: there is no such part, or the edition is not assessed.
    """
    results = results_of(questionnaire, assessment, on, edition)
    name = what.strip()
    if not name:
        return score(results)
    return _named(_resolved(name, results), results)


def _resolved(name: str, results: Results) -> str:
    """The name as it is written, whatever the case it was typed in."""
    clauses = [each.clause.number for each in results.result.clauses]
    sections = [found.id for found in results.report.sections]
    findings = [finding.id for finding in results.result.findings]
    known = {each.lower(): each for each in (NEXT, PLAN, *clauses, *sections, *results.questions, *findings)}
    if name.lower() in known:
        return known[name.lower()]
    raise AssessmentError(
        f"There is no {name} in this assessment in terms of {results.result.label}.",
        hint=_hint(name, known, results),
        code="no-such-part",
    )


def _hint(name: str, known: Mapping[str, str], results: Results) -> str:
    question = f"Q{name[1:]}"
    if name[:1] in "Ff" and question in results.questions:
        return f"{question} has no finding; ask for {question} to see how it stands"
    if name in results.now.questionnaire.by_id:
        return "facts of the profile carry no points of their own"
    near = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return (
        f"the nearest is {known[near[0]]}" if near else "name a clause, a section, a question, a finding, next or plan"
    )


def _named(name: str, results: Results) -> Explanation:
    if name == NEXT:
        return next_explained(results)
    if name == PLAN:
        return plan_explained(results)
    if name in results.questions:
        return question_explained(results.questions[name], results)
    for place, finding in enumerate(results.result.findings, 1):
        if finding.id == name:
            return finding_explained(finding, place, results)
    for found in results.report.sections:
        if found.id == name:
            return section(found, results)
    return clause(name, results)
