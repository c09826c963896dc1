"""`gapanalysis doctor`: what is missing on this machine, and the one command that mends it."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LEAST_PYTHON = (3, 11)

LIBRARIES = {
    "apt-get": "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install -y pango",
    "pacman": "sudo pacman -S --noconfirm pango",
    "apk": "sudo apk add pango",
    "zypper": "sudo zypper install -y libpango-1_0-0",
    "brew": "brew install pango",
}
"""How to get Pango, which draws the text of PDF files, by package manager (WeasyPrint's installation guide)."""

WINDOWS = (
    "install MSYS2 from msys2.org, run `pacman -S mingw-w64-x86_64-pango` in its window, then set the environment "
    r"variable WEASYPRINT_DLL_DIRECTORIES to C:\msys64\mingw64\bin"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `mend` is what to type or do; empty when all is well."""

    what: str
    found: str
    mend: str = ""


@click.command("doctor")
@click.pass_obj
def command(folder: Path) -> int:
    """Say what is missing on this machine and how to mend it."""
    ill = False
    for check in checks(folder):
        sign = click.style("missing", fg="red") if check.mend else click.style("ok", fg="green")
        click.echo(f"{sign:<7}  {check.what}: {check.found}")
        if check.mend:
            ill = True
            click.echo(f"         to mend it: {check.mend}")
    click.echo("\nSomething is missing; see above." if ill else "\nEverything is in place.")
    return 4 if ill else 0


def checks(folder: Path) -> Iterator[Check]:
    """Every check, in the order shown."""
    yield _python()
    yield _shipped()
    yield _text_drawing()
    yield _workspace(folder)
    yield _terminal()


def _python() -> Check:
    found = platform.python_version()
    if sys.version_info < LEAST_PYTHON:
        return Check("Python", found, f"install Python {'.'.join(map(str, LEAST_PYTHON))} or newer from python.org")
    return Check("Python", found)


def _tried(what: str, look: Callable[[], str], mend: str) -> Check:
    try:
        return Check(what, look())
    except Exception as error:  # noqa: BLE001  # whatever is wrong here is what the user came to hear
        return Check(what, str(error).splitlines()[0], mend)


def _shipped() -> Check:
    def look() -> str:
        from gapanalysis import content

        return f"in {content.questionnaire_folders(None)[-1]}"

    return _tried(
        "Questionnaires and templates", look, "install the package again: pip install --force-reinstall gapanalysis"
    )


def _text_drawing() -> Check:
    def look() -> str:
        import weasyprint

        pdf = weasyprint.HTML(string="<p>test</p>").write_pdf()
        return f"WeasyPrint {weasyprint.__version__} works, a test page has {len(pdf):,} bytes"

    return _tried("PDF", look, libraries_command())


def libraries_command() -> str:
    """The line to type on this machine for the system libraries of PDF output."""
    if sys.platform == "win32":
        return WINDOWS
    for manager, line in LIBRARIES.items():
        if shutil.which(manager):
            return line
    return "install the library Pango 1.44 or newer with your system's package manager"


def _workspace(folder: Path) -> Check:
    def look() -> str:
        from gapanalysis.workspace import Workspace

        names = Workspace(folder).names()
        return f"{folder.resolve()}, " + (f"with {', '.join(names)}" if names else "no assessment yet")

    return _tried("Workspace", look, "choose another folder with --workspace")


def _terminal() -> Check:
    encoding = (sys.stdout.encoding or "").lower()
    if encoding.replace("-", "") != "utf8":
        return Check(
            "Terminal", f"writes {encoding or 'an unknown encoding'}", "set the environment variable PYTHONUTF8=1"
        )
    return Check("Terminal", "UTF-8")
