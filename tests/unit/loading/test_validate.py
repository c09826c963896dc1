"""Shapes: every misfit in plain words, at its exact place."""

import pytest

from gapanalysis.loading.document import Where
from gapanalysis.loading.shapes import SHAPES, Kind
from gapanalysis.loading.source import read
from gapanalysis.loading.validate import validate

QUESTION = """\
questions:
  - id: Q9.1.2-1
    title: Listening
    ask: How?
    answer: {type: text}
"""


def issues(kind, text):
    document, refused = read(text.encode(), "x.yaml")
    assert refused == ()
    return validate(document, SHAPES[kind].model, SHAPES[kind].parts).issues


def only(kind, text):
    (issue,) = issues(kind, text)
    return issue


@pytest.mark.parametrize(
    ("line", "column", "code", "message", "hint"),
    [
        ("titel: x", 5, "unknown-key", "there is no key `titel` here", "did you mean `title`?"),
        ("weight: heavy", 13, "wrong-type", "`weight` must be a whole number, and is `heavy`", ""),
        ("weight: 10", 13, "out-of-range", "`weight` is `10`; it must be 9 or less", ""),
        ("weight: 0", 13, "out-of-range", "`weight` is `0`; it must be 1 or more", ""),
        ("weight: 1.5", 13, "wrong-type", "`weight` must be a whole number, and is `1.5`", ""),
        ("required: perhaps", 15, "wrong-type", "`required` must be true or false, and is `perhaps`", ""),
        (
            "pdca: plam",
            11,
            "unknown-value",
            "`plam` is not one of the values allowed here",
            "did you mean `plan`? One of `plan`, `do`, `check`, `act`",
        ),
        ("pdca: [plan]", 11, "wrong-type", "`pdca` must be one of `plan`, `do`, `check`, `act`, and is a list", ""),
        (
            "whom: sales lead",
            11,
            "wrong-type",
            "`whom` must be a list, and is `sales lead`",
            "write each item on a line of its own after a hyphen, or all in one line in [ ]",
        ),
        (
            "evidence: [notes, {customer}]",
            23,
            "wrong-type",
            "item 2 of `evidence` must be text, and is a mapping",
            "put quotes around a text that begins with {",
        ),
        ("help: [x]", 11, "wrong-type", "`help` must be text, and is a list", ""),
        ("help: {customer}", 11, "wrong-type", "`help` must be text, and is a mapping", None),
        ("levels: [x]", 13, "wrong-type", "`levels` must be a mapping of keys and values, and is a list", ""),
        ("levels: {low: x}", 14, "wrong-type", "the key must be a whole number, and is `low`", ""),
        (
            "editions: {15: {clauses: [9.1], obligation: requirement}}",
            16,
            "bad-format",
            "`15` is not an edition",
            "write the year, like 2015",
        ),
        (
            "editions: {2015: {clauses: [nine], obligation: requirement}}",
            33,
            "bad-format",
            "`nine` is not a clause number",
            "write it like 9.1.2",
        ),
        (
            "editions: {2015: {clauses: [], obligation: requirement}}",
            32,
            "too-few",
            "`clauses` needs at least 1, and has 0",
            "",
        ),
        (
            "shortfalls: [x]",
            18,
            "wrong-type",
            "item 1 of `shortfalls` must be a mapping of keys and values, and is `x`",
            "",
        ),
    ],
)
def test_a_misfit_in_a_question(line, column, code, message, hint):
    issue = only(Kind.BANK, f"{QUESTION}    {line}\n")
    assert (issue.line, issue.column, issue.code, issue.message) == (6, column, code, message)
    assert hint is None or issue.hint == hint


@pytest.mark.parametrize(
    ("old", "new", "position", "code", "message"),
    [
        ("    title: Listening\n", "", (2, 5), "missing-key", "`title` is missing"),
        ("title: Listening", "title:", (3, 5), "missing-key", "`title` has no value"),
        ("title: Listening", "title: ''", (3, 12), "empty-text", "`title` is an empty text"),
        ("title: Listening", f"title: {'x' * 4001}", (3, 12), "too-long", "`title` is longer than 4,000 characters"),
        ("id: Q9.1.2-1", "id: 9.1.2-1", (2, 9), "bad-format", "`9.1.2-1` is not a question id"),
        ("type: text", "type: txt", (5, 20), "unknown-value", "`txt` is not a type of answer"),
        ("type: text", "tipe: text", (5, 13), "missing-key", "`answer` has no `type`"),
        ("{type: text}", "text", (5, 13), "wrong-type", "`answer` must be a mapping of keys and values, and is `text`"),
        ("{type: text}", "{type: text, text: 1}", (5, 26), "unknown-key", "there is no key `text` here"),
        ("{type: text}", "{type: number, least: few}", (5, 35), "wrong-type", "`least` must be a number, and is `few`"),
        ("{type: text}", "{type: level}", (5, 13), "missing-key", "`scale` is missing"),
        ("{type: text}", "{type: level, scal: x}", (5, 27), "unknown-key", "there is no key `scal` here"),
        ("{type: text}", "{type: choice, options: {A: x}}", (5, 38), "bad-format", "`A` is not a name"),
    ],
)
def test_a_question_that_does_not_fit(old, new, position, code, message):
    assert old in QUESTION
    issue = only(Kind.BANK, QUESTION.replace(old, new))
    assert ((issue.line, issue.column), issue.code, issue.message) == (position, code, message)


def test_a_text_with_a_colon_is_explained():
    issue = only(Kind.BANK, f"{QUESTION}    evidence:\n      - figures: none\n")
    assert (issue.line, issue.column) == (7, 9)
    assert issue.hint == "put quotes around a text that holds a colon and a space"


def test_a_column_of_a_table_is_reached_through_both_unions():
    text = QUESTION.replace(
        "{type: text}", "{type: table, columns: [{id: a, title: A, ask: B, answer: {type: numbr}}]}"
    )
    issue = only(Kind.BANK, text)
    assert (issue.line, issue.column) == (5, 78)
    assert issue.hint.startswith("did you mean `number`?")


def test_an_entry_of_a_questionnaire_may_be_an_id_or_a_mapping():
    text = """\
id: focus
title: Focus
version: 1.0
language: en-GB
summary: Short.
standard: iso9001
editions: [2015]
systemic: {headline: x, consequence: y}
bands: [{id: start, label: Start, summary: Early., least: 0}]
sections:
  - id: one
    title: One
    headlines: {strong: a, mixed: b, weak: c, open: d}
    questions: [Q1-1, {id: Q1-2, weight: 3}, Q1x, {id: Q1-3, wait: 3}]
"""
    assert [(each.line, each.column, each.code) for each in issues(Kind.QUESTIONNAIRE, text)] == [
        (14, 46, "bad-format"),
        (14, 62, "unknown-key"),
    ]


def test_faulty_parts_are_left_out_and_the_rest_keeps_its_positions():
    text = QUESTION + QUESTION.removeprefix("questions:\n").replace("title", "titel") + "    weight: 99\n"
    text += QUESTION.removeprefix("questions:\n") + "    weight: 99\n    audit: x\n"
    document, _ = read(text.encode(), "x.yaml")
    result = validate(document, SHAPES[Kind.BANK].model, SHAPES[Kind.BANK].parts)
    assert len(result.issues) == 3
    assert [question.weight for question in result.value.questions] == [1, 1]
    assert result.document.position(Where(("questions", 1, "audit"))) == (16, 12)
    assert result.document.dropped == {("questions", 1, "weight")}


def test_hundreds_of_faults_are_cut_short():
    text = "actions:\n" + "  - x\n" * 300
    found = issues(Kind.BANK, text)
    assert len(found) == 201
    assert found[0].code == "too-many-faults"
