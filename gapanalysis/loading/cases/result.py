"""What comes out of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from gapanalysis.engine.aggregation import share_of
from gapanalysis.engine.conditions import Scene
from gapanalysis.engine.interview import Item, items_of, operands_of
from gapanalysis.engine.judge import judge_of
from gapanalysis.engine.rules import RuleOutcome, scene_of
from gapanalysis.engine.scoring import requirements
from gapanalysis.engine.transition import changes, crosswalk_of
from gapanalysis.loading.cases_file import Case
from gapanalysis.model.assessment import Answer, Assessment, Engagement
from gapanalysis.model.grade import Grade
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.transition import ChangeState
from gapanalysis.model.verdict import GateState


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a case."""

    edition: str
    items: Mapping[str, Item]
    rules: Mapping[str, RuleOutcome]
    findings: Mapping[str, Grade]
    gates: Mapping[str, GateState]
    changes: Mapping[str, ChangeState]
    share: Fraction | None
    scene: Scene


def result_of(
    questionnaire: Questionnaire, case: Case, engagement: Engagement, answers: Mapping[str, Answer]
) -> Result:
    """Everything that cases may expect something of.

    Args:
        questionnaire: the one the case belongs to.
        case: for its day and name.
        engagement: with the one edition the case is about.
        answers: by question, each accepted.
    """
    edition = engagement.editions[0]
    assessment = Assessment(name=case.id, engagement=engagement, answers=answers)
    items = items_of(questionnaire, assessment)
    judge = judge_of(questionnaire, assessment, edition, case.on)
    rules = judge.rules(items)
    gates, outcome = judge.outcome(items, rules)
    crosswalk = crosswalk_of(questionnaire, engagement.editions)
    return Result(
        edition=edition,
        items={item.question.id: item for item in items},
        rules={each.rule.id: each for each in rules},
        findings={finding.id: finding.grade for finding in outcome.findings},
        gates={gate.id: gate.state for gate in gates},
        changes={each.change.id: each.state for each in changes(crosswalk, items, outcome.findings)}
        if crosswalk
        else {},
        share=share_of(requirements(items, edition), edition, questionnaire.aggregation),
        scene=scene_of(edition, items, operands_of(questionnaire, assessment, items), case.on),
    )
