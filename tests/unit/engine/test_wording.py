"""Texts with places, worded for one organisation."""

import pytest

from gapanalysis.engine.wording import continued, fill, words_for
from gapanalysis.model.assessment import Engagement
from gapanalysis.model.question import PLACES
from gapanalysis.model.questionnaire import Sector, Term
from tests.unit.engine.build import questionnaire
from tests.unit.engine.test_business_case import CASE

CARE = Sector(id="care", label="Care", terms={"customer": Term(one="patient", many="patients", a="a patient")})
ACME = Engagement(client="Acme", editions=("2015",))
QUESTIONS = questionnaire().model_copy(update={"sectors": {"care": CARE}})


def test_the_sector_s_words_and_the_questionnaire_s_for_the_rest():
    words = words_for(QUESTIONS, "care", ACME)
    assert fill("{Customers} send {a_order} to {organisation}", words) == "Patients send a order to Acme"
    assert fill("{A_customer}", words) == "A patient"


@pytest.mark.parametrize("sector", [None, "unheard-of"])
def test_no_sector_has_the_questionnaire_s_own(sector):
    assert fill("{customer}", words_for(QUESTIONS, sector, ACME)) == "customer"


def test_every_place_has_a_word():
    assert set(words_for(QUESTIONS, "care", ACME)) == set(PLACES)


@pytest.mark.parametrize(("currency", "word"), [("GBP", "pounds"), ("EUR", "EUR")])
def test_a_currency_is_called_as_the_questionnaire_calls_it_else_by_its_letters(currency, word):
    asking = QUESTIONS.model_copy(update={"business_case": CASE.model_copy(update={"currencies": {"GBP": "pounds"}})})
    words = words_for(asking, None, ACME.model_copy(update={"currency": currency}))
    assert fill("Sales, in {currency}", words) == f"Sales, in {word}"
    assert fill("{currency}", words_for(QUESTIONS, None, ACME)) == "GBP"


def test_one_pass_only():
    words = words_for(QUESTIONS, None, Engagement(client="{customer} {0} {{", editions=("2015",)))
    assert fill("{organisation} and {nothing}", words) == "{customer} {0} {{ and {nothing}"


@pytest.mark.parametrize(
    ("statement", "after"),
    [("Customers wait", "customers wait"), ("ISO asks", "ISO asks"), ("A word", "a word"), ("", "")],
)
def test_continued_after_a_semicolon(statement, after):
    assert continued(statement) == after
