"""What a check tells beside faults: style, reading age, coverage."""

import sys

import pytest

from gapanalysis.errors import QuestionnaireError
from gapanalysis.loading import load_questionnaire
from gapanalysis.loading.coverage import coverages
from gapanalysis.loading.examination import examine
from gapanalysis.loading.readability import median_age, reading_ages

BANK = "bank/9.1.2.yaml"
FOCUS = "focus/questionnaire.yaml"
REQUIREMENTS = """\
standard: iso9001
requirements:
  - {id: S9.1.2-1, text: what customers think is followed, editions: {"2015": {clause: 9.1.2}}}
"""


@pytest.fixture
def covering(world):
    """The small world, with a requirement and the questions that cover it."""
    world.write("requirements/9.yaml", REQUIREMENTS)
    world.replace(BANK, "    strength:", "    covers: [S9.1.2-1]\n    strength:")
    world.replace(BANK, "    applies_when:", "    covers: [S9.1.2-1]\n    applies_when:")
    return world


# -- style -------------------------------------------------------------------------------------------------------


def test_remarks_are_no_faults(world):
    world.replace(BANK, "Few complain.", "We ensure it.")
    found = examine([world.folder])
    assert found.issues == ()
    assert "style-word" in [remark.code for remark in found.remarks]


def test_with_paths_only_their_own_remarks_are_told_and_those_they_cause_elsewhere(world, tmp_path):
    before = set(examine([world.folder]).remarks)
    own = tmp_path / "own.yaml"
    own.write_text("questions: []\nactions: []\n")
    assert examine([world.folder], [own]).remarks == ()
    own.write_text("rules: []\nconditions:\n  loud: profile.outsources\n")
    assert examine([world.folder], [own]).remarks == ()
    assert set(examine([world.folder], [world.folder]).remarks) == before


# -- reading age -------------------------------------------------------------------------------------------------


def test_every_question_is_measured_in_the_usual_words(world):
    assert examine([world.folder]).asks == {
        "P.employees": "How many people work for Aldermoor Precision Ltd?",
        "P.outsources": "Do others work for you?",
        "Q9.1.2-1": "How do you listen to customers?",
        "Q9.1.2-2": "Since when do you ask?",
    }


def test_with_paths_only_their_questions_are_measured(world):
    assert set(examine([world.folder], [world.folder / "profile.yaml"]).asks) == {"P.employees", "P.outsources"}


def test_harder_words_and_longer_sentences_read_later():
    ages = reading_ages(
        {
            "easy": "How do you know what they need?",
            "long": "How do you know what they need, who told you so, and when did you last go and ask them again?",
            "hard": "How are requirements determined organisationally?",
        }
    )
    assert [each.question for each in ages] == ["hard", "long", "easy"]
    assert median_age(ages) == ages[1].age
    # 24 signs in 7 words of one sentence: 4.71 x 25/7 + 0.5 x 7 - 21.43 = -1.11, and five years before school.
    assert ages[2].age == pytest.approx(5 + 4.71 * 25 / 7 + 0.5 * 7 - 21.43)


def test_nothing_to_measure_has_no_median():
    assert median_age(()) is None


def test_without_the_library_nothing_is_measured(monkeypatch):
    monkeypatch.setitem(sys.modules, "textstat", None)
    assert reading_ages({"Q": "How?"}) is None


# -- coverage ----------------------------------------------------------------------------------------------------


def test_a_complete_questionnaire_is_summed_up(covering):
    assert examine([covering.folder]).coverage == {}
    covering.replace(FOCUS, "editions: [2015]", "editions: [2015]\ncomplete: true")
    (coverage,) = examine([covering.folder]).coverage["focus"]
    assert (coverage.edition, coverage.reached, len(coverage.requirements)) == ("2015", 1, 1)


def test_the_coverage_of_a_questionnaire_and_of_the_bank(covering):
    covering.replace(FOCUS, "      - Q9.1.2-1\n", "      - {id: Q9.1.2-1, applies_when: profile.outsources}\n")
    ((standard, (own,)),) = coverages([covering.folder], "focus")
    assert standard.id == "iso9001"
    assert [each.questions for each in own.requirements] == [("Q9.1.2-1", "Q9.1.2-2")]
    ((_, (bank,)),) = coverages([covering.folder], editions=["2015"])
    assert bank == own


def test_the_coverage_of_an_edition_that_does_not_exist(covering):
    with pytest.raises(QuestionnaireError, match="no edition 2016 here"):
        coverages([covering.folder], "focus", ["2016"])


def test_the_coverage_of_faulty_definitions_names_every_fault(covering):
    covering.replace(BANK, "scale: conformity", "scale: conformty")
    with pytest.raises(QuestionnaireError, match="have one fault") as caught:
        coverages([covering.folder])
    assert [issue.code for issue in caught.value.issues] == ["unknown-scale"]


# -- several questionnaires --------------------------------------------------------------------------------------


def test_a_questionnaire_loads_although_a_rule_speaks_of_a_section_of_another(world):
    world.write("rules/own.yaml", RULE)
    other = (world.folder / FOCUS).read_text().replace("id: focus", "id: other").replace("id: listening", "id: hearing")
    world.write("other/questionnaire.yaml", other)
    assert [rule.id for rule in load_questionnaire([world.folder], "other").rules] == ["R9.1.2-1"]
    assert load_questionnaire([world.folder], "focus").rules == ()


RULE = """\
rules:
  - id: R9.1.2-1
    title: Little is heard
    when: share of section hearing < 50 %
    editions:
      "2015": {clauses: [9.1.2], obligation: requirement}
    query: Ask who listens.
"""
