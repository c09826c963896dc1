"""Rules over several answers: which fire, what they find, and what they need to know first."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache, cached_property, partial

from gapanalysis.engine.conditions import Explanation, Scene, Test, compiled, explain, seen
from gapanalysis.engine.decisions import inputs_of
from gapanalysis.engine.findings import Frame, effort_class, weakest
from gapanalysis.engine.interview import Item
from gapanalysis.engine.operands import Operands, apparently, figure_titles, tree_of, unfolded
from gapanalysis.engine.remembered import once_each
from gapanalysis.engine.scoring import possible, practice_range, requirements, tally, view
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import Basis
from gapanalysis.model.condition import Condition, Group, Truth
from gapanalysis.model.finding import Finding, Reason
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import Query
from gapanalysis.model.rule import Rule, RuleFinding

_SECTION = re.compile(r"\bsection ([a-z0-9-]+)")
_DATE = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


@dataclass(frozen=True)
class RuleOutcome:
    """What became of a rule: what its condition came to, and why. Of most rules nobody asks why."""

    rule: Rule
    truth: Truth
    explain: Callable[[], Explanation]

    @cached_property
    def explanation(self) -> Explanation:
        """Why the rule speaks, waits or is silent."""
        return self.explain()

    @property
    def fires(self) -> bool:
        """Whether it says what it has to say: it is true, or unknown and told to speak all the same."""
        return self.truth is Truth.TRUE or (self.truth is Truth.UNKNOWN and self.rule.if_unknown == "finding")


@dataclass(frozen=True, slots=True)
class Titles:
    """What to call things in the sentences of documents.

    Attributes:
        by_name: facts, questions and figures by the names conditions use.
        sections: by id.
        table_of: by figure, the id of the question whose table it stands in.
        levels: by question, what its scale calls each level.
    """

    by_name: Mapping[str, str]
    sections: Mapping[str, str]
    table_of: Mapping[str, str]
    levels: Mapping[str, Mapping[str, str]]

    def said(self, name: str, value: str) -> str:
        """A value by what it is called: `Management review held: 0, absent`."""
        label = self.levels.get(name, {}).get(value, "")
        return f"{self.by_name.get(name, name)}: {value}" + (f", {label.lower()}" if label else "")


def titles_of(questionnaire: Questionnaire, words: Words) -> Titles:
    """The titles of everything a condition may name."""
    titles = {f"profile.{question.fact}": question.title for question in questionnaire.profile}
    titles |= {f"table.{table.id}": table.title for table in questionnaire.tables}
    table_of, levels = {}, {}
    for question in questionnaire.questions():
        figures = dict(figure_titles(question))
        table_of.update(dict.fromkeys(figures, question.id))
        titles |= {question.id: question.title, **figures}
        if scale := questionnaire.scale_of(question):
            levels[question.id] = {str(level): called.label for level, called in scale.levels.items()}
    sections = {section.id: fill(section.title, words) for section in questionnaire.sections}
    return Titles({name: fill(title, words) for name, title in titles.items()}, sections, table_of, levels)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules of an edition made ready: each with its condition written out in answers, and compiled.

    `inputs` are what each decision table goes by, by the name conditions use for it.
    """

    rules: tuple[tuple[Rule, Condition, Test], ...]
    titles: Titles
    inputs: Mapping[str, tuple[str, ...]]


def rule_book(frame: Frame) -> RuleBook:
    """The rules of an edition, in the order of the questionnaire."""
    ready = tuple(each for each in _ready(frame.questionnaire) if frame.edition.id in each[0].editions)
    inputs = {f"table.{table.id}": inputs_of(table.rows) for table in frame.questionnaire.tables}
    return RuleBook(ready, titles_of(frame.questionnaire, frame.words), inputs)


@once_each
def _ready(asked: Questionnaire) -> tuple[tuple[Rule, Condition, Test], ...]:
    trees = [unfolded(tree_of(rule.when), asked.conditions, asked.values) for rule in asked.rules]
    return tuple((rule, tree, compiled(tree)) for rule, tree in zip(asked.rules, trees, strict=True))


def rule_outcomes(book: RuleBook, scene: Scene) -> tuple[RuleOutcome, ...]:
    """Every rule with what became of it."""
    return tuple(
        RuleOutcome(rule, test(scene), partial(_explained, tree, scene, book.inputs)) for rule, tree, test in book.rules
    )


def _explained(tree: Condition, scene: Scene, inputs: Mapping[str, tuple[str, ...]]) -> Explanation:
    """Why a rule speaks or waits. In the place of a decision table stands what it went by: a reader knows questions."""
    found = explain(tree, scene)
    if not any(name in inputs for part in found.parts for name, _ in part.values):
        return found
    parts = tuple(replace(part, values=_went_by(part.values, scene, inputs)) for part in found.parts)
    waiting = [name for name in _inputs(found.missing, inputs) if scene.lookup(name).truth is Truth.UNKNOWN]
    return Explanation(found.truth, parts, tuple(dict.fromkeys(waiting)))


def _went_by(
    values: Iterable[tuple[str, str]], scene: Scene, inputs: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, str], ...]:
    said = dict(values)
    return tuple((name, said.get(name) or seen(name, scene)) for name in dict.fromkeys(_inputs(said, inputs)))


def _inputs(names: Iterable[str], inputs: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """These names with each decision table replaced by its inputs, which may be tables again."""
    for name in names:
        if name in inputs:
            yield from _inputs(inputs[name], inputs)
        else:
            yield name


def scene_of(edition: str, items: Sequence[Item], operands: Operands, on: date) -> Scene:
    """What rules of an edition see."""
    by_id = {item.question.id: item for item in items}

    @cache
    def members(group: Group) -> tuple[Item, ...]:
        return tuple(_members(group, items))

    @cache
    def measure(what: str, group: Group) -> tuple[Fraction, Fraction] | None:
        return _measured(what, members(group), _edition_of(group, edition))

    return Scene(
        lookup=apparently(operands.__getitem__),
        today=on,
        members=members,
        measure=measure,
        newest_evidence=lambda name: _newest(by_id[name], on),
    )


def _edition_of(group: Group, edition: str) -> str:
    return group.name.partition(":")[0] if group.kind == "clause" else edition


def _members(group: Group, items: Sequence[Item]) -> Sequence[Item]:
    if group.kind == "list":
        wanted = {member.text for member in group.members}
        return [item for item in items if item.question.id in wanted]
    scored = [item for item in items if item.question.levels]
    if group.kind == "section":
        return [item for item in scored if item.section == group.name]
    if group.kind == "questionnaire":
        return scored
    year, _, clause = group.name.partition(":")
    return [item for item in scored if (seen := view(item, year)) and f"{seen.clauses[0]}.".startswith(f"{clause}.")]


def _measured(what: str, items: Sequence[Item], edition: str) -> tuple[Fraction, Fraction] | None:
    """Share and coverage in per cent, practice from 1 to 5, as the lowest and highest they may still become."""
    required = requirements(items, edition)
    if what == "share":
        found = possible(required)
        return None if found is None else (found.low * 100, found.high * 100)
    if what == "practice":
        return practice_range(items, edition)
    coverage = tally(required).coverage
    return None if coverage is None else (coverage * 100, coverage * 100)


def _newest(item: Item, on: date) -> date | None:
    """The newest date written in the evidence of an answer, as 2026-11-23, not after the day of the report."""
    found = [_calendar(text) for line in item.answer.evidence for text in _DATE.findall(line)]
    return max((day for day in found if day is not None and day <= on), default=None)


def _calendar(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


# -- what follows ------------------------------------------------------------------------------------------------


def rule_findings(
    found: Sequence[RuleOutcome], titles: Titles, frame: Frame, items: Sequence[Item]
) -> tuple[Finding, ...]:
    """The findings of the rules that fire. Each rests on the weakest basis among the answers that decided."""
    bases = {item.question.id: item.answer.basis for item in items}
    firing = [(outcome, outcome.rule.finding) for outcome in found if outcome.fires]
    return tuple(_finding(outcome, says, titles, frame, bases) for outcome, says in firing if says)


def queries(found: Sequence[RuleOutcome], titles: Titles, frame: Frame) -> tuple[Query, ...]:
    """What to clear up before the report is issued."""
    return tuple(
        Query(
            rule=outcome.rule.id,
            text=fill(outcome.rule.query, frame.words),
            questions=_questions(outcome.explanation, titles, frame.questionnaire),
            because=what_it_saw(outcome.explanation, titles),
        )
        for outcome in found
        if outcome.fires and outcome.rule.query
    )


def asked_for(found: Sequence[RuleOutcome]) -> tuple[str, ...]:
    """Names of what rules need to know, for those told to ask."""
    waiting = [o for o in found if o.rule.if_unknown == "ask" and o.truth is Truth.UNKNOWN]
    return tuple(dict.fromkeys(name for outcome in waiting for name in outcome.explanation.missing))


def _finding(
    outcome: RuleOutcome, says: RuleFinding, titles: Titles, frame: Frame, bases: Mapping[str, Basis]
) -> Finding:
    rule, words = outcome.rule, frame.words
    clauses = rule.editions[frame.edition.id].clauses
    effort = effort_class(frame.questionnaire.actions[says.action], frame.size)
    questions = _questions(outcome.explanation, titles, frame.questionnaire)
    confirmed = outcome.truth is Truth.TRUE
    reason = Reason(
        rule="consistency" if confirmed else "consistency-unknown",
        values={
            "title": fill(rule.title, words),
            "because": what_it_saw(outcome.explanation, titles),
        },
    )
    return Finding(
        id=rule.id,
        clause=clauses[0],
        clauses=clauses,
        questions=questions,
        grade=says.grade,
        headline=fill(says.headline, words),
        consequence=fill(says.consequence, words),
        level=None,
        level_text="",
        observation="",
        evidence=(),
        basis=weakest([bases[question] for question in questions if question in bases] or [Basis.CLAIMED]),
        observations=(),
        gate=None,
        severity=says.severity,
        exposure=says.exposure,
        effort=effort,
        priority=Fraction(says.severity * says.exposure, effort),
        action=says.action,
        reasons=(reason,),
        proposed=says.grade,
    )


def _questions(explanation: Explanation, titles: Titles, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions whose answers decided, in order; a figure is the table's it stands in."""
    seen = [titles.table_of.get(name, name) for part in explanation.parts for name, _ in part.values]
    return tuple(dict.fromkeys(name for name in seen if name in questionnaire.by_id))


def what_it_saw(explanation: Explanation, titles: Titles) -> str:
    """What decided a condition, by the titles of the questions: `Review held: 0, absent; Complaints, latest: 31`.

    A clause or section stands as written, with what it came to: `share of “Measuring” < 50 %: 46.15`.
    """
    seen: dict[str, None] = {}
    for part in explanation.parts:
        named = [titles.said(name, value) for name, value in part.values]
        group = _SECTION.sub(lambda match: f"“{titles.sections.get(match[1], match[1])}”", part.text)
        seen |= dict.fromkeys(named or [f"{group}: {part.figure}"])
    return "; ".join(seen)
