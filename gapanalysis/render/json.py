"""The report as JSON, for programs: `GapReport` as a client may have it, fractions as `numerator/denominator`."""

import json
from typing import Any

from gapanalysis.model.report import GapReport
from gapanalysis.render.writers import Materials, Rendered

SCHEMA = "urn:gapanalysis:report:1"
"""Names the shape of the file. The number goes up when a value changes its name or meaning, or goes; not when one is
added."""


def render_json(report: GapReport, materials: Materials) -> Rendered:  # noqa: ARG001 (all writers share one signature)
    """The whole report after the name of its schema; indented, in UTF-8, with a final newline."""
    content = {"schema": SCHEMA, **report.for_client().model_dump(mode="json")}
    return Rendered((json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the file."""
    made = GapReport.model_json_schema(mode="serialization")
    named = {"schema": {"const": SCHEMA, "description": "The shape of this file, with its version."}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        **made,
        "properties": {**named, **made["properties"]},
        "required": ["schema", *made["required"]],
    }
