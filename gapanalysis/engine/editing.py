"""Texts that people put in other words, laid over the report, and the digest that an issued report is held against."""

import hashlib
from collections.abc import Mapping, Sequence

from gapanalysis.engine.wording import fill
from gapanalysis.model.block import HEADLINE, SUMMARY, blocks
from gapanalysis.model.document import Edit, EditedBlock
from gapanalysis.model.report import EditionResult, GapReport

_NOT_RESULTS = {"version", "stages", "comments", "edits"}
"""What of a report says how it came about, not what it says."""


def edited(report: GapReport, edits: Sequence[Edit]) -> GapReport:
    """The report with these texts in place of the generated ones. An edit of a text that is no longer there is kept.

    Args:
        report: as generated.
        edits: the last one of each block; an empty text leaves the generated one.
    """
    generated = blocks(report)
    standing = {
        edit.block: EditedBlock(
            block=edit.block,
            text=fill(edit.text, report.words),
            generated=generated[edit.block],
            changed_since=edit.over != generated[edit.block],
        )
        for edit in edits
        if edit.text and edit.block in generated
    }
    if not standing:
        return report
    texts = {name: block.text for name, block in standing.items()}
    sections = tuple(
        section.model_copy(update={"headline": texts.get(f"section.{section.id}", section.headline)})
        for section in report.sections
    )
    return report.model_copy(
        update={
            "headline": texts.get(HEADLINE, report.headline),
            "summary": texts.get(SUMMARY, ""),
            "sections": sections,
            "editions": tuple(_with_titles(edition, texts) for edition in report.editions),
            "edits": tuple(standing.values()),
        }
    )


def _with_titles(edition: EditionResult, texts: Mapping[str, str]) -> EditionResult:
    """The same, with what actions are called in a person's words."""
    plan = (
        action.model_copy(update={"title": texts.get(f"action.{action.id}", action.title)}) for action in edition.plan
    )
    return edition.model_copy(update={"plan": tuple(plan)})


def digest(report: GapReport) -> str:
    """SHA-256 of the results as the client has them, in hexadecimal; the same whenever they say the same."""
    return hashlib.sha256(report.for_client().model_dump_json(exclude=_NOT_RESULTS).encode()).hexdigest()
