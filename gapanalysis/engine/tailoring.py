"""What a questionnaire becomes for one organisation: what is asked, left out or added and why, and what is stressed."""

from collections.abc import Iterator, Mapping, Sequence

from gapanalysis.engine.conditions import Explanation, Scene, explain, parse
from gapanalysis.engine.interview import (
    Item,
    depth_of,
    emphases_of,
    items_of,
    left_out_by,
    look_first,
    operands_of,
)
from gapanalysis.engine.operands import apparently
from gapanalysis.engine.profile import roles_of, sector_of, size_of
from gapanalysis.engine.rules import titles_of, what_it_saw
from gapanalysis.engine.wording import Words, fill, words_for
from gapanalysis.model.assessment import Assessment, State
from gapanalysis.model.condition import Truth
from gapanalysis.model.question import TERM_NAMES
from gapanalysis.model.questionnaire import Emphasis, Questionnaire, Sector
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.tailoring import Fate, Stress, TailoredQuestion, TailoredSection, Tailoring

_BY_CONDITION = {None, NotAskedBecause.CONDITION, NotAskedBecause.SECTOR}
"""What a condition decides; scope, edition and depth come before it."""


def tailored(questionnaire: Questionnaire, assessment: Assessment) -> Tailoring:
    """The questionnaire as this organisation meets it.

    Args:
        questionnaire: what may be asked.
        assessment: who it is for, with the profile answered as far as it is known, and maybe more.
    """
    name = sector_of(questionnaire, assessment)
    sector = questionnaire.sectors.get(name) if name else None
    words = words_for(questionnaire, name, assessment.engagement)
    items = items_of(questionnaire, assessment)
    told = _explained(items, questionnaire, assessment)
    titles = titles_of(questionnaire, words)

    def question(item: Item) -> TailoredQuestion:
        explanation = told.get(item.question.id)
        return TailoredQuestion(
            id=item.question.id,
            title=fill(item.question.title, words),
            clauses={
                year: seen.clauses
                for year, seen in item.question.editions.items()
                if year in assessment.engagement.editions
            },
            fate=_fate(item, explanation),
            because=item.because,
            condition=item.question.applies_when,
            saw=what_it_saw(explanation, titles) if explanation else "",
            reason=_reason(item, assessment, words),
            weight=item.weight,
            stressed=item.stressed,
            own_evidence=sector.evidence.get(item.question.id, ()) if sector else (),
            look_first=look_first(questionnaire, assessment, item.question),
        )

    return Tailoring(
        questionnaire=questionnaire.id,
        title=questionnaire.title,
        version=questionnaire.version,
        organisation=assessment.engagement.client,
        editions=assessment.engagement.editions,
        sector=sector.label if sector else "",
        size=size_of(questionnaire, assessment),
        depth=depth_of(questionnaire, assessment),
        note=fill(sector.note, words) if sector else "",
        own_words=dict(_own_words(questionnaire, sector)),
        roles=_roles(questionnaire, assessment),
        stressed=tuple(_stressed(questionnaire, sector, emphases_of(questionnaire, assessment), words)),
        sections=tuple(
            TailoredSection(
                id=section.id,
                title=fill(section.title, words),
                questions=tuple(question(item) for item in items if item.section == section.id),
            )
            for section in questionnaire.sections
        ),
        kpis=tuple(questionnaire.kpis[each] for each in (sector.kpis if sector else ())),
        regulators=sector.regulators if sector else (),
    )


def _explained(
    items: tuple[Item, ...], questionnaire: Questionnaire, assessment: Assessment
) -> Mapping[str, Explanation]:
    """By question, why its condition has its value; for those that have one and are not left out otherwise."""
    scene = Scene(apparently(operands_of(questionnaire, assessment, items).__getitem__))
    return {
        item.question.id: explain(parse(item.question.applies_when), scene)
        for item in items
        if item.question.applies_when and item.because in _BY_CONDITION
    }


def _fate(item: Item, explanation: Explanation | None) -> Fate:
    if item.because is not None:
        return Fate.LEFT_OUT
    if explanation is None:
        return Fate.ASKED
    return Fate.ADDED if explanation.truth is Truth.TRUE and item.certain else Fate.DEPENDS


def _reason(item: Item, assessment: Assessment, words: Words) -> str:
    if item.because is NotAskedBecause.SCOPE:
        left_out = left_out_by(item.question, assessment)
        return f"{left_out.what}: {left_out.reason}" if left_out else ""
    return fill(item.question.not_applicable_because, words) if item.state is State.NOT_APPLICABLE else ""


def _own_words(questionnaire: Questionnaire, sector: Sector | None) -> Iterator[tuple[str, str]]:
    for name in TERM_NAMES:
        usual = questionnaire.terms[name].one
        own = sector.terms[name].one if sector and name in sector.terms else usual
        if own != usual:
            yield usual, own


def _roles(questionnaire: Questionnaire, assessment: Assessment) -> Words:
    """Who has the roles that the plan may name, in the order of the alphabet."""
    roles = roles_of(questionnaire, assessment)
    owners = sorted({action.owner for action in questionnaire.actions.values()})
    return {owner: roles[owner] for owner in owners if roles.get(owner, owner) != owner}


def _stressed(
    questionnaire: Questionnaire, sector: Sector | None, emphases: Sequence[Emphasis], words: Words
) -> Iterator[Stress]:
    """The clauses that sector and profile stress; each as it stands in the oldest edition that has it."""
    editions = reversed(questionnaire.standard.editions)
    known = {clause.number: clause for edition in editions for clause in edition.clauses}
    for number in sector.emphasis if sector else ():
        yield Stress(clause=known[number])
    for each in emphases:
        yield from (Stress(clause=known[number], because=fill(each.because, words)) for number in each.clauses)
