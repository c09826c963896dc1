"""The four values of a condition, and a second, naive evaluator that must always agree."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gapanalysis.engine.conditions import Known, Operand, check, evaluate, parse
from gapanalysis.model.condition import Truth
from gapanalysis.model.question import (
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TextAnswer,
    YesNoAnswer,
)

T, F, U, I = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.INAPPLICABLE  # noqa: E741  # as in the truth tables
AS_FACT = {
    T: Operand(T, "answered", Known(value=True)),
    F: Operand(T, "answered", Known(value=False)),
    U: Operand(U, "open"),
    I: Operand(I, "not applicable"),
}


def value(text: str, *facts: Truth) -> Truth:
    """The value of a condition over `profile.a`, `profile.b`, ... having these values."""
    operands = {f"profile.{name}": AS_FACT[fact] for name, fact in zip("abc", facts, strict=False)}
    return evaluate(parse(text), operands.__getitem__)


class TestTruthTables:
    @pytest.mark.parametrize(
        ("left", "row"),
        [(T, [T, U, I, F]), (U, [U, U, U, F]), (I, [I, U, I, F]), (F, [F, F, F, F])],
    )
    def test_and_false_wins_then_unknown_then_inapplicable(self, left, row):
        assert [value("profile.a and profile.b", left, right) for right in (T, U, I, F)] == row

    @pytest.mark.parametrize(
        ("left", "row"),
        [(F, [F, U, I, T]), (U, [U, U, U, T]), (I, [I, U, I, T]), (T, [T, T, T, T])],
    )
    def test_or_true_wins_then_unknown_then_inapplicable(self, left, row):
        assert [value("profile.a or profile.b", left, right) for right in (F, U, I, T)] == row

    @pytest.mark.parametrize("sign", ["and", "or"])
    def test_the_tables_of_the_documentation(self, sign):
        page = (Path(__file__).parents[3] / "docs" / "conditions.md").read_text(encoding="utf-8")
        table = page.partition(f"| {sign} | ")[2].partition("\n\n")[0].splitlines()
        columns = [Truth(cell.strip()) for cell in table[0].strip("| ").split("|")]
        for row in table[2:]:
            left, *cells = (cell.strip(" *") for cell in row.strip("| ").split("|"))
            assert cells == [value(f"profile.a {sign} profile.b", Truth(left), column) for column in columns]

    def test_not_leaves_the_last_two(self):
        assert [value("not profile.a", each) for each in (T, F, U, I)] == [F, T, U, I]

    def test_and_or_are_dual_commutative_and_associative(self):
        for a, b, c in product(Truth, repeat=3):
            assert value("profile.a and profile.b", a, b) == value("not (not profile.a or not profile.b)", a, b)
            for sign in ("and", "or"):
                assert value(f"profile.a {sign} profile.b", a, b) == value(f"profile.a {sign} profile.b", b, a)
                left = value(f"(profile.a {sign} profile.b) {sign} profile.c", a, b, c)
                assert left == value(f"profile.a {sign} (profile.b {sign} profile.c)", a, b, c)
                assert left == value(f"profile.a {sign} profile.b {sign} profile.c", a, b, c)

    @pytest.mark.parametrize("state", ["answered", "open", "don't know", "not applicable", "not asked"])
    def test_states_are_always_true_or_false(self, state):
        for each in Truth:
            assert value(f"profile.a is {state}", each) is (T if AS_FACT[each].state == state else F)
            assert value(f"profile.a is not {state}", each) is (F if AS_FACT[each].state == state else T)

    def test_what_is_not_certain_makes_its_leaf_unknown(self):
        doubtful = Operand(T, "answered", Known(value=True), certain=False)
        for text in ("profile.a", "profile.a = yes", "profile.a is answered", "not profile.a"):
            assert evaluate(parse(text), {"profile.a": doubtful}.__getitem__) is U


# -- a second evaluator ------------------------------------------------------------------------------------------
# Each sample is a text and a function that says, in the plainest way, what the text means.

DESIGNS = ("none", "minor", "full")
BUYERS = ("firms", "people", "councils")
DAYS = [date(2020, 1, 1) + timedelta(days=n) for n in range(4)]
ANSWERS = {
    "profile.employees": NumberAnswer(type="number"),
    "profile.designs": ChoiceAnswer(type="choice", options={o: o for o in DESIGNS}, ordered=True),
    "profile.sector": ChoiceAnswer(type="choice", options={o: o for o in ("food", "retail")}),
    "profile.buyers": ChoiceAnswer(type="choice", options={o: o for o in BUYERS}, several=True),
    "profile.certified": YesNoAnswer(type="yes-no"),
    "profile.since": DateAnswer(type="date"),
    "profile.motto": TextAnswer(type="text"),
    "Q9.1.2-1": LevelAnswer(type="level", scale="conformity"),
}
VALUES: Mapping[str, list] = {
    "profile.employees": [0, 1, 2, 10],
    "profile.designs": list(DESIGNS),
    "profile.sector": ["food", "retail"],
    "profile.buyers": [("firms",), ("people", "councils"), BUYERS, ()],
    "profile.certified": [True, False],
    "profile.since": DAYS,
    "profile.motto": ["two words", "food"],
    "Q9.1.2-1": [0, 1, 2, 3],
}
STATES = ("open", "don't know", "not applicable", "not asked")
Situation = Mapping[str, tuple[str, object]]
Meaning = Callable[[Situation], Truth]

situations = st.fixed_dictionaries(
    {
        name: st.one_of(
            st.sampled_from(STATES).map(lambda state: (state, None)),
            st.sampled_from(values).map(lambda value: ("answered", value)),
        )
        for name, values in VALUES.items()
    }
)


def written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"'{value}'" if isinstance(value, str) and " " in value else str(value)


def ordinal(name: str, value: object) -> int:
    return (
        DESIGNS.index(value) if name == "profile.designs" else DAYS.index(value) if name == "profile.since" else value
    )


def when_answered(name: str, holds: Callable[[object], bool]) -> Meaning:
    def meaning(situation: Situation) -> Truth:
        state, value = situation[name]
        if state in {"open", "don't know"}:
            return U
        if state in {"not applicable", "not asked"}:
            return I
        return T if holds(value) else F

    return meaning


@st.composite
def single_samples(draw: st.DrawFn) -> tuple[str, Meaning]:  # noqa: PLR0911  # one return a kind of test
    name = draw(st.sampled_from(list(VALUES)))
    kinds = ["state"]
    kinds += ["includes"] if name == "profile.buyers" else ["same", "list"]
    kinds += (
        ["order", "between"] if name in {"profile.employees", "profile.designs", "profile.since", "Q9.1.2-1"} else []
    )
    kinds += ["bare"] if name == "profile.certified" else []
    kind = draw(st.sampled_from(kinds))
    values = st.sampled_from(VALUES[name] if name != "profile.buyers" else BUYERS)
    one, other = draw(values), draw(values)
    negated = draw(st.booleans())
    match kind:
        case "state":
            state = draw(st.sampled_from(("answered", *STATES)))
            text = f"{name} is {'not ' * negated}{state}"
            return text, lambda situation: T if (situation[name][0] == state) is not negated else F
        case "bare":
            return name, when_answered(name, lambda value: value is True)
        case "includes":
            return f"{name} includes {one}", when_answered(name, lambda value: one in value)
        case "same":
            sign = "!=" if negated else "="
            return f"{name} {sign} {written(one)}", when_answered(name, lambda value: (value == one) is not negated)
        case "list":
            text = f"{name} {'not ' * negated}in [{written(one)}, {written(other)}]"
            return text, when_answered(name, lambda value: (value in (one, other)) is not negated)
        case "between":
            low, high = ordinal(name, one), ordinal(name, other)
            text = f"{name} between {written(one)} and {written(other)}"
            return text, when_answered(name, lambda value: low <= ordinal(name, value) <= high)
    sign = draw(st.sampled_from(["<", "<=", ">", ">="]))
    limit = ordinal(name, one)
    wanted = {"<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}}[sign]

    def holds(value: object) -> bool:
        mine = ordinal(name, value)
        return (mine > limit) - (mine < limit) in wanted

    return f"{name} {sign} {written(one)}", when_answered(name, holds)


def joined(sign: str, order: tuple[Truth, ...], parts: list[tuple[str, Meaning]]) -> tuple[str, Meaning]:
    """Parts in brackets; the value is the one that comes first in the order of precedence."""
    text = f" {sign} ".join(f"({part})" for part, _ in parts)
    return text, lambda situation: min((meaning(situation) for _, meaning in parts), key=order.index)


def negation(part: tuple[str, Meaning]) -> tuple[str, Meaning]:
    return f"not ({part[0]})", lambda situation: {T: F, F: T, U: U, I: I}[part[1](situation)]


samples = st.recursive(
    single_samples(),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: joined("and", (F, U, I, T), parts)),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: joined("or", (T, U, I, F), parts)),
        inner.map(negation),
    ),
    max_leaves=8,
)


def operand(name: str, state: str, value: object) -> Operand:
    if state != "answered":
        return Operand(U if state in {"open", "don't know"} else I, state)
    order = DESIGNS if name == "profile.designs" else ()
    return Operand(T, state, Known(Decimal(value) if type(value) is int else value, order))


@settings(max_examples=400)
@given(samples, situations)
def test_a_naive_evaluator_agrees(sample, situation):
    text, meaning = sample
    assert check(text, ANSWERS) == ()
    operands = {name: operand(name, *what) for name, what in situation.items()}
    assert evaluate(parse(text), operands.__getitem__) is meaning(situation)


@given(st.lists(single_samples(), min_size=2, max_size=6), st.data(), situations)
def test_without_brackets_and_binds_closer_than_or(parts, data, situation):
    signs = data.draw(st.lists(st.sampled_from(["and", "or"]), min_size=len(parts) - 1, max_size=len(parts) - 1))
    text, groups = parts[0][0], [[parts[0]]]
    for sign, part in zip(signs, parts[1:], strict=True):
        text += f" {sign} {part[0]}"
        if sign == "and":
            groups[-1].append(part)
        else:
            groups.append([part])
    _, meaning = joined("or", (T, U, I, F), [joined("and", (F, U, I, T), group) for group in groups])
    operands = {name: operand(name, *what) for name, what in situation.items()}
    assert evaluate(parse(text), operands.__getitem__) is meaning(situation)


@settings(max_examples=200)
@given(samples, situations, st.data())
def test_what_is_decided_despite_doubt_stays_decided(sample, situation, data):
    """With doubtful names taken as not certain, a value other than unknown holds whatever becomes of them."""
    text, meaning = sample
    doubtful = data.draw(st.sets(st.sampled_from(list(VALUES))))
    operands = {}
    for name, what in situation.items():
        found = operand(name, *what)
        operands[name] = Operand(found.truth, found.state, found.known, certain=name not in doubtful)
    cautious = evaluate(parse(text), operands.__getitem__)
    later = data.draw(situations)
    if cautious is not U:
        assert meaning({name: later[name] if name in doubtful else situation[name] for name in situation}) is cautious
