"""What hard assessments look like on paper: nothing runs off a page, stands alone, or leaves a page empty."""

import pytest

from gapanalysis import __version__, content
from gapanalysis.engine.proposal import quote, subject_of
from gapanalysis.loading.proposals import load_offer
from gapanalysis.model.extract import By, extract
from gapanalysis.render.documents import BRIEF, EXTRACT, PLAN, PROPOSAL, REPORT, SLIDES
from gapanalysis.render.pdf import render_pdf
from gapanalysis.render.specimen import excerpt
from gapanalysis.render.theme import load_theme
from gapanalysis.render.writers import Materials
from tests.pages.cases import (
    GREEK,
    LONG_NAME,
    ON,
    all_levels,
    example,
    long_names,
    long_notes,
    other_alphabets,
    unanswered,
)
from tests.pages.geometry import faults, pages, slide_faults

TEMPLATES = content.template_folders()
THEMES = ["", "ledger"]


def drawn(subject, document, theme=""):
    return render_pdf(subject, Materials(TEMPLATES, load_theme(TEMPLATES, theme), document))


def words(content):
    return "".join(line.text for page in pages(content)[0] for line in page.lines)


@pytest.mark.parametrize("theme", THEMES)
def test_a_report_with_notes_of_3000_words(theme):
    report = excerpt(long_notes().report)
    content = drawn(report, REPORT, theme).content
    assert faults(content, covers=1) == []
    assert words(content).count("Theforemanstoppedthemachine") >= 32


@pytest.mark.parametrize("theme", THEMES)
def test_a_report_without_any_answer(theme):
    content = drawn(excerpt(unanswered().report), REPORT, theme).content
    assert faults(content, covers=1) == []


@pytest.mark.parametrize("theme", THEMES)
def test_names_of_120_characters_and_words_that_no_line_holds(theme):
    case = long_names()
    report = case.report
    assert faults(drawn(report, BRIEF, theme).content, one_chapter=True) == []
    slides = drawn(report, SLIDES, theme).content
    assert slide_faults(slides) == []
    assert LONG_NAME.replace(" ", "") in words(slides)
    rates = content.example_folder() / "rates.yaml"
    offer = load_offer(content.questionnaire_folders(), (rates, None), None, ON, __version__)
    offered = quote("long", subject_of(case.questionnaire, case.assessment), offer)
    assert faults(drawn(offered, PROPOSAL, theme).content, covers=2) == []


@pytest.mark.parametrize("theme", THEMES)
def test_no_chapter_of_a_small_firm_ends_with_a_nearly_empty_page(theme):
    assert faults(drawn(example("tillbrook").report, REPORT, theme).content, covers=1) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["aldermoor", "penderby", "tillbrook"])
def test_dates_with_much_to_say_leave_the_last_slide_whole(name, theme):
    assert slide_faults(drawn(example(name).report, SLIDES, theme).content) == []


@pytest.mark.parametrize("theme", THEMES)
def test_greek_cyrillic_and_what_no_font_has(theme):
    brief = drawn(other_alphabets().report, BRIEF, theme)
    assert faults(brief.content, one_chapter=True) == []
    assert GREEK.replace(" ", "") in words(brief.content)
    (warning,) = brief.warnings
    assert "U+1F409" in warning


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_of_more_than_a_hundred_actions_do_not_break(theme):
    report = all_levels(min).report
    part = extract(report, By.CLAUSE, report.main.plan[-1].clauses[0])
    numbers = [str(place) for place, action in enumerate(report.main.plan, start=1) if action in part.actions]
    assert max(map(int, numbers)) >= 100
    content = drawn(part, EXTRACT, theme).content
    begun = [line.text for page in pages(content)[0] for line in page.lines]
    assert all(any(text.startswith(number) for text in begun) for number in numbers)
    assert faults(content, one_chapter=True) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_plan_is_filled_page_by_page(theme):
    assert faults(drawn(example("aldermoor").report, PLAN, theme).content, one_chapter=True) == []
