"""The gaps an offer speaks of, and the actions that close them."""

from collections.abc import Iterator, Mapping, Sequence

from gapanalysis.model.finding import Finding
from gapanalysis.model.grade import Grade
from gapanalysis.model.method import Choice
from gapanalysis.model.plan import PlannedAction
from gapanalysis.model.proposal import Gap
from gapanalysis.model.report import EditionResult, GapReport


def gaps_of(report: GapReport) -> tuple[Gap, ...]:
    """Every gap and opportunity of the report: those of the first edition, then what a second one adds."""
    found: dict[str, Gap] = {}
    for edition in report.editions:
        for finding in edition.findings:
            found.setdefault(finding.id, _gap(finding, edition))
    return tuple(found.values())


def _gap(finding: Finding, edition: EditionResult) -> Gap:
    titles = {gate.id: gate.title for gate in edition.gates}
    return Gap(
        id=finding.id,
        edition=edition.id,
        clause=finding.clause,
        headline=finding.headline,
        consequence=finding.consequence,
        grade=finding.grade,
        gate=titles[finding.gate] if finding.gate else "",
        actions=finding.actions or tuple(dict.fromkeys(_of_its_parts(finding, edition.findings))),
    )


def _of_its_parts(finding: Finding, findings: Sequence[Finding]) -> Iterator[str]:
    """The actions of the findings about its questions: what closes a finding that several lapses make together."""
    for other in findings:
        if set(other.questions) & set(finding.questions):
            yield from other.actions


def plan_of(report: GapReport) -> Mapping[str, PlannedAction]:
    """Every action of the plans of all editions by id, in the order of the first plan, then of the second."""
    found: dict[str, PlannedAction] = {}
    for edition in report.editions:
        for action in edition.plan:
            found.setdefault(action.id, action)
    return found


def wanted(choice: Choice, gaps: Sequence[Gap], plan: Mapping[str, PlannedAction]) -> list[Gap]:
    """Those of the gaps that an option sets out to close."""
    return [gap for gap in gaps if _asked_for(choice, gap, plan)]


def _asked_for(choice: Choice, gap: Gap, plan: Mapping[str, PlannedAction]) -> bool:
    if (gap.gate and choice.gates) or gap.grade in choice.grades:
        return True
    return gap.grade is Grade.MINOR and any(plan[action].horizon in choice.urgent for action in gap.actions)


def with_dependencies(actions: Sequence[str], plan: Mapping[str, PlannedAction]) -> tuple[str, ...]:
    """These actions and all that they depend on, in the order of the plan."""
    needed: set[str] = set()
    waiting = list(actions)
    while waiting:
        action = waiting.pop()
        if action not in needed:
            needed.add(action)
            waiting += plan[action].depends_on
    return tuple(action for action in plan if action in needed)
