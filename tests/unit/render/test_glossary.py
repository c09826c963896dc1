"""A document explains the words it uses, and no others."""

import pytest

from gapanalysis.model.questionnaire import GlossaryTerm
from gapanalysis.render.context.document import build_context
from gapanalysis.render.context.glossary import glossary
from gapanalysis.render.messages import load_messages

TERMS = tuple(
    GlossaryTerm(term=term, also=also, meaning=f"What {term} means.")
    for term, also in (
        ("criterion", ("criteria",)),
        ("customer", ()),
        ("gate", ()),
        ("hand-over", ()),
        ("internal customer", ()),
        ("OTIF", ("on time in full",)),
        ("opportunity", ()),
        ("process", ()),
        ("Stage 1 and Stage 2", ("Stage 1", "Stage 2")),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Opportunities and processes.", ["opportunity", "process"]),
        ("Criteria were agreed, and ON TIME, in full.", ["criterion", "OTIF"]),
        ("An internal customer waits.", ["internal customer"]),
        ("Internal customers and customers.", ["customer", "internal customer"]),
        ("Before stage 2 two hand-overs", ["hand-over", "Stage 1 and Stage 2"]),
        ("Processed by a customerless gateway", []),
        ("gate-failed", []),
        ("", []),
    ],
)
def test_a_term_is_found_as_a_whole_word_in_its_forms(text, found):
    parts = {"chapter": [{"note": text, "count": 3, "none": None}]}
    assert [entry["term"] for entry in glossary(TERMS, parts)] == found


def test_the_report_explains_what_it_uses_and_leaves_the_annex_out_otherwise(report, shipped):
    messages = load_messages((shipped,), "en-GB")

    def explained(*terms):
        held = tuple(GlossaryTerm(term=term, meaning="It is explained.") for term in terms)
        return build_context(report.model_copy(update={"glossary": held}), messages)["annexes"]["glossary"]

    assert [entry["term"] for entry in explained("zeppelin", "gap", "clause")] == ["clause", "gap"]
    assert explained("zeppelin") == []
