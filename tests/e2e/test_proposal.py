"""The proposal of the shipped example: from rates and answers to PDF and HTML whose figures are those of the JSON."""

import io
import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

import pikepdf
import pytest

from gapanalysis import content
from gapanalysis.workspace import Workspace
from tests.e2e.test_report import Page, bare, pages, strings

PROGRAM = Path(sys.executable).with_name("gapanalysis")
ON = date(2026, 11, 23)
MINUS = "\N{MINUS SIGN}"
RATES = content.example_folder() / "rates.yaml"
ADJUSTMENTS = content.example_folder() / "aldermoor" / "adjustments.yaml"


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("proposal"))


@pytest.fixture(scope="session")
def case(home, example):
    questionnaire = home.questionnaire(example.content.questionnaire)
    given = (questionnaire, example.content.engagement, example.answers(questionnaire), example.content.observations)
    with home.start("aldermoor", *given, at=datetime.combine(ON, time(12), UTC)) as opened:
        yield opened


@pytest.fixture(scope="session")
def proposal(home, case):
    return home.propose(case, RATES, ADJUSTMENTS, on=ON)


@pytest.fixture(scope="session")
def files(home, proposal):
    return {kind: home.render_proposal(proposal, kind).content for kind in ("pdf", "html", "json")}


@pytest.fixture(scope="session")
def printed(files):
    return pages(files["pdf"])


@pytest.fixture(scope="session")
def screen(files):
    return Page(files["html"])


@pytest.fixture(scope="session")
def data(files):
    return json.loads(files["json"])


def pounds(amount):
    """An amount of the JSON as a reader sees it, worked out here and not by the program."""
    assert amount["currency"] == "GBP"
    whole, pence = divmod(abs(amount["minor"]), 100)
    return f"{MINUS if amount['minor'] < 0 else ''}£{whole:,}.{pence:02d}"


def days(number):
    return str(float(number)).removesuffix(".0")


def table(words, title):
    """The words of the one table that has this title in it."""
    (found,) = [joined for parts in words if title in (joined := " ".join(parts))]
    return found


def test_the_pdf_is_sound_tagged_and_of_a_length_one_reads(files, proposal):
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert 10 <= len(pdf.pages) <= 24
        assert pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert proposal.client in str(pdf.docinfo.Title)
        assert not pdf.attachments


def test_every_figure_of_the_price_is_the_same_in_every_format(data, printed, screen):
    """Each line, sum, tax and invoice of each option, on the page of the price and in the table of the HTML."""
    page = next(text for text in printed if "Net price" in text)
    words = table(screen.tables, "Net price")
    for option in data["options"]:
        price = option["price"]
        for line in price["lines"]:
            for text in (page, words):
                assert pounds(line["net"]) in text, (option["id"], line["id"])
                assert bare(line["title"]) in bare(text)
        for name in ("net", "tax", "gross"):
            for text in (page, words):
                assert pounds(price[name]) in text
        invoices = next(text for text in printed if "Each invoice is due" in text)
        for invoice in price["invoices"]:
            parts = f"{pounds(invoice['net'])} + {pounds(invoice['tax'])} VAT"
            for text in (invoices, screen.text):
                assert pounds(invoice["gross"]) in text
                assert bare(parts) in bare(text)


def test_the_price_stands_on_one_page_with_nothing_hidden(data, printed):
    (page,) = [text for text in printed if "Net price" in text]
    assert "To pay" in page
    assert "Charged beside this: Overnight stays, only where agreed beforehand: at cost, £400.00 at most." in page
    for option in data["options"]:
        assert option["title"] in page
        assert pounds(option["price"]["gross"]) in page


def test_the_json_adds_to_the_penny(data):
    for option in data["options"]:
        price = option["price"]
        assert sum(line["net"]["minor"] for line in price["lines"]) == price["net"]["minor"]
        for name in ("net", "tax", "gross"):
            assert sum(invoice[name]["minor"] for invoice in price["invoices"]) == price[name]["minor"]
        assert price["net"]["minor"] + price["tax"]["minor"] == price["gross"]["minor"]


def test_days_are_the_same_in_every_format(data, printed, screen):
    page = next(text for text in printed if "Days in all" in text)
    words = table(screen.tables, "Days in all")
    for option in data["options"]:
        total = f"{days(option['our_days'])} + {days(option['your_days'])}"
        for text in (page, words):
            assert bare(total) in bare(text)
        for package in option["packages"]:
            cell = f"{days(package['our_days'])} + {days(package['your_days'])}"
            assert bare(cell) in bare(page), (option["id"], package["id"])


def test_what_options_close_and_leave_is_counted_alike(data, printed, screen):
    grades = {gap["id"]: gap["grade"] for gap in data["gaps"]}
    page = next(text for text in printed if "ways to go on" in text and "Closes" in text)
    words = table(screen.tables, "Closes")
    for option in data["options"]:
        assert sorted((*option["closes"], *option["remains"])) == sorted(grades)
        for side in ("closes", "remains"):
            minor = sum(grades[gap] == "likely minor" for gap in option[side])
            for text in (page, words):
                assert not minor or f"{minor} likely minor" in text
        for outlook in option["outlooks"]:
            lacking = outlook["after"]["attainable"] - outlook["after"]["points"]
            told = f"{lacking} of {outlook['after']['attainable']} points" if lacking else "nothing"
            for text in (page, words):
                assert bare(told) in bare(text)


def test_gaps_and_points_are_those_of_the_report(case, data):
    report = case.report(ON)
    assert {gap["id"] for gap in data["gaps"]} == {f.id for edition in report.editions for f in edition.findings}
    for edition, outlook in zip(report.editions, data["options"][0]["outlooks"], strict=True):
        assert outlook["now"]["points"] == edition.tally.points
        assert outlook["share_now"] == str(edition.share)
    plan = {action.id: action for edition in reversed(report.editions) for action in edition.plan}
    for option in data["options"]:
        for package in option["packages"]:
            for part in package["parts"]:
                assert float(part["yours"]) == float(plan[part["action"]].days)


def test_every_gap_can_be_followed_to_its_line_and_back(data, printed, screen):
    text = bare("".join(printed))
    ids = {gap["id"] for gap in data["gaps"]}
    closed = {gap for option in data["options"] for gap in option["closes"]}
    assert closed | {each["gap"] for each in data["left_out"]} == ids
    for gap in data["gaps"]:
        assert bare(gap["headline"]) in text
        assert bare(gap["headline"]) in bare(screen.text)
    for option in data["options"]:
        lines = {line["id"]: line for line in option["price"]["lines"]}
        for package in option["packages"]:
            assert set(lines[package["id"]]["gaps"]) == set(package["gaps"])
            assert package["gaps"]
        traced = {gap for package in option["packages"] for gap in package["gaps"]}
        assert traced.issuperset(option["closes"])


def test_assumptions_and_exclusions_are_the_same_words_everywhere(data, printed, screen):
    for name in ("assumptions", "dependencies", "exclusions"):
        for sentence in data[name]:
            for text in ("".join(printed), screen.text):
                assert bare(sentence) in bare(text)


def test_the_certification_body_is_kept_apart(data, printed):
    page = next(text for text in printed if "A third party, not ours" in text)
    assert "The certification body decides" in page
    assert "reported, verify" in page
    visits = {visit["kind"]: visit for visit in data["audit_days"]["visits"]}
    for kind in ("surveillance", "recertification"):
        assert re.search(rf"{kind.capitalize()}.*?{days(visits[kind]['days'])} {days(visits[kind]['fewest'])}", page)
    assert not any("certification body would" in line["title"] for o in data["options"] for line in o["price"]["lines"])


def test_nothing_is_promised_and_nothing_internal_is_told(files, printed, screen):
    texts = {
        "pdf": bare("".join(printed)),
        "html": bare(screen.text),
        "json": bare("".join(strings(json.loads(files["json"])))),
    }
    for kind, text in texts.items():
        for word in ("guarantee", "sold at a fixed price to every client", "PRIVATE-"):
            assert bare(word) not in text, (kind, word)
    assert "ifallofitiscarriedoutandnothingelsechanges" in texts["pdf"]


def test_no_page_is_nearly_empty(printed):
    assert min(len(text) for text in printed[1:]) > 400


def test_the_same_input_gives_the_same_bytes(home, proposal, files):
    assert {
        kind: home.render_proposal(proposal, kind).content == made for kind, made in files.items()
    } == dict.fromkeys(files, True)


# -- the command -------------------------------------------------------------------------------------------------


def run(folder, *arguments):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def test_without_rates_the_command_says_how_to_make_them(tmp_path):
    done = run(tmp_path, "proposal", "acme")
    assert done.returncode == 2
    assert "gapanalysis proposal --example rates > rates.yaml" in done.stderr
    printed_example = run(tmp_path, "proposal", "--example", "rates").stdout
    assert printed_example == RATES.read_text(encoding="utf-8")


def test_faults_of_the_rates_stop_everything_at_their_place(tmp_path):
    text = RATES.read_text(encoding="utf-8").replace("rate: 20\n", "rate: twenty\n").replace("days: 30\n", "days: -1\n")
    (tmp_path / "rates.yaml").write_text(text, encoding="utf-8")
    done = run(tmp_path, "proposal", "--for-analysis", "--client", "Acme", "--people", "12")
    assert done.returncode == 3
    assert "rates.yaml:" in done.stderr
    assert "3 faults" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_gap_analysis_is_quoted_before_there_is_any_gap(tmp_path):
    (tmp_path / "rates.yaml").write_bytes(RATES.read_bytes())
    arguments = ["proposal", "--for-analysis", "--client", "Bramble Bakery Ltd", "--people", "18", "--on", "2026-11-23"]
    done = run(tmp_path, *arguments, "-f", "json", "-f", "html")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [
        "out/bramble-bakery-analysis-proposal.json",
        "out/bramble-bakery-analysis-proposal.html",
    ]
    found = json.loads((tmp_path / "out" / "bramble-bakery-analysis-proposal.json").read_text())
    words = Page((tmp_path / "out" / "bramble-bakery-analysis-proposal.html").read_bytes()).text
    (option,) = found["options"]
    assert found["kind"] == "analysis"
    assert pounds(option["price"]["gross"]) in words
    assert "18 people at 1 site" in words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["proposal", "--rates", "rates.yaml"], "Name an assessment"),
        (["proposal", "acme", "--people", "3", "--rates", "rates.yaml"], "goes with --for-analysis"),
        (["proposal", "--for-analysis", "--rates", "rates.yaml"], "--client and --people"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path, arguments, words):
    (tmp_path / "rates.yaml").write_bytes(RATES.read_bytes())
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
