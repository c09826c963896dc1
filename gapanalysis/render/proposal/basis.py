"""What the offer takes for granted, what it needs from the client, and what is left out."""

from gapanalysis.model.proposal import LeftOut
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import date_text, decimal_text
from gapanalysis.render.proposal.reading import Reading


def basis(reading: Reading) -> Data:
    """The chapter of assumptions, dependencies, exclusions and gaps left out."""
    proposal, messages = reading.proposal, reading.messages
    return {
        "headline": messages("proposal.basis.headline"),
        "assumptions": [*_known(reading), *proposal.assumptions],
        "dependencies": list(proposal.dependencies),
        "exclusions": list(proposal.exclusions),
        "left_out": [_left_out(reading, each) for each in proposal.left_out],
    }


def _known(reading: Reading) -> list[str]:
    """Assumptions that have figures in them."""
    proposal, messages = reading.proposal, reading.messages
    told = [messages("proposal.basis.hours", hours=decimal_text(proposal.terms.hours_a_day))]
    scope = proposal.situation.scope if proposal.situation else proposal.subject.scope if proposal.subject else ""
    if scope:
        told.append(messages("proposal.basis.scope", scope=scope))
    if proposal.situation:
        told.append(messages("proposal.basis.report", on=date_text(messages, proposal.situation.report_on)))
        if proposal.situation.open_questions:
            told.append(messages.count("proposal.situation.open", proposal.situation.open_questions))
    if proposal.subject:
        told.append(
            messages(
                "proposal.basis.subject",
                people=messages.count("proposal.people", proposal.subject.people),
                sites=messages.count("proposal.sites", proposal.subject.sites),
            )
        )
    return told


def _left_out(reading: Reading, each: LeftOut) -> Data:
    gap = reading.gaps[each.gap]
    return {
        "id": gap.id,
        "headline": gap.headline,
        "grade": reading.grade(gap.grade),
        "because": each.because or reading.messages("proposal.basis.no_action"),
    }
