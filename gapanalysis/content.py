"""Where questionnaires, templates and the example are: those that come with the package, and the workspace's own."""

from pathlib import Path

from gapanalysis.errors import GapAnalysisError

QUESTIONNAIRES = "questionnaires"
TEMPLATES = "templates"
EXAMPLES = "examples"

_PACKAGE = Path(__file__).parent


def questionnaire_folders(workspace: Path | None = None) -> tuple[Path, ...]:
    """Folders of definitions, the first to be searched first.

    Args:
        workspace: its `questionnaires` folder comes before the shipped one, where it has one; None for no workspace.

    Raises:
        GapAnalysisError: the shipped folder is missing.
    """
    return _folders(QUESTIONNAIRES, workspace)


def template_folders(workspace: Path | None = None) -> tuple[Path, ...]:
    """Folders of templates, the first to be searched first; as `questionnaire_folders`, with `templates`.

    Raises:
        GapAnalysisError: the shipped folder is missing.
    """
    return _folders(TEMPLATES, workspace)


def example_folder() -> Path:
    """The shipped example organisations.

    Raises:
        GapAnalysisError: the shipped folder is missing.
    """
    return _shipped(EXAMPLES)


def _folders(name: str, workspace: Path | None) -> tuple[Path, ...]:
    shipped = _shipped(name)
    own = workspace / name if workspace else None
    # A workspace in the source checkout itself has nothing of its own.
    if own is None or not own.is_dir() or own.resolve() == shipped.resolve():
        return (shipped,)
    return own, shipped


def _shipped(name: str) -> Path:
    installed = _PACKAGE / "_shipped" / name
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent
    # Other packages may have folders of these names beside an installed one: only a checkout has this file as well.
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise GapAnalysisError(
        f"The folder `{name}` that belongs to this program is missing.",
        hint="install gapanalysis again; in a source checkout, restore the folder beside pyproject.toml",
        code="content-missing",
        source=str(installed),
    )
