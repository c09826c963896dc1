"""All definition files together, each part still knowing where it was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

from gapanalysis.errors import Issue
from gapanalysis.loading.cases_file import CasesFile
from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Document, Tree, Where
from gapanalysis.loading.files import File
from gapanalysis.loading.places import Route
from gapanalysis.loading.shapes import (
    SHAPES,
    BankFile,
    GlossaryFile,
    GradesFile,
    Kind,
    KpisFile,
    ProfileFile,
    QuestionnaireFile,
    RequirementsFile,
    RulesFile,
    ScalesFile,
    StandardFile,
    TermsFile,
)
from gapanalysis.loading.validate import validate
from gapanalysis.model.base import Value
from gapanalysis.model.business_case import BusinessCaseDefinition
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.kpi import Kpi
from gapanalysis.model.question import Action, Question, Scale
from gapanalysis.model.questionnaire import Sector
from gapanalysis.model.rule import Rule
from gapanalysis.model.standard import Edition, Requirement

V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Located(Generic[V_co]):
    """A value and where it was written."""

    value: V_co
    file: File
    document: Document
    route: Route = ()

    def where(self, *tail: str | int, on_key: bool = False, offset: int | None = None) -> Where:
        """A part of the value, to complain about."""
        return Where((*self.route, *tail), on_key, offset)

    def get(self, *tail: str | int) -> Tree | None:
        """A part of the value as written."""
        return self.document.get((*self.route, *tail))

    def dropped(self, *names: str) -> bool:
        """Whether one of these keys was written but is faulty, so that the value knows nothing of it."""
        return any((*self.route, name) in self.document.dropped for name in names)

    def issue(self, where: Where, code: str, message: str, hint: str = "") -> Issue:
        """A complaint about a part of the file of this value."""
        return self.document.issue(where, code, message, hint)


class Sort(StrEnum):
    """What names refer to."""

    QUESTION = "question"
    PROFILE = "profile question"
    FACT = "profile fact"
    ACTION = "action"
    SCALE = "scale"
    RULE = "rule"
    CONDITION = "condition"
    VALUE = "value"
    TABLE = "table"
    REQUIREMENT = "requirement"
    KPI = "key figure"


_LISTS: tuple[tuple[Kind, str, str, Sort], ...] = (
    (Kind.BANK, "questions", "id", Sort.QUESTION),
    (Kind.BANK, "actions", "id", Sort.ACTION),
    (Kind.SCALES, "scales", "id", Sort.SCALE),
    (Kind.PROFILE, "questions", "id", Sort.PROFILE),
    (Kind.PROFILE, "questions", "fact", Sort.FACT),
    (Kind.RULES, "rules", "id", Sort.RULE),
    (Kind.RULES, "tables", "id", Sort.TABLE),
    (Kind.REQUIREMENTS, "requirements", "id", Sort.REQUIREMENT),
    (Kind.KPIS, "kpis", "id", Sort.KPI),
)
"""Which lists of which files give names, and under which key."""

_DUPLICATE = {
    Sort.QUESTION: Code.DUPLICATE_QUESTION,
    Sort.PROFILE: Code.DUPLICATE_QUESTION,
    Sort.FACT: Code.DUPLICATE_FACT,
    Sort.ACTION: Code.DUPLICATE_ACTION,
    Sort.SCALE: Code.DUPLICATE_ID,
    Sort.RULE: Code.DUPLICATE_ID,
    Sort.CONDITION: Code.DUPLICATE_ID,
    Sort.VALUE: Code.DUPLICATE_ID,
    Sort.TABLE: Code.DUPLICATE_ID,
    Sort.REQUIREMENT: Code.DUPLICATE_ID,
    Sort.KPI: Code.DUPLICATE_ID,
}

_NAMED: Mapping[str, Sort] = {"conditions": Sort.CONDITION, "values": Sort.VALUE}
"""Which mappings of rules files give names by their keys."""


@dataclass(slots=True)
class Definitions:
    """Everything the files define, by id. What is faulty is missing here, but its name is still known.

    Attributes:
        documents: every file that could be read, with its kind.
        editions: by id of the standard and year.
        names: every name given, with the part of a file that gives it first, faulty parts included.
        cases: by id of the questionnaire.
        unread: kinds of files of which at least one could not be used: what they name is not known.
        partial: files that had to be read without their faulty parts.
        issues: faults found in reading, in no order.
    """

    documents: list[tuple[Kind, Document]] = field(default_factory=list)
    scales: dict[str, Located[Scale]] = field(default_factory=dict)
    profile: dict[str, Located[Question]] = field(default_factory=dict)
    questions: dict[str, Located[Question]] = field(default_factory=dict)
    actions: dict[str, Located[Action]] = field(default_factory=dict)
    sectors: dict[str, Located[Sector]] = field(default_factory=dict)
    standards: dict[str, Located[StandardFile]] = field(default_factory=dict)
    editions: dict[tuple[str, str], Located[Edition]] = field(default_factory=dict)
    terms: Located[TermsFile] | None = None
    glossary: Located[GlossaryFile] | None = None
    grades: Located[GradesFile] | None = None
    business_case: Located[BusinessCaseDefinition] | None = None
    questionnaires: dict[str, Located[QuestionnaireFile]] = field(default_factory=dict)
    rules: dict[str, Located[Rule]] = field(default_factory=dict)
    conditions: dict[str, Located[RulesFile]] = field(default_factory=dict)
    values: dict[str, Located[RulesFile]] = field(default_factory=dict)
    tables: dict[str, Located[DecisionTable]] = field(default_factory=dict)
    requirements: dict[str, Located[Requirement]] = field(default_factory=dict)
    kpis: dict[str, Located[Kpi]] = field(default_factory=dict)
    cases: dict[str, list[Located[CasesFile]]] = field(default_factory=dict)
    names: dict[Sort, dict[str, tuple[Document, Where]]] = field(default_factory=lambda: {sort: {} for sort in Sort})
    unread: set[Kind] = field(default_factory=set)
    partial: set[Path] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)

    def knows(self, sort: Sort, name: str) -> bool:
        """Whether a name is given somewhere, or may be given in a file that could not be read."""
        kinds = {kind for kind, _, _, given in _LISTS if given is sort}
        kinds |= {Kind.RULES} if sort in _NAMED.values() else set()
        return name in self.names[sort] or bool(kinds & self.unread)


def read_definitions(files: Iterable[File]) -> Definitions:
    """Read and validate every file; `issues` of the result has what went wrong."""
    definitions = Definitions()
    for file in files:
        document, issues = file.read()
        definitions.issues.extend(issues)
        if document is None:
            definitions.unread.add(file.kind)
        else:
            _take(definitions, file, document)
    return definitions


def _take(definitions: Definitions, file: File, document: Document) -> None:
    definitions.documents.append((file.kind, document))
    definitions.issues.extend(_harvest(definitions, file.kind, document))
    shape = SHAPES[file.kind]
    validated = validate(document, shape.model, shape.parts)
    definitions.issues.extend(validated.issues)
    if validated.issues:
        definitions.partial.add(file.path)
    if validated.value is None:
        definitions.unread.add(file.kind)
    else:
        _sort_in(definitions, Located(validated.value, file, validated.document))


def _harvest(definitions: Definitions, kind: Kind, document: Document) -> Iterator[Issue]:
    """Note the names a file gives, from its bare tree: also faulty parts can be referred to."""
    for among, listed, key, sort in _LISTS:
        items = document.tree.get(listed) if kind is among else None
        for index in range(len(items) if isinstance(items, list) else 0):
            name = document.get((listed, index, key))
            if isinstance(name, str):
                yield from _note(definitions, sort, name, document, Where((listed, index, key)))
    for listed, sort in _NAMED.items() if kind is Kind.RULES else ():
        named = document.tree.get(listed)
        for name in named if isinstance(named, dict) else ():
            yield from _note(definitions, sort, name, document, Where((listed, name), on_key=True))


def _note(definitions: Definitions, sort: Sort, name: str, document: Document, where: Where) -> Iterator[Issue]:
    """Note a name, or complain that it was given before."""
    first, there = definitions.names[sort].setdefault(name, (document, where))
    if (first, there) != (document, where):
        line, column = first.position(there)
        hint = f"the first is in {first.file}:{line}:{column}"
        yield document.issue(where, _DUPLICATE[sort], f"there is a second {sort} {name}", hint)


def _sort_in(definitions: Definitions, whole: Located[Value]) -> None:
    match whole.value:
        case BankFile(questions=questions, actions=actions):
            _add(definitions.questions, whole, "questions", questions)
            _add(definitions.actions, whole, "actions", actions)
        case ScalesFile(scales=scales):
            _add(definitions.scales, whole, "scales", scales)
        case RequirementsFile(requirements=requirements):
            _add(definitions.requirements, whole, "requirements", requirements)
        case KpisFile(kpis=kpis):
            _add(definitions.kpis, whole, "kpis", kpis)
        case ProfileFile(questions=questions):
            _add(definitions.profile, whole, "questions", questions)
        case RulesFile():
            _sort_in_rules(definitions, cast("Located[RulesFile]", whole))
        case _:
            _sort_in_whole(definitions, whole)


def _sort_in_rules(definitions: Definitions, whole: Located[RulesFile]) -> None:
    _add(definitions.rules, whole, "rules", whole.value.rules)
    _add(definitions.tables, whole, "tables", whole.value.tables)
    for name in whole.value.conditions:
        definitions.conditions.setdefault(name, whole)
    for name in whole.value.values:
        definitions.values.setdefault(name, whole)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _add(among: dict[str, Located[N]], whole: Located[Any], listed: str, values: Iterable[N]) -> None:
    for index, value in enumerate(values):
        among.setdefault(value.id, Located(value, whole.file, whole.document, (listed, index)))


def _sort_in_whole(definitions: Definitions, whole: Located[Value]) -> None:
    match whole.value:
        case TermsFile() | GlossaryFile() | GradesFile():
            setattr(definitions, whole.file.kind, whole)
        case BusinessCaseDefinition():
            definitions.business_case = cast("Located[BusinessCaseDefinition]", whole)
        case Sector(id=name):
            definitions.sectors[name] = cast("Located[Sector]", whole)
        case StandardFile(id=name):
            definitions.standards[name] = cast("Located[StandardFile]", whole)
        case Edition(id=year):
            standard = whole.file.path.stem.rpartition("-")[0]
            definitions.editions[standard, year] = cast("Located[Edition]", whole)
        case QuestionnaireFile(id=name):
            definitions.questionnaires[name] = cast("Located[QuestionnaireFile]", whole)
        case CasesFile():
            name = whole.file.name.partition("/")[0]
            definitions.cases.setdefault(name, []).append(cast("Located[CasesFile]", whole))
