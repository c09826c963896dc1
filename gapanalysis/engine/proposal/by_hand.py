"""Changes made by hand to a package: the consultant's word replaces what the method says, and the reason is kept."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from gapanalysis.model.adjustments import Adjustments, LineChange
from gapanalysis.model.money import Money, money
from gapanalysis.model.proposal import PhaseDays, WorkPackage
from gapanalysis.model.rates import Amount, Rates


def in_option(options: Sequence[str], option: str) -> bool:
    """Whether something made for these options counts in one of them; no option named means all."""
    return not options or option in options


def changes(line: str, option: str, adjustments: Adjustments) -> list[LineChange]:
    """The changes of a line in an option, in the order written."""
    return [change for change in adjustments.lines if change.line == line and in_option(change.options, option)]


def left_out(line: str, option: str, adjustments: Adjustments) -> bool:
    """Whether a line is not offered."""
    return any(change.leave_out for change in changes(line, option, adjustments))


def priced(price: Amount | None, rates: Rates) -> Money | None:
    """A fixed price as money; None for none."""
    return None if price is None else money(price, rates.currency)


def changed(
    package: WorkPackage, made: Sequence[LineChange], rates: Rates, phases: Callable[[Decimal], tuple[PhaseDays, ...]]
) -> WorkPackage:
    """The package with these changes, a later one winning; `phases` says how our days are spent."""
    for change in made:
        ours = package.our_days if change.days is None else change.days
        package = package.model_copy(
            update={
                "our_days": ours,
                "your_days": package.your_days if change.your_days is None else change.your_days,
                "phases": phases(ours),
                "on_site": package.on_site * ours / package.our_days if package.our_days else ours,
                "role": change.role or package.role,
                "fixed_price": priced(change.price, rates) or package.fixed_price,
                "changed": True,
                "because": change.because,
            }
        )
    return package
