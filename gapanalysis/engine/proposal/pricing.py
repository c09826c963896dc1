"""What an option costs: lines that add up to the net price, invoices that add up to all of it, to the minor unit.

Every line is a whole number of minor units, rounded half up. Tax is rounded half up where the rates file says: on each
line, and then the tax of the option is their sum and the invoices share it out; or on each invoice, and then the tax of
the option is the sum of its invoices.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from gapanalysis.errors import AssessmentError
from gapanalysis.model.money import Money, money, split, total
from gapanalysis.model.price import AtCost, Invoice, Line, LineKind, Price
from gapanalysis.model.proposal import WorkPackage
from gapanalysis.model.rates import Discount, Expense, Per, Rates, Rounding


def price(
    packages: Sequence[WorkPackage], days_on_site: int, closes: tuple[str, ...], rates: Rates, fixed: Decimal | None
) -> Price:
    """The price of an option.

    Args:
        packages: what is done.
        days_on_site: days begun at the client's, which expenses are counted by.
        closes: the gaps that cause the expenses.
        rates: the firm's.
        fixed: a fixed fee for all of the work, in major units; None for none.

    Raises:
        AssessmentError: a discount is more than the fees.
    """
    lines = [_work(package, rates) for package in packages]
    fees = total((line.net for line in lines), rates.currency)
    if fixed is not None:
        lines.append(_fixed_fee(money(fixed, rates.currency) - fees))
    elif rates.discount is not None:
        lines.append(_discount(rates.discount, fees, rates.currency))
    lines += [_expense(expense, place, days_on_site, closes, rates) for place, expense in _counted(rates)]
    lines = [_taxed(line, rates) for line in lines]
    net = total((line.net for line in lines), rates.currency)
    invoices = tuple(_invoices(net, lines, rates))
    return Price(
        lines=tuple(lines),
        at_cost=tuple(_at_cost(expense, rates.currency) for expense in rates.expenses if expense.at_cost),
        net=net,
        tax=total((invoice.tax for invoice in invoices), rates.currency),
        gross=total((invoice.gross for invoice in invoices), rates.currency),
        invoices=invoices,
    )


def _work(package: WorkPackage, rates: Rates) -> Line:
    if package.fixed_price is not None:
        return Line(
            id=package.id,
            kind=LineKind.FIXED,
            title=package.title,
            role=package.role,
            net=package.fixed_price,
            gaps=package.gaps,
        )
    rate = money(rates.role(package.role).day_rate, rates.currency)
    return Line(
        id=package.id,
        kind=LineKind.WORK,
        title=package.title,
        role=package.role,
        quantity=package.our_days,
        unit=rate,
        net=rate.times(package.our_days),
        gaps=package.gaps,
    )


def _fixed_fee(difference: Money) -> Line:
    return Line(id="fixed-fee", kind=LineKind.FIXED_FEE, title="", net=difference)


def _discount(discount: Discount, fees: Money, currency: str) -> Line:
    if discount.percent is not None:
        off = fees.times(Fraction(discount.percent) / 100)
    else:
        off = money(discount.amount or Decimal(0), currency)
    if off.minor > fees.minor:
        raise AssessmentError(
            f"The discount “{discount.label}” of {off.amount} {currency} is more than the fees of {fees.amount}.",
            hint="lower it in the rates file, or give it in per cent",
            code="discount",
        )
    return Line(id="discount", kind=LineKind.DISCOUNT, title=discount.label, net=off.times(-1))


def _counted(rates: Rates) -> Iterator[tuple[int, Expense]]:
    """Expenses that are part of the price, with their place in the rates file from 1."""
    return ((place, expense) for place, expense in enumerate(rates.expenses, start=1) if not expense.at_cost)


def _expense(expense: Expense, place: int, days_on_site: int, closes: tuple[str, ...], rates: Rates) -> Line:
    unit = money(expense.amount or Decimal(0), rates.currency)
    count = days_on_site if expense.per is Per.DAY_ON_SITE else 1
    return Line(
        id=f"expense-{place}",
        kind=LineKind.EXPENSE,
        title=expense.label,
        quantity=Decimal(count) if expense.per is Per.DAY_ON_SITE else None,
        unit=unit if expense.per is Per.DAY_ON_SITE else None,
        net=unit.times(count),
        gaps=closes,
    )


def _at_cost(expense: Expense, currency: str) -> AtCost:
    return AtCost(label=expense.label, at_most=None if expense.at_most is None else money(expense.at_most, currency))


# -- tax and invoices --------------------------------------------------------------------------------------------


def _part_of_tax(rates: Rates) -> Fraction:
    """Tax as a part of the net amount; nothing for a firm that is not registered."""
    return Fraction(rates.tax.rate or 0) / 100 if rates.tax.registered else Fraction(0)


def _taxed(line: Line, rates: Rates) -> Line:
    if not rates.tax.registered or rates.rounding is not Rounding.PER_LINE:
        return line
    return line.model_copy(update={"tax": line.net.times(_part_of_tax(rates))})


def _invoices(net: Money, lines: Sequence[Line], rates: Rates) -> Iterator[Invoice]:
    percents = [instalment.percent for instalment in rates.payment.schedule]
    nets = split(net, percents)
    if rates.rounding is Rounding.PER_LINE:
        taxes = split(total((line.tax for line in lines if line.tax), net.currency), percents)
    else:
        taxes = tuple(part.times(_part_of_tax(rates)) for part in nets)
    for instalment, part, tax in zip(rates.payment.schedule, nets, taxes, strict=True):
        yield Invoice(when=instalment.when, percent=instalment.percent, net=part, tax=tax, gross=part + tax)
