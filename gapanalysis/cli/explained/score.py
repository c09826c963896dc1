"""The score: from the share to its clauses, and what it leaves out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gapanalysis.cli.explained.columns import columns
from gapanalysis.cli.explained.figures import (
    decimal,
    head,
    level_text,
    points,
    practice_rows,
    share_text,
    titled,
    weighed,
)
from gapanalysis.cli.wording import percent
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.model.score import Standing, Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gapanalysis.model.explanation import GroupExplained, GroupPart, QuestionPart, ScoreExplained

_PUT_TOGETHER = {
    Aggregation.QUESTIONS: "",
    Aggregation.CLAUSES: "The share is the mean of the clauses' shares, each counting alike.",
    Aggregation.WORST: "The share is that of the weakest clause: as good as its worst part.",
}

LACKS = "What each lacks is in percentage points of the whole; with the share they make 100."


def score_blocks(score: ScoreExplained) -> list[str]:
    """The share opened: clauses, sections, range, what stands in the way, what is not counted, practice."""
    tally = score.tally
    stands = f"{share_text(score.share)} in place" if score.share is not None else "nothing is assessed yet"
    counts = f"{tally.points} of {tally.attainable} points: every answer counts its weight times its level (0-3)."
    total = share_text(score.share, "-")
    return [
        head(
            f"{score.label}: {stands}",
            counts if tally.answered else "",
            _PUT_TOGETHER[score.aggregation],
            f"{tally.answered} of {tally.applicable} requirement questions that apply are answered.",
            _band(score),
        ),
        _caps(score),
        titled("Clause by clause", group_rows(score.clauses, "clause", total), LACKS),
        titled("The same points by section", group_rows(score.sections, "section", total)),
        _range(score),
        titled("Not counted", columns(([part.id, f"{part.title}. {_why(part)}"] for part in score.left_out), "<~")),
        _practice(score),
    ]


def group_blocks(group: GroupExplained) -> list[str]:
    """A clause or section opened: the clauses below it and its questions."""
    name = f"{group.id}  {group.title}" if group.kind == "clause" else group.title
    tally = group.tally
    counts = f"{weighed(tally)} points; {tally.answered} of {tally.applicable} requirement questions answered."
    lacks = f"It lacks {points(group.missing, signed=False)} percentage points of the whole." if group.missing else ""
    assessed = group.standing in {Standing.ASSESSED, Standing.PARTLY_ASSESSED}
    return [
        head(
            f"{name}: {share_text(group.share, group.standing)}", f"{counts} {lacks}" if assessed else "", _mark(group)
        ),
        titled("What makes it so", finding_lines(group)) if group.worst else "",
        titled("The clauses below it", group_rows(group.parts, "clause")),
        titled("Its questions", _questions(group.questions)),
        titled("Good practice, beside the share", practice_rows(group.practised)),
    ]


def finding_lines(group: GroupExplained) -> str:
    """The findings that make the grade, with those about several questions at once."""
    found = {finding.id: finding for finding in (*group.worst, *group.systemic)}
    systemic = {finding.id for finding in group.systemic}
    rows = [
        [each.id, each.headline + (" (several questions together)" if each.id in systemic else "")]
        for each in found.values()
    ]
    return columns(rows, "<~")


def group_rows(parts: Sequence[GroupPart], kind: str, share: str = "") -> str:
    """Clauses or sections with their points, and the sum of all with its share, where that is not the points' own."""
    if not parts:
        return ""
    total = sum((part.tally for part in parts), Tally())
    missing = sum((part.missing for part in parts), Fraction())
    rows = [
        _row(part.id, part.title, part.tally, share_text(part.share, part.standing), part.missing) for part in parts
    ]
    rows.append(_row("", "together", total, share or share_text(total.share, "-"), missing))
    heads = ["", "", "points", "share", "lacks"]
    if kind == "clause":
        return columns(rows, "<~>>>", heads)
    return columns((row[1:] for row in rows), "~>>>", heads[1:])


def _row(name: str, title: str, tally: Tally, share: str, missing: Fraction) -> list[str]:
    return [name, title, weighed(tally), share, points(missing, signed=False)]


def _questions(parts: Sequence[QuestionPart]) -> str:
    rows = [
        [
            part.id,
            part.title,
            level_text(part),
            str(part.weight),
            f"{part.points} of {part.attainable}" if part.attainable else "-",
            points(part.missing, signed=False) if part.attainable else "",
        ]
        for part in parts
    ]
    return columns(rows, "<~<>>>", ("", "", "level", "weight", "points", "lacks"))


def _mark(group: GroupExplained) -> str:
    if group.grade is None or group.mark is None:
        return ""
    return f"Its lowest answer is level {group.mark}, its worst grade: {group.grade}. The share does not decide that."


def _band(score: ScoreExplained) -> str:
    if score.band is None:
        return "" if score.enough_coverage else "A band is named once 80% of them are answered."
    above = f" From {score.next_band.least}%: {score.next_band.label}." if score.next_band else ""
    return f"Band: {score.band.label} (from {score.band.least}%).{above}"


def _caps(score: ScoreExplained) -> str:
    rows = [["gate", f"{gate.clause} {gate.title}: failed"] for gate in score.failed_gates]
    rows += [[finding.id, f"{finding.headline}: {finding.grade}"] for finding in score.majors]
    return titled("In the way of a certificate, whatever the share", columns(rows, "<~"))


def _range(score: ScoreExplained) -> str:
    if score.range is None or not score.undecided:
        return ""
    title = f"Once all is answered: anywhere from {percent(score.range.low)} to {percent(score.range.high)}"
    rows = [
        [each.question, f"{each.title} ({each.state if each.certain else 'may yet apply'})", points(each.could_add)]
        for each in score.undecided
    ]
    return titled(title, columns(rows, "<~>"), "How much of that, in percentage points, rests on each:")


def _practice(score: ScoreExplained) -> str:
    if score.practice.mean is None:
        return ""
    mean = decimal(score.practice.mean)
    return titled(f"Beside the share: customer-focus practice {mean} of 5", practice_rows(score.practised))


def _why(part: QuestionPart) -> str:
    reason = "the editions assessed do not know it" if part.because == "edition" else part.reason
    state = part.state.capitalize()
    return f"{state}: {reason}" if reason else f"{state}."
