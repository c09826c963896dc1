"""A small report of an invented machining subcontractor, built of plain values, with something of every kind."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import pytest

from gapanalysis.model.assessment import Basis, Engagement, LeftOut, Scope, State, Visit
from gapanalysis.model.finding import Finding, Grade, Reason, Strength
from gapanalysis.model.observation import Observation, Sample, Sign
from gapanalysis.model.plan import Horizon, PlannedAction, Step
from gapanalysis.model.question import (
    Column,
    Dimension,
    Effort,
    LevelAnswer,
    NumberAnswer,
    Obligation,
    TableAnswer,
    TextAnswer,
)
from gapanalysis.model.questionnaire import Band, GlossaryTerm
from gapanalysis.model.report import (
    ClauseResult,
    EditionResult,
    GapReport,
    GroupResult,
    NotAskedBecause,
    ProfileFact,
    QuestionResult,
    SectionResult,
    Tone,
)
from gapanalysis.model.score import Practice, Range, Standing, Tally
from gapanalysis.model.standard import Change, Clause, Fact, Pdca, Reliability
from gapanalysis.model.transition import ChangeResult, ChangeState
from gapanalysis.model.verdict import GateResult, GateState, Verdict
from gapanalysis.render.writers import Materials

SHIPPED = Path(__file__).parents[3] / "templates"

BANDS = (
    Band(id="start", label="Start", summary="Most is still to be built.", least=0),
    Band(id="foundation", label="Foundation", summary="The foundation stands.", least=50),
    Band(id="ready", label="Ready", summary="The audit can be planned.", least=90),
)

CLAUSES = (
    ("4.2", "Understanding the needs and expectations of interested parties", Pdca.PLAN, 2, Grade.MINOR, 12),
    ("8.2.3", "Review of the requirements for products and services", Pdca.DO, 3, Grade.CONFORMS, 18),
    ("9.1.1", "General", Pdca.CHECK, 1, Grade.MINOR, 6),
    ("9.1.2", "Customer satisfaction", Pdca.CHECK, 0, Grade.MAJOR, 0),
    ("9.3.1", "General", Pdca.CHECK, 3, Grade.CONFORMS, 18),
)

LACKING = {"Q9.1.2-1": Fraction(18, 90), "Q9.1.1-1": Fraction(12, 90), "Q4.2-7": Fraction(6, 90)}

SEEN = Observation(
    id=UUID(int=1),
    seen_at=datetime(2026, 11, 10, 9, 30, tzinfo=UTC),
    text="Orders had no sign of a review before the date was promised.",
    where="sales office",
    role="sales lead",
    sample=Sample(not_conforming=2, drawn=5, population=412, references=("26-1183", "26-1204")),
    sign=Sign.GAP,
    questions=("Q8.2.3-1",),
)
UNSORTED = Observation(
    id=UUID(int=2),
    seen_at=datetime(2026, 11, 11, 14, 0, tzinfo=UTC),
    text="Returned parts on a shelf without a label.",
    sample=Sample(not_conforming=1, drawn=3),
)

REGISTER = TableAnswer(
    type="table",
    columns=tuple(
        Column(id=name, title=title, ask=f"{title}?", answer=TextAnswer(type="text"))
        for name, title in (
            ("customer", "Customer"),
            ("need", "Need"),
            ("objective", "Objective"),
            ("kpi", "Measure"),
            ("criterion", "Criterion"),
            ("measurement", "Measured"),
            ("last_review", "Last review"),
        )
    ),
)
CHAIN = [
    {
        "customer": "Pump maker",
        "need": "A date that is kept",
        "objective": "98 of 100 lines on time",
        "kpi": "On-time delivery",
        "criterion": "98 %",
        "measurement": "despatch log, weekly",
        "last_review": "June",
    },
    {"customer": "Assembly shop", "need": "Complete kits on Monday", "kpi": "Kits short"},
]


def question(number: str, **changes: object) -> QuestionResult:
    values = {
        "id": f"Q{number}",
        "section": "measurement",
        "title": f"Subject of {number}",
        "carried_from": "",
        "ask": "How do you find out what your customers think?",
        "answer": LevelAnswer(type="level", scale="conformity"),
        "state": State.ANSWERED,
        "value": 0,
        "level": 0,
        "level_label": "Absent",
        "level_text": "Nobody asks.",
        "weight": 3,
        "pdca": Pdca.CHECK,
        "dimensions": (Dimension.RELATIONSHIP,),
        "clauses": {"2015": (number.partition("-")[0],), "2026": (number.partition("-")[0],)},
        "obligations": {"2015": Obligation.REQUIREMENT, "2026": Obligation.REQUIREMENT},
        "basis": Basis.SEEN,
        "observation": "",
        "evidence": ("complaint log 2026",),
        "justification": "",
        "planned_for": None,
        "observations": (),
        "not_asked_because": None,
        "condition": "",
    }
    return QuestionResult(**(values | changes))


def finding(number: str, grade: Grade, **changes: object) -> Finding:
    values = {
        "id": f"F{number}",
        "clause": number.partition("-")[0],
        "clauses": (number.partition("-")[0], "5.1.2"),
        "questions": (f"Q{number}",),
        "grade": grade,
        "headline": f"Headline of {number}",
        "consequence": "Customers can drift away unnoticed.",
        "level": 0,
        "level_text": "Nobody asks.",
        "observation": "",
        "evidence": (),
        "basis": Basis.CLAIMED,
        "observations": (),
        "gate": None,
        "severity": 5,
        "exposure": 3,
        "effort": 2,
        "priority": Fraction(15, 2),
        "action": "A9.1.2-1",
        "reasons": (Reason(rule="scale-level", values={"level": 0, "grade": grade.value}),),
    }
    return Finding(**(values | changes))


def action(number: str, horizon: Horizon, **changes: object) -> PlannedAction:
    half = Decimal("0.5")
    values = {
        "id": f"A{number}",
        "title": f"Title of action {number}",
        "first_step": "List the ten customers you would least like to lose.",
        "done_when": "Ten conversations are written down.",
        "benefit": "You learn why customers stay.",
        "owner": "sales lead",
        "days": half,
        "efforts": Effort(micro=half, small=half, medium=half, large=half),
        "horizon": horizon,
        "grade": Grade.MAJOR,
        "quick_win": True,
        "findings": ("F9.1.2-1",),
        "clauses": ("9.1.2",),
        "depends_on": (),
        "severity": 5,
        "effort": 1,
    }
    return PlannedAction(**(values | changes))


def clause(values: tuple[str, str, Pdca, int, Grade, int]) -> ClauseResult:
    number, title, pdca, mark, grade, points = values
    asked = tuple(name for name in LACKING if name.startswith(f"Q{number}-"))
    return ClauseResult(
        clause=Clause(number=number, title=title, pdca=pdca),
        standing=Standing.ASSESSED,
        tally=Tally(points=points, attainable=18, answered=2),
        mark=mark,
        grade=grade,
        questions=asked,
    )


def step(horizon: str, points: int, remaining: dict[str, Grade], perception: GateState) -> Step:
    tally = Tally(points=points, attainable=90, answered=10)
    return Step(
        id=horizon,
        actions=(),
        days=Decimal(1),
        tally=tally,
        share=tally.share,
        practice=Practice(),
        remaining=remaining,
        gates={"perception": perception, "policy": GateState.MET},
    )


PROJECTION = (
    step("30", 72, {"F9.1": Grade.MAJOR, "F9.1.1-1": Grade.MINOR, "F9.1.2-4": Grade.OPPORTUNITY}, GateState.MET),
    step("90", 87, {"F9.1.2-4": Grade.OPPORTUNITY}, GateState.MET),
    step("later", 90, {}, GateState.MET),
)

DOCUMENT = LevelAnswer(type="level", scale="documentation")


def document(number: str, **changes: object) -> QuestionResult:
    """A question of the checklist of documented information."""
    values = {"id": f"D{number}", "answer": DOCUMENT, "title": f"Record of {number}", "weight": 1, "evidence": ()}
    return question(number, **(values | changes))


DOCUMENTS = (
    document("4.3-1", level=2, value=2, level_label="There and current", evidence=("scope.pdf",)),
    document("7.2-1", level=1, value=1, level_label="There in part", observation="Two of nine files were **empty**."),
    document("9.2-1", level=0, value=0, level_label="Missing", basis=Basis.CLAIMED),
    document(
        "8.3-1",
        state=State.NOT_APPLICABLE,
        value=None,
        level=None,
        justification="Nothing is designed here.",
        evidence=("List of products",),
    ),
    document("8.4-1", state=State.OPEN, value=None, level=None),
)


def edition(name: str, label: str, findings: tuple[Finding, ...]) -> EditionResult:
    tally = Tally(points=54, attainable=90, answered=10, open=1, dont_know=1, not_applicable=1, not_asked=1)
    return EditionResult(
        id=name,
        label=label,
        tally=tally,
        share=tally.share,
        documentation=Tally(points=3, attainable=6, answered=3),
        range=Range(low=Fraction(1, 2), high=Fraction(2, 3)),
        lacking=LACKING,
        projection=PROJECTION,
        practice=Practice(points=12, weight=5, answered=2, applicable=3),
        clauses=tuple(clause(values) for values in CLAUSES),
        phases=tuple(GroupResult(id=phase, tally=tally) for phase in Pdca),
        dimensions=(
            GroupResult(id="quality", tally=Tally(points=6, attainable=9, answered=2)),
            GroupResult(id="cost", tally=Tally()),
        ),
        gates=(
            GateResult(
                id="perception",
                clause="9.1.2",
                title="What customers perceive is monitored",
                state=GateState.FAILED,
                questions=("Q9.1.2-1",),
            ),
            GateResult(id="policy", clause="5.2.1", title="Quality policy set", state=GateState.MET, questions=("Q5",)),
            GateResult(id="scope", clause="4.3", title="Scope defined", state=GateState.OPEN, questions=()),
            GateResult(
                id="internal-audit",
                clause="9.2.1",
                title="Internal audits held",
                state=GateState.NOT_YET_DUE,
                questions=("Q9.2-1",),
                planned_for=date(2027, 2, 1),
            ),
        ),
        findings=findings,
        strengths=(
            Strength(
                question="Q8.2.3-1",
                clause="8.2.3",
                headline="Orders are reviewed before they are promised",
                observation="",
                evidence=("order file 26-1183",),
                basis=Basis.VERIFIED,
            ),
        ),
        plan=(
            action("9.1.2-1", Horizon.DAYS_30),
            action("9.1.1-1", Horizon.DAYS_90, days=Decimal(1), depends_on=("A9.1.2-1",), grade=Grade.MINOR),
            action("9.1.2-4", Horizon.LATER, days=Decimal(3), grade=Grade.OPPORTUNITY, quick_win=False),
        ),
        verdict=Verdict(
            subject="readiness",
            band=BANDS[1],
            by_share=BANDS[1],
            capped_by=("perception", "F9.1.2-1"),
            self_declared=False,
            enough_coverage=True,
        ),
        facts=(Fact(id="published", label="Published", on=date(2026, 9, 16), source="public pages"),),
    )


def engagement(**changes: object) -> Engagement:
    values = {
        "client": "Aldermoor Precision Ltd",
        "editions": ("2015", "2026"),
        "assessor": "Lead assessor",
        "firm": "Example Consulting",
        "why_now": "Two customers ask for a certificate.",
        "assessed_from": date(2026, 11, 9),
        "assessed_to": date(2026, 11, 13),
        "target_date": date(2027, 6, 30),
        "next_visits": (Visit(on=date(2027, 5, 4), kind="Stage 1"),),
        "scope": Scope(
            statement="Turning and milling to drawing",
            sites=("Unit 4",),
            processes=("sales", "machining"),
            left_out=(LeftOut(what="Leeds", reason="opened in October", clauses=("8.5",)),),
        ),
        "roles_met": ("managing director", "planner"),
        "documents_requested": ("quality manual", "process map"),
        "documents_seen": ("process map",),
        "independence": "The assessor has had no part in the system assessed.",
        "confidentiality": "Confidential",
        "distribution": ("managing director",),
        "version": "1.0",
        "invented": True,
    }
    return Engagement(**(values | changes))


CHANGES = (
    Change(
        before=("10.1", "10.3"),
        after=("10.1",),
        summary="Two clauses have become one.",
        reliability=Reliability.HIGH,
        source="public pages",
    ),
    Change(before=(), after=("6.1.3",), summary="A clause of its own.", reliability=Reliability.LOW, source="x"),
    Change(
        before=("10.3",),
        after=(),
        summary="It is gone.",
        reliability=Reliability.MEDIUM,
        source="x",
        verified=True,
    ),
)


def build(**changes: object) -> GapReport:
    main = (
        finding(
            "9.1.2-1",
            Grade.MAJOR,
            gate="perception",
            reasons=(
                Reason(rule="question-level", values={"level": 0, "grade": "likely major"}),
                Reason(rule="gate-failed", values={"gate": "perception", "clause": "9.1.2"}),
            ),
        ),
        finding(
            "9.1",
            Grade.MAJOR,
            level=None,
            level_text="",
            action="",
            questions=("Q9.1.2-1", "Q9.1.1-1"),
            reasons=(Reason(rule="systemic", values={"count": 3, "level": 1, "clause": "9.1"}),),
        ),
        finding(
            "9.1.1-1",
            Grade.MINOR,
            action="A9.1.1-1",
            observations=(SEEN,),
            evidence=("run chart",),
            reasons=(Reason(rule="gate-planned", values={"gate": "internal-audit", "on": "2027-02-01"}),),
        ),
        finding("9.1.2-4", Grade.OPPORTUNITY, level=2, action="A9.1.2-4"),
    )
    added = finding("5.1.1-2", Grade.MINOR, action="A9.1.1-1")
    values = {
        "assessment": "aldermoor",
        "on": date(2026, 11, 23),
        "version": "0.1.0",
        "questionnaire": "iso9001-customer-focus",
        "questionnaire_title": "Customer focus",
        "questionnaire_version": "1.0",
        "language": "en-GB",
        "engagement": engagement(),
        "profile": (
            ProfileFact(id="P.people", title="People", answer=NumberAnswer(type="number", unit="people"), value="42"),
        ),
        "size": "small",
        "words": {},
        "draft": True,
        "editions": (
            edition("2015", "ISO 9001:2015", main),
            edition("2026", "ISO 9001:2026", (*main, added)),
        ),
        "bands": BANDS,
        "sections": (
            SectionResult(
                id="measurement",
                title="Measuring what customers notice",
                intro="",
                tone=Tone.WEAK,
                headline="What customers notice is not yet measured",
                tally=Tally(points=54, attainable=90, answered=10, open=2),
                practice=Practice(points=12, weight=5, answered=2, applicable=3),
                questions=("Q9.1.2-1", "Q4.2-7", "Q9.1.1-1", "Q8.5.3-1", "Q8.5.1-1", "Q9.1.3-1"),
            ),
        ),
        "questions": (
            question("9.1.2-1", observation="The last **ten orders** were followed.", observations=(SEEN,)),
            question("4.2-7", answer=REGISTER, value=CHAIN, level=None, level_label="", level_text=""),
            question("9.1.1-1", state=State.DONT_KNOW, value=None, level=None, level_label="", level_text=""),
            question("8.5.3-1", state=State.NOT_APPLICABLE, value=None, level=None, justification="None is held."),
            question("8.5.1-1", state=State.NOT_ASKED, value=None, level=None, not_asked_because=NotAskedBecause.SCOPE),
            question("9.1.3-1", state=State.OPEN, value=None, level=None),
        ),
        "headline": "Orders are reviewed with care; nobody asks customers how they see you",
        "unsorted": (UNSORTED,),
        "to_find_out": ("Q9.1.1-1",),
        "glossary": (GlossaryTerm(term="gap", meaning="Something required that is not in place."),),
        "changes": tuple(
            ChangeResult(change=change, state=state, questions=(), findings=())
            for change, state in zip(
                CHANGES, (ChangeState.NOTHING_TO_DO, ChangeState.OPEN, ChangeState.MET), strict=True
            )
        ),
    }
    values |= changes
    asked = {item.id for item in values["questions"]}
    values["sections"] = tuple(
        section.model_copy(update={"questions": tuple(name for name in section.questions if name in asked)})
        for section in values["sections"]
    )
    values["editions"] = tuple(
        item.model_copy(update={"lacking": {name: part for name, part in item.lacking.items() if name in asked}})
        for item in values["editions"]
    )
    return GapReport(**values)


def nothing_answered() -> GapReport:
    """What a report is before the first answer."""
    empty = EditionResult(
        id="2015",
        label="ISO 9001:2015",
        tally=Tally(open=2),
        share=None,
        range=Range(low=Fraction(0), high=Fraction(1)),
        practice=Practice(applicable=1),
        clauses=(
            ClauseResult(
                clause=Clause(number="9.1.2", title="Customer satisfaction", pdca=Pdca.CHECK),
                standing=Standing.NOT_ASSESSED,
                tally=Tally(open=2),
                mark=None,
                grade=None,
                questions=(),
            ),
        ),
        phases=(GroupResult(id="plan", tally=Tally()),),
        dimensions=(),
        findings=(),
        strengths=(),
        plan=(),
        facts=(),
        gates=(
            GateResult(id="scope", clause="4.3", title="Scope defined", state=GateState.OPEN, questions=("Q4.3-1",)),
        ),
        verdict=Verdict(
            subject="nothing", band=None, by_share=None, capped_by=(), self_declared=True, enough_coverage=False
        ),
    )
    return build(
        engagement=Engagement(client="A", editions=("2015",)), editions=(empty,), headline="", unsorted=(),
        to_find_out=(), changes=(), profile=(),
        questions=(question("9.1.2-1", state=State.OPEN, value=None, level=None),),
        sections=(SectionResult(id="measurement", title="Measuring", intro="", headline="It is still open",
                                tone=Tone.OPEN, tally=Tally(open=2), practice=Practice(applicable=1),
                                questions=("Q9.1.2-1",)),),
    )  # fmt: skip


@pytest.fixture
def materials():
    return Materials((SHIPPED,))


@pytest.fixture
def make_report():
    """Builds the sample report, with changes to its fields."""
    return build


@pytest.fixture
def make_engagement():
    """Builds the sample engagement, with changes to its fields."""
    return engagement


@pytest.fixture
def make_question():
    """Builds an answered question, with changes to its fields."""
    return question


@pytest.fixture
def documented():
    """The sample report with a checklist of documented information."""
    sample = build()
    return sample.model_copy(update={"questions": (*sample.questions, *DOCUMENTS)})


@pytest.fixture
def report():
    return build()


@pytest.fixture
def empty_report():
    return nothing_answered()


@pytest.fixture
def shipped():
    return SHIPPED
