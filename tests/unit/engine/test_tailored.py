"""What a questionnaire becomes for one organisation."""

import pytest

from gapanalysis.engine.tailoring import tailored
from gapanalysis.model.assessment import LeftOut
from gapanalysis.model.kpi import Kpi
from gapanalysis.model.question import ChoiceAnswer
from gapanalysis.model.questionnaire import Depth, Emphasis, Sector, Term
from gapanalysis.model.report import NotAskedBecause
from gapanalysis.model.standard import SharedStructure
from gapanalysis.model.tailoring import Fate
from tests.unit.engine.build import STAFF, assessment, fact, questionnaire, requirement, section

SECTORS = ChoiceAnswer(type="choice", options={"food": "Food", "care": "Care"})
CSAT = Kpi(
    id="csat",
    title="Satisfied",
    formula="satisfied / asked",
    unit="%",
    better="higher",
    dimension="relationship",
    period="month",
    source_of_data="replies",
    traps=("few reply",),
    example="9 of 10",
    reference="ours",
)
CARE = Sector(
    id="care",
    label="Care",
    terms={"customer": Term(one="patient", many="patients", a="a patient")},
    note="{Customers} feel waiting.",
    emphasis=("8.6",),
    evidence={"Q8.6-1": ("discharge checklist",)},
    kpis=("csat",),
    regulators=("Care Quality Commission",),
)
QUESTIONS = questionnaire(
    section(
        "all",
        requirement("Q4.1-1").model_copy(update={"title": "What {customers} need"}),
        requirement("Q4.1-2", when="profile.employees >= 10"),
        requirement("Q4.1-3", when="Q4.1-1 >= 1"),
        requirement("Q4.1-4", when="profile.sector = food"),
        requirement("Q8.6-1", weight=2),
        requirement("Q8.6-2", edition="2026"),
        requirement("Q8.7-1", when="profile.outsources", not_applicable_because="{organisation} does all itself."),
    ),
    profile=[fact("sector", SECTORS), fact("employees", STAFF), fact("outsources")],
).model_copy(update={"sectors": {"care": CARE}, "kpis": {"csat": CSAT}})
KNOWN = {"P.sector": "care", "P.employees": "12", "P.outsources": False}


def found(answers=KNOWN, questions=QUESTIONS, **more):
    return tailored(questions, assessment(answers, **more))


def by_id(tailoring):
    return {question.id: question for section in tailoring.sections for question in section.questions}


@pytest.mark.parametrize(
    ("question", "fate", "because", "saw"),
    [
        ("Q4.1-1", Fate.ASKED, None, ""),
        ("Q4.1-2", Fate.ADDED, None, "employees: 12"),
        ("Q4.1-3", Fate.DEPENDS, None, "What patients need: open"),
        ("Q4.1-4", Fate.LEFT_OUT, NotAskedBecause.SECTOR, "sector: care"),
        ("Q8.6-1", Fate.ASKED, None, ""),
        ("Q8.6-2", Fate.LEFT_OUT, NotAskedBecause.EDITION, ""),
        ("Q8.7-1", Fate.LEFT_OUT, NotAskedBecause.CONDITION, "outsources: no"),
    ],
)
def test_every_question_has_its_fate_and_its_reason(question, fate, because, saw):
    told = by_id(found())[question]
    assert (told.fate, told.because, told.saw) == (fate, because, saw)


def test_the_counts_add_up():
    tailoring = found()
    assert [tailoring.count(fate) for fate in Fate] == [2, 1, 1, 3]
    assert tailoring.count(*Fate) == 7


def test_while_the_profile_is_open_everything_may_be_asked():
    tailoring = found({})
    assert (tailoring.sector, tailoring.size, tailoring.stressed, tailoring.kpis) == ("", None, (), ())
    assert {name: each.fate for name, each in by_id(tailoring).items()} == {
        "Q4.1-1": Fate.ASKED,
        "Q4.1-2": Fate.DEPENDS,
        "Q4.1-3": Fate.DEPENDS,
        "Q4.1-4": Fate.DEPENDS,
        "Q8.6-1": Fate.ASKED,
        "Q8.6-2": Fate.LEFT_OUT,
        "Q8.7-1": Fate.DEPENDS,
    }


def test_the_sector_gives_words_weight_evidence_figures_and_regulators():
    tailoring = found()
    assert (tailoring.sector, tailoring.size, tailoring.note) == ("Care", "small", "Patients feel waiting.")
    assert tailoring.own_words == {"customer": "patient"}
    assert [(stress.clause.number, stress.because) for stress in tailoring.stressed] == [("8.6", "")]
    assert (tailoring.kpis, tailoring.regulators) == ((CSAT,), ("Care Quality Commission",))
    stressed = by_id(tailoring)["Q8.6-1"]
    assert (stressed.weight, stressed.stressed, stressed.own_evidence) == (3, True, ("discharge checklist",))
    assert by_id(tailoring)["Q4.1-1"].title == "What patients need"


def test_what_the_report_will_print_as_justification_is_told():
    assert by_id(found())["Q8.7-1"].reason == "Acme does all itself."


def test_what_lies_outside_the_scope_says_why():
    left_out = LeftOut(what="Release", reason="looked at last year", clauses=("8.6",))
    told = by_id(found(left_out=[left_out]))["Q8.6-1"]
    assert (told.because, told.reason) == (NotAskedBecause.SCOPE, "Release: looked at last year")


def test_the_depth_is_told():
    depths = (Depth(id="essential", title="Essential", summary="-", questions=("Q4.1-1",)),)
    shallow = QUESTIONS.model_copy(update={"depths": depths})
    asked = assessment(KNOWN)
    asked = asked.model_copy(update={"engagement": asked.engagement.model_copy(update={"depth": "essential"})})
    tailoring = tailored(shallow, asked)
    assert tailoring.depth == depths[0]
    assert by_id(tailoring)["Q8.6-1"].because is NotAskedBecause.DEPTH
    assert found().depth is None


def test_what_other_facts_stress_says_why():
    told = (Emphasis(when="profile.employees >= 10", clauses=("4.1",), because="Many hands."),)
    tailoring = found(questions=QUESTIONS.model_copy(update={"emphasis": told}))
    assert [(stress.clause.number, stress.because) for stress in tailoring.stressed] == [
        ("8.6", ""),
        ("4.1", "Many hands."),
    ]
    assert by_id(tailoring)["Q4.1-1"].stressed
    assert found({}, QUESTIONS.model_copy(update={"emphasis": told})).stressed == ()


def test_where_something_may_exist_already_is_named():
    held = ChoiceAnswer(type="choice", several=True, options={"none": "None", "iso14001": "ISO 14001"})
    shared = SharedStructure(clauses=("4.1",), systems={"iso14001": "ISO 14001"}, note="look there")
    questions = QUESTIONS.model_copy(
        update={
            "profile": (*QUESTIONS.profile, fact("certified", held)),
            "standard": QUESTIONS.standard.model_copy(update={"shared": shared}),
        }
    )
    told = by_id(found({**KNOWN, "P.certified": ["iso14001"]}, questions))
    assert (told["Q4.1-1"].look_first, told["Q8.6-1"].look_first) == (("ISO 14001",), ())


@pytest.mark.parametrize("when", ["profile.sector = food", "profile.sector = food and profile.outsources"])
def test_what_is_for_another_sector_is_told_as_that_and_not_as_left_out_of_scope(when):
    asked = questionnaire(
        section("all", requirement("Q4.1-1", when=when)),
        profile=[fact("sector", SECTORS), fact("employees", STAFF), fact("outsources")],
    )
    left_out = LeftOut(what="Context", reason="later", clauses=("4",))
    for sector, because in (("care", NotAskedBecause.SECTOR), ("food", NotAskedBecause.SCOPE)):
        (question,) = by_id(found({"P.sector": sector}, asked, left_out=[left_out])).values()
        assert question.because is because
