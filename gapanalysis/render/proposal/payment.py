"""When it is paid, and what a certification body would likely count: a third party's time, kept apart."""

from gapanalysis.model.audit_time import AuditDays, AuditVisit
from gapanalysis.model.method import ClientKind
from gapanalysis.model.price import Invoice
from gapanalysis.model.proposal import Option
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import decimal_text, percent_words
from gapanalysis.render.proposal.reading import Reading


def payment(reading: Reading) -> Data:
    """The chapter of invoices and of the certification body's days."""
    messages, options, terms = reading.messages, reading.proposal.options, reading.proposal.terms
    count = len(options[0].price.invoices)
    return {
        "headline": messages.count("proposal.payment.headline", count, number=reading.number(count)),
        "names": [option.title for option in options],
        "invoices": [_invoice(reading, place, options) for place in range(count)],
        "totals": [reading.money(option.price.gross) for option in options],
        "taxed": int(terms.tax.registered),
        "days": messages.count("proposal.payment.days", terms.payment_days),
        "audit": _audit(reading, reading.proposal.audit_days),
    }


def _invoice(reading: Reading, place: int, options: tuple[Option, ...]) -> Data:
    first = options[0].price.invoices[place]
    return {
        "when": first.when,
        "percent": percent_words(reading.messages, first.percent),
        "cells": [_amounts(reading, option.price.invoices[place]) for option in options],
    }


def _amounts(reading: Reading, invoice: Invoice) -> Data:
    return {
        "gross": reading.money(invoice.gross),
        "parts": reading.messages(
            "proposal.payment.parts", net=reading.money(invoice.net), tax=reading.money(invoice.tax)
        ),
    }


def _audit(reading: Reading, found: AuditDays | None) -> Data | None:
    if found is None:
        return None
    messages = reading.messages
    return {
        "headline": messages("proposal.audit.headline"),
        "visits": [_visit(reading, visit) for visit in found.visits if _concerns(reading, visit)],
        "beyond": "" if found.visits else messages("proposal.audit.beyond", people=found.people),
        "assumptions": _assumptions(reading, found),
        "sources": [
            {
                "document": source.document,
                "found": source.found,
                "verified": messages("second.verified") if source.verified else messages("second.unverified"),
            }
            for source in found.sources
        ],
        "not_ours": messages("proposal.audit.not_ours"),
    }


def _concerns(reading: Reading, visit: AuditVisit) -> bool:
    """Who holds a certificate needs no first certification."""
    return visit.kind != "initial" or reading.proposal.client_kind is not ClientKind.CERTIFIED


def _visit(reading: Reading, visit: AuditVisit) -> Data:
    messages = reading.messages
    return {
        "name": messages(f"proposal.audit.kind.{visit.kind}.name"),
        "when": messages(f"proposal.audit.kind.{visit.kind}.when"),
        "days": decimal_text(visit.days),
        "fewest": decimal_text(visit.fewest),
        "sites": "" if visit.sites is None else messages.count("proposal.audit.visited", visit.sites),
    }


def _assumptions(reading: Reading, found: AuditDays) -> list[str]:
    messages = reading.messages
    told = [messages.count("proposal.audit.people", found.people)]
    if found.by_site:
        sampled = messages("proposal.audit.sampled") if found.sampled else messages("proposal.audit.unsampled")
        told.append(messages.count("proposal.audit.by_site", found.sites or 0) + " " + sampled)
    elif found.sites is not None and found.sites > 1:
        told.append(messages("proposal.audit.as_one", count=found.sites))
    if found.reduced:
        reduced = percent_words(messages, found.reduced)
        told.append(messages("proposal.audit.reduced", percent=reduced, because=found.reduced_because))
    if found.integrated:
        told.append(
            messages(
                "proposal.audit.integrated",
                standards=reading.listed(found.integrated),
                most=percent_words(messages, found.greatest_integration),
            )
        )
    limits = messages(
        "proposal.audit.limits",
        most=percent_words(messages, found.greatest_reduction),
        on_site=percent_words(messages, found.least_on_site),
    )
    return [*told, limits, messages("proposal.audit.transition")]
