"""The use cases, and the one place that joins adapters: a folder with its journal, questionnaires and templates.

Adapters are imported where they are used: a question asked or a status shown needs neither YAML nor WeasyPrint.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal, Self
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gapanalysis import __version__, content
from gapanalysis.engine.acceptance import checked
from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.carrying import carried
from gapanalysis.engine.editing import digest
from gapanalysis.engine.handout import handout
from gapanalysis.engine.interview import FULL
from gapanalysis.engine.journal import fold, stage_record
from gapanalysis.engine.objections import checked_decision
from gapanalysis.engine.rewording import as_of_earlier, decisions_of, edits_of, in_own_words, rewordings
from gapanalysis.errors import AssessmentError, GapAnalysisError
from gapanalysis.model.assessment import (
    Answer,
    AnswerGiven,
    Assessment,
    Body,
    CommentMade,
    Engagement,
    EngagementSet,
    FindingDecided,
    ObservationMade,
    StageSet,
    TextEdited,
)
from gapanalysis.model.block import blocks
from gapanalysis.model.document import Comment, Edit, StageReached
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.store import Entry, Journal, open_journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gapanalysis.model.document import Stage
    from gapanalysis.model.handout import Handout
    from gapanalysis.model.judgement import Decision
    from gapanalysis.model.observation import Observation
    from gapanalysis.model.proposal import Proposal, Prospect
    from gapanalysis.model.report import GapReport
    from gapanalysis.model.rewording import Returned, Rewording, Rewordings
    from gapanalysis.render.documents import Subject
    from gapanalysis.render.writers import Attachment, Rendered

DATABASE = "gapanalysis.db"
ZONE_VARIABLE = "GAPANALYSIS_ZONE"
USUAL_ZONE = "Europe/London"


def zone() -> ZoneInfo:
    """The time zone in which a day ends; `GAPANALYSIS_ZONE`, else Europe/London.

    Raises:
        GapAnalysisError: the name is not in the time-zone database.
    """
    name = os.environ.get(ZONE_VARIABLE, USUAL_ZONE)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise GapAnalysisError(
            f"There is no time zone {name!r}.", hint=f"set {ZONE_VARIABLE} to a name such as Europe/London", code="zone"
        ) from error


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in the workspace's zone."""
    return now().astimezone(zone()).date()


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, zone())


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
        return fold(self.name, self.journal.records(self.name), _end_of(on) if on else None)

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
        then = fold(self.name, records, _end_of(reached.on), record.id)
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


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder: its journal, and its own questionnaires and templates, which come before the shipped ones."""

    folder: Path

    def names(self) -> tuple[str, ...]:
        """The assessments here; empty when there is none or the folder has no journal yet."""
        if not self._database.exists():
            return ()
        journal = open_journal(self._database)
        try:
            return journal.names()
        finally:
            journal.close()

    def questionnaire(self, questionnaire_id: str) -> Questionnaire:
        """A questionnaire from its definition files.

        Raises:
            QuestionnaireError: with every fault of the files.
        """
        from gapanalysis.loading.questionnaire import load_questionnaire

        return load_questionnaire(content.questionnaire_folders(self.folder), questionnaire_id)

    def start(  # noqa: PLR0913  # an assessment begins with all of this at once, or not at all
        self,
        name: str,
        questionnaire: Questionnaire,
        engagement: Engagement,
        answers: Sequence[Answer] = (),
        observations: Sequence[Observation] = (),
        *,
        at: datetime | None = None,
    ) -> Case:
        """Begin an assessment; its questionnaire is kept with it. All of it or nothing.

        Args:
            name: what it is called here.
            questionnaire: what is asked, with all it needs.
            engagement: who is assessed, and against which editions.
            answers: what is known already.
            observations: what was noted already.
            at: when all of this was said; now unless it is an example of another day.

        Raises:
            AnswerError: an answer that its question does not accept.
            AssessmentError: the name is taken, or an edition is not part of the questionnaire.
        """
        self._check_engagement(questionnaire, engagement)
        kept = [checked(answer, questionnaire) for answer in answers]
        at = at or now()
        entries = [
            Entry(id=uuid4(), at=at, body=EngagementSet(engagement=engagement)),
            *(
                Entry(id=uuid4(), at=at, revision=questionnaire.by_id[a.question].revision, body=AnswerGiven(answer=a))
                for a in kept
            ),
            *(Entry(id=uuid4(), at=at, body=ObservationMade(observation=o)) for o in observations),
        ]
        self.folder.mkdir(parents=True, exist_ok=True)
        journal = open_journal(self._database)
        journal.create(name, questionnaire.model_dump_json(), *entries)
        return Case(name, journal, questionnaire)

    def carried(self, name: str, questionnaire: Questionnaire) -> tuple[Answer, ...]:
        """The answers of an earlier assessment that another questionnaire asks for too; see `engine.carrying`."""
        with self.open(name) as case:
            return carried(questionnaire, case.assessment())

    def engagement_of(self, name: str) -> Engagement:
        """The frame of an assessment as it stands."""
        with self.open(name) as case:
            return case.assessment().engagement

    def open(self, name: str) -> Case:
        """An assessment by its name.

        Raises:
            AssessmentError: there is none of this name; the hint lists those there are.
        """
        names = self.names()
        if name not in names:
            hint = f"here are: {', '.join(names)}" if names else f"begin with: gapanalysis start {name}"
            raise AssessmentError(f"There is no assessment {name!r} in {self.folder}.", hint=hint, code="no-assessment")
        journal = open_journal(self._database)
        return Case(name, journal, Questionnaire.model_validate_json(journal.questionnaire(name)))

    def returned(self, content: bytes, source: str, case: Case, on: date) -> Rewordings:
        """What was edited in a report of an assessment that came back as a Word file; see `Case.reworded`.

        Args:
            content: the file.
            source: its name, for complaints.
            case: the assessment.
            on: the day.

        Raises:
            ExchangeError: the file cannot be read.
            AssessmentError: it is of another assessment.
            RenderError: the templates cannot say what would be written now.
        """
        from gapanalysis.exchange.word import read_word

        came = read_word(content, source)
        now = self.render(case.report(on), "docx")
        return case.reworded(came, read_word(now.content, "the report"), on)

    def render(
        self, subject: Subject, kind: str, document: str = "report", *, theme: str = "", data: Attachment | None = None
    ) -> Rendered:
        """A document in one format, with this workspace's templates.

        Args:
            subject: what it is about: a report, an extract of one, or for a handout what is to be asked.
            kind: the format.
            document: its name.
            theme: name of a theme; empty for the usual one.
            data: the assessment for a PDF to carry inside, as `Case.data` gives it; None for none.

        Raises:
            RenderError: no such document or format, a broken template, or a missing system library.
        """
        from gapanalysis.render.documents import document_named
        from gapanalysis.render.theme import load_theme
        from gapanalysis.render.writers import Materials, writer_for

        templates = content.template_folders(self.folder)
        materials = Materials(templates, load_theme(templates, theme), document_named(document), data)
        return writer_for(kind).render(subject, materials)

    def propose(self, case: Case, rates: Path, adjustments: Path | None = None, *, on: date) -> Proposal:
        """The offer to close the gaps of an assessment as it stands at the end of a day.

        Raises:
            RatesError: a file it is made with has faults.
            AssessmentError: there is nothing to offer, or a change by hand does not fit.
        """
        from gapanalysis.engine.proposal import gaps_of, propose
        from gapanalysis.loading.proposals import load_offer

        report, folders = case.report(on), content.questionnaire_folders(self.folder)
        offer = load_offer(folders, (rates, adjustments), gaps_of(report), on, __version__)
        return propose(case.questionnaire, case.assessment(on), report, offer)

    def quote(
        self, name: str, subject: Prospect, rates: Path, adjustments: Path | None = None, *, on: date
    ) -> Proposal:
        """The offer of a gap analysis, before there is any gap; `name` is what it is numbered by.

        Raises:
            RatesError: a file it is made with has faults.
            AssessmentError: a change by hand does not fit.
        """
        from gapanalysis.engine.proposal import quote
        from gapanalysis.loading.proposals import load_offer

        folders = content.questionnaire_folders(self.folder)
        return quote(name, subject, load_offer(folders, (rates, adjustments), None, on, __version__))

    def render_proposal(self, proposal: Proposal, kind: str) -> Rendered:
        """A proposal in one format, with this workspace's templates and theme.

        Raises:
            RenderError: no such format or theme, a broken template, or a missing system library.
        """
        from gapanalysis.render.documents import PROPOSAL
        from gapanalysis.render.proposal.json import render_proposal_json
        from gapanalysis.render.writers import Materials, writer_for

        if kind == "json":
            return render_proposal_json(proposal)
        return writer_for(kind).render(proposal, Materials(content.template_folders(self.folder), document=PROPOSAL))

    @property
    def _database(self) -> Path:
        return self.folder / DATABASE

    @staticmethod
    def _check_engagement(questionnaire: Questionnaire, engagement: Engagement) -> None:
        depths = [*(depth.id for depth in questionnaire.depths), FULL]
        if engagement.depth and engagement.depth not in depths:
            raise AssessmentError(
                f"{questionnaire.title} has no depth {engagement.depth}.",
                hint=f"choose from: {', '.join(depths)}",
                code="depth",
            )
        if engagement.grades and engagement.grades not in questionnaire.grade_scales:
            raise AssessmentError(
                f"There is no scale of grades {engagement.grades}.",
                hint=f"choose from: {', '.join(questionnaire.grade_scales)}, or leave it out",
                code="grades",
            )
        for edition in engagement.editions:
            if edition not in questionnaire.editions:
                raise AssessmentError(
                    f"{questionnaire.title} does not cover edition {edition}.",
                    hint=f"choose from: {', '.join(questionnaire.editions)}",
                    code="edition",
                )


def write_atomically(path: Path, content_bytes: bytes) -> None:
    """Write a whole file or none: what was there before stays until the new one is complete.

    Raises:
        GapAnalysisError: the folder cannot be written.
    """
    beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content_bytes)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise GapAnalysisError(
            f"{path} cannot be written: {error.strerror}.", hint="choose another folder with -o", code="write"
        ) from error
