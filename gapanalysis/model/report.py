"""The one result. Every writer gets a `GapReport` and adds no number of its own, so all documents agree."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pydantic import JsonValue

from gapanalysis.model.assessment import Basis, Engagement, State
from gapanalysis.model.base import Value
from gapanalysis.model.business_case import BusinessCase
from gapanalysis.model.document import Comment, EditedBlock, Stage, StageReached
from gapanalysis.model.finding import Finding, Grade, Strength
from gapanalysis.model.judgement import Stale
from gapanalysis.model.observation import Observation
from gapanalysis.model.plan import PlannedAction, Step
from gapanalysis.model.question import (
    AnswerType,
    Dimension,
    Obligation,
)
from gapanalysis.model.questionnaire import Aggregation, Band, Depth, GlossaryTerm, GradeScale
from gapanalysis.model.score import Practice, Range, Standing, Tally
from gapanalysis.model.standard import Clause, Fact, Pdca
from gapanalysis.model.transition import ChangeResult, TransitionPlan
from gapanalysis.model.verdict import GateResult, Verdict


class Tone(StrEnum):
    """The tone of a section's headline."""

    STRONG = "strong"
    MIXED = "mixed"
    WEAK = "weak"
    OPEN = "open"


class ClauseResult(Value):
    """One clause of an edition; chapters, and clauses no question asks about, are not asked.

    The mark of a clause follows its worst grade, not its share.

    `mark` is 0-3 for the Harvey ball: the lowest level among its answered requirement questions; None when none.
    `grade` is the worst of the findings about its requirement questions, systemic ones and ones made by hand
    included; opportunities do not count. None when not assessed and nothing was found.
    """

    clause: Clause
    standing: Standing
    tally: Tally
    mark: int | None
    grade: Grade | None
    questions: tuple[str, ...]


class GroupResult(Value):
    """Tally of a group of requirement questions: a PDCA phase or a dimension."""

    id: str
    tally: Tally


class SectionResult(Value):
    """One section of the questionnaire, with the headline that states its result."""

    id: str
    title: str
    intro: str
    headline: str
    tone: Tone
    tally: Tally
    practice: Practice
    questions: tuple[str, ...]


class Query(Value):
    """Answers that contradict each other: what to clear up, and what the rule saw (`because`)."""

    rule: str
    text: str
    questions: tuple[str, ...]
    because: str


class EditionResult(Value):
    """Everything said in terms of one edition. `findings` and `plan` are in order of priority.

    `share` is that of the whole, put together as the questionnaire declares; `documentation` tallies the documents and
    records the edition asks for, each worth 0 to 2 points. `projection` says how things stand after each horizon that
    has actions. `lacking` has, by question, what its answer lacks of the share of the whole, where it lacks anything:
    together with the share that makes 1. `findings` is the assessor's final word,
    and all that documents for the client have. For working papers:

    Attributes:
        queries: what contradicts itself and is to be cleared up before the report is issued.
        asked_for: names of what rules still need to know.
        suppressed: findings that the assessor left out.
        stale: decisions without effect, in journal order: mostly about findings the rules no longer propose.
        proposed: the rules' own findings that decisions were made about, as they were proposed.
    """

    id: str
    label: str
    tally: Tally
    share: Fraction | None
    range: Range | None
    practice: Practice
    documentation: Tally = Tally()
    clauses: tuple[ClauseResult, ...]
    phases: tuple[GroupResult, ...]
    dimensions: tuple[GroupResult, ...]
    gates: tuple[GateResult, ...]
    findings: tuple[Finding, ...]
    strengths: tuple[Strength, ...]
    plan: tuple[PlannedAction, ...]
    verdict: Verdict
    facts: tuple[Fact, ...]
    projection: tuple[Step, ...] = ()
    lacking: Mapping[str, Fraction] = {}
    queries: tuple[Query, ...] = ()
    asked_for: tuple[str, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    stale: tuple[Stale, ...] = ()
    proposed: tuple[Finding, ...] = ()

    @property
    def today(self) -> Step:
        """How things stand before any step of the plan."""
        return Step(
            id="today",
            actions=(),
            days=Decimal(),
            tally=self.tally,
            share=self.share,
            practice=self.practice,
            remaining={finding.id: finding.grade for finding in self.findings},
            gates={gate.id: gate.state for gate in self.gates},
        )

    @property
    def owners(self) -> Mapping[str, tuple[PlannedAction, ...]]:
        """The actions of each owner, in the order of the plan; whoever begins first comes first."""
        found: dict[str, list[PlannedAction]] = {}
        for action in self.plan:
            found.setdefault(action.owner, []).append(action)
        return {owner: tuple(actions) for owner, actions in found.items()}


class NotAskedBecause(StrEnum):
    """Why a question was not asked. A condition on the sector alone is the sector's."""

    CONDITION = "condition"
    SECTOR = "sector"
    SCOPE = "scope"
    EDITION = "edition"
    DEPTH = "depth"


class QuestionResult(Value):
    """One question as it stands, with its answer, worded for the organisation. Never a private note.

    `level_label` is empty unless a level was answered. `not_asked_because` is None when it was asked; where its
    `condition` left it out, `condition_saw` says what that condition saw (`Management review held: 0`).
    `clauses` and `obligations` are by edition. `weight` is one more than usual where the sector stresses its clause
    (`stressed`). `look_first` names management systems that may have something already.
    """

    id: str
    section: str
    title: str
    ask: str
    answer: AnswerType
    state: State
    value: JsonValue
    level: int | None
    level_label: str
    level_text: str
    weight: int
    stressed: bool = False
    pdca: Pdca | None
    dimensions: tuple[Dimension, ...]
    clauses: Mapping[str, tuple[str, ...]]
    obligations: Mapping[str, Obligation]
    basis: Basis
    carried_from: str
    observation: str
    evidence: tuple[str, ...]
    justification: str
    planned_for: date | None
    observations: tuple[Observation, ...]
    not_asked_because: NotAskedBecause | None
    condition: str
    condition_saw: str = ""
    look_first: tuple[str, ...] = ()


class ProfileFact(Value):
    """One fact of the organisation's profile: how it is answered, and what was. `value` is None when open."""

    id: str
    title: str
    answer: AnswerType
    value: JsonValue


class GapReport(Value):
    """The whole result of an assessment on a date.

    Attributes:
        on: the day the report speaks of; nothing recorded later is in it.
        draft: true while a question is open or not known.
        editions: the first gives the verdict.
        questions: every question of the questionnaire in order, asked or not.
        unsorted: observations that have found neither clause nor question.
        by_clause: observations sorted to a clause and to no question; those sorted to a question are with it.
        to_find_out: ids of questions answered "don't know".
        changes: what the newer edition brings, when two are assessed side by side or the questionnaire is about moving
            from one to the other.
        business_case: what the gaps cost today, from the organisation's own figures; None where it is not asked.
        summary: the verdict in a person's own words; empty where the generated sentence stands.
        edits: the texts a person put in other words, with what the rules say now; for working papers.
        comments: what the client said of findings, and the answers.
        stages: the versions of the document, oldest first.
        transition: what closes the gaps of those changes, against the dates that are known; None without changes.
        depth: how deep the questionnaire was asked; None where it has one depth or everything was asked.
        aggregation: how the share of the whole comes about.
        grades: other names for the grades, where the engagement chose them; None for the usual ones.
        size: size band of the organisation (micro, small, medium, large); None when not known.
        words: the sector's words for the places of texts, for the sentences of templates.
    """

    assessment: str
    on: date
    version: str
    questionnaire: str
    questionnaire_title: str
    questionnaire_version: str
    language: str
    engagement: Engagement
    profile: tuple[ProfileFact, ...]
    size: str | None
    words: Mapping[str, str]
    draft: bool
    editions: tuple[EditionResult, ...]
    bands: tuple[Band, ...]
    sections: tuple[SectionResult, ...]
    questions: tuple[QuestionResult, ...]
    headline: str
    unsorted: tuple[Observation, ...]
    to_find_out: tuple[str, ...]
    changes: tuple[ChangeResult, ...]
    business_case: BusinessCase | None = None
    summary: str = ""
    edits: tuple[EditedBlock, ...] = ()
    comments: tuple[Comment, ...] = ()
    stages: tuple[StageReached, ...] = ()
    transition: TransitionPlan | None = None
    depth: Depth | None = None
    glossary: tuple[GlossaryTerm, ...] = ()
    aggregation: Aggregation = Aggregation.QUESTIONS
    grades: GradeScale | None = None
    by_clause: tuple[Observation, ...] = ()

    @property
    def stage(self) -> Stage:
        """How far the document is; being worked on until somebody says otherwise."""
        return self.stages[-1].stage if self.stages else Stage.WORKING

    @property
    def main(self) -> EditionResult:
        """The edition that gives the verdict."""
        return self.editions[0]

    def for_client(self) -> "GapReport":
        """The final word alone: without what the rules proposed, what was decided about it, and what is to clear up."""
        editions = tuple(_for_client(edition) for edition in self.editions)
        return self.model_copy(update={"editions": editions, "edits": ()})


def _for_client(edition: EditionResult) -> EditionResult:
    working = {"queries": (), "asked_for": (), "suppressed": (), "stale": (), "proposed": ()}
    findings = [finding.model_copy(update={"proposed": None, "decisions": ()}) for finding in edition.findings]
    return edition.model_copy(update={**working, "findings": tuple(findings)})
