"""JSON Schema of the definition files, for editors that complete and check while one types.

An editor gives numbers, dates and booleans their types before the schema sees them, where this program reads all of
them as text. The schemas accept both: `7.1` for a clause, `2015` for an edition, `0` for a level.
"""

import re
from collections.abc import Callable, Mapping
from inspect import getdoc
from typing import Any

from pydantic import BaseModel

from gapanalysis.errors import QuestionnaireError
from gapanalysis.loading import shapes
from gapanalysis.loading.shapes import SHAPES, Kind
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model import questionnaire as questionnaire_model
from gapanalysis.model import standard as standard_model

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


def schema(kind: str) -> Schema:
    """The JSON Schema (draft 2020-12) of one kind of definition file.

    Args:
        kind: bank, questionnaire, standard, edition, scales, sector, profile, terms or glossary.

    Raises:
        QuestionnaireError: there is no such kind.
    """
    if kind not in set(Kind):
        message = f"There is no kind of definition file {quoted(kind)}."
        raise QuestionnaireError(message, hint=suggestion(kind, [str(each) for each in Kind]))
    model = SHAPES[Kind(kind)].model
    made = model.model_json_schema()
    for name, definition in made.get("$defs", {}).items():
        _describe(definition, _MODELS.get(name))
    _describe(made, model)
    definitions = made.get("$defs", {})
    if "Entry" in definitions:
        definitions["Entry"] = {"anyOf": [definitions["Entry"]["properties"]["id"], definitions["Entry"]]}
    if "CaseAnswer" in definitions:
        bare = {"type": ["string", "number", "boolean", "array"]}
        definitions["CaseAnswer"] = {"anyOf": [bare, definitions["CaseAnswer"]]}
    _walk(made, _accept_typed_scalars)
    return {"$schema": _DIALECT, "$id": f"urn:gapanalysis:schema:{kind}", **made}


_MODELS: Mapping[str, type[BaseModel]] = {
    name: value
    for module in (questionnaire_model, standard_model, shapes)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, BaseModel)
}


def _describe(definition: Schema, model: type[BaseModel] | None) -> None:
    """Give an object its docstring, and its properties what the docstring says of each."""
    if model is None:
        return
    text = getdoc(model) or ""
    head, _, attributes = text.partition("\nAttributes:\n")
    definition["description"] = " ".join(head.split())
    for name, words in _ATTRIBUTE.findall(attributes):
        if name in definition.get("properties", {}):
            definition["properties"][name]["description"] = " ".join(words.split())
    for shown in definition.get("properties", {}).values():
        shown.pop("title", None)  # pydantic's, made from the name: an editor shows the name already


def _walk(node: Any, change: Callable[[Schema], None]) -> None:  # noqa: ANN401 - JSON has no type of its own
    if isinstance(node, dict):
        change(node)
        for value in node.values():
            _walk(value, change)
    elif isinstance(node, list):
        for value in node:
            _walk(value, change)


def _accept_typed_scalars(node: Schema) -> None:
    if "patternProperties" in node:
        node["additionalProperties"] = False
    choices = node.get("anyOf", [])
    if any(choice.get("type") == "number" for choice in choices):
        # pydantic also offers a decimal as text, where no bounds would hold.
        node["anyOf"] = [choice for choice in choices if choice.get("type") != "string"]
    if node.get("type") != "string" or node.keys() & {"const", "enum", "format"}:
        return
    pattern = node.get("pattern", "")
    if not pattern:
        node["type"] = ["string", "number", "boolean"]
    elif pattern.startswith(r"^\d"):
        node["type"] = ["string", "number"]
