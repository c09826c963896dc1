"""Which definition files there are, and what kind each is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapanalysis.errors import Issue
from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Document, whole_file
from gapanalysis.loading.shapes import Kind
from gapanalysis.loading.source import MOST_BYTES, read
from gapanalysis.loading.wording import suggestion

_SINGLE = {
    "scales.yaml": Kind.SCALES,
    "terms.yaml": Kind.TERMS,
    "profile.yaml": Kind.PROFILE,
    "glossary.yaml": Kind.GLOSSARY,
    "grades.yaml": Kind.GRADES,
    "business-case.yaml": Kind.BUSINESS_CASE,
}
_QUESTIONNAIRE = "questionnaire.yaml"
_NAMED: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"sectors/[^/]+\.yaml"), Kind.SECTOR),
    (re.compile(r"standards/[^/]+-\d{4}\.yaml"), Kind.EDITION),
    (re.compile(r"standards/[^/]+\.yaml"), Kind.STANDARD),
    (re.compile(r"bank/[^/]+\.yaml"), Kind.BANK),
    (re.compile(r"rules/[^/]+\.yaml"), Kind.RULES),
    (re.compile(r"requirements/[^/]+\.yaml"), Kind.REQUIREMENTS),
    (re.compile(r"kpis/[^/]+\.yaml"), Kind.KPIS),
    (re.compile(r"[^/]+/questionnaire\.yaml"), Kind.QUESTIONNAIRE),
    (re.compile(r"[^/]+/cases(-[a-z0-9-]+)?\.yaml"), Kind.CASES),
)
_ELSEWHERE = re.compile(r"(method|audit-time)/[^/]+\.yaml")
"""Files of proposals, which `loading.proposals` reads one by one."""

_FOLDER_OF = {
    Kind.SECTOR: "sectors",
    Kind.STANDARD: "standards",
    Kind.EDITION: "standards",
    Kind.BANK: "bank",
    Kind.RULES: "rules",
    Kind.REQUIREMENTS: "requirements",
    Kind.KPIS: "kpis",
}


@dataclass(frozen=True, slots=True)
class File:
    """One definition file.

    Attributes:
        name: path within its folder of definitions, with `/`; a file earlier in the search order hides another of
            the same name.
        path: where it is.
        kind: what it holds.
        loose: given by itself, outside a folder of definitions, so that its name says nothing.
    """

    name: str
    path: Path
    kind: Kind
    loose: bool = False

    def read(self) -> tuple[Document | None, tuple[Issue, ...]]:
        """The document in it and the faults of reading it; see `source.read`."""
        try:
            with self.path.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror or error}"
            return None, (whole_file(str(self.path), Code.UNREADABLE_FILE, message, "check its permissions"),)
        return read(data, str(self.path))


def kind_of(name: str) -> Kind | None:
    """The kind of a file by its name within a folder of definitions; None when that says nothing."""
    if name in _SINGLE:
        return _SINGLE[name]
    return next((kind for pattern, kind in _NAMED if pattern.fullmatch(name)), None)


def find(folders: Sequence[Path]) -> tuple[tuple[File, ...], tuple[Issue, ...]]:
    """Every definition file of these folders, and a complaint for each that will not be read.

    Args:
        folders: the first comes first: its file hides a file of the same name in the others. A folder that does not
            exist holds nothing.

    Returns:
        Files in the order of the last folder to the first, by name within each: what a user adds comes after what is
        shipped, so that a clash is reported in the user's file.
    """
    issues: list[Issue] = []
    found: dict[str, File] = {}
    for folder in folders:
        for name, path in _yaml_files(folder):
            kind = kind_of(name)
            if kind is None:
                issues.extend(_misplaced(name, path))
            else:
                found.setdefault(name, File(name, path, kind))
    order = {folder: -place for place, folder in enumerate(folders)}
    files = sorted(found.values(), key=lambda file: (_rank(file, order), file.name))
    return tuple(files), tuple(issues)


def _rank(file: File, order: dict[Path, int]) -> int:
    return min(rank for folder, rank in order.items() if file.path.is_relative_to(folder))


def find_loose(path: Path) -> tuple[tuple[File, ...], tuple[Issue, ...]]:
    """Definition files of a path that is no folder of definitions known beforehand: a pack, or a single file.

    A workspace is recognised by its folder `questionnaires`. Files that stand where they would in a folder of
    definitions are known by their names, others by what they hold.
    """
    if path.is_file():
        root, paths = path.parent, [(path.name, path)]
    elif path.is_dir():
        root = path / "questionnaires" if (path / "questionnaires").is_dir() else path
        paths = list(_yaml_files(root, pattern="**/*.yaml"))
    else:
        message = "there is no such file or folder"
        return (), (whole_file(str(path), Code.UNREADABLE_FILE, message, "check the spelling"),)
    files: list[File] = []
    issues: list[Issue] = []
    for name, found in paths:
        kind = kind_of(name)
        if _ELSEWHERE.fullmatch(name):
            continue
        if kind is not None:
            files.append(File(name, found, kind))
        elif loose := _by_content(found):
            files.append(loose)
        else:
            issues.append(whole_file(str(found), Code.UNKNOWN_FILE, "this is no definition file", _KEYS_HINT))
    return tuple(files), tuple(issues)


_KEYS_HINT = "a bank begins with `questions:` or `actions:`, a questionnaire has `sections:`"


def _yaml_files(folder: Path, pattern: str = "") -> Iterator[tuple[str, Path]]:
    patterns = (pattern,) if pattern else ("*.y*ml", "*/*.y*ml")
    found = {path for each in patterns for path in folder.glob(each) if path.is_file()}
    for path in sorted(found):
        yield path.relative_to(folder).as_posix(), path


def _misplaced(name: str, path: Path) -> Iterator[Issue]:
    """A complaint about a file that looks like a definition but is none by its name."""
    folder, _, last = name.rpartition("/")
    if last.endswith(".yml") and kind_of(name.removesuffix(".yml") + ".yaml"):
        yield whole_file(str(path), Code.UNKNOWN_FILE, "files that end in .yml are not read", "rename it to .yaml")
    elif not folder:
        hint = suggestion(last, _SINGLE)
        yield whole_file(str(path), Code.UNKNOWN_FILE, "no file of this name is read here", hint)


def _by_content(path: Path) -> File | None:
    document, issues = File(path.name, path, Kind.BANK, loose=True).read()
    if document is None:
        # Its faults will be reported when it is read again; as what does not matter.
        kind: Kind | None = Kind.BANK if issues else None
    else:
        kind = _kind_by_keys(document)
    if kind is None:
        return None
    if kind is Kind.QUESTIONNAIRE:
        return File(f"{path.stem}/{_QUESTIONNAIRE}", path, kind, loose=True)
    if kind is Kind.CASES:
        return File(f"{path.absolute().parent.name}/{path.name}", path, kind, loose=True)
    name = f"{_FOLDER_OF[kind]}/{path.name}" if kind in _FOLDER_OF else f"{kind}.yaml"
    return File(name, path, kind, loose=True)


def _kind_by_keys(document: Document) -> Kind | None:
    tree = document.tree
    for key, kind in (
        ("sections", Kind.QUESTIONNAIRE),
        ("cases", Kind.CASES),
        ("rules", Kind.RULES),
        ("requirements", Kind.REQUIREMENTS),
        ("kpis", Kind.KPIS),
        ("scales", Kind.SCALES),
        ("clauses", Kind.EDITION),
        ("crosswalks", Kind.STANDARD),
        ("actions", Kind.BANK),
    ):
        if key in tree:
            return kind
    if "questions" in tree:
        return Kind.PROFILE if str(document.get(("questions", 0, "id"))).startswith("P.") else Kind.BANK
    if "terms" in tree:
        if isinstance(tree["terms"], list):
            return Kind.GLOSSARY
        return Kind.SECTOR if "id" in tree else Kind.TERMS
    return Kind.SECTOR if {"id", "label"} <= tree.keys() else None  # a sector may have no words of its own
