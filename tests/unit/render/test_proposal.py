"""Proposals as a reader sees them: amounts, words by country, charts true to their data, nothing said in vain."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.content import template_folders
from gapanalysis.engine.proposal import quote
from gapanalysis.errors import RenderError
from gapanalysis.model.adjustments import Adjustments
from gapanalysis.model.assessment import Visit
from gapanalysis.model.business_case import BusinessCase, Cost, Factor, Uncounted
from gapanalysis.model.finding import Grade
from gapanalysis.model.method import ClientKind
from gapanalysis.model.money import Money
from gapanalysis.model.proposal import Prospect
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.render.charts.drawing import Drawing
from gapanalysis.render.charts.offers import strips, timetable
from gapanalysis.render.charts.places import PAGE
from gapanalysis.render.charts.ruler import Ruler
from gapanalysis.render.documents import PROPOSAL
from gapanalysis.render.messages import load_messages
from gapanalysis.render.numbers import money_text
from gapanalysis.render.proposal.document import build_context
from gapanalysis.render.proposal.reading import Reading
from gapanalysis.render.theme import load_theme
from gapanalysis.render.writers import Materials, writer_for
from tests.unit.engine.proposal.making import offer, proposal, rates
from tests.unit.engine.proposal.test_offer import ANSWERS, QUESTIONS

SVG = "{http://www.w3.org/2000/svg}"
MESSAGES = load_messages(template_folders(), "en-GB")
RULER = Ruler(template_folders()[-1] / "fonts" / "SourceSans3-Regular.otf")

FULL = {**ANSWERS, "P.employees": "42", "P.sites": "2", "P.aim": "first-certificate"}


def context(found, language="en-GB"):
    return build_context(found, load_messages(template_folders(), language), PROPOSAL)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


# -- what is said ------------------------------------------------------------------------------------------------


def test_prices_stand_in_the_words_as_in_the_proposal():
    found = proposal(
        QUESTIONS, FULL, offer(rates(expenses=[{"label": "Travel", "per": "day on site", "amount": "41.40"}]))
    )
    told = context(found)
    for place, option in enumerate(found.options):
        for name in ("net", "tax", "gross"):
            assert told["prices"][name][place] == money_text(MESSAGES, getattr(option.price, name))
        cells = [row["cells"][place]["amount"] for row in told["prices"]["rows"] if row["cells"][place]]
        assert sorted(cells) == sorted(money_text(MESSAGES, line.net) for line in option.price.lines)


def test_a_firm_that_is_not_registered_says_so_and_shows_no_tax():
    told = context(proposal(QUESTIONS, FULL, offer(rates(tax={"registered": False}))))
    words = " ".join(texts(told))
    assert "not registered for VAT" in words
    assert "plus VAT" not in words
    assert told["prices"]["tax_name"] == ""


def test_nothing_is_promised():
    words = " ".join(texts(context(proposal(QUESTIONS, FULL)))).lower()
    assert "if all of it is carried out and nothing else changes" in words
    for promise in ("guarantee", "you will be certified", "we will get you", "ukas approved"):
        assert promise not in words


def test_what_remains_is_given_in_points_where_few_questions_stand_behind_it():
    found = proposal(QUESTIONS, ANSWERS)
    reading = Reading(found, MESSAGES)
    outlook = found.options[0].outlooks[0]
    assert reading.lacking(outlook.now, outlook.share_now) == "7 of 9 points"
    assert reading.lacking(outlook.after, Fraction(1)) == "nothing"
    assert reading.lacking(outlook.after, None) == "not assessed"


def test_a_share_that_is_no_sum_of_points_is_given_without_points():
    found = proposal(QUESTIONS, ANSWERS)
    situation = found.situation.model_copy(update={"aggregation": Aggregation.CLAUSES})
    reading = Reading(found.model_copy(update={"situation": situation}), MESSAGES)
    assert reading.lacking(found.options[0].outlooks[0].now, Fraction(1, 4)) == "75%"


def test_one_option_is_not_called_several():
    told = context(proposal(QUESTIONS, {"Q9.1.2-1": 0}))
    words = " ".join(texts(told))
    assert told["sole"] == 1
    assert "choose an option" not in words
    assert "One way to go on" in words


@pytest.mark.parametrize(("target", "words"), [("2027-12-31", "your target is"), ("2027-02-01", "which is after")])
def test_the_timetable_says_whether_the_target_is_kept(target, words):
    found = proposal(QUESTIONS, ANSWERS)
    situation = found.situation.model_copy(update={"target_date": date.fromisoformat(target)})
    told = context(found.model_copy(update={"situation": situation}))
    assert words in told["timetable"]["headline"]


def test_who_holds_a_certificate_is_not_told_of_a_first_one():
    kinds = {}
    for held in (["iso9001-2015"], ["none"]):
        told = context(proposal(QUESTIONS, {**FULL, "P.certified": held}))
        kinds[held[0]] = [visit["name"] for visit in told["payment"]["audit"]["visits"]]
    assert kinds == {
        "iso9001-2015": ["Surveillance", "Recertification"],
        "none": ["First certification", "Surveillance", "Recertification"],
    }


def test_reasons_for_changes_by_hand_are_in_no_document():
    by_hand = Adjustments.model_validate({"lines": [{"line": "customers", "days": "9", "because": "SECRET REASON"}]})
    found = proposal(QUESTIONS, FULL, offer(adjustments=by_hand))
    materials = Materials(template_folders(), document=PROPOSAL)
    assert b"SECRET REASON" not in writer_for("html").render(found, materials).content


def test_words_of_the_firm_and_of_the_consultant_are_inert():
    hostile = "<script>alert(1)</script> {{ 7*7 }} ![x](file:///etc/passwd)"
    own = rates(
        legal=[{"title": hostile, "text": hostile}], firm={"name": hostile, "contact": hostile, "about": hostile}
    )
    found = proposal(QUESTIONS, FULL, offer(own, Adjustments(introduction=hostile, number="1")))
    html = writer_for("html").render(found, Materials(template_folders(), document=PROPOSAL)).content.decode()
    assert "<script>alert" not in html
    assert "{{ 7*7 }}" in html
    assert "<img" not in html


# -- countries ---------------------------------------------------------------------------------------------------


def test_another_country_has_its_own_practice_and_shares_the_rest():
    own = rates(
        locale="en-IE",
        currency="EUR",
        payment={"days": 30, "late_payment": True, "schedule": [{"when": "x", "percent": 100}]},
    )
    told = context(proposal(QUESTIONS, FULL, offer(own)), "en-IE")
    words = " ".join(texts(told["terms"]))
    assert "INAB" in words
    assert "European Central Bank" in words
    assert "UKAS" not in words
    assert "Bank of England" not in words
    assert "€" in " ".join(texts(told["prices"]))
    assert told["prices"]["names"] == ["Essential", "Standard", "Complete"]


def test_a_country_without_words_is_refused_by_name():
    found = proposal(QUESTIONS, FULL, offer(rates(locale="fr-FR")))
    with pytest.raises(RenderError, match="no messages for the language") as stop:
        writer_for("html").render(found, Materials(template_folders(), document=PROPOSAL))
    assert "messages/fr-FR.yaml" in stop.value.hint


def test_a_country_that_builds_on_itself_is_refused(tmp_path):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en-XX.yaml").write_text("builds_on: en-XX\n")
    with pytest.raises(RenderError, match="build on themselves"):
        load_messages((tmp_path,), "en-XX")


def test_a_country_may_reword_only_what_there_is(tmp_path, shipped):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en-XX.yaml").write_text("builds_on: en-GB\nproposal: {contry: {x: y}}\n")
    with pytest.raises(RenderError, match=r"proposal\.contry\.x"):
        load_messages((tmp_path, shipped), "en-XX")


# -- charts ------------------------------------------------------------------------------------------------------


@st.composite
def gap_strips(draw):
    sizes = draw(st.lists(st.integers(1, 150), min_size=1, max_size=3))
    rows = [
        {
            "name": draw(st.text(max_size=40)),
            "groups": [
                {"sign": "grade-minor", "closed": draw(st.lists(st.integers(0, 1), min_size=n, max_size=n))}
                for n in sizes
            ],
        }
        for _ in range(draw(st.integers(1, 3)))
    ]
    return {"rows": rows, "heads": [f"{n} likely minor" for n in sizes], "alt": ""}


@given(gap_strips())
def test_every_gap_has_its_square_inside_the_page(data):
    places = strips(data, RULER)
    for row, given_row in zip(places["rows"], data["rows"], strict=True):
        closed = [square["closed"] for square in row["squares"]]
        assert closed == [each for group in given_row["groups"] for each in group["closed"]]
        assert all(square["x"] >= 0 and square["x"] + places["side"] <= PAGE + 0.01 for square in row["squares"])
        assert all(square["y"] + places["side"] <= places["height"] for square in row["squares"])
        spots = {(round(square["x"], 3), round(square["y"], 3)) for square in row["squares"]}
        assert len(spots) == len(closed)
    heads = places["heads"]
    for one, other in pairwise(heads):
        assert one["x"] + RULER.width(one["name"], 7.5) < other["x"]


def test_a_strip_is_filled_where_the_option_closes():
    found = proposal(QUESTIONS, FULL)
    data = context(found)["options"]["strips"]
    drawing = Drawing(template_folders(), load_theme(template_folders()), "screen")
    svg = ET.fromstring(drawing.chart("strips", data, data["alt"]))  # noqa: S314 (our own template)
    filled = [item.get("fill") != "#ffffff" for item in svg.iter(f"{SVG}rect")]
    assert sum(filled) == sum(len(option.closes) for option in found.options)
    assert len(filled) == len(found.options) * len(found.gaps)
    assert "Essential closes 1 of 4" in svg.find(f".//{SVG}title").text


@given(st.integers(1, 200), st.lists(st.tuples(st.integers(0, 150), st.integers(1, 50)), min_size=1, max_size=15))
def test_bars_and_dates_stay_inside_the_page(extra, spans):
    weeks = max(first + length for first, length in spans)
    rows = [
        {
            "title": "A package with a rather long name indeed",
            "first": first,
            "last": first + length,
            "built": 1,
            "design": 0.4,
        }
        for first, length in spans
    ]
    months = [{"at": 4.3 * n, "name": "September", "year": str(2027 + n // 12)} for n in range(int(weeks / 4.3) + 1)]
    marks = [{"at": float(min(weeks, extra)), "label": "A date that matters, 29 October 2027"}]
    data = {"rows": rows, "weeks": weeks, "months": months, "marks": marks, "key": ["a", "b"], "alt": ""}
    places = timetable(data, RULER)
    for row in places["rows"]:
        assert places["left"] <= row["x"]
        assert row["x"] + row["width"] <= PAGE + 2
        assert RULER.width(row["title"], 8.5) <= places["left"] - 10
    for mark in places["marks"]:
        width = RULER.width(mark["label"], 7.5)
        end = mark["text_x"] + width if mark["anchor"] == "start" else mark["text_x"]
        assert end - width >= 0
        assert end <= PAGE
    assert places["key_y"] <= places["height"]


def test_dates_that_matter_are_on_the_timetable():
    found = proposal(QUESTIONS, ANSWERS)
    visits = (Visit(on=date(2027, 5, 11), kind="Surveillance"), Visit(on=date(2030, 1, 1), kind="Far away"))
    situation = found.situation.model_copy(update={"next_visits": visits, "target_date": date(2027, 6, 1)})
    chart = context(found.model_copy(update={"situation": situation}))["timetable"]["chart"]
    assert [mark["label"] for mark in chart["marks"]] == ["Surveillance, 11 May 2027", "Target date, 1 June 2027"]


# -- the gap analysis --------------------------------------------------------------------------------------------


def test_the_quote_for_a_gap_analysis_speaks_of_no_gaps():
    subject = Prospect(client="Acme", people=18, sites=1, editions=("ISO 9001:2015",))
    told = context(quote("acme", subject, offer()))
    words = " ".join(texts(told))
    assert told["options"] is None
    assert told["annexes"] is None
    assert "18 people at 1 site" in words
    assert "None" not in words
    assert Grade.MAJOR.value not in words


@pytest.mark.parametrize(("kind", "visits"), [(ClientKind.CERTIFIED, 2), (ClientKind.FIRST_CERTIFICATE, 3)])
def test_whoever_holds_a_certificate_is_quoted_no_first_certification(kind, visits):
    subject = Prospect(client="Acme", client_kind=kind, people=18, sites=1, editions=("ISO 9001:2015",))
    assert len(context(quote("acme", subject, offer()))["payment"]["audit"]["visits"]) == visits


# -- what it is worth --------------------------------------------------------------------------------------------


def costed(**changed):
    found = proposal(QUESTIONS, FULL)
    first, second, *_ = found.gaps
    lines = {
        "costs": (
            Cost(
                id="complaints",
                title="Time spent on complaints",
                failure="external",
                factors=(Factor(label="Hours", amount=Decimal(310)), Factor(label="One hour", amount=Decimal(34))),
                amount=Money(minor=1_054_000, currency="GBP"),
                findings=(first.id, second.id),
            ),
        ),
        "uncounted": (),
        "total": Money(minor=1_054_000, currency="GBP"),
        "of_sales": None,
        "retention": None,
        "customers_gone": None,
        "lost_sales": None,
        "lost_margin": None,
        "one_customer": None,
        "one_margin": None,
        "loyalty": (first.id,),
        "missing": (),
        "loyalty_missing": ("Customers at the start",),
    }
    case = BusinessCase.model_validate({"question": "Q9.1.3-41", **lines, **changed})
    situation = found.situation.model_copy(update={"business_case": case})
    return found.model_copy(update={"situation": situation})


def test_the_cost_stands_beside_the_price_with_its_arithmetic():
    found = costed()
    told = context(found)["worth"]
    assert told["headline"].startswith("Faults cost £10,540 in twelve months; what is offered costs £")
    (row,) = told["rows"]
    assert [factor["amount"] for factor in row["factors"]] == ["310", "34"]
    assert (row["amount"], told["total"]) == ("£10,540", "£10,540")
    assert told["prices"] == [money_text(MESSAGES, option.price.net) for option in found.options]
    gaps = found.situation.business_case.costs[0].findings
    closed = [sum(gap in option.closes for gap in gaps) for option in found.options]
    assert row["cells"] == [f"{count} of 2" for count in closed]


def test_without_figures_the_worth_is_told_in_words_and_in_no_amount():
    line = Uncounted(
        id="scrap", title="Scrap", failure="internal", missing=("Scrap, in pounds",), findings=("F9.1.2-1",)
    )
    bare = {"costs": (), "total": None, "uncounted": (line,)}
    found = costed(**bare)
    told = context(found)["worth"]
    assert told["headline"].startswith("What faults cost is not counted yet")
    assert told["rows"][0]["figures"] == ["Scrap, in pounds"]
    assert "amount" not in told["rows"][0]
    assert (told["total"], told["of_sales"]) == ("", "")
    amounts = re.findall(r"£[\d,.]+", " ".join(texts(told)))
    assert {amount.rstrip(".,") for amount in amounts} <= set(told["prices"])


def test_no_saving_and_no_percentage_is_promised():
    for found in (costed(), costed(costs=(), total=None)):
        words = " ".join(texts(context(found)["worth"]))
        assert "We promise no saving" in words
        assert "%" not in words


def test_costs_and_prices_in_two_currencies_say_that_neither_is_converted():
    case = costed().situation.business_case
    assert "currencies" not in " ".join(context(costed())["worth"]["notes"])
    line = case.costs[0].model_copy(update={"amount": Money(minor=1, currency="EUR")})
    found = costed(costs=(line,), total=Money(minor=1, currency="EUR"))
    assert "neither is converted" in context(found)["worth"]["notes"][-1]


def test_nothing_to_say_of_costs_is_no_chapter():
    assert context(proposal(QUESTIONS, FULL))["worth"] is None
    assert context(costed(costs=(), total=None, loyalty=()))["worth"] is None
