"""The page to sign."""

from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import date_text
from gapanalysis.render.proposal.letter import messages_price
from gapanalysis.render.proposal.reading import Reading


def acceptance(reading: Reading) -> Data:
    """The chapter of acceptance."""
    proposal, messages = reading.proposal, reading.messages
    sole = len(proposal.options) == 1
    return {
        "headline": messages("proposal.acceptance.headline_sole" if sole else "proposal.acceptance.headline"),
        "text": messages(
            "proposal.acceptance.text_sole" if sole else "proposal.acceptance.text",
            number=proposal.number,
            version=proposal.version,
            on=date_text(messages, proposal.on),
            until=date_text(messages, proposal.valid_until),
        ),
        "options": [
            {
                "title": option.title,
                "net": messages_price(reading, option.price.net),
                "gross": messages("proposal.acceptance.gross", gross=reading.money(option.price.gross))
                if proposal.terms.tax.registered
                else "",
            }
            for option in proposal.options
        ],
        "parties": [
            {"label": messages("proposal.acceptance.for_client"), "name": proposal.client, "signed_by": ""},
            {
                "label": messages("proposal.acceptance.for_firm"),
                "name": proposal.firm.name,
                "signed_by": proposal.firm.contact,
            },
        ],
        "fields": [messages(f"proposal.acceptance.field.{name}") for name in ("signature", "name", "position", "date")],
        "send": messages("proposal.acceptance.send", email=proposal.firm.email) if proposal.firm.email else "",
    }
