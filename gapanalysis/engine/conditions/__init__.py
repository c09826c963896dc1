"""The condition language: parse, check, evaluate. The grammar is in docs/conditions.md."""

from gapanalysis.engine.conditions.check import Fault, Names, check
from gapanalysis.engine.conditions.evaluate import UNKNOWN, Known, Lookup, Operand, evaluate
from gapanalysis.engine.conditions.parse import parse

__all__ = ["UNKNOWN", "Fault", "Known", "Lookup", "Names", "Operand", "check", "evaluate", "parse"]
