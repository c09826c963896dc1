"""The report of the shipped example, from its answers through the engine to the bytes of each format."""

import io
import json
import re
import socket
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from gapanalysis.model.assessment import State
from gapanalysis.model.finding import Grade
from gapanalysis.workspace import Workspace

ON = date(2026, 11, 23)
HOSTILE = (
    "<script>alert(1)</script> <img src=http://evil.example/x.png> ![x](file:///etc/passwd) {{ 7*7 }} "
    "</style><style>@import url(http://evil.example/)</style> [x](javascript:alert(1)) "
    "<link rel=attachment href=/etc/hosts> <svg><use href=file:///etc/passwd /></svg>"
)
COUNTED = re.compile(r"(\d+) \N{MULTIPLICATION SIGN} (\d+) = (\d+) of (\d+)(, counts in)?")
"""What a requirement counts, as the annex of answers says it: level, weight, points, and points to be had."""


class Page(HTMLParser):
    """The words of an HTML file, its tags, the ids of its cards, and the words of each table."""

    def __init__(self, content):
        super().__init__()
        self.words, self.tags, self.tables, self.hidden = [], [], [], 0
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.hidden += tag in ("style", "script", "title")
        if tag == "table":
            self.tables.append([])

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)
            if self.tables:
                self.tables[-1].append(data)

    @property
    def text(self):
        return flat(" ".join(self.words))

    @property
    def cards(self):
        return [attributes["id"] for tag, attributes in self.tags if tag == "article"]


def flat(text):
    """Text with every run of white space as one space, and none before punctuation, as tags leave it there."""
    return re.sub(r"\s+([:;,.])", r"\1", re.sub(r"\s+", " ", text))


def bare(text):
    """Text without white space: lines of a page break where they like."""
    return re.sub(r"\s+", "", text)


def pages(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [flat(page.get_textpage().get_text_range().replace("\ufffe", "-")) for page in document]
    finally:
        document.close()


def strings(value):
    """Every text in a JSON value."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in strings(part)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part)]
    return [value] if isinstance(value, str) else []


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def questionnaire(home, example):
    return home.questionnaire(example.content.questionnaire)


@pytest.fixture(scope="session")
def answered(home, example, questionnaire):
    """Analyse the example with its answers changed."""

    def analysed(name, change=lambda answer: answer):
        answers = [change(answer) for answer in example.answers(questionnaire)]
        given = (questionnaire, example.content.engagement, answers, example.content.observations)
        with home.start(name, *given, at=datetime.combine(ON, time(12), UTC)) as case:
            return case.report(ON)

    return analysed


@pytest.fixture(scope="session")
def report(answered):
    return answered("aldermoor")


@pytest.fixture(scope="session")
def files(home, report):
    """The example in every format."""
    return {kind: home.render(report, kind).content for kind in ("pdf", "html", "json")}


@pytest.fixture(scope="session")
def printed(files):
    return pages(files["pdf"])


@pytest.fixture(scope="session")
def screen(files):
    return Page(files["html"])


@pytest.fixture(scope="session")
def data(files):
    return json.loads(files["json"])["editions"][0]


def test_the_pdf_is_sound_tagged_and_of_a_length_one_reads(files, report):
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert 15 <= len(pdf.pages) <= 46  # the costs of faults share a page with what remains
        assert pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert report.engagement.client in str(pdf.docinfo.Title)
        assert not pdf.attachments
        with pdf.open_outline() as outline:
            assert len(outline.root) == 12


def test_every_list_and_table_of_the_pdf_can_be_read_aloud(files):
    """What PDF/UA asks of lists, tables and links, and what no other test would notice."""
    with pikepdf.open(io.BytesIO(files["pdf"])) as pdf:
        elements = [part for part in pdf.objects if isinstance(part, pikepdf.Dictionary) and "/S" in part]
        kinds = Counter(str(element.S) for element in elements)
        assert min(kinds[kind] for kind in ("/H1", "/H2", "/H3", "/Table", "/TH", "/L", "/Figure", "/Link")) > 0
        for element in elements:
            parts = element.K if isinstance(element.get("/K"), pikepdf.Array) else []
            within = {str(part.S) for part in parts if isinstance(part, pikepdf.Dictionary) and "/S" in part}
            if element.S == "/L":
                assert within <= {"/L", "/LI", "/Div", "/Caption"}  # a div groups a term with its meaning
            if element.S == "/TD":
                assert len(element.A.Headers)
            if element.S == "/Figure":
                assert str(element.Alt)


def test_what_matters_can_be_found_in_the_pdf(printed, report):
    text = " ".join(printed)
    assert report.engagement.client in text
    assert bare(report.headline) in bare(text)
    for finding in report.main.findings:
        assert finding.id in text
        assert bare(finding.headline) in bare(text)
    explained = {term.term for term in report.glossary if bare(term.meaning) in bare(text)}
    assert {"gate", "likely minor"} <= explained
    assert "Net Promoter Score" not in explained, "it is explained although nothing uses it"


def test_no_page_but_the_cover_is_nearly_empty(printed):
    assert min(len(text) for text in printed[1:]) > 400


def test_no_card_is_split_from_its_action(printed, report):
    actions = {action.id: action for action in report.main.plan}
    first = {}
    for finding in report.main.findings:
        if finding.grade is not Grade.OPPORTUNITY and finding.action in actions:
            first.setdefault(finding.action, finding)
    for name, finding in first.items():
        card = (bare(finding.headline), bare(f"Done when: {actions[name].done_when}"))
        assert any(all(part in bare(text) for part in card) for text in printed), finding.id


def test_the_same_answers_give_the_same_bytes_without_any_network(home, report, files, monkeypatch):
    def refuse(*_args, **_keywords):
        raise AssertionError("the network was touched")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert {kind: home.render(report, kind).content == content for kind, content in files.items()} == dict.fromkeys(
        files, True
    )


def test_private_notes_are_in_no_format(example, questionnaire, files, printed, screen):
    notes = [answer.private_note for answer in example.answers(questionnaire) if answer.private_note]
    assert len(notes) >= 5
    assert all(note.startswith("PRIVATE-") for note in notes)
    texts = {
        "pdf": bare("".join(printed)),
        "html": bare(screen.text + str(screen.tags)),
        "json": bare("".join(strings(json.loads(files["json"])))),
    }
    for kind, text in texts.items():
        assert "PRIVATE-" not in text, kind
        for note in notes:
            words = bare(note.partition(" ")[2])
            assert words[:40] not in text, kind
            assert words[-40:] not in text, kind


def test_the_formats_agree_on_share_coverage_and_band(data, printed, screen, report):
    tally = data["tally"]
    assert tally["points"] == report.main.tally.points
    words = f"{tally['points']} of {tally['attainable']} points reached."
    share = f"{int(100 * tally['points'] / tally['attainable'] + 0.5)}%"
    for text in (printed[2], screen.text):
        assert bare(words) in bare(text)
        assert share in text
        assert data["verdict"]["band"]["label"] in text


def test_the_formats_agree_on_findings_by_grade(data, printed, screen):
    by_grade = Counter(finding["grade"] for finding in data["findings"])
    major, minor, chances = (by_grade[grade] for grade in ("likely major", "likely minor", "opportunity"))
    ids = [finding["id"] for finding in data["findings"] if finding["grade"] != "opportunity"]
    assert sorted(screen.cards) == sorted(ids)
    assert len(ids) == major + minor
    heads = [
        f"{major} gap{'s' * (major != 1)} that an auditor would likely grade major",
        f"{minor} gap{'s' * (minor != 1)} that an auditor would likely grade minor",
        f"strengths and {chances} opportunities",
    ]
    for text in (" ".join(printed), screen.text):
        for head in heads:
            assert bare(head) in bare(text)


def test_the_formats_agree_on_gates(data, printed, screen):
    assert len(data["gates"]) == 8
    for gate in data["gates"]:
        words = f"{gate['clause']} {gate['title']}: {gate['state']}"
        for text in (" ".join(printed), screen.text):
            assert bare(words) in bare(text)


def test_every_point_can_be_followed_to_its_question(screen, report):
    """The annex of answers: level x weight is what it says, rows add up to sections and sections to the whole."""
    whole, tables = [0, 0], [" ".join(words) for words in screen.tables]
    for section in report.sections:
        (table,) = (words for words in tables if section.title in words and "\N{DIVISION SIGN}" in words)
        rows = [[int(number) for number in row[:4]] for row in COUNTED.findall(flat(table)) if not row[4]]
        assert all(level * weight == points and weight * 3 == most for level, weight, points, most in rows)
        sums = [sum(row[2] for row in rows), sum(row[3] for row in rows)]
        assert sums == [section.tally.points, section.tally.attainable], section.title
        assert f"{sums[0]} of {sums[1]} points;" in flat(table)
        whole = [one + other for one, other in zip(whole, sums, strict=True)]
    assert whole == [report.main.tally.points, report.main.tally.attainable]
    clauses = [result.tally for result in report.main.clauses]
    assert whole == [sum(tally.points for tally in clauses), sum(tally.attainable for tally in clauses)]


def test_what_the_profile_makes_not_applicable_is_justified(home, answered):
    def without_property(answer):
        return answer.model_copy(update={"value": False}) if answer.question == "P.customer-property" else answer

    report = answered("without-property", without_property)
    silent = [question for question in report.questions if question.state is State.NOT_APPLICABLE]
    assert "Q8.5.3-1" in {question.id for question in silent}
    text = Page(home.render(report, "html").content).text
    for question in silent:
        assert question.justification
        assert bare(question.justification) in bare(text)


def test_a_hostile_observation_is_inert(home, answered):
    def hostile(answer):
        return answer.model_copy(update={"observation": HOSTILE}) if answer.question == "Q9.1.2-1" else answer

    report = answered("hostile", hostile)
    page = Page(home.render(report, "html").content)
    assert "{{ 7*7 }}" in page.text
    assert "<script>alert(1)</script>" in page.text
    assert not [tag for tag, _ in page.tags if tag in ("img", "iframe", "link", "object")]
    assert len([tag for tag, _ in page.tags if tag == "script"]) == 1
    for _, attributes in page.tags:
        assert (attributes.get("href") or "#").startswith(("#", "https:", "mailto:"))
    content = home.render(report, "pdf").content
    assert any("{{ 7*7 }}" in text for text in pages(content))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert not pdf.attachments
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        links = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/URI"]
        assert not links


def test_the_command_writes_what_is_asked_for(begun, tmp_path):
    asked = ("-f", "docx", "-f", "xlsx", "-f", "md", "-o", tmp_path)
    command = [Path(sys.executable).with_name("gapanalysis"), "--workspace", begun.folder, "report", "acme", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    written = [tmp_path / f"acme-gap-analysis.{kind}" for kind in ("docx", "xlsx", "md")]
    assert done.stdout.splitlines() == [str(path) for path in written]
    assert written[0].read_bytes().startswith(b"PK")
    assert written[1].read_bytes().startswith(b"PK")
    assert written[2].read_text(encoding="utf-8").startswith("# Customer focus: gap analysis, ")
