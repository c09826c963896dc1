"""Extracts: what belongs to a finding, a clause, a section or an owner, and nothing else."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gapanalysis.errors import AssessmentError
from gapanalysis.model.extract import By, extract
from gapanalysis.model.observation import Observation
from gapanalysis.model.question import InEdition, Obligation
from gapanalysis.model.rule import Rule, RuleFinding
from tests.unit.engine.build import action, questionnaire, report, requirement, section

QUESTIONS = questionnaire(
    section("reviews", requirement("Q8.2.3-1", action="A8.2.3-1"), requirement("Q8.2.4-1", action="A8.2.3-1")),
    section("asking", requirement("Q9.1.2-1", action="A9.1.2-1"), requirement("Q9.1.2-2", action="A9.1.2-1")),
    actions=(
        action("A8.2.3-1").model_copy(update={"owner": "Sales lead"}),
        action("A9.1.2-1", needs=("A8.2.3-1",)).model_copy(update={"owner": "Director"}),
    ),
)
REPORT = report(QUESTIONS, {"Q8.2.3-1": 1, "Q8.2.4-1": 3, "Q9.1.2-1": 0, "Q9.1.2-2": 3})


def parts(found):
    return (
        [each.id for each in found.findings],
        [each.id for each in found.actions],
        [each.id for each in found.questions],
    )


def test_a_finding_has_its_action_and_its_question():
    assert parts(extract(REPORT, By.FINDING, "F9.1.2-1")) == (["F9.1.2-1"], ["A9.1.2-1"], ["Q9.1.2-1"])


def test_a_clause_has_all_beneath_it_answered_well_or_not():
    assert parts(extract(REPORT, By.CLAUSE, "8.2.3")) == (["F8.2.3-1"], ["A8.2.3-1"], ["Q8.2.3-1"])
    assert parts(extract(REPORT, By.CLAUSE, "8.2.4")) == ([], [], ["Q8.2.4-1"])


def test_a_section_has_its_questions():
    assert parts(extract(REPORT, By.SECTION, "asking")) == (["F9.1.2-1"], ["A9.1.2-1"], ["Q9.1.2-1", "Q9.1.2-2"])


def test_an_owner_has_actions_and_what_they_close_however_the_name_is_typed():
    found = extract(REPORT, By.OWNER, "sales LEAD")
    assert found.name == "Sales lead"
    assert parts(found) == (["F8.2.3-1"], ["A8.2.3-1"], [])


def test_findings_that_count_elsewhere_are_pointed_to():
    clauses = {"2015": InEdition(clauses=("9.1.2", "8.2.4"), obligation=Obligation.REQUIREMENT)}
    finding = RuleFinding(grade="likely minor", headline="H", consequence="C", action="A9.1.2-1")
    rule = Rule(id="R9.1.2-1", title="T", when="Q9.1.2-1 <= 1", editions=clauses, finding=finding)
    result = report(QUESTIONS.model_copy(update={"rules": (rule,)}), {"Q9.1.2-1": 0})
    found = extract(result, By.CLAUSE, "8.2.4")
    assert [each.id for each in found.see_also] == ["R9.1.2-1"]
    assert found.findings == ()


def test_what_was_noted_for_a_clause_goes_with_it():
    noted = Observation(id=UUID(int=1), seen_at=datetime(2026, 11, 10, tzinfo=UTC), text="Seen", clauses=("8.2.4",))
    result = report(QUESTIONS, {"Q8.2.4-1": 3}, observations=[noted])
    assert extract(result, By.CLAUSE, "8.2.4").observations == (noted,)
    assert extract(result, By.CLAUSE, "9.1.2").observations == ()


@pytest.mark.parametrize(("by", "name"), [(By.FINDING, "F1"), (By.CLAUSE, "99"), (By.SECTION, "x"), (By.OWNER, "Boss")])
def test_what_the_report_does_not_have_is_refused_with_what_it_has(by, name):
    with pytest.raises(AssessmentError, match=f"no {by} {name}") as caught:
        extract(REPORT, by, name)
    assert caught.value.hint.startswith("choose from: ")


def test_nothing_the_assessor_weighed_is_in_an_extract():
    assert all(finding.proposed is None for finding in extract(REPORT, By.OWNER, "Director").report.main.findings)
