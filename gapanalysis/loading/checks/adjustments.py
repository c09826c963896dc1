"""Do the changes made by hand name what there is?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.rates import exact, known_name
from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Document, Where
from gapanalysis.loading.places import Route
from gapanalysis.loading.wording import quoted
from gapanalysis.model.adjustments import Adjustments
from gapanalysis.model.audit_time import AuditTime

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Known:
    """The names there are in the proposal to be made."""

    currency: str
    roles: tuple[str, ...]
    lines: tuple[str, ...]
    options: tuple[str, ...]
    gaps: tuple[str, ...]
    actions: tuple[str, ...]
    audit_time: AuditTime


def check_adjustments(changed: Adjustments, document: Document, known: Known) -> Iterator[Issue]:
    """Every name that does not exist, and every number that cannot be, in no order."""
    for index, option in enumerate(changed.options):
        yield from known_name(option, known.options, document, ("options", index), Code.UNKNOWN_OPTION)
    for action in changed.actions:
        where = Where(("actions", action), on_key=True)
        yield from known_name(action, known.actions, document, where, Code.UNKNOWN_ACTION)
    for index, left in enumerate(changed.left_out):
        yield from known_name(left.gap, known.gaps, document, ("left_out", index, "gap"), Code.UNKNOWN_GAP)
    for index, fee in enumerate(changed.fixed_fees):
        route = ("fixed_fees", index)
        yield from known_name(fee.option, known.options, document, (*route, "option"), Code.UNKNOWN_OPTION)
        yield from exact(fee.price, known.currency, document, (*route, "price"))
    yield from _lines(changed, document, known)
    yield from _extra(changed, document, known)
    yield from _certification(changed, document, known)
    yield from _start(document)


def _lines(changed: Adjustments, document: Document, known: Known) -> Iterator[Issue]:
    lines = (*known.lines, *(extra.id for extra in changed.extra))
    for index, change in enumerate(changed.lines):
        route: Route = ("lines", index)
        yield from known_name(change.line, lines, document, (*route, "line"), Code.UNKNOWN_LINE)
        yield from _options(change.options, document, route, known)
        if change.role is not None:
            yield from known_name(change.role, known.roles, document, (*route, "role"), Code.UNKNOWN_ROLE)
        yield from exact(change.price, known.currency, document, (*route, "price"))


def _extra(changed: Adjustments, document: Document, known: Known) -> Iterator[Issue]:
    taken = list(known.lines)
    for index, extra in enumerate(changed.extra):
        route: Route = ("extra", index)
        if extra.id in taken:
            message = f"there is a line {quoted(extra.id)} already"
            yield document.issue((*route, "id"), Code.DUPLICATE_ID, message, "take another name")
        taken.append(extra.id)
        for place, gap in enumerate(extra.closes):
            yield from known_name(gap, known.gaps, document, (*route, "closes", place), Code.UNKNOWN_GAP)
        yield from _options(extra.options, document, route, known)
        if extra.role is not None:
            yield from known_name(extra.role, known.roles, document, (*route, "role"), Code.UNKNOWN_ROLE)
        yield from exact(extra.price, known.currency, document, (*route, "price"))


def _options(options: tuple[str, ...], document: Document, route: Route, known: Known) -> Iterator[Issue]:
    for place, option in enumerate(options):
        yield from known_name(option, known.options, document, (*route, "options", place), Code.UNKNOWN_OPTION)


def _certification(changed: Adjustments, document: Document, known: Known) -> Iterator[Issue]:
    certification, rules = changed.certification, known.audit_time
    several = len(certification.sites) > 1
    if several and not any(site.central for site in certification.sites):
        message = "no site is the central one, which the system is run from"
        yield document.issue(("certification", "sites"), Code.CENTRAL_SITE, message, "write `central: true` at one")
    limit = rules.sampling.greatest_site_reduction if several else rules.greatest_reduction
    if certification.reduction > limit:
        message = f"a reduction of {certification.reduction} % is more than the {limit} % that may be taken off"
        yield document.issue(("certification", "reduction"), Code.REDUCTION, message)
    if certification.reduction and not certification.reduction_because:
        message = "a reduction needs its reason"
        yield document.issue(("certification", "reduction"), Code.REDUCTION, message, "add `reduction_because: ...`")
    together = certification.integrated
    if together is not None and together.reduction > rules.greatest_integration:
        limit = rules.greatest_integration
        message = f"a reduction of {together.reduction} % is more than the {limit} % that may be taken off"
        yield document.issue(("certification", "integrated", "reduction"), Code.REDUCTION, message)


def _start(document: Document) -> Iterator[Issue]:
    # pydantic also takes a number for seconds since 1970, which nobody means.
    written = document.get(("start",))
    if isinstance(written, str) and not _ISO_DATE.fullmatch(written.strip()):
        message = f"{quoted(written)} is not a date"
        yield document.issue(("start",), Code.BAD_FORMAT, message, "write it like 2026-11-23")
