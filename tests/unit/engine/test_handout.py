"""The handout asks what the profile alone decides, in the words of the organisation and its sector."""

from gapanalysis.engine.handout import handout
from gapanalysis.model.assessment import LeftOut, Scope
from gapanalysis.model.question import ChoiceAnswer
from gapanalysis.model.questionnaire import Sector
from tests.unit.engine.build import ON, assessment, fact, good_practice, questionnaire, requirement, section

SECTORS = ChoiceAnswer(type="choice", options={"food": "Food", "other": "Other"})
FOOD = Sector(id="food", label="Food", note="Customers feel late {orders}.", evidence={"Q8.2.3-1": ("meter log",)})


def made(questions, answers=(), **engagement):
    said = assessment(dict(answers))
    frame = said.engagement.model_copy(update=engagement)
    return handout(questions, said.model_copy(update={"engagement": frame}), on=ON, version="1")


def asked(result):
    return {prompt.id: prompt for part in result.parts for prompt in part.prompts}


def test_only_questions_that_apply_are_handed_out_and_open_conditions_are_shown():
    questions = questionnaire(
        requirement("Q8.3.1-1", when="profile.designs"),
        requirement("Q8.5.3-1", when="profile.property"),
        requirement("Q8.4.1-1", when="profile.outsources"),
        profile=(fact("designs"), fact("property"), fact("outsources")),
    )
    result = asked(made(questions, {"P.designs": False, "P.property": True}))
    assert list(result) == ["Q8.5.3-1", "Q8.4.1-1"]
    assert result["Q8.5.3-1"].depends_on == ()
    assert result["Q8.4.1-1"].depends_on == ("outsources",)


def test_answers_given_since_play_no_part():
    questions = questionnaire(requirement("Q9.3.1-1"), requirement("Q9.3.1-2", when="Q9.3.1-1 >= 1"))
    answered = made(questions, {"Q9.3.1-1": 0})
    assert answered == made(questions)
    assert list(asked(answered)) == ["Q9.3.1-1", "Q9.3.1-2"]
    assert asked(answered)["Q9.3.1-2"].depends_on == ("Q9.3.1-1",)


def test_what_the_scope_leaves_out_is_not_handed_out_nor_is_an_empty_section():
    questions = questionnaire(section("a", requirement("Q8.5.1-1")), section("b", requirement("Q9.1.2-1")))
    scope = Scope(left_out=(LeftOut(what="Leeds", reason="not visited", clauses=("8.5",)),))
    assert [part.id for part in made(questions, scope=scope).parts] == ["b"]


def test_the_sector_gives_its_own_evidence_first():
    questions = questionnaire(
        requirement("Q8.2.3-1", evidence=("order file of {a_customer}",), whom=("sales lead",)),
        profile=(fact("sector", SECTORS),),
    ).model_copy(update={"sectors": {"food": FOOD}})
    result = made(questions, {"P.sector": "food"})
    assert asked(result)["Q8.2.3-1"].evidence[0] == "meter log"
    assert "{" not in "".join(asked(result)["Q8.2.3-1"].evidence) + result.sector_note
    assert len(asked(made(questions))["Q8.2.3-1"].evidence) == 1


def test_good_practice_is_told_from_what_is_required():
    result = asked(made(questionnaire(requirement("Q9.1.2-1"), good_practice("Q9.1.2-2"))))
    assert [result[name].required for name in ("Q9.1.2-1", "Q9.1.2-2")] == [True, False]


def test_whoever_is_wanted_most_comes_first():
    questions = questionnaire(
        section("a", requirement("Q8.1-1", whom=("planner",)), requirement("Q8.1-2", whom=("planner", "director"))),
        section("b", requirement("Q9.1.2-1", whom=("director",)), requirement("Q9.1.2-2", whom=("director",))),
    )
    assert made(questions).people == {"director": ("a", "b"), "planner": ("a",)}
