"""The use cases on one assessment: what is recorded, and what comes of it.

Adapters are imported where they are used: a question asked or a status shown needs neither YAML nor WeasyPrint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self
from uuid import uuid4

from gapanalysis import __version__
from gapanalysis.clock import end_of, now, today
from gapanalysis.engine.acceptance import checked
from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.editing import digest
from gapanalysis.engine.handout import handout
from gapanalysis.engine.journal import fold, stage_record
from gapanalysis.engine.objections import checked_decision
from gapanalysis.engine.rewording import as_of_earlier, decisions_of, edits_of, in_own_words, rewordings
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import (
    Answer,
    AnswerGiven,
    Assessment,
    Body,
    CommentMade,
    FindingDecided,
    ObservationMade,
    StageSet,
    TextEdited,
)
from gapanalysis.model.block import blocks
from gapanalysis.model.document import Comment, Edit, StageReached
from gapanalysis.store import Entry, Journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gapanalysis.model.document import Stage
    from gapanalysis.model.handout import Handout
    from gapanalysis.model.judgement import Decision
    from gapanalysis.model.observation import Observation
    from gapanalysis.model.questionnaire import Questionnaire
    from gapanalysis.model.report import GapReport
    from gapanalysis.model.rewording import Returned, Rewording, Rewordings
    from gapanalysis.render.writers import Attachment


@dataclass(frozen=True, slots=True)
class Case:
    """One assessment of the workspace, open for work; a context manager that closes its journal.

    Every write is on disk before the method returns.
    """

    name: str
    journal: Journal
    questionnaire: Questionnaire

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.journal.close()

    def assessment(self, on: date | None = None) -> Assessment:
        """The state now, or at the end of a day."""
        return fold(self.name, self.journal.records(self.name), end_of(on) if on else None)

    def report(self, on: date) -> GapReport:
        """The result at the end of a day."""
        return analyse(self.questionnaire, self.assessment(on), on=on, version=__version__)

    def issued(self, version: str) -> GapReport:
        """The report as it was issued under a version, whatever was recorded since.

        Raises:
            AssessmentError: no such version was issued, or the results come out otherwise than they did then.
        """
        records = tuple(self.journal.records(self.name))
        record = stage_record(records, version)
        if record is None or not isinstance(record.body, StageSet):
            hint = f"issue it with: gapanalysis stage {self.name} issued --version {version}"
            raise AssessmentError(f"Version {version} of {self.name} was never issued.", hint=hint, code="version")
        reached = record.body.reached
        then = fold(self.name, records, end_of(reached.on), record.id)
        # The document may speak of an earlier day than the one on which it was given out.
        assessment = then.model_copy(update={"stages": fold(self.name, records, through=record.id).stages})
        report = analyse(self.questionnaire, assessment, on=reached.on, version=__version__)
        if digest(report) != reached.digest:
            raise AssessmentError(
                f"Version {version} was issued by program version {reached.program}, and comes out otherwise now.",
                hint="use the files that were issued then, or that version of the program",
                code="digest",
            )
        return report

    def data(self, on: date) -> Attachment:
        """The state at the end of a day as a file that another workspace goes on from; no private note is in it."""
        from gapanalysis.exchange.assessment_data import DATA_NAME, assessment_data
        from gapanalysis.render.writers import Attachment

        return Attachment(DATA_NAME, assessment_data(self.assessment(on), self.questionnaire), on)

    def edit(self, block: str, text: str, on: date) -> Edit:
        """Put a text of the report in other words; an empty text takes that back. It survives every new rendering.

        Raises:
            AssessmentError: the report has no such text; nothing was written.
        """
        known = blocks(self._present(on))
        if block not in known:
            raise AssessmentError(
                f"The report has no text {block!r}.", hint=f"choose from: {', '.join(known)}", code="block"
            )
        kept = Edit(block=block, text=text, over=known[block])
        self._append(TextEdited(edit=kept))
        return kept

    def reworded(self, returned: Returned, present: Returned, on: date) -> Rewordings:
        """What was edited in a report that came back as a Word file; nothing is written.

        Args:
            returned: the file that came back.
            present: the same file as it would be written now.
            on: the day.

        Raises:
            AssessmentError: the file is of another assessment.
        """
        if returned.assessment != self.name:
            raise AssessmentError(
                f"This is a report of {returned.assessment}, not of {self.name}.",
                hint=f"if it is the one you mean: gapanalysis edit {returned.assessment} --from FILE",
                code="another-assessment",
            )
        typed = {edit.block: edit.text for edit in self.assessment().edits}
        return rewordings(returned, present, in_own_words(self._present(on), typed))

    def take(self, texts: Sequence[Rewording], reason: str, on: date) -> None:
        """Keep texts that were edited in a file, all or none.

        Args:
            texts: those to keep.
            reason: why findings among them are said in other words.
            on: the day.

        Raises:
            AssessmentError: a text cannot be kept; nothing was written.
        """
        edits = edits_of(texts, blocks(self._present(on)))
        assessment = self.assessment()
        decisions = [
            (checked_decision(decision, self.questionnaire, assessment, on=on), outdated)
            for decision, outdated in decisions_of(texts, reason)
        ]
        self._append(
            *(TextEdited(edit=edit) for edit in edits),
            *(FindingDecided(decision=as_of_earlier(kept) if outdated else kept) for kept, outdated in decisions),
        )

    def comment(self, finding: str, text: str, *, by: Literal["client", "assessor"], reply_to: str = "") -> Comment:
        """Keep what was said of a finding, or what is answered; `reply_to` is how the id of a comment begins.

        Raises:
            AssessmentError: no such finding, or not exactly one comment with such an id; nothing was written.
        """
        assessment = self.assessment()
        found = {each.id for edition in self.report(today()).editions for each in edition.findings}
        if finding not in found:
            raise AssessmentError(f"There is no finding {finding}.", hint=f"see: gapanalysis finding {self.name} list")
        answered = [each.id for each in assessment.comments if reply_to and str(each.id).startswith(reply_to)]
        if reply_to and len(answered) != 1:
            raise AssessmentError(f"No single comment has an id that begins with {reply_to}.", code="comment")
        kept = Comment(
            id=uuid4(), finding=finding, text=text, by=by, on=today(), reply_to=answered[0] if answered else None
        )
        self._append(CommentMade(comment=kept))
        return kept

    def reach(self, stage: Stage, version: str, on: date, note: str = "") -> StageReached:
        """Let the document reach a stage; an issued one is frozen with the digest of its results.

        Raises:
            AssessmentError: that version was issued already; nothing was written.
        """
        if stage_record(self.journal.records(self.name), version) is not None:
            raise AssessmentError(
                f"Version {version} was issued already.", hint="give the next one another number", code="version"
            )
        reached = StageReached(
            stage=stage, version=version, on=on, note=note, program=__version__, digest=digest(self.report(on))
        )
        self._append(StageSet(reached=reached))
        return reached

    def handout(self, on: date) -> Handout:
        """What to give to the organisation before the visit, whatever has been answered since."""
        return handout(self.questionnaire, self.assessment(on), on=on, version=__version__)

    def answer(self, answer: Answer, *, respondent: str = "") -> Answer:
        """Check an answer and keep it; the answer as kept comes back.

        Raises:
            AnswerError: the question does not accept it; nothing was written.
        """
        kept = checked(answer, self.questionnaire)
        revision = self.questionnaire.by_id[kept.question].revision
        self._append(AnswerGiven(answer=kept), respondent=respondent, revision=revision)
        return kept

    def observe(self, *observations: Observation) -> None:
        """Keep observations, new or sorted anew, all or none.

        Raises:
            AssessmentError: a clause or question does not exist; nothing was written.
        """
        for observation in observations:
            self._check_places(observation)
        self._append(*(ObservationMade(observation=observation) for observation in observations))

    def decide(self, decision: Decision) -> Decision:
        """Check a decision about findings against today's results and keep it; the decision as kept comes back.

        Raises:
            AssessmentError: it names something that does not exist, or would have no effect; nothing was written.
        """
        kept = checked_decision(decision, self.questionnaire, self.assessment(), on=today())
        self._append(FindingDecided(decision=kept))
        return kept

    def respondent(self, name: str) -> str:
        """The key of a respondent; empty for nobody in particular."""
        return self.journal.respondent(name) if name else ""

    def _present(self, on: date) -> GapReport:
        """The result as it stands, with everything that is recorded."""
        return analyse(self.questionnaire, self.assessment(), on=on)

    def _append(self, *bodies: Body, respondent: str = "", revision: str = "") -> None:
        at = now()
        entries = [Entry(id=uuid4(), at=at, respondent=respondent, revision=revision, body=body) for body in bodies]
        self.journal.append(self.name, *entries)

    def _check_places(self, observation: Observation) -> None:
        known = {clause.number for edition in self.questionnaire.standard.editions for clause in edition.clauses}
        for clause in observation.clauses:
            if clause not in known:
                raise AssessmentError(
                    f"There is no clause {clause} in {self.questionnaire.standard.label}.", code="clause"
                )
        for question in observation.questions:
            if question not in self.questionnaire.by_id:
                raise AssessmentError(f"There is no question {question} in this questionnaire.", code="question")
