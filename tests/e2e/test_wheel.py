"""The built wheel, installed where nothing of the source tree can be seen, does the main job."""

import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"
NEEDED = ("SYSTEMROOT", "WEASYPRINT_DLL_DIRECTORIES", "DYLD_FALLBACK_LIBRARY_PATH")
"""What a program of this system cannot start without, or finds Pango by."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT]
    subprocess.run(build, check=True, capture_output=True, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The folder of the programs of an environment with the wheel, what it depends on and nothing else."""
    folder = tmp_path_factory.mktemp("clean environment")
    venv.create(folder, with_pip=True)
    programs = folder / SCRIPTS
    # Settings of pip and proxies stay as they are: where packages come from is the machine's matter.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    pip = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel]
    subprocess.run(pip, check=True, cwd=folder, env=environment | {"PIP_USER": "0"})
    return programs


@pytest.fixture
def run(installed, tmp_path):
    def run(*arguments, program="gapanalysis"):
        environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
        environment |= {"PATH": os.defpath, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONUTF8": "1"}
        return subprocess.run(
            [installed / program, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_the_wheel_holds_what_travels_with_the_program_and_no_more(wheel):
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    shipped = {
        f"gapanalysis/_shipped/{path.relative_to(CHECKOUT).as_posix()}"
        for folder in ("questionnaires", "templates", "examples")
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert shipped - inside == set()
    assert {
        f"gapanalysis/_shipped/templates/fonts/LICENSE-{family}.md" for family in ("SourceSans3", "SourceSerif4")
    } < (inside)
    assert "gapanalysis/py.typed" in inside
    assert {name.split("/")[0] for name in inside if not name.split("/")[0].endswith(".dist-info")} == {"gapanalysis"}
    assert [name for name in inside if "tests" in Path(name).parts or name.endswith((".db", ".pyc"))] == []


def test_nothing_comes_from_the_source_tree(run):
    done = run("-c", "import gapanalysis, sys; print(gapanalysis.__file__, sys.path)", program="python")
    assert "clean environment" in done.stdout
    assert str(CHECKOUT) not in done.stdout


def test_the_version_is_the_wheels(run, wheel):
    assert run("--version").stdout == f"gapanalysis {wheel.name.split('-')[1]}\n"


def test_nothing_is_missing(run):
    done = run("doctor")
    assert done.returncode == 0, done.stdout


def test_the_questionnaires_are_inside(run):
    done = run("questionnaire", "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert "iso9001-customer-focus" in done.stdout


def test_the_demonstration_writes_every_document(run, tmp_path):
    done = run("demo", "-o", tmp_path / "my reports")
    assert done.returncode == 0, done.stderr
    (pdf,) = (tmp_path / "my reports").glob("*.pdf")
    (html,) = (tmp_path / "my reports").glob("*.html")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "</html>" in html.read_text(encoding="utf-8")
    (word,) = (tmp_path / "my reports").glob("*.docx")
    (excel,) = (tmp_path / "my reports").glob("*.xlsx")
    assert word.read_bytes().startswith(b"PK")
    assert excel.read_bytes().startswith(b"PK")
    assert {str(path) for path in (pdf, html, word, excel)} <= set(done.stdout.splitlines())
