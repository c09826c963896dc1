"""Decision tables: parse, check, decide. docs/decision-tables.md shows how they are written and what they mean."""

from gapanalysis.engine.decisions.check import check_table
from gapanalysis.engine.decisions.compiled import CompiledTable, compile_table
from gapanalysis.engine.decisions.evaluate import Outcome, decide, outcome_operand, outcome_type
from gapanalysis.engine.decisions.parse import inputs_of, parse

__all__ = [
    "CompiledTable",
    "Outcome",
    "check_table",
    "compile_table",
    "decide",
    "inputs_of",
    "outcome_operand",
    "outcome_type",
    "parse",
]
