"""The condition language: parse, check, evaluate, explain. The grammar is in docs/conditions.md."""

from gapanalysis.engine.conditions.check import check, check_value, type_of_value
from gapanalysis.engine.conditions.constancy import constant
from gapanalysis.engine.conditions.evaluate import Test, compiled, evaluate
from gapanalysis.engine.conditions.explain import Explanation, Seen, explain, seen
from gapanalysis.engine.conditions.parse import parse, parse_value
from gapanalysis.engine.conditions.scene import UNKNOWN, Known, Lookup, Operand, Scene
from gapanalysis.engine.conditions.terms import value_in
from gapanalysis.engine.conditions.typed import ASKING, NUMBER, Fault, Ground, Names

__all__ = [
    "ASKING",
    "NUMBER",
    "UNKNOWN",
    "Explanation",
    "Fault",
    "Ground",
    "Known",
    "Lookup",
    "Names",
    "Operand",
    "Scene",
    "Seen",
    "Test",
    "check",
    "check_value",
    "compiled",
    "constant",
    "evaluate",
    "explain",
    "parse",
    "parse_value",
    "seen",
    "type_of_value",
    "value_in",
]
