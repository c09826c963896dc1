"""What faults and lost customers cost today, and what a kept customer is worth: from the organisation's own figures."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model.base import Value
from gapanalysis.model.money import Currency, Money
from gapanalysis.model.question import QuestionId, Text
from gapanalysis.model.standard import ClauseNumber, Identifier


class CostDefinition(Value):
    """A cost of failure: its factors, by the options of the table that gives them, are multiplied.

    `clauses` are those, in any edition, whose gaps let this cost arise.
    """

    id: Identifier
    title: Text
    failure: Literal["internal", "external"]
    factors: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    clauses: tuple[ClauseNumber, ...]


class BusinessCaseDefinition(Value):
    """Which table gives the figures, and under which options it has what is needed.

    Attributes:
        question: the table question; its rows are keyed by figure and have a cell `amount`.
        sales, customers_start, customers_gone, customer_sales, margin: the options that hold these figures.
        loyalty_clauses: clauses whose gaps make customers leave.
        currencies: what currencies are called where an amount is asked for; others go by their three letters.
    """

    question: QuestionId
    costs: tuple[CostDefinition, ...]
    sales: Identifier
    customers_start: Identifier
    customers_gone: Identifier
    customer_sales: Identifier
    margin: Identifier
    loyalty_clauses: tuple[ClauseNumber, ...]
    currencies: Mapping[Currency, Text] = {}

    @property
    def loyalty_figures(self) -> tuple[Identifier, ...]:
        """The figures that tell who stays, and what one who stays brings."""
        return (self.customers_start, self.customers_gone, self.customer_sales, self.margin)


class Factor(Value):
    """One figure as it was given, with the words it was asked in."""

    label: str
    amount: Decimal


class Cost(Value):
    """A cost of failure in twelve months: the product of its factors, and the findings that let it arise."""

    id: str
    title: str
    failure: Literal["internal", "external"]
    factors: tuple[Factor, ...]
    amount: Money
    findings: tuple[str, ...]


class Uncounted(Value):
    """A cost of failure that cannot be worked out: the figures it lacks, in the words they are asked in."""

    id: str
    title: str
    failure: Literal["internal", "external"]
    missing: tuple[str, ...]
    findings: tuple[str, ...]


class BusinessCase(Value):
    """What the gaps cost today, as far as figures were given; what was not given is None or left out.

    Money is for twelve months; each amount is rounded once, and the total adds what is shown.

    Attributes:
        question: the one that asks for the figures.
        costs: the lines that could be worked out; `total` is their sum, None where there is none.
        uncounted: the other lines.
        of_sales: the total out of sales, 0-1.
        retention: customers kept out of those at the start, 0-1 (customers who came since are not in it).
        customers_gone: how many left.
        lost_sales: what those who left would have bought at the usual customer's rate; `lost_margin` what of it is left
            after material and bought-in work.
        one_customer: what one kept customer brings a year, and `one_margin` what of it is left.
        loyalty: findings that make customers leave.
        missing: the figures that were not given, in the words they are asked in.
        loyalty_missing: those of them that tell who stays, and what one who stays brings.
    """

    question: QuestionId
    costs: tuple[Cost, ...]
    uncounted: tuple[Uncounted, ...]
    total: Money | None
    of_sales: Fraction | None
    retention: Fraction | None
    customers_gone: Decimal | None
    lost_sales: Money | None
    lost_margin: Money | None
    one_customer: Money | None
    one_margin: Money | None
    loyalty: tuple[str, ...]
    missing: tuple[str, ...]
    loyalty_missing: tuple[str, ...]

    @property
    def counted(self) -> bool:
        """Whether the figures that were given allow an amount."""
        return self.total is not None or self.one_customer is not None

    @property
    def gaps(self) -> tuple[str, ...]:
        """Every finding that lets a cost arise or makes customers leave, once."""
        named = (*(line.findings for line in self.costs), *(line.findings for line in self.uncounted), self.loyalty)
        return tuple(dict.fromkeys(name for each in named for name in each))
