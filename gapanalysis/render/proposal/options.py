"""The options side by side: what each closes, what remains, what it takes and what it costs."""

from collections.abc import Callable

from gapanalysis.model.proposal import Option, Outlook
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import date_text, decimal_text
from gapanalysis.render.proposal.letter import messages_price
from gapanalysis.render.proposal.reading import GRADES, Reading

Cell = Callable[[Option], str]


def options(reading: Reading) -> Data | None:
    """The chapter of options; None for a gap analysis, which has one and closes nothing."""
    proposal, messages = reading.proposal, reading.messages
    if proposal.situation is None:
        return None
    return {
        "headline": messages("proposal.options.headline", number=reading.number(len(proposal.options)).capitalize())
        if len(proposal.options) > 1
        else messages("proposal.options.headline_sole"),
        "names": [{"title": option.title, "recommended": int(option.recommended)} for option in proposal.options],
        "summaries": [option.summary for option in proposal.options],
        "rows": [*_closing(reading), *_outlooks(reading), *_doing(reading)],
        "price": [messages_price(reading, option.price.net) for option in proposal.options],
        "strips": _strips(reading),
        "note": messages("proposal.options.note"),
    }


def _row(reading: Reading, label: str, cell: Cell, note: str = "") -> Data:
    return {"label": label, "note": note, "cells": [cell(option) for option in reading.proposal.options]}


def _closing(reading: Reading) -> list[Data]:
    messages = reading.messages
    nothing = messages("proposal.nothing")
    return [
        _row(reading, messages("proposal.options.closes"), lambda option: _of(reading, option.closes) or nothing),
        _row(reading, messages("proposal.options.remains"), lambda option: _of(reading, option.remains) or nothing),
    ]


def _of(reading: Reading, gaps: tuple[str, ...]) -> str:
    return reading.counts(reading.gaps[gap] for gap in gaps)


def _outlooks(reading: Reading) -> list[Data]:
    """What the engine says would still be lacking, edition by edition."""
    proposal, messages = reading.proposal, reading.messages
    rows = []
    for place, today in enumerate(proposal.options[0].outlooks):
        rows.append(
            _row(
                reading,
                messages("proposal.options.lacking", edition=today.edition),
                lambda option, place=place: _lacking(reading, option.outlooks[place]),  # type: ignore[misc]
                messages("proposal.options.today", lacking=reading.lacking(today.now, today.share_now)),
            )
        )
    if any(outlook.gates for option in proposal.options for outlook in option.outlooks):
        rows.append(
            _row(reading, messages("proposal.options.gates"), lambda option: _gates(reading, option.outlooks[0]))
        )
    return rows


def _lacking(reading: Reading, outlook: Outlook) -> str:
    return reading.lacking(outlook.after, outlook.share_after)


def _gates(reading: Reading, outlook: Outlook) -> str:
    return ", ".join(outlook.gates) or reading.messages("proposal.nothing")


def _doing(reading: Reading) -> list[Data]:
    messages = reading.messages
    services = [package for package in reading.packages.values() if not package.parts]
    rows = [
        _row(reading, messages("proposal.our_days"), lambda option: decimal_text(option.our_days)),
        _row(reading, messages("proposal.your_days"), lambda option: decimal_text(option.your_days)),
        *(_row(reading, package.title, lambda option, package=package: _has(reading, option, package.id))  # type: ignore[misc]
          for package in services),
        _row(reading, messages("proposal.options.ends"), lambda option: date_text(messages, option.ends)),
    ]  # fmt: skip
    if any(option.checked for option in reading.proposal.options):
        rows.append(_row(reading, messages("proposal.options.checked"), lambda option: _checked(reading, option)))
    return rows


def _has(reading: Reading, option: Option, package: str) -> str:
    there = any(each.id == package for each in option.packages)
    return reading.messages("proposal.options.has" if there else "proposal.options.has_not")


def _checked(reading: Reading, option: Option) -> str:
    if option.checked is None:
        return reading.messages("proposal.options.unchecked")
    return date_text(reading.messages, option.checked)


def _strips(reading: Reading) -> Data:
    """A square for each gap, filled where the option closes it, in groups of one grade."""
    messages, proposal = reading.messages, reading.proposal
    groups = [[gap for gap in proposal.gaps if gap.grade is grade] for grade in GRADES]
    rows: list[Data] = [
        {
            "name": option.title,
            "groups": [
                {
                    "sign": str(reading.grade(group[0].grade)["sign"]),
                    "closed": [int(gap.id in option.closes) for gap in group],
                }
                for group in groups
                if group
            ],
        }
        for option in proposal.options
    ]
    told = "; ".join(
        messages("proposal.options.strip_alt", option=option.title, closed=len(option.closes), all=len(proposal.gaps))
        for option in proposal.options
    )
    heads = [
        messages.count(f"proposal.count.{key}", len(group))
        for key, group in zip(("major", "minor", "opportunity"), groups, strict=True)
        if group
    ]
    return {"rows": rows, "heads": heads, "alt": told}
