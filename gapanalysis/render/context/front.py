"""The first pages behind the cover: document control and the one-page summary."""

from fractions import Fraction

from gapanalysis.model.finding import Grade
from gapanalysis.model.plan import Horizon, Step
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.model.report import EditionResult
from gapanalysis.model.verdict import GateState
from gapanalysis.render.context.one_page import amounts
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import date_text, percent_text, rounded_percent, tally_text

MAIN_GAPS = 5
MAIN_STRENGTHS = 3
FIRST_ACTIONS = 4


def control(reading: Reading) -> Data:
    """Version, status, distribution and what the document was made from."""
    report, messages, engagement = reading.report, reading.messages, reading.report.engagement
    rows = [
        (
            messages("control.document"),
            messages("control.title", questionnaire=report.questionnaire_title, client=engagement.client),
        ),
        (messages("control.version"), reading.version),
        (messages("control.stage"), messages(f"control.stages.{report.stage.value}") if report.stages else ""),
        (messages("control.status"), messages("control.draft" if report.draft else "control.complete")),
        (messages("control.on"), date_text(messages, report.on)),
        (messages("control.author"), ", ".join(part for part in (engagement.assessor, engagement.firm) if part)),
        (messages("control.distribution"), ", ".join(engagement.distribution)),
        (messages("control.confidentiality"), engagement.confidentiality),
        (
            messages("control.questionnaire"),
            messages("control.questionnaire_of", id=report.questionnaire, version=report.questionnaire_version),
        ),
        (messages("control.data_protection"), messages("control.data_protection_text")),
        (messages("control.program"), messages("control.program_of", version=report.version) if report.version else ""),
    ]
    return {
        "rows": [{"label": label, "value": value} for label, value in rows if value],
        "versions": [
            {
                "version": each.version,
                "stage": messages(f"control.stages.{each.stage.value}"),
                "on": date_text(messages, each.on),
                "note": each.note,
            }
            for each in report.stages
        ],
        "comments": _comments(reading),
    }


def _comments(reading: Reading) -> list[Data]:
    """What the client said of findings, each with its answers."""
    messages, comments = reading.messages, reading.report.comments
    return [
        {
            "finding": each.finding,
            "on": date_text(messages, each.on),
            "text": each.text,
            "replies": [
                {"on": date_text(messages, other.on), "text": other.text}
                for other in comments
                if other.reply_to == each.id
            ],
        }
        for each in comments
        if each.reply_to is None
    ]


def summary(reading: Reading) -> Data:
    """The page for a reader with ten minutes."""
    report, messages, main = reading.report, reading.messages, reading.report.main
    failed = [gate for gate in main.gates if gate.state is GateState.FAILED]
    first = [action for action in main.plan if action.horizon is Horizon.DAYS_30]
    gaps = [finding for finding in main.findings if finding.grade is not Grade.OPPORTUNITY][:MAIN_GAPS]
    headline, told = report.headline or _unfinished(reading), verdict(reading)
    basis = messages("verdict.self_declared") if main.verdict.self_declared and main.tally.answered else ""
    stands = standing(reading, main)
    fit = amounts(
        headline=headline,
        verdict=f"{told} {basis}",
        standing=main.share is not None,
        still_open=bool(stands["range"]),
        gates=[_gap_of_gate(main, gate.id) or gate.title for gate in failed],
        gaps=[(finding.headline, finding.consequence) for finding in gaps],
        strengths=[strength.headline for strength in main.strengths[:MAIN_STRENGTHS]],
        actions=[action.title for action in first[:FIRST_ACTIONS]],
    )
    return {
        "headline": headline,
        "verdict": told,
        "basis": basis,
        "standing": stands,
        "failed_gates": [
            {"clause": gate.clause, "title": gate.title, "gap": _gap_of_gate(main, gate.id)} for gate in failed
        ],
        "gaps": [
            {
                "id": finding.id,
                "clause": finding.clause,
                "headline": finding.headline,
                "consequence": finding.consequence,
                "grade": reading.grade(finding.grade),
            }
            for finding in gaps[: fit["gaps"]]
        ],
        "strengths": [
            {"clause": strength.clause, "headline": strength.headline}
            for strength in main.strengths[: fit["strengths"]]
        ],
        "first": [reading.action(action) for action in first[: fit["actions"]]],
        "more_first": messages.count("summary.more", len(first) - fit["actions"])
        if len(first) > fit["actions"]
        else "",
    }


def _unfinished(reading: Reading) -> str:
    """The headline of a report that has too little answered to have one of its own."""
    tally = reading.report.main.tally
    if not tally.answered:
        return reading.messages("summary.headline_nothing")
    return reading.messages("summary.headline_begun", answered=tally.answered, applicable=tally.applicable)


def _gap_of_gate(edition: EditionResult, gate: str) -> str:
    return next((finding.headline for finding in edition.findings if finding.gate == gate), "")


def verdict(reading: Reading) -> str:
    """What may be said of the whole, in a sentence or two."""
    messages, main = reading.messages, reading.report.main
    if reading.report.summary:
        return reading.report.summary
    said = main.verdict
    if said.subject == "nothing":
        return messages("verdict.nothing")
    subject = "readiness" if said.subject == "readiness" else "customer_focus"
    if not said.enough_coverage:
        return messages(f"verdict.{subject}.too_little", answered=main.tally.answered, applicable=main.tally.applicable)
    if said.capped_by:
        count, reasons = _caps(reading, main)
        return messages.count(f"verdict.{subject}.capped", count, reasons=reasons)
    if said.band is None:
        return messages("verdict.nothing")
    return messages(f"verdict.{subject}.band", band=said.band.label, summary=said.band.summary)


def _caps(reading: Reading, main: EditionResult) -> tuple[int, str]:
    """How many things stand in the way, and what; the gap behind a failed gate is not counted again."""
    gates = [gate.id for gate in main.gates if gate.id in main.verdict.capped_by]
    capping = [finding for finding in main.findings if finding.id in main.verdict.capped_by]
    majors = [finding for finding in capping if finding.gate not in gates]
    messages, parts = reading.messages, []
    if gates:
        parts.append(messages.count("verdict.gates", len(gates)))
    if majors and gates:
        parts.append(messages.count("verdict.further_majors", len(majors)))
    elif majors:
        parts.append(messages.count("verdict.majors", len(majors)))
    return len(gates) + len(majors), reading.listed(parts)


def standing(reading: Reading, edition: EditionResult) -> Data:
    """The share on its bands, with coverage and with what it may still become."""
    messages, tally = reading.messages, edition.tally
    span = edition.range
    open_range = span is not None and rounded_percent(span.low) != rounded_percent(span.high)
    coverage = messages("standing.coverage", answered=tally.answered, applicable=tally.applicable)
    return {
        "assessed": edition.share is not None,
        "share": whole_text(reading, edition),
        "points": messages(f"standing.{reading.put_together}", **_sums(edition)),
        "at": _place(edition.share),
        "low": _place(span.low) if span is not None and open_range else None,
        "high": _place(span.high) if span is not None and open_range else None,
        "ends": [messages("percent", number=rounded_percent(end)) for end in (span.low, span.high)]
        if span is not None and open_range
        else [],
        "range": messages("standing.range", low=rounded_percent(span.low), high=rounded_percent(span.high))
        if span is not None and open_range
        else "",
        "coverage": coverage,
        "bands": [{"label": band.label, "least": band.least} for band in reading.report.bands]
        if edition.verdict.enough_coverage
        else [],
        "band": edition.verdict.band.label if edition.verdict.band else "",
    }


def whole_text(reading: Reading, edition: EditionResult | Step) -> str:
    """The share of the whole for prose and labels, as it is or as it would be after a step."""
    if reading.report.aggregation is Aggregation.QUESTIONS:
        return tally_text(reading.messages, edition.tally)
    return percent_text(reading.messages, edition.share)


def _sums(edition: EditionResult) -> dict[str, int]:
    clauses = sum(clause.tally.share is not None for clause in edition.clauses)
    return {"points": edition.tally.points, "attainable": edition.tally.attainable, "clauses": clauses}


def _place(share: Fraction | None) -> Plain:
    """Where a share stands on a line of length one."""
    return None if share is None else round(float(share), 4)
