"""Documents as files: which are to be written, what they are about, and where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gapanalysis.case import Case
    from gapanalysis.model.extract import Extract
    from gapanalysis.model.handout import Handout
    from gapanalysis.model.report import GapReport
    from gapanalysis.render.documents import Document
    from gapanalysis.render.writers import Attachment

NAMES = ("report", "brief", "plan", "papers", "handout", "slides", "extract")
"""The documents there are (`render.documents`), named here so that `--help` is instant."""

ALL = "all"
"""Every document but extracts."""

FOR_THE_ASSESSOR = "for-the-assessor"
"""The folder of what no client is to have, so that everything beside it may be sent."""

Selection = tuple[str, str]
"""What an extract is cut out by, and its name there."""


class Job(NamedTuple):
    """A document to be written: what it is about, and the name of its files without their suffix."""

    document: Document
    subject: GapReport | Handout | Extract
    name: str


def wanted(asked: Sequence[str], selections: Sequence[Selection]) -> tuple[str, ...]:
    """The names of the documents asked for: the gap-analysis report by default, extracts where one is selected.

    Raises:
        click.UsageError: extracts without a selection, or a selection without extracts.
    """
    if not asked:
        return ("extract",) if selections else ("report",)
    if "extract" in asked and not selections:
        raise click.UsageError("An extract is of something: add --finding, --clause, --section or --owner.")
    if selections and not {"extract", ALL}.intersection(asked):
        raise click.UsageError("--finding, --clause, --section and --owner are for --document extract.")
    every = ALL in asked
    return tuple(name for name in NAMES if name in asked or (every and (name != "extract" or selections)))


def jobs(case: Case, report: GapReport, names: Sequence[str], selections: Sequence[Selection]) -> Iterator[Job]:
    """Each document with what it is about.

    Raises:
        AssessmentError: an extract of something that the report does not have.
    """
    from gapanalysis.model.extract import By, extract
    from gapanalysis.render.documents import EXTRACT, HANDOUT, document_named

    stem = file_name(report.assessment)
    for document in map(document_named, names):
        if document == EXTRACT:
            parts = [extract(report, By(by), name) for by, name in selections]
            yield from (Job(document, part, f"{stem}-{part.by}-{file_name(part.name)}") for part in parts)
        else:
            subject = case.handout(report.on) if document == HANDOUT else report
            yield Job(document, subject, f"{stem}-{document.suffix}")


def write(  # noqa: PLR0913  # documents and what to write of them
    folder: Path,
    documents: Sequence[Job],
    formats: Sequence[str],
    output: Path,
    *,
    theme: str = "",
    data: Attachment | None = None,
) -> list[Path]:
    """Render each document in each format it has, and write it whole; progress and warnings go to standard error."""
    from gapanalysis.cli.progress import shown

    paths = []
    for job, kind in files(documents, formats):
        with shown(f"{job.name}.{kind}"):
            path, warnings = written(folder, job, kind, output, theme, data)
        for warning in warnings:
            click.echo(f"Note: {warning}", err=True)
        paths.append(path)
    return paths


def files(documents: Sequence[Job], formats: Sequence[str]) -> Iterator[tuple[Job, str]]:
    """Each document with each of the formats it has."""
    from gapanalysis.render.writers import writer_for

    return ((job, kind) for job in documents for kind in formats if writer_for(kind).writes(job.document))


def written(  # noqa: PLR0913, PLR0917  # a document and how it is to be written
    folder: Path, job: Job, kind: str, output: Path, theme: str, data: Attachment | None
) -> tuple[Path, tuple[str, ...]]:
    """Write a document in a format, whole or not at all: the file, and what its writer warns of."""
    from gapanalysis.cli.files import write_atomically
    from gapanalysis.render.documents import REPORT
    from gapanalysis.workspace import Workspace

    carried = data if kind == "pdf" and job.document == REPORT else None
    rendered = Workspace(folder).render(job.subject, kind, job.document.name, theme=theme, data=carried)
    path = (output / FOR_THE_ASSESSOR if job.document.for_assessor else output) / f"{job.name}.{kind}"
    write_atomically(path, rendered.content)
    return path, rendered.warnings


def check_formats(names: Sequence[str], formats: Sequence[str]) -> None:
    """Refuse a format that none of the documents has.

    Raises:
        click.UsageError: nothing would be written in that format.
    """
    from gapanalysis.render.documents import document_named
    from gapanalysis.render.writers import writer_for

    for kind in formats:
        if not any(writer_for(kind).writes(document_named(name)) for name in names):
            raise click.UsageError(f"The document {' and '.join(names)} cannot be written as {kind}; use pdf or html.")


def file_name(words: str) -> str:
    """Words as part of a file's name."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in words).strip("-.") or "assessment"
