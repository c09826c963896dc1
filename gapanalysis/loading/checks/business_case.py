"""Does the business case ask a question that exists, for figures that its table has?"""

from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.questions import unknown_question
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Sort
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.question import ChoiceAnswer, TableAnswer

_FIGURES = ("sales", "customers_start", "customers_gone", "customer_sales", "margin")


def check_business_case(definitions: Definitions) -> Iterator[Issue]:
    """The table question and every figure named."""
    case = definitions.business_case
    if case is None:
        return
    name = case.value.question
    if not definitions.knows(Sort.QUESTION, name):
        yield case.issue(case.where("question"), *unknown_question(definitions, name))
    if name not in definitions.questions:
        return
    table = definitions.questions[name].value.answer
    columns = {column.id: column.answer for column in table.columns} if isinstance(table, TableAnswer) else {}
    figures = columns.get("figure")
    if not isinstance(figures, ChoiceAnswer) or "amount" not in columns:
        message = f"{name} is no table with the columns `figure` (a choice) and `amount`"
        yield case.issue(case.where("question"), Code.WRONG_TYPE, message, "name the table that gives the figures")
        return
    named: list[tuple[tuple[str | int, ...], str]] = [((key,), getattr(case.value, key)) for key in _FIGURES]
    named += [
        (("costs", index, "factors", place), factor)
        for index, cost in enumerate(case.value.costs)
        for place, factor in enumerate(cost.factors)
    ]
    for route, figure in named:
        if figure not in figures.options:
            message = f"{name} has no figure {quoted(figure)}"
            yield case.issue(case.where(*route), Code.UNKNOWN_VALUE, message, suggestion(figure, figures.options))
