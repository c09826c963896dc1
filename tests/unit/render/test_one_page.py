"""The summary keeps to its page, whatever is long in it."""

import re

import pypdfium2
import pytest

from gapanalysis.render.context.one_page import amounts
from gapanalysis.render.pdf import render_pdf
from gapanalysis.render.theme import load_theme
from gapanalysis.render.writers import Materials

LONG = "A headline of a finding that goes on for longer than anybody would like it to, in words of several syllables"


def fitted(**changes):
    usual = {
        "headline": "Orders are reviewed with care",
        "verdict": "Not ready.",
        "standing": True,
        "still_open": False,
        "gates": [],
        "gaps": [("Short", "Short")] * 5,
        "strengths": ["Short"] * 3,
        "actions": ["Short"] * 4,
    }
    return amounts(**usual | changes)


def test_short_words_leave_everything():
    assert fitted() == {"actions": 4, "strengths": 3, "gaps": 5}


@pytest.mark.parametrize("gates", range(6))
@pytest.mark.parametrize("longer", [1, 2, 3])
def test_long_words_cost_actions_first_then_strengths_then_gaps(gates, longer):
    kept = fitted(gates=[LONG] * gates, gaps=[(LONG, LONG * longer)] * 5, actions=[LONG] * 4)
    assert kept["actions"] >= 2
    assert kept["strengths"] == 3 or kept["actions"] == 2
    assert kept["gaps"] == 5 or kept["strengths"] == 1
    assert kept["gaps"] >= 3


def test_what_the_share_may_still_become_takes_room():
    crowded = {"gaps": [(LONG, LONG)] * 5, "actions": [LONG] * 4}
    assert sum(fitted(**crowded, still_open=True).values()) < sum(fitted(**crowded).values())


def test_much_too_long_words_leave_the_fewest():
    assert fitted(headline=LONG * 3, gaps=[(LONG * 2, LONG * 4)] * 5) == {"actions": 2, "strengths": 1, "gaps": 3}


@pytest.mark.parametrize("theme", ["", "ledger"])
def test_a_summary_of_long_words_is_one_page(make_report, report, shipped, theme):
    findings = tuple(
        finding.model_copy(update={"id": f"F9.1.2-{number}", "headline": LONG, "consequence": f"{LONG}. {LONG}."})
        for number, finding in enumerate([report.main.findings[0]] * 6, start=1)
    )
    plan = tuple(
        report.main.plan[0].model_copy(update={"id": f"A9.1.2-{number}", "title": f"{LONG} {number}"})
        for number in range(1, 8)
    )
    main = report.main.model_copy(update={"findings": findings, "plan": plan, "projection": ()})
    long = make_report(editions=(main,), headline=f"{LONG}; {LONG.lower()}")
    content = render_pdf(long, Materials((shipped,), load_theme((shipped,), theme))).content
    document = pypdfium2.PdfDocument(content)
    texts = [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]
    document.close()
    (summary,) = [number for number, text in enumerate(texts) if "The gaps that matter most" in text]
    assert "Next 30 days" in texts[summary]
    assert "more actions belong to the first 30 days" in texts[summary]
    assert "Scope and method" in texts[summary + 1]
