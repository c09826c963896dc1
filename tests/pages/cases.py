"""Assessments that are hard on a page: names nobody foresaw, notes without end, nothing at all, everything at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from gapanalysis import __version__, content
from gapanalysis.engine.acceptance import checked
from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.carrying import carried
from gapanalysis.errors import AnswerError
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.loading.questionnaire import load_questionnaire
from gapanalysis.model.assessment import Answer, Assessment, State
from gapanalysis.model.question import LevelAnswer
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import GapReport

ON = date(2026, 11, 23)

LONG_NAME = (
    "The Worshipful Company of Precision Machinists, Toolmakers, and Allied Manufacturing Trades "
    "of North Aldermoor (UK) Ltd."
)
"""Of 120 characters."""

UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
GREEK = "Ελληνική Βιομηχανία Μηχανημάτων Ακριβείας Θεσσαλονίκης"
CYRILLIC = "Завод точного машиностроения имени Ломоносова, склад готовой продукции и отдел контроля качества"
IN_NO_FONT = "精密機械 \N{DRAGON} \U00013080 الدقة"
SEEN = "We went with the shift leader from goods-in to despatch; nobody could say who had decided it, nor when. "
NOTE = (
    f"{SEEN * 3}\n\n"
    "- first piece measured, and the measurement **signed**\n- second piece measured, not signed\n"
    "- third piece left without a label\n\n"
    "1. The foreman stopped the machine.\n2. The order was told to the planner.\n\n"
) * 32
"""About 3,000 words, with lists."""


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment with the questionnaire it answers."""

    questionnaire: Questionnaire
    assessment: Assessment

    @property
    def report(self) -> GapReport:
        """What follows from it."""
        return analyse(self.questionnaire, self.assessment, on=ON, version=__version__)

    def framed(self, **changes: object) -> "Case":
        """The case with other values in its engagement."""
        engagement = self.assessment.engagement
        changed = type(engagement).model_validate({**engagement.model_dump(), **changes})
        return replace(self, assessment=self.assessment.model_copy(update={"engagement": changed}))

    def answered(self, change: Callable[[int, Answer], Answer | None], **changes: object) -> "Case":
        """The case with every answer changed by its place, or dropped for None; the profile stays."""
        answers = {}
        for place, (name, answer) in enumerate(self.assessment.answers.items()):
            new = answer if name.startswith("P.") else change(place, answer)
            if new is not None:
                answers[name] = checked(new, self.questionnaire)
        return replace(self, assessment=self.assessment.model_copy(update={"answers": answers, **changes}))


@cache
def example(name: str) -> Case:
    """A shipped example as it is."""
    source = AssessmentSource(content.example_folder() / name / "assessment.yaml")
    said = source.content
    questionnaire = load_questionnaire(content.questionnaire_folders(), said.questionnaire)
    answers = {answer.question: answer for answer in source.answers(questionnaire)}
    given = Assessment(name=name, engagement=said.engagement, answers=answers, observations=said.observations)
    return Case(questionnaire, given)


def transition() -> Case:
    """Penderby on its way to the 2026 edition, with what it answered before."""
    earlier = example("penderby").assessment
    questionnaire = load_questionnaire(content.questionnaire_folders(), "iso9001-2026-transition")
    engagement = earlier.engagement.model_copy(update={"editions": ("2026",), "depth": ""})
    answers = {answer.question: answer for answer in carried(questionnaire, earlier)}
    return Case(questionnaire, Assessment(name="penderby-move", engagement=engagement, answers=answers))


def long_names() -> Case:
    """Names of 120 characters, and words that no line can hold."""
    given = example("aldermoor")
    engagement = given.assessment.engagement
    observations = tuple(
        seen.model_copy(update={"where": UNBROKEN, "process": LONG_NAME, "role": f"{UNBROKEN}er"})
        for seen in given.assessment.observations
    )
    case = given.framed(
        client=LONG_NAME,
        firm=f"{UNBROKEN} & Partners",
        assessor=f"Lead assessor for {UNBROKEN}",
        certification_body=f"{UNBROKEN} Certification Limited",
        scope={
            "statement": f"{LONG_NAME}: {UNBROKEN * 2}",
            "sites": [LONG_NAME, (UNBROKEN * 2)[:120], f"Works at {UNBROKEN}"],
            "processes": [LONG_NAME, UNBROKEN * 2, *engagement.scope.processes],
            "left_out": [{"what": f"{LONG_NAME} {UNBROKEN}", "reason": f"{UNBROKEN * 2} is let to somebody else."}],
        },
        roles_met=[*engagement.roles_met, LONG_NAME, f"{UNBROKEN}er"],
        agenda=[f"Monday: {UNBROKEN}", LONG_NAME],
        documents_requested=[LONG_NAME, UNBROKEN * 2],
        documents_seen=[LONG_NAME, UNBROKEN * 2],
        distribution=[LONG_NAME, UNBROKEN * 2],
    )
    return case.answered(lambda _, answer: answer, observations=observations)


def long_notes() -> Case:
    """Notes of 3,000 words on what is a gap and on what is not, much evidence, and observations as long as may be."""
    given = example("aldermoor")

    def noted(_: int, answer: Answer) -> Answer:
        if answer.question in {"Q5.1.2-1", "Q8.5.5-1"}:
            return answer.model_copy(update={"observation": NOTE})
        if answer.question in {"Q5.1.1-1", "Q8.2.2-2", "Q9.2-1"}:
            return answer.model_copy(update={"evidence": tuple(f"{LONG_NAME}, sheet {number}" for number in range(12))})
        return answer

    observations = tuple(
        seen.model_copy(update={"text": (SEEN * 40)[:4000]}) if place % 3 == 0 else seen
        for place, seen in enumerate(given.assessment.observations)
    )
    return given.answered(noted, observations=observations)


def unanswered() -> Case:
    """The profile, and not one answer."""
    return example("larkenby").answered(lambda *_: None, observations=())


def untouched() -> Case:
    """Begun a minute ago: a client of one letter and nothing else."""
    given = example("aldermoor")
    engagement = type(given.assessment.engagement)(client="A", editions=("2015",))
    return Case(given.questionnaire, Assessment(name="untouched", engagement=engagement, answers={}))


def one_answer() -> Case:
    """A single answer, and that a gap."""
    given = example("larkenby")
    first = next(
        question.id for question in given.questionnaire.questions() if isinstance(question.answer, LevelAnswer)
    )

    def only(_: int, answer: Answer) -> Answer | None:
        return answer.model_copy(update={"value": 0}) if answer.question == first else None

    return given.answered(only, observations=())


def other_alphabets() -> Case:
    """Greek and Cyrillic in names and notes, and letters that no font of the themes has."""

    def noted(place: int, answer: Answer) -> Answer:
        words = (GREEK, CYRILLIC, IN_NO_FONT)[place % 3]
        return answer.model_copy(update={"observation": f"{answer.observation} {words}", "evidence": (words,)})

    return (
        example("larkenby")
        .answered(noted)
        .framed(
            client=f"{GREEK} {IN_NO_FONT}",
            firm="Бюро «Качество» \N{DRAGON}",
            roles_met=[GREEK, CYRILLIC, IN_NO_FONT],
            scope={"statement": f"{CYRILLIC}. {GREEK}.", "sites": [GREEK, IN_NO_FONT], "processes": [CYRILLIC]},
        )
    )


def not_applicable() -> Case:
    """Everything that may be is not applicable; the rest is not known."""
    given = example("aldermoor")

    def ruled_out(_: int, answer: Answer) -> Answer:
        reason = "We only let out the building."
        out = Answer(question=answer.question, state=State.NOT_APPLICABLE, justification=reason)
        try:
            return checked(out, given.questionnaire)
        except AnswerError:
            return Answer(question=answer.question, state=State.DONT_KNOW)

    return given.answered(ruled_out)


def all_levels(pick: Callable[[Iterable[int]], int]) -> Case:
    """Penderby with every level picked from those of its scale, and nothing noted."""
    given = example("penderby")
    answers = {name: answer for name, answer in given.assessment.answers.items() if name.startswith("P.")}
    for question in given.questionnaire.questions():
        if isinstance(question.answer, LevelAnswer):
            level = pick(given.questionnaire.scales[question.answer.scale].levels)
            answers[question.id] = Answer(question=question.id, state=State.ANSWERED, value=level)
    return replace(given, assessment=given.assessment.model_copy(update={"answers": answers, "observations": ()}))


CASES: Mapping[str, Callable[[], Case]] = {
    "aldermoor": lambda: example("aldermoor"),
    "larkenby": lambda: example("larkenby"),
    "penderby": lambda: example("penderby"),
    "penderby-move": transition,
    "long-names": long_names,
    "long-notes": long_notes,
    "unanswered": unanswered,
    "untouched": untouched,
    "one-answer": one_answer,
    "other-alphabets": other_alphabets,
    "not-applicable": not_applicable,
    "everything-missing": lambda: all_levels(min),
    "nothing-missing": lambda: all_levels(max),
}
