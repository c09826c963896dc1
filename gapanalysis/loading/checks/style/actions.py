"""Can an action be begun on Monday, by somebody who is there, and does it close anything?"""

from collections.abc import Iterator
from typing import Any

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.style.guide import LONGEST_TITLE
from gapanalysis.loading.checks.style.statements import ENDS, check_sentence
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.question import Action


def check_actions_style(definitions: Definitions) -> Iterator[Issue]:
    """Every action of the bank."""
    people = {person for question in definitions.questions.values() for person in question.value.whom}
    needed = _needed(definitions)
    if definitions.terms:
        for size, roles in definitions.terms.value.roles.items():
            for role in (role for role in roles if role not in people):
                yield _nobody(definitions.terms, ("roles", size, role), role, people)
    for action in definitions.actions.values():
        yield from _texts(action)
        yield from _effort(action)
        if action.value.owner not in people:
            yield _nobody(action, ("owner",), action.value.owner, people)
        if action.value.id not in needed:
            message = f"nothing leads to {action.value.id}"
            hint = "name it in a shortfall, a rule, or `depends_on` of an action that is named there"
            yield action.issue(action.where("id"), Code.STYLE_IDLE_ACTION, message, hint)


def _nobody(located: Located[Any], route: tuple[str, ...], role: str, people: set[str]) -> Issue:
    hint = suggestion(role, people) or "a role is one that some `whom` names"
    message = f"no question is for {quoted(role)}"
    return located.issue(located.where(*route, on_key=route[-1] == role), Code.STYLE_OWNER, message, hint)


def _needed(definitions: Definitions) -> set[str]:
    """Actions that a shortfall or a rule leads to, with those that come before them."""
    waiting = [
        shortfall.action for question in definitions.questions.values() for shortfall in question.value.shortfalls
    ]
    waiting += [rule.value.finding.action for rule in definitions.rules.values() if rule.value.finding]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and name in definitions.actions:
            found.add(name)
            waiting += definitions.actions[name].value.depends_on
    return found


def _texts(action: Located[Action]) -> Iterator[Issue]:
    value = action.value
    if len(value.title) > LONGEST_TITLE:
        message = f"the title of an action has {len(value.title)} characters"
        yield action.issue(action.where("title"), Code.STYLE_TITLE, message, f"{LONGEST_TITLE} at most")
    if value.title.endswith(ENDS):
        message = f"the title of an action ends with {quoted(value.title[-1])}"
        yield action.issue(action.where("title"), Code.STYLE_TITLE, message, "leave it out")
    seen = [value.title]
    for name in ("first_step", "done_when", "benefit"):
        text = getattr(value, name)
        yield from check_sentence(action, (name,), text)
        if text.strip() in seen:
            message = f"`{name}` says what stands above it"
            yield action.issue(action.where(name), Code.STYLE_REPEATED, message, "say something of its own")
        seen.append(text.strip())


def _effort(action: Located[Action]) -> Iterator[Issue]:
    effort = action.value.effort
    days = (effort.micro, effort.small, effort.medium, effort.large)
    if not (days[0] > 0 and list(days) == sorted(days)):
        message = f"effort goes from {' to '.join(map(str, days))} days"
        hint = "it is more than 0 and never falls as the organisation grows"
        yield action.issue(action.where("effort"), Code.STYLE_EFFORT, message, hint)
