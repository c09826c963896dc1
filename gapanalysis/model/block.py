"""Texts of a report that a person may put in other words: what each rests on, and how it is known again in a file."""

import re
from collections.abc import Mapping
from hashlib import sha256

from gapanalysis.model.base import Value
from gapanalysis.model.finding import Finding
from gapanalysis.model.report import GapReport

SUMMARY = "summary"
HEADLINE = "headline"
PARTS = ("headline", "consequence", "recommendation")
"""The texts of a finding."""

ONE_LINE = re.compile(r"^(headline|section\..*|action\..*|finding\..*\.headline)$")
"""Blocks that are one line; the others keep their paragraphs."""

_SPACE = re.compile(r"[^\S\n]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_GAP = re.compile(r"\n{3,}")


class Mark(Value):
    """What a file remembers of a block as it was written: fingerprints of its text, and of what that rests on."""

    text: str
    rests_on: str


def blocks(report: GapReport) -> Mapping[str, str]:
    """What the results say under each block that may be edited, whatever a person made of it.

    The sentence of the summary is made when documents are written; here it is what that sentence rests on.
    """
    said = report.main.verdict
    beneath = (said.subject, said.band.id if said.band else "", *said.capped_by, str(said.enough_coverage))
    return {
        HEADLINE: report.headline,
        SUMMARY: ", ".join(part for part in beneath if part),
        **{f"section.{section.id}": section.headline for section in report.sections},
        **{f"action.{action.id}": action.title for edition in report.editions for action in edition.plan},
        **{edit.block: edit.generated for edit in report.edits},
    }


def rests_on(report: GapReport) -> Mapping[str, str]:
    """What every text rests on, also those of findings; only what the reader of the report is told of them.

    Where two editions have a finding, it is that of the edition that gives the verdict.
    """
    findings = {
        f"finding.{finding.id}.{part}": _told(finding)
        for edition in reversed(report.editions)
        for finding in edition.findings
        for part in PARTS
    }
    return {**blocks(report), **findings}


def _told(finding: Finding) -> str:
    return f"{finding.grade.value}, {finding.level}, {finding.gate}"


def tidy(text: str, block: str = "") -> str:
    """The text without what no reader sees: space at the ends of lines and twice in a row, lines without words.

    Characters that command a terminal go too. Of a block that is one line, the lines are joined.
    """
    lines = "\n".join(_CONTROL.sub("", _SPACE.sub(" ", line)).strip() for line in text.splitlines())
    whole = _GAP.sub("\n\n", lines).strip()
    return " ".join(whole.split()) if ONE_LINE.match(block) else whole


def key_of(block: str) -> str:
    """The fingerprint of a name, which is there even where the name is lost."""
    return _digits(block, 8)


def fingerprint_of(text: str, block: str) -> str:
    """The fingerprint of the words of a block."""
    return _digits(tidy(text, block), 12)


def _digits(text: str, size: int) -> str:
    """The first digits of its SHA-256, in hexadecimal."""
    return sha256(text.encode(errors="replace")).hexdigest()[:size]


# -- the bookmark around a block in a Word file ------------------------------------------------------------------

_NAME = re.compile(r"^_ga_([0-9a-f]{8})_([0-9a-f]{12})_([0-9a-f]{8})$")


def bookmark(block: str, text: str, beneath: str) -> str:
    """The name of the bookmark around a block, which says all there is to know: which it is, and how it was written.

    Every program keeps bookmarks, also those that lose content controls or parts of the file they do not know. Word
    allows 40 letters, and does not list those that begin with an underscore.
    """
    return f"_ga_{key_of(block)}_{fingerprint_of(text, block)}_{_digits(beneath, 8)}"


def bookmarked(name: str) -> tuple[str, Mark] | None:
    """The key of the block and its mark, from the name of a bookmark; None for any other bookmark."""
    match = _NAME.match(name)
    return (match[1], Mark(text=match[2], rests_on=match[3])) if match else None
