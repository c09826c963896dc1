"""`gapanalysis report --all`: many reports by warm workers, where one that fails never stops the rest."""

from __future__ import annotations

import os
import sys
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """One assessment, its documents and their formats; what a worker needs to know, and no more."""

    folder: Path
    assessment: str
    documents: tuple[str, ...]
    formats: tuple[str, ...]
    output: Path
    on: date
    theme: str
    attach_data: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job.

    Attributes:
        paths: the files that were written.
        notes: warnings, one sentence each.
        worst: rank of the worst grade found.
        failure: what went wrong, as shown to the user; empty when nothing did.
        status: exit status of that failure.
    """

    assessment: str
    paths: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()
    worst: int = 0
    failure: str = ""
    status: int = 0


def run(jobs: Sequence[Job], workers: int | None = None) -> Iterator[Outcome]:
    """Every outcome as it comes; jobs that a dying worker takes with it are done again, each by a worker of its own."""
    count = workers or max(1, min(len(jobs), os.cpu_count() or 1))
    lost: list[Job] = []
    yield from _pooled(jobs, count, lost)
    for job in lost:
        again: list[Job] = []
        yield from _pooled([job], 1, again)
        for dead in again:
            failure = "the process that wrote it was ended, by the system or by a fault in a library"
            yield Outcome(dead.assessment, failure=failure, status=70)


def _pooled(jobs: Sequence[Job], count: int, lost: list[Job]) -> Iterator[Outcome]:
    """Outcomes of a pool; jobs that were under way when it broke, or waiting, are put into `lost`."""
    # Fresh interpreters: a forked one would share the state of libraries that draw text.
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_warm) as pool:
        waiting: dict[Future[Outcome], Job] = {}
        for job in jobs:
            try:
                waiting[pool.submit(do, job)] = job
            except BrokenProcessPool:
                lost.append(job)
        while waiting:
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                job = waiting.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(job)


def _warm() -> None:
    """Import what every report needs before the first one comes; a missing library is told by the reports."""
    from gapanalysis.engine import analysis  # noqa: F401 (the import is the work)

    try:
        from gapanalysis import content
        from gapanalysis.render.pdf import prepare

        prepare(content.template_folders())
    except Exception:  # noqa: BLE001, S110 (each job will meet it again, and say so)
        pass


def do(job: Job) -> Outcome:
    """Write one assessment; whatever goes wrong becomes part of the outcome."""
    from traceback import format_exc

    from gapanalysis.cli.documents import files, jobs, written
    from gapanalysis.cli.main import status_of
    from gapanalysis.errors import GapAnalysisError
    from gapanalysis.workspace import Workspace

    notes: list[str] = []
    paths: list[Path] = []
    try:
        with Workspace(job.folder).open(job.assessment) as case:
            report = case.report(job.on)
            data = case.data(job.on) if job.attach_data else None
            documents = list(jobs(case, report, job.documents, ()))
        for document, kind in files(documents, job.formats):
            path, warnings = written(job.folder, document, kind, job.output, job.theme, data)
            paths.append(path)
            notes += warnings
    except GapAnalysisError as error:
        where = f"{error.source}: " if error.source and error.source not in error.message else ""
        hint = f" {error.hint[:1].upper()}{error.hint[1:]}." if error.hint else ""
        failure = f"{where}{error.message}{hint}"
        return Outcome(job.assessment, tuple(paths), tuple(notes), failure=failure, status=status_of(error))
    except Exception:  # noqa: BLE001 (a fault of the program in one report must not stop the others)
        return Outcome(job.assessment, tuple(paths), tuple(notes), failure=format_exc(), status=70)
    worst = max((finding.grade.rank for finding in report.main.findings), default=0)
    return Outcome(job.assessment, tuple(paths), tuple(notes), worst)


def show(jobs: Sequence[Job]) -> tuple[int, int]:
    """Run the jobs and show what becomes of each; the status of the first failure (0 for none), and the worst grade."""
    from gapanalysis.cli.progress import Bar

    bar = Bar("reports") if sys.stderr.isatty() else None
    status, worst = 0, 0
    if bar:
        bar.show("written", 0, len(jobs))
    for done, outcome in enumerate(run(jobs), start=1):
        if bar:
            bar.clear()
        _tell(outcome)
        status, worst = status or outcome.status, max(worst, outcome.worst)
        if bar:
            bar.show("written", done, len(jobs))
    if bar:
        bar.clear()
    return status, worst


def _tell(outcome: Outcome) -> None:
    for path in outcome.paths:
        click.echo(path)
    for note in outcome.notes:
        click.echo(f"Note: {outcome.assessment}: {note}", err=True)
    if outcome.failure:
        label = click.style("Error:", fg="red", bold=True)
        click.echo(f"{label} {outcome.assessment}: {outcome.failure}", err=True)
