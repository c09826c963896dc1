"""What chapters say, before any template words it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from gapanalysis.model.assessment import State
from gapanalysis.model.business_case import BusinessCase, Cost, Factor, Uncounted
from gapanalysis.model.finding import Grade, Reason
from gapanalysis.model.money import money
from gapanalysis.model.question import Column, Obligation, TableAnswer, TextAnswer
from gapanalysis.model.report import ClauseResult
from gapanalysis.model.score import Standing, Tally
from gapanalysis.model.standard import Clause, Fact, Pdca
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


def clause_of(number, points):
    return ClauseResult(
        clause=Clause(number=number, title=f"Clause {number}", pdca=Pdca.DO),
        standing=Standing.ASSESSED,
        tally=Tally(points=points, attainable=30, answered=1),
        mark=1,
        grade=Grade.MINOR,
        questions=(f"Q{number}-1",),
    )


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


# -- why this score -----------------------------------------------------------------------------------------------


def test_the_score_says_where_the_points_are_lost(context, report):
    score = context(report)["score"]
    assert score["headline"] == "60% is in place; half of what is missing lies in 1 clause"
    assert [row["number"] for row in score["lost"]["rows"]] == ["9.1.2", "9.1.1", "4.2"]
    assert [row["at"] for row in score["lost"]["rows"]] == [1.0, 0.6667, 0.3333]
    assert [row["label"] for row in score["lost"]["rows"]] == ["18 points", "12 points", "6 points"]
    assert "54 of 90 points are reached, which is 60%." in score["sums"]
    assert [(item["id"], item["gain"]) for item in score["answers"]] == [
        ("Q9.1.2-1", "adds 20.0% to the share"),
        ("Q9.1.1-1", "adds 13.3% to the share"),
        ("Q4.2-7", "adds 6.7% to the share"),
    ]
    assert score["answers"][0]["action"]["number"] == 1
    assert [(cap["sign"], cap["number"]) for cap in score["caps"]] == [("gate-failed", "9.1.2"), ("grade-major", "9.1")]


def test_what_many_clauses_lack_is_drawn_for_the_first_and_summed_for_the_rest(context, report):
    clauses = [clause_of(f"8.{number}", 30 - number) for number in range(1, 21)]
    lacking = {f"Q8.{number}-1": Fraction(number, 400) for number in range(1, 21)}
    main = report.main.model_copy(update={"clauses": tuple(clauses), "lacking": lacking})
    questions = {item.id: item for item in report.questions}
    made = tuple(questions["Q9.1.2-1"].model_copy(update={"id": name}) for name in lacking)
    score = context(report.model_copy(update={"editions": (main,), "questions": made, "sections": ()}))["score"]
    rows = score["lost"]["rows"]
    assert len(rows) == 13
    assert rows[-1]["title"] == "8 other clauses together"
    assert rows[-1]["label"] == f"{sum(30 - (30 - number) for number in range(1, 9))} points"
    assert score["lost"]["half"] == 6


def test_a_cap_that_holds_the_verdict_is_told(context, report):
    low, high = report.bands[0], report.bands[1]
    verdict = report.main.verdict.model_copy(update={"band": low, "by_share": high})
    held = report.model_copy(update={"editions": (report.main.model_copy(update={"verdict": verdict}),)})
    assert "held at “Start”; the share alone would give “Foundation”" in context(held)["score"]["cap_rule"]
    free = verdict.model_copy(update={"capped_by": ()})
    told = report.model_copy(update={"editions": (report.main.model_copy(update={"verdict": free}),)})
    assert context(told)["score"]["cap_rule"].startswith("Nothing does.")


def test_clauses_that_the_sector_stresses_are_named(context, report):
    stressed = tuple(
        item.model_copy(update={"stressed": True, "weight": 4}) if item.id == "Q9.1.2-1" else item
        for item in report.questions
    )
    score = context(report.model_copy(update={"questions": stressed}))["score"]
    assert score["stressed"] == "Because of the sector, questions on 9.1.2 weigh one more than usual."
    assert context(report)["score"]["stressed"] == ""


def test_nothing_assessed_has_no_score_to_explain(context, empty_report):
    found = context(empty_report)
    assert found["score"] is None
    assert "score" not in [chapter["id"] for chapter in found["chapters"]]


# -- documented information ---------------------------------------------------------------------------------------


def test_the_checklist_has_every_document_with_its_status(context, documented):
    annexes = context(documented)["annexes"]
    assert annexes["checklist"]["headline"] == "1 of 3 documents and records are there and current; 1 is missing"
    assert [(row["id"], row["sign"], row["status"]) for row in annexes["checklist"]["rows"]] == [
        ("D4.3-1", "document-2", "There and current"),
        ("D7.2-1", "document-1", "There in part"),
        ("D9.2-1", "document-0", "Missing"),
        ("D8.3-1", "not-applicable", "not applicable"),
        ("D8.4-1", "not-assessed", "not looked at yet"),
    ]
    told = [row["id"] for part in annexes["answers"] for row in part["questions"]]
    assert not [name for name in told if name.startswith("D")]
    assert not [row["id"] for row in annexes["open"] + annexes["not_applicable"] if row["id"].startswith("D")]
    assert "3 of 6 points" in context(documented)["score"]["documents"]


def test_a_questionnaire_without_documents_has_no_checklist(context, report):
    assert context(report)["annexes"]["checklist"] is None


# -- the way, the chain and what remains --------------------------------------------------------------------------


def test_a_chain_names_its_first_missing_link(context, report):
    chain = context(report)["customer"]["chain"]
    (part,) = chain["parts"]
    assert chain["headline"] == "1 of 2 needs cannot be followed to a measurement"
    assert [link["reach"] for link in part["links"]] == [["2", "of 2"]] + [["1", "of 2"]] * 5
    assert [row["holds"] for row in part["rows"]] == [6, 1]
    assert "Pump maker, A date that is kept: followed to the end." in part["alt"]
    assert "Assembly shop, Complete kits on Monday: breaks at “Objective”." in part["alt"]


def test_what_remains_says_when_nothing_blocks_an_audit(context, report):
    remains = context(report)["plan"]["remains"]
    assert remains["headline"] == "After 90 days nothing blocks an audit any more, and 97% is in place"
    assert [(row["sign"], row["figures"]) for row in remains["rows"]] == [
        ("gate-failed", [1, 0, 0, 0]),
        ("grade-major", [2, 1, 0, 0]),
        ("grade-minor", [1, 1, 0, 0]),
        ("grade-opportunity", [1, 1, 1, 0]),
    ]
    assert [state["column"] for state in remains["states"]] == [0, 1, 2, 4]
    assert "First 30 days: 80% in place; failed gates 0, likely major 1" in remains["alt"]


def test_the_levels_of_a_group_are_counted(context, report):
    panels = context(report)["customer"]["dimensions"]["panels"]
    assert panels == []
    phases = context(report)["results"]["phases"]["panels"]
    assert [panel["counts"] for panel in phases] == [(0, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)]


# -- hand-overs, and what the gaps cost ---------------------------------------------------------------------------


def handed_over(report, *rows):
    """The report with a table of hand-overs."""
    columns = ("supplier", "receiver", "output", "criterion", "measurement")
    table = TableAnswer(
        type="table",
        columns=[Column(id=name, title=name, ask="?", answer=TextAnswer(type="text")) for name in columns],
    )
    question = report.questions[0].model_copy(
        update={
            "answer": table,
            "state": State.ANSWERED,
            "value": [dict(zip(columns, row, strict=False)) for row in rows],
        }
    )
    return report.model_copy(update={"questions": (*report.questions, question)})


def test_hand_overs_without_a_criterion_are_counted(context, report):
    found = context(handed_over(report, ("Sales", "Planning", "Order", "No field open"), ("Planning", "Shop", "Job")))
    handovers = found["customer"]["handovers"]
    assert handovers["headline"].startswith("At 1 of 2 hand-overs inside")
    assert handovers["rows"][0]["criterion"] == "No field open"
    assert handovers["rows"][1]["criterion"] == ""
    assert context(report)["customer"]["handovers"] is None


def pounds(amount):
    return money(Decimal(amount), "GBP")


def case(**changed):
    given = {
        "question": "Q9.1.3-41",
        "costs": (
            Cost(
                id="rework",
                title="Work done again",
                failure="internal",
                factors=(Factor(label="Hours", amount=Decimal(1656)), Factor(label="One hour", amount=Decimal("24.5"))),
                amount=pounds(40572),
                findings=("F8.5.1-1",),
            ),
        ),
        "uncounted": (
            Uncounted(
                id="warranty",
                title="Warranty and free repairs",
                failure="external",
                missing=("Warranty",),
                findings=("F8.4-1", "F9.2-1"),
            ),
        ),
        "total": pounds(40572),
        "of_sales": Fraction(40572, 4850000),
        "retention": Fraction(59, 60),
        "customers_gone": Decimal(1),
        "lost_sales": pounds(81000),
        "lost_margin": pounds(34020),
        "one_customer": pounds(81000),
        "one_margin": pounds("34020.51"),
        "loyalty": ("F9.1.2-1",),
        "missing": ("Warranty",),
        "loyalty_missing": (),
    }
    return BusinessCase.model_validate({**given, **changed})


NOTHING = {
    "costs": (),
    "total": None,
    "of_sales": None,
    "retention": None,
    "customers_gone": None,
    "lost_sales": None,
    "lost_margin": None,
    "one_customer": None,
    "one_margin": None,
}


def test_costs_are_told_with_their_arithmetic(context, report):
    cost = context(report.model_copy(update={"business_case": case()}))["cost"]
    assert cost["headline"] == "Faults cost at least £40,572 in twelve months"
    assert cost["of_sales"] == "0.8% of sales"
    (row,) = cost["rows"]
    assert [factor["amount"] for factor in row["factors"]] == ["1,656", "24.5"]
    assert (row["amount"], cost["total"]) == ("£40,572", "£40,572")
    told = " ".join(cost["customers"])
    assert "1 of those who were customers at the start has left in twelve months; 98.3% have stayed." in told
    assert "After material and bought-in work, £34,020.51 of that is left." in told
    assert cost["missing"] == "Not given, and so not counted: Warranty."
    assert cost["in_short"] == (
        "Work done again £40,572; together £40,572, 0.8% of sales. One who stays brings £81,000 a year."
    )


def test_pence_stand_in_every_line_or_in_none(context, report):
    odd = case().costs[0].model_copy(update={"id": "scrap", "amount": pounds("5.50")})
    found = case(costs=(*case().costs, odd), total=pounds("40577.50"))
    cost = context(report.model_copy(update={"business_case": found}))["cost"]
    assert [row["amount"] for row in cost["rows"]] == ["£40,572.00", "£5.50"]
    assert cost["total"] == "£40,577.50"


def test_no_cost_is_told_where_no_figure_allows_one(context, report):
    assert context(report)["cost"] is None
    free = case(**NOTHING, loyalty=(), uncounted=())
    assert context(report.model_copy(update={"business_case": free}))["cost"] is None
    kept = context(report.model_copy(update={"business_case": case(**{**NOTHING, "one_customer": pounds(81000)})}))
    assert kept["cost"]["headline"] == "A customer who stays brings £81,000 a year"
    assert kept["cost"]["rows"] == []


def asking(report, state, **changes):
    """The report with the question for the figures in this state."""
    item = report.questions[0].model_copy(update={"id": "Q9.1.3-41", "state": state})
    return report.model_copy(update={"questions": (*report.questions, item), **changes})


def test_without_figures_it_says_in_words_what_to_count_and_which_gaps_bear_on_it(context, report):
    worst, *_ = report.main.findings
    line = case().uncounted[0].model_copy(update={"findings": (worst.id, "F9.2-1")})
    unrelated = line.model_copy(update={"id": "scrap", "title": "Material thrown away", "findings": ()})
    words = case(**NOTHING, uncounted=(line, unrelated), loyalty_missing=("Customers at the start",))
    cost = context(asking(report, State.OPEN, business_case=words))["cost"]
    assert cost["headline"] == "What faults cost is not counted yet; 2 gaps found bear on it"
    assert "Question Q9.1.3-41 takes the figures" in cost["lead"]
    (row,) = cost["to_count"]
    assert (row["title"], row["figures"], row["worst"]) == ("Warranty and free repairs", ["Warranty"], worst.headline)
    assert row["findings"] == [worst.id, "F9.2-1"]
    assert cost["in_short"] == "To be counted: Warranty and free repairs."
    assert "Customers at the start." in cost["customers"][0]
    assert not any(sign.isdigit() for sign in cost["customers"][0])
    assert (cost["rows"], cost["total"], cost["missing"]) == ([], "", "")


def test_nobody_is_sent_to_a_question_that_this_depth_does_not_ask(context, report):
    lead = context(asking(report, State.NOT_ASKED, business_case=case(**NOTHING)))["cost"]["lead"]
    assert "what to count over twelve months" in lead
    assert "Q9.1.3-41" not in lead


def test_who_gave_some_figures_is_not_told_that_there_are_none(context, report):
    lead = context(asking(report, State.ANSWERED, business_case=case(**NOTHING)))["cost"]["lead"]
    assert lead.startswith("Figures are missing")


def test_an_older_second_edition_is_told_as_such(context, report):
    second = report.main.model_copy(update={"id": "2015", "label": "ISO 9001:2015"})
    main = report.main.model_copy(update={"id": "2026", "label": "ISO 9001:2026", "findings": ()})
    told = context(report.model_copy(update={"editions": (main, second)}))["second"]
    assert told["label"] == "What ISO 9001:2015 still asks"
    assert "until it is withdrawn" in told["headline"]


def test_a_reason_that_was_given_is_not_given_again(context, report):
    away = {"state": State.NOT_APPLICABLE, "justification": "Nothing is designed here."}
    first = report.questions[0].model_copy(update={"id": "Q8.3.1-1", **away})
    again = report.questions[0].model_copy(update={"id": "Q8.3.2-1", **away})
    rows = context(report.model_copy(update={"questions": (*report.questions, first, again)}))["annexes"]
    assert [row["reason"] for row in rows["not_applicable"][-2:]] == ["Nothing is designed here.", "As for Q8.3.1-1."]


def test_what_has_no_date_is_told_in_full_and_has_no_short_form(context, report):
    word = Fact(id="start", label="First audits", text="In the middle of 2027.", source="a page", applies_when="x")
    day = word.model_copy(update={"on": date(2029, 9, 30)})
    editions = [edition.model_copy(update={"facts": (word, day)}) for edition in report.editions]
    told, dated = context(report.model_copy(update={"editions": tuple(editions)}))["scope"]["dates"][-2:]
    assert (told["value"], told["short"]) == ("In the middle of 2027 (reported, verify).", "")
    assert dated["value"] == "30 September 2029 (reported, verify). In the middle of 2027."
    assert dated["short"] == "30 September 2029 (reported, verify)"


def test_a_date_that_concerns_this_client_stands_among_the_dates_that_matter_and_only_there(context, report):
    both = [
        Fact(id="annex", label="Annex A", text="It explains.", source="a page"),
        Fact(
            id="end",
            label="End of it",
            on=date(2029, 9, 30),
            text="Then it is over.",
            source="a page",
            applies_when="profile.certified",
        ),
    ]
    editions = [edition.model_copy(update={"facts": tuple(both)}) for edition in report.editions]
    found = context(report.model_copy(update={"editions": tuple(editions)}))
    assert found["scope"]["dates"][-1] == {
        "label": "End of it",
        "value": "30 September 2029 (reported, verify). Then it is over.",
        "short": "30 September 2029 (reported, verify)",
    }
    assert [item["label"] for item in found["second"]["facts"]] == ["Annex A"]


def test_a_gap_behind_a_failed_gate_is_not_counted_again(context, report):
    main = report.main
    (gate,) = [each.id for each in main.gates if each.id in main.verdict.capped_by]
    (major,) = [each for each in main.findings if each.id in main.verdict.capped_by]

    def told(of_gate):
        findings = [
            each.model_copy(update={"gate": of_gate}) if each.id == major.id else each for each in main.findings
        ]
        edition = main.model_copy(update={"findings": tuple(findings)})
        return context(report.model_copy(update={"editions": (edition,)}))["summary"]["verdict"]

    assert "audit: 1 failed gate stands in the way" in told(gate)
    assert "audit: 1 failed gate and 1 further gap that an auditor would likely grade major stand" in told(None)


def test_a_sentence_names_six_numbers_and_counts_more(context, report):
    def stressed(count):
        base = next(item for item in report.questions if item.id == "Q9.1.2-1")
        items = [
            base.model_copy(update={"id": f"Q9.{n}-1", "stressed": True, "clauses": {report.main.id: (f"9.{n}",)}})
            for n in range(1, count + 1)
        ]
        clause = report.main.clauses[0].model_copy(update={"questions": tuple(item.id for item in items)})
        main = report.main.model_copy(update={"clauses": (clause,), "lacking": {}})
        return context(report.model_copy(update={"editions": (main,), "questions": (*report.questions, *items)}))[
            "score"
        ]["stressed"]

    assert "questions on 9.1, 9.2, 9.3, 9.4, 9.5 and 9.6 weigh one more" in stressed(6)
    assert "questions on 7 clauses (the points in the annex of answers show them) weigh" in stressed(7)
