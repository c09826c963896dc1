"""Findings that assessors make: written by hand, and merged out of several."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gapanalysis.engine.findings import Frame, effort_class, weakest
from gapanalysis.engine.samples import sample_reasons
from gapanalysis.model.assessment import Basis
from gapanalysis.model.finding import Finding, Grade, Reason
from gapanalysis.model.judgement import Added


def by_hand(decision: Added, name: str, frame: Frame) -> Finding:
    """The finding that an assessor wrote. What the questionnaire or the journal no longer has is left out of it."""
    questionnaire, edition = frame.questionnaire, frame.edition.id
    known = questionnaire.by_id
    questions = tuple(name for name in decision.questions if name in known and edition in known[name].editions)
    observations = tuple(seen for seen in frame.observations if seen.id in decision.observations)
    samples = [seen.sample for seen in observations if seen.sample] + ([decision.sample] if decision.sample else [])
    action = questionnaire.actions.get(decision.action)
    effort = effort_class(action, frame.size) if action else decision.effort
    return Finding(
        id=name,
        clause=decision.clause,
        clauses=(decision.clause,),
        questions=questions,
        grade=decision.grade,
        headline=decision.headline,
        consequence=decision.consequence,
        level=None,
        level_text="",
        observation="",
        evidence=(),
        basis=Basis.SEEN if observations or samples else Basis.CLAIMED,
        observations=observations,
        gate=None,
        severity=decision.severity,
        exposure=decision.exposure,
        effort=effort,
        priority=Fraction(decision.severity * decision.exposure, effort),
        action=action.id if action else "",
        reasons=(Reason(rule="by-hand"), *sample_reasons(samples, None)),
        recommendation=decision.recommendation,
    )


def merged(parts: Sequence[Finding], name: str, headline: str) -> Finding:
    """One finding out of several: clause, consequence and texts of the first, and the worst of everything else."""
    first = parts[0]
    questions = _all(part.questions for part in parts)
    actions = _all(part.actions for part in parts)
    proposed = [part.proposed for part in parts if part.proposed]
    severity = max(part.severity for part in parts)
    exposure = max(part.exposure for part in parts)
    effort = max(part.effort for part in parts)
    return first.model_copy(
        update={
            "id": name,
            "clauses": _all(part.clauses for part in parts),
            "merged_clauses": tuple(name for name in _all(part.counts_in for part in parts) if name != first.clause),
            "questions": questions,
            "grade": _worst([part.grade for part in parts]),
            "headline": headline,
            "level": first.level if questions == first.questions else None,
            "level_text": first.level_text if questions == first.questions else "",
            "observation": "\n\n".join(_all((part.observation,) for part in parts if part.observation)),
            "evidence": _all(part.evidence for part in parts),
            "basis": weakest([part.basis for part in parts]),
            "observations": tuple({seen.id: seen for part in parts for seen in part.observations}.values()),
            "gate": next((part.gate for part in parts if part.gate), None),
            "severity": severity,
            "exposure": exposure,
            "effort": effort,
            "priority": Fraction(severity * exposure, effort),
            "action": actions[0] if actions else "",
            "further_actions": actions[1:],
            "reasons": tuple({reason.model_dump_json(): reason for part in parts for reason in part.reasons}.values()),
            "recommendation": "\n\n".join(_all((part.recommendation,) for part in parts if part.recommendation)),
            "proposed": _worst(proposed) if proposed else None,
            "decisions": tuple(applied for part in parts for applied in part.decisions),
        }
    )


def _all(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every one once, in the order first met."""
    return tuple(dict.fromkeys(each for group in groups for each in group))


def _worst(grades: Sequence[Grade]) -> Grade:
    return max(grades, key=lambda grade: grade.rank)
