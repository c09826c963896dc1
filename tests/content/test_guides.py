"""Every definition file that a guide shows is sound, without a remark on style, and does what the guide says."""

import re
import textwrap
from pathlib import Path

import pytest

from gapanalysis.content import questionnaire_folders
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.loading.coverage import coverages
from gapanalysis.loading.examination import examine
from gapanalysis.loading.questionnaire import load_questionnaire

CHECKOUT = Path(__file__).parents[2]
FOLDERS = questionnaire_folders()
GUIDES = ("content.md", "rules.md", *(f"authors/{page.name}" for page in (CHECKOUT / "docs/authors").glob("*.md")))
BLOCK = re.compile(r"^( *)```yaml\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"# ([a-z0-9-]+/)?[a-z0-9-]+\.yaml\n")


def blocks(guide):
    text = (CHECKOUT / "docs" / guide).read_text(encoding="utf-8")
    return [textwrap.dedent(block) for _, block in BLOCK.findall(text)]


def written(guide, folder):
    """The files a guide shows, in a pack."""
    for block in blocks(guide):
        name = NAME.match(block)
        assert name, f"the first line of an example says which file it is: {block[:60]}"
        path = folder / name[0].removeprefix("# ").strip()
        assert not path.exists(), path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block)
    return folder


SHOWING = [guide for guide in GUIDES if blocks(guide) and guide != "content.md"]


def test_the_guides_show_every_kind_of_file_an_author_writes():
    shown = {NAME.match(block)[0].strip("# \n").partition("/")[0] for guide in SHOWING for block in blocks(guide)}
    assert shown >= {"bank", "rules", "sectors", "requirements", "standards", "kpis", "scales.yaml", "grades.yaml"}


@pytest.mark.parametrize("guide", SHOWING)
def test_what_a_guide_shows_has_neither_fault_nor_remark(guide, tmp_path):
    pack = written(guide, tmp_path / "questionnaires")
    found = examine(FOLDERS, [pack])
    assert "\n".join(map(str, (*found.issues, *found.remarks))) == ""
    assert found.cases > 0


def test_the_profile_shown_is_one(tmp_path):
    (profile,) = blocks("content.md")
    path = tmp_path / "profile.yaml"
    path.write_text(profile)
    assert AssessmentSource(path).profile(load_questionnaire(FOLDERS, "iso9001"))


def test_the_standard_of_ones_own_is_covered(tmp_path):
    pack = written("authors/coverage.md", tmp_path / "questionnaires")
    found = {standard.id: editions for standard, editions in coverages([pack, *FOLDERS])}
    (house,) = found["house"]
    assert (house.edition, [each.questions for each in house.requirements]) == ("2025", [("Q1.1-1",)])


def test_the_questionnaire_shown_has_its_depth(tmp_path):
    pack = written("authors/questionnaires.md", tmp_path / "questionnaires")
    shown = load_questionnaire([pack, *FOLDERS], "service-check")
    assert [depth.id for depth in shown.depths] == ["light"]
    assert shown.by_id["Q8.2.1-3"].weight == 3
