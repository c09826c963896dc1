"""Conditions meant to hurt: refused, or worked off with work in proportion to their length. Calls are counted."""

import re
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gapanalysis.engine.conditions import Known, Operand, Scene, check, compiled, constant, explain
from gapanalysis.engine.conditions.parse import parse
from gapanalysis.engine.conditions.write import written
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import Truth
from gapanalysis.model.question import (
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    TextAnswer,
    YesNoAnswer,
)
from tests.unit.engine.condition_samples import GROUND

NAMES = {
    "profile.a": YesNoAnswer(type="yes-no"),
    "profile.n": NumberAnswer(type="number"),
    "profile.d": DateAnswer(type="date"),
    "profile.s": ChoiceAnswer(type="choice", options={"food": "Food", "retail": "Retail"}),
    "profile.t": TextAnswer(type="text"),
    "Q1-1": LevelAnswer(type="level", scale="conformity"),
}
VALUES = {
    "profile.a": False,
    "profile.n": Decimal("7.1"),
    "profile.d": date(2026, 1, 1),
    "profile.s": "retail",
    "profile.t": "x",
    "Q1-1": Decimal(1),
}
SCENE = Scene({name: Operand(Truth.TRUE, "answered", Known(value)) for name, value in VALUES.items()}.__getitem__)
A_CHARACTER = 60
"""Calls for each character at most, over reading, checking, evaluating, explaining and writing back."""
ANYWAY = 1500


def expanded(text: str) -> str:
    plain = text.replace("\\\\", "\\x5c")
    plain = re.sub(r"\\(?:x..|u....|U........|n)", lambda m: m.group().encode().decode("unicode_escape"), plain)
    return re.sub(r"\{\{(.*?)\}\}\*(\d+)", lambda m: m.group(1) * int(m.group(2)), plain, flags=re.DOTALL)


def cases() -> list[tuple[str, str]]:
    lines = Path(__file__).with_name("hostile-conditions.txt").read_text(encoding="utf-8").splitlines()
    found = [line.partition(": ") for line in lines if line and not line.startswith("#")]
    return [(outcome, expanded(text)) for outcome, _, text in found]


def calls_in(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, those written in C included."""
    count = 0

    def seen(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def everything(text: str) -> None:
    tree = parse(text)
    compiled(tree)(SCENE)
    explain(tree, SCENE)
    written(tree)
    constant(tree, NAMES, GROUND.scales)


@pytest.mark.parametrize(("outcome", "text"), cases(), ids=lambda value: repr(value[:40]))
def test_each_is_refused_or_bounded(outcome, text):
    parse.cache_clear()
    compiled.cache_clear()
    faults = check(text, NAMES, GROUND)
    assert all(0 <= fault.offset <= len(text) for fault in faults)
    if outcome == "refused":
        with pytest.raises(ConditionError):
            parse(text)
        assert len(faults) == 1
    elif outcome == "faulty":
        assert faults
        assert parse(text)
    else:
        assert faults == ()
        parse.cache_clear()
        assert calls_in(lambda: everything(text)) <= ANYWAY + A_CHARACTER * len(text)


@pytest.mark.parametrize(
    ("piece", "most"),
    [
        ("profile.a or ", 140),
        ("profile.n > 1 and ", 100),
        ("not profile.a and ", 100),
        ("profile.n + 1 > 2 or ", 80),
        ("(profile.n, 1 if unknown) = 1 or ", 56),
        ("(profile.a and (profile.n = 1 or profile.a)) or ", 40),
        ("profile.s in [food, retail, food] or ", 50),
        ("profile.n in [1, 2] and ", 80),
        ("all of [Q1-1, Q1-1] are open or ", 60),
        ("share of questionnaire < 50 % or ", 56),
        ("profile.d is older than 3 months or ", 50),
    ],
)
def test_work_grows_with_the_length_and_no_faster(piece, most):
    scene = Scene(SCENE.lookup, members=lambda _: (), measure=lambda *_: None)

    def calls(times: int) -> int:
        parse.cache_clear()
        compiled.cache_clear()
        text = piece * times + "profile.a"

        def work() -> None:
            check(text, NAMES, GROUND)
            compiled(parse(text))(scene)
            explain(parse(text), scene)

        return calls_in(work)

    quarter, half, whole = calls(most // 4), calls(most // 2), calls(most)
    # Twice the length adds at most twice what was added before; a little for what does not divide.
    assert whole - half <= 2.2 * (half - quarter)
