"""Random conditions that are sound, and random scenes to evaluate them in. Everything comes from a seeded generator."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from gapanalysis.engine.conditions import Ground, Known, Operand, Scene
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import (
    And,
    Arithmetic,
    Call,
    Comparator,
    Compare,
    Condition,
    Fallback,
    Group,
    Holds,
    InState,
    Measure,
    Name,
    NewestEvidence,
    Not,
    Older,
    Or,
    Quantity,
    Rows,
    RowTest,
    Term,
    Today,
    Truth,
    Written,
)
from gapanalysis.model.question import (
    ChoiceAnswer,
    Column,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    Scale,
    ScaleLevel,
    SimpleAnswer,
    TableAnswer,
    TextAnswer,
    YesNoAnswer,
)

SIZES = {"micro": "Micro", "small": "Small", "large": "Large"}
BUYERS = {"firms": "Firms", "people": "People", "councils": "Councils"}
DAYS = [date(2024, 2, 28) + timedelta(days=n) for n in range(3)] + [date(2025, 12, 31), date(2026, 1, 31)]
TODAY = [date(2026, 1, 31), date(2026, 3, 31), date(2025, 2, 28)]
NUMBERS = [Decimal(n) for n in ("0", "1", "2", "3", "2.5", "-1.5", "90", "999999999999999")]
LEVELS = [Decimal(n) for n in range(4)]
WORDS = ["food", "two words", "yes", "it's", 'the "best"', "today", "and"]

ONE_SIZE = ChoiceAnswer(type="choice", options=SIZES, ordered=True)
COLUMNS: Mapping[str, SimpleAnswer] = {
    "objective": TextAnswer(type="text"),
    "kpi": NumberAnswer(type="number"),
    "met": YesNoAnswer(type="yes-no"),
    "due": DateAnswer(type="date"),
    "size": ONE_SIZE,
    "buyers": ChoiceAnswer(type="choice", options=BUYERS, several=True),
}
NAMES = {
    "profile.employees": NumberAnswer(type="number"),
    "kpi.on_time.latest": NumberAnswer(type="number"),
    "value.ratio": NumberAnswer(type="number"),
    "Q9.1.2-1": LevelAnswer(type="level", scale="conformity"),
    "Q9.1.2-12": LevelAnswer(type="level", scale="conformity"),
    "Q9.2-1": LevelAnswer(type="level", scale="conformity"),
    "profile.size": ONE_SIZE,
    "profile.size_before": ONE_SIZE,
    "profile.main_buyer": ChoiceAnswer(type="choice", options=BUYERS),
    "profile.buyers": ChoiceAnswer(type="choice", options=BUYERS, several=True),
    "profile.certified": YesNoAnswer(type="yes-no"),
    "condition.exports": YesNoAnswer(type="yes-no"),
    "profile.since": DateAnswer(type="date"),
    "kpi.on_time.due": DateAnswer(type="date"),
    "profile.motto": TextAnswer(type="text"),
    "profile.slogan": TextAnswer(type="text"),
    "Q4.2-7": TableAnswer(
        type="table",
        columns=tuple(Column(id=name, title=name, ask=name, answer=answer) for name, answer in COLUMNS.items()),
    ),
}
VALUES: Mapping[str, Sequence[object]] = {
    "profile.employees": NUMBERS,
    "kpi.on_time.latest": NUMBERS,
    "value.ratio": NUMBERS,
    "Q9.1.2-1": LEVELS,
    "Q9.1.2-12": LEVELS,
    "Q9.2-1": LEVELS,
    "profile.size": list(SIZES),
    "profile.size_before": list(SIZES),
    "profile.main_buyer": list(BUYERS),
    "profile.buyers": [(), ("firms",), ("people", "councils"), tuple(BUYERS)],
    "profile.certified": [True, False],
    "condition.exports": [True, False],
    "profile.since": DAYS,
    "kpi.on_time.due": DAYS,
    "profile.motto": WORDS,
    "profile.slogan": WORDS,
}
CELLS: Mapping[str, Sequence[Any]] = {
    "objective": WORDS,
    "kpi": NUMBERS,
    "met": [True, False],
    "due": DAYS,
    "size": list(SIZES),
    "buyers": [("firms",), ("people", "councils"), tuple(BUYERS)],
}
NUMERIC = [name for name, answer in NAMES.items() if isinstance(answer, NumberAnswer | LevelAnswer)]
QUESTIONS = [name for name, answer in NAMES.items() if isinstance(answer, LevelAnswer)]
ORDERED = {"profile.size", "profile.size_before"}
SCALE = Scale(
    id="conformity",
    title="Conformity",
    measures="conformity",
    levels={n: ScaleLevel(label=str(n), description=str(n), grade="conforms") for n in range(4)},
)
GROUND = Ground(
    rule=True, clauses=frozenset({"2015:9.1"}), sections=frozenset({"measurement"}), scales={"conformity": SCALE}
)
STATES = list(State)
GROUPS = [("clause", "2015:9.1"), ("section", "measurement"), ("questionnaire", "")]


@dataclass(frozen=True)
class Scored:
    """A member of a group."""

    state: State
    level: int | None


@dataclass(frozen=True)
class Situation:
    """What a scene is made of, in the open, so that another evaluator can read it."""

    operands: Mapping[str, Operand]
    today: date
    members: Mapping[tuple[str, str, int], Sequence[Scored]]
    measures: Mapping[tuple[str, str], tuple[Fraction, Fraction] | None]
    evidence: Mapping[str, date | None]

    @property
    def scene(self) -> Scene:
        return Scene(
            self.operands.__getitem__,
            self.today,
            lambda group: self.members[group.kind, group.name, len(group.members)],
            lambda what, group: self.measures[what, group.kind],
            self.evidence.__getitem__,
        )


def without_offsets(part: object) -> object:
    """The same tree as plain values; True and 1 stay apart."""
    if isinstance(part, tuple):
        return tuple(without_offsets(each) for each in part)
    if is_dataclass(part):
        inner = [without_offsets(getattr(part, f.name)) for f in fields(part) if f.name != "offset"]
        return (type(part).__name__, *inner)
    return (type(part).__name__, part)


# -- scenes ------------------------------------------------------------------------------------------------------


def situation(random: Random, *, answered: float = 0.7, doubtful: float = 0.1) -> Situation:
    """`answered` and `doubtful` are the shares of names that are answered, and that are not certain."""
    measures = {}
    for kind in ("clause", "section", "questionnaire", "list"):
        for what, most in (("share", 100), ("coverage", 100), ("practice", 5)):
            ends = sorted(Fraction(random.randint(0, 2 * most), 2) for _ in range(2))
            low, high = random.choice([ends, [ends[0]] * 2])
            measures[what, kind] = None if random.random() < 0.1 else (low, high)
    sizes = [(kind, name, 0) for kind, name in GROUPS] + [("list", "", n) for n in (1, 2, 3)]
    return Situation(
        operands={name: operand(random, name, answered, doubtful) for name in NAMES},
        today=random.choice(TODAY),
        members={each: tuple(scored(random) for _ in range(random.randint(0, 4))) for each in sizes},
        measures=measures,
        evidence={name: random.choice([None, *DAYS]) for name in QUESTIONS},
    )


def operand(random: Random, name: str, answered: float, doubtful: float) -> Operand:
    certain = random.random() >= doubtful
    if random.random() < answered:
        if name == "Q4.2-7":
            known = Known(tuple(a_row(random) for _ in range(random.choice([0, 1, 2, 5]))))
        else:
            known = Known(random.choice(VALUES[name]), tuple(SIZES) if name in ORDERED else ())
        return Operand(Truth.TRUE, State.ANSWERED, known, certain)
    state = random.choice([each for each in STATES if each is not State.ANSWERED])
    missing = Truth.UNKNOWN if state in {State.OPEN, State.DONT_KNOW} else Truth.INAPPLICABLE
    return Operand(missing, state, None, certain)


def a_row(random: Random) -> Mapping[str, Known]:
    filled = [name for name in COLUMNS if random.random() < 0.6]
    return {name: Known(random.choice(CELLS[name]), tuple(SIZES) if name == "size" else ()) for name in filled}


def scored(random: Random) -> Scored:
    state = random.choice([*STATES, State.ANSWERED, State.ANSWERED])
    return Scored(state, random.choice([0, 1, 2, 3]) if state is State.ANSWERED else None)


# -- conditions --------------------------------------------------------------------------------------------------


def condition(random: Random, depth: int = 3) -> Condition:
    """A sound condition. Its offsets mean nothing."""
    kind = random.random()
    if depth == 0 or kind < 0.4:
        return random.choice(LEAVES)(random)
    if kind < 0.5:
        return Not(condition(random, depth - 1))
    join = And if kind < 0.75 else Or
    return join(tuple(condition(random, depth - 1) for _ in range(random.randint(2, 4))))


def number(random: Random, depth: int = 2) -> Term:
    """A term of numbers that names something at its left end."""
    kind = random.random()
    if depth == 0 or kind < 0.35:
        return Name(random.choice(NUMERIC), 0)
    if kind < 0.6:
        sign, other = random.choice("+-*/"), random.choice([number(random, depth - 1), a_number(random)])
        return Arithmetic(sign, number(random, depth - 1), other, 0)
    if kind < 0.75:
        function = random.choice(["min", "max", "abs", "round"])
        count = random.randint(1, 3) if function in {"min", "max"} else 1
        return Call(function, tuple(number(random, depth - 1) for _ in range(count)), 0)
    if kind < 0.9:
        inner = Arithmetic("+", number(random, depth - 1), number(random, depth - 1), 0)
        return Fallback(inner, a_number(random), 0)
    return rows(random)


def a_number(random: Random) -> Written:
    return Written(random.choice(NUMBERS), 0)


def rows(random: Random) -> Rows:
    return Rows(Name("Q4.2-7", 0), tuple(row_test(random) for _ in range(random.randint(0, 3))), 0)


def row_test(random: Random) -> RowTest:
    column, without = random.choice(list(COLUMNS)), random.random() < 0.4
    if random.random() < 0.4:
        return RowTest(column, 0, without)
    signs = [c for c in Comparator if c is not Comparator.INCLUDES]
    if column == "buyers":
        return RowTest(column, 0, without, Comparator.INCLUDES, (Written(random.choice(list(BUYERS)), 0),))
    if column in {"objective", "met"}:
        signs = [Comparator.EQUAL, Comparator.NOT_EQUAL, Comparator.IN]
    comparator = random.choice(signs)
    count = {Comparator.BETWEEN: 2, Comparator.IN: random.randint(1, 3)}.get(comparator, 1)
    values = tuple(Written(random.choice(CELLS[column]), 0) for _ in range(count))
    return RowTest(column, 0, without, comparator, values)


def numbers_compared(random: Random) -> Compare:
    comparator = random.choice([c for c in Comparator if c is not Comparator.INCLUDES])
    left = number(random)
    if left in [Name(name, 0) for name in QUESTIONS]:
        left = Arithmetic("+", left, a_number(random), 0)  # a level by itself is compared with levels only
    return compared(random, left, comparator, lambda: random.choice([a_number(random), number(random, 1)]))


def a_level_compared(random: Random) -> Compare:
    level = Name(random.choice(QUESTIONS), 0)
    left = random.choice([level, Fallback(level, Written(random.choice(LEVELS), 0), 0)])
    comparator = random.choice([c for c in Comparator if c is not Comparator.INCLUDES])
    return compared(random, left, comparator, lambda: Written(random.choice(LEVELS), 0))


def a_name_compared(random: Random) -> Compare:
    name = random.choice(["profile.main_buyer", "profile.motto", "profile.certified"])
    left: Term = Name(name, 0)
    if random.random() < 0.3:
        left = Fallback(left, Written(random.choice(VALUES[name]), 0), 0)
    other = {"profile.motto": "profile.slogan", "profile.certified": "condition.exports"}.get(name, name)
    comparator = random.choice([Comparator.EQUAL, Comparator.NOT_EQUAL, Comparator.IN])
    literal = lambda: Written(random.choice(VALUES[name]), 0)  # noqa: E731  # two ways to write the right side
    return compared(random, left, comparator, lambda: Name(other, 0) if random.random() < 0.3 else literal())


def sizes_compared(random: Random) -> Compare:
    comparator = random.choice([c for c in Comparator if c is not Comparator.INCLUDES])
    size = lambda: Written(random.choice(list(SIZES)), 0)  # noqa: E731
    other = lambda: random.choice([size(), Name("profile.size_before", 0)])  # noqa: E731
    return compared(random, Name("profile.size", 0), comparator, other)


def dates_compared(random: Random) -> Compare:
    left: Term = random.choice([Name("profile.since", 0), NewestEvidence(Name("Q9.2-1", 0), 0), Today(0)])
    day = lambda: Written(random.choice(DAYS), 0)  # noqa: E731
    comparator = random.choice([c for c in Comparator if c is not Comparator.INCLUDES])
    return compared(random, left, comparator, lambda: random.choice([day(), Name("kpi.on_time.due", 0), Today(0)]))


def compared(random: Random, left: Term, comparator: Comparator, right: Callable[[], Term]) -> Compare:
    if comparator is Comparator.IN:
        found = [right() for _ in range(random.randint(1, 3))]
        literals = tuple(term for term in found if isinstance(term, Written))
        if literals:
            return Compare(left, comparator, literals)
        comparator = Comparator.EQUAL
    count = 2 if comparator is Comparator.BETWEEN else 1
    return Compare(left, comparator, tuple(right() for _ in range(count)))


def includes(random: Random) -> Compare:
    left: Term = Name("profile.buyers", 0)
    option = Written(random.choice(list(BUYERS)), 0)
    if random.random() < 0.3:
        left = Fallback(left, Written(random.choice(list(BUYERS)), 0), 0)
    return Compare(left, Comparator.INCLUDES, (random.choice([option, Name("profile.main_buyer", 0)]),))


def holds(random: Random) -> Holds:
    return Holds(Name(random.choice(["profile.certified", "condition.exports"]), 0))


def in_state(random: Random) -> InState:
    return InState(Name(random.choice(list(NAMES)), 0), str(random.choice(STATES)))


def older(random: Random) -> Older:
    term = random.choice([Name("profile.since", 0), NewestEvidence(Name(random.choice(QUESTIONS), 0), 0)])
    return Older(term, random.choice([0, 1, 12, 400]), random.choice(["days", "weeks", "months", "years"]), 0)


def group(random: Random) -> Group:
    if random.random() < 0.4:
        return Group("list", "", tuple(Name(name, 0) for name in QUESTIONS[: random.randint(1, 3)]), 0)
    return Group(*random.choice(GROUPS), (), 0)


def quantity(random: Random) -> Quantity:
    signs = [c for c in Comparator if c not in {Comparator.IN, Comparator.BETWEEN, Comparator.INCLUDES}]
    level = (random.choice(signs), random.choice(LEVELS)) if random.random() < 0.6 else None
    state = "" if level else str(random.choice(STATES))
    if random.random() < 0.3:
        return Quantity(Comparator.EQUAL, 0, group(random), level, state, 0, every=True)
    comparator = random.choice([c for c in signs if c is not Comparator.NOT_EQUAL])
    return Quantity(comparator, random.randint(0, 4), group(random), level, state, 0)


def measure(random: Random) -> Measure:
    what = random.choice(["share", "coverage", "practice"])
    most = 5 if what == "practice" else 100
    comparator = random.choice([c for c in Comparator if c not in {Comparator.IN, Comparator.INCLUDES}])
    count = 2 if comparator is Comparator.BETWEEN else 1
    bounds = tuple(Decimal(random.randint(2, 2 * most)) / 2 for _ in range(count))
    return Measure(what, group(random), comparator, bounds, 0)


LEAVES: Sequence[Callable[[Random], Condition]] = (
    numbers_compared,
    numbers_compared,
    a_level_compared,
    a_name_compared,
    sizes_compared,
    dates_compared,
    includes,
    holds,
    in_state,
    older,
    quantity,
    measure,
)
