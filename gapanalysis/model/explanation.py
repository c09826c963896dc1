"""What a number is made of, as values that a terminal, a report or a program can show.

Every explanation holds parts that add up exactly to the number it explains; shares are exact fractions of 0-1.
`missing` is always what a part lacks of the whole edition's share: the parts' `missing` and the share make 1.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from gapanalysis.model.assessment import State
from gapanalysis.model.base import Value
from gapanalysis.model.condition import Truth
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.plan import Step
from gapanalysis.model.question import Obligation
from gapanalysis.model.questionnaire import Aggregation, Band
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.score import Practice, Range, Standing, Tally
from gapanalysis.model.verdict import GateResult, GateState

# -- parts -------------------------------------------------------------------------------------------------------


class FindingPart(Value):
    """A finding named as a part of something."""

    id: str
    grade: Grade
    headline: str


class QuestionPart(Value):
    """A question as a part of a sum.

    Attributes:
        obligation: None where the edition does not know the question or it is not scored.
        reason: why it is not applicable or not asked: the justification, the reason for leaving it out, or the
            condition that does not hold; empty when it counts.
        level_label: empty unless a level was answered.
        points: weight x level where it counts towards its sum; 0 otherwise.
        attainable: weight x 3 for an answered requirement, 0 for everything else.
        grade: of its finding, conforms where nothing is lacking; None where no level counts.
        finding: id of its finding; empty when there is none.
        missing: 0-1 of the whole share.
    """

    id: str
    title: str
    obligation: Obligation | None
    state: State
    because: NotAskedBecause | None
    reason: str
    level: int | None
    level_label: str
    weight: int
    points: int
    attainable: int
    grade: Grade | None
    finding: str
    missing: Fraction


class GroupPart(Value):
    """A clause or section as a part of a sum. `grade` is None where nothing was assessed."""

    id: str
    title: str
    standing: Standing
    tally: Tally
    share: Fraction | None
    grade: Grade | None
    missing: Fraction


class Undecided(Value):
    """A question that makes the range wide.

    `could_add` is how much lower the upper bound would be if it ended at level 0, or did not apply where that is
    undecided (`certain` is then false). Where everything is certain these add up to the width of the range.
    """

    question: str
    title: str
    state: State
    certain: bool
    weight: int
    could_add: Fraction


class LevelWorth(Value):
    """One level of a question's scale: what it looks like and what the whole would be with it.

    `gain` is the change of the share (0-1) from today; None where today or then nothing is assessed. `practice` is
    the mean maturity with it (1-5).
    """

    level: int
    label: str
    text: str
    grade: Grade
    share: Fraction | None
    gain: Fraction | None
    practice: Fraction | None


class Saw(Value):
    """A name in a condition, what it stands for, and its value or state in the words of conditions."""

    name: str
    title: str
    value: str


class ConditionTest(Value):
    """A part of a condition that decided, as written, with what it saw and what came of it."""

    text: str
    truth: Truth
    saw: tuple[Saw, ...]


class Checked(Value):
    """A condition with the parts that decided it. The question is asked while `truth` is true or unknown."""

    text: str
    truth: Truth
    tests: tuple[ConditionTest, ...]


class Gain(Value):
    """What an action brings, computed by scoring the assessment with the answers it closes raised to the top.

    Attributes:
        days: of the organisation's own people.
        share: 0-1, once it is done.
        gain: change of the share (0-1); never negative while the same questions apply. None where nothing is
            assessed.
        per_day: gain / days; None without a gain, and for an action without effort.
        practice: change of the mean maturity (in points of 1-5); None where none is assessed.
        closes: ids of the findings that are gone with it, systemic ones included.
        gates: ids of the gates that are met with it and were not before.
        opens: ids of questions that apply only then and are still to be answered.
        needs: ids of the actions that must come first.
    """

    action: str
    title: str
    days: Decimal
    share: Fraction | None
    gain: Fraction | None
    per_day: Fraction | None
    practice: Fraction | None
    closes: tuple[str, ...]
    gates: tuple[str, ...]
    opens: tuple[str, ...]
    needs: tuple[str, ...]


# -- explanations ------------------------------------------------------------------------------------------------


class ScoreExplained(Value):
    """The share of an edition, its range and band. `clauses` add up to `tally`, and so do `sections`.

    Attributes:
        aggregation: how the share comes about from questions or clauses.
        clauses: those that questions ask about, in the order of the standard.
        undecided: what makes the range wide, the widest first.
        band: None while coverage is too low; `next_band` is the one above it, None at the top.
        failed_gates, majors: what caps the verdict whatever the share.
        left_out: requirement questions that do not count because they are not applicable or not asked.
        practice, practised: customer-focus practice and its questions, beside the share.
    """

    kind: Literal["score"] = "score"
    edition: str
    label: str
    tally: Tally
    share: Fraction | None
    aggregation: Aggregation
    coverage: Fraction | None
    clauses: tuple[GroupPart, ...]
    sections: tuple[GroupPart, ...]
    range: Range | None
    undecided: tuple[Undecided, ...]
    band: Band | None
    next_band: Band | None
    enough_coverage: bool
    failed_gates: tuple[GateResult, ...]
    majors: tuple[FindingPart, ...]
    left_out: tuple[QuestionPart, ...]
    practice: Practice
    practised: tuple[QuestionPart, ...]


class GroupExplained(Value):
    """A clause or a section. `parts` (the clauses directly below) and `questions` together add up to `tally`.

    Attributes:
        mark: 0-3, the lowest level in it; None when nothing was answered.
        grade: the worst of its findings; `worst` names those that make it so.
        systemic: findings about several questions of it at once.
        practised: its good-practice questions, which are no part of the tally.
    """

    kind: Literal["clause", "section"]
    id: str
    title: str
    edition: str
    standing: Standing
    tally: Tally
    share: Fraction | None
    coverage: Fraction | None
    missing: Fraction
    mark: int | None
    grade: Grade | None
    worst: tuple[FindingPart, ...]
    systemic: tuple[FindingPart, ...]
    parts: tuple[GroupPart, ...]
    questions: tuple[QuestionPart, ...]
    practised: tuple[QuestionPart, ...]


class QuestionExplained(Value):
    """A question: what its answer is worth, and what every other level would be worth.

    Attributes:
        value: the answer as a reader would see it, where it is not a level; empty when there is none.
        clauses: in this edition, the primary one first; empty when the edition does not know the question.
        levels: lowest first; empty for a question that has no scale.
        condition: None when it is always asked.
        decides: ids of the questions whose conditions look at this one.
    """

    kind: Literal["question"] = "question"
    edition: str
    part: QuestionPart
    ask: str
    value: str
    clauses: tuple[str, ...]
    gate: GateResult | None
    levels: tuple[LevelWorth, ...]
    condition: Checked | None
    decides: tuple[str, ...]


class FindingExplained(Value):
    """A finding: its reasons, its place in the order, its action and what closing it brings.

    Attributes:
        priority: finding.severity x finding.exposure / finding.effort.
        place: 1-based among all findings of the edition.
        gain: change of the share when its questions stand at the top; None where nothing is assessed.
        gate, gate_after: the gate it failed, and that gate's state once it is closed.
        parts: for a systemic finding the single findings beneath it; `fewer_than` of them make it go away.
        part_of: systemic findings that rest on it.
        action: None for a systemic finding, which its parts close.
    """

    kind: Literal["finding"] = "finding"
    edition: str
    finding: Finding
    place: int
    of: int
    share: Fraction | None
    gain: Fraction | None
    gate: GateResult | None
    gate_after: GateState | None
    parts: tuple[FindingPart, ...]
    fewer_than: int | None
    part_of: tuple[FindingPart, ...]
    action: Gain | None


class NextExplained(Value):
    """What to do to gain most: every action of the plan, the most gain a day first."""

    kind: Literal["next"] = "next"
    edition: str
    label: str
    share: Fraction | None
    gains: tuple[Gain, ...]


class PlanExplained(Value):
    """What remains after each step of the plan. `today` has no actions; `titles` has those of the actions by id."""

    kind: Literal["plan"] = "plan"
    edition: str
    label: str
    today: Step
    horizons: tuple[Step, ...]
    actions: tuple[Step, ...]
    titles: Mapping[str, str]


Explanation = Annotated[
    ScoreExplained | GroupExplained | QuestionExplained | FindingExplained | NextExplained | PlanExplained,
    Field(discriminator="kind"),
]
