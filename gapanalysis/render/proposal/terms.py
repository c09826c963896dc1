"""The terms: what the proposal itself says, then the firm's own paragraphs as they stand."""

from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import date_text
from gapanalysis.render.proposal.reading import Reading


def terms(reading: Reading) -> Data:
    """The chapter of terms."""
    proposal, messages = reading.proposal, reading.messages
    own = proposal.terms
    promise = [messages("proposal.terms.promise_text")]
    if proposal.situation:
        promise.append(messages("proposal.terms.reckoned"))
    rows = [
        (
            messages("proposal.terms.validity"),
            messages("proposal.terms.validity_text", until=date_text(messages, proposal.valid_until)),
        ),
        (
            messages("proposal.terms.start"),
            messages.count("proposal.terms.start_text", own.start_within_days),
        ),
        (messages("proposal.terms.price"), messages("proposal.terms.price_text")),
        (messages("proposal.terms.payment"), messages.count("proposal.payment.days", own.payment_days)),
        (messages("proposal.terms.late"), messages("proposal.country.late_payment") if own.late_payment else ""),
        (messages("proposal.terms.promise"), " ".join(promise)),
        (messages("proposal.terms.accredited"), messages("proposal.country.accreditation")),
        *((clause.title, clause.text) for clause in own.legal),
        (messages("control.data_protection"), own.data_protection or messages("proposal.country.data_protection")),
    ]
    return {
        "headline": messages("proposal.terms.headline"),
        "rows": [{"label": label, "value": value} for label, value in rows if value],
    }
