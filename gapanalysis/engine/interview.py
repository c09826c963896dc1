"""What is asked: which questions apply to this organisation, how each stands, and which comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gapanalysis.engine.conditions import UNKNOWN, Known, Lookup, Names, Operand, evaluate, parse
from gapanalysis.model.assessment import Answer, Assessment, State
from gapanalysis.model.condition import Truth
from gapanalysis.model.questionnaire import (
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Question,
    Questionnaire,
    Section,
)
from gapanalysis.model.report import NotAskedBecause

SIZES: Mapping[str, int] = {"micro": 1, "small": 10, "medium": 50, "large": 250}
"""Size bands and the least number of staff of each (the staff bands of EU Recommendation 2003/361/EC)."""

SIZE_FACT = "profile.size"


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the questionnaire as it stands in one assessment.

    Attributes:
        section: id of its section; `profile` for the questions about the organisation itself.
        state: `not asked` or `not applicable` when its condition does not hold, whatever was answered before.
        certain: false while an open answer still decides whether it is asked.
        because: why it is not put to anybody; None when it is.
    """

    question: Question
    section: str
    state: State
    answer: Answer
    certain: bool = True
    because: NotAskedBecause | None = None

    @property
    def level(self) -> int | None:
        """The level answered; None unless a level question is answered."""
        answered = self.state is State.ANSWERED and isinstance(self.question.answer, LevelAnswer)
        return self.answer.value if answered and isinstance(self.answer.value, int) else None


def size_of(assessment: Assessment, questionnaire: Questionnaire) -> str | None:
    """The size band from the number of staff; None while that is open."""
    for question in questionnaire.profile:
        if question.fact == "employees":
            answer = assessment.answer(question.id)
            if answer.state is State.ANSWERED:
                staff = Decimal(str(answer.value))
                return [size for size, least in SIZES.items() if staff >= least or size == "micro"][-1]
    return None


def names_of(profile: Sequence[Question], questions: Sequence[Question]) -> Names:
    """What a condition may name: every profile fact, the derived `profile.size`, and these questions."""
    facts = {f"profile.{question.fact}": question.answer for question in profile if question.fact}
    sizes = ChoiceAnswer(type="choice", options={size: size for size in SIZES}, ordered=True)
    return {**facts, SIZE_FACT: sizes, **{question.id: question.answer for question in questions}}


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
    operands = {f"profile.{item.question.fact}": _operand(item) for item in profile_items(questionnaire, assessment)}
    size = size_of(assessment, questionnaire)
    operands[SIZE_FACT] = (
        Operand(Truth.TRUE, State.ANSWERED, Known(size, tuple(SIZES)))
        if size
        else operands.get("profile.employees", UNKNOWN)
    )
    items: list[Item] = []
    for section in questionnaire.sections:
        for question in section.questions:
            item = _item(question, section, assessment, operands.__getitem__)
            operands[question.id] = _operand(item)
            items.append(item)
    return tuple(items)


def _item(question: Question, section: Section, assessment: Assessment, lookup: Lookup) -> Item:
    answer = assessment.answer(question.id)
    because = _outside(question, assessment)
    if because is not None:
        return Item(question, section.id, State.NOT_ASKED, answer, because=because)
    if not question.applies_when:
        return Item(question, section.id, answer.state, answer)
    condition = parse(question.applies_when)
    cautious = evaluate(condition, lookup)
    apparent = evaluate(condition, lambda name: _as_certain(lookup(name)))
    shown = apparent in {Truth.TRUE, Truth.UNKNOWN}
    return Item(
        question,
        section.id,
        answer.state if shown else _unmet(question),
        answer,
        certain=cautious is not Truth.UNKNOWN,
        because=None if shown else NotAskedBecause.CONDITION,
    )


def _unmet(question: Question) -> State:
    """The state of a question whose condition does not hold: justified by the profile, or just not asked."""
    return State.NOT_APPLICABLE if question.not_applicable_because else State.NOT_ASKED


def _as_certain(operand: Operand) -> Operand:
    return Operand(operand.truth, operand.state, operand.known)


def _outside(question: Question, assessment: Assessment) -> NotAskedBecause | None:
    """Not in an assessed edition, or left out of the agreed scope by id or by primary clause."""
    engagement = assessment.engagement
    seen = [question.editions[edition] for edition in engagement.editions if edition in question.editions]
    if question.editions and not seen:
        return NotAskedBecause.EDITION
    for left_out in engagement.scope.left_out:
        clauses = [view.clauses[0] for view in seen]
        if question.id in left_out.questions or any(_within(own, left_out.clauses) for own in clauses):
            return NotAskedBecause.SCOPE
    return None


def _within(clause: str, parents: tuple[str, ...]) -> bool:
    return any(clause == parent or clause.startswith(f"{parent}.") for parent in parents)


def _operand(item: Item) -> Operand:
    if item.state in {State.OPEN, State.DONT_KNOW}:
        return Operand(Truth.UNKNOWN, item.state, certain=False)
    if item.state is not State.ANSWERED:
        return Operand(Truth.INAPPLICABLE, item.state, certain=item.certain)
    return Operand(Truth.TRUE, item.state, _known(item), certain=item.certain)


def _known(item: Item) -> Known:
    value, answer = item.answer.value, item.question.answer
    if isinstance(value, list):
        return Known(tuple(str(part) for part in value))
    if isinstance(answer, NumberAnswer | LevelAnswer):
        return Known(Decimal(str(value)))
    if isinstance(answer, DateAnswer):
        return Known(date.fromisoformat(str(value)))
    if isinstance(value, bool):
        return Known(value)
    order = tuple(answer.options) if isinstance(answer, ChoiceAnswer) else ()
    return Known(str(value), order)
