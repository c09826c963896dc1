"""Standards: numbers as printed, and look-ups that do not guess."""

import pytest
from pydantic import ValidationError

from gapanalysis.model.standard import Clause, Edition, Pdca, Standard

EDITION = Edition(
    id="2015",
    label="ISO 9001:2015",
    title="Requirements",
    clauses=(Clause(number="7.10", title="Ten", pdca=Pdca.DO), Clause(number="7.1", title="One", pdca=Pdca.DO)),
    gates=(),
)
STANDARD = Standard(id="iso9001", label="ISO 9001", editions=(EDITION,))


def test_a_clause_number_is_text():
    assert EDITION.clause("7.10").title == "Ten"
    assert EDITION.clause("7.1").title == "One"


@pytest.mark.parametrize("number", ["", "7.", "a", "7.1.2.3.4", 7.1])
def test_what_is_no_clause_number(number):
    with pytest.raises(ValidationError):
        Clause(number=number, title="-", pdca=Pdca.DO)


def test_what_does_not_exist_is_said():
    with pytest.raises(KeyError, match=r"7\.2"):
        EDITION.clause("7.2")
    assert STANDARD.edition("2015") is EDITION
    with pytest.raises(KeyError, match="2026"):
        STANDARD.edition("2026")
