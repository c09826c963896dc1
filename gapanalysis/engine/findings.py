"""From answers to findings: each with its grade, the reasons for it, and its place in the order."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from gapanalysis.engine.interview import Item
from gapanalysis.engine.samples import sample_reasons
from gapanalysis.engine.scoring import good_practice, requirements, view
from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import Basis
from gapanalysis.model.finding import Finding, Grade, Reason, Strength
from gapanalysis.model.observation import Observation
from gapanalysis.model.question import Action, Effort
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.standard import Edition
from gapanalysis.model.verdict import GateResult, GateState

EFFORT_STEPS = (Decimal(1), Decimal(2), Decimal(4), Decimal(8))
"""Effort 1-5 from days: up to 1, up to 2, up to 4, up to 8, more (docs/scoring.md)."""

NUMBER = re.compile(r"\d+")

USUAL_SIZE = "small"
"""The size whose effort counts while the number of staff is open."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What findings are made within: the questionnaire, the edition, the organisation's size, words, day and time.

    `roles` says who has a role there, where that is not the role itself.
    """

    questionnaire: Questionnaire
    edition: Edition
    size: str | None
    words: Words
    observations: tuple[Observation, ...]
    on: date
    days_a_month: Decimal | None = None
    roles: Words = field(default_factory=dict)


@lru_cache(maxsize=1024)
def clause_key(number: str) -> tuple[int, ...]:
    """Orders clauses as the standard does: 9.2 before 9.10, 9.1.2 before 10."""
    return tuple(int(part) for part in number.split("."))


def days(effort: Effort, size: str | None) -> Decimal:
    """Working days for an organisation of this size; the usual size while it is not known."""
    by_size: Mapping[str, Decimal] = {
        "micro": effort.micro,
        "small": effort.small,
        "medium": effort.medium,
        "large": effort.large,
    }
    return by_size[size or USUAL_SIZE]


def effort_class(action: Action, size: str | None) -> int:
    """Effort 1-5 of an action."""
    needed = days(action.effort, size)
    return 1 + sum(needed > step for step in EFFORT_STEPS)


def findings(
    items: Sequence[Item], frame: Frame, gate_results: Sequence[GateResult], by_rules: Sequence[Finding] = ()
) -> tuple[Finding, ...]:
    """Every finding of an edition in order: grade, then severity x exposure / effort, then clause.

    `by_rules` are those of rules over several answers (`engine.rules`), which join the order.
    """
    edition = frame.edition.id
    required = requirements(items, edition)
    asked = (*required, *good_practice(items, edition))
    missed = _missed(asked, frame.edition, gate_results)
    single = [found for item in asked if (found := _of_one(item, frame, missed.get(item.question.id)))]
    everything = [*single, *_systemic(required, single, frame), *by_rules]
    return tuple(sorted(everything, key=order))


def _missed(items: Sequence[Item], edition: Edition, gate_results: Sequence[GateResult]) -> Mapping[str, GateResult]:
    """Gates by the questions whose own answer does not meet them; others that ask about the gate are not to blame."""
    fails_at = {gate.id: gate.fails_at for gate in edition.gates}
    levels = {item.question.id: item.level for item in items}
    return {
        question: gate
        for gate in gate_results
        for question in gate.questions
        if (level := levels[question]) is not None and level <= fails_at[gate.id]
    }


_WHOLE = 60
"""Makes a priority a whole number, which compares faster: efforts are 1 to 5, and all of these divide 60."""


def order(finding: Finding) -> tuple[int, int, tuple[int, ...], tuple[int, ...], str]:
    """Orders findings by grade, priority, clause, and the numbers in their ids."""
    numbers = tuple(map(int, NUMBER.findall(finding.id)))
    priority = finding.priority.numerator * _WHOLE // finding.priority.denominator
    return (-finding.grade.rank, -priority, clause_key(finding.clause), numbers, finding.id)


def _of_one(item: Item, frame: Frame, gate: GateResult | None) -> Finding | None:
    """The finding of one question; None where nothing is lacking or nothing was answered."""
    question, level = item.question, item.level
    shortfall = None if level is None else question.shortfall(level)
    if level is None or shortfall is None:
        return None
    grade, reasons = _grade(item, frame.questionnaire, gate)
    clauses = question.editions[frame.edition.id].clauses
    effort = effort_class(frame.questionnaire.actions[shortfall.action], frame.size)
    seen = observed(item, frame.observations)
    samples = sample_reasons((each.sample for each in seen if each.sample), level)
    return Finding(
        id=f"F{question.id.removeprefix('Q')}",
        clause=clauses[0],
        clauses=clauses,
        questions=(question.id,),
        grade=grade,
        headline=fill(shortfall.headline, frame.words),
        consequence=fill(shortfall.consequence, frame.words),
        level=level,
        level_text=fill(question.levels[level], frame.words),
        observation=item.answer.observation,
        evidence=item.answer.evidence,
        basis=item.answer.basis,
        observations=seen,
        gate=gate.id if gate and gate.state is GateState.FAILED else None,
        severity=question.severity,
        exposure=question.exposure,
        effort=effort,
        priority=Fraction(question.severity * question.exposure, effort),
        action=shortfall.action,
        reasons=(*reasons, *samples),
        proposed=grade,
    )


def _grade(item: Item, questionnaire: Questionnaire, gate: GateResult | None) -> tuple[Grade, tuple[Reason, ...]]:
    """The grade of the level, raised where a gate failed, held where it is planned and not yet due."""
    level = item.level or 0
    grade = questionnaire.grade(item.question, level)
    own = level in item.question.grades
    reasons = [Reason(rule="question-level" if own else "scale-level", values={"level": level, "grade": grade})]
    if gate and gate.state is GateState.FAILED:
        grade = Grade.MAJOR
        reasons.append(Reason(rule="gate-failed", values={"gate": gate.id, "clause": gate.clause}))
    if gate and gate.state is GateState.NOT_YET_DUE and gate.planned_for and grade is Grade.MAJOR:
        grade = Grade.MINOR
        reasons.append(Reason(rule="gate-planned", values={"gate": gate.id, "on": _iso(gate.planned_for)}))
    return grade, tuple(reasons)


def _iso(day: date) -> str:
    return day.isoformat()


def bears_on(finding: Finding, questions: AbstractSet[str], clauses: AbstractSet[str]) -> bool:
    """Whether a finding about one answer is about one of these questions, any other about one of these clauses."""
    if finding.level is not None:
        return not questions.isdisjoint(finding.questions)
    return not clauses.isdisjoint(finding.counts_in)


def observed(item: Item, observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """What was noted on site for this question."""
    return tuple(o for o in observations if item.question.id in o.questions)


def _systemic(items: Sequence[Item], single: Sequence[Finding], frame: Frame) -> Iterator[Finding]:
    """Several likely minors in one clause propose a likely major (ISO/IEC 17021-1:2015, 3.12, note)."""
    rule = frame.questionnaire.systemic
    low = {item.question.id for item in items if item.level is not None and item.level <= rule.level}
    by_clause: dict[str, list[Finding]] = defaultdict(list)
    for finding in single:
        if finding.grade is Grade.MINOR and finding.questions[0] in low:
            by_clause[finding.clause].append(finding)
    for clause, parts in by_clause.items():
        if len(parts) >= rule.count:
            yield _systemic_finding(clause, sorted(parts, key=order), frame)


def _systemic_finding(clause: str, parts: Sequence[Finding], frame: Frame) -> Finding:
    worst = parts[0]
    rule = frame.questionnaire.systemic
    return worst.model_copy(
        update={
            "id": f"F{clause}",
            "clauses": (clause,),
            "questions": tuple(part.questions[0] for part in parts),
            "grade": Grade.MAJOR,
            "proposed": Grade.MAJOR,
            "headline": f"{_telling_title(clause, frame.edition)}: {fill(rule.headline, frame.words)}",
            "consequence": fill(rule.consequence, frame.words),
            "level": None,
            "level_text": "",
            "observation": "",
            "evidence": (),
            "observations": (),
            "gate": None,
            "basis": weakest([part.basis for part in parts]),
            "action": "",
            "reasons": (Reason(rule="systemic", values={"count": len(parts), "level": rule.level, "clause": clause}),),
        }
    )


def _telling_title(number: str, edition: Edition) -> str:
    """The title of a clause, or of the clause above it where several are called the same (`General`)."""
    titles = {clause.number: clause.title for clause in edition.clauses}
    above = number.rpartition(".")[0]
    shared = list(titles.values()).count(titles[number]) > 1
    return titles[above] if shared and above in titles else titles[number]


def weakest(bases: Sequence[Basis]) -> Basis:
    """The basis that a statement resting on all of these has."""
    return min(bases, key=list(Basis).index)


def strengths(items: Sequence[Item], frame: Frame) -> tuple[Strength, ...]:
    """What is done well and was seen, the weightiest first. A claim alone is no strength."""
    edition = frame.edition.id
    found = [item for item in items if view(item, edition) and _is_strength(item, frame.questionnaire)]

    def rank(item: Item) -> tuple[int, tuple[int, ...]]:
        clause = item.question.editions[edition].clauses[0]
        return (-item.weight * item.question.severity, clause_key(clause))

    return tuple(
        Strength(
            question=item.question.id,
            clause=item.question.editions[edition].clauses[0],
            headline=fill(item.question.strength, frame.words),
            observation=item.answer.observation,
            evidence=item.answer.evidence,
            basis=item.answer.basis,
        )
        for item in sorted(found, key=rank)
    )


def _is_strength(item: Item, questionnaire: Questionnaire) -> bool:
    if item.level is None or item.answer.basis is Basis.CLAIMED:
        return False
    return questionnaire.grade(item.question, item.level) is Grade.CONFORMS
