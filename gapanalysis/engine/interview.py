"""What is asked: which questions apply to this organisation, how each stands, and which comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gapanalysis.engine.conditions import UNKNOWN, Known, Lookup, Names, Operand, evaluate, parse
from gapanalysis.engine.decisions import compile_table
from gapanalysis.engine.operands import (
    Derived,
    Operands,
    apparently,
    derived_names,
    figure_names,
    figures_of,
    operand_of,
)
from gapanalysis.engine.profile import SIZES, sector_of, size_of
from gapanalysis.engine.remembered import once_each
from gapanalysis.model.assessment import Answer, Assessment, LeftOut, State
from gapanalysis.model.condition import Condition, Truth, names
from gapanalysis.model.question import ChoiceAnswer, InEdition, LevelAnswer, Question, TableAnswer
from gapanalysis.model.questionnaire import Depth, Emphasis, Questionnaire, Section
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.standard import Fact

SIZE_FACT = "profile.size"
_SECTOR_FACT = "profile.sector"


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the questionnaire as it stands in one assessment.

    Attributes:
        section: id of its section; `profile` for the questions about the organisation itself.
        state: `not asked` or `not applicable` when its condition does not hold, whatever was answered before.
        certain: false while an open answer still decides whether it is asked.
        because: why it is not put to anybody; None when it is.
        stressed: whether the organisation's sector stresses its clause.
        weight: that of the question, and one more where it is stressed.
        level: the level answered; None unless a level question is answered.
        operands: what conditions see of it, by name: itself, and the figures it gives if it is a keyed table.
    """

    question: Question
    section: str
    state: State
    answer: Answer
    certain: bool = True
    because: NotAskedBecause | None = None
    stressed: bool = False
    weight: int = field(init=False)
    level: int | None = field(init=False)
    operands: Mapping[str, Operand] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        value = self.answer.value
        answered = self.state is State.ANSWERED and isinstance(self.question.answer, LevelAnswer)
        object.__setattr__(self, "level", value if answered and isinstance(value, int) else None)
        object.__setattr__(self, "weight", self.question.weight + self.stressed)
        object.__setattr__(self, "operands", _operands(self))


def names_of(profile: Sequence[Question], questions: Sequence[Question]) -> Names:
    """What a condition may name: every profile fact, the derived `profile.size`, and these questions."""
    facts = {f"profile.{question.fact}": question.answer for question in profile if question.fact}
    sizes = ChoiceAnswer(type="choice", options={size: size for size in SIZES}, ordered=True)
    figures = dict(figure for question in questions for figure in figure_names(question))
    return {**facts, SIZE_FACT: sizes, **{question.id: question.answer for question in questions}, **figures}


def profile_items(questionnaire: Questionnaire, assessment: Assessment) -> tuple[Item, ...]:
    """The questions about the organisation itself; they always apply."""
    return tuple(
        Item(question, "profile", (answer := assessment.answer(question.id)).state, answer)
        for question in questionnaire.profile
    )


def items_of(questionnaire: Questionnaire, assessment: Assessment) -> tuple[Item, ...]:
    """Every question of the sections, in the order asked, as it stands.

    A condition reads the profile and earlier questions only (the loader sees to it), so one pass decides all.
    """
    operands = Operands(facts_of(questionnaire, assessment), derived_of(questionnaire))
    emphasis = _emphasis(questionnaire, assessment, operands)
    deepest = _deepest(questionnaire, assessment, operands)
    items: list[Item] = []
    for section in questionnaire.sections:
        for question in section.questions:
            stressed = bool(emphasis) and any(_within(e.clauses[0], emphasis) for e in question.editions.values())
            because = _of_another_sector(question, operands) or _outside(question, assessment)
            if because is None and questionnaire.depth_of.get(question.id, len(questionnaire.depths)) > deepest:
                because = NotAskedBecause.DEPTH
            item = _item(question, section, assessment, operands.__getitem__, because, stressed=stressed)
            operands.update(item.operands)
            items.append(item)
    return tuple(items)


def look_first(questionnaire: Questionnaire, assessment: Assessment, question: Question) -> tuple[str, ...]:
    """The management systems, by name, in which something may exist already for this question; mostly none."""
    shared, systems = questionnaire.standard.shared, systems_held(questionnaire, assessment)
    if shared is None or not systems:
        return ()
    shares = any(_within(seen.clauses[0], shared.clauses) for seen in question.editions.values())
    return systems if shares else ()


def systems_held(questionnaire: Questionnaire, assessment: Assessment) -> tuple[str, ...]:
    """The management systems with a shared structure that the organisation holds a certificate for, by name."""
    shared = questionnaire.standard.shared
    held = [assessment.answer(each.id).value for each in questionnaire.profile if each.fact == "certified"]
    options = [option for value in held if isinstance(value, list) for option in value]
    return tuple(name for option, name in shared.systems.items() if option in options) if shared else ()


FULL = "full"
"""The depth that asks everything."""


def depth_of(questionnaire: Questionnaire, assessment: Assessment) -> Depth | None:
    """How deep is asked: as the engagement says, else as usual; None where everything is asked.

    While what decides the usual depth is not known, everything is asked.
    """
    return _depth(questionnaire, assessment, Operands(facts_of(questionnaire, assessment), derived_of(questionnaire)))


def _depth(questionnaire: Questionnaire, assessment: Assessment, operands: Operands) -> Depth | None:
    chosen = assessment.engagement.depth
    if not chosen and questionnaire.usual_depth:
        usual = operands[questionnaire.usual_depth]
        chosen = str(usual.known.value) if usual.known else FULL
    return next((depth for depth in questionnaire.depths if depth.id == chosen), None)


def _deepest(questionnaire: Questionnaire, assessment: Assessment, operands: Operands) -> int:
    """The place of the depth that is asked, counted as `Questionnaire.depth_of` does."""
    depth = _depth(questionnaire, assessment, operands) if questionnaire.depths else None
    return len(questionnaire.depths) if depth is None else questionnaire.depths.index(depth)


def _emphasis(questionnaire: Questionnaire, assessment: Assessment, operands: Operands) -> tuple[str, ...]:
    """The clauses that the organisation's sector stresses, and those that other facts of its profile do."""
    sector = questionnaire.sectors.get(sector_of(questionnaire, assessment) or "")
    told = [sector.emphasis] if sector else []
    told += [each.clauses for each in questionnaire.emphasis if _holds(each, operands)]
    return tuple(clause for clauses in told for clause in clauses)


def emphases_of(questionnaire: Questionnaire, assessment: Assessment) -> tuple[Emphasis, ...]:
    """What the profile stresses beside the sector."""
    operands = Operands(facts_of(questionnaire, assessment), derived_of(questionnaire))
    return tuple(each for each in questionnaire.emphasis if _holds(each, operands))


def concerning(facts: Sequence[Fact], questionnaire: Questionnaire, assessment: Assessment) -> tuple[Fact, ...]:
    """The facts that concern this organisation, or may do so while its profile is open."""
    operands = Operands(facts_of(questionnaire, assessment), derived_of(questionnaire))
    told = {Truth.TRUE, Truth.UNKNOWN}
    return tuple(
        fact
        for fact in facts
        if not fact.applies_when or evaluate(parse(fact.applies_when), operands.__getitem__) in told
    )


def _holds(emphasis: Emphasis, operands: Operands) -> bool:
    return evaluate(parse(emphasis.when), operands.__getitem__) is Truth.TRUE


def operands_of(questionnaire: Questionnaire, assessment: Assessment, items: Sequence[Item]) -> Operands:
    """What conditions see under each name when `items_of` gave these items."""
    return operands_with(facts_of(questionnaire, assessment), derived_of(questionnaire), items)


def operands_with(facts: Mapping[str, Operand], derived: Derived, items: Sequence[Item]) -> Operands:
    """The same from the facts of the profile, for items as they are or as they would be."""
    given = dict(facts)
    for item in items:
        given.update(item.operands)
    return Operands(given, derived)


@once_each
def derived_of(questionnaire: Questionnaire) -> Derived:
    """Named conditions, derived values and decision tables, ready for use."""
    tables = {}
    if questionnaire.tables:
        names = names_of(questionnaire.profile, tuple(questionnaire.questions()))
        known = derived_names(names, questionnaire.conditions, questionnaire.values, questionnaire.tables)
        tables = {table.id: compile_table(table, known, questionnaire.scales) for table in questionnaire.tables}
    return Derived(questionnaire.conditions, questionnaire.values, tables)


def facts_of(questionnaire: Questionnaire, assessment: Assessment) -> dict[str, Operand]:
    """What the profile says, by the names that conditions use."""
    operands = {
        f"profile.{item.question.fact}": operand_of(item.question, item.state, item.answer.value, certain=True)
        for item in profile_items(questionnaire, assessment)
    }
    size = size_of(questionnaire, assessment)
    operands[SIZE_FACT] = (
        Operand(Truth.TRUE, State.ANSWERED, Known(size, tuple(SIZES)))
        if size
        else operands.get("profile.employees", UNKNOWN)
    )
    return operands


def _item(  # noqa: PLR0913  # a question, where it stands and what is known of it
    question: Question,
    section: Section,
    assessment: Assessment,
    lookup: Lookup,
    because: NotAskedBecause | None,
    *,
    stressed: bool,
) -> Item:
    answer = assessment.answer(question.id)
    if because is not None:
        return Item(question, section.id, State.NOT_ASKED, answer, because=because, stressed=stressed)
    if not question.applies_when:
        return Item(question, section.id, answer.state, answer, stressed=stressed)
    condition = parse(question.applies_when)
    cautious = evaluate(condition, lookup)
    apparent = evaluate(condition, apparently(lookup))
    shown = apparent in {Truth.TRUE, Truth.UNKNOWN}
    return Item(
        question,
        section.id,
        answer.state if shown else _unmet(question),
        answer,
        certain=cautious is not Truth.UNKNOWN,
        because=None if shown else _unmet_because(condition),
        stressed=stressed,
    )


def _of_another_sector(question: Question, operands: Operands) -> NotAskedBecause | None:
    """Whether the sector alone leaves it out, whatever else is said; nobody need be told of depth or scope as well."""
    if _SECTOR_FACT not in question.applies_when or question.not_applicable_because:
        return None
    sector = operands[_SECTOR_FACT]
    alone = evaluate(parse(question.applies_when), lambda name: sector if name == _SECTOR_FACT else UNKNOWN)
    return NotAskedBecause.SECTOR if alone is Truth.FALSE else None


def _unmet_because(condition: Condition) -> NotAskedBecause:
    named = {name.text for name in names(condition)}
    return NotAskedBecause.SECTOR if named == {_SECTOR_FACT} else NotAskedBecause.CONDITION


def _unmet(question: Question) -> State:
    """The state of a question whose condition does not hold: justified by the profile, or just not asked."""
    return State.NOT_APPLICABLE if question.not_applicable_because else State.NOT_ASKED


def _outside(question: Question, assessment: Assessment) -> NotAskedBecause | None:
    """Not in an assessed edition, or left out of the agreed scope by id or by primary clause."""
    seen = _seen(question, assessment)
    if question.editions and not seen:
        return NotAskedBecause.EDITION
    return NotAskedBecause.SCOPE if left_out_by(question, assessment) else None


def left_out_by(question: Question, assessment: Assessment) -> LeftOut | None:
    """The part of the scope that leaves a question out; None when it lies within the scope."""
    clauses = [view.clauses[0] for view in _seen(question, assessment)]
    for left_out in assessment.engagement.scope.left_out:
        if question.id in left_out.questions or any(_within(own, left_out.clauses) for own in clauses):
            return left_out
    return None


def _seen(question: Question, assessment: Assessment) -> list[InEdition]:
    editions = assessment.engagement.editions
    return [question.editions[edition] for edition in editions if edition in question.editions]


def _within(clause: str, parents: tuple[str, ...]) -> bool:
    return any(clause == parent or clause.startswith(f"{parent}.") for parent in parents)


def _operands(item: Item) -> dict[str, Operand]:
    question, value = item.question, item.answer.value
    own = operand_of(question, item.state, value, certain=item.certain)
    if not isinstance(question.answer, TableAnswer):
        return {question.id: own}
    return {question.id: own, **dict(figures_of(question, item.state, value, certain=item.certain))}
