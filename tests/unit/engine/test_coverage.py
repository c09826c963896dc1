"""Which question covers which requirement of an edition."""

import pytest

from gapanalysis.engine.coverage import coverage_of
from gapanalysis.model.standard import Change, Crosswalk, InClause, Reliability, Requirement
from tests.unit.engine.build import good_practice, questionnaire, requirement

REQUIREMENTS = (
    Requirement(
        id="S9.1.2-1",
        text="what customers think is followed",
        editions={"2015": InClause(clause="9.1.2"), "2026": InClause(clause="9.1.2", reliability=Reliability.MEDIUM)},
    ),
    Requirement(id="S4.1-1", text="the world around is known", editions={"2015": InClause(clause="4.1")}),
    Requirement(
        id="S4.1-2", text="something new", editions={"2026": InClause(clause="4.1", reliability="low", verified=True)}
    ),
)
MOVE = Crosswalk(
    before="2015",
    after="2026",
    changes=(Change(id="same", before=("4.1",), after=("4.1",), summary="-", reliability="high", source="-"),),
)
ASKED = questionnaire(
    requirement("Q4.1-1", also={"2026": "4.1"}, covers=("S4.1-1", "S4.1-2")),
    requirement("Q9.1.2-1", also={"2026": "9.1.2"}, covers=("S9.1.2-1",)),
    requirement("Q9.1.2-2", covers=("S9.1.2-1", "S4.1-1")),
    crosswalks=(MOVE,),
)
STANDARD = ASKED.standard.model_copy(update={"requirements": REQUIREMENTS})


def covered(year, *questions):
    return coverage_of(STANDARD, questions or tuple(ASKED.questions()), year)


def test_requirements_stand_in_the_order_of_clauses_with_all_that_ask_about_them():
    found = [(each.requirement.id, each.questions) for each in covered("2015").requirements]
    assert found == [("S4.1-1", ("Q4.1-1", "Q9.1.2-2")), ("S9.1.2-1", ("Q9.1.2-1", "Q9.1.2-2"))]


def test_a_question_covers_nothing_in_an_edition_that_does_not_have_it():
    found = {each.requirement.id: each.questions for each in covered("2026").requirements}
    assert found == {"S4.1-2": ("Q4.1-1",), "S9.1.2-1": ("Q9.1.2-1",)}


def test_what_nothing_asks_about_is_a_hole():
    found = covered("2015", *list(ASKED.questions())[:1])
    assert (found.reached, len(found.requirements)) == (1, 2)
    assert [each.requirement.id for each in found.holes] == ["S9.1.2-1"]


def test_good_practice_reaches_no_requirement():
    assert len(covered("2015", good_practice("Q9.1.2-3", covers=("S9.1.2-1",))).holes) == 2


def test_what_is_known_from_reports_only_is_marked_until_it_is_verified():
    assert [each.reported for each in covered("2015").requirements] == [False, False]
    assert {each.requirement.id: each.reported for each in covered("2026").requirements} == {
        "S4.1-2": False,
        "S9.1.2-1": True,
    }


def test_an_edition_that_does_not_exist_has_no_coverage():
    with pytest.raises(KeyError):
        covered("2008")
