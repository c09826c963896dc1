"""Scope and method: what was looked at, how, and where the limits are."""

from collections.abc import Sequence

from gapanalysis.model.assessment import Basis, Engagement, State
from gapanalysis.model.proposal import Situation
from gapanalysis.model.standard import Fact
from gapanalysis.render.context.answers import facts
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import date_text


def scope(reading: Reading) -> Data:
    """The frame of the assessment."""
    report, messages, engagement = reading.report, reading.messages, reading.report.engagement
    answered = [question for question in report.questions if question.state is State.ANSWERED]
    proved = [question for question in answered if question.basis is not Basis.CLAIMED]
    if not answered:
        headline = messages("scope.headline.nothing")
    elif report.main.verdict.self_declared:
        headline = messages("scope.headline.self_declared")
    else:
        headline = messages("scope.headline.evidence", proved=len(proved), answered=len(answered))
    declared = bool(answered) and report.main.verdict.self_declared
    return {
        "headline": headline,
        "why_now": engagement.why_now,
        "statement": engagement.scope.statement,
        "sites": list(engagement.scope.sites),
        "processes": list(engagement.scope.processes),
        "left_out": [{"what": item.what, "reason": item.reason} for item in engagement.scope.left_out],
        "profile": facts(messages, report.profile),
        "depth": {"label": messages("scope.depth"), "title": report.depth.title, "summary": report.depth.summary}
        if report.depth
        else None,
        "dates": dates(messages, engagement, report.main.facts),
        "roles": list(engagement.roles_met),
        "agenda": list(engagement.agenda),
        "documents": list(engagement.documents_seen),
        "missing_documents": [name for name in engagement.documents_requested if name not in engagement.documents_seen],
        "basis": messages("scope.basis.self_declared" if declared else "scope.basis.evidence"),
        "levels": [
            {"sign": f"level-{level}", "name": messages(f"level.{level}.name"), "text": messages(f"level.{level}.text")}
            for level in (3, 2, 1, 0)
        ],
        "put_together": messages(f"scope.put_together.{reading.put_together}"),
        "independence": engagement.independence,
    }


def dates(messages: Messages, told: Engagement | Situation, facts: Sequence[Fact]) -> list[Data]:
    """Dates that matter to the client, known ones only, and what is known of its edition that not everybody needs.

    Each with its `value` in full, and `short` for where there is little room; this is empty where only words tell it.
    """
    known = [
        (messages("scope.target_date"), told.target_date),
        (messages("scope.certificate_expiry"), told.certificate_expiry),
        *((visit.kind, visit.on) for visit in told.next_visits),
    ]
    rows = [_row(label, date_text(messages, on)) for label, on in known if on]
    if told.certification_body:
        rows.insert(0, _row(messages("scope.certification_body"), told.certification_body))
    return rows + [_fact(messages, fact) for fact in facts if fact.applies_when]


def _row(label: str, value: str) -> Data:
    return {"label": label, "value": value, "short": value}


def _fact(messages: Messages, fact: Fact) -> Data:
    """What is known, with the mark that it has to be checked, where it has; in short its day, if it has one."""
    doubt = "" if fact.verified else f" ({messages('second.unverified')})"
    if not fact.on:
        return {"label": fact.label, "value": _before_stop(fact.text, doubt), "short": ""}
    day = f"{date_text(messages, fact.on)}{doubt}"
    return {"label": fact.label, "value": f"{day}. {fact.text}" if fact.text else day, "short": day}


def _before_stop(text: str, added: str) -> str:
    """A text with something added to its last sentence."""
    return f"{text.removesuffix('.')}{added}." if text.endswith(".") else f"{text}{added}"
