"""A folder with its journal, questionnaires and templates: the one place that joins adapters.

Adapters are imported where they are used: a question asked or a status shown needs neither YAML nor WeasyPrint.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from gapanalysis import __version__, content
from gapanalysis.case import Case
from gapanalysis.clock import now
from gapanalysis.engine.acceptance import checked
from gapanalysis.engine.carrying import carried
from gapanalysis.engine.interview import FULL
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import Answer, AnswerGiven, Engagement, EngagementSet, ObservationMade
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.store import Entry, open_journal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from pathlib import Path

    from gapanalysis.model.observation import Observation
    from gapanalysis.model.proposal import Proposal, Prospect
    from gapanalysis.model.rewording import Rewordings
    from gapanalysis.render.documents import Subject
    from gapanalysis.render.writers import Attachment, Rendered

DATABASE = "gapanalysis.db"


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
