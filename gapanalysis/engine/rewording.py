"""What was edited in a Word file: held against how the file was written, and against what stands now."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from gapanalysis.engine.wording import PLACE
from gapanalysis.model.block import PARTS, Mark, fingerprint_of, tidy
from gapanalysis.model.document import LONGEST_TEXT, Edit
from gapanalysis.model.judgement import Decision, Reworded, Split
from gapanalysis.model.report import GapReport
from gapanalysis.model.rewording import Block, Fate, Returned, Rewording, Rewordings

OURS = re.compile(rf"^(headline|summary|section\..+|action\..+|finding\..+\.({'|'.join(PARTS)}))$")
"""Names of texts that the journal keeps. Any other control is somebody else's, or of a template of the workspace."""


def rewordings(returned: Returned, present: Returned, worded: Mapping[str, str]) -> Rewordings:
    """Every text that was edited in a file, in the order of the report.

    A text was edited when its words are no longer those it was written with. One that was not is left alone, whatever
    the report says by now.

    Args:
        returned: the file that came back.
        present: the same file as it would be written now.
        worded: the texts that stand in a person's words now, as they were typed.
    """
    now = {block.key: block for block in present.blocks}
    times = Counter(block.key for block in returned.blocks)
    edited: dict[str, Rewording] = {}
    for block in returned.blocks:
        known = now.get(block.key)
        if block.key not in edited and _edited(block, known):
            typed = worded.get(known.name, "") if known else ""
            fate = _fate(block, known, own=bool(typed), twice=times[block.key] > 1)
            edited[block.key] = _rewording(block, known, fate, typed)
    order = {key: place for place, key in enumerate(now)}
    return Rewordings(
        texts=tuple(edited[key] for key in sorted(edited, key=lambda key: order.get(key, len(order)))),
        missing=tuple(block.name for block in present.blocks if block.key not in times and OURS.match(block.name)),
        comments=returned.comments,
    )


def in_own_words(report: GapReport, edits: Mapping[str, str]) -> Mapping[str, str]:
    """The texts of a report that stand in a person's words, as they were typed.

    Args:
        report: the whole, with the decisions about its findings.
        edits: those that are no findings, by block.
    """
    own = {block.block: edits[block.block] for block in report.edits}
    for finding in (finding for edition in reversed(report.editions) for finding in edition.findings):
        for applied in finding.decisions:
            decision = applied.decision
            said = {part: getattr(decision, part, "") for part in PARTS}
            if isinstance(decision, Split):
                said["headline"] = finding.headline
            own |= {f"finding.{finding.id}.{part}": text for part, text in said.items() if text}
    return own


def edits_of(texts: Sequence[Rewording], said: Mapping[str, str]) -> list[Edit]:
    """The edits that keep these texts, findings apart; `said` has what the results say under each block now."""
    return [
        Edit(block=each.block, text=each.text, over="" if each.outdated else said[each.block])
        for each in texts
        if not each.of_finding
    ]


def decisions_of(texts: Sequence[Rewording], reason: str) -> list[tuple[Reworded, bool]]:
    """A decision for each finding among these texts, and whether its results changed after the file was written."""
    said: dict[str, dict[str, str]] = {}
    outdated: set[str] = set()
    for each in texts:
        if each.of_finding:
            finding, _, part = each.block.removeprefix("finding.").rpartition(".")
            said.setdefault(finding, {})[part] = each.text
            outdated |= {finding} if each.outdated else set()
    return [(Reworded(finding=finding, reason=reason, **parts), finding in outdated) for finding, parts in said.items()]


def as_of_earlier(decision: Decision) -> Decision:
    """The decision as made on results that are no longer those of today, so that somebody looks again."""
    seen = tuple(each.model_copy(update={"revisions": {}}) for each in decision.seen)
    return decision.model_copy(update={"seen": seen})


def _edited(block: Block, now: Block | None) -> bool:
    """Whether a text of ours is neither what was written nor what stands now."""
    if now is None:
        return _is_ours(block) and not _as_written(block, block.name)
    if not OURS.match(now.name) or _as_written(block, now.name):
        return False
    return not _says(tidy(block.text, now.name), tidy(now.text, now.name))


def _fate(block: Block, now: Block | None, *, own: bool, twice: bool) -> Fate:
    """What becomes of a text that was edited; `own`: it stands in a person's words now."""
    if now is None:
        return Fate.UNKNOWN
    if twice:
        return Fate.DOUBLE
    text = tidy(block.text, now.name)
    if not text:
        return Fate.EMPTY
    if len(text) > LONGEST_TEXT:
        return Fate.LONG
    return _whose(block.mark, now.mark, own=own)


def _whose(written: Mark | None, now: Mark | None, *, own: bool) -> Fate:
    """Whose words are to stand: those of the file, or a person has to say."""
    if written is None or now is None:
        return Fate.UNSURE
    reworded_since = written.text != now.text and (own or written.rests_on == now.rests_on)
    return Fate.CONFLICT if reworded_since else Fate.TAKEN


def _rewording(block: Block, now: Block | None, fate: Fate, typed: str) -> Rewording:
    name = now.name if now else tidy(block.name)
    return Rewording(
        block=name,
        text=tidy(block.text, name),
        stands=tidy(now.text, name) if now else "",
        fate=fate,
        outdated=bool(now and now.mark and block.mark and now.mark.rests_on != block.mark.rests_on),
        tracked=block.tracked,
        places=bool(PLACE.search(typed)),
    )


def _says(text: str, stands: str) -> bool:
    """Whether it is what stands now, but for line breaks: LibreOffice 7.4 loses those that stand in controls."""
    return text == stands or ("\n" not in text and "".join(text.split()) == "".join(stands.split()) and "\n" in stands)


def _is_ours(block: Block) -> bool:
    return OURS.match(block.name) is not None or (block.mark is not None and not block.name)


def _as_written(block: Block, name: str) -> bool:
    return block.mark is not None and block.mark.text == fingerprint_of(block.text, name)
