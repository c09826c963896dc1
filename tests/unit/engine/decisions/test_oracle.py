"""Deciding and checking against brute force: a second, naive reading of tables over small domains."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gapanalysis.engine.conditions import Operand
from gapanalysis.engine.decisions import check_table, compile_table, decide
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Truth
from gapanalysis.model.decision import DecisionTable
from tests.unit.engine.decisions.tables import NAMES, SCALES, as_operand, decision

DESIGNS = ("none", "minor", "full")
BUYERS = ("firms", "people", "state")
VALUES: Mapping[str, Sequence] = {
    "Q9.1.2-1": [0, 1, 2, 3],
    "profile.certified": [True, False],
    "profile.designs": DESIGNS,
    "profile.staff": [1, 2, 3, 4, 5],
    "profile.buyers": [chosen for n in range(1, 8) if (chosen := tuple(b for i, b in enumerate(BUYERS) if n >> i & 1))],
}

Situation = tuple[State, object]  # the value is None unless answered
CELLS: Mapping[str, Mapping[str, Callable]] = {
    "Q9.1.2-1": {
        "0": lambda v: v == 0,
        "< 2": lambda v: v < 2,
        "2..3": lambda v: 2 <= v <= 3,
        "not 1": lambda v: v != 1,
    },
    "profile.certified": {"yes": lambda v: v is True, "no": lambda v: v is False},
    "profile.designs": {
        "none": lambda v: v == "none",
        ">= minor": lambda v: v != "none",
        "not minor, full": lambda v: v == "none",
        "minor": lambda v: v == "minor",
    },
    "profile.staff": {
        "< 3": lambda v: v < 3,
        "3..4": lambda v: v in {3, 4},
        "> 2": lambda v: v > 2,
        "5": lambda v: v == 5,
    },
    "profile.buyers": {
        "includes firms": lambda v: "firms" in v,
        "not includes firms, state": lambda v: not {"firms", "state"} & set(v),
        "includes people, state": lambda v: bool({"people", "state"} & set(v)),
    },
}
STATES: Mapping[str, set[State]] = {
    "open": {State.OPEN},
    "not open": set(State) - {State.OPEN},
    "answered": {State.ANSWERED},
    "not answered": set(State) - {State.ANSWERED},
    "don't know, not applicable": {State.DONT_KNOW, State.NOT_APPLICABLE},
    "not asked": {State.NOT_ASKED},
}
UNSETTLED = Operand(Truth.UNKNOWN, State.OPEN, certain=False)
RESULTS = {"choice": ["fine", "weak", "bad"], "number": ["-2", "1", "3"], "text": ["one", "two"]}
HITS = {
    "first": "choice",
    "unique": "choice",
    "any": "text",
    "worst": "choice",
    "collect": "choice",
    "sum": "number",
    "max": "number",
    "count": "text",
}


def holds(name: str, cell: str, situation: Situation) -> bool:
    state, value = situation
    if cell == "-":
        return True
    if cell in STATES:
        return state in STATES[cell]
    return value is not None and CELLS[name][cell](value)


@dataclass
class Sample:
    """A table, and the same as lists."""

    table: DecisionTable
    names: list[str]
    cells: list[list[str]]
    results: list[str]

    def rows(self, situations: Sequence[Situation]) -> list[int]:
        return [number for number, row in enumerate(self.cells) if all(map(holds, self.names, row, situations))]

    def column(self, index: int) -> set[str]:
        return {row[index] for row in self.cells} - {"-"}

    def told(self, index: int) -> set[State]:
        """States of not knowing that the column speaks of; in others an input may have any value."""
        words = " ".join(self.column(index)).replace("don't know", "dont")
        named = {"open": State.OPEN, "dont": State.DONT_KNOW}
        return {state for word, state in named.items() if word in words or "answered" in words}

    def every(self, index: int) -> list[Situation]:
        """Every situation of an input."""
        states = [State.NOT_APPLICABLE, State.NOT_ASKED, *self.told(index)]
        return [(State.ANSWERED, value) for value in VALUES[self.names[index]]] + [(state, None) for state in states]

    def completions(self, index: int, given: object) -> list[object]:
        """What an input may still be, each as something known."""
        if given is UNSETTLED:
            return [value if state is State.ANSWERED else state for state, value in self.every(index)]
        is_anything = given in {State.OPEN, State.DONT_KNOW} - self.told(index)
        return list(VALUES[self.names[index]]) if is_anything else [given]


def as_situation(given: object) -> Situation:
    return (given, None) if isinstance(given, State) else (State.ANSWERED, given)


@st.composite
def samples(draw, hits=tuple(HITS), most_rows=5):
    hit = draw(st.sampled_from(hits))
    names = draw(st.lists(st.sampled_from(list(VALUES)), min_size=1, max_size=3, unique=True))
    cell = {name: st.sampled_from(["-", *CELLS[name], *CELLS[name], *STATES]) for name in names}
    cells = draw(st.lists(st.tuples(*cell.values()).map(list), min_size=1, max_size=most_rows))
    results = draw(st.lists(st.sampled_from(RESULTS[HITS[hit]]), min_size=len(cells), max_size=len(cells)))
    otherwise = "" if hit == "count" else draw(st.sampled_from(["", RESULTS[HITS[hit]][0]]))
    lines = [[*names, "result"], *([*row, result] for row, result in zip(cells, results, strict=True))]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    output = None if HITS[hit] == "choice" else {"type": HITS[hit]}
    return Sample(decision(hit, rows, output, otherwise), names, cells, results)


def naive(sample: Sample, rows: list[int]) -> object:
    """The outcome when these rows hold; a number, a word, a frozenset or None."""
    hit, otherwise = sample.table.hit, sample.table.otherwise or None
    found = [sample.results[row] for row in rows]
    if hit == "count":
        return len(found)
    if hit == "collect":
        return frozenset(found or ([otherwise] if otherwise else []))
    if hit in {"sum", "max"}:
        numbers = [int(each) for each in found or ([otherwise] if otherwise else [])]
        return sum(numbers) if hit == "sum" else max(numbers, default=None)
    if hit == "worst":
        return max(found, key=RESULTS["choice"].index, default=otherwise)
    return found[0] if found else otherwise


def expected(sample: Sample, outcomes: list) -> set:
    hit = sample.table.hit
    if hit == "collect":
        return {frozenset.intersection(*outcomes), frozenset.union(*outcomes)}
    return {min(outcomes), max(outcomes)} if hit in {"sum", "count"} else set(outcomes)


def decided(sample: Sample, givens: Sequence[object], *, exact: bool = True) -> list:
    operands = {
        name: given if isinstance(given, Operand) else as_operand(name, given)
        for name, given in zip(sample.names, givens, strict=True)
    }
    outcome = decide(compile_table(sample.table, NAMES, SCALES), operands.__getitem__)
    assert outcome.exact is exact
    return [frozenset(each) if isinstance(each, tuple) else each for each in outcome.possible]


def givens(data, sample: Sample, *, known: bool) -> list[object]:
    unknown = [] if known else [State.OPEN, State.DONT_KNOW, UNSETTLED] * 3
    return [
        data.draw(st.sampled_from([*VALUES[name], State.NOT_APPLICABLE, State.NOT_ASKED, *unknown]))
        for name in sample.names
    ]


@given(samples(), st.data())
def test_known_inputs_give_what_the_naive_reading_gives(sample, data):
    known = givens(data, sample, known=True)
    assert decided(sample, known) == [naive(sample, sample.rows([as_situation(each) for each in known]))]


@given(samples(), st.data())
def test_unknown_inputs_give_exactly_what_all_their_completions_give(sample, data):
    unknown = givens(data, sample, known=False)
    completions = product(*(sample.completions(index, given) for index, given in enumerate(unknown)))
    outcomes = [decided(sample, completion)[0] for completion in completions]
    found = decided(sample, unknown)
    assert len(found) == len(set(found))
    assert set(found) == expected(sample, outcomes)


@given(samples(), st.data())
def test_where_there_are_too_many_combinations_the_bounds_leave_nothing_out(sample, data):
    unknown = givens(data, sample, known=False)
    exact = decided(sample, unknown)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gapanalysis.engine.decisions.regions.MOST_REGIONS", 0)
        bounds = decided(sample, unknown, exact=False)
    if sample.table.hit in {"sum", "count"}:
        assert min(bounds) <= min(exact)
        assert max(bounds) >= max(exact)
    elif sample.table.hit == "collect":
        assert bounds[0] <= exact[0]
        assert bounds[-1] >= exact[-1]
    else:
        assert set(bounds) >= set(exact)


@given(samples(), st.data())
def test_finding_something_out_never_adds_an_outcome(sample, data):
    assume(sample.table.hit not in {"sum", "count", "collect"})
    unknown = givens(data, sample, known=False)
    place = data.draw(st.integers(0, len(unknown) - 1))
    closer = list(unknown)
    closer[place] = data.draw(st.sampled_from(sample.completions(place, unknown[place])))
    assert set(decided(sample, closer)) <= set(decided(sample, unknown))


# -- checks ------------------------------------------------------------------------------------------------------


def found_rows(sample: Sample, code: str) -> list[int]:
    """The rows that have a fault of this code, by the line its offset is in."""
    return [
        sample.table.rows.count("\n", 0, fault.offset) - 1
        for fault in check_table(sample.table, NAMES, SCALES)
        if fault.code == code
    ]


def everything(sample: Sample) -> Iterator[list[int]]:
    for situations in product(*(sample.every(index) for index in range(len(sample.names)))):
        yield sample.rows(situations)


@given(samples(hits=("unique", "any")))
def test_overlaps_are_those_that_brute_force_finds(sample):
    beside = {(low, high) for rows in everything(sample) for high in rows for low in rows if high < low}
    if sample.table.hit == "any":
        beside = {pair for pair in beside if sample.results[pair[0]] != sample.results[pair[1]]}
    assert found_rows(sample, "table-overlap") == sorted({low for low, _ in beside})


@given(samples(hits=("first",), most_rows=7))
def test_rows_never_reached_are_those_that_brute_force_never_reaches(sample):
    reached = {rows[0] for rows in everything(sample) if rows}
    assert found_rows(sample, "table-unreachable") == [n for n in range(len(sample.cells)) if n not in reached]


@given(samples(hits=("first", "worst", "unique", "max")))
def test_gaps_are_there_when_brute_force_finds_one_and_the_named_ones_are_gaps(sample):
    domains = [
        sample.every(index)
        if sample.column(index) and sample.column(index) <= set(STATES)
        else [(State.ANSWERED, value) for value in VALUES[name]]
        for index, name in enumerate(sample.names)
    ]
    gaps = [situations for situations in product(*domains) if not sample.rows(situations)]
    named = [fault for fault in check_table(sample.table, NAMES, SCALES) if fault.code == "table-gap"]
    assert bool(named) is bool(gaps and not sample.table.otherwise)
    for fault in named:
        wanted = dict(_example(part) for part in fault.message.removeprefix("no row holds when ").split(" and "))
        met = [
            situations
            for situations in product(*domains)
            if all(
                wanted.get(name) in {None, _words(each)} for name, each in zip(sample.names, situations, strict=True)
            )
        ]
        assert met
        assert all(situations in gaps for situations in met)


def _example(part: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\S+) ((?:=|is) .*)", part)
    assert match
    return match[1], match[2]


def _words(situation: Situation) -> str:
    state, value = situation
    if value is None:
        return f"is {state}"
    if isinstance(value, tuple):
        return f"= {', '.join(value)}"
    return f"= {({True: 'yes', False: 'no'}[value]) if isinstance(value, bool) else value}"
