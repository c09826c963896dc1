"""Decisions say why, and say something."""

import pytest
from pydantic import TypeAdapter, ValidationError

from gapanalysis.model.judgement import Decision

WHY = "Seen on site"
DECISION = TypeAdapter(Decision)
BY_HAND = {"kind": "add", "clause": "8.2.3", "grade": "likely minor", "headline": "No review", "reason": WHY}
KINDS = [
    BY_HAND | {"recommendation": "Review them", "sample": {"not_conforming": 2, "drawn": 5}},
    {"kind": "merge", "findings": ["F4.2-1", "H1"], "headline": "One cause", "reason": WHY},
    {"kind": "split", "finding": "F4.2-1", "headlines": ["One", "Two"], "reason": WHY},
    {"kind": "suppress", "finding": "F4.2-1", "reason": WHY, "edition": "2015"},
    {"kind": "restore", "finding": "F4.2-1", "reason": WHY},
    {"kind": "grade", "finding": "F4.2-1", "grade": "likely major", "reason": WHY},
    {"kind": "edit", "finding": "F4.2-1", "headline": "Said better", "reason": WHY},
]


@pytest.mark.parametrize("said", KINDS, ids=lambda said: said["kind"])
def test_every_kind_comes_back_from_json_as_it_was(said):
    decision = DECISION.validate_python(said)
    assert DECISION.validate_json(decision.model_dump_json()) == decision
    assert decision.kind == said["kind"]


@pytest.mark.parametrize("reason", ["", "  ", "no", "not sure"])
def test_a_reason_explains(reason):
    with pytest.raises(ValidationError, match="at least 3 words"):
        DECISION.validate_python(KINDS[3] | {"reason": reason})


@pytest.mark.parametrize(
    "wrong",
    [
        BY_HAND,
        KINDS[0] | {"grade": "conforms"},
        KINDS[1] | {"findings": ["F4.2-1"]},
        KINDS[1] | {"findings": ["F4.2-1", "F4.2-1"]},
        KINDS[2] | {"headlines": ["One"]},
        KINDS[5] | {"grade": "conforms"},
        KINDS[6] | {"headline": ""},
        {"kind": "delete", "finding": "F4.2-1", "reason": WHY},
    ],
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError):
        DECISION.validate_python(wrong)
