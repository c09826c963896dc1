"""Do the method of proposals and the rules of audit time hold together, beyond their shape?"""

from collections.abc import Iterator, Sequence

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.rates import known_name, unique
from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Document
from gapanalysis.loading.places import Route
from gapanalysis.model.audit_time import AuditTime
from gapanalysis.model.method import Method, StepDays
from gapanalysis.model.plan import Horizon


def check_method(method: Method, document: Document) -> Iterator[Issue]:
    """Every fault of the parts together, in no order."""
    kinds, options = [kind.id for kind in method.work], [choice.id for choice in method.options]
    yield from unique(kinds, document, "work")
    yield from unique(options, document, "options")
    lines = [theme.id for theme in method.themes]
    yield from unique(lines, document, "themes")
    for index, service in enumerate(method.services):
        if service.id in lines:
            message = f"there is a line {service.id} already"
            yield document.issue(("services", index, "id"), Code.DUPLICATE_ID, message, "take another name")
        lines.append(service.id)
        yield from known_name(service.work, kinds, document, ("services", index, "work"), Code.UNKNOWN_WORK)
        for place, option in enumerate(service.options):
            route = ("services", index, "options", place)
            yield from known_name(option, options, document, route, Code.UNKNOWN_OPTION)
    for index, theme in enumerate(method.themes):
        yield from known_name(theme.work, kinds, document, ("themes", index, "work"), Code.UNKNOWN_WORK)
    yield from _analysis(method, document, kinds)
    yield from _rest(method, document)
    yield from _horizons(method, document)


def _analysis(method: Method, document: Document, kinds: Sequence[str]) -> Iterator[Issue]:
    for index, part in enumerate(method.analysis.parts):
        route = ("analysis", "parts", index)
        yield from known_name(part.work, kinds, document, (*route, "work"), Code.UNKNOWN_WORK)
        yield from _steps(part.days, document, (*route, "days"))
        yield from _steps(part.yours, document, (*route, "yours"))


def _rest(method: Method, document: Document) -> Iterator[Issue]:
    rest = [theme.id for theme in method.themes if not theme.clauses]
    if len(rest) != 1:
        message = f"exactly one theme has no `clauses` and takes all other actions; here {len(rest)} have none"
        yield document.issue(("themes",), Code.REST_OF_ACTIONS, message)


def _horizons(method: Method, document: Document) -> Iterator[Issue]:
    given = [span.horizon for span in method.horizons]
    if sorted(given) != sorted(Horizon):
        message = f"each of {', '.join(Horizon)} stands here once"
        yield document.issue(("horizons",), Code.MISSING_KEY, message)
    for index, span in enumerate(method.horizons):
        if span.last < span.first:
            message = f"week {span.last} comes before week {span.first}"
            yield document.issue(("horizons", index, "last"), Code.OUT_OF_RANGE, message)


def _steps(steps: Sequence[StepDays], document: Document, route: Route) -> Iterator[Issue]:
    ends = [step.up_to for step in steps]
    rising = [end for end in ends if end is not None]
    if rising != sorted(set(rising)) or any(end is None for end in ends[:-1]):
        yield document.issue(route, Code.AUDIT_TABLE, "`up_to` rises from line to line, and only the last may lack it")


def check_audit_time(rules: AuditTime, document: Document) -> Iterator[Issue]:
    """Whether the table rises."""
    for index in range(1, len(rules.table)):
        before, band = rules.table[index - 1], rules.table[index]
        if band.up_to <= before.up_to or band.days < before.days:
            message = "people and days rise from line to line"
            yield document.issue(("table", index), Code.AUDIT_TABLE, message)
    for name, each in (("surveillance", rules.surveillance), ("recertification", rules.recertification)):
        if each.part > each.of:
            yield document.issue((name,), Code.OUT_OF_RANGE, f"{each.part} of {each.of} is no part of a whole")
