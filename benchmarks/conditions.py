"""Compiled conditions beside cel-python and rule-engine: the same expressions, the same data, in one run.

Every engine compiles once, gets the data in its own form beforehand and evaluates all eight expressions for all
organisations; only that is measured. Their answers are compared first. Needs `pip install -e .[bench]`.
Usage: python benchmarks/conditions.py [ROUNDS]
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import NamedTuple

import celpy
import rule_engine
from celpy import celtypes
from measure import heading, medians, rounds_wanted

from gapanalysis.engine.conditions import Known, Operand, Scene, compiled, parse
from gapanalysis.model.condition import Truth

ROUNDS = 15
ORGANISATIONS = 20
TURNS = {"gapanalysis": 40, "rule-engine": 4, "cel-python": 1}

Data = Mapping[str, int | bool | str]


class Expression(NamedTuple):
    """One expression in three languages. Names are theirs in `NAMES`."""

    ours: str
    cel: str
    rule: str


EXPRESSIONS = (
    Expression("profile.employees >= 10", "employees >= 10", "employees >= 10"),
    Expression(
        "profile.employees >= 10 and profile.designs_products",
        "employees >= 10 && designs",
        "employees >= 10 and designs",
    ),
    Expression("Q9.1.2-1 <= 1 or Q9.1.2-2 <= 1", "q1 <= 1 || q2 <= 1", "q1 <= 1 or q2 <= 1"),
    Expression(
        "profile.sector in [construction, software]",
        'sector in ["construction", "software"]',
        'sector in ["construction", "software"]',
    ),
    Expression(
        "kpi.on_time_delivery.latest between 90 and 95",
        "on_time >= 90 && on_time <= 95",
        "on_time >= 90 and on_time <= 95",
    ),
    Expression(
        "not (profile.certified or profile.employees < 5)",
        "!(certified || employees < 5)",
        "not (certified or employees < 5)",
    ),
    Expression("Q9.1.2-1 + Q9.1.2-2 + Q9.1.3-1 >= 5", "q1 + q2 + q3 >= 5", "q1 + q2 + q3 >= 5"),
    Expression(
        "profile.sector != food and (profile.employees > 50 or profile.sites > 1) and Q9.1.2-1 < 2 or Q9.1.3-1 = 0",
        'sector != "food" && (employees > 50 || sites > 1) && q1 < 2 || q3 == 0',
        'sector != "food" and (employees > 50 or sites > 1) and q1 < 2 or q3 == 0',
    ),
)
NAMES = {
    "profile.employees": "employees",
    "profile.sites": "sites",
    "profile.designs_products": "designs",
    "profile.certified": "certified",
    "profile.sector": "sector",
    "kpi.on_time_delivery.latest": "on_time",
    "Q9.1.2-1": "q1",
    "Q9.1.2-2": "q2",
    "Q9.1.3-1": "q3",
}


def organisation(random: Random) -> Data:
    """One row of data under the names of the other engines."""
    return {
        "employees": random.randint(1, 120),
        "sites": random.randint(1, 3),
        "designs": random.choice([True, False]),
        "certified": random.choice([True, False, False]),
        "sector": random.choice(["construction", "software", "food", "retail"]),
        "on_time": random.randint(85, 100),
        **{name: random.randint(0, 3) for name in ("q1", "q2", "q3")},
    }


def gapanalysis(rows: list[Data]) -> Callable[[], list[bool]]:
    """This package: operands as `engine.operands` makes them, unknown and inapplicable answers looked out for."""
    tests = [compiled(parse(expression.ours)) for expression in EXPRESSIONS]
    scenes = []
    for row in rows:
        values = {name: row[other] for name, other in NAMES.items()}
        operands = {
            name: Operand(Truth.TRUE, "answered", Known(Decimal(value) if type(value) is int else value))
            for name, value in values.items()
        }
        scenes.append(Scene(operands.__getitem__))
    return lambda: [test(scene) is Truth.TRUE for test in tests for scene in scenes]


def with_cel(rows: list[Data]) -> Callable[[], list[bool]]:
    """cel-python with its faster runner, which makes Python code of an expression."""
    types = {bool: celtypes.BoolType, int: celtypes.IntType, str: celtypes.StringType}
    declared = {name: types[type(value)] for name, value in rows[0].items()}
    environment = celpy.Environment(annotations=declared, runner_class=celpy.CompiledRunner)
    programs = [environment.program(environment.compile(expression.cel)) for expression in EXPRESSIONS]
    activations = [{name: types[type(value)](value) for name, value in row.items()} for row in rows]
    return lambda: [bool(program.evaluate(row)) for program in programs for row in activations]


def with_rule_engine(rows: list[Data]) -> Callable[[], list[bool]]:
    """rule-engine, with numbers in the type it calculates in."""
    context = rule_engine.Context(resolver=rule_engine.resolve_item)
    rules = [rule_engine.Rule(expression.rule, context=context) for expression in EXPRESSIONS]
    things = [{name: Decimal(value) if type(value) is int else value for name, value in row.items()} for row in rows]
    return lambda: [rule.matches(thing) for rule in rules for thing in things]


def main() -> None:
    """Check that all agree, measure, print."""
    rounds = rounds_wanted(ROUNDS)
    random = Random(1)  # noqa: S311  # the same data in every run
    rows = [organisation(random) for _ in range(ORGANISATIONS)]
    works = {"gapanalysis": gapanalysis(rows), "rule-engine": with_rule_engine(rows), "cel-python": with_cel(rows)}
    answers = {name: work() for name, work in works.items()}
    if len({tuple(given) for given in answers.values()}) > 1:
        raise SystemExit("the engines disagree, so they do not do the same work")
    seconds = medians(works, rounds, TURNS)
    heading(rounds)
    each = len(EXPRESSIONS) * ORGANISATIONS
    for name, taken in seconds.items():
        print(
            f"{name:<12} {each / taken:>12,.0f} conditions a second {taken / seconds['gapanalysis']:>7.1f} x the time"
        )


if __name__ == "__main__":
    main()
