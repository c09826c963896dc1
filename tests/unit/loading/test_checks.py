"""What the schema cannot see: each fault by one change to a sound world."""

import pytest

BANK = "bank/9.1.2.yaml"
FOCUS = "focus/questionnaire.yaml"
EDITION = "standards/iso9001-2015.yaml"
EFFORT = "{micro: 1, small: 2, medium: 3, large: 4}"
HELD = """\
  - id: P.held
    title: Held
    ask: Which certificates do you hold?
    answer: {{type: choice, {}, options: {{none: None, iso: ISO}}}}
    fact: held
"""


def test_the_world_is_sound(world):
    assert world.issues() == ()


CHANGES = [
    # file, what is there, what comes in its place, where the fault is, its code, a part of message or hint
    (BANK, "id: A9.1.2-3", "id: A9.1.2-1", "A9.1.2-1", 3, "duplicate-action", "bank/9.1.2.yaml:34:9"),
    (BANK, "scale: conformity", "scale: conformty", "conformty", 1, "unknown-scale", "`conformity`"),
    (BANK, "action: A9.1.2-1", "action: A9.1.2-11", "A9.1.2-11", 1, "unknown-action", "did you mean `A9.1.2-1`?"),
    (BANK, "[A9.1.2-2]", "[A9.1.2-2, A1-1]", "A1-1", 1, "unknown-action", "no action A1-1"),
    (BANK, "clauses: [9.1.2]", "clauses: [9.1.2, 9.1.20]", "9.1.20", 1, "unknown-clause", "`9.1.2`"),
    (BANK, "clauses: [9.1.2]", "clauses: [9.1.2, 9.100]", "9.100", 1, "bad-format", "clause number"),
    (BANK, '"2015": {', '"2016": {', '"2016"', 1, "unknown-edition", "`2015`"),
    (BANK, "gate: perception", "gate: percepton", "percepton", 1, "unknown-gate", "`perception`"),
    (BANK, "      2: Most are asked.\n", "", "levels:", 1, "missing-level", "level 2"),
    (BANK, "      3: All are asked.", "      3: All.\n      4: More.", "4:", 1, "unknown-level", "from 0 to 3"),
    (BANK, "      3: All are asked.", "      3: All.\n      03: Again.", "03:", 1, "duplicate-key", "level 3"),
    (BANK, "    pdca:", "    grades: {5: conforms}\n    pdca:", "5: conforms", 1, "unknown-level", "no level 5"),
    (BANK, "levels: [0, 1, 2]", "levels: [0, 1, 2, 7]", "7]", 1, "unknown-level", "no level 7"),
    (BANK, "levels: [0, 1, 2]", "levels: [0, 1, 2, 1]", "1]", 1, "repeated-level", "level 1"),
    (BANK, "levels: [0, 1, 2]", "levels: [1]", "shortfalls:", 1, "missing-shortfall", "levels 0 and 2"),
    (BANK, "levels: [0, 1, 2]", "levels: [0, 1, 2, 3]", "3]", 1, "idle-shortfall", "level 3"),
    (BANK, "    usual_gaps: [nobody asks]\n", "", "id: Q9.1.2-1", 1, "incomplete-question", "`usual_gaps` missing"),
    (
        BANK,
        "    pdca:",
        "    grades: {1: opportunity}\n    pdca:",
        "opportunity",
        1,
        "opportunity-on-requirement",
        "minor",
    ),
    (BANK, "[A9.1.2-2]", "[A9.1.2-1]", "A9.1.2-1]", 1, "dependency-cycle", "A9.1.2-1 -> A9.1.2-1"),
    (BANK, "{customers}?", "{custmers}?", "{custmers}", 1, "unknown-place", "{customers}"),
    (BANK, '"{Customers} are', '"{Custmers} are', "{Custmers}", 1, "unknown-place", "{Customers}"),
    (BANK, "Few complain.", "Few {complain.", "{complain", 1, "stray-brace", "stands alone"),
    (BANK, "They leave.", "Then a {customer} leaves.", "a {customer}", 1, "article-before-place", "{a_customer}"),
    (BANK, "They leave.", "Then an\n          {order} goes.", "an\n", 1, "article-before-place", "{a_order}"),
    (BANK, "They leave.", "Not a {customers}.", "a {customers}", 1, "article-before-place", "leave the article out"),
    (BANK, "profile.employees", "profile.employes", "profile.employes", 1, "condition-unknown-name", "employees"),
    (BANK, "and Q9.1.2-1", "and Q9.1.2-9", "Q9.1.2-9", 1, "condition-unknown-name", "Q9.1.2-9"),
    (BANK, ">= 10 and", ">= and", "and Q9.1.2-1", 1, "condition-syntax", ""),
    (BANK, "{type: date}", "{type: date}\n    levels: {0: x}", "levels: {", 1, "level-without-scale", "no"),
    (BANK, "{type: date}", "{type: date}\n    fact: since", "since", 1, "profile-question", "profile.yaml"),
    ("profile.yaml", "    fact: outsources\n", "", "id: P.outsources", 1, "profile-question", "no `fact`"),
    (
        "profile.yaml",
        "    answer: {type: yes-no}\n    fact: outsources\n",
        "    answer: {type: yes-no}\n    fact: outsources\n" + HELD.format("several: true, alone: non"),
        "non,",
        1,
        "unknown-value",
        "none",
    ),
    (
        "profile.yaml",
        "    answer: {type: yes-no}\n    fact: outsources\n",
        "    answer: {type: yes-no}\n    fact: outsources\n" + HELD.format("alone: none"),
        "none, options",
        1,
        "unknown-value",
        "several: true",
    ),
    (
        "standards/iso9001-2015.yaml",
        "gates:\n",
        "facts: [{id: ends, label: Ends, source: '-', applies_when: profile.outsorces}]\ngates:\n",
        "profile.outsorces",
        1,
        "condition-unknown-name",
        "profile.outsources",
    ),
    ("profile.yaml", "id: P.outsources", "id: P.employees", "P.employees", 2, "duplicate-question", ""),
    ("profile.yaml", "fact: outsources", "fact: employees", "employees", 3, "duplicate-fact", ""),
    (
        "profile.yaml",
        "fact: outsources",
        "fact: outsources\n    applies_when: Q9.1.2-1 = 1",
        "Q9",
        1,
        "condition-unknown-name",
        "",
    ),
    ("scales.yaml", "      5: {label: Five", "      6: {label: Five", "1: {label: One", 1, "scale-levels", "1 to 5"),
    ("scales.yaml", "id: maturity", "id: conformity", "conformity", 3, "duplicate-id", "scale"),
    ("terms.yaml", "  order:", "  ordr:", "ordr:", 1, "unknown-term", "`order`"),
    ("terms.yaml", "  order: {one: order, many: orders, a: an order}\n", "", "customer:", 1, "missing-term", "`order`"),
    ("sectors/food.yaml", "customer:", "custmer:", "custmer", 1, "unknown-term", "`customer`"),
    ("sectors/food.yaml", "id: food", "id: foods", "foods", 1, "file-name", "`foods`"),
    (EDITION, "number: 9.10,", "number: 9.1.2,", "9.1.2,", 2, "duplicate-id", "among the clauses"),
    (
        EDITION,
        "  - {number: 9,",
        "  - {number: 9.1.1, title: X, pdca: do}\n  - {number: 9,",
        "9.1.1",
        1,
        "clause-order",
        "9.1",
    ),
    (
        EDITION,
        "id: perception, clause: 9.1.2",
        "id: perception, clause: 9.1.3",
        "9.1.3",
        1,
        "unknown-clause",
        "`9.1.2`",
    ),
    (
        EDITION,
        "clauses:",
        "facts: [{id: x, label: x, source: x, on: 0}]\nclauses:",
        "0}]",
        1,
        "bad-format",
        "2026-11-23",
    ),
    (EDITION, 'id: "2015"', 'id: "2015"\nedition: 6', "edition:", 1, "unknown-key", "edition"),
    (
        FOCUS,
        "      - Q9.1.2-1\n",
        "      - Q9.1.2-1\n      - Q9.1.2-7\n",
        "Q9.1.2-7",
        1,
        "unknown-question",
        "`Q9.1.2-",
    ),
    (FOCUS, "      - Q9.1.2-1\n", "      - Q9.1.2-1\n      - Q9.1.2-1\n", "Q9.1.2-1", 2, "repeated-question", "once"),
    (FOCUS, "      - Q9.1.2-1\n", "", "Q9.1.2-2", 1, "condition-outside-questionnaire", "Q9.1.2-1"),
    (
        FOCUS,
        "weight: 3",
        "applies_when: profile.outsorces",
        "profile.outsorces",
        1,
        "condition-unknown-name",
        "outsources",
    ),
    (FOCUS, "standard: iso9001", "standard: iso9002", "iso9002", 1, "unknown-standard", "`iso9001`"),
    (FOCUS, "editions: [2015]", "editions: [2015, 2026]", "2026", 1, "unknown-edition", "2015"),
    (FOCUS, "editions: [2015]", "editions: [2015, 2015]", "2015]", 1, "duplicate-id", "twice"),
    (FOCUS, "least: 90", "least: 0", "0}", 2, "bands", "begins at 0"),
    (FOCUS, "least: 0}", "least: 10}", "bands:", 1, "bands", "least: 0"),
    (FOCUS, "id: ready", "id: start", "start", 2, "duplicate-id", "`start`"),
    (FOCUS, "strong: Good", "strong: '{custmer}'", "{custmer}", 1, "unknown-place", "{customer}"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change[5]} {change[3].strip()}")
def test_one_change_gives_one_complaint_at_its_place(world, change):
    name, old, new, at, nth, code, words = change
    path = world.replace(name, old, new)
    issue = world.issue()
    assert issue.file == str(path)
    assert (issue.code, (issue.line, issue.column)) == (code, world.position(name, at, nth))
    assert words in f"{issue.message} {issue.hint}"


def test_a_question_defined_twice_is_reported_where_it_comes_second(world):
    path = world.write("bank/9.9.yaml", "questions:\n  - {id: Q9.1.2-1, title: T, ask: A, answer: {type: text}}\n")
    issue = world.issue()
    assert (issue.file, issue.line, issue.column, issue.code) == (str(path), 2, 10, "duplicate-question")
    assert issue.hint == f"the first is in {world.folder / BANK}:2:9"


def test_a_retired_question_names_one_that_exists(world):
    text = "questions:\n  - {id: Q9-1, title: T, ask: A, answer: {type: text}, replaced_by: [Q9.1.2-1, Q9.1.2-4]}\n"
    world.write("bank/9.9.yaml", text)
    issue = world.issue()
    assert (issue.line, issue.column, issue.code) == (2, 80, "unknown-question")


def test_a_level_of_any_length_is_only_unknown(world):
    world.replace(BANK, "      3: All are asked.", f"      3: All.\n      {'9' * 400}: More.\n      1.0: Again.")
    assert [issue.code for issue in world.issues()] == ["unknown-level", "duplicate-key"]


def test_a_second_section_of_the_same_name(world):
    section = (
        "  - {id: listening, title: X, headlines: {strong: a, mixed: b, weak: c, open: d}, questions: [Q9.1.2-2]}\n"
    )
    world.replace(
        FOCUS, "      - id: Q9.1.2-2\n        ask: Which year did you begin to ask?\n        weight: 3\n", section
    )
    issue = world.issue()
    assert (issue.code, (issue.line, issue.column)) == ("duplicate-section", world.position(FOCUS, "listening", 2))


def test_a_requirement_is_not_answered_by_maturity(world):
    world.replace(BANK, "      0: Nobody asks.\n", "")
    world.replace(BANK, "      3: All are asked.", "      3: Three.\n      4: Four.\n      5: Five.")
    world.replace(BANK, "levels: [0, 1, 2]", "levels: [1, 2, 3]")
    world.replace(BANK, "scale: conformity", "scale: maturity")
    issue = world.issue()
    assert (issue.code, (issue.line, issue.column)) == ("requirement-on-maturity", world.position(BANK, "maturity"))


def test_good_practice_is_not_answered_by_conformity(world):
    world.replace(BANK, "obligation: requirement, gate: perception", "obligation: good practice")
    assert world.issue().code == "good-practice-on-conformity"


def test_good_practice_gives_no_likely_minor(world):
    scale = "{label: One, description: One., grade: opportunity}"
    world.replace("scales.yaml", scale, scale.replace("opportunity", "likely minor"))
    world.replace(BANK, "      0: Nobody asks.\n", "")
    world.replace(BANK, "      3: All are asked.", "      3: Three.\n      4: Four.\n      5: Five.")
    world.replace(BANK, "levels: [0, 1, 2]", "levels: [1, 2, 3]")
    world.replace(BANK, "scale: conformity", "scale: maturity")
    world.replace(BANK, "obligation: requirement, gate: perception", "obligation: good practice")
    assert world.issue().code == "gap-on-good-practice"


def test_a_longer_cycle_is_shown_with_its_path(world):
    world.replace(BANK, "    benefit: You know", "    depends_on: [A9.1.2-3]\n    benefit: You know")
    world.replace(BANK, "    benefit: None.", "    benefit: None.\n    depends_on: [A9.1.2-1]")
    issue = world.issue()
    assert issue.code == "dependency-cycle"
    assert "A9.1.2-1 -> A9.1.2-2 -> A9.1.2-3 -> A9.1.2-1" in issue.message
    assert (issue.line, issue.column) == world.position(BANK, "A9.1.2-2]")


def test_a_retired_question_is_not_asked(world):
    world.replace(BANK, "    answer: {type: date}\n", "    answer: {type: date}\n    replaced_by: [Q9.1.2-1]\n")
    issue = world.issue()
    assert (issue.code, issue.hint) == ("retired-question", "take Q9.1.2-1")


def test_a_question_of_another_edition_is_not_asked(world):
    edition = (world.folder / EDITION).read_text()
    world.write("standards/iso9001-2026.yaml", edition.replace('"2015"', '"2026"'))
    world.replace(FOCUS, "editions: [2015]", "editions: [2026]")
    assert {issue.code for issue in world.issues()} == {"foreign-question"}


def test_a_crosswalk_names_clauses_that_exist(world):
    edition = (world.folder / EDITION).read_text()
    world.write("standards/iso9001-2026.yaml", edition.replace('"2015"', '"2026"'))
    change = "{before: [9.1.2], after: [9.1.22], summary: x, reliability: high, source: x}"
    world.write(
        "standards/iso9001.yaml",
        f"id: iso9001\nlabel: X\ncrosswalks: [{{before: 2015, after: 2026, changes: [{change}]}},"
        " {before: 2026, after: 2035, changes: []}]\n",
    )
    assert [((issue.line, issue.column), issue.code) for issue in world.issues()] == [
        (world.position("standards/iso9001.yaml", "9.1.22"), "unknown-clause"),
        (world.position("standards/iso9001.yaml", "2035"), "unknown-edition"),
    ]


def test_a_condition_in_folded_text_is_placed_in_its_own_line(world):
    world.replace(BANK, "applies_when: profile.employees", "applies_when: >-\n      profile.employees")
    world.replace(BANK, ">= 10 and Q9.1.2-1", ">= 10 and\n      Q9.1.2-8")
    issue = world.issue()
    assert (issue.line, issue.column) == world.position(BANK, "Q9.1.2-8")


def test_one_file_with_ten_kinds_of_fault_gives_ten_complaints(world):
    text = f"""\
questions:
  - id: Q9.1.2-5
    titel: Ten faults
    ask: What do {{custmers}} say?
    answer: {{type: lvl}}
    weight: 12
  - {{id: Q9.1.2-1, title: T, ask: A, answer: {{type: text}}}}
  - id: Q9.1.2-6
    title: Twice
    title: Twice again
    ask: What does a {{customer}} say?
    answer: {{type: text}}
    applies_when: profile.employes > 3
    editions: {{2015: {{clauses: [9.9], obligation: requirement}}}}
actions:
  - {{id: A9.1.2-9, title: T, first_step: F, done_when: D, owner: O, benefit: B, depends_on: [A8-1], effort: {EFFORT}}}
"""
    path = world.write("bank/ten.yaml", text)
    assert [(issue.line, issue.column, issue.code) for issue in world.issues()] == [
        (3, 5, "unknown-key"),
        (4, 18, "unknown-place"),
        (5, 20, "unknown-value"),
        (6, 13, "out-of-range"),
        (7, 10, "duplicate-question"),
        (10, 5, "duplicate-key"),
        (11, 20, "article-before-place"),
        (13, 19, "condition-unknown-name"),
        (14, 33, "unknown-clause"),
        (16, 94, "unknown-action"),
    ]
    assert all(issue.file == str(path) and issue.message for issue in world.issues())


def test_a_faulty_part_is_no_reason_to_deny_that_it_exists(world):
    world.replace(BANK, "title: Listening", "title:")
    assert world.issue().code == "missing-key"
    world.replace(BANK, "title: List\n", "title:\n")
    assert sorted(issue.code for issue in world.issues()) == ["missing-key", "missing-key"]


@pytest.mark.parametrize("name", [BANK, "scales.yaml", "profile.yaml", EDITION, "standards/iso9001.yaml", FOCUS])
def test_a_file_that_cannot_be_read_gives_one_complaint(world, name):
    world.write(name, "a: [\n")
    issue = world.issue()
    assert (issue.file, issue.code) == (str(world.folder / name), "yaml-syntax")


def test_every_misspelt_key_is_one_complaint(world):
    world.replace(BANK, "usual_gaps:", "usual_gap:")
    world.replace(BANK, "shortfalls:", "shortfals:")
    world.replace(BANK, "    levels:", "    level:")
    assert [issue.code for issue in world.issues()] == ["unknown-key"] * 3
