"""A pack to begin with: sound as it is, and beside others."""

import pytest

from gapanalysis.content import questionnaire_folders, template_folders
from gapanalysis.errors import QuestionnaireError
from gapanalysis.loading.examination import examine
from gapanalysis.loading.questionnaire import load_questionnaire
from gapanalysis.loading.skeleton import identifier_from, skeleton


def begin(workspace, questionnaire_id):
    files = skeleton(template_folders(workspace), questionnaire_folders(workspace), questionnaire_id)
    for name, text in files.items():
        path = workspace / "questionnaires" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return files


def test_a_new_pack_has_neither_fault_nor_remark(tmp_path):
    assert set(begin(tmp_path, "mine")) == {
        "bank/mine.yaml",
        "rules/mine.yaml",
        "sectors/other.yaml",
        "mine/questionnaire.yaml",
        "mine/cases.yaml",
    }
    found = examine(questionnaire_folders(), [tmp_path])
    assert "\n".join(map(str, (*found.issues, *found.remarks))) == ""
    assert len(found.asks) == 2


def test_a_new_pack_is_a_questionnaire_of_a_workspace(tmp_path):
    begin(tmp_path, "mine")
    own = load_questionnaire(questionnaire_folders(tmp_path), "mine")
    assert [question.id for question in own.questions()] == ["Q8.2.1-901", "Q8.2.1-902", "Q9.1.2-1"]
    assert own.sectors["other"].terms["customer"].one == "guest"
    assert "R8.2.1-901" in {rule.id for rule in own.rules}


def test_a_second_pack_has_ids_of_its_own(tmp_path):
    begin(tmp_path, "mine")
    begin(tmp_path, "yours")
    found = examine(questionnaire_folders(tmp_path))
    assert found.issues == ()
    second = load_questionnaire(questionnaire_folders(tmp_path), "yours")
    assert [question.id for question in second.questions()] == ["Q8.2.1-903", "Q8.2.1-904", "Q9.1.2-1"]


def test_every_line_that_may_puzzle_is_explained(tmp_path):
    for name, text in begin(tmp_path, "mine").items():
        assert sum("#" in line for line in text.splitlines()) >= 3, name


@pytest.mark.parametrize("taken", ["iso9001", "iso9001-customer-focus"])
def test_the_name_of_another_is_refused(taken):
    with pytest.raises(QuestionnaireError, match="already"):
        skeleton(template_folders(), questionnaire_folders(), taken)


@pytest.mark.parametrize("name", ["My checks", "9001", "a--b", "../up", ""])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(QuestionnaireError, match="cannot be the id"):
        skeleton(template_folders(), questionnaire_folders(), name)


def test_numbers_run_out_in_the_end(tmp_path):
    files = begin(tmp_path, "mine")
    path = tmp_path / "questionnaires/bank/mine.yaml"
    path.write_text(files["bank/mine.yaml"].replace("Q8.2.1-902", "Q8.2.1-998"))
    with pytest.raises(QuestionnaireError, match="No numbers"):
        begin(tmp_path, "yours")


@pytest.mark.parametrize(
    ("name", "made"),
    [("My checks", "my-checks"), ("acme_2026", "acme-2026"), ("2026", "my-questionnaire"), ("", "my-questionnaire")],
)
def test_an_id_is_made_from_the_name_of_the_folder(name, made):
    assert identifier_from(name) == made
