"""Our days from the client's days, by data that everybody can see (`questionnaires/method/`, rates file)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from gapanalysis.model.adjustments import Adjustments
from gapanalysis.model.method import Method, Phase, Theme, WorkKind
from gapanalysis.model.money import half_up
from gapanalysis.model.plan import PlannedAction
from gapanalysis.model.proposal import PhaseDays
from gapanalysis.model.rates import Rates


def theme_of(action: str, method: Method) -> Theme:
    """The work package an action belongs to: the longest part of the clause in its id that a theme names."""
    clause = action.removeprefix("A").partition("-")[0].split(".")
    for length in range(len(clause), -1, -1):
        head = ".".join(clause[:length])
        for theme in method.themes:
            if head in theme.clauses or (not head and not theme.clauses):
                return theme
    raise KeyError(action)


def factor(kind: WorkKind, rates: Rates) -> Decimal:
    """Our days for each day of the client's people: the rates file's own, else the method's."""
    return rates.work.factors.get(kind.id, kind.ours)


def our_days(action: PlannedAction, kind: WorkKind, rates: Rates, adjustments: Adjustments) -> Decimal:
    """Our days for one action, not yet rounded."""
    given = adjustments.actions.get(action.id)
    return action.days * factor(kind, rates) if given is None else given


def step_of(method: Method, rates: Rates) -> Decimal:
    """The smallest part of a day that is sold."""
    return rates.work.day_step or method.day_step


def rounded_days(days: Decimal, step: Decimal) -> Decimal:
    """Days to the nearest step, a half up; something is never rounded to nothing."""
    steps = half_up(Fraction(days) / Fraction(step))
    return max(steps, 1) * step if days else Decimal(0)


def in_phases(days: Decimal, kind: WorkKind, step: Decimal) -> tuple[PhaseDays, ...]:
    """Days of designing and of putting to use; together they are all of them. A phase without days is left out."""
    design = min(half_up(Fraction(days * kind.design) / Fraction(step)) * step, days)
    parts = ((Phase.DESIGN, design), (Phase.IMPLEMENT, days - design))
    return tuple(PhaseDays(phase=phase, days=part) for phase, part in parts if part)


def summed(days: Sequence[Decimal]) -> Decimal:
    """Their sum; nothing at all is zero."""
    return sum(days, Decimal(0))
