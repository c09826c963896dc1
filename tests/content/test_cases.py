"""The shipped rules and cases: enough of them, balanced, tried both ways, believable on the examples."""

import re
import shutil
from collections import Counter
from datetime import date

import pytest

from gapanalysis.content import example_folder, questionnaire_folders
from gapanalysis.engine.decisions import inputs_of
from gapanalysis.engine.interview import items_of
from gapanalysis.engine.judge import judge_of
from gapanalysis.engine.operands import tree_of, unfolded
from gapanalysis.loading import list_questionnaires, load_questionnaire
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.loading.examination import examine
from gapanalysis.model.assessment import Assessment
from gapanalysis.model.condition import names as names_in
from gapanalysis.model.grade import Grade

FOLDERS = questionnaire_folders()
SHIPPED = FOLDERS[-1]
QUESTIONNAIRES = {each.id: load_questionnaire(FOLDERS, each.id) for each in list_questionnaires(FOLDERS)}
WHOLE, FOCUS = QUESTIONNAIRES["iso9001"], QUESTIONNAIRES["iso9001-customer-focus"]
RULES = {rule.id: rule for questionnaire in QUESTIONNAIRES.values() for rule in questionnaire.rules}
WITH_CASES = sorted({path.parent.name for path in SHIPPED.glob("*/cases-rules.yaml")})


def read_by(rule, questionnaire):
    """Every question and fact that a rule reads, also through what is derived."""
    tree = unfolded(tree_of(rule.when), questionnaire.conditions, questionnaire.values)
    found = {name.text for name in names_in(tree)}
    tables = {f"table.{table.id}": inputs_of(table.rows) for table in questionnaire.tables}
    return {name for each in found for name in tables.get(each, (each,))}


def test_every_case_holds_and_every_rule_is_tried_both_ways():
    found = examine(FOLDERS)
    assert "\n".join(map(str, found.issues)) == ""
    assert found.cases >= len(RULES)
    # That much is checked of every rule in a questionnaire that has cases; and one of those has it.
    assert set(RULES) == {rule.id for name in WITH_CASES for rule in QUESTIONNAIRES[name].rules}


def test_every_rule_is_asked_somewhere_and_there_are_many():
    written = [
        name for path in (SHIPPED / "rules").glob("*.yaml") for name in re.findall("- id: (R.*)", path.read_text())
    ]
    assert sorted(RULES) == sorted(written)
    assert len(WHOLE.rules) >= 90
    assert len(FOCUS.rules) >= 50


@pytest.mark.parametrize("questionnaire", [WHOLE, FOCUS], ids=lambda each: each.id)
def test_rules_there_are_enough_of_each_sort(questionnaire):
    rules = questionnaire.rules
    assert sum(bool(rule.finding) for rule in rules) >= len(rules) / 3
    assert sum(bool(rule.query) for rule in rules) >= len(rules) / 3
    grades = Counter(rule.finding.grade for rule in rules if rule.finding)
    assert grades[Grade.MAJOR] < grades[Grade.OPPORTUNITY]
    assert grades[Grade.MAJOR] < grades[Grade.MINOR]
    assert {rule.if_unknown for rule in rules} == {"skip", "ask", "finding"}


def test_several_rules_read_decision_tables():
    reading = [name for name, rule in RULES.items() if "table." in str(rule.when)]
    assert len(reading) >= 2
    assert {table for name in reading for table in re.findall(r"table\.\w+", str(RULES[name].when))} >= {
        "table.proof_of_release",
        "table.self_correction",
    }


@pytest.mark.parametrize("name", QUESTIONNAIRES)
def test_a_rule_speaks_in_every_edition_that_has_what_it_reads(name):
    questionnaire = QUESTIONNAIRES[name]
    editions = {question.id: set(question.editions) for question in questionnaire.questions()}
    for rule in questionnaire.rules:
        known = [editions[each] for each in read_by(rule, questionnaire) if each in editions]
        assert set(rule.editions) & set(questionnaire.editions) == set(questionnaire.editions).intersection(*known), (
            rule.id
        )


EXAMPLES = sorted(path.parent.name for path in example_folder().glob("*/assessment.yaml"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_three_to_eight_rules_fire_on_each_example(example):
    source = AssessmentSource(example_folder() / example / "assessment.yaml")
    questionnaire = QUESTIONNAIRES[source.content.questionnaire]
    answers = {answer.question: answer for answer in source.answers(questionnaire)}
    assert source.content.engagement
    assessment = Assessment(name="example", engagement=source.content.engagement, answers=answers)
    for edition in questionnaire.editions:
        judge = judge_of(questionnaire, assessment, edition, date(2026, 11, 23))
        fired = [outcome.rule.id for outcome in judge.rules(items_of(questionnaire, assessment)) if outcome.fires]
        assert 3 <= len(fired) <= 8, fired
        if example == "aldermoor":
            assert {"R6.2-6", "R9.1.1-1", "R10.2-1"} <= set(fired)


TURNED = {"expect: {fires: [": "expect: {silent: [", "expect: {silent: [": "expect: {fires: ["}


@pytest.mark.parametrize("name", WITH_CASES)
def test_a_case_turned_round_is_noticed(tmp_path, name):
    """Each case expects what only its own answers give: turned round, every one of them fails."""
    own = tmp_path / "questionnaires"
    (own / name).mkdir(parents=True)
    for file in ("cases.yaml", "cases-rules.yaml"):
        shutil.copy(SHIPPED / name / file, own / name / file)
    lines, turned = (own / name / "cases-rules.yaml").read_text().splitlines(), Counter()
    for index, line in enumerate(lines):
        begins = next((begin for begin in TURNED if line.strip().startswith(begin)), None)
        if begins and line.count("[") == 1:
            lines[index] = line.replace(begins, TURNED[begins])
            turned[begins] += 1
    assert min(turned[begins] for begins in TURNED) >= 10
    (own / name / "cases-rules.yaml").write_text("\n".join(lines))
    failed = [issue for issue in examine([own, *FOLDERS]).issues if issue.code == "case-failed"]
    assert len({issue.line for issue in failed}) == turned.total()
