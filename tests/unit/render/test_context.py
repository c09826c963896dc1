"""What chapters say, before any template words it."""

import pytest

from gapanalysis.model.assessment import State
from gapanalysis.model.finding import Grade, Reason
from gapanalysis.model.question import Obligation
from gapanalysis.model.report import ClauseResult
from gapanalysis.model.score import Standing, Tally
from gapanalysis.model.standard import Clause, Pdca
from gapanalysis.render.context.document import build_context
from gapanalysis.render.messages import load_messages

SCALE = (Reason(rule="scale-level", values={"level": 0, "grade": "likely minor"}),)


@pytest.fixture
def context(shipped):
    messages = load_messages((shipped,), "en-GB")
    return lambda report: build_context(report, messages)


@pytest.fixture
def with_findings(report):
    """The report with other findings in its main edition."""

    def change(*findings):
        return report.model_copy(update={"editions": (report.main.model_copy(update={"findings": findings}),)})

    return change


def silent(number, title, pdca=Pdca.DO):
    return ClauseResult(
        clause=Clause(number=number, title=title, pdca=pdca),
        standing=Standing.NOT_ASKED,
        tally=Tally(),
        mark=None,
        grade=None,
        questions=(),
    )


def test_clauses_that_were_not_asked_are_named_by_what_holds_them_all(context, report):
    added = (
        silent("7", "Support"),
        silent("7.1", "Resources"),
        silent("7.1.1", "General"),
        silent("7.1.2", "People"),
        silent("8", "Operation"),
        silent("8.1", "Operational planning and control"),
        silent("8.2", "Requirements for products and services"),
    )
    main = report.main.model_copy(update={"clauses": (*report.main.clauses, *added)})
    phases = context(report.model_copy(update={"editions": (main,)}))["results"]["map"]
    do = next(phase for phase in phases if phase["name"] == "Do")
    assert do["not_asked"] == "Not asked here: 7 Support; 8.1 Operational planning and control"
    assert [tile["number"] for tile in do["tiles"]] == ["8.2.3"]


def test_a_title_that_several_clauses_share_has_the_one_above(context, report):
    added = (silent("9.1", "Monitoring", Pdca.CHECK), silent("9.3", "Management review", Pdca.CHECK))
    main = report.main.model_copy(update={"clauses": (*report.main.clauses, *added)})
    phases = context(report.model_copy(update={"editions": (main,)}))["results"]["map"]
    titles = [tile["title"] for phase in phases for tile in phase["tiles"]]
    assert {"Monitoring: General", "Management review: General"} <= set(titles)


def test_the_scale_is_told_once_and_other_reasons_on_the_card(context, report, with_findings):
    usual = report.main.findings[2].model_copy(update={"reasons": SCALE, "observations": ()})
    sampled = (*SCALE, Reason(rule="sample", values={"not_conforming": 2, "drawn": 5}))
    drawn = usual.model_copy(update={"id": "F9.1.1-2", "reasons": sampled})
    (group,) = context(with_findings(usual, drawn))["findings"]["groups"]
    assert group["rule"].startswith("On the scale the answer “absent” means likely minor")
    assert [card["reasons"] for card in group["cards"]] == [[], ["In a sample 2 of 5 did not conform."]]


def test_a_sample_is_not_told_twice(context, report, with_findings):
    sampled = (*SCALE, Reason(rule="sample", values={"not_conforming": 2, "drawn": 5}))
    noted = report.main.findings[2].model_copy(update={"reasons": sampled})
    assert noted.observations[0].sample
    (group,) = context(with_findings(noted))["findings"]["groups"]
    assert group["cards"][0]["reasons"] == []


def test_the_word_of_the_assessor_is_told(context, report, with_findings):
    reasons = (Reason(rule="assessor", values={"grade": "likely major"}),)
    changes = {"grade": Grade.MAJOR, "reasons": reasons, "recommendation": "Ask three customers by telephone."}
    (group,) = context(with_findings(report.main.findings[2].model_copy(update=changes)))["findings"]["groups"]
    (card,) = group["cards"]
    assert card["reasons"] == ["The assessor graded it likely major."]
    assert card["recommendation"] == "Ask three customers by telephone."
    assert group["rule"] == ""


def test_points_follow_from_level_and_weight(context, make_report, make_question):
    elsewhere = {"obligations": {"2026": Obligation.REQUIREMENT}, "clauses": {"2026": ("5.1.1",)}}
    practice = {"obligations": {"2015": Obligation.GOOD_PRACTICE}}
    questions = (
        make_question("9.1.2-1", level=2, weight=3),
        make_question("9.1.1-1", level=3, weight=2, **practice),
        make_question("9.1.3-1", level=1, weight=2, **elsewhere),
        make_question("8.5.3-1", state=State.OPEN, value=None, level=None),
    )
    (part,) = context(make_report(questions=questions))["annexes"]["answers"]
    counted = {row["id"]: row["points"].replace("\N{MULTIPLICATION SIGN}", "x") for row in part["questions"]}
    assert counted == {
        "Q9.1.2-1": "2 x 3 = 6 of 9",
        "Q9.1.1-1": "3 x 2 = 6",
        "Q9.1.3-1": "1 x 2 = 2 of 6, counts in ISO 9001:2026 only",
    }
    assert part["sums"] == ["54 of 90 points", "practice 12 ÷ 5 = 2.4 of 5"]


def test_an_answer_is_told_with_its_finding_only_when_the_card_has_all_of_it(context, make_report, make_question):
    same = {"evidence": (), "basis": "claimed"}
    told = context(make_report(questions=(make_question("9.1.2-1", **same),)))
    assert told["annexes"]["answers"][0]["questions"][0]["told_in"] == "F9.1.2-1"
    more = context(make_report(questions=(make_question("9.1.2-1", **same, observation="More than that."),)))
    assert more["annexes"]["answers"][0]["questions"][0]["told_in"] == ""
    assert told["findings"]["index"] == ["F9.1", "F9.1.1-1", "F9.1.2-1"]


def test_a_report_just_begun_does_not_say_that_nothing_was_assessed(context, make_report):
    summary = context(make_report(headline=""))["summary"]
    assert summary["headline"] == "The assessment is under way: 10 of 12 questions on requirements are answered"
