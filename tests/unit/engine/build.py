"""Questionnaires and assessments in a few words: pure values, no files.

    questions = questionnaire(requirement("Q9.1.2-1", weight=3), good_practice("Q9.1.2-2"))
    main = report(questions, {"Q9.1.2-1": 2, "Q9.1.2-2": DONT_KNOW}).main

What a test does not say is as plain as can be: edition 2015, weight 1, severity 3, exposure 2, two days of effort.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.interview import Item, items_of
from gapanalysis.model.assessment import Answer, Assessment, Engagement, LeftOut, Scope, State
from gapanalysis.model.finding import Grade
from gapanalysis.model.observation import Observation
from gapanalysis.model.question import (
    Action,
    AnswerType,
    ChoiceAnswer,
    Effort,
    InEdition,
    LevelAnswer,
    NumberAnswer,
    Obligation,
    Question,
    Scale,
    ScaleLevel,
    Shortfall,
    YesNoAnswer,
)
from gapanalysis.model.questionnaire import (
    Band,
    Headlines,
    Questionnaire,
    Section,
    Systemic,
    Term,
)
from gapanalysis.model.report import EditionResult, GapReport
from gapanalysis.model.standard import Clause, Crosswalk, Edition, Gate, Pdca, Permission, Standard

ON = date(2026, 11, 23)
OPEN, DONT_KNOW, NOT_APPLICABLE = State.OPEN, State.DONT_KNOW, State.NOT_APPLICABLE

_GRADES = {
    "conformity": {0: Grade.MINOR, 1: Grade.MINOR, 2: Grade.MINOR, 3: Grade.CONFORMS},
    "maturity": {
        1: Grade.OPPORTUNITY,
        2: Grade.OPPORTUNITY,
        3: Grade.OPPORTUNITY,
        4: Grade.CONFORMS,
        5: Grade.CONFORMS,
    },
    "documentation": {0: None, 1: None, 2: None},
}
SCALES = {
    name: Scale(
        id=name,
        title=name,
        measures=name,
        levels={n: ScaleLevel(label=f"Level {n}", description="-", grade=grade) for n, grade in grades.items()},
    )
    for name, grades in _GRADES.items()
}
BANDS = tuple(
    Band(id=name, label=name, summary=name, least=least)
    for name, least in (("start", 0), ("build", 25), ("foundation", 50), ("close", 75), ("ready", 90))
)
CERTIFICATE_AIM = ChoiceAnswer(
    type="choice", options={"first-certificate": "A first certificate", "improve": "Improve"}
)
STAFF = NumberAnswer(type="number", least=Decimal(1), whole=True)


# -- questions ---------------------------------------------------------------------------------------------------


def requirement(question_id: str, clause: str = "", **more: Any) -> Question:
    """A requirement of 2015; its clause is the one in its id unless told. See `_level_question` for the rest."""
    return _level_question(question_id, clause, "conformity", Obligation.REQUIREMENT, **more)


def good_practice(question_id: str, clause: str = "", **more: Any) -> Question:
    """Good practice, answered by maturity."""
    return _level_question(question_id, clause, "maturity", Obligation.GOOD_PRACTICE, **more)


def _level_question(  # noqa: PLR0913  # everything a test may want to say
    question_id: str,
    clause: str,
    scale: str,
    obligation: Obligation,
    *,
    when: str = "",
    gate: str | None = None,
    also: Mapping[str, str] | None = None,
    edition: str = "2015",
    action: str = "",
    grades: Mapping[int, Grade] | None = None,
    **fields: Any,
) -> Question:
    """`when`: its condition. `edition`: where it belongs; `also`: further editions and their clauses."""
    own = clause or question_id[1:].partition("-")[0]
    graded = _GRADES[scale] | dict(grades or {})
    clauses = {edition: own, **(also or {})}
    return Question(
        id=question_id,
        title=question_id,
        ask=question_id,
        answer=LevelAnswer(type="level", scale=scale),
        levels={level: f"level {level}" for level in graded},
        grades=grades or {},
        editions={
            each: InEdition(clauses=(number,), obligation=obligation, gate=gate) for each, number in clauses.items()
        },
        applies_when=when,
        strength=f"{question_id} is done well",
        shortfalls=tuple(
            Shortfall(
                levels=(level,),
                headline=f"{question_id} falls short at {level}",
                consequence="Customers notice",
                action=action or f"A{question_id[1:]}",
            )
            for level, grade in graded.items()
            if grade is not Grade.CONFORMS
        ),
        **fields,
    )


def fact(name: str, answer: AnswerType | None = None) -> Question:
    """A question about the organisation: `P.name`, seen as `profile.name`; yes or no unless told."""
    return Question(
        id=f"P.{name.replace('_', '-')}", title=name, ask=name, answer=answer or YesNoAnswer(type="yes-no"), fact=name
    )


def plain(question_id: str, answer: AnswerType, **fields: Any) -> Question:
    """A question outside the scores: a fact, a text or a table."""
    return Question(id=question_id, title=question_id, ask=question_id, answer=answer, **fields)


def action(
    action_id: str, days: str | float = 2, *, needs: Iterable[str] = (), micro: str | float | None = None
) -> Action:
    """An action of so many days, whatever the size (`micro`: other days for the smallest)."""
    effort = Effort(
        micro=Decimal(str(micro if micro is not None else days)),
        **dict.fromkeys(("small", "medium", "large"), Decimal(str(days))),
    )
    return Action(
        id=action_id,
        title=action_id,
        first_step="Begin",
        done_when="Done",
        effort=effort,
        owner="quality lead",
        depends_on=tuple(needs),
        benefit="Customers are served",
    )


# -- the questionnaire -------------------------------------------------------------------------------------------


def section(name: str, *questions: Question) -> Section:
    """A section whose headlines are its name and tone."""
    headlines = Headlines(**{tone: f"{name.capitalize()} {tone}" for tone in ("strong", "mixed", "weak", "open")})
    return Section(id=name, title=name, headlines=headlines, questions=questions)


def questionnaire(  # noqa: PLR0913  # everything a test may want to say
    *parts: Question | Section,
    profile: Iterable[Question] = (),
    gates: Iterable[Gate] = (),
    permissions: Mapping[str, Permission] | None = None,
    actions: Iterable[Action] = (),
    systemic: int = 3,
    crosswalks: tuple[Crosswalk, ...] = (),
) -> Questionnaire:
    """A questionnaire of sections, or of bare questions in one section.

    Clauses, gates and actions that the questions name come into being by themselves: clauses on which nobody may
    declare anything not applicable (`permissions` says otherwise), gates that fail at level 0, actions of two days.
    """
    bare = tuple(part for part in parts if isinstance(part, Question))
    sections = (*((section("all", *bare),) if bare else ()), *(part for part in parts if isinstance(part, Section)))
    questions = [question for each in sections for question in each.questions]
    own = {each.id: each for each in actions}
    named = {shortfall.action for question in questions for shortfall in question.shortfalls}
    return Questionnaire(
        id="test",
        title="Test",
        version="1",
        language="en-GB",
        summary="Test",
        standard=Standard(
            id="iso9001",
            label="ISO 9001",
            editions=tuple(_edition(each, questions, tuple(gates), permissions or {}) for each in ("2015", "2026")),
            crosswalks=crosswalks,
        ),
        editions=("2015", "2026"),
        profile=tuple(profile),
        sections=sections,
        scales=SCALES,
        actions={name: action(name) for name in named} | own,
        bands=BANDS,
        systemic=Systemic(count=systemic, level=1, headline="several shortfalls", consequence="It points to one cause"),
        terms={
            n: Term(one=n, many=f"{n}s", a=f"a {n}") for n in ("customer", "product", "order", "supplier", "worker")
        },
        sectors={},
    )


def _edition(
    edition: str, questions: Iterable[Question], gates: tuple[Gate, ...], permissions: Mapping[str, Permission]
) -> Edition:
    seen = [question.editions[edition] for question in questions if edition in question.editions]
    numbers = sorted({view.clauses[0] for view in seen}, key=lambda n: [int(part) for part in n.split(".")])
    told = {gate.id: gate for gate in gates}
    asked = {view.gate: Gate(id=view.gate, clause=view.clauses[0], title=view.gate) for view in seen if view.gate}
    return Edition(
        id=edition,
        label=f"ISO 9001:{edition}",
        title="Requirements",
        clauses=tuple(
            Clause(
                number=number,
                title=f"Clause {number}",
                pdca=Pdca.DO,
                not_applicable=permissions.get(number, Permission.NEVER),
            )
            for number in numbers
        ),
        gates=tuple((asked | told).values()),
    )


# -- the assessment ----------------------------------------------------------------------------------------------

Said = Any
"""What was said to a question: a state, an answer's fields (`said(...)`), or else its value."""


def said(value: object = None, **fields: Any) -> dict[str, Any]:
    """An answer with more to it: `said(0, planned_for=...)`, `said(3, basis=Basis.SEEN)`."""
    return {"state": State.ANSWERED, "value": value, **fields}


def assessment(
    answers: Mapping[str, Said] | None = None,
    *,
    editions: tuple[str, ...] = ("2015",),
    left_out: Iterable[LeftOut] = (),
    observations: Iterable[Observation] = (),
    currency: str = "GBP",
) -> Assessment:
    """An assessment with these answers by question id."""
    return Assessment(
        name="test",
        engagement=Engagement(
            client="Acme", editions=editions, scope=Scope(left_out=tuple(left_out)), currency=currency
        ),
        answers={question: _answer(question, what) for question, what in (answers or {}).items()},
        observations=tuple(observations),
    )


def _answer(question: str, what: Said) -> Answer:
    if isinstance(what, State):
        justification = "It does not exist here" if what is NOT_APPLICABLE else ""
        return Answer(question=question, state=what, justification=justification)
    return Answer(question=question, **(what if isinstance(what, dict) else said(what)))


def report(
    questions: Questionnaire, answers: Mapping[str, Said] | None = None, *, on: date = ON, **more: Any
) -> GapReport:
    """The whole result; `more` goes to `assessment`."""
    return analyse(questions, assessment(answers, **more), on=on)


def main(questions: Questionnaire, answers: Mapping[str, Said] | None = None, **more: Any) -> EditionResult:
    """The result in terms of the first edition."""
    return report(questions, answers, **more).main


def items(questions: Questionnaire, answers: Mapping[str, Said] | None = None, **more: Any) -> dict[str, Item]:
    """Every question as it stands, by id."""
    return {item.question.id: item for item in items_of(questions, assessment(answers, **more))}
