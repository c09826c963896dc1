"""Definition files to questionnaires, ready to use, and everything that is wrong with them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapanalysis.engine.decisions import inputs_of
from gapanalysis.errors import Issue, QuestionnaireError
from gapanalysis.loading.cases import run_cases, untried
from gapanalysis.loading.checks import check_definitions
from gapanalysis.loading.checks.rules import asks_enough, names_asked
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, read_definitions
from gapanalysis.loading.document import whole_file
from gapanalysis.loading.files import File, find, find_loose
from gapanalysis.loading.shapes import Kind, QuestionnaireFile
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.business_case import BusinessCaseDefinition
from gapanalysis.model.decision import DecisionTable
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


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: every fault in order of file and position, and how many example cases were run."""

    issues: tuple[Issue, ...]
    cases: int


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
    definitions = read_definitions(file for file in found if file.kind is not Kind.CASES)
    others = {str(file.path) for file in files.values() if file is not chosen}
    faults = {*definitions.issues, *check_definitions(definitions)}
    issues = {*misplaced, *(issue for issue in faults if issue.file not in others), *_missing(found, folders)}
    if issues:
        count = "one fault" if len(issues) == 1 else f"{len(issues)} faults"
        message = f"The definitions of {quoted(questionnaire_id)} have {count}."
        raise QuestionnaireError(message, issues=tuple(issues), hint="mend the files, then try again")
    return _resolve(definitions, definitions.questionnaires[questionnaire_id].value)


def check(folders: Sequence[Path], paths: Sequence[Path] = ()) -> tuple[Issue, ...]:
    """Every fault of the definitions, in order of file and position; empty when all is well. See `examine`."""
    return examine(folders, paths).issues


def examine(folders: Sequence[Path], paths: Sequence[Path] = ()) -> Checked:
    """Check the definitions, and run the cases of every questionnaire once they are sound.

    Args:
        folders: folders of definitions, as for `load_questionnaire`.
        paths: files or folders to look at; all of `folders` when empty. What lies outside `folders` is checked as if
            it were laid over them, so that it may refer to what they define.

    Returns:
        With `paths`, the faults in them and those they cause elsewhere.
    """
    found, misplaced = find(folders)
    whole = _faults(found, folders)
    issues = {*misplaced, *whole.issues}
    if not paths:
        return Checked(tuple(sorted(issues)), whole.cases)
    files = {file.name: file for file in found}
    unusable: set[Issue] = set()
    for path in paths:
        if not _is_among(path, folders):
            loose, complaints = find_loose(path)
            # Laid over means: after what it replaces, so that clashes are reported here.
            files = {name: file for name, file in files.items() if name not in {each.name for each in loose}}
            files |= {file.name: file for file in loose}
            unusable |= set(complaints)
    laid_over = _faults(files.values(), folders)
    overlaid = {*misplaced, *laid_over.issues}
    new = {issue for issue in overlaid if issue not in issues or _is_among(Path(issue.file), paths)}
    return Checked(tuple(sorted(new | unusable)), laid_over.cases)


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


def _faults(files: Iterable[File], folders: Sequence[Path]) -> Checked:
    every = tuple(files)
    definitions = read_definitions(every)
    issues = (*definitions.issues, *check_definitions(definitions), *_missing(every, folders))
    if issues:
        return Checked(issues, 0)
    count = sum(len(file.value.cases) for cases in definitions.cases.values() for file in cases)
    return Checked(tuple(_tried(definitions)), count)


def _tried(definitions: Definitions) -> Iterator[Issue]:
    """Run the cases; the definitions are known to be sound."""
    tried = []
    for name, files in definitions.cases.items():
        if name in definitions.questionnaires:
            tried.append(_resolve(definitions, definitions.questionnaires[name].value))
            yield from run_cases(tried[-1], files)
        else:
            hint = suggestion(name, definitions.questionnaires)
            for file in files:
                message = f"these cases are beside no questionnaire: there is none called {quoted(name)}"
                yield whole_file(file.document.file, Code.FILE_NAME, message, hint)
    yield from untried(tried, (file for files in definitions.cases.values() for file in files), definitions.rules)


def _missing(files: Iterable[File], folders: Sequence[Path]) -> Iterator[Issue]:
    there = {file.kind for file in files}
    for kind in _NEEDED:
        if kind not in there:
            where = str(folders[-1] / f"{kind}.yaml") if folders else f"{kind}.yaml"
            yield whole_file(where, Code.MISSING_FILE, "this file is needed and not there", "put it back")


def _is_among(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)


def _resolve(definitions: Definitions, chosen: QuestionnaireFile) -> Questionnaire:
    """Put the parts together; the definitions are known to be sound."""
    rules = _rules(definitions, chosen)
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
    return Questionnaire(
        id=chosen.id,
        title=chosen.title,
        version=chosen.version,
        language=chosen.language,
        summary=chosen.summary,
        standard=_standard(definitions, chosen.standard),
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
        kpis=_kpis(definitions),
        business_case=_business_case(definitions, chosen),
        sectors={name: sector.value for name, sector in sorted(definitions.sectors.items())},
        glossary=definitions.glossary.value.terms if definitions.glossary else (),
        conditions={name: located.value.conditions[name] for name, located in sorted(definitions.conditions.items())},
        values={name: located.value.values[name] for name, located in sorted(definitions.values.items())},
        tables=_tables(definitions, chosen),
        rules=rules,
    )


def _standard(definitions: Definitions, name: str) -> Standard:
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


def _business_case(definitions: Definitions, chosen: QuestionnaireFile) -> BusinessCaseDefinition | None:
    """What is worked out from the organisation's figures, where this questionnaire asks for them."""
    found = definitions.business_case
    asked = {entry.id for section in chosen.sections for entry in section.questions}
    return found.value if found and found.value.question in asked else None


def _kpis(definitions: Definitions) -> dict[str, Kpi]:
    """The key figures that sectors name, by id."""
    named = {name for sector in definitions.sectors.values() for name in sector.value.kpis}
    return {name: kpi.value for name, kpi in sorted(definitions.kpis.items()) if name in named}


def _tables(definitions: Definitions, chosen: QuestionnaireFile) -> tuple[DecisionTable, ...]:
    """Every decision table whose inputs are asked here, by id."""
    asked = {entry.id for section in chosen.sections for entry in section.questions}
    tables = [table.value for _, table in sorted(definitions.tables.items())]
    return tuple(table for table in tables if names_asked(definitions, inputs_of(table.rows), asked))


def _rules(definitions: Definitions, chosen: QuestionnaireFile) -> tuple[Rule, ...]:
    """Every rule whose questions are all asked here, in an edition assessed here, in order of id."""
    asked = {entry.id for section in chosen.sections for entry in section.questions}
    sections = {section.id for section in chosen.sections}
    return tuple(
        rule.value
        for _, rule in sorted(
            definitions.rules.items(), key=lambda pair: [int(part) for part in re.findall("[0-9]+", pair[0])]
        )
        if set(chosen.editions) & set(rule.value.editions)
        and asks_enough(definitions, rule.value.when, asked, sections)
    )


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
