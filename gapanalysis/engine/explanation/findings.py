"""A finding with what closing it brings, and what to do to gain most."""

from gapanalysis.engine.explanation.parts import finding_part
from gapanalysis.engine.explanation.results import Results
from gapanalysis.engine.gains import change, gain_of, gains, worth
from gapanalysis.engine.projection import Answers, by_action, items_with, merged, raised_by_action
from gapanalysis.model.explanation import FindingExplained, NextExplained, PlanExplained
from gapanalysis.model.finding import Finding


def finding_explained(finding: Finding, place: int, results: Results) -> FindingExplained:
    """A finding opened into its parts, its gate and its action; `place` is 1-based."""
    result, now = results.result, results.now
    items = items_with(now, _closing(finding, results))
    gates_after, _ = results.judge(items)
    share = worth(now.questionnaire, items, result.id).share
    others = [each for each in result.findings if each.id != finding.id]
    systemic = _is_systemic(finding)
    action = next((planned for planned in result.plan if finding.id in planned.findings), None)
    return FindingExplained(
        edition=result.id,
        finding=finding,
        place=place,
        of=len(result.findings),
        share=share,
        gain=change(result.share, share),
        gate=next((gate for gate in result.gates if gate.id == finding.gate), None),
        gate_after=next((gate.state for gate in gates_after if gate.id == finding.gate), None),
        parts=tuple(finding_part(each) for each in others if systemic and set(each.questions) < set(finding.questions)),
        fewer_than=now.questionnaire.systemic.count if systemic else None,
        part_of=tuple(
            finding_part(each) for each in others if _is_systemic(each) and set(each.questions) > set(finding.questions)
        ),
        action=gain_of(action, now, result, results.judge) if action else None,
    )


def _closing(finding: Finding, results: Results) -> Answers:
    """The answers that rise when it is closed: those its actions raise; for a systemic one those of all its parts."""
    raised = raised_by_action(results.now)
    actions = raised if _is_systemic(finding) else finding.actions
    answers = merged(raised.get(action, {}) for action in actions)
    return {question: answer for question, answer in answers.items() if question in finding.questions}


def _is_systemic(finding: Finding) -> bool:
    return any(reason.rule == "systemic" for reason in finding.reasons)


def next_explained(results: Results) -> NextExplained:
    """Every action by what it brings a day."""
    result = results.result
    return NextExplained(
        edition=result.id,
        label=result.label,
        share=result.share,
        gains=gains(results.now, result, results.judge),
    )


def plan_explained(results: Results) -> PlanExplained:
    """The plan step by step, by horizon and by action."""
    result = results.result
    return PlanExplained(
        edition=result.id,
        label=result.label,
        today=result.today,
        horizons=result.projection,
        actions=by_action(results.now, result.id, result.plan, results.judge),
        titles={action.id: action.title for action in result.plan},
    )
