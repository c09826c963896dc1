"""Who has which role in an organisation, by what it says and by its size."""

import pytest

from gapanalysis.engine.profile import people, roles_of
from tests.unit.engine.build import STAFF, assessment, fact, questionnaire

USUAL = {"micro": {"quality lead": "owner-manager", "finance lead": "bookkeeper"}}
QUESTIONS = questionnaire(profile=[fact("employees", STAFF)]).model_copy(update={"roles": USUAL})


@pytest.mark.parametrize(
    ("staff", "own", "roles"),
    [
        ("6", {}, {"quality lead": "owner-manager", "finance lead": "bookkeeper"}),
        ("6", {"quality lead": "baker"}, {"quality lead": "baker", "finance lead": "bookkeeper"}),
        ("600", {}, {}),
        (None, {"quality lead": "baker"}, {"quality lead": "baker"}),
    ],
)
def test_a_role_is_had_by_whom_the_organisation_says_or_by_the_usual_one_at_its_size(staff, own, roles):
    given = assessment({"P.employees": staff} if staff else {})
    engagement = given.engagement.model_copy(update={"roles": own})
    assert roles_of(QUESTIONS, given.model_copy(update={"engagement": engagement})) == roles


def test_people_are_named_once_and_in_the_words_of_the_organisation():
    called = {"quality lead": "owner-manager", "sales lead": "owner-manager"}
    assert people(["quality lead", "{workers}", "sales lead"], called, {"workers": "carers"}) == (
        "owner-manager",
        "carers",
    )
