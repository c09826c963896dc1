"""Does a rates file hold together, beyond its shape?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Document, Where
from gapanalysis.loading.places import Route
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.method import Method
from gapanalysis.model.money import digits
from gapanalysis.model.rates import Rates

WHOLE = Decimal(100)


def check_rates(rates: Rates, document: Document, method: Method) -> Iterator[Issue]:
    """Every fault of the parts together, in no order."""
    yield from _amounts(rates, document)
    yield from _names(rates, document, method)
    yield from _tax(rates, document)
    yield from _schedule(rates, document)
    yield from _expenses(rates, document)
    if rates.discount is not None:
        yield from one_of_two(document, ("discount",), ("percent", "amount"))


def one_of_two(document: Document, route: Route, names: tuple[str, str]) -> Iterator[Issue]:
    """A complaint where neither or both of two keys are written."""
    one, other = names
    there = [name for name in names if document.get((*route, name)) is not None]
    if len(there) != 1:
        fault = "both are written" if there else "neither is written"
        message = f"one of {quoted(one)} and {quoted(other)} is needed, and {fault}"
        yield document.issue(route, Code.ONE_OF_TWO, message, "delete one of them" if there else "write one of them")


def exact(amount: Decimal | None, currency: str, document: Document, route: Route) -> Iterator[Issue]:
    """A complaint where an amount has more decimals than its currency."""
    if amount is not None and amount != round(amount, digits(currency)):
        message = f"{quoted(str(amount))} has more decimals than {currency} has ({digits(currency)})"
        yield document.issue(route, Code.MONEY_DECIMALS, message, "round it yourself, so that it is what you mean")


def unique(names: Sequence[str], document: Document, listed: str) -> Iterator[Issue]:
    """A complaint about every id that stands in a list a second time."""
    for index, name in enumerate(names):
        if name in names[:index]:
            yield document.issue((listed, index, "id"), Code.DUPLICATE_ID, f"{quoted(name)} is here already")


def known_name(
    name: str, names: Sequence[str], document: Document, where: Route | Where, code: Code
) -> Iterator[Issue]:
    """A complaint about a name that does not exist."""
    if name not in names:
        what = code.value.partition("-")[2]
        yield document.issue(where, code, f"there is no {what} {quoted(name)}", suggestion(name, names))


def _amounts(rates: Rates, document: Document) -> Iterator[Issue]:
    for index, role in enumerate(rates.roles):
        yield from exact(role.day_rate, rates.currency, document, ("roles", index, "day_rate"))
    for index, expense in enumerate(rates.expenses):
        yield from exact(expense.amount, rates.currency, document, ("expenses", index, "amount"))
        yield from exact(expense.at_most, rates.currency, document, ("expenses", index, "at_most"))
    if rates.discount is not None:
        yield from exact(rates.discount.amount, rates.currency, document, ("discount", "amount"))


def _names(rates: Rates, document: Document, method: Method) -> Iterator[Issue]:
    roles, kinds = [role.id for role in rates.roles], [kind.id for kind in method.work]
    yield from unique(roles, document, "roles")
    for work, role in rates.work.roles.items():
        route = ("work", "roles", work)
        yield from known_name(work, kinds, document, Where(route, on_key=True), Code.UNKNOWN_WORK)
        yield from known_name(role, roles, document, route, Code.UNKNOWN_ROLE)
    for work in rates.work.factors:
        where = Where(("work", "factors", work), on_key=True)
        yield from known_name(work, kinds, document, where, Code.UNKNOWN_WORK)


def _tax(rates: Rates, document: Document) -> Iterator[Issue]:
    tax = rates.tax
    if tax.registered:
        for name, value in (("rate", tax.rate), ("number", tax.number)):
            if value in {None, ""}:
                message = f"a registered firm needs a {quoted(name)}"
                yield document.issue(("tax",), Code.TAX, message, f"add a line `{name}: ...`")
    else:
        for name, value in (("rate", tax.rate), ("number", tax.number)):
            if value not in {None, ""}:
                message = f"a firm that is not registered has no {quoted(name)}, and must not charge tax"
                yield document.issue(("tax", name), Code.TAX, message, "delete the line, or write `registered: true`")


def _schedule(rates: Rates, document: Document) -> Iterator[Issue]:
    whole = sum((instalment.percent for instalment in rates.payment.schedule), Decimal(0))
    if whole != WHOLE:
        message = f"the instalments add up to {whole} %, not to 100 %"
        yield document.issue(("payment", "schedule"), Code.PAYMENT_SCHEDULE, message, "change one of the percentages")


def _expenses(rates: Rates, document: Document) -> Iterator[Issue]:
    for index, expense in enumerate(rates.expenses):
        route = ("expenses", index)
        if expense.at_cost == (expense.amount is not None):
            fault = "both are written" if expense.at_cost else "neither is written"
            message = f"one of `amount` and `at_cost: true` is needed, and {fault}"
            yield document.issue(route, Code.ONE_OF_TWO, message, "say what it costs, or that it is charged at cost")
        if expense.at_most is not None and not expense.at_cost:
            message = "`at_most` is for what is charged at cost"
            yield document.issue((*route, "at_most"), Code.ONE_OF_TWO, message, "delete it, or write `at_cost: true`")
