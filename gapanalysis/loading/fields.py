"""What the schema expects at a route of a tree: needed to suggest names and to word complaints."""

import types
from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from gapanalysis.loading.document import Document, Tree
from gapanalysis.loading.places import Route

Annotation = Any
"""A type annotation; Python has no type for what may stand there."""


def origin(annotation: Annotation) -> Any:  # noqa: ANN401 - see `Annotation`
    """What a generic annotation is made from (`tuple` of `tuple[int, ...]`); None for any other."""
    return get_origin(annotation)


def expected_at(model: type[BaseModel], document: Document, route: Route) -> Annotation:
    """The annotation of what belongs at a route; None where the schema knows no such part."""
    annotation: Annotation = model
    for length, part in enumerate(route):
        annotation = _inside(_resolved(annotation, document.get(route[:length])), part)
    return _resolved(annotation, document.get(route))


def key_at(model: type[BaseModel], document: Document, route: Route) -> Annotation:
    """The annotation of the keys of the mapping around a route; None where it is no free mapping."""
    around = expected_at(model, document, route[:-1])
    return get_args(around)[0] if _is_mapping(around) else None


def field_names(annotation: Annotation) -> tuple[str, ...]:
    """Names of the fields of a model; empty for any other annotation."""
    return tuple(annotation.model_fields) if _is_model(annotation) else ()


def allowed_values(annotation: Annotation) -> tuple[str, ...]:
    """The values an enumeration, a literal or the `type` of a union allows; empty for any other annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    if origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    return tuple(_tag(model) for model in _variants(annotation))


def _resolved(annotation: Annotation, node: Tree | None) -> Annotation:
    """Without `Annotated` and None; of a union by `type`, the variant that the node names."""
    while origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if origin(annotation) not in {Union, types.UnionType}:
        return annotation
    choices = [choice for choice in get_args(annotation) if choice is not type(None)]
    if len(choices) == 1:
        return _resolved(choices[0], node)
    tag = node.get("type") if isinstance(node, dict) else None
    return next((choice for choice in choices if _is_model(choice) and _tag(choice) == tag), annotation)


def _inside(annotation: Annotation, part: str | int) -> Annotation:
    if _is_model(annotation):
        field = annotation.model_fields.get(part)
        return field.annotation if field else None
    if _is_mapping(annotation):
        return get_args(annotation)[1]
    return get_args(annotation)[0] if origin(annotation) is tuple else None


def _variants(annotation: Annotation) -> tuple[type[BaseModel], ...]:
    if origin(annotation) not in {Union, types.UnionType}:
        return ()
    return tuple(choice for choice in get_args(annotation) if _is_model(choice))


def _tag(model: type[BaseModel]) -> str:
    field = model.model_fields.get("type")
    return str(get_args(field.annotation)[0]) if field else ""


def _is_model(annotation: Annotation) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _is_mapping(annotation: Annotation) -> bool:
    return origin(annotation) is Mapping
