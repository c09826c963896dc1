"""The shipped rules and cases: enough of them, balanced, tried both ways, believable on the example."""

import shutil
from collections import Counter
from datetime import date

import pytest

from gapanalysis.content import example_folder, questionnaire_folders
from gapanalysis.engine.interview import items_of
from gapanalysis.engine.judge import judge_of
from gapanalysis.engine.wording import fill, words_for
from gapanalysis.loading import load_questionnaire
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.loading.questionnaire import examine
from gapanalysis.model.assessment import Assessment
from gapanalysis.model.grade import Grade

FOLDERS = questionnaire_folders()
NAME = "iso9001-customer-focus"
QUESTIONNAIRE = load_questionnaire(FOLDERS, NAME)
RULES = {rule.id: rule for rule in QUESTIONNAIRE.rules}
FINDINGS = {name: rule.finding for name, rule in RULES.items() if rule.finding}
CASES = ("cases.yaml", "cases-rules.yaml")

LONGEST_HEADLINE = 90  # characters, whatever the sector


def test_every_case_holds_and_every_rule_is_tried_both_ways():
    found = examine(FOLDERS)
    assert "\n".join(map(str, found.issues)) == ""
    assert found.cases >= len(RULES)


def test_the_questionnaire_takes_every_rule_and_enough_of_each_sort():
    written = sum(path.read_text().count("- id: R") for path in (FOLDERS[-1] / "rules").glob("*.yaml"))
    assert len(RULES) == written >= 30
    assert len(FINDINGS) >= len(RULES) / 3
    assert sum(bool(rule.query) for rule in RULES.values()) >= len(RULES) / 3
    grades = Counter(finding.grade for finding in FINDINGS.values())
    assert grades[Grade.MAJOR] < grades[Grade.OPPORTUNITY]
    assert grades[Grade.MAJOR] < grades[Grade.MINOR]
    assert {rule.if_unknown for rule in RULES.values()} == {"skip", "ask", "finding"}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_speaks_in_every_edition(name):
    assert set(RULES[name].editions) == set(QUESTIONNAIRE.editions)


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_reads_well_in_every_sector(name):
    headline, consequence = FINDINGS[name].headline, FINDINGS[name].consequence
    assert ";" not in headline
    assert not headline.endswith((".", "!", "?", ":"))
    assert consequence.endswith((".", "?"))
    for sector in (None, *QUESTIONNAIRE.sectors):
        filled = fill(headline, words_for(QUESTIONNAIRE, sector, "Aldermoor Precision Ltd"))
        assert filled[0].isupper()
        assert len(filled) <= LONGEST_HEADLINE, filled


def test_no_finding_of_a_rule_repeats_another():
    single = [shortfall.headline for question in QUESTIONNAIRE.questions() for shortfall in question.shortfalls]
    every = Counter([*single, *(finding.headline for finding in FINDINGS.values())])
    assert [text for text, times in every.items() if times > 1] == []


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if rule.query])
def test_a_query_says_what_to_do(name):
    query = RULES[name].query
    assert query.endswith((".", "?"))
    assert len(query.split()) >= 15


@pytest.mark.parametrize("edition", QUESTIONNAIRE.editions)
def test_three_to_eight_rules_fire_on_the_example(edition):
    source = AssessmentSource(example_folder() / "aldermoor" / "assessment.yaml")
    answers = {answer.question: answer for answer in source.answers(QUESTIONNAIRE)}
    assert source.content.engagement
    assessment = Assessment(name="example", engagement=source.content.engagement, answers=answers)
    judge = judge_of(QUESTIONNAIRE, assessment, edition, date(2026, 11, 23))
    fired = [outcome.rule.id for outcome in judge.rules(items_of(QUESTIONNAIRE, assessment)) if outcome.fires]
    assert 3 <= len(fired) <= 8
    assert {"R6.2-6", "R9.1.1-1", "R10.2-1"} <= set(fired)


@pytest.mark.parametrize(("old", "new"), [("fires: [", "silent: ["), ("silent: [", "fires: [")])
def test_a_case_turned_round_is_noticed(tmp_path, old, new):
    """Each case expects what only its own answers give: turned round, every one of them fails."""
    own = tmp_path / "questionnaires"
    (own / NAME).mkdir(parents=True)
    for name in CASES:
        shutil.copy(FOLDERS[-1] / NAME / name, own / NAME / name)
    turned = own / NAME / "cases-rules.yaml"
    text = turned.read_text()
    lone = [line for line in text.splitlines() if line.strip().startswith(f"expect: {{{old}") and line.count("[") == 1]
    assert len(lone) >= 10
    for line in lone:
        text = text.replace(line, line.replace(old, new))
    turned.write_text(text)
    failed = [issue for issue in examine([own, *FOLDERS]).issues if issue.code == "case-failed"]
    assert len({issue.line for issue in failed}) == len(lone)
