"""The HTML files as a reader uses them: folding, choosing, searching and ordering, with and without scripts."""

import re

import pypdfium2
import pytest

from gapanalysis.model.finding import Grade
from gapanalysis.workspace import Workspace
from tests.contract.states import analysed
from tests.e2e.browser import NEEDS_BROWSER, chromium
from tests.e2e.test_report import bare

pytestmark = NEEDS_BROWSER

CARD = "article[data-item]:visible"


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("screen"))


@pytest.fixture(scope="module")
def report(home):
    return analysed(home, "complete")


@pytest.fixture(scope="module")
def files(home, report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("html")
    for name in ("report", "plan", "papers"):
        (folder / f"{name}.html").write_bytes(home.render(report, "html", name).content)
    return folder


@pytest.fixture
def open_page(browser, files):
    """Open a document; whatever it wants from the network, and every fault it reports, fails the test."""
    contexts, wanted, faults = [], [], []

    def opened(name, *, scripts=True, place="", width=1280):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: wanted.append(request.url))
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{(files / name).as_uri()}.html{place}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not [address for address in wanted if not address.startswith(("file:", "data:"))]
    assert not faults


def gaps(report):
    return [finding for finding in report.main.findings if finding.grade is not Grade.OPPORTUNITY]


def quick(report):
    """The findings whose action is a quick win."""
    wins = {action.id for action in report.main.plan if action.quick_win}
    return [finding for finding in gaps(report) if finding.action in wins]


def heard(page, end):
    """What a screen reader says of how many are shown, the numbers that the style counts included."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def words(node):
        children = [by_id[child] for child in node.get("childIds", ()) if child in by_id]
        own = node.get("name", {}).get("value", "") if node.get("role", {}).get("value") == "StaticText" else ""
        return own or "".join(map(words, children))

    aloud = [node for node in nodes if node.get("role", {}).get("value") == "status" and not node["ignored"]]
    (found,) = [text for node in aloud if (text := words(node).strip()).endswith(end)]
    return found


def offered(page, form):
    """Every choice of a form as name, value and the number that stands beside it, if any."""
    return page.locator(f"#{form}").evaluate(
        """form => [...form.querySelectorAll("[data-picks] [value]:not([value=''])")].map(control =>
            [control.closest("[data-picks]").dataset.picks, control.value,
             Number((control.closest("label, option").textContent.match(/(\\d+)\\)?\\s*$/) ?? [, NaN])[1])])"""
    )


def choose(page, form, name, value):
    control = page.locator(f"#{form} [data-picks={name}]")
    if control.locator("select").count():
        control.locator("select").select_option(value)
    else:
        control.locator(f"[value='{value}']").check()


# -- without scripts ----------------------------------------------------------------------------------------------


def test_without_scripts_all_is_there_and_what_needs_them_is_not(open_page, report):
    page = open_page("report", scripts=False)
    text = bare(page.locator("body").text_content())
    for finding in gaps(report):
        assert bare(finding.headline) in text
    for question in report.questions:
        assert question.id in text or question.not_asked_because
    assert page.locator("article").count() == page.locator(CARD).count() == len(gaps(report))
    assert page.locator("[data-scripted]").count() > 0
    assert page.locator("[data-scripted]:visible").count() == 0
    assert page.locator(".shown:visible").count() == 0
    assert page.locator("th button").count() == 0


def test_without_scripts_a_card_unfolds_and_folds(open_page, report):
    page = open_page("report", scripts=False)
    last = gaps(report)[-1]
    card = page.locator(f"[id='{last.id}']")
    assert not card.locator(".found").is_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    assert card.locator(".found").is_visible()
    card.locator("summary").click()
    assert not card.locator(".found").is_visible()


@pytest.mark.parametrize("scripts", [False, True])
def test_choices_leave_what_they_say_and_say_how_many(open_page, report, scripts):
    page, every, wins = open_page("report", scripts=scripts), gaps(report), quick(report)
    major = [finding for finding in every if finding.grade is Grade.MAJOR]
    assert 0 < len(major) < len(every) > len(wins) > 0
    form = page.locator("#sieve-findings")
    form.get_by_role("radio", name="likely major").check()
    assert page.locator(CARD).count() == len(major)
    assert heard(page, f"of {len(every)} shown") == f"{len(major)} of {len(every)} shown"
    assert page.locator("section.group:visible").count() == 1
    form.get_by_role("radio", name="likely major").press("ArrowRight")
    assert form.get_by_role("radio", name="likely minor").is_checked()
    assert page.locator(CARD).count() == len(every) - len(major)
    form.get_by_role("checkbox", name="Quick wins only").check()
    left = [finding for finding in wins if finding.grade is Grade.MINOR]
    assert [card.get_attribute("id") for card in page.locator(CARD).all()] == [finding.id for finding in left]
    assert heard(page, f"of {len(every)} shown") == f"{len(left)} of {len(every)} shown"
    page.locator(".shown:visible").get_by_role("button", name="Show all").click()
    assert page.locator(CARD).count() == len(every)
    assert form.get_by_role("radio", name="all").is_checked()
    assert page.locator(".shown:visible").count() == 0


@pytest.mark.parametrize(
    ("document", "form"),
    [
        ("report", "sieve-findings"),
        ("report", "sieve-actions"),
        ("report", "sieve-answers"),
        ("plan", "sieve-actions"),
        ("papers", "sieve-questions"),
    ],
)
def test_every_choice_leaves_as_many_as_it_promises(open_page, document, form):
    page = open_page(document, scripts=False)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    items = page.locator(f".sifted:has(#{form}) [data-item]")
    choices = offered(page, form)
    assert len(choices) >= 2
    for name, value, number in choices:
        choose(page, form, name, value)
        left = items.locator("visible=true").count()
        assert 0 < left < items.count()
        assert left == number
        hollow = page.locator(f".sifted:has(#{form}) .holds:visible:not(:has([data-{name}='{value}']))")
        assert hollow.count() == 0
        page.locator(f"button[form={form}]").click()


def test_a_finding_that_was_not_chosen_is_still_found_by_its_link(open_page, report):
    last = gaps(report)[-1]
    for scripts in (False, True):
        page = open_page("report", scripts=scripts)
        page.locator("#sieve-findings").get_by_role("radio", name="likely major").check()
        card = page.locator(f"[id='{last.id}']")
        assert not card.is_visible()
        page.evaluate("id => { location.hash = id }", last.id)
        card.wait_for(state="visible")
        card.locator(".found").wait_for(state="visible")


def test_printed_from_the_browser_nothing_is_folded_left_out_or_a_control(open_page, report):
    page = open_page("report", scripts=False)
    page.locator("#sieve-findings").get_by_role("radio", name="likely major").check()
    document = pypdfium2.PdfDocument(page.pdf())
    text = bare(" ".join(sheet.get_textpage().get_text_range() for sheet in document))
    document.close()
    for finding in gaps(report):
        assert bare(finding.headline) in text
        assert bare(finding.consequence)[:40] in text
    assert all(question.id in text for question in report.questions if question.value is not None)
    for control in ("Quickwinsonly", "Showall", "everysection"):
        assert control not in text


# -- with the script ----------------------------------------------------------------------------------------------


def test_words_are_searched_for_in_what_is_folded_too(open_page, report):
    page, every = open_page("report"), gaps(report)
    word = "certificate"
    box = page.locator("#sieve-findings").get_by_role("searchbox", name="Search")
    box.fill(word.upper())
    left = page.locator(CARD)
    assert 0 < left.count() < len(every)
    assert all(word in card.text_content().lower() for card in left.all())
    hidden = page.locator("article[data-item][data-unmatched]")
    assert left.count() + hidden.count() == len(every)
    assert not [card for card in hidden.all() if word in card.text_content().lower()]
    assert heard(page, f"of {len(every)} shown") == f"{left.count()} of {len(every)} shown"
    box.fill("no such words anywhere")
    assert left.count() == 0
    assert page.locator("section.group:visible").count() == 0
    assert heard(page, f"of {len(every)} shown").startswith("0 of")


def test_all_cards_unfold_and_fold_at_once(open_page, report):
    page = open_page("report")
    page.get_by_role("button", name="Unfold all").click()
    assert page.locator("article .found:visible").count() == len(gaps(report))
    page.get_by_role("button", name="Fold all", exact=True).click()
    assert page.locator("article .found:visible").count() == 0


def test_columns_order_rows_as_numbers_and_clauses_are_ordered(open_page):
    page = open_page("plan")
    table = page.locator("#step-90 table")

    def column(number):
        return [cell.inner_text() for cell in table.locator(f"tbody tr > :nth-child({number})").all()]

    before = column(1)
    assert len(before) > 3
    head = table.locator("thead th").nth(1)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert column(2) == sorted(column(2), key=str.casefold)
    assert page.locator("#step-30 th[aria-sort=ascending]").count() == 1
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert column(2) == sorted(column(2), key=str.casefold, reverse=True)
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert column(1) == before
    page = open_page("report")
    table = page.locator("#plan .horizon table").nth(1)
    table.locator("th.number button").click()
    days = [float(text.split()[0]) for text in column(5)]
    assert days == sorted(days) != [float(text.split()[0]) for text in before]
    table.locator("thead th").nth(2).get_by_role("button").click()
    closes = [[int(number) for number in re.findall(r"\d+", text.partition("\n")[0])] for text in column(3) if text]
    assert closes == sorted(closes)


def test_answers_keep_their_further_rows_and_their_sums_when_ordered(open_page):
    page = open_page("report")
    page.locator(".answers > summary").click()
    table = page.locator(".answers table:has(tr[data-beside])").first
    follower = "tr => tr.previousElementSibling.cells[0].innerText"
    above = table.locator("tr[data-beside]").first.evaluate(follower)
    for _ in range(2):
        table.locator("thead th").first.get_by_role("button").click()
        assert table.locator("tr[data-beside]").first.evaluate(follower) == above
        assert "sums" in table.locator("tbody tr").last.get_attribute("class")


def test_the_chapter_being_read_is_marked_beside_the_text(open_page):
    page = open_page("report")
    page.locator(".rail").get_by_role("link", name="Action plan").click()
    page.locator(".rail a[aria-current=true]", has_text="Action plan").wait_for()
    assert page.locator(".rail [aria-current]").count() == 1
    narrow = open_page("report", width=390)
    assert narrow.locator(".rail:visible").count() == 0
    narrow.locator("#plan").scroll_into_view_if_needed()
    narrow.locator(".way-back a").click()
    assert narrow.evaluate("document.getElementById('contents').getBoundingClientRect().top") < 200


def test_an_address_with_a_mistyped_place_is_no_fault(open_page):
    page = open_page("report", place="#50%")
    page.locator("#plan").scroll_into_view_if_needed()
    page.locator(".rail a[aria-current=true]").wait_for()


def test_a_script_that_came_in_never_runs(browser, files):
    """Were anything ever to slip through the escaping, the policy of the file would stop it."""
    page = (files / "report.html").read_text(encoding="utf-8")
    harm = "<script>document.title = 'harmed'</script><img src=x onerror=\"document.title = 'harmed'\">"
    (files / "harmed.html").write_text(page.replace("</main>", f"{harm}</main>"), encoding="utf-8")
    opened, refused = browser.new_page(), []
    opened.on("console", lambda message: refused.append(message.text))
    opened.goto((files / "harmed.html").as_uri())
    assert opened.title() != "harmed"
    assert sum("Content Security Policy" in text for text in refused) >= 2
    assert opened.locator("th button").count() > 0
    opened.close()
