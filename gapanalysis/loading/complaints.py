"""What pydantic finds wrong, said in plain words."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import TypeAdapter
from pydantic_core import ErrorDetails

from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Tree
from gapanalysis.loading.fields import Annotation, allowed_values, origin
from gapanalysis.loading.wording import listed, quoted, suggestion
from gapanalysis.model.money import Currency
from gapanalysis.model.question import ActionId, FactName, QuestionId
from gapanalysis.model.rates import Locale
from gapanalysis.model.rule import RuleId
from gapanalysis.model.standard import ClauseNumber, EditionId, Identifier

_FORMATS: tuple[tuple[Any, str, str], ...] = (
    (QuestionId, "a question id", "write it like Q9.1.2-1, or P.employees in the profile"),
    (ActionId, "an action id", "write it like A9.1.2-1"),
    (RuleId, "a rule id", "write it like R9.1.2-1"),
    (ClauseNumber, "a clause number", "write it like 9.1.2"),
    (EditionId, "an edition", "write the year, like 2015"),
    (Identifier, "a name", "use small letters, digits and hyphens, like management-review"),
    (Currency, "a currency", "write its three letters, like GBP"),
    (Locale, "a language and country", "write it like en-GB"),
    (FactName, "a name of a fact", "use small letters, digits and underscores, like has_design"),
)


class Complaint(NamedTuple):
    """One fault, not yet placed."""

    code: Code
    message: str
    hint: str = ""


def complaint(error: ErrorDetails, name: str, expected: Annotation, node: Tree | None, style: str) -> Complaint:
    """Put one validation error into words.

    Args:
        error: what pydantic says.
        name: the key it is about, or what else to call the value.
        expected: the annotation of what belongs there.
        node: what stands there.
        style: how it is written, as in `Place.style`.
    """
    kind = error["type"]
    context: Mapping[str, Any] = error.get("ctx", {})
    if kind in {"enum", "literal_error", "union_tag_invalid"} and not _is_nested(node, kind):
        return _unknown_value(expected, node)
    if kind == "union_tag_not_found":
        return Complaint(Code.MISSING_KEY, f"{name} has no `type`", f"one of {listed(allowed_values(expected))}")
    if kind == "string_pattern_mismatch":
        what, hint = _formats().get(context["pattern"], ("in the form it needs", ""))
        return Complaint(Code.BAD_FORMAT, f"{_shown(node)} is not {what}", hint)
    if kind in _BOUNDS or kind in _SIZES:
        return _size(kind, name, context, node)
    if kind.endswith(("_type", "_parsing", "_inexact", "_size")) or kind in {"enum", "literal_error", "finite_number"}:
        return _wrong_type(name, expected, node, style)
    return Complaint(Code.BAD_FORMAT, f"{name}: {error['msg'][:1].lower()}{error['msg'][1:]}")


_BOUNDS = {
    "greater_than_equal": "{} or more",
    "greater_than": "more than {}",
    "less_than_equal": "{} or less",
    "less_than": "less than {}",
}

_SIZES = {"string_too_short", "string_too_long", "too_short", "too_long"}


def _is_nested(node: Tree | None, kind: str) -> bool:
    return isinstance(node, list | dict) and kind != "union_tag_invalid"


def _unknown_value(expected: Annotation, node: Tree | None) -> Complaint:
    written = str(node.get("type")) if isinstance(node, dict) else str(node)
    allowed = allowed_values(expected)
    hint = suggestion(written, allowed)
    if "did you mean" in hint:
        hint += f" One of {listed(allowed)}"
    what = "a type of answer" if isinstance(node, dict) else "one of the values allowed here"
    return Complaint(Code.UNKNOWN_VALUE, f"{quoted(written)} is not {what}", hint)


def _size(kind: str, name: str, context: Mapping[str, Any], node: Tree | None) -> Complaint:
    if kind in _BOUNDS:
        words = _BOUNDS[kind].format(next(iter(context.values())))
        return Complaint(Code.OUT_OF_RANGE, f"{name} is {_shown(node)}; it must be {words}")
    if kind == "string_too_short":
        return Complaint(
            Code.EMPTY_TEXT, f"{name} is an empty text", "write it, or delete the key where it may be missing"
        )
    if kind == "string_too_long":
        return Complaint(Code.TOO_LONG, f"{name} is longer than {context['max_length']:,} characters", "shorten it")
    if kind == "too_short":
        return Complaint(
            Code.TOO_FEW, f"{name} needs at least {context['min_length']}, and has {context['actual_length']}"
        )
    return Complaint(Code.TOO_LONG, f"{name} has more than {context['max_length']} items")


def _wrong_type(name: str, expected: Annotation, node: Tree | None, style: str) -> Complaint:
    hint = ""
    if isinstance(node, dict) and _is_scalar(expected):
        if style == "{":
            hint = "put quotes around a text that begins with {"
        else:
            hint = "put quotes around a text that holds a colon and a space"
    elif isinstance(node, str) and origin(expected) is tuple:
        hint = "write each item on a line of its own after a hyphen, or all in one line in [ ]"
    return Complaint(Code.WRONG_TYPE, f"{name} must be {_wanted(expected)}, and is {_shown(node)}", hint)


def _is_scalar(expected: Annotation) -> bool:
    return origin(expected) is Literal or (
        isinstance(expected, type) and (expected in _SCALARS or issubclass(expected, Enum))
    )


_SCALARS: Mapping[type, str] = {
    str: "text",
    int: "a whole number",
    Decimal: "a number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
}


def _wanted(expected: Annotation) -> str:
    if isinstance(expected, type) and expected in _SCALARS:
        return _SCALARS[expected]
    if _is_scalar(expected):
        return f"one of {listed(allowed_values(expected))}"
    return "a list" if origin(expected) is tuple else "a mapping of keys and values"


def _shown(node: Tree | None) -> str:
    if isinstance(node, str):
        return quoted(node) if node else "an empty text"
    return "a list" if isinstance(node, list) else "a mapping"


@cache
def _formats() -> Mapping[str, tuple[str, str]]:
    """By pattern: what it describes, and how to write it."""
    return {TypeAdapter(kind).json_schema()["pattern"]: (what, hint) for kind, what, hint in _FORMATS}
