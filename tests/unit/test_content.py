"""Where shipped content is found, and whose comes first."""

import pytest

from gapanalysis import content
from gapanalysis.errors import GapAnalysisError


def test_a_checkout_has_its_own_folders():
    (folder,) = content.questionnaire_folders()
    assert (folder / "scales.yaml").is_file()
    assert content.example_folder().is_dir()
    assert content.template_folders()[-1].is_dir()


def test_a_workspace_comes_first_where_it_has_the_folder(tmp_path):
    (shipped,) = content.questionnaire_folders()
    assert content.questionnaire_folders(tmp_path) == (shipped,)
    (tmp_path / "questionnaires").mkdir()
    assert content.questionnaire_folders(tmp_path) == (tmp_path / "questionnaires", shipped)
    assert content.template_folders(tmp_path) == content.template_folders()


def test_the_checkout_as_workspace_adds_nothing():
    (shipped,) = content.questionnaire_folders()
    assert content.questionnaire_folders(shipped.parent) == (shipped,)


def test_an_installed_package_holds_them_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "_PACKAGE", tmp_path / "gapanalysis")
    folder = tmp_path / "gapanalysis/_shipped/examples"
    folder.mkdir(parents=True)
    assert content.example_folder() == folder


def test_a_folder_of_that_name_beside_an_installed_package_is_not_ours(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "_PACKAGE", tmp_path / "gapanalysis")
    (tmp_path / "templates").mkdir()
    with pytest.raises(GapAnalysisError, match="`templates`") as stop:
        content.template_folders()
    assert stop.value.hint
