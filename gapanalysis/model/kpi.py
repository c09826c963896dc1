"""Key figures worth having: what is counted, how, and what makes the figure lie."""

from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.question import Dimension, Text
from gapanalysis.model.standard import Identifier


class Kpi(Value):
    """One key figure of the catalogue.

    Attributes:
        formula: numerator / denominator in words. A denominator of nothing gives no figure, never 0 or 100.
        unit: what it is given in, such as `%`, `days` or `per 1,000 orders`.
        better: the direction customers prefer.
        period: how often it is usually taken.
        source_of_data: where the counts come from.
        traps: what makes the figure look better than it is.
        example: worked with numbers.
        reference: where the definition comes from.
    """

    id: Identifier
    title: Text
    formula: Text
    unit: Text
    better: Literal["higher", "lower"]
    dimension: Dimension
    period: Text
    source_of_data: Text
    traps: Annotated[tuple[Text, ...], Field(min_length=1)]
    example: Text
    reference: Text
