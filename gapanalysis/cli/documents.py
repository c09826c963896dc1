"""Documents as files: which are to be written, what they are about, and where they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gapanalysis.model.extract import Extract
    from gapanalysis.model.handout import Handout
    from gapanalysis.model.report import GapReport
    from gapanalysis.render.documents import Document
    from gapanalysis.workspace import Case

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


def write(folder: Path, documents: Sequence[Job], formats: Sequence[str], output: Path) -> list[Path]:
    """Render each document in each format it has, and write it whole; warnings go to standard error."""
    from gapanalysis.render.writers import writer_for
    from gapanalysis.workspace import Workspace, write_atomically

    written = []
    for job in documents:
        where = output / FOR_THE_ASSESSOR if job.document.for_assessor else output
        for kind in formats:
            if not writer_for(kind).writes(job.document):
                continue
            path = where / f"{job.name}.{kind}"
            click.echo(f"Writing {path.name} ...", err=True)
            rendered = Workspace(folder).render(job.subject, kind, job.document.name)
            write_atomically(path, rendered.content)
            for warning in rendered.warnings:
                click.echo(f"Note: {warning}", err=True)
            written.append(path)
    return written


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
