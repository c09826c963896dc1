"""What is handed out before the visit: the questions that apply by the profile alone, worded for the organisation."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gapanalysis.engine.answers import profile_fact
from gapanalysis.engine.conditions import Scene, explain, parse
from gapanalysis.engine.interview import Item, items_of, operands_of, profile_items
from gapanalysis.engine.operands import apparently
from gapanalysis.engine.profile import people, roles_of
from gapanalysis.engine.wording import Words, fill, words_for
from gapanalysis.model.assessment import Assessment, State
from gapanalysis.model.handout import Handout, Part, Prompt
from gapanalysis.model.question import Obligation
from gapanalysis.model.questionnaire import Questionnaire, Sector


def handout(questionnaire: Questionnaire, assessment: Assessment, *, on: date, version: str = "") -> Handout:
    """The handout of an assessment; answers given to its questions so far play no part in it."""
    blank = _blank(questionnaire, assessment)
    frame, engagement = _frame(questionnaire, blank), assessment.engagement
    return Handout(
        assessment=assessment.name,
        on=on,
        version=version,
        questionnaire=questionnaire.id,
        questionnaire_title=questionnaire.title,
        questionnaire_version=questionnaire.version,
        language=questionnaire.language,
        engagement=engagement,
        editions=tuple(questionnaire.standard.edition(edition).label for edition in engagement.editions),
        profile=tuple(profile_fact(item, frame.words) for item in profile_items(questionnaire, blank)),
        sector_note=fill(frame.sector.note, frame.words) if frame.sector else "",
        figures=tuple(questionnaire.kpis[name] for name in frame.sector.kpis) if frame.sector else (),
        parts=tuple(_parts(frame)),
        grades=questionnaire.grade_scales.get(engagement.grades),
    )


class _Frame(NamedTuple):
    """What prompts are made from: `sector` is None while it is open, `scene` is what conditions see."""

    questionnaire: Questionnaire
    editions: Sequence[str]
    items: tuple[Item, ...]
    sector: Sector | None
    words: Words
    roles: Words
    scene: Scene


def _blank(questionnaire: Questionnaire, assessment: Assessment) -> Assessment:
    """The assessment with nothing answered but the questions about the organisation."""
    profile = {question.id for question in questionnaire.profile}
    kept = {name: answer for name, answer in assessment.answers.items() if name in profile}
    return assessment.model_copy(update={"answers": kept})


def _frame(questionnaire: Questionnaire, blank: Assessment) -> _Frame:
    items = items_of(questionnaire, blank)
    sector = next(
        (
            questionnaire.sectors.get(str(blank.answer(question.id).value))
            for question in questionnaire.profile
            if question.fact == "sector"
        ),
        None,
    )
    scene = Scene(apparently(operands_of(questionnaire, blank, items).__getitem__))
    words = words_for(questionnaire, sector.id if sector else None, blank.engagement)
    roles = roles_of(questionnaire, blank)
    return _Frame(questionnaire, blank.engagement.editions, items, sector, words, roles, scene)


def _parts(frame: _Frame) -> Iterator[Part]:
    for section in frame.questionnaire.sections:
        asked = [item for item in frame.items if item.section == section.id and item.state is State.OPEN]
        if asked:
            yield Part(
                id=section.id,
                title=fill(section.title, frame.words),
                intro=fill(section.intro, frame.words),
                prompts=tuple(_prompt(item, frame) for item in asked),
            )


def _prompt(item: Item, frame: _Frame) -> Prompt:
    question, words = item.question, frame.words
    views = [question.editions[edition] for edition in frame.editions if edition in question.editions]
    own = frame.sector.evidence.get(question.id, ()) if frame.sector else ()
    return Prompt(
        id=question.id,
        title=fill(question.title, words),
        ask=fill(question.ask, words),
        clause=views[0].clauses[0] if views else "",
        required=any(view.obligation is Obligation.REQUIREMENT for view in views),
        whom=people(question.whom, frame.roles, words),
        evidence=tuple(fill(text, words) for text in (*own, *question.evidence)),
        answer=question.answer,
        depends_on=tuple(_depends_on(item, frame)),
    )


def _depends_on(item: Item, frame: _Frame) -> Iterator[str]:
    """What is open and decides whether the question is asked; what is derived has no name a reader knows."""
    if not item.question.applies_when:
        return
    titles = {f"profile.{question.fact}": question.title for question in frame.questionnaire.profile}
    for name in explain(parse(item.question.applies_when), frame.scene).missing:
        if name in frame.questionnaire.by_id:
            yield name
        elif name in titles:
            yield fill(titles[name], frame.words)
