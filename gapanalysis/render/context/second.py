"""What the other edition adds where two are assessed, or what the newer one asks when the assessment is the move."""

from gapanalysis.model.finding import Finding
from gapanalysis.model.report import EditionResult
from gapanalysis.model.standard import Fact
from gapanalysis.model.transition import ChangeResult, ChangeState
from gapanalysis.render.context.front import standing
from gapanalysis.render.context.pages import is_long
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.results import gates
from gapanalysis.render.numbers import date_text


def second(reading: Reading) -> Data | None:
    """The chapter; None when one edition is assessed and the assessment is not about moving to it."""
    report, messages = reading.report, reading.messages
    if len(report.editions) < 2:  # noqa: PLR2004 (two editions are the most an engagement can name)
        return _move(reading) if report.changes else None
    edition = report.editions[1]
    older = is_older(edition, report.main)
    added = own_findings(report.main, edition)
    if added and older:
        headline = messages.count("second.older.headline", len(added), edition=edition.label)
    elif added:
        headline = messages.count("second.headline", len(added), edition=edition.label)
    elif edition.tally.answered:
        headline = messages("second.headline_none", edition=edition.label)
    else:
        headline = messages("second.headline_open", edition=edition.label)
    return {
        "label": messages("second.older.label" if older else "second.label", edition=edition.label),
        "headline": headline,
        "standing": standing(reading, edition),
        "gates": gates(reading, edition),
        "findings": [_row(reading, edition, finding) for finding in added],
        "changes": [change(reading, item) for item in report.changes],
        "dates": _dates(reading),
        "facts": _facts(reading, edition),
    }


def _move(reading: Reading) -> Data:
    """The chapter of an assessment that is about moving to its edition; its gaps are told in their own chapter."""
    report, messages = reading.report, reading.messages
    edition = report.main
    states = [each.state for each in report.changes]
    gaps = states.count(ChangeState.GAP)
    if gaps:
        headline = messages.count("second.moving", gaps, edition=edition.label)
    else:
        headline = messages(
            "second.moving_open" if ChangeState.OPEN in states else "second.moving_none", edition=edition.label
        )
    return {
        "label": messages("second.moving_label", edition=edition.label),
        "headline": headline,
        "standing": {"assessed": False},
        "gates": None,
        "findings": [],
        "changes": [change(reading, item) for item in report.changes],
        "dates": _dates(reading),
        "facts": _facts(reading, edition),
    }


def _dates(reading: Reading) -> Data | None:
    """The way to the newer edition against the dates that are known; None where nothing is to be done by then."""
    messages, plan = reading.messages, reading.report.transition
    if plan is None or not (plan.milestones or plan.steps):
        return None
    newer = {action.id: action for edition in reading.report.editions for action in edition.plan}
    return {
        "ready_by": messages("second.ready_by", on=date_text(messages, plan.ready_by))
        if plan.ready_by and len(plan.milestones) > 1
        else "",
        "milestones": [
            {
                "on": date_text(messages, each.on),
                "what": each.label or messages(f"second.milestone.{each.kind}"),
                "verified": "" if each.verified else messages("second.unverified"),
            }
            for each in plan.milestones
        ],
        "steps": [
            {
                "when": messages(f"horizon.{step.horizon.value}"),
                "by": date_text(messages, step.done_by) if step.done_by else "",
                "actions": [{"title": newer[name].title, "owner": newer[name].owner} for name in step.actions],
                "late": messages("second.late") if step.in_time is False else "",
            }
            for step in plan.steps
        ],
    }


def is_older(edition: EditionResult, main: EditionResult) -> bool:
    """Whether an edition was published before the one that gives the verdict: editions are named by their years."""
    return int(edition.id) < int(main.id)


def own_findings(main: EditionResult, edition: EditionResult) -> list[Finding]:
    """Gaps and opportunities that the first edition does not have, or has with another grade."""
    known = {(finding.id, finding.grade) for finding in main.findings}
    return [finding for finding in edition.findings if (finding.id, finding.grade) not in known]


def _row(reading: Reading, edition: EditionResult, finding: Finding) -> Data:
    plan = {action.id: action for action in edition.plan}
    action = plan.get(finding.action)
    return {
        "id": finding.id,
        "clause": reading.clause(finding.clause, edition),
        "grade": reading.grade(finding.grade),
        "headline": finding.headline,
        "consequence": finding.consequence,
        "observation": finding.observation,
        "long": is_long(finding.observation, finding.consequence),
        "regraded": any(finding.id == other.id for other in reading.report.main.findings),
        "action": {"title": action.title, "first_step": action.first_step} if action else None,
    }


def change(reading: Reading, result: ChangeResult) -> Data:
    """One change from clause to clause, what it means here, and how far it can be trusted."""
    messages, item = reading.messages, result.change
    before, after = ", ".join(item.before), ", ".join(item.after)
    if before == after:
        clauses = before
    elif not before:
        clauses = messages("second.new", after=after)
    elif not after:
        clauses = messages("second.gone", before=before)
    else:
        clauses = messages("second.moved", before=before, after=after)
    return {
        "clauses": clauses,
        "summary": item.summary,
        "state": messages(f"second.state.{result.state.value.replace(' ', '_')}"),
        "findings": list(result.findings),
        "reliability": messages(f"reliability.{item.reliability.value}"),
        "verified": messages("second.verified" if item.verified else "second.unverified"),
    }


def _facts(reading: Reading, edition: EditionResult) -> list[Data]:
    """What is known of the edition, but for what stands among the dates that matter."""
    told = {item.id for item in reading.report.main.facts if item.applies_when}
    return [fact(reading, item) for item in edition.facts if item.id not in told]


def fact(reading: Reading, item: Fact) -> Data:
    """A date or statement about the edition, with its source."""
    messages = reading.messages
    return {
        "label": item.label,
        "on": date_text(messages, item.on) if item.on else "",
        "text": item.text,
        "source": item.source,
        "verified": messages("second.verified" if item.verified else "second.unverified"),
    }
