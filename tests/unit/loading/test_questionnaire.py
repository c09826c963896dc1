"""Loading, listing and checking: folders over folders, packs beside them."""

import os
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapanalysis.errors import QuestionnaireError
from gapanalysis.loading import check, list_questionnaires, load_questionnaire

BANK = "bank/9.1.2.yaml"
FOCUS = "focus/questionnaire.yaml"


def test_a_questionnaire_with_all_it_needs(world):
    questionnaire = load_questionnaire([world.folder], "focus")
    first, second = questionnaire.questions()
    assert (first.id, first.weight, first.levels[3]) == ("Q9.1.2-1", 1, "All are asked.")
    assert (second.ask, second.weight, second.title) == ("Which year did you begin to ask?", 3, "Since when")
    assert [question.id for question in questionnaire.profile] == ["P.employees", "P.outsources"]
    assert questionnaire.standard.edition("2015").clause("9.10").title == "Not nine point one"
    assert sorted(questionnaire.scales) == ["conformity", "maturity"]
    assert questionnaire.sectors["food"].terms["customer"].many == "guests"
    assert questionnaire.terms["order"].a == "an order"
    assert (questionnaire.version, questionnaire.editions) == ("1.0", ("2015",))


def test_only_actions_that_can_be_reached(world):
    questionnaire = load_questionnaire([world.folder], "focus")
    assert list(questionnaire.actions) == ["A9.1.2-1", "A9.1.2-2"]
    assert questionnaire.actions["A9.1.2-1"].effort.large == Decimal("4.5")


def test_an_override_makes_another_revision(world):
    before = {question.id: question.revision for question in load_questionnaire([world.folder], "focus").questions()}
    world.replace(FOCUS, "weight: 3", "weight: 4")
    after = {question.id: question.revision for question in load_questionnaire([world.folder], "focus").questions()}
    assert before["Q9.1.2-1"] == after["Q9.1.2-1"]
    assert before["Q9.1.2-2"] != after["Q9.1.2-2"]


def test_the_same_files_give_the_same_value(world):
    assert load_questionnaire([world.folder], "focus") == load_questionnaire([world.folder], "focus")


def test_an_unknown_questionnaire_names_the_nearest(world):
    with pytest.raises(QuestionnaireError) as stop:
        load_questionnaire([world.folder], "fokus")
    assert stop.value.hint == "did you mean `focus`?"


def test_faults_stop_loading_with_every_issue(world):
    world.replace(BANK, "{customers}", "{custmers}")
    world.replace(BANK, "clauses: [9.1.2]", "clauses: [9.1.7]")
    with pytest.raises(QuestionnaireError, match="2 faults") as stop:
        load_questionnaire([world.folder], "focus")
    assert [issue.code for issue in stop.value.issues] == ["unknown-place", "unknown-clause"]


def test_faults_of_another_questionnaire_do_not_stop_loading(world):
    world.write("other/questionnaire.yaml", "id: [")
    assert load_questionnaire([world.folder], "focus").id == "focus"
    listed = list_questionnaires([world.folder])
    assert [(each.id, each.title, each.questions, len(each.issues)) for each in listed] == [
        ("focus", "Focus", 2, 0),
        ("other", "", 0, 1),
    ]


def test_a_workspace_comes_first_and_may_add_and_replace(world, tmp_path):
    own = tmp_path / "own"
    (own / "mine").mkdir(parents=True)
    (own / "terms.yaml").write_text(
        (world.folder / "terms.yaml")
        .read_text()
        .replace("one: customer, many: customers", "one: client, many: clients")
    )
    text = (world.folder / FOCUS).read_text()
    (own / "mine/questionnaire.yaml").write_text(text.replace("id: focus", "id: mine"))
    folders = [own, world.folder]
    assert check(folders) == ()
    assert load_questionnaire(folders, "mine").terms["customer"].many == "clients"
    assert [each.id for each in list_questionnaires(folders)] == ["focus", "mine"]


def test_a_clash_with_shipped_content_is_reported_in_the_users_file(world, tmp_path):
    own = tmp_path / "own/bank"
    own.mkdir(parents=True)
    (own / "0.yaml").write_text((world.folder / BANK).read_text())
    found = check([own.parent, world.folder])
    assert {issue.file for issue in found} == {str(own / "0.yaml")}
    assert {issue.code for issue in found} == {"duplicate-question", "duplicate-action"}


def test_a_pack_refers_to_shipped_content(world, tmp_path):
    pack = tmp_path / "pack.yaml"
    pack.write_text("questions:\n  - {id: Q9-1, title: T, ask: A, answer: {type: text}, replaced_by: [Q9.1.2-1]}\n")
    assert check([world.folder], [pack]) == ()
    pack.write_text("questions:\n  - {id: Q9-1, title: T, ask: '{x}', answer: {type: text}, replaced_by: [Q9.1.2-7]}\n")
    assert [issue.code for issue in check([world.folder], [pack])] == ["unknown-place", "unknown-question"]


@pytest.mark.parametrize(
    ("name", "new"),
    [
        (BANK, "strange.yaml"),
        ("scales.yaml", "s.yaml"),
        ("profile.yaml", "p.yaml"),
        ("terms.yaml", "t.yaml"),
        ("standards/iso9001.yaml", "iso9001.yaml"),
        ("standards/iso9001-2015.yaml", "iso9001-2015.yaml"),
        ("sectors/food.yaml", "food.yml"),
        (FOCUS, "focus.yaml"),
    ],
)
def test_a_loose_file_is_known_by_what_it_holds(world, tmp_path, name, new):
    loose = tmp_path / new
    loose.write_text((world.folder / name).read_text() + "surplus: 1\n")
    (world.folder / name).unlink()
    found = [issue for issue in check([world.folder], [loose]) if issue.file == str(loose)]
    assert [issue.code for issue in found] == ["unknown-key"]


def test_a_pack_may_be_a_workspace_or_a_folder_of_anything(world, tmp_path):
    for folder in ("work/questionnaires/bank", "pack/deep/er"):
        path = tmp_path / folder / "x.yaml"
        path.parent.mkdir(parents=True)
        path.write_text("actions: [1]\n")
    (tmp_path / "pack/readme.yaml").write_text("hello: world\n")
    (found,) = check([world.folder], [tmp_path / "work"])
    assert (found.code, found.column) == ("wrong-type", 11)
    assert {issue.code for issue in check([world.folder], [tmp_path / "pack"])} == {"wrong-type", "unknown-file"}


def test_what_a_pack_breaks_elsewhere_is_reported(world, tmp_path):
    pack = tmp_path / "scales.yaml"
    pack.write_text((world.folder / "scales.yaml").read_text().replace("id: conformity", "id: conform"))
    (found,) = check([world.folder], [pack])
    assert (found.file, found.code) == (str(world.folder / BANK), "unknown-scale")


def test_a_path_within_the_folders_shows_its_own_faults_only(world):
    world.replace(BANK, "{customers}", "{custmers}")
    sector = world.replace("sectors/food.yaml", "customer:", "custmer:")
    assert [issue.code for issue in check([world.folder], [sector])] == ["unknown-term"]
    assert len(check([world.folder])) == 2


def test_files_that_would_be_passed_over_in_silence_are_reported(world):
    world.write("scale.yaml", "scales: []\n")
    world.write("bank/more.yml", "actions: []\n")
    assert [(issue.code, issue.hint) for issue in world.issues()] == [
        ("unknown-file", "rename it to .yaml"),
        ("unknown-file", "did you mean `scales.yaml`?"),
    ]


def test_a_missing_file_is_reported(world):
    (world.folder / "terms.yaml").unlink()
    assert (world.issue().code, world.issue().line) == ("missing-file", 0)


def test_a_path_that_does_not_exist(world, tmp_path):
    (found,) = check([world.folder], [tmp_path / "nowhere"])
    assert (found.code, found.hint) == ("unreadable-file", "check the spelling")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(world):
    world.write(FOCUS, "").chmod(0)
    assert world.issue().code == "unreadable-file"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    at=st.integers(0, 2000), junk=st.binary(max_size=20), cut=st.integers(0, 30), name=st.sampled_from([BANK, FOCUS])
)
def test_no_damage_to_a_file_raises_anything(world, at, junk, cut, name):
    path = world.folder / name
    sound = path.read_bytes()
    try:
        path.write_bytes(sound[: at % len(sound)] + junk + sound[at % len(sound) + cut :])
        for issue in world.issues():
            assert issue.code
            assert issue.message.isprintable()
    finally:
        path.write_bytes(sound)
