"""How deep a questionnaire is asked: as chosen, as usual, or all of it."""

import pytest

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.interview import depth_of, items_of
from gapanalysis.model.assessment import Assessment, Engagement, State
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.questionnaire import Depth
from gapanalysis.model.report import NotAskedBecause
from tests.unit.engine.build import ON, STAFF, assessment, fact, questionnaire, requirement

DEPTHS = (
    Depth(id="essential", title="Essential", summary="-", questions=("Q4.1-1",)),
    Depth(id="standard", title="Standard", summary="-", questions=("Q4.1-2",)),
)
TABLE = DecisionTable.model_validate(
    {
        "id": "depth",
        "title": "Depth by size",
        "hit": "first",
        "output": {"type": "text"},
        "rows": "| profile.employees | depth |\n| < 10 | 'essential' |\n| < 50 | 'standard' |\n| >= 50 | 'full' |",
    }
)
QUESTIONS = questionnaire(
    requirement("Q4.1-1"),
    requirement("Q4.1-2"),
    requirement("Q4.1-3"),
    profile=[fact("employees", STAFF)],
).model_copy(update={"depths": DEPTHS, "tables": (TABLE,), "usual_depth": "table.depth"})


def assessed(staff: int | None = None, depth: str = "") -> Assessment:
    answers = {} if staff is None else {"P.employees": str(staff)}
    engagement = Engagement(client="Acme", editions=("2015",), depth=depth)
    return assessment(answers).model_copy(update={"engagement": engagement})


def asked(assessment: Assessment) -> int:
    return sum(item.state is not State.NOT_ASKED for item in items_of(QUESTIONS, assessment))


@pytest.mark.parametrize(("staff", "count"), [(6, 1), (12, 2), (50, 3), (None, 3)])
def test_the_table_decides_and_what_it_does_not_know_leaves_nothing_out(staff, count):
    assert asked(assessed(staff)) == count


@pytest.mark.parametrize(("depth", "count"), [("essential", 1), ("standard", 2), ("full", 3)])
def test_what_was_chosen_counts(depth, count):
    assert asked(assessed(6, depth)) == count


def test_what_lies_deeper_is_not_asked_because_of_the_depth():
    result = analyse(QUESTIONS, assessed(6), on=ON)
    assert [each.not_asked_because for each in result.questions] == [None, *[NotAskedBecause.DEPTH] * 2]
    assert (result.depth.id, result.main.tally.not_asked) == ("essential", 2)
    assert depth_of(QUESTIONS, assessed(50)) is None
