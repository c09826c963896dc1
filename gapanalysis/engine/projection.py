"""What would be: the answers that actions close raised to the top of their scale, and the same engine run on them.

No formula stands here. Where no condition looks at a raised answer the questions keep their places and only that
answer changes, which gives the same items for a fraction of the work.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from gapanalysis.engine.aggregation import share_of
from gapanalysis.engine.conditions import parse
from gapanalysis.engine.decisions import inputs_of
from gapanalysis.engine.interview import Item, items_of
from gapanalysis.engine.operands import tree_of, value_tree
from gapanalysis.engine.remembered import once_each
from gapanalysis.engine.scoring import good_practice, practice, requirements, tally
from gapanalysis.model.assessment import Answer, Assessment, State
from gapanalysis.model.condition import names
from gapanalysis.model.finding import Finding
from gapanalysis.model.plan import PlannedAction, Step
from gapanalysis.model.question import Question
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.verdict import GateResult

Answers = Mapping[str, Answer]
"""Answers by the id of their question."""

Judge = Callable[[Sequence[Item]], tuple[tuple[GateResult, ...], tuple[Finding, ...]]]
"""Gates and findings of one edition for items, as they are or as they would be (`judge.judge_of`)."""


@dataclass(frozen=True, slots=True)
class Present:
    """Where a projection starts. `deciding` are the names that conditions look at."""

    questionnaire: Questionnaire
    assessment: Assessment
    items: tuple[Item, ...]
    deciding: frozenset[str]


def present_of(questionnaire: Questionnaire, assessment: Assessment) -> Present:
    """The assessment as it stands."""
    return Present(questionnaire, assessment, items_of(questionnaire, assessment), _deciding(questionnaire))


@once_each
def _deciding(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(name for question in questionnaire.questions() for name in decided_by(question, questionnaire))


def decided_by(question: Question, questionnaire: Questionnaire) -> frozenset[str]:
    """The names that decide whether a question is asked, those behind derived ones included."""
    waiting = [name.text for name in names(parse(question.applies_when))] if question.applies_when else []
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _behind(name, questionnaire)
    return frozenset(found)


def _behind(name: str, questionnaire: Questionnaire) -> Iterable[str]:
    """The names that something derived rests on; nothing for what is answered."""
    kind, _, short = name.partition(".")
    if kind == "condition":
        return [each.text for each in names(tree_of(questionnaire.conditions[short]))]
    if kind == "value":
        return [each.text for each in names(value_tree(questionnaire.values[short]))]
    return [each for table in questionnaire.tables if name == f"table.{table.id}" for each in inputs_of(table.rows)]


def after(questionnaire: Questionnaire, assessment: Assessment, actions: Collection[str]) -> Assessment:
    """The assessment once these actions are done: every answer whose shortfall names one of them is at the top."""
    raised = raised_by_action(present_of(questionnaire, assessment))
    return _with(assessment, merged(raised.get(action, {}) for action in actions))


def raised_by_action(now: Present) -> Mapping[str, Answers]:
    """For every action that closes something, the answers it raises to the top of their scale."""
    raised: dict[str, dict[str, Answer]] = defaultdict(dict)
    for item in now.items:
        shortfall = None if item.level is None else item.question.shortfall(item.level)
        if shortfall is not None:
            raised[shortfall.action][item.question.id] = at_the_top(now, item)
    return dict(raised)


def at_the_top(now: Present, item: Item) -> Answer:
    """The answer of a level question at the highest level of its scale."""
    scale = now.questionnaire.scale_of(item.question)
    if scale is None:
        raise KeyError(item.question.id)
    return at_level(item, scale.top)


def merged(answers: Iterable[Answers]) -> Answers:
    """All of them in one mapping."""
    return {question: answer for each in answers for question, answer in each.items()}


def at_level(item: Item, level: int) -> Answer:
    """The answer with another level, whatever its state was."""
    return item.answer.model_copy(update={"state": State.ANSWERED, "value": level})


def items_with(now: Present, answers: Answers) -> tuple[Item, ...]:
    """What `items_of` would give with these answers in place of the present ones."""
    if not now.deciding.isdisjoint(answers):
        return items_of(now.questionnaire, _with(now.assessment, answers))
    return tuple(
        _answered(item, answers[item.question.id]) if item.question.id in answers else item for item in now.items
    )


def _with(assessment: Assessment, answers: Answers) -> Assessment:
    return assessment.model_copy(update={"answers": {**assessment.answers, **answers}})


def _answered(item: Item, answer: Answer) -> Item:
    return replace(item, answer=answer, state=answer.state if item.because is None else item.state)


# -- step by step ------------------------------------------------------------------------------------------------


def by_horizon(now: Present, edition: str, plan: Sequence[PlannedAction], judge: Judge) -> tuple[Step, ...]:
    """How things stand after each horizon that has actions."""
    groups = groupby(plan, key=lambda action: action.horizon)
    return _steps(now, edition, [(str(horizon), tuple(group)) for horizon, group in groups], judge)


def by_action(now: Present, edition: str, plan: Sequence[PlannedAction], judge: Judge) -> tuple[Step, ...]:
    """How things stand after each action of the plan, in its order."""
    return _steps(now, edition, [(action.id, (action,)) for action in plan], judge)


def after_some(now: Present, edition: str, plan: Sequence[PlannedAction], done: Collection[str], judge: Judge) -> Step:
    """How things stand once these actions are done and no other of the plan; actions it does not have may be named."""
    return _Way(now, edition, plan, judge).step("some", [action for action in plan if action.id in done], done)


def _steps(
    now: Present, edition: str, groups: Sequence[tuple[str, Sequence[PlannedAction]]], judge: Judge
) -> tuple[Step, ...]:
    way = _Way(now, edition, [action for _, group in groups for action in group], judge)
    done: list[str] = []
    steps = []
    for name, group in groups:
        done += [action.id for action in group]
        steps.append(way.step(name, group, done))
    return tuple(steps)


@dataclass(frozen=True)
class _Way:
    """From today along a plan."""

    now: Present
    edition: str
    plan: Sequence[PlannedAction]
    judge: Judge

    @cached_property
    def raised(self) -> Mapping[str, Answers]:
        return raised_by_action(self.now)

    def step(self, name: str, group: Sequence[PlannedAction], done: Collection[str]) -> Step:
        """A step that does a group of actions, once these are done."""
        items = items_with(self.now, merged(self.raised.get(action, {}) for action in done))
        gates, findings = self.judge(items)
        required = requirements(items, self.edition)
        return Step(
            id=name,
            actions=tuple(action.id for action in group),
            days=sum((action.days for action in group), Decimal()),
            tally=tally(required),
            share=share_of(required, self.edition, self.now.questionnaire.aggregation),
            practice=practice(good_practice(items, self.edition)),
            remaining={finding.id: finding.grade for finding in remaining(self.now, findings, self.plan, done)},
            gates={gate.id: gate.state for gate in gates},
        )


def remaining(
    now: Present, findings: Iterable[Finding], plan: Iterable[PlannedAction], done: Collection[str]
) -> Iterator[Finding]:
    """What is left of the findings for items as they would be.

    An answer at the top closes its own finding. One that rests on several answers, or that the assessor wrote, goes
    when all its actions are done. A rule that would only then find something finds nothing: it holds what people say
    against what else they say, and nobody has said that yet.
    """
    actions = defaultdict[str, set[str]](set)
    for action in plan:
        for name in action.findings:
            actions[name].add(action.id)
    new = {rule.id for rule in now.questionnaire.rules}.difference(actions)
    for finding in findings:
        needed = actions.get(finding.id)
        if finding.id not in new and not (needed and needed.issubset(done)):
            yield finding
