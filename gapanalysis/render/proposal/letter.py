"""The letter: what the client wants, what was found, what is offered, and how to go on."""

from gapanalysis.model.money import Money
from gapanalysis.model.proposal import Option, Situation
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import date_text, days_text
from gapanalysis.render.proposal.reading import Reading

STRENGTHS = 2
"""Strengths that the letter names."""


def letter(reading: Reading) -> Data:
    """The page that speaks to one person."""
    proposal, messages = reading.proposal, reading.messages
    firm, addressee = proposal.firm, proposal.addressee
    contact = [part for part in (firm.phone, firm.email, firm.website) if part]
    situation = proposal.situation
    told = _improvement(reading, situation) if situation else _analysis(reading)
    return {
        "from": [firm.name, *firm.address],
        "contact": contact,
        "to": [part for part in (addressee.name, *(addressee.address or (proposal.client,))) if part],
        "on": date_text(messages, proposal.on),
        "subject": messages("proposal.letter.subject", number=proposal.number),
        "salutation": addressee.salutation or messages("proposal.letter.salutation"),
        "paragraphs": [*told, *_onwards(reading)],
        "introduction": proposal.introduction,
        "close": messages("proposal.letter.close"),
        "signed": [part for part in (firm.contact, firm.contact_role, firm.name) if part],
        "registration": firm.registration,
    }


def _improvement(reading: Reading, situation: Situation) -> list[str]:
    messages, first = reading.messages, reading.proposal.gaps[0]
    paragraphs = []
    if situation.why_now:
        paragraphs.append(messages("proposal.letter.why_now", why_now=situation.why_now))
    paragraphs.append(messages("proposal.letter.first", headline=first.headline, consequence=first.consequence))
    if situation.strengths:
        strengths = ". ".join(situation.strengths[:STRENGTHS])
        paragraphs.append(messages("proposal.letter.strengths", strengths=strengths))
    found = messages("proposal.letter.found", counts=reading.all_counts("counted"))
    return [*paragraphs, found, _offered(reading)]


def _offered(reading: Reading) -> str:
    messages, options = reading.messages, reading.proposal.options
    if len(options) == 1:
        return messages("proposal.letter.one", summary=options[0].summary, price=_price(reading, options[0]))
    ways = messages("proposal.letter.ways", number=reading.number(len(options)))
    chosen = next((option for option in options if option.recommended), None)
    if chosen is None:
        return ways
    recommended = messages(
        "proposal.letter.recommended", title=chosen.title, summary=chosen.summary, price=_price(reading, chosen)
    )
    return f"{ways} {recommended}"


def _price(reading: Reading, option: Option) -> str:
    return messages_price(reading, option.price.net)


def messages_price(reading: Reading, net: Money) -> str:
    """A net price with the words that say whether tax comes on top."""
    key = "proposal.price.plus_tax" if reading.proposal.terms.tax.registered else "proposal.price.no_tax"
    return reading.messages(key, price=reading.money(net))


def _analysis(reading: Reading) -> list[str]:
    messages, subject = reading.messages, reading.proposal.subject
    (option,) = reading.proposal.options
    if subject is None:
        raise TypeError(reading.proposal.kind)
    paragraphs = [messages("proposal.letter.why_now", why_now=subject.why_now)] if subject.why_now else []
    quoted = messages(
        "proposal.letter.analysis_for",
        people=messages.count("proposal.people", subject.people),
        sites=messages.count("proposal.sites", subject.sites),
        days=days_text(messages, option.our_days),
        price=_price(reading, option),
    )
    return [*paragraphs, messages("proposal.letter.analysis", summary=option.summary), quoted]


def _onwards(reading: Reading) -> list[str]:
    proposal, messages = reading.proposal, reading.messages
    sole = len(proposal.options) == 1
    next_step = messages(
        "proposal.letter.next_sole" if sole else "proposal.letter.next",
        until=date_text(messages, proposal.valid_until),
        starts=date_text(messages, proposal.starts),
    )
    return [messages("proposal.letter.honest"), next_step]
