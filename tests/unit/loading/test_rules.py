"""Rules, named conditions and derived values: each fault by one change to sound ones, at its exact place."""

import pytest

from gapanalysis.loading import load_questionnaire

RULES = "rules/listening.yaml"
FOCUS = "focus/questionnaire.yaml"
BANK = "bank/9.1.2.yaml"

SOUND = """\
conditions:
  small: profile.employees < 10
  weak:
    any:
      - Q9.1.2-1 <= 1
      - share of section listening < 50 %
values:
  doubled: profile.employees * 2
  quadrupled: value.doubled * 2
rules:
  - id: R9.1.2-1
    title: A small firm that does not listen
    when:
      all:
        - condition.small
        - Q9.1.2-1 <= 1
      none:
        - Q9.1.2-2 is older than 2 years
    editions:
      "2015": {clauses: [9.1.2], obligation: requirement}
    finding:
      grade: likely minor
      headline: A small firm relies on luck
      consequence: It runs out.
      action: A9.1.2-3
  - id: R9.1.2-2
    title: Levels and ages
    when: >-
      Q9.1.2-1 >= 2 and value.quadrupled > 40
      and at least 1 of clause 2015:9.1 have level = 3
    if_unknown: ask
    editions:
      "2015": {clauses: [9.1.2], obligation: good practice}
    query: Is that so?
"""


@pytest.fixture
def ruled(world):
    world.write(RULES, SOUND)
    return world


def test_sound_rules_have_no_fault(ruled):
    assert ruled.issues() == ()


CHANGES = [
    # what is there, what comes in its place, where the fault is, its code, a part of message or hint
    (
        "        - Q9.1.2-1 <= 1",
        "        - Q9.1.2-7 <= 1",
        "Q9.1.2-7",
        1,
        "condition-unknown-name",
        "did you mean Q9.1.2-",
    ),
    ("- condition.small", "- condition.smal", "condition.smal", 1, "condition-unknown-name", "condition.small"),
    ("value.quadrupled >", "value.quadruple >", "value.quadruple ", 1, "condition-unknown-name", "value.quadrupled"),
    (
        "small: profile.employees",
        "small: profile.employes",
        "profile.employes ",
        1,
        "condition-unknown-name",
        "employee",
    ),
    ("Q9.1.2-1 >= 2 and", "Q9.1.2-1 >= 4 and", "4 and", 1, "condition-level", "0, 1, 2, 3"),
    ("Q9.1.2-1 >= 2 and", "Q9.1.2-1 >= 2 &", "&", 1, "condition-syntax", "cannot stand here"),
    ("have level = 3", "have levl = 3", "levl", 1, "condition-syntax", "'level' is expected"),
    ("clause 2015:9.1 have", "clause 2015:9.9 have", "clause 2015:9.9", 1, "condition-unknown-clause", "2015:9"),
    ("section listening", "section listing", "section listing", 1, "condition-unknown-section", "listening"),
    ("profile.employees * 2", "profile.outsources * 2", "profile.outsources", 1, "condition-type", "only numbers"),
    ("Q9.1.2-2 is older", "profile.employees is older", "profile.employees is", 1, "condition-type", "no date"),
    ("action: A9.1.2-3", "action: A9.1.2-33", "A9.1.2-33", 1, "unknown-action", "A9.1.2-3"),
    ("clauses: [9.1.2]", "clauses: [9.1.22]", "9.1.22", 1, "unknown-clause", "9.1.2"),
    ('"2015": {', '"2016": {', '"2016"', 1, "unknown-edition", "2015"),
    ("id: R9.1.2-2", "id: R9.1.2-1", "R9.1.2-1", 2, "duplicate-id", "the first is in"),
    ("id: R9.1.2-2", "id: Q9.1.2-2", "Q9.1.2-2\n", 1, "bad-format", "R9.1.2-1"),
    ("if_unknown: ask", "if_unknown: guess", "guess", 1, "unknown-value", "skip"),
    ("headline: A small", "headline: A {smal} small", "{smal}", 1, "unknown-place", ""),
    ("    query: Is that so?\n", "", "id: R9.1.2-2", 1, "bad-format", "a finding or a query"),
    ("grade: likely minor", "grade: opportunity", "id: R9.1.2-1", 1, "bad-format", "only good practice"),
    ("grade: likely minor", "grade: conforms", "conforms", 1, "unknown-value", "likely major"),
    (
        "profile.employees * 2",
        "value.quadrupled * 2",
        "doubled:",
        1,
        "derived-cycle",
        "value.doubled -> value.quadrupled",
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "nth", "code", "says"), CHANGES)
def test_each_fault_is_named_at_its_place(ruled, old, new, at, nth, code, says):  # noqa: PLR0913, PLR0917  # columns
    ruled.replace(RULES, old, new)
    issue = ruled.issue()
    assert (issue.code, (issue.line, issue.column)) == (code, ruled.position(RULES, at, nth))
    assert says in f"{issue.message} {issue.hint}"


def test_a_cycle_of_conditions_shows_its_path(ruled):
    ruled.replace(RULES, "  small: profile.employees < 10", "  small: condition.weak or profile.outsources")
    ruled.replace(RULES, "- Q9.1.2-1 <= 1\n      - share", "- condition.small\n      - share")
    issue = ruled.issue()
    assert issue.code == "derived-cycle"
    assert "condition.small -> condition.weak -> condition.small" in issue.message


def test_a_second_condition_of_the_same_name(ruled):
    ruled.write("rules/more.yaml", "conditions:\n  small: profile.outsources\n")
    issue = ruled.issue()
    assert (issue.code, issue.line, issue.column) == ("duplicate-id", 2, 3)


NEVER_OR_ALWAYS = [
    ("Q9.1.2-1 = 3 and Q9.1.2-1 <= 1", "rule-never-fires"),
    ("profile.employees > 50 and profile.employees < 10", "rule-never-fires"),
    ("profile.outsources and not profile.outsources", "rule-never-fires"),
    ("Q9.1.2-1 is open and Q9.1.2-1 >= 1", "rule-never-fires"),
    ("Q9.1.2-1 >= 0", "rule-always-fires"),
    ("profile.employees < 10 or profile.employees >= 10", "rule-always-fires"),
]


@pytest.mark.parametrize(("when", "code"), NEVER_OR_ALWAYS)
def test_a_rule_that_says_nothing(ruled, when, code):
    ruled.replace(RULES, SOUND[SOUND.index(">-\n") : SOUND.index("    if_unknown")], f"{when}\n")
    issue = ruled.issue()
    assert (issue.code, (issue.line, issue.column)) == (code, ruled.position(RULES, when))
    assert "R9.1.2-2" in issue.message


def test_lists_are_taken_together_for_the_proof(ruled):
    ruled.replace(RULES, "- Q9.1.2-2 is older than 2 years", "- profile.outsources")
    assert ruled.issues() == ()
    ruled.replace(RULES, "- condition.small", "- Q9.1.2-1 = 3")
    issue = ruled.issue()
    assert (issue.code, (issue.line, issue.column)) == ("rule-never-fires", ruled.position(RULES, "all:\n"))


def test_where_names_are_calculated_with_nothing_is_claimed(ruled):
    ruled.replace(RULES, "value.quadrupled > 40", "profile.employees * 2 > 9 and profile.employees * 2 < 3")
    assert ruled.issues() == ()


def test_a_question_that_is_never_asked(ruled):
    ruled.replace(BANK, "profile.employees >= 10 and Q9.1.2-1 >= 1", "Q9.1.2-1 >= 2 and Q9.1.2-1 = 0")
    issue = ruled.issue()
    assert (issue.code, (issue.line, issue.column)) == ("question-never-asked", ruled.position(BANK, "Q9.1.2-1 >= 2"))


def test_what_is_asked_may_not_read_results(ruled):
    ruled.replace(BANK, "and Q9.1.2-1 >= 1", "and coverage of questionnaire >= 50 %")
    issue = ruled.issue()
    assert (issue.code, (issue.line, issue.column)) == ("condition-stratum", ruled.position(BANK, "coverage"))


def test_what_is_asked_may_not_read_results_through_a_named_condition(ruled):
    ruled.replace(BANK, "and Q9.1.2-1 >= 1", "and Q9.1.2-1 >= 1 and condition.weak")
    issue = ruled.issue()
    assert (issue.code, (issue.line, issue.column)) == ("condition-stratum", ruled.position(BANK, "condition.weak"))
    assert "condition.weak" in issue.message


def test_what_is_asked_may_use_a_condition_on_answers(ruled):
    ruled.replace(BANK, "profile.employees >= 10 and", "not condition.small and value.doubled > 20 and")
    assert ruled.issues() == ()


def test_a_faulty_rule_hides_no_other(ruled):
    ruled.replace(RULES, "title: A small firm that does not listen", "titel: A small firm")
    ruled.replace(RULES, "value.quadrupled >", "value.quadruple >")
    assert {issue.code for issue in ruled.issues()} == {"unknown-key", "condition-unknown-name"}


def test_a_questionnaire_takes_the_rules_whose_questions_it_asks(ruled):
    questionnaire = load_questionnaire([ruled.folder], "focus")
    assert [rule.id for rule in questionnaire.rules] == ["R9.1.2-1", "R9.1.2-2"]
    assert "A9.1.2-3" in questionnaire.actions
    ruled.replace(RULES, "- Q9.1.2-2 is older than 2 years", "- Q9.1.2-3 is answered")
    third = "  - id: Q9.1.2-3\n    title: Third\n    ask: Third?\n    answer: {type: text}\nactions:\n"
    ruled.replace(BANK, "actions:\n", third)
    assert [rule.id for rule in load_questionnaire([ruled.folder], "focus").rules] == ["R9.1.2-2"]


TABLE = """\
tables:
  - id: standing
    title: How listening stands
    hit: first
    output: {type: choice, ordered: true, options: {fine: Fine, bad: Bad}}
    rows: |
      | Q9.1.2-1 | result |
      |----------|--------|
      | < 2      | bad    |
      | -        | fine   |
"""


@pytest.fixture
def tabled(ruled):
    rules = SOUND.replace("- Q9.1.2-1 <= 1\n      none", "- table.standing = bad\n      none")
    ruled.write(RULES, TABLE + rules)
    return ruled


def test_a_table_may_be_named_in_conditions(tabled):
    assert tabled.issues() == ()
    assert [table.id for table in load_questionnaire([tabled.folder], "focus").tables] == ["standing"]


@pytest.mark.parametrize(
    ("there", "instead", "code"),
    [
        ("| < 2      | bad    |", "| < 2      | bat    |", "table-output"),
        ("| Q9.1.2-1 | result |", "| Q9.1.2-8 | result |", "table-unknown-name"),
        ("table.standing = bad", "table.standing = bat", "condition-option"),
        ("table.standing = bad", "table.stand = bad", "condition-unknown-name"),
    ],
)
def test_faults_of_tables_have_their_place(tabled, there, instead, code):
    text = (tabled.folder / RULES).read_text()
    assert there in text
    tabled.write(RULES, text.replace(there, instead))
    issue = tabled.issue()
    assert issue.code == code
    line = text[: text.index(there)].count("\n") + 1
    assert issue.line == line
