"""Definition files to questionnaires, ready to use."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapanalysis.engine.decisions import inputs_of
from gapanalysis.errors import Issue, QuestionnaireError
from gapanalysis.loading.asked import Asked, asked_by
from gapanalysis.loading.checks import check_definitions
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, read_definitions
from gapanalysis.loading.document import whole_file
from gapanalysis.loading.files import File, find
from gapanalysis.loading.shapes import Kind, QuestionnaireFile
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.kpi import Kpi
from gapanalysis.model.question import Action, Question
from gapanalysis.model.questionnaire import Questionnaire, Section
from gapanalysis.model.rule import Rule
from gapanalysis.model.standard import Requirement, Standard

_NEEDED = (Kind.SCALES, Kind.TERMS, Kind.PROFILE)
"""Files without which no questionnaire can be made."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A questionnaire there is.

    Attributes:
        id: the name to load it by.
        title: its title; empty when the file is too faulty to tell.
        questions: how many questions it asks, those of the profile apart.
        issues: faults of its own file; whether the bank bears it out is for `check`.
    """

    id: str
    title: str
    questions: int
    issues: tuple[Issue, ...] = ()


def load_questionnaire(folders: Sequence[Path], questionnaire_id: str) -> Questionnaire:
    """The questionnaire with all it needs: questions as it words them, actions, scales, words and the standard.

    Args:
        folders: folders of definitions; a file of an earlier one replaces the file of the same name in a later one.
        questionnaire_id: its id, which is also the name of its folder.

    Raises:
        QuestionnaireError: there is no such questionnaire, or the definitions have faults; `issues` then has every
            one of them, except those of other questionnaires.
    """
    found, misplaced = find(folders)
    files = {file.path.parent.name: file for file in found if file.kind is Kind.QUESTIONNAIRE}
    if questionnaire_id not in files:
        message = f"There is no questionnaire {quoted(questionnaire_id)}."
        raise QuestionnaireError(message, hint=suggestion(questionnaire_id, files))
    chosen = files[questionnaire_id]
    # The other questionnaires are read too, for rules name their sections; their own faults are no matter here.
    others = {str(file.path) for file in found if file.kind is Kind.QUESTIONNAIRE and file is not chosen}
    definitions = _sound(found, folders, misplaced, f"of {quoted(questionnaire_id)} ", others)
    return resolved(definitions, definitions.questionnaires[questionnaire_id].value)


def sound_definitions(folders: Sequence[Path]) -> Definitions:
    """All definitions but the cases.

    Raises:
        QuestionnaireError: with every fault of it.
    """
    found, misplaced = find(folders)
    return _sound(found, folders, misplaced)


def _sound(
    files: Sequence[File],
    folders: Sequence[Path],
    misplaced: Iterable[Issue],
    whose: str = "",
    leave_out: Container[str] = (),
) -> Definitions:
    """The definitions in these files, cases apart; faults of the files to leave out are not minded."""
    definitions = read_definitions(file for file in files if file.kind is not Kind.CASES)
    found = {*misplaced, *definitions.issues, *check_definitions(definitions), *missing(files, folders)}
    issues = {issue for issue in found if issue.file not in leave_out}
    if issues:
        faults = "one fault" if len(issues) == 1 else f"{len(issues)} faults"
        message = f"The definitions {whose}have {faults}."
        raise QuestionnaireError(message, issues=tuple(issues), hint="mend the files, then try again")
    return definitions


def list_questionnaires(folders: Sequence[Path]) -> tuple[Listed, ...]:
    """Every questionnaire of these folders, by id; faulty ones are listed with their faults."""
    found, _ = find(folders)
    return tuple(sorted((_listed(file) for file in found if file.kind is Kind.QUESTIONNAIRE), key=lambda each: each.id))


def _listed(file: File) -> Listed:
    definitions = read_definitions([file])
    name = file.path.parent.name
    issues = tuple(sorted(definitions.issues))
    for questionnaire in definitions.questionnaires.values():
        count = sum(len(section.questions) for section in questionnaire.value.sections)
        return Listed(name, questionnaire.value.title, count, issues)
    return Listed(name, "", 0, issues)


def missing(files: Iterable[File], folders: Sequence[Path]) -> Iterator[Issue]:
    """A complaint for each file without which no questionnaire can be made."""
    there = {file.kind for file in files}
    for kind in _NEEDED:
        if kind not in there:
            where = str(folders[-1] / f"{kind}.yaml") if folders else f"{kind}.yaml"
            yield whole_file(where, Code.MISSING_FILE, "this file is needed and not there", "put it back")


def resolved(definitions: Definitions, chosen: QuestionnaireFile) -> Questionnaire:
    """Put the parts together; the definitions are known to be sound."""
    asked = asked_by(chosen, definitions)
    rules = _rules(definitions, chosen.editions, asked)
    sections = tuple(
        Section(
            id=section.id,
            title=section.title,
            intro=section.intro,
            headlines=section.headlines,
            questions=tuple(entry.apply(definitions.questions[entry.id].value) for entry in section.questions),
        )
        for section in chosen.sections
    )
    found = definitions.business_case
    tables = [table.value for _, table in sorted(definitions.tables.items())]
    return Questionnaire(
        id=chosen.id,
        title=chosen.title,
        version=chosen.version,
        language=chosen.language,
        summary=chosen.summary,
        standard=standard_of(definitions, chosen.standard),
        editions=chosen.editions,
        profile=tuple(question.value for question in definitions.profile.values()),
        sections=sections,
        scales={name: scale.value for name, scale in sorted(definitions.scales.items())},
        actions=_actions(definitions, (question for section in sections for question in section.questions), rules),
        bands=chosen.bands,
        depths=chosen.depths,
        emphasis=chosen.emphasis,
        usual_depth=chosen.usual_depth,
        transition_from=chosen.transition_from,
        aggregation=chosen.aggregation,
        caps=chosen.caps,
        grade_scales={scale.id: scale for scale in definitions.grades.value.scales} if definitions.grades else {},
        systemic=chosen.systemic,
        terms=definitions.terms.value.terms if definitions.terms else {},
        roles=definitions.terms.value.roles if definitions.terms else {},
        kpis=_kpis(definitions),
        business_case=found.value if found and found.value.question in asked.names else None,
        sectors={name: sector.value for name, sector in sorted(definitions.sectors.items())},
        glossary=definitions.glossary.value.terms if definitions.glossary else (),
        conditions={name: located.value.conditions[name] for name, located in sorted(definitions.conditions.items())},
        values={name: located.value.values[name] for name, located in sorted(definitions.values.items())},
        tables=tuple(table for table in tables if asked.all_of(inputs_of(table.rows))),
        rules=rules,
    )


def standard_of(definitions: Definitions, name: str) -> Standard:
    """A standard with its editions and requirements."""
    written = definitions.standards[name].value
    editions = [edition.value for (standard, _), edition in sorted(definitions.editions.items()) if standard == name]
    requirements = [each.value for each in definitions.requirements.values() if _standard_of(each) == name]
    return Standard(
        id=written.id,
        label=written.label,
        editions=tuple(editions),
        crosswalks=written.crosswalks,
        shared=written.shared,
        requirements=tuple(requirements),
    )


def _standard_of(requirement: Located[Requirement]) -> str:
    return str(requirement.document.get(("standard",)))


def _kpis(definitions: Definitions) -> dict[str, Kpi]:
    """The key figures that sectors name, by id."""
    named = {name for sector in definitions.sectors.values() for name in sector.value.kpis}
    return {name: kpi.value for name, kpi in sorted(definitions.kpis.items()) if name in named}


def _rules(definitions: Definitions, editions: Iterable[str], asked: Asked) -> tuple[Rule, ...]:
    """Every rule whose questions are all asked here, in an edition assessed here, in order of id."""
    rules = [rule.value for rule in definitions.rules.values() if asked.enough_for(rule.value.when)]
    own = [rule for rule in rules if set(editions) & set(rule.editions)]
    return tuple(sorted(own, key=lambda rule: [int(part) for part in re.findall("[0-9]+", rule.id)]))


def _actions(definitions: Definitions, questions: Iterable[Question], rules: Iterable[Rule]) -> dict[str, Action]:
    """The actions that shortfalls and rules name, and all that those depend on, by id."""
    wanted = {shortfall.action for question in questions for shortfall in question.shortfalls}
    wanted |= {rule.finding.action for rule in rules if rule.finding}
    reached: dict[str, Action] = {}
    while wanted:
        name = wanted.pop()
        reached[name] = definitions.actions[name].value
        wanted |= {other for other in reached[name].depends_on if other not in reached}
    return dict(sorted(reached.items()))
