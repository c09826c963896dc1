"""Do actions depend on actions that exist, and can they be done in some order?"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Sort
from gapanalysis.loading.wording import suggestion


def check_actions(definitions: Definitions) -> Iterator[Issue]:
    """Dependencies of all actions."""
    for action in definitions.actions.values():
        for index, name in enumerate(action.value.depends_on):
            if not definitions.knows(Sort.ACTION, name):
                where = action.where("depends_on", index)
                yield action.issue(where, *unknown_action(definitions, name))
    yield from _cycles(definitions)


def unknown_action(definitions: Definitions, name: str) -> tuple[Code, str, str]:
    """Code, message and hint for an action that does not exist."""
    return Code.UNKNOWN_ACTION, f"there is no action {name}", suggestion(name, definitions.names[Sort.ACTION])


def _cycles(definitions: Definitions) -> Iterator[Issue]:
    needs = {name: list(action.value.depends_on) for name, action in sorted(definitions.actions.items())}
    while cycle := a_cycle(needs):
        first = cycle.index(min(cycle))
        path = [*cycle[first:], *cycle[:first], cycle[first]]
        action = definitions.actions[path[0]]
        where = action.where("depends_on", action.value.depends_on.index(path[1]))
        message = f"actions wait for each other: {' -> '.join(path)}"
        yield action.issue(where, Code.DEPENDENCY_CYCLE, message, "take one of these dependencies out")
        needs[path[0]] = [name for name in needs[path[0]] if name != path[1]]


def a_cycle(needs: dict[str, list[str]]) -> list[str]:
    """Actions of one cycle, each needing the next; empty when there is none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        backwards: list[str] = error.args[1]
        return backwards[:0:-1]
    return []
