"""What the client wants and where it stands, as the report has it."""

from gapanalysis.model.proposal import Gap, Situation
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.scope import dates
from gapanalysis.render.numbers import date_text
from gapanalysis.render.proposal.reading import Reading

MAIN_GAPS = 5
MAIN_STRENGTHS = 3


def situation(reading: Reading) -> Data | None:
    """The chapter that shows that the client was understood; None for a gap analysis."""
    told, messages, proposal = reading.proposal.situation, reading.messages, reading.proposal
    if told is None:
        return None
    gaps = proposal.gaps[:MAIN_GAPS]
    more = len(proposal.gaps) - len(gaps)
    return {
        "headline": told.headline or messages("proposal.situation.headline", counts=reading.all_counts()),
        "why_now": told.why_now,
        "aim": messages(f"proposal.aim.{proposal.client_kind.value.replace(' ', '_')}"),
        "standing": messages(
            "proposal.situation.lacking",
            lacking=reading.lacking(told.tally, told.share),
            edition=told.editions[0],
            on=date_text(messages, told.report_on),
        ),
        "limits": _limits(reading, told),
        "counts": messages("proposal.situation.counts", counts=reading.all_counts("counted")),
        "failed_gates": list(told.failed_gates),
        "gaps": [_gap(reading, gap) for gap in gaps],
        "more": messages.count("proposal.situation.more", more) if more else "",
        "strengths": list(told.strengths[:MAIN_STRENGTHS]),
        "dates": dates(messages, told, told.facts),
    }


def _gap(reading: Reading, gap: Gap) -> Data:
    return {
        "id": gap.id,
        "clause": gap.clause,
        "headline": gap.headline,
        "consequence": gap.consequence,
        "grade": reading.grade(gap.grade),
    }


def _limits(reading: Reading, told: Situation) -> list[str]:
    """What weakens the ground the offer stands on."""
    messages, found = reading.messages, []
    if told.open_questions:
        found.append(messages.count("proposal.situation.open", told.open_questions))
    if told.self_declared:
        found.append(messages("verdict.self_declared"))
    return found
