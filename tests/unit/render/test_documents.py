"""Every document beside the report: at any completeness, in both media, for the one it is meant for."""

import io
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import pikepdf
import pypdfium2
import pytest

from gapanalysis.cli.documents import NAMES
from gapanalysis.errors import RenderError
from gapanalysis.model.assessment import Basis, Engagement
from gapanalysis.model.extract import By, extract
from gapanalysis.model.finding import Grade
from gapanalysis.model.handout import Handout, Part, Prompt
from gapanalysis.model.judgement import Added, Applied, Because, Regraded, Stale, Suppressed
from gapanalysis.model.plan import Step
from gapanalysis.model.question import LevelAnswer, Obligation
from gapanalysis.model.report import Query
from gapanalysis.model.score import Practice, Tally
from gapanalysis.model.verdict import GateState
from gapanalysis.render.context.document import build_context
from gapanalysis.render.context.handout import handout_context
from gapanalysis.render.documents import BRIEF, DOCUMENTS, EXTRACT, HANDOUT, PAPERS, PLAN, SLIDES, document_named
from gapanalysis.render.messages import load_messages
from gapanalysis.render.writers import Materials, writer_for

FURTHER = [name for name in DOCUMENTS if name != "report"]
MARK = "Working papers, for the assessor"
REASON = "told in another finding already"


class Words(HTMLParser):
    """The words of a page, its ids and its links."""

    def __init__(self, content):
        super().__init__()
        self.words, self.ids, self.links, self.tags, self.hidden = [], [], [], [], 0
        self.feed(content.decode())
        self.text = re.sub(r"\s+", " ", " ".join(self.words))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []
        self.hidden += tag in ("style", "script", "title")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def step(name, share, majors, minors, actions=("A9.1.2-1",)):
    left = ["F9.1.2-1", "F9.1"][:majors] + ["F9.1.1-1"][:minors]
    grades = {each: Grade.MINOR if each == "F9.1.1-1" else Grade.MAJOR for each in left}
    tally = Tally(points=int(share * 90), attainable=90, answered=10)
    return Step(
        id=name, actions=actions, days=Decimal("0.5"), tally=tally, share=Fraction(share), practice={},
        remaining=grades, gates={"perception": GateState.MET, "policy": GateState.MET},
    )  # fmt: skip


@pytest.fixture
def judged(report):
    """The report with a plan that leads somewhere, and with everything an assessor may decide."""
    main = report.main
    by_hand = Added(reason="seen on the late shift", clause="8.5.1", grade="likely minor", headline="Tools unnumbered",
                    recommendation="Number the tools.")  # fmt: skip
    graded = Regraded(reason="three customers were hit", finding="F9.1.1-1", grade="likely minor")
    left_out = Suppressed(reason=REASON, finding="F7.4-1")
    findings = (
        *main.findings[:2],
        main.findings[2].model_copy(
            update={"proposed": Grade.MAJOR, "decisions": (Applied(decision=graded, changed_since=True),)}
        ),
        *main.findings[3:],
        main.findings[2].model_copy(update={"id": "H1", "proposed": None, "decisions": (Applied(decision=by_hand),)}),
    )
    suppressed = main.findings[2].model_copy(
        update={"id": "F7.4-1", "headline": "Nobody is told", "decisions": (Applied(decision=left_out),)}
    )
    changed = main.model_copy(
        update={
            "findings": findings,
            "suppressed": (suppressed,),
            "stale": (Stale(decision=left_out, because=Because.NOT_PROPOSED),),
            "queries": (Query(rule="R9.2-2", text="Lay them side by side.", questions=("Q9.1.2-1",), because="x: 3"),),
            "asked_for": ("Q9.1.1-1", "kpi.otif.latest"),
            "projection": (
                step("30", Fraction(7, 10), 0, 1),
                step("90", Fraction(9, 10), 0, 0, ("A9.1.1-1",)),
                step("later", Fraction(1), 0, 0, ("A9.1.2-4",)),
            ),
        }
    )
    return report.model_copy(update={"editions": (changed, *report.editions[1:])})


def handed_out(**changes):
    prompt = Prompt(
        id="Q9.1.2-1", title="Asking", ask="How do you find out what customers think?", clause="9.1.2", required=True,
        whom=("sales lead",), evidence=("notes of calls",), answer=LevelAnswer(type="level", scale="conformity"),
        depends_on=("Q9.1.1-1", "Design"),
    )  # fmt: skip
    values = {
        "assessment": "a", "on": date(2026, 11, 23), "version": "1", "questionnaire": "q",
        "questionnaire_title": "Customer focus", "questionnaire_version": "1", "language": "en-GB",
        "engagement": Engagement(client="Brook & Daughter", editions=("2015",)), "editions": ("ISO 9001:2015",),
        "profile": (), "sector_note": "", "figures": (),
        "parts": (Part(id="p", title="Asking", intro="", prompts=(prompt,)),),
    }  # fmt: skip
    return Handout(**(values | changes))


def subject_of(name, report):
    """What a document is about, made from a report."""
    if name == "handout":
        return handed_out(engagement=report.engagement)
    return extract(report, By.CLAUSE, "9.1.2") if name == "extract" else report


@pytest.fixture
def rendered(shipped):
    """The words of a document as HTML."""
    return lambda name, report: Words(
        writer_for("html").render(subject_of(name, report), Materials((shipped,), document=DOCUMENTS[name])).content
    )


PRINTED = []
"""Documents printed already, for drawing one takes a second or two."""


@pytest.fixture
def printed(shipped):
    """The bytes of a document as PDF."""

    def drawn(name, report, *, anew=False):
        known = next((each for other, about, each in PRINTED if (other, about) == (name, report)), None)
        if known is None or anew:
            materials = Materials((shipped,), document=DOCUMENTS[name])
            known = writer_for("pdf").render(subject_of(name, report), materials).content
            PRINTED.append((name, report, known))
        return known

    return drawn


def pages(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


# -- the registry ------------------------------------------------------------------------------------------------


def test_the_command_offers_every_document():
    assert list(NAMES) == list(DOCUMENTS)


def test_every_document_has_a_name_a_title_and_templates_of_its_own(shipped):
    messages = load_messages((shipped,), "en-GB")
    for name, document in DOCUMENTS.items():
        assert messages(f"document.{name}.kind")
        assert "Acme" in messages(f"document.{name}.title", questionnaire="Q", client="Acme")
        assert (shipped / name / "body.html.j2").is_file()
        for folder in document.styles:
            assert (shipped / folder / "print.css.j2").is_file()
            assert (shipped / folder / "screen.css.j2").is_file()
    assert len({document.suffix for document in DOCUMENTS.values()}) == len(DOCUMENTS)


def test_a_document_that_is_not_there_is_refused():
    with pytest.raises(RenderError, match='no document "poem"') as caught:
        document_named("poem")
    assert "slides" in caught.value.hint


@pytest.mark.parametrize("name", FURTHER)
def test_json_is_had_of_the_report_only(name, report, shipped):
    with pytest.raises(RenderError, match="cannot be written as json"):
        writer_for("json").render(subject_of(name, report), Materials((shipped,), document=DOCUMENTS[name]))


# -- every document ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["report", "empty_report", "judged"])
@pytest.mark.parametrize("name", FURTHER)
def test_a_document_can_be_had_at_any_completeness(name, which, rendered, request):
    page = rendered(name, request.getfixturevalue(which))
    assert not re.search(r"\bNone\b(?! of today's gaps| is held)|N/A|[{}]", page.text)
    assert not {"link", "iframe"}.intersection(page.tags)
    assert page.tags.count("script") == DOCUMENTS[name].script
    assert [name for name, times in Counter(page.ids).items() if times > 1] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert "h1" in page.tags


@pytest.mark.parametrize("name", FURTHER)
def test_a_pdf_is_sound_tagged_and_the_same_each_time(name, judged, printed):
    content = printed(name, judged)
    assert printed(name, judged, anew=True) == content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == "en-GB"
        assert "Aldermoor" in str(pdf.docinfo.Title)
        elements = [part for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and "/S" in part]
        assert all(str(each.get("/Alt", "")) for each in elements if each.S == "/Figure")
        assert all(len(each.A.Headers) for each in elements if each.S == "/TD")
        with pdf.open_outline() as outline:
            assert outline.root


@pytest.mark.parametrize("name", FURTHER)
def test_only_working_papers_are_marked_and_on_every_page(name, judged, printed):
    marked = [MARK in text for text in pages(printed(name, judged))]
    assert all(marked) if DOCUMENTS[name].for_assessor else not any(marked)
    assert DOCUMENTS[name].for_assessor is (name == "papers")


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "papers"])
def test_what_the_assessor_weighed_is_in_no_document_for_the_client(name, judged, rendered):
    page = rendered(name, judged)
    for weighed in ("F7.4-1", "Nobody is told", REASON, "Lay them side by side.", "three customers were hit"):
        assert weighed not in page.text


@pytest.mark.parametrize("name", [name for name in FURTHER if name != "handout"])
def test_a_draft_says_so_on_every_page(name, judged, printed):
    assert all("Draft: 2 questions are still open" in text for text in pages(printed(name, judged)))


# -- one by one --------------------------------------------------------------------------------------------------


def test_working_papers_have_both_grades_every_decision_and_every_question(judged, rendered):
    text = rendered("papers", judged).text
    for told in (
        "the rules say likely major, the assessor likely minor",
        "graded anew",
        "three customers were hit",
        "Changed since: look again.",
        "by hand",
        "seen on the late shift",
        "Nobody is told",
        REASON,
        "Lay them side by side.",
        "kpi.otif.latest",
        "The rules no longer propose the finding",
        "Returned parts on a shelf without a label.",
    ):
        assert told in text, told
    for question in judged.questions:
        assert question.id in text
        assert question.ask in text


def test_things_to_settle_are_counted(judged, shipped):
    context = build_context(judged, load_messages((shipped,), "en-GB"), PAPERS)
    # a contradiction, two things asked for, a decision without effect, one to look at again, one unsorted
    assert context["clear_up"]["headline"] == "6 things are to be settled before this is issued"
    assert [row["id"] for row in context["clear_up"]["to_find_out"]] == ["Q9.1.1-1"]


def test_the_plan_tells_what_remains_after_each_step(judged, rendered):
    text = rendered("plan", judged).text
    for action in judged.main.plan:
        assert action.title in text
        assert action.first_step in text
        assert action.done_when in text
    assert "Share reached: 70%. Gaps that remain: 1 likely minor" in text
    assert "Share reached: 90%. None of today's gaps remains" in text
    assert "9.1.2 What customers perceive is monitored" in text


def test_what_remains_is_named_only_as_far_as_a_page_has_room_for_it(judged, rendered):
    main, (first, *others) = judged.main, judged.main.projection
    known = next(found for found in main.findings if found.grade is Grade.MINOR)
    many = [known.model_copy(update={"id": f"F8.5-{place}"}) for place in range(26)]
    found = (*main.findings, *many)
    after = first.model_copy(update={"remaining": {each.id: each.grade for each in many}})
    changed = main.model_copy(update={"findings": found, "projection": (after, *others)})
    text = rendered("plan", judged.model_copy(update={"editions": (changed,)})).text
    assert "26 likely minor" in text
    assert "F8.5-23" in text
    assert "F8.5-24" not in text
    assert "2 more remain; the report has all of them." in text


def test_owners_have_the_days_of_their_actions_together(judged, shipped):
    owners = build_context(judged, load_messages((shipped,), "en-GB"), PLAN)["owners"]
    assert [(row["owner"], row["days"], row["numbers"]) for row in owners["rows"]] == [
        ("sales lead", "4.5\u00a0days", [[1], [2], [3]])
    ]


@pytest.mark.parametrize(
    ("today", "after", "says"),
    [
        ((1, 1), [("30", 0, 1)], "After 30 days nothing blocks certification any more; 1 likely minor gap remains"),
        ((1, 0), [("30", 1, 0), ("90", 0, 0)], "After 90 days nothing blocks certification any more"),
        ((1, 1), [("30", 1, 0)], "The plan alone does not clear the way; 1 obstacle is left at its end"),
        ((0, 1), [("30", 0, 1), ("later", 0, 0)], "Once every action is done, none of today's gaps is left"),
        ((0, 1), [("30", 0, 1)], "Once every action is done, 1 gap is left"),
        ((0, 0), [("later", 0, 0)], "Nothing required is missing; 3 actions take you further"),
    ],
)
def test_where_it_leads_says_what_changes_most(today, after, says, report, shipped):
    majors, minors = today
    wanted = {"F9.1.2-1", "F9.1"} if majors else set()
    wanted = set(list(wanted)[:majors]) | ({"F9.1.1-1"} if minors else set())
    changes = {
        "findings": tuple(finding for finding in report.main.findings if finding.id in wanted),
        "gates": tuple(gate.model_copy(update={"state": GateState.MET}) for gate in report.main.gates),
        "projection": tuple(step(name, Fraction(1, 2), *left) for name, *left in after),
    }
    changed = report.model_copy(update={"editions": (report.main.model_copy(update=changes),)})
    assert build_context(changed, load_messages((shipped,), "en-GB"), BRIEF)["outlook"]["headline"] == says


def test_an_open_gate_is_not_called_cleared(judged, shipped):
    steps = tuple(
        each.model_copy(update={"gates": {**each.gates, "scope": GateState.OPEN}}) for each in judged.main.projection
    )
    main = judged.main.model_copy(update={"projection": steps})
    context = build_context(judged.model_copy(update={"editions": (main,)}), load_messages((shipped,), "en-GB"), BRIEF)
    assert context["outlook"]["headline"] == "After 30 days no likely major gap is left; 1 likely minor gap remains"


def test_slides_are_wide_and_nothing_empty_is_shown(judged, empty_report, printed):
    document = pypdfium2.PdfDocument(printed("slides", judged))
    sizes = {tuple(round(side) for side in page.get_size()) for page in document}
    count = len(document)
    document.close()
    assert sizes == {(960, 540)}
    assert 8 <= count <= 12
    few = pages(printed("slides", empty_report))
    assert len(few) == 4
    assert "Nothing has been assessed yet" in few[1]


def test_the_handout_needs_no_answer_and_says_what_a_question_depends_on(shipped):
    content = writer_for("html").render(handed_out(), Materials((shipped,), document=HANDOUT)).content
    page = Words(content)
    assert "Asked only if the answer to Q9.1.1-1, “Design” calls for it." in page.text
    assert "We have 1 question, and here it is." in page.text
    assert "Agenda" not in page.text
    assert "What to have at hand" not in page.text


def test_who_is_asked_about_nearly_everything_is_told_what_is_left_out(shipped):
    (part,) = handed_out().parts
    (prompt,) = part.prompts
    whom = [("owner", "lead"), ("owner", "lead"), ("owner", "lead"), ("owner", "clerk")]
    parts = tuple(
        Part(id=f"p{place}", title=f"Part {place}", intro="", prompts=(prompt.model_copy(update={"whom": people}),))
        for place, people in enumerate(whom, start=1)
    )
    rows = handout_context(handed_out(parts=parts), load_messages((shipped,), "en-GB"), HANDOUT)["people"]
    assert {row["role"]: row["themes"] for row in rows} == {
        "owner": "every part of what follows",
        "lead": "every part of what follows except Part 4",
        "clerk": "Part 4",
    }


def test_working_papers_name_what_holds_the_verdict_and_leave_out_sections_without_a_figure(judged, shipped):
    main = judged.main
    gate = main.gates[0]
    verdict = main.verdict.model_copy(update={"capped_by": (gate.id, "F9.1.2-1")})
    papers = judged.sections[0].model_copy(update={"title": "Papers", "tally": Tally(), "practice": Practice()})
    changed = judged.model_copy(
        update={"editions": (main.model_copy(update={"verdict": verdict}),), "sections": (*judged.sections, papers)}
    )
    figures = build_context(changed, load_messages((shipped,), "en-GB"), PAPERS)["figures"]
    assert f"{gate.title}, F9.1.2-1" in [fact["value"] for fact in figures["editions"][0]["facts"]]
    assert "Papers" not in [section["title"] for section in figures["sections"]]


def test_an_extract_of_an_owner_has_only_what_is_theirs(judged, shipped):
    main = judged.main
    plan = (main.plan[0], *(action.model_copy(update={"owner": "planner"}) for action in main.plan[1:]))
    changed = judged.model_copy(update={"editions": (main.model_copy(update={"plan": plan}),)})
    part = extract(changed, By.OWNER, "planner")
    page = Words(writer_for("html").render(part, Materials((shipped,), document=EXTRACT)).content)
    assert "Title of action 9.1.1-1" in page.text
    assert "After action 1, Title of action 9.1.2-1 (sales lead)" in page.text
    assert "Headline of 9.1.2-4" not in page.text
    assert "2 actions are yours" in page.text


def test_an_action_that_many_wait_for_names_a_few_of_them(judged, shipped):
    main = judged.main
    first, *_ = main.plan
    others = tuple(
        first.model_copy(update={"id": f"A8.5-{place}", "owner": "planner", "depends_on": (first.id,)})
        for place in range(7)
    )
    changed = judged.model_copy(update={"editions": (main.model_copy(update={"plan": (first, *others)}),)})
    part = extract(changed, By.OWNER, first.owner)
    text = Words(writer_for("html").render(part, Materials((shipped,), document=EXTRACT)).content).text
    assert text.count("waits for it:") == 4
    assert "Actions 6, 7, 8 wait for it as well." in text


def test_an_extract_of_a_finding_tells_its_grade_in_full(judged, shipped):
    part = extract(judged, By.FINDING, "F9.1.2-1")
    page = Words(writer_for("html").render(part, Materials((shipped,), document=EXTRACT)).content)
    assert "For this question the answer “absent” means likely major." in page.text
    assert "Headline of 9.1.1-1" not in page.text


def test_good_practice_is_named_by_its_own_scale(report, make_question, shipped):
    chance = report.main.findings[3]
    practice = {"2015": Obligation.GOOD_PRACTICE, "2026": Obligation.GOOD_PRACTICE}
    asked = make_question("9.1.2-4", level=2, level_label="Reactive", obligations=practice)
    changed = report.model_copy(update={"questions": (*report.questions, asked)})
    part = extract(changed, By.FINDING, chance.id)
    page = Words(writer_for("html").render(part, Materials((shipped,), document=EXTRACT)).content)
    assert "The answer “Reactive” means opportunity on the scale." in page.text
    assert "in place with lapses" not in page.text


def test_a_workspace_may_replace_one_template_of_a_document(judged, shipped, tmp_path):
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides" / "next.html.j2").write_text("<p>Our own last words.</p>")
    materials = Materials((tmp_path, shipped), document=SLIDES)
    assert "Our own last words." in Words(writer_for("html").render(judged, materials).content).text


def test_claimed_answers_are_listed_for_the_assessor(report, shipped):
    claimed = report.questions[0].model_copy(update={"basis": Basis.CLAIMED})
    context = build_context(
        report.model_copy(update={"questions": (claimed, *report.questions[1:])}),
        load_messages((shipped,), "en-GB"),
        PAPERS,
    )
    assert context["clear_up"]["claimed"] == [{"id": "Q9.1.2-1", "title": "Subject of 9.1.2-1"}]
