"""Cases of a small questionnaire: each expectation that does not hold is named, with what came out instead."""

import pytest

from gapanalysis.loading import load_questionnaire
from gapanalysis.loading.examination import examine

RULES = "rules/listening.yaml"
CASES = "focus/cases.yaml"

RULE = """\
rules:
  - id: R9.1.2-1
    title: Small and deaf
    when: profile.employees < 10 and Q9.1.2-1 <= 1
    editions:
      "2015": {clauses: [9.1.2], obligation: requirement}
    finding:
      grade: likely minor
      headline: A small firm relies on luck
      consequence: It runs out.
      action: A9.1.2-1
    query: Is that so?
"""

SOUND = """\
profile: {employees: 5}
cases:
  - id: small-and-deaf
    title: A small firm that does not ask
    answers: {Q9.1.2-1: 1}
    expect:
      fires: [R9.1.2-1]
      queries: [R9.1.2-1]
      findings: {R9.1.2-1: likely minor, F9.1.2-1: likely minor}
      no_findings: [F9.1.2]
      share: 1/3
      gates: {perception: met}
      not_asked: [Q9.1.2-2]
  - id: large
    title: A large firm
    profile: {employees: 50}
    answers:
      Q9.1.2-1: {answer: 1, evidence: [notes]}
    expect:
      silent: [R9.1.2-1]
      asked: [Q9.1.2-2]
      share: 33.33 %
  - id: not-yet-known
    title: Not yet asked
    expect: {unknown: [R9.1.2-1]}
"""


@pytest.fixture
def tried(world):
    world.write(RULES, RULE)
    world.write(CASES, SOUND)
    return world


def test_cases_that_hold_are_counted(tried):
    found = examine([tried.folder])
    assert found.issues == ()
    assert found.cases == 3


def test_loading_does_not_read_cases(tried):
    tried.write(CASES, "cases: [")
    assert load_questionnaire([tried.folder], "focus").rules


CHANGES = [
    # what is there, what comes in its place, where the fault is, its code, a part of message or hint
    ("fires: [R9.1.2-1]", "silent: [R9.1.2-1]", "R9.1.2-1]", 1, "case-failed", "it fires"),
    ("silent: [R9.1.2-1]", "fires: [R9.1.2-1]", "R9.1.2-1]", 3, "case-failed", "profile.employees is 50"),
    ("unknown: [R9.1.2-1]", "silent: [R9.1.2-1]", "R9.1.2-1]", 4, "case-failed", "because Q9.1.2-1 is open"),
    ("unknown: [R9.1.2-1]", "unknown: [R9.1.2-2]", "R9.1.2-2", 1, "unknown-rule", "R9.1.2-1"),
    ("unknown: [R9.1.2-1]", "queries: [R9.1.2-1]", "R9.1.2-1]", 4, "case-failed", "cleared up"),
    ("F9.1.2-1: likely minor", "F9.1.2-1: likely major", "likely major", 1, "case-failed", "it is likely minor"),
    ("F9.1.2-1: likely minor", "F9.1.2: likely minor", "likely minor}", 1, "case-failed", "no such finding"),
    ("no_findings: [F9.1.2]", "no_findings: [F9.1.2-1]", "F9.1.2-1]", 1, "case-failed", "there is one"),
    ("no_findings: [F9.1.2]", "no_findings: [F9.1.2-7]", "F9.1.2-7", 1, "unknown-finding", "did you mean `F9.1.2-"),
    ("share: 1/3", "share: 2/3", "2/3", 1, "case-failed", "33.33 % (1/3)"),
    ("share: 33.33 %", "share: 33.34 %", "33.34", 1, "case-failed", "33.33 %"),
    ("share: 1/3", "share: a third", "a third", 1, "bad-format", ""),
    ("perception: met", "perception: failed", "failed", 1, "case-failed", "it is met"),
    ("perception: met", "percepton: met", "met}", 1, "unknown-gate", "perception"),
    ("not_asked: [Q9.1.2-2]", "asked: [Q9.1.2-2]", "Q9.1.2-2", 1, "case-failed", "because of its condition"),
    (" asked: [Q9.1.2-2]", " not_asked: [Q9.1.2-2]", "Q9.1.2-2", 2, "case-failed", "it is"),
    (" asked: [Q9.1.2-2]", " asked: [Q9.1.2-3]", "Q9.1.2-3", 1, "unknown-question", "Q9.1.2-"),
    ("{Q9.1.2-1: 1}", "{Q9.1.2-1: 4}", "4}", 1, "case-answer", "no level"),
    ("{Q9.1.2-1: 1}", "{Q9.1.2-7: 1}", "Q9.1.2-7", 1, "unknown-question", "did you mean `Q9.1.2-"),
    ("{answer: 1,", "{state: not applicable,", "{state", 1, "case-answer", "applies to every organisation"),
    ("evidence: [notes]", "evidense: [notes]", "evidense", 1, "unknown-key", "evidence"),
    ("{employees: 50}", "{employes: 50}", "employes", 1, "unknown-key", "employees"),
    ("{employees: 50}", "{employees: many}", "many", 1, "case-answer", "no number"),
    ("    answers: {Q9.1.2-1: 1}", "    rest: {conformty: 1}", "conformty", 1, "unknown-scale", "conformity"),
    ("    answers: {Q9.1.2-1: 1}", "    rest: {conformity: 7}", "conformity", 1, "unknown-level", "0, 1, 2, 3"),
    ("id: large", "id: small-and-deaf", "small-and-deaf", 2, "duplicate-id", ""),
    ("title: Not yet asked", "title: Not yet asked\n    edition: 2026", "2026", 1, "unknown-edition", "2015"),
    ("expect: {unknown: [R9.1.2-1]}", "expect: {}", "{}", 1, "bad-format", "has to expect something"),
]


@pytest.mark.parametrize(("old", "new", "at", "nth", "code", "says"), CHANGES)
def test_each_fault_is_named_at_its_place(tried, old, new, at, nth, code, says):  # noqa: PLR0913, PLR0917  # columns
    tried.replace(CASES, old, new)
    issue = next(issue for issue in tried.issues() if issue.code not in {"rule-unreached", "rule-never-silent"})
    assert (issue.code, (issue.line, issue.column)) == (code, tried.position(CASES, at, nth))
    assert says in f"{issue.message} {issue.hint}"


@pytest.mark.parametrize(("key", "code"), [("fires", "rule-unreached"), ("silent", "rule-never-silent")])
def test_a_rule_is_tried_both_ways(tried, key, code):
    tried.replace(CASES, f"      {key}: [R9.1.2-1]\n", "")
    issue = tried.issue()
    assert (issue.code, (issue.line, issue.column)) == (code, tried.position(RULES, "R9.1.2-1"))


def test_rest_answers_every_question_on_a_scale_but_those_named(tried):
    tried.replace(CASES, "    answers: {Q9.1.2-1: 1}", "    rest: {conformity: 1, maturity: 1}")
    assert tried.issues() == ()
    tried.replace(
        CASES, "    rest: {conformity: 1, maturity: 1}", "    answers: {Q9.1.2-1: 1}\n    rest: {conformity: 3}"
    )
    assert tried.issues() == ()


def test_cases_may_stand_in_several_files(tried):
    tried.write("focus/cases-more.yaml", SOUND.replace("id: ", "id: more-"))
    assert examine([tried.folder]).cases == 6
    tried.write("focus/cases-more.yaml", SOUND)
    assert {issue.code for issue in tried.issues()} == {"duplicate-id"}


def test_cases_beside_no_questionnaire(tried):
    tried.write("fokus/cases.yaml", SOUND)
    issue = tried.issue()
    assert (issue.code, issue.line) == ("file-name", 0)
    assert "`focus`" in issue.hint


def test_cases_wait_until_the_definitions_are_sound(tried):
    tried.replace(CASES, "share: 1/3", "share: 2/3")
    tried.replace(RULES, "action: A9.1.2-1", "action: A9.1.2-7")
    assert examine([tried.folder]).cases == 0
    assert tried.issue().code == "unknown-action"


def test_a_file_of_cases_by_itself_belongs_to_the_questionnaire_its_folder_is_named_after(tried, tmp_path):
    mine = tmp_path / "mine" / "focus"
    mine.mkdir(parents=True)
    (mine / "own.yaml").write_text(SOUND.replace("share: 1/3", "share: 2/3"))
    found = examine([tried.folder], [mine / "own.yaml"])
    assert {issue.code for issue in found.issues} >= {"case-failed"}
