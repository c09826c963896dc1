"""Tens of thousands of random conditions in random scenes: two evaluators agree, and so does everything beside them.

The batches are seeded, so that a failure comes again: its seed is in the name of the test.
"""

import re
import string
from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from gapanalysis.engine.conditions import check, compiled, parse, parse_value
from gapanalysis.engine.conditions.lex import LONGEST
from gapanalysis.engine.conditions.write import written
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import Truth
from tests.unit.engine import naive_conditions
from tests.unit.engine.condition_samples import GROUND, NAMES, Situation, condition, operand, situation, without_offsets

CONDITIONS = 400
SCENES = 20
BATCHES = 8
"""400 x 20 x 8 comparisons: 64,000 in all."""


@pytest.mark.parametrize("seed", range(BATCHES))
def test_two_evaluators_agree(seed):
    random = Random(seed)  # noqa: S311  # repeatable on purpose
    situations = [situation(random) for _ in range(SCENES)]
    scenes = [each.scene for each in situations]
    values = set()
    for _ in range(CONDITIONS):
        tree = condition(random)
        test = compiled(tree)
        for each, scene in zip(situations, scenes, strict=True):
            found = test(scene)
            values.add(found)
            assert str(found) == naive_conditions.truth(tree, each), written(tree)
    assert values == set(Truth)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_written_is_sound_and_means_the_same(seed):
    random = Random(1000 + seed)  # noqa: S311
    compared = 0
    for _ in range(500):
        tree = condition(random)
        text = written(tree)
        if len(text) <= LONGEST:
            assert without_offsets(parse(text)) == without_offsets(tree), text
            assert written(parse(text)) == text
            assert check(text, NAMES, GROUND) == (), text
            compared += 1
    assert compared > 450


@pytest.mark.parametrize("seed", range(4))
def test_what_is_decided_despite_doubt_stays_decided(seed):
    """With doubtful names taken as not certain, a value other than unknown holds whatever becomes of them."""
    random = Random(2000 + seed)  # noqa: S311
    decided = 0
    for _ in range(400):
        tree = condition(random)
        now = situation(random, doubtful=0.4)
        cautious = compiled(tree)(now.scene)
        if cautious is not Truth.UNKNOWN:
            decided += 1
            for _ in range(4):
                assert compiled(tree)(resolved(random, now).scene) is cautious, written(tree)
    assert decided > 100


def resolved(random: Random, now: Situation) -> Situation:
    """The same situation with every doubtful name become anything."""
    operands = {
        name: found if found.certain else operand(random, name, answered=0.6, doubtful=0)
        for name, found in now.operands.items()
    }
    return replace(now, operands=operands)


# -- the parser --------------------------------------------------------------------------------------------------

WORDS = re.split(
    r"\s+",
    """and or not in is between includes if with without unknown of clause section questionnaire at least most
    fewer more than exactly all none have has level are share coverage practice rows newest evidence today older
    days months min max abs round answered open don't know applicable asked yes no food ( ) ( ) [ ] , , < <= = != >= >
    + - * / % 0 3 2.5 -1 2015:9.1 2026-11-23 'text' "two words" Q9.1.2-1 Q9.1.2-12 Q4.2-7 profile.employees
    profile.certified profile.size profile.since kpi.on_time.latest value.ratio condition.exports""",
)


def parses_or_is_refused(text: str) -> bool:
    """Whether it parses. Whatever the text, nothing but a ConditionError with a place in the text comes out."""
    parsed = False
    for read in (parse, parse_value):
        with suppress(ConditionError):
            read(text)
            parsed = True
    for fault in check(text, NAMES, GROUND):
        assert 0 <= fault.offset <= len(text)
        assert fault.message
    return parsed


@pytest.mark.parametrize("seed", range(4))
def test_any_words_parse_or_are_refused(seed):
    random = Random(3000 + seed)  # noqa: S311
    for _ in range(2000):
        parses_or_is_refused(" ".join(random.choices(WORDS, k=random.randint(1, 25))))


@pytest.mark.parametrize("seed", range(4))
def test_conditions_with_a_word_changed_parse_or_are_refused(seed):
    random = Random(4000 + seed)  # noqa: S311
    parsed = 0
    for _ in range(500):
        words = written(condition(random, 2)).split()
        place = random.randrange(len(words))
        words[place : place + random.randint(0, 2)] = random.choices(WORDS, k=random.randint(0, 2))
        parsed += parses_or_is_refused(" ".join(words))
    assert 50 < parsed < 450


@pytest.mark.parametrize("seed", range(4))
def test_any_bytes_parse_or_are_refused(seed):
    random = Random(5000 + seed)  # noqa: S311
    for _ in range(1000):
        raw = random.randbytes(random.randint(1, 60))
        parses_or_is_refused(raw.decode("utf-8", errors="replace"))
        parses_or_is_refused(raw.decode("latin-1"))
        parses_or_is_refused("".join(random.choices(string.printable, k=random.randint(1, 60))))
