"""The files proposals are made with, each by itself: rates, adjustments, the method, and the rules of audit time.

Every fault of a file is found before anything is made from it, each with file, line and column.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from gapanalysis.engine.proposal import Offer
from gapanalysis.errors import Issue, RatesError
from gapanalysis.loading.checks.adjustments import Known, check_adjustments
from gapanalysis.loading.checks.method import check_audit_time, check_method
from gapanalysis.loading.checks.rates import check_rates
from gapanalysis.loading.codes import Code
from gapanalysis.loading.document import Document, whole_file
from gapanalysis.loading.source import MOST_BYTES, read
from gapanalysis.loading.validate import validate
from gapanalysis.model.adjustments import NONE, Adjustments
from gapanalysis.model.audit_time import AuditTime
from gapanalysis.model.base import Value
from gapanalysis.model.method import Method
from gapanalysis.model.proposal import Gap
from gapanalysis.model.rates import Rates

V = TypeVar("V", bound=Value)

Check = Callable[[V, Document], Iterator[Issue]]

METHOD = "method/consulting.yaml"
AUDIT_TIME = "audit-time/iaf.yaml"


def load_rates(path: Path, method: Method) -> Rates:
    """A firm's rates.

    Raises:
        RatesError: the file cannot be read or has faults; it has all of them.
    """
    return _load(path, Rates, lambda rates, document: check_rates(rates, document, method))


def load_offer(
    folders: Sequence[Path], files: tuple[Path, Path | None], gaps: Sequence[Gap] | None, on: date, program: str
) -> Offer:
    """All that an offer is made with.

    Args:
        folders: folders of definitions, the first to be searched first.
        files: the rates file, and the adjustments file where there is one.
        gaps: what is to be closed; None for the quote of a gap analysis.
        on: the day of the offer.
        program: the version of this program.

    Raises:
        RatesError: one of the files has faults.
    """
    method, audit_time = load_method(folders), load_audit_time(folders)
    rates = load_rates(files[0], method)
    given = Given(rates, method, audit_time, tuple(gaps or ()), analysis=gaps is None)
    adjustments = load_adjustments(files[1], given) if files[1] else NONE
    return Offer(rates, method, audit_time, adjustments, on, program)


@dataclass(frozen=True, slots=True)
class Given:
    """What an adjustments file may name."""

    rates: Rates
    method: Method
    audit_time: AuditTime
    gaps: Sequence[Gap] = ()
    analysis: bool = False


def load_adjustments(path: Path, given: Given) -> Adjustments:
    """The changes by hand for one proposal.

    Raises:
        RatesError: the file cannot be read or has faults; it has all of them.
    """
    known = _known(given)
    return _load(path, Adjustments, lambda changed, document: check_adjustments(changed, document, known))


def _known(given: Given) -> Known:
    method = given.method
    lines = [part.id for part in method.analysis.parts]
    options: tuple[str, ...] = ("analysis",)
    if not given.analysis:
        lines = [*(theme.id for theme in method.themes), *(service.id for service in method.services)]
        options = tuple(choice.id for choice in method.options)
    return Known(
        currency=given.rates.currency,
        roles=tuple(role.id for role in given.rates.roles),
        lines=tuple(lines),
        options=options,
        gaps=tuple(gap.id for gap in given.gaps),
        actions=tuple(dict.fromkeys(action for gap in given.gaps for action in gap.actions)),
        audit_time=given.audit_time,
    )


def load_method(folders: Sequence[Path]) -> Method:
    """How gaps become work: of the first folder that has it.

    Raises:
        RatesError: no folder has it, or it has faults.
    """
    return _load(_find(folders, METHOD), Method, check_method)


def load_audit_time(folders: Sequence[Path]) -> AuditTime:
    """How certification bodies count days: of the first folder that has it.

    Raises:
        RatesError: no folder has it, or it has faults.
    """
    return _load(_find(folders, AUDIT_TIME), AuditTime, check_audit_time)


def _find(folders: Sequence[Path], name: str) -> Path:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise RatesError(f"The file {name} is in no folder of definitions.", hint="install gapanalysis again")


def _load(path: Path, model: type[V], check: "Check[V]") -> V:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        complaint = whole_file(str(path), Code.UNREADABLE_FILE, f"the file cannot be read: {error.strerror or error}")
        raise _refused(path, [complaint]) from error
    document, faults = read(data, str(path))
    if document is None:
        raise _refused(path, faults)
    validated = validate(document, model)
    issues = [*faults, *validated.issues]
    if validated.value is not None:
        issues += check(validated.value, validated.document)
    if issues or validated.value is None:
        raise _refused(path, issues)
    return validated.value


def _refused(path: Path, issues: Sequence[Issue]) -> RatesError:
    every = sorted(set(issues))
    count = f"{len(every)} fault{'' if len(every) == 1 else 's'}"
    return RatesError(f"{path} has {count}; no proposal was made.", issues=every, hint="mend the file, then try again")
