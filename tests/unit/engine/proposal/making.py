"""Offers in a few words: rates that are as plain as can be, the shipped method, and a questionnaire of one's own."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gapanalysis.content import questionnaire_folders
from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.proposal import Offer, propose
from gapanalysis.loading.proposals import load_audit_time, load_method
from gapanalysis.model.adjustments import NONE, Adjustments
from gapanalysis.model.proposal import Proposal
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.rates import Rates
from tests.unit.engine.build import ON, assessment

METHOD = load_method(questionnaire_folders())
AUDIT_TIME = load_audit_time(questionnaire_folders())


def rates(**more: Any) -> Rates:
    """One consultant at 700.00, registered for tax at 20 %, paid in one invoice."""
    plain: dict[str, Any] = {
        "firm": {"name": "Test Consulting", "contact": "A consultant"},
        "currency": "GBP",
        "roles": [{"id": "consultant", "title": "Consultant", "day_rate": Decimal("700.00")}],
        "tax": {"registered": True, "rate": Decimal(20), "number": "0"},
        "rounding": "per invoice",
        "payment": {"days": 30, "schedule": [{"when": "At the end", "percent": Decimal(100)}]},
        "validity_days": 30,
        "start_within_days": 14,
        "hours_a_day": Decimal("7.5"),
    }
    return Rates.model_validate({**plain, **more})


def offer(own: Rates | None = None, adjustments: Adjustments = NONE, *, on: date = ON, **more: Any) -> Offer:
    """An offer made on the day of the report."""
    made = {"rates": own or rates(), "method": METHOD, "audit_time": AUDIT_TIME, "adjustments": adjustments, "on": on}
    return Offer(**{**made, **more})


def proposal(
    questions: Questionnaire,
    answers: Mapping[str, Any],
    made: Offer | None = None,
    *,
    editions: tuple[str, ...] = ("2015",),
) -> Proposal:
    """The proposal for these answers."""
    state = assessment(answers, editions=editions)
    return propose(questions, state, analyse(questions, state, on=ON), made or offer())
