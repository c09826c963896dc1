"""The one result. Every writer gets a `GapReport` and adds no number of its own, so all documents agree."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from pydantic import JsonValue

from gapanalysis.model.assessment import Basis, Engagement, State
from gapanalysis.model.base import Value
from gapanalysis.model.business_case import BusinessCase
from gapanalysis.model.document import Comment, EditedBlock, Stage, StageReached
from gapanalysis.model.finding import Finding, Grade, Strength
from gapanalysis.model.judgement import Stale
from gapanalysis.model.observation import Observation
from gapanalysis.model.question import (
    AnswerType,
    Dimension,
    Effort,
    Obligation,
)
from gapanalysis.model.questionnaire import Aggregation, Band, Depth, GlossaryTerm, GradeScale
from gapanalysis.model.standard import Change, Clause, Fact, Pdca


class Tally(Value):
    """Counts and points that add: a clause is the sum of its questions, the whole the sum of its clauses.

    `points` is the sum of weight x level, `attainable` of weight x 3, over answered applicable requirement
    questions. The counts are of questions. `open` and `dont_know` are applicable but not answered.
    """

    points: int = 0
    attainable: int = 0
    answered: int = 0
    open: int = 0
    dont_know: int = 0
    not_applicable: int = 0
    not_asked: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both together."""
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in Tally.model_fields})

    @property
    def applicable(self) -> int:
        """Questions that apply, answered or not."""
        return self.answered + self.open + self.dont_know

    @property
    def share(self) -> Fraction | None:
        """0-1; None where nothing was assessed."""
        return Fraction(self.points, self.attainable) if self.attainable else None

    @property
    def coverage(self) -> Fraction | None:
        """Answered out of applicable, 0-1; None where nothing applies."""
        return Fraction(self.answered, self.applicable) if self.applicable else None


class Practice(Value):
    """Customer-focus practice: the weighted mean maturity (1-5) of good-practice questions, beside conformity.

    `points` is the sum of weight x level, `weight` of the weights, over answered questions.
    """

    points: int = 0
    weight: int = 0
    answered: int = 0
    applicable: int = 0

    @property
    def mean(self) -> Fraction | None:
        """1-5; None where nothing was answered."""
        return Fraction(self.points, self.weight) if self.weight else None


class Range(Value):
    """What the share may still become once every open question is answered: sound bounds, 0-1."""

    low: Fraction
    high: Fraction


class Standing(StrEnum):
    """How a clause or section stands; for anything but `assessed` there is no share to show."""

    ASSESSED = "assessed"
    PARTLY_ASSESSED = "partly assessed"
    NOT_ASSESSED = "not assessed"
    NOT_APPLICABLE = "not applicable"
    NOT_ASKED = "not asked"


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


class GateState(StrEnum):
    """State of a gate."""

    MET = "met"
    FAILED = "failed"
    OPEN = "open"
    NOT_YET_DUE = "not yet due"


class GateResult(Value):
    """One gate. `questions` is empty when the questionnaire does not ask it (the state is then open)."""

    id: str
    clause: str
    title: str
    state: GateState
    questions: tuple[str, ...]
    planned_for: date | None = None


class Verdict(Value):
    """What may be said, and no more.

    `subject`: readiness for certification when every gate is asked and answered, otherwise customer focus only;
    `nothing` when no requirement question was answered.
    `band` is None while coverage is below 80 %; `by_share` is the band of the share alone, where a cap of the
    questionnaire holds the verdict in a lower one.
    `capped_by` has the ids of failed gates and likely majors: they cap the verdict whatever the share.
    """

    subject: Literal["readiness", "customer focus", "nothing"]
    band: Band | None
    by_share: Band | None
    capped_by: tuple[str, ...]
    self_declared: bool
    enough_coverage: bool


class Horizon(StrEnum):
    """When an action belongs in the plan."""

    DAYS_30 = "30"
    DAYS_90 = "90"
    DAYS_180 = "180"
    LATER = "later"


class PlannedAction(Value):
    """An action of the plan, in order of priority.

    `days` is the effort for the size of the organisation; `findings` are what it closes.
    `depends_on` has only actions that are in this plan.
    """

    id: str
    title: str
    first_step: str
    done_when: str
    benefit: str
    owner: str
    days: Decimal
    efforts: Effort
    horizon: Horizon
    grade: Grade
    quick_win: bool
    findings: tuple[str, ...]
    clauses: tuple[str, ...]
    depends_on: tuple[str, ...]
    severity: int
    effort: int


class Step(Value):
    """How things stand once a step of the plan is done, and every step before it.

    Attributes:
        id: a horizon (`30`), or the id of an action.
        actions: those of this step alone, in the order of the plan; `days` is what they need together.
        share: 0-1, put together as the questionnaire declares; None where nothing was assessed.
        remaining: the findings that remain, by id and in order of priority, with the grade they then have.
        gates: the state of every gate by id.
    """

    id: str
    actions: tuple[str, ...]
    days: Decimal
    tally: Tally
    share: Fraction | None
    practice: Practice
    remaining: Mapping[str, Grade]
    gates: Mapping[str, GateState]

    def count(self, grade: Grade) -> int:
        """How many findings of this grade remain."""
        return sum(each is grade for each in self.remaining.values())


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


class NotAskedBecause(StrEnum):
    """Why a question was not asked. A condition on the sector alone is the sector's."""

    CONDITION = "condition"
    SECTOR = "sector"
    SCOPE = "scope"
    EDITION = "edition"
    DEPTH = "depth"


class ChangeState(StrEnum):
    """What a change between editions means to the organisation."""

    NOTHING_TO_DO = "nothing to do"
    MET = "met"
    GAP = "gap"
    OPEN = "open"
    NOT_ASKED = "not asked"


class ChangeResult(Value):
    """A change that an edition brings, with what the answers say about it.

    `questions` are those that cover what the change asks for, `findings` their gaps; both are empty where only words
    changed.
    """

    change: Change
    state: ChangeState
    questions: tuple[str, ...]
    findings: tuple[str, ...]


class Milestone(Value):
    """A date on the way to a newer edition. `label` is the kind of a visit, or what an edition's fact is called."""

    on: date
    kind: Literal["target", "expiry", "visit", "end"]
    label: str
    verified: bool


class TransitionStep(Value):
    """Actions that close gaps of the changes, by horizon.

    `done_by` is None for what has no date; `in_time` says whether that is by `ready_by`, None where either is unknown.
    """

    horizon: Horizon
    done_by: date | None
    actions: tuple[str, ...]
    in_time: bool | None


class TransitionPlan(Value):
    """What the move to a newer edition takes, against the dates that are known; `ready_by` is None when none is."""

    milestones: tuple[Milestone, ...]
    ready_by: date | None
    steps: tuple[TransitionStep, ...]


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
    """One fact of the organisation's profile, as a reader would see it. `value` is empty when open."""

    id: str
    title: str
    value: str


class GapReport(Value):
    """The whole result of an assessment on a date.

    Attributes:
        on: the day the report speaks of; nothing recorded later is in it.
        draft: true while a question is open or not known.
        editions: the first gives the verdict.
        questions: every question of the questionnaire in order, asked or not.
        unsorted: observations that have found neither clause nor question.
        to_find_out: ids of questions answered "don't know".
        changes: what the newer edition brings, when two are assessed side by side or the questionnaire is about moving
            from one to the other.
        business_case: what the gaps cost today, from the organisation's own figures; None where it gave none.
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
