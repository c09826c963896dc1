"""What the profile stresses, and where else something may exist already."""

import pytest

from gapanalysis.engine.interview import look_first
from gapanalysis.model.question import ChoiceAnswer
from gapanalysis.model.questionnaire import Emphasis, Sector
from gapanalysis.model.standard import SharedStructure
from tests.unit.engine.build import assessment, fact, items, questionnaire, requirement

SECTORS = ChoiceAnswer(type="choice", options={"food": "Food", "other": "Other"})
HELD = ChoiceAnswer(
    type="choice", several=True, options={"none": "None", "iso14001": "ISO 14001", "iso45001": "ISO 45001"}
)
QUESTIONS = questionnaire(
    requirement("Q8.5.2-1", weight=2),
    requirement("Q8.4.1-1", weight=2),
    requirement("Q9.2-1", "9.2.2", weight=1),
    profile=[fact("sector", SECTORS), fact("outsources"), fact("certified", HELD)],
)
QUESTIONS = QUESTIONS.model_copy(
    update={
        "sectors": {"food": Sector(id="food", label="Food", emphasis=("8.5.2",))},
        "emphasis": (Emphasis(when="profile.outsources", clauses=("8.4",), because="Others do it."),),
        "standard": QUESTIONS.standard.model_copy(
            update={"shared": SharedStructure(clauses=("9.2",), systems={"iso14001": "ISO 14001"}, note="look there")}
        ),
    }
)


@pytest.mark.parametrize(
    ("profile", "weights"),
    [
        ({}, (2, 2, 1)),
        ({"P.sector": "food"}, (3, 2, 1)),
        ({"P.sector": "other", "P.outsources": True}, (2, 3, 1)),
        ({"P.sector": "food", "P.outsources": True}, (3, 3, 1)),
    ],
)
def test_what_sector_and_profile_stress_weighs_one_more(profile, weights):
    assert tuple(item.weight for item in items(QUESTIONS, profile).values()) == weights


@pytest.mark.parametrize(
    ("held", "names"), [(["iso14001", "iso45001"], ("ISO 14001",)), (["none"], ()), (["iso45001"], ())]
)
def test_a_certificate_says_where_to_look_and_answers_nothing(held, names):
    held_by = assessment({"P.certified": held})
    assert look_first(QUESTIONS, held_by, QUESTIONS.by_id["Q9.2-1"]) == names
    assert look_first(QUESTIONS, held_by, QUESTIONS.by_id["Q8.4.1-1"]) == ()
    assert items(QUESTIONS, {"P.certified": held})["Q9.2-1"].level is None
