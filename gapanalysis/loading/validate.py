"""A document held against the schema: its value, or a complaint at the exact place for everything that does not fit."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.complaints import complaint
from gapanalysis.loading.document import Document, Where, without
from gapanalysis.loading.fields import Annotation, expected_at, field_names, key_at
from gapanalysis.loading.places import Route
from gapanalysis.loading.source import MOST_FAULTS
from gapanalysis.loading.wording import nearest, quoted, suggestion
from gapanalysis.model.base import Value

V = TypeVar("V", bound=Value)


@dataclass(frozen=True, slots=True)
class Validated(Generic[V]):
    """What a document amounts to.

    Attributes:
        value: the whole, or what is left of it without its faulty parts; None when nothing usable is left.
        document: the document that `value` was made from, without the faulty parts.
        issues: every fault, in order of position.
    """

    value: V | None
    document: Document
    issues: tuple[Issue, ...]


def validate(document: Document, model: type[V], parts: Collection[tuple[str, ...]] = ()) -> Validated[V]:
    """Hold a document against a model.

    Args:
        document: the file as read.
        model: what it should be.
        parts: routes of items that stand on their own (`*` is any index), longest first; a faulty one is left out
            so that the checks to come still see the rest. Of a part, only the key is left out where it may be missing.
    """
    try:
        return Validated(model.model_validate(document.tree), document, ())
    except ValidationError as error:
        errors = [each for each in error.errors(include_url=False, include_input=False) if _counts(document, each)]
    issues = tuple(sorted(_issues(document, model, errors)))
    unwanted: dict[Route, str] = {}
    for each in errors:
        route = _unwanted(document, model, parts, each)
        if route is None:
            return Validated(None, document, issues)
        meant = _nearest_field(document, model, route) if each["type"] == "extra_forbidden" else ""
        unwanted[route] = meant or str(route[-1])
    rest = without(document, unwanted)
    try:
        return Validated(model.model_validate(rest.tree), rest, issues)
    except ValidationError:
        return Validated(None, document, issues)


def _counts(document: Document, error: ErrorDetails) -> bool:
    """Whether the error is one of its own: pydantic also calls a list too short because its items are faulty."""
    node = document.get(_route(document, error))
    return error["type"] != "too_short" or not isinstance(node, list) or len(node) < error["ctx"]["min_length"]


def _unwanted(
    document: Document, model: type[Value], parts: Collection[tuple[str, ...]], error: ErrorDetails
) -> Route | None:
    """The least part to leave out because of an error; None when nothing less than the whole file will do."""
    route = _route(document, error)
    if error["type"] == "extra_forbidden":
        return route
    for part in (*parts, ()):
        head = route[: len(part)]
        if len(head) == len(part) and all(step in ("*", at) for step, at in zip(part, head, strict=True)):
            key = route[len(part) : len(part) + 1]
            if key and _is_optional(expected_at(model, document, head), str(key[0])):
                return (*head, *key)
            return head or None
    return None


def _is_optional(annotation: Annotation, name: str) -> bool:
    return name in field_names(annotation) and not annotation.model_fields[name].is_required()


def _route(document: Document, error: ErrorDetails) -> Route:
    """Where the error is, without what pydantic adds to the location of unions and of keys."""
    route: Route = ()
    for index, part in enumerate(error["loc"]):
        node = document.get(route)
        is_last = index == len(error["loc"]) - 1
        is_variant = isinstance(node, dict) and node.get("type") == part and not is_last
        if part != "[key]" and not is_variant:
            route = (*route, part)
    return route


def _issues(document: Document, model: type[Value], errors: list[ErrorDetails]) -> Iterator[Issue]:
    mistyped = {
        (*route[:-1], near)
        for route in (_route(document, error) for error in errors if error["type"] == "extra_forbidden")
        if (near := _nearest_field(document, model, route))
    }
    for error in errors[:MOST_FAULTS]:
        route = _route(document, error)
        if error["type"] == "missing":
            # A key with a typing mistake is one fault, not two.
            if route not in mistyped:
                yield _missing(document, route)
        elif error["type"] == "extra_forbidden":
            yield _unknown_key(document, model, route)
        else:
            yield _misfit(document, model, route, error)
    if len(errors) > MOST_FAULTS:
        message = f"{len(errors):,} faults were found; these are the first {MOST_FAULTS}"
        yield document.issue((), Code.TOO_MANY_FAULTS, message)


def _nearest_field(document: Document, model: type[Value], route: Route) -> str:
    return nearest(str(route[-1]), field_names(expected_at(model, document, route[:-1])))


def _missing(document: Document, route: Route) -> Issue:
    name = quoted(str(route[-1]))
    if route in document.places:
        where = Where(route, on_key=True)
        return document.issue(where, Code.MISSING_KEY, f"{name} has no value", "write it after the colon")
    return document.issue(route[:-1], Code.MISSING_KEY, f"{name} is missing", f"add a line `{route[-1]}: ...`")


def _unknown_key(document: Document, model: type[Value], route: Route) -> Issue:
    known = field_names(expected_at(model, document, route[:-1]))
    taken = document.get(route[:-1])
    free = [name for name in known if not isinstance(taken, dict) or name not in taken]
    key = str(route[-1])
    near = nearest(key, known)
    hint = f"did you mean `{near}`?" if near else suggestion(key, free)
    where = Where(route, on_key=True)
    return document.issue(where, Code.UNKNOWN_KEY, f"there is no key {quoted(key)} here", hint)


def _misfit(document: Document, model: type[Value], route: Route, error: ErrorDetails) -> Issue:
    if error["loc"][-1:] == ("[key]",):
        words = complaint(error, "the key", key_at(model, document, route), str(route[-1]), "")
        where = Where(route, on_key=True)
    else:
        place = document.places.get(route)
        expected = expected_at(model, document, route)
        words = complaint(error, _name(route), expected, document.get(route), place.style if place else "")
        where = Where(route)
        if error["type"] == "union_tag_invalid":
            where = Where((*route, "type"))
    return document.issue(where, words.code, words.message, words.hint)


def _name(route: Route) -> str:
    if not route:
        return "the file"
    if isinstance(route[-1], int):
        keys = [part for part in route if isinstance(part, str)]
        return f"item {route[-1] + 1} of {quoted(keys[-1])}"
    return quoted(route[-1])
