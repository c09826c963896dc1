"""Rules: what is said of why they fire, and of what they still need to know."""

import pytest

from gapanalysis.engine.analysis import analyse
from gapanalysis.model.assessment import Basis
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.grade import Grade
from gapanalysis.model.question import InEdition, Obligation
from gapanalysis.model.rule import Rule, RuleFinding
from tests.unit.engine.build import ON, action, assessment, questionnaire, requirement, said

A, B = "Q8.1-1", "Q8.1-2"
NETS = DecisionTable(
    id="nets",
    title="Nets",
    hit="first",
    output={"type": "choice", "options": {"none": "None holds", "some": "One holds"}},
    rows=f"| {A} | {B} | nets |\n| <= 1 | <= 1 | none |\n| - | - | some |",
)
ON_TOP = DecisionTable(
    id="on_top",
    title="On top",
    hit="first",
    output={"type": "choice", "options": {"bad": "Bad", "good": "Good"}},
    rows="| table.nets | on_top |\n| 'none' | bad |\n| - | good |",
)


def result(when, answers, if_unknown="skip"):
    rule = Rule(
        id="R8.1-9",
        title="Two nets",
        when=when,
        if_unknown=if_unknown,
        editions={"2015": InEdition(clauses=("8.1",), obligation=Obligation.REQUIREMENT)},
        finding=RuleFinding(grade=Grade.MINOR, headline="Neither holds", consequence="It falls", action="A9.9-9"),
        query="Which of the two was meant?",
    )
    questions = questionnaire(requirement(A), requirement(B), actions=[action("A9.9-9")])
    asked = questions.model_copy(update={"rules": (rule,), "tables": (NETS, ON_TOP)})
    return analyse(asked, assessment(answers), on=ON).main


@pytest.mark.parametrize("when", ["table.nets = 'none'", "table.on_top = bad"])
def test_a_decision_table_is_told_by_what_it_went_by(when):
    found = result(when, {A: said(1, basis=Basis.SEEN), B: said(0, basis=Basis.SEEN)})
    (query,) = found.queries
    assert query.because == f"{A}: 1, level 1; {B}: 0, level 0"
    assert query.questions == (A, B)
    finding = next(each for each in found.findings if each.id == "R8.1-9")
    assert finding.questions == (A, B)
    assert finding.basis is Basis.SEEN
    assert finding.reasons[0].values["because"] == f"{A}: 1, level 1; {B}: 0, level 0"


def test_an_answer_named_beside_the_table_is_told_once():
    (query,) = result(f"table.nets = 'none' and {A} = 1", {A: 1, B: 0}).queries
    assert query.because == f"{A}: 1, level 1; {B}: 0, level 0"


def test_what_a_table_still_waits_for_is_asked_for():
    found = result("table.nets = 'none'", {A: 1}, "ask")
    assert found.queries == ()
    assert [name for name in found.asked_for if B in str(name)]
    assert not [name for name in found.asked_for if "table" in str(name) or A in str(name)]
