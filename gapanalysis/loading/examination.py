"""Everything that is wrong with definition files, what the style guide says of them, and how they measure up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gapanalysis.engine.coverage import Coverage, coverage_of
from gapanalysis.engine.wording import fill, words_of
from gapanalysis.errors import Issue
from gapanalysis.loading.cases import run_cases, untried
from gapanalysis.loading.checks import check_definitions
from gapanalysis.loading.checks.style import check_style
from gapanalysis.loading.checks.style.guide import TYPICAL_CURRENCY, TYPICAL_NAME
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, read_definitions
from gapanalysis.loading.document import whole_file
from gapanalysis.loading.files import File, find, find_loose
from gapanalysis.loading.questionnaire import missing, resolved
from gapanalysis.loading.wording import quoted, suggestion


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; everything but `issues` is empty while there are any.

    Attributes:
        issues: every fault in order of file and position.
        remarks: what the style guide has to say, in the same order. Nobody is kept from working by it.
        cases: how many example cases were run.
        asks: the questions in the files looked at, in the usual words, by id.
        coverage: by id of each questionnaire that says it is complete, what it covers of each of its editions.
    """

    issues: tuple[Issue, ...]
    remarks: tuple[Issue, ...] = ()
    cases: int = 0
    asks: Mapping[str, str] = field(default_factory=dict)
    coverage: Mapping[str, tuple[Coverage, ...]] = field(default_factory=dict)


def check(folders: Sequence[Path], paths: Sequence[Path] = ()) -> tuple[Issue, ...]:
    """Every fault of the definitions, in order of file and position; empty when all is well. See `examine`."""
    return examine(folders, paths).issues


def examine(folders: Sequence[Path], paths: Sequence[Path] = ()) -> Checked:
    """Check the definitions; once they are sound, run the cases of every questionnaire and look at style.

    Args:
        folders: folders of definitions, as for `load_questionnaire`.
        paths: files or folders to look at; all of `folders` when empty. What lies outside `folders` is checked as if
            it were laid over them, so that it may refer to what they define.

    Returns:
        With `paths`, the faults and remarks in them and those they cause elsewhere.
    """
    found, misplaced = find(folders)
    whole = _looked_at(found, folders)
    issues = {*misplaced, *whole.issues}
    if not paths:
        return _put(whole, issues, whole.remarks)
    files = {file.name: file for file in found}
    unusable: set[Issue] = set()
    for path in paths:
        if not _is_among(path, folders):
            loose, complaints = find_loose(path)
            # Laid over means: after what it replaces, so that clashes are reported here.
            files = {name: file for name, file in files.items() if name not in {each.name for each in loose}}
            files |= {file.name: file for file in loose}
            unusable |= set(complaints)
    laid_over = _looked_at(files.values(), folders, paths)
    overlaid = {*misplaced, *laid_over.issues}
    new = {issue for issue in overlaid if issue not in issues or _is_among(Path(issue.file), paths)}
    remarks = (issue for issue in laid_over.remarks if issue not in whole.remarks or _is_among(Path(issue.file), paths))
    return _put(laid_over, new | unusable, remarks)


def _put(found: Checked, issues: Iterable[Issue], remarks: Iterable[Issue]) -> Checked:
    return Checked(tuple(sorted(issues)), tuple(sorted(remarks)), found.cases, found.asks, found.coverage)


def _looked_at(files: Iterable[File], folders: Sequence[Path], paths: Sequence[Path] = ()) -> Checked:
    every = tuple(files)
    definitions = read_definitions(every)
    issues = (*definitions.issues, *check_definitions(definitions), *missing(every, folders))
    if issues:
        return Checked(issues)
    return Checked(
        tuple(_tried(definitions)),
        tuple(check_style(definitions)),
        sum(len(file.value.cases) for cases in definitions.cases.values() for file in cases),
        _asks(definitions, paths),
        _coverage(definitions),
    )


def _tried(definitions: Definitions) -> Iterator[Issue]:
    """Run the cases; the definitions are known to be sound."""
    tried = []
    for name, files in definitions.cases.items():
        if name in definitions.questionnaires:
            tried.append(resolved(definitions, definitions.questionnaires[name].value))
            yield from run_cases(tried[-1], files)
        else:
            hint = suggestion(name, definitions.questionnaires)
            for file in files:
                message = f"these cases are beside no questionnaire: there is none called {quoted(name)}"
                yield whole_file(file.document.file, Code.FILE_NAME, message, hint)
    yield from untried(tried, (file for files in definitions.cases.values() for file in files), definitions.rules)


def _asks(definitions: Definitions, paths: Sequence[Path]) -> dict[str, str]:
    words = words_of(definitions.terms.value.terms, TYPICAL_NAME, TYPICAL_CURRENCY) if definitions.terms else {}
    return {
        name: fill(question.value.ask, words)
        for name, question in {**definitions.profile, **definitions.questions}.items()
        if not question.value.replaced_by and (not paths or _is_among(question.file.path, paths))
    }


def _coverage(definitions: Definitions) -> dict[str, tuple[Coverage, ...]]:
    found: dict[str, tuple[Coverage, ...]] = {}
    for name, written in sorted(definitions.questionnaires.items()):
        if written.value.complete:
            whole = resolved(definitions, written.value)
            asked = tuple(whole.questions())
            found[name] = tuple(coverage_of(whole.standard, asked, year) for year in whole.editions)
    return found


def _is_among(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)
