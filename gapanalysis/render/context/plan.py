"""The action plan: what matters most, who does what until when, and the road."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal

from gapanalysis.model.plan import Horizon
from gapanalysis.render.context.findings import carded
from gapanalysis.render.context.pages import even_parts
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.remains import remains
from gapanalysis.render.numbers import days_text

ROADMAP_ROWS = 62
"""Actions that one page of the roadmap holds."""


def plan(reading: Reading) -> Data:
    """Matrix, table by horizon and roadmap."""
    actions, messages = reading.report.main.plan, reading.messages
    told = {finding.action for finding in carded(reading)}
    first = sum(action.horizon is Horizon.DAYS_30 for action in actions)
    wins = [reading.numbers[action.id] for action in actions if action.quick_win]
    words = messages.count("plan.headline", len(actions))
    if first:
        words = messages("plan.with_first", plan=words, first=messages.count("plan.first", first))
    return {
        "headline": words,
        "matrix": {
            "headline": messages.count("plan.matrix.wins", len(wins)) if wins else messages("plan.matrix.no_wins"),
            "cells": cells(reading),
            "alt": messages("plan.matrix.alt"),
            "labels": {name: messages(f"plan.matrix.{name}") for name in ("quick", "severity", "effort")},
        },
        "horizons": [
            {
                "id": horizon.value,
                "name": reading.horizon(horizon),
                "actions": [
                    {**reading.action(action), "told": action.id in told}
                    for action in actions
                    if action.horizon is horizon
                ],
            }
            for horizon in Horizon
            if any(action.horizon is horizon for action in actions)
        ],
        "count": len(actions),
        "quick_wins": len(wins),
        "periods": _counted(reading.horizon(action.horizon) for action in actions),
        "owners": _counted(sorted(action.owner for action in actions)),
        "remains": remains(reading),
        "roadmap": roadmap(reading),
    }


def _counted(names: Iterable[str]) -> list[Data]:
    """Each name once, in the order first met, with how often it is there."""
    return [{"name": name, "count": count} for name, count in Counter(names).items()]


def owners(reading: Reading) -> Data | None:
    """Who does what: the numbers of each owner's actions by period, and the days they need; None without a plan."""
    report, messages = reading.report, reading.messages
    periods = [horizon for horizon in Horizon if any(action.horizon is horizon for action in report.main.plan)]
    rows: list[Data] = [
        {
            "owner": owner,
            "days": days_text(messages, sum((action.days for action in actions), Decimal())),
            "numbers": [
                [reading.numbers[action.id] for action in actions if action.horizon is horizon] for horizon in periods
            ],
        }
        for owner, actions in report.main.owners.items()
    ]
    if not rows:
        return None
    return {
        "headline": messages.count("owners.headline", len(rows)),
        "periods": [reading.horizon(horizon) for horizon in periods],
        "rows": rows,
    }


def cells(reading: Reading) -> list[Data]:
    """Numbers of the actions by severity and effort, both 1-5."""
    found: dict[tuple[int, int], list[Data]] = defaultdict(list)
    for action in reading.report.main.plan:
        found[action.severity, action.effort].append(
            {"number": reading.numbers[action.id], "sign": str(reading.grade(action.grade)["sign"])}
        )
    return [
        {"severity": severity, "effort": effort, "actions": actions}
        for (severity, effort), actions in sorted(found.items())
    ]


def roadmap(reading: Reading) -> Data:
    """Actions as bars in the columns of their horizons, with what each waits for."""
    actions, messages = reading.report.main.plan, reading.messages
    waiting = sum(bool(action.depends_on) for action in actions)
    rows: list[Data] = [
        {
            "number": reading.numbers[action.id],
            "title": action.title,
            "column": list(Horizon).index(action.horizon),
            "sign": str(reading.grade(action.grade)["sign"]),
            "days": str(reading.action(action)["days"]),
            "after": [reading.numbers[other] for other in action.depends_on if other in reading.numbers],
        }
        for action in actions
    ]
    horizons = [reading.horizon(horizon) for horizon in Horizon]
    return {
        "headline": messages.count("plan.roadmap.waiting", waiting) if waiting else messages("plan.roadmap.free"),
        "alt": messages.count("plan.roadmap.alt", len(actions)),
        "parts": [{"horizons": horizons, "rows": part} for part in even_parts(rows, ROADMAP_ROWS)],
    }
