"""Text to trees: what scalars mean, what is refused, and where everything stands."""

import time
from unittest.mock import patch

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from gapanalysis.loading import places, source
from gapanalysis.loading.document import Where
from gapanalysis.loading.places import Position
from gapanalysis.loading.source import read


def routes(node, route=()):
    yield route
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for part, each in inside:
        yield from routes(each, (*route, part))


def tree(text):
    document, issues = read(text.encode(), "x.yaml")
    assert issues == ()
    return document.tree


def faults(text):
    data = text if isinstance(text, bytes) else text.encode()
    return [(issue.line, issue.column, issue.code) for issue in read(data, "x.yaml")[1]]


@pytest.mark.parametrize(
    "written", ["no", "010", "1:30", "7.10", "2026-11-23", "yes", "1e3", "0x10", ".inf", "null and void", "="]
)
def test_every_scalar_stays_the_text_a_person_reads(written):
    assert tree(f"a: {written}") == {"a": written}
    assert tree(f"{written}: a") == {written: "a"}


@pytest.mark.parametrize("nothing", ["", "~", "null", "# a remark"])
def test_a_key_without_a_value_counts_as_not_written(nothing):
    assert tree(f"a: {nothing}\nb: 1") == {"b": "1"}


def test_a_quoted_nothing_is_a_text():
    assert tree("a: ''\nb: '~'\nc: \"null\"") == {"a": "", "b": "~", "c": "null"}


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    document, issues = read(b"\xef\xbb\xbfa: 1\r\nb: >-\r\n  x\r\n  y\r\n", "x.yaml")
    assert issues == ()
    assert document.tree == {"a": "1", "b": "x y"}
    assert document.position(Where(("b",), on_key=True)) == Position(2, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\nb: 4\n", [(3, 1, "duplicate-key"), (4, 1, "duplicate-key")]),
        ("a: &x 1\nb: 2\n", [(1, 4, "anchor")]),
        ("a: &x 1\nb: *x\n", [(1, 4, "anchor"), (2, 4, "alias")]),
        ("a: !!int 1\nb: !x {c: 1}\n", [(1, 4, "tag"), (2, 4, "tag")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "several-documents")]),
        ("- a\n- b\n", [(1, 1, "not-a-mapping")]),
        ("a\n", [(1, 1, "not-a-mapping")]),
        ("", [(0, 0, "empty-file")]),
        ("# nothing\n", [(0, 0, "empty-file")]),
        ("---\n~\n", [(0, 0, "empty-file")]),
        ("a: [x, ~]\nb:\n  -\n  - y\n", [(1, 8, "empty-item"), (3, 4, "empty-item")]),
        ("? [a]\n: 1\n{b: c}: 1\n~: 2\n", [(1, 3, "unusable-key"), (3, 1, "unusable-key"), (4, 1, "unusable-key")]),
        ("a:\n\tb: 1\n", [(2, 1, "tab")]),
        ("a: b: c\n", [(1, 5, "yaml-syntax")]),
        ("a: 1\nb: 'x\n", [(2, 4, "yaml-syntax")]),
        ("a: 1\nb: [x\n", [(2, 4, "yaml-syntax")]),
        ("a: 1\n- b\n", [(2, 1, "yaml-syntax")]),
        ("a: x\x07y\nb: \x01\n", [(1, 5, "control-character"), (2, 4, "control-character")]),
        (b"a: 1\nb: \xe9\n", [(2, 4, "not-utf-8")]),
        (b"\xff\xfea\x00", [(1, 1, "not-utf-8")]),
        (b"#" * (source.MOST_BYTES + 1), [(0, 0, "too-large")]),
    ],
)
def test_what_is_refused_and_where(text, expected):
    assert faults(text) == expected


def test_faults_before_a_syntax_error_are_reported_with_it():
    assert faults("a: 1\na: 2\nb: &x 1\nc: [\n") == [
        (2, 1, "duplicate-key"),
        (3, 4, "anchor"),
        (4, 4, "yaml-syntax"),
    ]


def test_a_text_that_begins_with_a_place_is_recognised():
    (issue,) = read(b"title: {Customers} are asked\n", "x.yaml")[1]
    assert issue.message == "a text that begins with { is taken for a mapping"
    assert issue.hint == "put quotes around the text"


def test_an_alias_bomb_is_refused_at_once():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    began = time.perf_counter()
    document, issues = read("\n".join(lines).encode(), "x.yaml")
    assert document is None
    assert {issue.code for issue in issues} == {"anchor", "alias", "too-many-faults"}
    assert len(issues) == source.MOST_FAULTS + 1
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a:\n"])
def test_deep_nesting_is_refused_at_once(opening):
    block = "".join(" " * n + "a:\n" for n in range(1000))
    text = block if opening == "a:\n" else "a:\n  " + opening * 100_000
    began = time.perf_counter()
    document, issues = read(text.encode(), "x.yaml")
    assert document is None
    assert [issue.code for issue in issues][-1] == "too-deep"
    assert time.perf_counter() - began < 1


def test_as_deep_as_allowed():
    assert faults("a: " + "[" * 19 + "]" * 19) == []
    assert faults("a: " + "[" * 20 + "]" * 20) == [(1, 23, "too-deep")]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a: one TWO three", (1, 8)),
        ("a: 'it''s TWO'", (1, 11)),
        (r'a: "\ttab \"q\" TWO"', (1, 17)),
        (r'a: "\u263a\x41 TWO"', (1, 16)),
        ("a: >-\n  one\n  and TWO\n", (3, 7)),
        ("a: > # remark\n\n   one\n\n   and TWO\n", (5, 8)),
        ("a: |\n  one\n    more\n  TWO\n", (4, 3)),
        ("a: one\n   and\n   TWO more", (3, 4)),
        ("a: 'one\n\n   TWO'", (3, 4)),
        ('a: "one \\\n   TWO"', (2, 4)),
        ("a: é😀 TWO", (1, 7)),
    ],
)
def test_position_of_a_character_within_a_scalar(text, position):
    document, issues = read(text.encode(), "x.yaml")
    assert issues == ()
    value = document.tree["a"]
    assert document.position(Where(("a",), offset=value.index("TWO"))) == position


def test_positions_of_keys_and_values():
    document, _ = read(b"a:\n  b:\n    - x\n    - {c: d}\n  e:\n", "x.yaml")
    assert document.position(Where(("a", "b"), on_key=True)) == (2, 3)
    assert document.position(Where(("a", "b"))) == (3, 5)
    assert document.position(Where(("a", "b", 1, "c"))) == (4, 11)
    assert document.position(Where(("a", "e"), on_key=True)) == (5, 3)
    assert document.position(Where(("a", "b", 1, "missing", 7))) == (4, 7)


LOADERS = pytest.mark.parametrize(
    ("loader", "locator"),
    [(yaml.SafeLoader, yaml.BaseLoader), (source.Loader, places.Loader)],
    ids=["pure", "default"],
)


@LOADERS
def test_both_parsers_give_the_same_tree_and_positions(loader, locator):
    text = "é: [a, 'b''c', {x: 1}]\nk: >-\n  folded\n  more\nz: ~\np: plain\n   more\n"
    with patch.object(source, "Loader", loader), patch.object(places, "Loader", locator):
        document, issues = read(text.encode(), "x.yaml")
        assert set(document.places) >= set(routes(document.tree))
    assert issues == ()
    assert document.tree == {"é": ["a", "b'c", {"x": "1"}], "k": "folded more", "p": "plain more"}
    assert document.position(Where(("é", 2, "x"))) == (1, 20)
    assert document.position(Where(("p",), offset=6)) == (7, 4)


YAML_LIKE = st.text(alphabet="ab:-[]{}&*!|>'\"\\#%@`?,~ \n\t\x85\u2028é0x", max_size=60)


@LOADERS
@given(data=st.binary(max_size=200) | YAML_LIKE.map(str.encode))
@example(data=b'a: "\\ud800"')
@example(data=b'a: "\\UFFFFFFFF"')
@example(data=b'"\\ud800": 1')
@example(data=b"%YAML 1.99999999999999999999\n---\na: 1")
@example(data=b"a: |999999999999\n b")
def test_bytes_of_any_kind_give_a_document_or_issues(loader, locator, data):
    with patch.object(source, "Loader", loader), patch.object(places, "Loader", locator):
        document, issues = read(data, "x.yaml")
        assert document is None or set(document.places) >= set(routes(document.tree))
    assert document is not None or issues
    for issue in issues:
        assert issue.code
        assert issue.message.isprintable()
        assert issue.line >= 0
