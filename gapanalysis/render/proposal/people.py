"""Who does the work, and who may not judge it."""

from gapanalysis.model.proposal import Impartiality
from gapanalysis.render.context.plain import Data
from gapanalysis.render.proposal.reading import Reading


def people(reading: Reading) -> Data:
    """The chapter of people and impartiality."""
    proposal, messages = reading.proposal, reading.messages
    return {
        "headline": messages.count(
            "proposal.people_of.headline",
            len(proposal.roles),
            firm=proposal.firm.name,
            number=reading.number(len(proposal.roles)).capitalize(),
        ),
        "about": proposal.firm.about,
        "roles": [{"title": role.title, "about": role.about} for role in proposal.roles],
        "insurance": proposal.firm.insurance,
        "impartiality": [_told(reading, each) for each in proposal.impartiality],
        "certification": messages("proposal.people_of.certification"),
    }


def _told(reading: Reading, told: Impartiality) -> str:
    messages, proposal = reading.messages, reading.proposal
    titles = {option.id: option.title for option in proposal.options}
    key = "proposal.people_of.independent" if told.independent else "proposal.people_of.not_independent"
    words = messages(key, role=reading.role(told.role))
    if len(told.options) == len(proposal.options):
        return words
    return messages(
        "proposal.people_of.in_options", options=reading.listed([titles[each] for each in told.options]), words=words
    )
