"""What a questionnaire asks, and which rules and tables it therefore takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gapanalysis.engine.decisions import inputs_of
from gapanalysis.engine.operands import figure_names, tree_of
from gapanalysis.errors import ConditionError
from gapanalysis.loading.definitions import Definitions
from gapanalysis.loading.shapes import QuestionnaireFile
from gapanalysis.model.condition import Measure, Quantity, leaves
from gapanalysis.model.condition import names as names_in
from gapanalysis.model.rule import When

Derived = Mapping[str, tuple[str, ...]]
"""What each named condition, derived value and decision table names itself, by its own name: `condition.small`."""


def derived_from(definitions: Definitions) -> Derived:
    """What everything derived names; nothing where it does not parse."""
    found = {}
    for name, located in definitions.conditions.items():
        found[f"condition.{name}"] = names_of(located.value.conditions[name])
    for name, located in definitions.values.items():
        found[f"value.{name}"] = names_of(f"({located.value.values[name]}) = 0")
    for name, table in definitions.tables.items():
        found[f"table.{name}"] = inputs_of(table.value.rows)
    return found


def names_of(when: When) -> tuple[str, ...]:
    """Every name in a condition, each once, in the order written; none where it does not parse."""
    try:
        return tuple(dict.fromkeys(name.text for name in names_in(tree_of(when))))
    except ConditionError:
        return ()


def reached(names: Iterable[str], derived: Derived) -> tuple[str, ...]:
    """These names and all that they rest on through what is derived, nearest first."""
    waiting, found = list(names), dict[str, None]()
    for name in waiting:
        if name not in found:
            found[name] = None
            waiting += derived.get(name, ())
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one questionnaire asks.

    Attributes:
        names: ids of its questions, and the figures that their tables give.
        sections: ids of its sections.
        derived: what everything derived names.
        conditions: the named conditions there are.
    """

    names: frozenset[str]
    sections: frozenset[str]
    derived: Derived
    conditions: Mapping[str, When]

    def all_of(self, names: Iterable[str]) -> bool:
        """Whether all these questions and figures are asked; the profile always is."""
        return all(name.startswith("profile.") or name in self.names for name in names)

    def enough_for(self, when: When) -> bool:
        """Whether all that a sound condition rests on is asked, also through what is derived."""
        rests_on = reached(names_of(when), self.derived)
        trees = [tree_of(when)]
        trees += [tree_of(shared) for name, shared in self.conditions.items() if f"condition.{name}" in rests_on]
        groups = [leaf.group for tree in trees for leaf in leaves(tree) if isinstance(leaf, Quantity | Measure)]
        return self.all_of(name for name in rests_on if name not in self.derived) and all(
            group.kind != "section" or group.name in self.sections for group in groups
        )


def asked_by(chosen: QuestionnaireFile, definitions: Definitions) -> Asked:
    """What a questionnaire asks; the definitions are known to be sound."""
    questions = [entry.id for section in chosen.sections for entry in section.questions]
    figures = (name for each in questions for name, _ in figure_names(definitions.questions[each].value))
    return Asked(
        names=frozenset((*questions, *figures)),
        sections=frozenset(section.id for section in chosen.sections),
        derived=derived_from(definitions),
        conditions={name: located.value.conditions[name] for name, located in definitions.conditions.items()},
    )
