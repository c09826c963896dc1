"""Are rules, named conditions and derived values sound, and can each rule say anything?"""

from collections.abc import Iterator
from typing import cast

from gapanalysis.engine import conditions
from gapanalysis.engine.conditions import ASKING, Fault, Ground, Names
from gapanalysis.engine.decisions import check_table
from gapanalysis.engine.interview import names_of
from gapanalysis.engine.operands import derived_names, tree_of
from gapanalysis.errors import ConditionError, Issue
from gapanalysis.loading.asked import derived_from
from gapanalysis.loading.checks.actions import a_cycle, unknown_action
from gapanalysis.loading.checks.questions import check_editions
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.document import Where
from gapanalysis.model.base import Value
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.rule import Combination, Rule, When

Line = tuple[tuple[str | int, ...], str]
"""Where a line of a condition stands within its `when`, and its text."""


def check_rules(definitions: Definitions) -> Iterator[Issue]:
    """Rules, with the conditions and values they share."""
    names, ground = all_names(definitions), rule_ground(definitions)
    for name, located in definitions.conditions.items():
        for tail, text in lines(located.value.conditions[name]):
            yield from faults(located, ("conditions", name, *tail), conditions.check(text, names, ground))
    for name, located in definitions.values.items():
        found = conditions.check_value(located.value.values[name], names, ground)
        yield from faults(located, ("values", name), found)
    for table in definitions.tables.values():
        yield from _table(table, names, ground)
    yield from _cycles(definitions)
    for rule in definitions.rules.values():
        yield from _rule(definitions, rule, names, ground)


def _table(table: Located[DecisionTable], names: Names, ground: Ground) -> Iterator[Issue]:
    for fault in check_table(table.value, names, ground.scales):
        key = {"table-hit": "hit", "table-otherwise": "otherwise"}.get(fault.code)
        where = table.where(key) if key else table.where("rows", offset=fault.offset)
        if fault.code != "table-not-checked":  # a remark on what could not be proved, and no fault
            yield table.issue(where, fault.code, fault.message, fault.hint)


def lines(when: When) -> Iterator[Line]:
    """The lines of a condition with their places."""
    if isinstance(when, Combination):
        for kind in ("all", "any", "none"):
            for index, text in enumerate(getattr(when, kind)):
                yield (kind, index), text
    else:
        yield (), when


def faults(located: Located[Value], route: tuple[str | int, ...], found: tuple[Fault, ...]) -> Iterator[Issue]:
    """The faults of a line as complaints at their exact place."""
    written = located.get(*route)
    indent = len(written) - len(written.lstrip()) if isinstance(written, str) else 0
    for fault in found:
        where = located.where(*route, offset=indent + fault.offset)
        yield located.issue(where, fault.code, fault.message, fault.hint)


def all_names(definitions: Definitions) -> Names:
    """Every name a condition may use, derived ones included."""
    # Backwards, so that of two questions with one fact the first counts; the second is complained of elsewhere.
    profile = [question.value for question in reversed(definitions.profile.values())]
    given = names_of(profile, [question.value for question in definitions.questions.values()])
    shared = {name: located.value.conditions[name] for name, located in definitions.conditions.items()}
    values = {name: located.value.values[name] for name, located in definitions.values.items()}
    tables = [table.value for table in definitions.tables.values()]
    try:
        return derived_names(given, shared, values, tables)
    except ConditionError:
        return {**derived_names(given, shared, {}, tables), **{f"value.{name}": conditions.NUMBER for name in values}}


def rule_ground(definitions: Definitions) -> Ground:
    """What rules may stand on: every clause and section there is, and the levels of every scale."""
    clauses = {
        f"{edition.value.id}:{clause.number}"
        for edition in definitions.editions.values()
        for clause in edition.value.clauses
    }
    sections = {section.id for each in definitions.questionnaires.values() for section in each.value.sections}
    scales = {name: scale.value for name, scale in definitions.scales.items()}
    return Ground(rule=True, clauses=frozenset(clauses), sections=frozenset(sections), scales=scales)


def reads_results(definitions: Definitions) -> frozenset[str]:
    """Named conditions that read scores, evidence or the day, themselves or through others: for rules only."""
    names, known = all_names(definitions), derived_from(definitions)
    own = {
        f"condition.{name}"
        for name, located in definitions.conditions.items()
        for _, text in lines(located.value.conditions[name])
        if any(fault.code == "condition-stratum" for fault in conditions.check(text, names, ASKING))
    }
    while more := {name for name, named in known.items() if name not in own and own & set(named)}:
        own |= more
    return frozenset(own)


def _cycles(definitions: Definitions) -> Iterator[Issue]:
    known = derived_from(definitions)
    cycle = a_cycle({name: [other for other in named if other in known] for name, named in known.items()})
    if cycle:
        first = cycle.index(min(cycle))
        path = [*cycle[first:], *cycle[:first], cycle[first]]
        located, where = _place_of(definitions, path[0])
        message = f"this needs itself: {' -> '.join(path)}"
        yield located.issue(where, Code.DERIVED_CYCLE, message, "one of them has to do without the others")


def _place_of(definitions: Definitions, name: str) -> tuple[Located[Value], Where]:
    """The file that defines something derived, and the position of its name there."""
    kind, _, short = name.partition(".")
    if kind == "table":
        table = definitions.tables[short]
        return cast("Located[Value]", table), table.where("id")
    located = definitions.conditions[short] if kind == "condition" else definitions.values[short]
    return cast("Located[Value]", located), located.where(f"{kind}s", short, on_key=True)


def _rule(definitions: Definitions, rule: Located[Rule], names: Names, ground: Ground) -> Iterator[Issue]:
    sound = True
    for tail, text in lines(rule.value.when):
        found = conditions.check(text, names, ground)
        sound = sound and not found
        yield from faults(rule, ("when", *tail), found)
    yield from check_editions(definitions, rule)
    says = rule.value.finding
    if says is not None and not definitions.knows(Sort.ACTION, says.action):
        yield rule.issue(rule.where("finding", "action"), *unknown_action(definitions, says.action))
    if sound:
        yield from _idle(rule, names, ground)


def _idle(rule: Located[Rule], names: Names, ground: Ground) -> Iterator[Issue]:
    constant = conditions.constant(tree_of(rule.value.when), names, ground.scales)
    if constant is False:
        message = f"{rule.value.id} never fires, whatever is answered"
        yield rule.issue(rule.where("when"), Code.RULE_NEVER, message, "two of its parts exclude each other")
    if constant is True:
        message = f"{rule.value.id} always fires, whatever is answered"
        yield rule.issue(rule.where("when"), Code.RULE_ALWAYS, message, "a rule needs a case in which it is silent")
