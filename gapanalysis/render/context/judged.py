"""For working papers: what the rules proposed, what the assessor made of it, and why."""

from collections.abc import Container, Sequence

from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.judgement import Decision
from gapanalysis.model.report import EditionResult
from gapanalysis.render.context.findings import every_reason
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.second import own_findings
from gapanalysis.render.numbers import rounded


def judged(reading: Reading) -> Data | None:
    """Every finding of the first edition, then those of the second that differ; None when nothing was ever found."""
    main, *others = reading.report.editions
    told = {(finding.id, finding.grade) for finding in (*main.suppressed, *main.proposed)}
    editions = [edition(reading, main, main.findings, set())]
    editions += [edition(reading, other, own_findings(main, other), told) for other in others]
    shown = [part for part in editions if part["findings"] or part["suppressed"] or part["proposed"]]
    if not shown:
        return None
    decided = sum(bool(finding.decisions) for finding in (*main.findings, *main.suppressed))
    words = reading.messages.count("judged.headline", decided) if decided else reading.messages("judged.headline_none")
    return {"headline": words, "editions": shown}


def edition(
    reading: Reading, result: EditionResult, findings: Sequence[Finding], told: Container[tuple[str, Grade]]
) -> Data:
    """The findings that stand, those left out, and those replaced by a merge or split, as they were proposed.

    Of the last two, what is `told` already with another edition is left out.
    """
    known = {finding.id for finding in (*result.findings, *result.suppressed)}
    suppressed = [finding for finding in result.suppressed if (finding.id, finding.grade) not in told]
    replaced = [
        finding for finding in result.proposed if finding.id not in known and (finding.id, finding.grade) not in told
    ]
    return {
        "label": result.label,
        "findings": [judged_finding(reading, result, finding) for finding in findings],
        "suppressed": [judged_finding(reading, result, finding) for finding in suppressed],
        "proposed": [judged_finding(reading, result, finding) for finding in replaced],
    }


def judged_finding(reading: Reading, result: EditionResult, finding: Finding) -> Data:
    """One finding with both grades, every reason, what its place in the order comes from, and every decision."""
    messages = reading.messages
    return {
        "id": finding.id,
        "clause": reading.clause(finding.clause, result),
        "headline": finding.headline,
        "consequence": finding.consequence,
        "recommendation": finding.recommendation,
        "questions": list(finding.questions),
        "rules": reading.grade(finding.proposed) if finding.proposed else None,
        "final": reading.grade(finding.grade),
        "differs": int(finding.proposed is not None and finding.proposed is not finding.grade),
        "reasons": every_reason(reading, finding),
        "order": messages(
            "judged.order",
            severity=finding.severity,
            exposure=finding.exposure,
            effort=finding.effort,
            priority=rounded(finding.priority),
        ),
        "actions": list(finding.actions),
        "decisions": [decision(reading, applied.decision) for applied in finding.decisions],
        "changed": int(finding.changed_since),
    }


def decision(reading: Reading, made: Decision) -> Data:
    """What the assessor did, for which edition, and why."""
    messages = reading.messages
    labels = {result.id: result.label for result in reading.report.editions}
    where = messages("decision.only", edition=labels.get(made.edition, made.edition)) if made.edition else ""
    return {"what": messages(f"decision.{made.kind}"), "where": where, "reason": made.reason}
