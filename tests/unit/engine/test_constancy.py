"""What is said never to hold never does, and what is said always to hold always does."""

from decimal import Decimal
from random import Random

import pytest

from gapanalysis.engine.conditions import Known, Operand, Scene, compiled, constant, parse
from gapanalysis.engine.conditions.constancy import MOST
from gapanalysis.model.condition import And, Not, Or, Truth
from gapanalysis.model.question import NumberAnswer
from tests.unit.engine import condition_samples as samples

NAMES = {
    **samples.NAMES,
    "profile.staff": NumberAnswer(type="number", least=Decimal(1), whole=True),
    "profile.sites": NumberAnswer(type="number", least=Decimal(1), most=Decimal(9), whole=True),
    "profile.turnover": NumberAnswer(type="number", least=Decimal(0)),
}


def said(text):
    return constant(parse(text), NAMES, {"conformity": samples.SCALE})


@pytest.mark.parametrize(
    "text",
    [
        "profile.staff > 5 and profile.staff < 5",
        "profile.staff > 5 and profile.staff < 6",
        "profile.staff < 1",
        "profile.sites > 9",
        "profile.staff between 9 and 5",
        "profile.turnover < 0",
        "profile.certified and not profile.certified",
        "profile.size < micro",
        "profile.size > small and profile.size = micro",
        "profile.main_buyer = firms and profile.main_buyer in [people, councils]",
        "Q9.1.2-1 <= 1 and Q9.1.2-1 >= 2",
        "Q9.1.2-1 <= 1 and Q9.1.2-1 is open",
        "Q9.1.2-1 is open and Q9.1.2-1 is not asked",
        "profile.staff = 2.5",
    ],
)
def test_never(text):
    assert said(text) is False
    assert said(f"({text}) and profile.certified") is False


@pytest.mark.parametrize(
    "text",
    [
        "profile.staff >= 1",
        "profile.staff > 5 or profile.staff <= 5",
        "profile.size >= micro",
        "profile.certified or not profile.certified",
        "Q9.1.2-1 <= 3",
        "Q9.1.2-1 in [0, 1] or Q9.1.2-1 > 1",
        "profile.main_buyer != firms or profile.main_buyer = firms",
    ],
)
def test_always(text):
    assert said(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "profile.staff > 5",
        "profile.staff > 2.5 and profile.staff < 3.5",
        "profile.turnover > 5 and profile.turnover < 6",
        "profile.turnover > 0.0001 and profile.turnover < 0.0002",
        "profile.turnover > 999999999999999.999999999999998 and profile.turnover < 999999999999999.999999999999999",
        "profile.staff > 999999999999999",
        "Q9.1.2-1 is open or Q9.1.2-1 <= 3",
        "Q9.1.2-1 is answered",
        "profile.certified",
        # What cannot be told: calculations, other terms, text, several options.
        "profile.staff + 1 < profile.staff",
        "profile.staff < profile.staff",
        "profile.motto = a and profile.motto = b",
        "profile.buyers includes firms and profile.certified and not profile.certified",
        "rows of Q4.2-7 < 0",
        "min(profile.staff, 3) > 3",
    ],
)
def test_nothing_is_said(text):
    assert said(text) is None


def test_nothing_is_said_of_too_many_combinations():
    many = " and ".join(f"kpi.k{n}.x = 1" for n in range(10))
    names = {f"kpi.k{n}.x": NumberAnswer(type="number") for n in range(10)}
    assert constant(parse(many), names, {}) is None
    assert MOST < 3**10


@pytest.mark.parametrize("seed", range(6))
def test_it_is_never_wrong(seed):
    """Conditions over few names, so that many are constant; held against random answers."""
    random = Random(seed)  # noqa: S311
    names = ["profile.staff", "profile.turnover", "Q9.1.2-1", "profile.size", "profile.certified"]
    verdicts = {True: 0, False: 0, None: 0}
    for _ in range(400):
        tree = tree_of(random, random.sample(names, 2), 2)
        verdict = constant(tree, NAMES, {"conformity": samples.SCALE})
        verdicts[verdict] += 1
        if verdict is None:
            continue
        test = compiled(tree)
        for _ in range(25):
            open_share = 0.2 if verdict is False else 0
            given = {name: operand(random, name, open_share) for name in names}
            assert (test(Scene(given.__getitem__)) is Truth.TRUE) is verdict, tree
    assert min(verdicts.values()) > 5


LITERALS = {
    "profile.staff": ["0", "1", "2", "2.5", "3.5", "4"],
    "profile.turnover": ["-1", "0", "1", "1.5", "2"],
    "Q9.1.2-1": ["0", "1", "2", "3"],
    "profile.size": list(samples.SIZES),
}


def tree_of(random, names, depth):
    if depth and random.random() < 0.7:
        join = random.choice([And, Or])
        return join(tuple(tree_of(random, names, depth - 1) for _ in range(random.randint(2, 3))))
    if random.random() < 0.2:
        return Not(tree_of(random, names, 0))
    name = random.choice(names)
    if random.random() < 0.1:
        return parse(f"{name} is {random.choice(['answered', 'open', 'not applicable', 'not asked'])}")
    if name not in LITERALS:
        return parse(random.choice([name, f"{name} = no"]))
    one, two = random.choices(LITERALS[name], k=2)
    sign = random.choice(["=", "!=", "<", "<=", ">", ">=", "in", "between"])
    right = {"in": f"[{one}, {two}]", "between": f"{one} and {two}"}.get(sign, one)
    return parse(f"{name} {sign} {right}")


def operand(random, name, open_share):
    if random.random() < open_share:
        return random.choice([Operand(Truth.UNKNOWN, "open"), Operand(Truth.INAPPLICABLE, "not asked")])
    values = {
        "profile.staff": [Decimal(n) for n in range(1, 7)],
        "profile.turnover": [Decimal(n) / 4 for n in range(12)],
        "Q9.1.2-1": samples.LEVELS,
        "profile.size": list(samples.SIZES),
        "profile.certified": [True, False],
    }[name]
    order = tuple(samples.SIZES) if name == "profile.size" else ()
    return Operand(Truth.TRUE, "answered", Known(random.choice(values), order))
