"""The style guide as a linter: each remark by one change to a world that has none."""

import pytest

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.style.guide import AMERICAN_WORD, JARGON_WORD, UNWANTED_WORD, in_british
from gapanalysis.loading.codes import Code
from gapanalysis.loading.examination import examine

BANK = "bank/9.1.2.yaml"
FOCUS = "focus/questionnaire.yaml"
RULES = "rules/own.yaml"
LONG = " ".join(["again"] * 41)

QUERY = "They are said to be heard, and nobody began to ask. Ask to see the notes of the last three calls."
RULE = f"""\
rules:
  - id: R9.1.2-1
    title: Heard without being asked
    when: Q9.1.2-1 = 3 and Q9.1.2-2 is open
    editions:
      "2015": {{clauses: [9.1.2], obligation: requirement}}
    finding:
      grade: likely minor
      headline: Nobody knows since when they are heard
      consequence: A late beginning looks early.
      action: A9.1.2-1
    query: {QUERY}
"""
REQUIREMENTS = """\
standard: iso9001
requirements:
  - id: S9.1.2-1
    text: what customers think is followed
    editions:
      "2015": {clause: 9.1.2}
"""
GLOSSARY = """\
language: en-GB
terms:
  - {term: audit, meaning: A look at how things are done.}
  - {term: rework, meaning: Work done twice.}
"""


@pytest.fixture
def tidy(world):
    """The small world with everything the style guide asks for."""
    world.replace(BANK, "      1: Some are asked.\n", "      1: Those who complain are asked.\n")
    world.replace(BANK, "      2: Most are asked.\n", "      2: Key ones are asked, and small ones forgotten.\n")
    world.replace(BANK, "evidence: [notes of calls]", "evidence: [notes of calls, letters]")
    world.replace(BANK, "depends_on: [A9.1.2-2]", "depends_on: [A9.1.2-2, A9.1.2-3]")
    world.replace(BANK, "owner: nobody", "owner: sales lead")
    world.replace(BANK, "    strength:", "    covers: [S9.1.2-1]\n    strength:")
    world.replace(BANK, "    applies_when:", "    covers: [S9.1.2-1]\n    applies_when:")
    world.write(RULES, RULE)
    world.write("requirements/9.yaml", REQUIREMENTS)
    world.write("glossary.yaml", GLOSSARY)
    return world


def remarks(world) -> tuple[Issue, ...]:
    found = examine([world.folder])
    assert found.issues == (), "\n".join(map(str, found.issues))
    return found.remarks


def test_the_tidy_world_has_no_remark(tidy):
    assert "\n".join(map(str, remarks(tidy))) == ""


CHANGES = [
    # file, what is there, what comes in its place, where the remark is (a text, or a text and which of its
    # occurrences), its code, a part of message or hint
    (BANK, "How do you listen to {customers}?", f"How {LONG}?", "How again", "style-ask-length", "42 words"),
    (BANK, "listen to {customers}?", "listen to {customers}.", "How do", "style-no-question", "question mark"),
    (BANK, "How do you listen", "Do you listen", "Do you", "style-yes-no", "`Do you ...`"),
    (BANK, "How do you listen", "When they call, do you listen", "do you listen", "style-yes-no", "`do you ...`"),
    (BANK, "to {customers}?", "to {customers}, and has it helped?", "has it", "style-yes-no", "`has it ...`"),
    (BANK, "to {customers}?", "to them? And what then?", "How do", "style-several-questions", "2 questions"),
    (
        BANK,
        "to {customers}?",
        "to them, what do you hear, and what do you do?",
        "How do",
        "style-several-questions",
        "3 questions",
    ),
    (BANK, "to {customers}?", "to nonconformities?", "nonconformities", "style-jargon", "everyday"),
    (BANK, "audit: Ask for", "audit: Ask by FMEA for", "FMEA", "style-jargon", "glossary"),
    (BANK, "Those who complain are", "Most are", "All are", "style-levels-alike", "level 3 differs from level 1"),
    (BANK, "[notes of calls, letters]", "[notes]", "[notes]", "style-little-evidence", "1 thing"),
    (BANK, "    pdca:", "    grades: {1: likely major}\n    pdca:", "{1: likely", "style-likely-major", "level 1"),
    (BANK, "letters]", '"letters."]', '"letters."', "style-list-item", "`evidence`"),
    (BANK, "headline: Nobody listens", "headline: Nobody listens.", "Nobody listens.", "style-statement-end", "`.`"),
    (BANK, "headline: Nobody listens", "headline: Nobody; no one", "; no", "style-statement-end", "semicolon"),
    (
        BANK,
        "headline: Nobody listens",
        f"headline: Nobody listens to {'any ' * 12}{{customers}} who speak of it",
        "Nobody listens to",
        "style-statement-length",
        "91 characters",
    ),
    (
        BANK,
        '"{Customers} are heard"',
        '"{customers} are heard"',
        '"{customers}',
        "style-statement-capital",
        "{Customers}",
    ),
    (
        BANK,
        "headline: Nobody listens",
        "headline: nobody listens",
        "nobody listens",
        "style-statement-capital",
        "capital",
    ),
    (BANK, "They leave.", "They leave", "They leave", "style-sentence", "full stop"),
    (BANK, "Call one.", "call one.", "call one", "style-sentence", "capital"),
    (RULES, QUERY, "Ask about it.", "Ask about", "style-query", "3 words"),
    (BANK, "title: Since when", "title: Listening", ("Listening", 2), "style-repeated", "the first is in"),
    (
        RULES,
        "headline: Nobody knows since when they are heard",
        "headline: Nobody listens",
        "Nobody",
        "style-repeated",
        BANK,
    ),
    (
        BANK,
        "done_when: The list is there.",
        "done_when: Write the list.",
        ("Write the list.", 2),
        "style-repeated",
        "`done_when`",
    ),
    (FOCUS, "weak: Poor", "weak: Fair", ("Fair", 2), "style-repeated", "focus/questionnaire.yaml:15"),
    (BANK, "Few complain.", "To ensure quality.", "ensure", "style-word", "make sure"),
    (FOCUS, "summary: Short.", "summary: Answer n/a.", "n/a", "style-word", "not applicable"),
    (BANK, "Few complain.", "The organization knows.", "organization", "style-spelling", "`organisation`"),
    (BANK, "title: List\n", f"title: List {LONG[:100]}\n", "List again", "style-title", "105 characters"),
    (BANK, "title: List\n", "title: List!\n", "List!", "style-title", "`!`"),
    (BANK, "large: 4.5}", "large: 2}", "{micro: 1, small: 2, medium: 3, large: 2}", "style-effort", "to 3 to 2 days"),
    (BANK, "owner: sales lead", "owner: sales leed", "sales leed", "style-owner", "`sales lead`"),
    (
        "terms.yaml",
        "a: a worker}",
        "a: a worker}\nroles:\n  micro: {sales leed: owner}",
        "sales leed",
        "style-owner",
        "`sales lead`",
    ),
    (BANK, ", A9.1.2-3]", "]", "A9.1.2-3", "style-idle-action", "A9.1.2-3"),
    ("glossary.yaml", "term: audit", "term: zebra", "rework", "style-glossary", "alphabet"),
    ("glossary.yaml", "Work done twice.", f"Work {LONG}.", "Work again", "style-glossary", "42 words"),
    ("requirements/9.yaml", "what customers think is", "They are", "They", "style-requirement", "small letter"),
]


@pytest.mark.parametrize("change", CHANGES, ids=[f"{change[4]}-{change[2][:20]}" for change in CHANGES])
def test_a_remark_says_what_and_where(tidy, change):
    name, old, new, at, code, said = change
    tidy.replace(name, old, new)
    found = remarks(tidy)
    assert [remark.code for remark in found] == [code], "\n".join(map(str, found))
    text, nth = at if isinstance(at, tuple) else (at, 1)
    assert (found[0].line, found[0].column) == tidy.position(name, text, nth)
    assert said in f"{found[0].message} {found[0].hint}"


def test_every_remark_is_tried():
    assert {change[4] for change in CHANGES} == {str(code) for code in Code if code.startswith("style-")}


def test_what_is_retired_is_left_in_peace(tidy):
    tidy.replace(BANK, "ask: Since when do you ask?", "ask: Do you ask\n    replaced_by: [Q9.1.2-1]")
    tidy.replace(FOCUS, "      - id: Q9.1.2-2\n        ask: Which year did you begin to ask?\n        weight: 3\n", "")
    tidy.write(RULES, "rules: []\n")
    assert remarks(tidy) == ()


def test_a_questionnaire_that_words_a_question_otherwise_is_held_to_the_guide(tidy):
    tidy.replace(FOCUS, "      - Q9.1.2-1\n", "      - id: Q9.1.2-1\n        ask: Are you a listener?\n")
    (remark,) = remarks(tidy)
    assert remark.code == "style-yes-no"
    assert (remark.line, remark.column) == tidy.position(FOCUS, "Are you")


def test_a_statement_is_measured_in_the_words_of_every_sector(tidy):
    tidy.replace("sectors/food.yaml", "one: guest, many: guests", f"one: guest, many: {'g' * 80}s")
    (remark,) = remarks(tidy)
    assert remark.code == "style-statement-length"
    assert "in the words of Food" in remark.message


def test_style_waits_until_there_is_no_fault(tidy):
    tidy.replace(BANK, "Few complain.", "To ensure quality.")
    tidy.replace(BANK, "scale: conformity", "scale: conformty")
    found = examine([tidy.folder])
    assert [issue.code for issue in found.issues] == ["unknown-scale"]
    assert found.remarks == ()


@pytest.mark.parametrize(
    "ask",
    [
        "Which troubles, such as delays, have you made rarer before anybody complained?",
        "How do you listen to {customers}, and how do you know that it helps?",
        "When an order changes, how do others hear of it?",
        "Who decides, and what can they rely on?",
        "Where the work is done, how do people know what to do?",
    ],
)
def test_a_good_question_is_not_remarked_on(tidy, ask):
    tidy.replace(BANK, "How do you listen to {customers}?", ask)
    assert remarks(tidy) == ()


@pytest.mark.parametrize(
    "text", ["We ensure it.", "Answer N/A.", "Going forward", "A best-in-class firm", "It shall be"]
)
def test_unwanted_words_are_found(text):
    assert UNWANTED_WORD.search(text)


@pytest.mark.parametrize("text", ["insurance", "shallow", "robots", "use", "a marshall", "applicable"])
def test_words_that_only_look_like_them_are_not(text):
    assert not UNWANTED_WORD.search(text)


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("organization", "organisation"),
        ("Reorganized", "Reorganised"),
        ("behavior", "behaviour"),
        ("analyzes", "analyses"),
        ("fulfillment", "fulfilment"),
        ("COLOR", "COLOUR"),
    ],
)
def test_american_spelling_is_turned_into_british(american, british):
    match = AMERICAN_WORD.search(american)
    assert match
    assert in_british(match).lower() == british.lower()


@pytest.mark.parametrize(
    "text",
    [
        "collaborate",
        "laboratory",
        "catalogue",
        "fulfilled",
        "International Organization for Standardization",
        "elaborate",
    ],
)
def test_british_words_are_left_alone(text):
    assert not AMERICAN_WORD.search(text)


def test_jargon_is_found_in_its_forms():
    assert [match.group() for match in JARGON_WORD.finditer("reworked KPIs, nonconforming parts")] == [
        "reworked",
        "KPIs",
        "nonconforming",
    ]


def test_two_rules_do_not_say_the_same(tidy):
    tidy.write("rules/second.yaml", RULE.replace("R9.1.2-1", "R9.1.2-2").replace("Nobody knows", "No one knows"))
    found = remarks(tidy)
    assert [remark.code for remark in found] == ["style-repeated"] * 2
    assert {remark.line for remark in found} == {
        tidy.position("rules/second.yaml", "title:")[0],
        tidy.position("rules/second.yaml", "query:")[0],
    }
