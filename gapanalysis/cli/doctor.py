"""`gapanalysis doctor`: what is missing on this machine, and the one command that mends it."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import click

from gapanalysis.errors import GapAnalysisError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LEAST_PYTHON = (3, 11)

LEAST_SPACE = 100_000_000
"""Bytes free on the workspace's disk below which a journal and its reports may not fit for long."""

MISSING = 4
"""Exit status when something the program cannot do without is missing."""

LIBRARIES = {
    "apt-get": "sudo apt-get update && sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install -y pango",
    "pacman": "sudo pacman -S --needed pango",
    "apk": "sudo apk add pango harfbuzz-subset",
    "zypper": "sudo zypper install -y libpango-1_0-0 libharfbuzz-subset0",
}
"""How to get what draws the text of PDF files, by package manager (WeasyPrint's installation guide)."""

MAC = (
    "brew install pango   (Homebrew is at brew.sh; a Python from elsewhere finds the library after: "
    'export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib")'
)

WINDOWS = (
    "pacman -S mingw-w64-ucrt-x86_64-pango   (in the window of MSYS2, from msys2.org; installed elsewhere than in "
    r"C:\msys64, set the environment variable WEASYPRINT_DLL_DIRECTORIES to its folder ucrt64\bin)"
)

REINSTALL = "install the package again, the way you did the first time"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    Attributes:
        what: its name.
        found: what was found there.
        mend: what to type or do; empty when all is well.
        needed: whether the program does not work without it.
    """

    what: str
    found: str
    mend: str = ""
    needed: bool = True

    @property
    def state(self) -> str:
        """`ok`, `missing`, or `note` for what is worth mending but stops nothing."""
        if not self.mend:
            return "ok"
        return "missing" if self.needed else "note"


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="For programs: the same as JSON.")
@click.pass_obj
def command(folder: Path, *, as_json: bool) -> int:
    """Say what is missing on this machine and how to mend it; exit status 4 when something is."""
    found = []
    for check in checks(folder):
        found.append(check)
        if not as_json:
            _show(check)
    ill = any(check.state == "missing" for check in found)
    if as_json:
        click.echo(json.dumps([asdict(check) | {"state": check.state} for check in found], indent=2))
    else:
        click.echo(
            "\nSomething is missing; the lines above say how to mend it." if ill else "\nAll that is needed is here."
        )
    return MISSING if ill else 0


_COLOURS = {"ok": "green", "note": "yellow", "missing": "red"}


def _show(check: Check) -> None:
    sign = click.style(f"{check.state:<7}", fg=_COLOURS[check.state])
    click.echo(f"{sign}  {check.what}: {check.found}")
    if check.mend:
        click.echo(f"         mend: {check.mend}")


def checks(folder: Path) -> Iterator[Check]:
    """Every check, in the order shown; one that fails keeps no other from being made."""
    yield _python()
    yield _tried("Questionnaires", _questionnaires, REINSTALL)
    yield _tried("Fonts", lambda: _fonts(folder), "mend the theme of this workspace, or " + REINSTALL)
    yield _drawing(folder)
    yield _tried("Time zone", _zone, "set the environment variable GAPANALYSIS_ZONE to a name such as Europe/London")
    yield _tried("Workspace", lambda: _workspace(folder), "choose another folder with --workspace")
    yield _space(folder)
    yield _terminal()


def _python() -> Check:
    found = f"{platform.python_version()}, {sys.executable}"
    if sys.version_info < LEAST_PYTHON:
        return Check("Python", found, f"install Python {'.'.join(map(str, LEAST_PYTHON))} or newer from python.org")
    return Check("Python", found)


def _tried(what: str, look: Callable[[], str], mend: str) -> Check:
    try:
        return Check(what, look())
    except GapAnalysisError as error:
        return Check(what, error.message, error.hint or mend)
    except Exception as error:  # noqa: BLE001  # whatever is wrong here is what the user came to hear
        return Check(what, f"{type(error).__name__}: {error}".splitlines()[0], mend)


def _questionnaires() -> str:
    from gapanalysis import content
    from gapanalysis.loading.questionnaire import list_questionnaires

    shipped = content.questionnaire_folders(None)
    names = [found.id for found in list_questionnaires(shipped)]
    if not names:
        raise FileNotFoundError(f"none in {shipped[-1]}")
    return f"{', '.join(names)} in {shipped[-1]}"


def _fonts(folder: Path) -> str:
    from gapanalysis import content
    from gapanalysis.render.fonts import Coverage
    from gapanalysis.render.theme import load_theme

    templates = content.template_folders(folder)
    theme = load_theme(templates)
    families = sorted({face.family for face in theme.faces})
    return f"{', '.join(families)}; {len(Coverage(templates, theme).drawable):,} characters in every face"


def _drawing(folder: Path) -> Check:
    """Draw a page the way reports are drawn, in a process of its own: libraries that do not fit together crash it."""
    code = "from gapanalysis.cli.doctor import draw_page; draw_page()"
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        last = "".join(done.stderr.splitlines()[-1:])
        return Check("PDF", f"drawing a page ended with status {done.returncode} {last}".strip(), libraries_line())
    # WeasyPrint prints words of its own before, where a library is missing.
    found, mend = json.loads(done.stdout.splitlines()[-1])
    return Check("PDF", found, mend)


def draw_page() -> None:
    """Draw one page with the templates of the workspace `sys.argv[1]`; print what was found and how to mend it."""
    from gapanalysis.errors import RenderError

    try:
        print(json.dumps([_page(Path(sys.argv[1])), ""]))  # noqa: T201  # read by _drawing
    except RenderError as error:
        mend = libraries_line() if error.code == "missing-library" else error.hint or REINSTALL
        print(json.dumps([error.message, mend]))  # noqa: T201  # as above


def _page(folder: Path) -> str:
    from gapanalysis import content
    from gapanalysis.render.fonts import font_face_urls
    from gapanalysis.render.pdf import draw
    from gapanalysis.render.theme import load_theme

    templates = content.template_folders(folder)
    theme = load_theme(templates)
    face = theme.faces[0]
    style = f"@font-face {{font-family: test; src: url('{font_face_urls(templates, theme)[face.file]}')}}"
    html = f"<!doctype html><html lang=en><title>Test</title><style>{style} * {{font-family: test}}</style><p>Test"
    pdf = draw(html, templates)
    from weasyprint import __version__, text

    pango = _version(text.ffi.pango.pango_version())
    return f"WeasyPrint {__version__}, Pango {pango}; a test page has {len(pdf):,} bytes"


def _version(number: int) -> str:
    """Pango's number 15012 is 1.50.12."""
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def libraries_line() -> str:
    """The line to type on this machine for the system libraries of PDF output."""
    if sys.platform == "win32":
        return WINDOWS
    if sys.platform == "darwin":
        return MAC
    for manager, line in LIBRARIES.items():
        if shutil.which(manager):
            return line
    return "install Pango 1.44 or newer and HarfBuzz with your system's package manager"


def _zone() -> str:
    from gapanalysis.clock import zone

    return zone().key


def _workspace(folder: Path) -> str:
    from gapanalysis.workspace import Workspace

    with TemporaryFile(dir=_nearest(folder)):
        pass
    if not folder.exists():
        return f"{folder.absolute()}, which is made when the first assessment begins"
    names = Workspace(folder).names()
    return f"{folder.resolve()}, " + (f"with {', '.join(names)}" if names else "no assessment yet")


def _nearest(folder: Path) -> Path:
    """The folder, or the first one above it that is there."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())


def _space(folder: Path) -> Check:
    free = shutil.disk_usage(_nearest(folder)).free
    found = f"{free / 1e9:,.1f} GB free"
    return Check(
        "Disk", found, "" if free >= LEAST_SPACE else "free some space, or choose another disk with --workspace"
    )


def _terminal() -> Check:
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") != "utf8":
        found = f"writes {encoding or 'an unknown encoding'}, which lacks some letters"
        return Check("Terminal", found, "set the environment variable PYTHONUTF8 to 1", needed=False)
    return Check("Terminal", "UTF-8")
