"""The one base of all values in the model."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value that refuses unknown fields, so that a typing mistake in a file is never silently lost."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
