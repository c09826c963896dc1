"""The further documents of the shipped example: their figures are those of the report, and each keeps to its reader."""

import json
import re

import pytest
from click.testing import CliRunner

from gapanalysis.cli.main import cli
from gapanalysis.clock import today
from gapanalysis.model.assessment import State
from gapanalysis.model.extract import By, extract
from gapanalysis.model.finding import Grade
from gapanalysis.render.documents import DOCUMENTS
from gapanalysis.workspace import Workspace
from tests.e2e.test_report import Page, bare, pages

CLIENT = ("brief", "plan", "slides", "handout", "extract")
MARK = "Working papers, for the assessor"


@pytest.fixture(scope="module")
def case(tmp_path_factory, example):
    """The example as an assessment of today."""
    home = Workspace(tmp_path_factory.mktemp("documents"))
    questionnaire = home.questionnaire(example.content.questionnaire)
    given = (questionnaire, example.content.engagement, example.answers(questionnaire), example.content.observations)
    with home.start("acme", *given) as opened:
        yield home, opened


@pytest.fixture(scope="module")
def report(case):
    return case[1].report(today())


@pytest.fixture(scope="module")
def subjects(case, report):
    """What each document is about."""
    others = {"handout": case[1].handout(report.on), "extract": extract(report, By.CLAUSE, "9.1")}
    return dict.fromkeys(DOCUMENTS, report) | others


@pytest.fixture(scope="module")
def screens(case, subjects):
    """The words of every document as HTML."""
    home, _ = case
    return {name: Page(home.render(subject, "html", name).content) for name, subject in subjects.items()}


@pytest.fixture(scope="module")
def printed(case, subjects):
    """The words of every page of the shorter documents as PDF."""
    home, _ = case
    return {name: pages(home.render(subjects[name], "pdf", name).content) for name in ("brief", "slides", "plan")}


@pytest.fixture(scope="module")
def data(case, report):
    """The figures of the JSON that goes to programs."""
    return json.loads(case[0].render(report, "json").content)["editions"][0]


def test_the_brief_has_two_pages_and_slides_are_as_many_as_an_evening_bears(printed):
    assert len(printed["brief"]) == 2
    assert 8 <= len(printed["slides"]) <= 13


def test_no_page_of_the_plan_is_nearly_empty(printed):
    assert min(len(text) for text in printed["plan"]) > 400


def test_the_figures_are_those_of_the_json(screens, data):
    tally = data["tally"]
    points = f"{tally['points']} of {tally['attainable']} points"
    share = f"{int(100 * tally['points'] / tally['attainable'] + 0.5)}%"
    for name in ("brief", "slides", "papers"):
        assert bare(points) in bare(screens[name].text), name
        assert share in screens[name].text
    for name in ("brief", "slides"):
        for gate in data["gates"]:
            assert bare(f"{gate['clause']} {gate['title']}: {gate['state']}") in bare(screens[name].text)
    for step in data["projection"]:
        minors = list(step["remaining"].values()).count("likely minor")
        over, under = (int(part) for part in step["share"].split("/")) if "/" in step["share"] else (1, 1)
        words = f"Share reached: {min(int(100 * over / under + 0.5), 99 if over < under else 100)}%"
        assert bare(words) in bare(screens["plan"].text)
        assert not minors or bare(f"{minors} likely minor") in bare(screens["plan"].text)


def test_the_plan_has_every_action_with_what_it_needs(screens, data):
    text = bare(screens["plan"].text)
    for action in data["plan"]:
        for part in ("title", "first_step", "done_when", "owner"):
            assert bare(action[part]) in text
    for finding in data["findings"]:
        assert finding["id"] in text


def test_working_papers_have_every_question_and_finding(screens, report):
    text = bare(screens["papers"].text)
    for question in report.questions:
        assert question.id in text
        assert bare(question.ask) in text or question.state is State.NOT_ASKED
        assert bare(question.observation)[:60] in text or "**" in question.observation
    for edition in report.editions:
        for finding in edition.findings:
            assert bare(finding.headline) in text
        for query in edition.queries:
            assert bare(query.text) in text


def test_private_notes_are_in_no_document(example, case, screens):
    notes = [answer.private_note for answer in example.answers(case[1].questionnaire) if answer.private_note]
    assert len(notes) >= 5
    for name, page in screens.items():
        text = bare(page.text + str(page.tags))
        assert "PRIVATE-" not in text, name
        assert not [note for note in notes if bare(note.partition(" ")[2])[:40] in text], name


def test_working_papers_are_marked_and_no_other_document_is(screens):
    assert MARK in screens["papers"].text
    assert not [name for name in ("report", *CLIENT) if MARK in screens[name].text]


def test_the_handout_asks_what_applies_and_nothing_else(screens, report):
    text = screens["handout"].text
    for question in report.questions:
        out = question.not_asked_because is not None
        assert (question.id in re.findall(r"[QD][\d.]+-\d+", text)) is not out, question.id
        assert out or bare(question.ask) in bare(text)
    assert "Asked only if the answer to Q9.3-1 calls for it." in text
    assert "hold tag raised at the machine" in text


def test_an_extract_has_its_clause_and_no_other(screens, report):
    text = screens["extract"].text
    for finding in report.main.findings:
        inside = finding.clause.startswith("9.1")
        if inside:
            assert bare(finding.headline) in bare(text)
        elif finding.grade is not Grade.OPPORTUNITY and "9.1" not in " ".join(finding.clauses):
            assert bare(finding.headline) not in bare(text)


def test_the_same_answers_give_the_same_bytes(case, subjects):
    home, _ = case
    for name in ("brief", "slides", "extract"):
        assert home.render(subjects[name], "pdf", name).content == home.render(subjects[name], "pdf", name).content
    for name, subject in subjects.items():
        assert home.render(subject, "html", name).content == home.render(subject, "html", name).content


# -- the command -------------------------------------------------------------------------------------------------


@pytest.fixture
def run(case, tmp_path):
    """Run `report` in the workspace of the example; what it wrote comes back beside its result."""

    def typed(*arguments):
        command = ["-w", str(case[0].folder), "report", "acme", "-o", str(tmp_path), *arguments]
        result = CliRunner().invoke(cli, command)
        return result, sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())

    return typed


def test_every_document_is_written_and_the_assessors_apart(run):
    _, files = run("--document", "all", "-f", "html", "--owner", "SALES lead")
    assert files == [
        "acme-action-plan.html",
        "acme-before-the-visit.html",
        "acme-closing-slides.html",
        "acme-executive-brief.html",
        "acme-gap-analysis.html",
        "acme-owner-sales-lead.html",
        "for-the-assessor/acme-working-papers.html",
    ]


def test_a_selection_alone_asks_for_an_extract_of_each(run):
    _, files = run("--finding", "F9.1.2-1", "--clause", "8.4", "--section", "suppliers", "-f", "html")
    assert files == ["acme-clause-8.4.html", "acme-finding-F9.1.2-1.html", "acme-section-suppliers.html"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--document", "extract"), "add --finding, --clause, --section or --owner"),
        (("--document", "brief", "--clause", "4"), "are for --document extract"),
        (("--document", "brief", "-f", "json"), "cannot be written as json"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(run, arguments, says):
    result, files = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert files == []


def test_an_extract_of_what_is_not_there_names_what_is(run):
    result, files = run("--finding", "F9.1.2-1", "--owner", "boss", "-f", "html")
    assert "no owner boss" in str(result.exception)
    assert "sales lead" in result.exception.hint
    assert files == []
