"""`gapanalysis doctor` on machines that lack something."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gapanalysis.cli import doctor

CHECKS = ["Python", "Questionnaires", "Fonts", "PDF", "Time zone", "Workspace", "Disk", "Terminal"]
SETUP = Path(__file__).parents[3] / "setup.sh"


def run(folder, *options, **environment):
    """The program as a user runs it, in a process of its own."""
    code = "from gapanalysis.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "--workspace", folder, "doctor", *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


def by_name(done):
    return {check["what"]: check for check in json.loads(done.stdout)}


def test_a_healthy_machine_lacks_nothing(tmp_path):
    done = run(tmp_path, "--json")
    found = by_name(done)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(found) == CHECKS
    assert {check["state"] for check in found.values()} == {"ok"}
    assert "iso9001-customer-focus" in found["Questionnaires"]["found"]
    assert "WeasyPrint" in found["PDF"]["found"]


def test_in_words_each_check_has_a_line(tmp_path):
    done = run(tmp_path)
    assert [line.split(":")[0] for line in done.stdout.splitlines()[: len(CHECKS)]] == [f"ok       {c}" for c in CHECKS]
    assert done.stdout.endswith("All that is needed is here.\n")


def test_a_folder_that_is_not_there_yet_is_no_fault(tmp_path):
    done = run(tmp_path / "new" / "place", "--json")
    assert done.returncode == 0
    assert "made when the first assessment begins" in by_name(done)["Workspace"]["found"]
    assert not (tmp_path / "new").exists()


def test_a_journal_that_is_none_is_reported_and_left_alone(tmp_path):
    journal = tmp_path / "gapanalysis.db"
    journal.write_text("not a database, but long enough to be looked at" * 20)
    before = journal.read_bytes()
    done = run(tmp_path)
    assert done.returncode == 4
    assert "missing  Workspace: The file is no database." in done.stdout
    assert "mend: Give the path of a journal" in done.stdout
    assert journal.read_bytes() == before


def test_a_theme_of_the_workspace_that_names_a_missing_font_is_reported(tmp_path):
    shipped = Path(__file__).parents[3] / "templates" / "theme.yaml"
    own = tmp_path / "templates" / "theme.yaml"
    own.parent.mkdir()
    own.write_text(shipped.read_text(encoding="utf-8").replace("SourceSans3-It", "Lost"), encoding="utf-8")
    found = by_name(run(tmp_path, "--json"))
    assert found["Fonts"]["state"] == "missing"
    assert "Lost.otf" in found["Fonts"]["found"]


@pytest.mark.skipif(sys.platform != "linux", reason="hides the library the way Linux looks for it")
def test_a_missing_library_gets_the_line_to_type(tmp_path):
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"no library")
    done = run(tmp_path, "--json", LD_LIBRARY_PATH=str(tmp_path))
    drawing = by_name(done)["PDF"]
    assert done.returncode == 4
    assert "pango" in drawing["found"]
    assert drawing["mend"] == doctor.libraries_line()


@pytest.mark.skipif(sys.platform != "linux", reason="hides the library the way Linux looks for it")
def test_libraries_that_crash_do_not_take_the_doctor_with_them(tmp_path):
    # With no font at all Pango writes through a null pointer; a font file that is none leaves it with no font.
    shipped = Path(__file__).parents[3] / "templates" / "theme.yaml"
    fonts = tmp_path / "templates" / "fonts"
    fonts.mkdir(parents=True)
    for face in ("SourceSans3-Regular", "SourceSans3-Semibold", "SourceSans3-It", "SourceSerif4Display-Light"):
        (fonts / f"{face}.otf").write_bytes(b"no font")
    (fonts.parent / "theme.yaml").write_bytes(shipped.read_bytes())
    done = run(tmp_path, "--json")
    assert done.returncode == 4
    assert "ended with status -11" in by_name(done)["PDF"]["found"]


def test_an_unknown_time_zone_is_reported(tmp_path):
    found = by_name(run(tmp_path, "--json", GAPANALYSIS_ZONE="Nowhere/Land"))
    assert found["Time zone"]["state"] == "missing"
    assert "GAPANALYSIS_ZONE" in found["Time zone"]["mend"]


def test_a_terminal_without_utf_8_is_worth_a_note_only(tmp_path):
    done = run(tmp_path, "--json", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert by_name(done)["Terminal"]["state"] == "note"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there the line depends on nothing")
@pytest.mark.parametrize("manager", doctor.LIBRARIES)
def test_the_line_is_for_the_package_manager_there_is(manager, tmp_path, monkeypatch):
    program = tmp_path / manager
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert doctor.libraries_line() == doctor.LIBRARIES[manager]


def test_setup_and_doctor_name_the_same_packages():
    setup = SETUP.read_text(encoding="utf-8")
    packages = {
        word for line in doctor.LIBRARIES.values() for word in line.split() if "pango" in word or "harf" in word
    }
    assert {package for package in packages if package not in setup} == set()
