"""How one edition judges answers: its gates and findings, for what is and for what would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gapanalysis.engine.conditions import Operand
from gapanalysis.engine.findings import Frame, findings
from gapanalysis.engine.interview import Item, derived_of, facts_of, operands_with, profile_items
from gapanalysis.engine.judgement import Outcome, decide
from gapanalysis.engine.operands import Derived
from gapanalysis.engine.profile import roles_of, size_of
from gapanalysis.engine.rules import RuleBook, RuleOutcome, rule_book, rule_findings, rule_outcomes, scene_of
from gapanalysis.engine.scoring import gates, requirements
from gapanalysis.engine.wording import words_for
from gapanalysis.model.assessment import Assessment, State
from gapanalysis.model.finding import Finding
from gapanalysis.model.judgement import Decision
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.verdict import GateResult


@dataclass(frozen=True, slots=True)
class Judge:
    """How one edition judges items: the same for what is and for what would be (`engine.projection`)."""

    frame: Frame
    first_certification: bool
    on: date
    facts: Mapping[str, Operand]
    derived: Derived
    book: RuleBook
    decisions: tuple[Decision, ...] = ()

    def __call__(self, items: Sequence[Item]) -> tuple[tuple[GateResult, ...], tuple[Finding, ...]]:
        """Every gate, and every finding in order: the assessor's final word."""
        gate_results, outcome = self.outcome(items, self.rules(items))
        return gate_results, outcome.findings

    def outcome(self, items: Sequence[Item], rules: Sequence[RuleOutcome]) -> tuple[tuple[GateResult, ...], Outcome]:
        """Every gate, and what the assessor's decisions make of the findings."""
        edition = self.frame.edition
        required = requirements(items, edition.id)
        gate_results = gates(required, edition, first_certification=self.first_certification, on=self.on)
        by_rules = rule_findings(rules, self.book.titles, self.frame, items)
        return gate_results, decide(findings(items, self.frame, gate_results, by_rules), self.decisions, self.frame)

    def rules(self, items: Sequence[Item]) -> tuple[RuleOutcome, ...]:
        """What becomes of every rule."""
        operands = operands_with(self.facts, self.derived, items)
        return rule_outcomes(self.book, scene_of(self.frame.edition.id, items, operands, self.on))


def judge_of(questionnaire: Questionnaire, assessment: Assessment, edition: str, on: date) -> Judge:
    """How an edition judges this organisation on a day; KeyError when the standard has no such edition."""
    profile = profile_items(questionnaire, assessment)
    words = words_for(questionnaire, _chosen(profile, "sector"), assessment.engagement)
    frame = Frame(
        questionnaire,
        questionnaire.standard.edition(edition),
        size_of(questionnaire, assessment),
        words,
        assessment.observations,
        on,
        days_a_month=assessment.engagement.days_a_month,
        roles=roles_of(questionnaire, assessment),
    )
    return Judge(
        frame,
        first_certification=_chosen(profile, "aim") == "first-certificate",
        on=on,
        facts=facts_of(questionnaire, assessment),
        derived=derived_of(questionnaire),
        book=rule_book(frame),
        decisions=assessment.decisions,
    )


def _chosen(profile: Sequence[Item], fact: str) -> str | None:
    """The option answered to a question of the profile; None while it is open."""
    for item in profile:
        if item.question.fact == fact and item.state is State.ANSWERED and isinstance(item.answer.value, str):
            return item.answer.value
    return None
