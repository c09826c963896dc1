"""The assessor's word: decisions taken in journal order on the findings the rules propose (docs/scoring.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import NamedTuple

from gapanalysis.engine.findings import Frame, order
from gapanalysis.engine.handmade import by_hand, merged
from gapanalysis.model.finding import Finding, Grade, Reason
from gapanalysis.model.judgement import (
    Added,
    Applied,
    Because,
    Decision,
    Merged,
    Regraded,
    Restored,
    Reworded,
    Seen,
    Split,
    Stale,
    Suppressed,
)
from gapanalysis.model.question import Obligation
from gapanalysis.model.questionnaire import Questionnaire


class Outcome(NamedTuple):
    """What decisions made of the rules' findings; each part but `stale` is in order of priority.

    Attributes:
        findings: the final word.
        suppressed: what the assessor left out.
        stale: decisions without effect, in journal order.
        proposed: the rules' findings that decisions were made about, as proposed.
    """

    findings: tuple[Finding, ...]
    suppressed: tuple[Finding, ...]
    stale: tuple[Stale, ...]
    proposed: tuple[Finding, ...]


def decide(findings: Sequence[Finding], decisions: Iterable[Decision], frame: Frame) -> Outcome:
    """Take every decision meant for this edition, in the order given, on the findings of the rules (in their order).

    Answers, levels, shares and gates stay what they are: whoever finds an answer wrong corrects the answer.
    """
    own = [decision for decision in decisions if decision.edition in {"", frame.edition.id}]
    if not own:
        return Outcome(tuple(findings), (), (), ())
    board = _Board(frame, findings, {finding.id: finding for finding in findings})
    for decision in own:
        board.take(decision)
    return board.outcome()


def snapshot(finding: Finding, questionnaire: Questionnaire, edition: str) -> Seen:
    """What the results say of a finding now."""
    known = questionnaire.by_id
    return Seen(
        edition=edition,
        finding=finding.id,
        proposed=finding.proposed,
        level=finding.level,
        revisions={question: known[question].revision for question in finding.questions},
    )


class _Refused(Exception):  # noqa: N818  # not an error: the decision has no effect and is reported as stale
    def __init__(self, because: Because) -> None:
        super().__init__(because)
        self.because = because


class _Knot(NamedTuple):
    """A merge or a split that can be undone: the findings it was made from and the ids it made."""

    name: str
    before: Mapping[str, Finding]
    made: tuple[str, ...]


@dataclass(slots=True)
class _Board:
    """The findings while decisions are taken on them, by id; suppressed ones stay on it."""

    frame: Frame
    proposed: Sequence[Finding]
    standing: dict[str, Finding]
    suppressed: set[str] = field(default_factory=set)
    knots: list[_Knot] = field(default_factory=list)
    stale: list[Stale] = field(default_factory=list)

    def take(self, decision: Decision) -> None:
        try:
            self._take(decision, Applied(decision=decision, changed_since=self._changed(decision)))
        except _Refused as refused:
            self.stale.append(Stale(decision=decision, because=refused.because))

    def _take(self, decision: Decision, applied: Applied) -> None:
        match decision:
            case Added():
                self._add(decision, applied)
            case Merged():
                self._merge(decision, applied)
            case Split():
                self._split(decision, applied)
            case Suppressed():
                self._put(self._active(decision.finding), applied)
                self.suppressed.add(decision.finding)
            case Restored():
                self._restore(decision.finding, applied)
            case Regraded():
                self._grade(decision, applied)
            case Reworded():
                said = decision.model_dump(include={"headline", "consequence", "recommendation"})
                changes = {name: text for name, text in said.items() if text}
                self._put(self._active(decision.finding), applied, changes)

    def outcome(self) -> Outcome:
        everything = sorted(self.standing.values(), key=order)
        return Outcome(
            findings=tuple(finding for finding in everything if finding.id not in self.suppressed),
            suppressed=tuple(finding for finding in everything if finding.id in self.suppressed),
            stale=tuple(self.stale),
            proposed=tuple(finding for finding in self.proposed if self.standing.get(finding.id) != finding),
        )

    def _changed(self, decision: Decision) -> bool:
        edition = self.frame.edition.id
        return any(self._now(seen.finding) != seen for seen in decision.seen if seen.edition == edition)

    def _now(self, name: str) -> Seen | None:
        finding = self.standing.get(name)
        return None if finding is None else snapshot(finding, self.frame.questionnaire, self.frame.edition.id)

    def _active(self, name: str) -> Finding:
        if name not in self.standing:
            raise _Refused(Because.NOT_PROPOSED)
        if name in self.suppressed:
            raise _Refused(Because.SUPPRESSED)
        return self.standing[name]

    def _put(self, finding: Finding, applied: Applied, changes: Mapping[str, object] | None = None) -> None:
        changed = finding.model_copy(update={**(changes or {}), "decisions": (*finding.decisions, applied)})
        self.standing[changed.id] = changed

    # -- each kind of decision -----------------------------------------------------------------------------------

    def _add(self, decision: Added, applied: Applied) -> None:
        if decision.clause not in {clause.number for clause in self.frame.edition.clauses}:
            raise _Refused(Because.NO_CLAUSE)
        name = self._free(f"H{decision.number}")
        made = by_hand(decision, name, self.frame)
        self._check_practice(made, made.grade)
        lapses = {name for each in self.proposed if each.grade is not Grade.OPPORTUNITY for name in each.questions}
        if made.grade is Grade.OPPORTUNITY and lapses.intersection(made.questions):
            raise _Refused(Because.REQUIREMENT)
        self._put(made, applied)

    def _free(self, name: str) -> str:
        """The id, or its next variant where another device gave the same number (journals that were joined)."""
        taken = {*self.standing, *(former for knot in self.knots for former in knot.before)}
        names = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
        return next(free for free in names if free not in taken)

    def _merge(self, decision: Merged, applied: Applied) -> None:
        """What the rules still propose of them is merged; a single one left stands as it is."""
        parts = [self._active(name) for name in decision.findings if name in self.standing]
        if len(parts) < 2:  # noqa: PLR2004  # fewer than two cannot be merged
            raise _Refused(Because.NOT_PROPOSED)
        if len({part.grade is Grade.OPPORTUNITY for part in parts}) > 1:
            raise _Refused(Because.MIXED)
        name = decision.findings[0]
        for part in parts:
            del self.standing[part.id]
        self.knots.append(_Knot(name, {part.id: part for part in parts}, (name,)))
        self._put(merged(parts, name, decision.headline), applied)

    def _split(self, decision: Split, applied: Applied) -> None:
        whole = self._active(decision.finding)
        names = tuple(f"{whole.id}{letter}" for letter, _ in zip(ascii_lowercase, decision.headlines, strict=False))
        del self.standing[whole.id]
        self.knots.append(_Knot(whole.id, {whole.id: whole}, names))
        for name, headline in zip(names, decision.headlines, strict=True):
            self._put(whole, applied, {"id": name, "headline": headline})

    def _restore(self, name: str, applied: Applied) -> None:
        if name in self.suppressed:
            self.suppressed.remove(name)
            self._put(self.standing[name], applied)
            return
        places = [place for place, knot in enumerate(self.knots) if knot.name == name]
        if not places and name not in self.standing:
            raise _Refused(Because.NOT_PROPOSED)
        if not places or self._is_tied(places[-1]):
            raise _Refused(Because.NOTHING_TO_RESTORE)
        knot = self.knots.pop(places[-1])
        for made in knot.made:
            del self.standing[made]
            self.suppressed.discard(made)
        for finding in knot.before.values():
            self._put(finding, applied)

    def _is_tied(self, place: int) -> bool:
        """Whether a later merge or split took what this one made."""
        made = self.knots[place].made
        return any(name in later.before for later in self.knots[place + 1 :] for name in made)

    def _grade(self, decision: Regraded, applied: Applied) -> None:
        finding = self._active(decision.finding)
        if decision.grade is Grade.OPPORTUNITY and finding.grade is not Grade.OPPORTUNITY:
            raise _Refused(Because.REQUIREMENT)
        self._check_practice(finding, decision.grade)
        samples = tuple(reason for reason in finding.reasons if reason.rule == "sample")
        reasons = (Reason(rule="assessor", values={"grade": decision.grade}), *samples)
        self._put(finding, applied, {"grade": decision.grade, "reasons": reasons})

    def _check_practice(self, finding: Finding, grade: Grade) -> None:
        """Good practice, proposed as such or all that a finding by hand rests on, is an opportunity at most."""
        edition, known = self.frame.edition.id, self.frame.questionnaire.by_id
        views = (known[name].editions.get(edition) for name in finding.questions)
        by_hand = finding.proposed is None and {view.obligation for view in views if view} == {Obligation.GOOD_PRACTICE}
        if grade is not Grade.OPPORTUNITY and (by_hand or finding.proposed is Grade.OPPORTUNITY):
            raise _Refused(Because.GOOD_PRACTICE)
