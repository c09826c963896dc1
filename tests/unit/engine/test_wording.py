"""Texts with places, worded for one organisation."""

import pytest

from gapanalysis.engine.wording import continued, fill, roles_for, words_for
from gapanalysis.model.question import PLACES
from gapanalysis.model.questionnaire import Sector, Term
from tests.unit.engine.build import questionnaire

CARE = Sector(id="care", label="Care", terms={"customer": Term(one="patient", many="patients", a="a patient")})
QUESTIONS = questionnaire().model_copy(update={"sectors": {"care": CARE}})


def test_the_sector_s_words_and_the_questionnaire_s_for_the_rest():
    words = words_for(QUESTIONS, "care", "Acme")
    assert fill("{Customers} send {a_order} to {organisation}", words) == "Patients send a order to Acme"
    assert fill("{A_customer}", words) == "A patient"


@pytest.mark.parametrize("sector", [None, "unheard-of"])
def test_no_sector_has_the_questionnaire_s_own(sector):
    assert fill("{customer}", words_for(QUESTIONS, sector, "Acme")) == "customer"


def test_every_place_has_a_word():
    assert set(words_for(QUESTIONS, "care", "Acme")) == set(PLACES)


def test_one_pass_only():
    words = words_for(QUESTIONS, None, "{customer} {0} {{")
    assert fill("{organisation} and {nothing}", words) == "{customer} {0} {{ and {nothing}"


@pytest.mark.parametrize(
    ("size", "own", "roles"),
    [
        ("micro", {}, {"quality lead": "owner-manager", "finance lead": "bookkeeper"}),
        ("micro", {"quality lead": "baker"}, {"quality lead": "baker", "finance lead": "bookkeeper"}),
        ("large", {}, {}),
        (None, {"quality lead": "baker"}, {"quality lead": "baker"}),
    ],
)
def test_a_role_is_had_by_whom_the_organisation_says_or_by_the_usual_one_at_its_size(size, own, roles):
    usual = {"micro": {"quality lead": "owner-manager", "finance lead": "bookkeeper"}}
    assert roles_for(QUESTIONS.model_copy(update={"roles": usual}), size, own) == roles


@pytest.mark.parametrize(
    ("statement", "after"),
    [("Customers wait", "customers wait"), ("ISO asks", "ISO asks"), ("A word", "a word"), ("", "")],
)
def test_continued_after_a_semicolon(statement, after):
    assert continued(statement) == after
