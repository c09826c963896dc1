"""Decision tables in a few words, and what their inputs may be.

decision("first", '''
    | profile.sector | result |
    | food           | weak   |
''')
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gapanalysis.engine.conditions import Fault, Known, Operand
from gapanalysis.engine.decisions import Outcome, check_table, compile_table, decide
from gapanalysis.engine.decisions.situations import order_of
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Truth
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)
from tests.unit.engine.build import SCALES

__all__ = ["NAMES", "SCALES", "as_operand", "codes", "decide_with", "decision", "faults", "possible"]

NAMES: Mapping[str, AnswerType] = {
    "Q9.1.2-1": LevelAnswer(type="level", scale="conformity"),
    "Q4.2-7": TableAnswer(type="table", columns=()),
    "profile.employees": NumberAnswer(type="number", least=Decimal(1), whole=True),
    "profile.staff": NumberAnswer(type="number", least=Decimal(1), most=Decimal(5), whole=True),
    "profile.late": NumberAnswer(type="number", least=Decimal(0), most=Decimal(100)),
    "profile.certified": YesNoAnswer(type="yes-no"),
    "profile.sector": ChoiceAnswer(type="choice", options={o: o for o in ("food", "retail", "open")}),
    "profile.designs": ChoiceAnswer(type="choice", options={o: o for o in ("none", "minor", "full")}, ordered=True),
    "profile.buyers": ChoiceAnswer(type="choice", options={o: o for o in ("firms", "people", "state")}, several=True),
    "profile.since": DateAnswer(type="date"),
    "profile.motto": TextAnswer(type="text"),
}
CHOICE = {"type": "choice", "ordered": True, "options": {o: o for o in ("fine", "weak", "bad")}}


def decision(hit: str, rows: str, output: Mapping[str, Any] | None = None, otherwise: str = "") -> DecisionTable:
    """A table; its output is one of fine, weak and bad, unless told."""
    return DecisionTable.model_validate(
        {"id": "t", "title": "T", "hit": hit, "output": output or CHOICE, "otherwise": otherwise, "rows": rows}
    )


def as_operand(name: str, value: object) -> Operand:
    """What an input stands for: an operand, a state, or else the value answered."""
    if isinstance(value, Operand):
        return value
    if isinstance(value, State):
        truth = {State.OPEN: Truth.UNKNOWN, State.DONT_KNOW: Truth.UNKNOWN}.get(value, Truth.INAPPLICABLE)
        return Operand(truth, value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    assert isinstance(value, (Decimal, bool, str, date, tuple))
    return Operand(Truth.TRUE, State.ANSWERED, Known(value, order_of(NAMES[name])))


def decide_with(table: DecisionTable, inputs: Mapping[str, object]) -> Outcome:
    """The outcome for these inputs; `level` and `rows` are questions, other words facts of the profile."""
    whole = {
        "Q9.1.2-1" if name == "level" else "Q4.2-7" if name == "rows" else f"profile.{name}": name for name in inputs
    }
    operands = {name: as_operand(name, inputs[short]) for name, short in whole.items()}
    return decide(compile_table(table, NAMES, SCALES), operands.__getitem__)


def possible(table: DecisionTable, **inputs: object) -> list[object]:
    """The possible outcomes, inputs as in `decide_with`."""
    return list(decide_with(table, inputs).possible)


def faults(table: DecisionTable) -> tuple[Fault, ...]:
    """Every fault of a table."""
    return check_table(table, NAMES, SCALES)


def codes(table: DecisionTable) -> list[str]:
    """The codes of its faults."""
    return [fault.code for fault in faults(table)]
