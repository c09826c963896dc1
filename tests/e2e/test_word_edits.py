"""A consultant edits the report in Word and brings it back: the words are kept, and every format has them."""

import html
import io
import json
import os
import re
import shutil
import subprocess

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from gapanalysis.cli.main import cli
from gapanalysis.clock import today
from gapanalysis.errors import AssessmentError, ExchangeError
from gapanalysis.exchange.word import read_word
from gapanalysis.model.assessment import Answer, State
from gapanalysis.model.block import rests_on, tidy
from gapanalysis.render.archive import packed, unpacked
from tests.contract.figures import pdf_text

FINDING = "F9.1.2-1"
HEADLINE, CONSEQUENCE = f"finding.{FINDING}.headline", f"finding.{FINDING}.consequence"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
WORDS = {
    "headline": "Two customers left, and nobody had asked them why",
    "summary": "Not ready yet.\nSpring is within reach.",
    "section.measurement": "Nobody has asked a customer since 2021 & nobody minds",
    HEADLINE: "Since 2021 no customer was asked how it is served",
    CONSEQUENCE: "The next one leaves without a word.",
    "action.A9.1.2-1": "Ring ten customers before the spring",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The example's report as a Word file, and the workspace it was written from, to be copied."""
    from gapanalysis import content
    from gapanalysis.loading.assessment_file import AssessmentSource
    from gapanalysis.workspace import Workspace

    home = Workspace(tmp_path_factory.mktemp("written"))
    example = AssessmentSource(content.example_folder() / "aldermoor" / "assessment.yaml")
    questionnaire = home.questionnaire(example.content.questionnaire)
    with home.start("acme", questionnaire, example.content.engagement, example.answers(questionnaire)) as case:
        return home.folder, home.render(case.report(today()), "docx").content


@pytest.fixture
def case(written, workspace, opened):
    shutil.copytree(written[0], workspace.folder)
    return opened(workspace)


def changed(content, name, change):
    """The file with one part put otherwise."""
    parts = unpacked(content)
    return packed({**parts, name: change(parts[name])})


def edited(content, words):
    """The file as it is after these texts were typed over in their frames."""

    def type_over(body):
        for tag, text in words.items():
            lines = b"<w:br/>".join(b"<w:t>%s</w:t>" % html.escape(line).encode() for line in text.split("\n"))
            frame = re.compile(
                rb'(<w:tag w:val="%s" />.*?<w:sdtContent>).*?(</w:sdtContent>)' % re.escape(tag).encode()
            )
            body, times = frame.subn(rb"\g<1><w:r>%s</w:r>\g<2>" % lines, body, count=1)
            assert times == 1, tag
        return body

    return changed(content, "word/document.xml", type_over)


@pytest.fixture
def bring_back(written, workspace, tmp_path):
    """Runs the command on the written file with these texts in it."""

    def run(words, *options, content=None):
        path = tmp_path / "report.docx"
        path.write_bytes(edited(content or written[1], words))
        return CliRunner().invoke(cli, ["-w", str(workspace.folder), "edit", "acme", "--from", str(path), *options])

    return run


REASON = ("--reason", "As the client speaks of it")


def test_a_file_as_it_was_written_changes_nothing(case, bring_back):
    before = case.journal.records("acme")
    run = bring_back({})
    assert run.exit_code == 0, run.output
    assert run.output == "No text was edited in report.docx.\n"
    assert case.journal.records("acme") == before


def test_every_text_that_the_journal_keeps_is_in_the_file(case, written):
    report = case.report(today())
    names = {block.name for block in read_word(written[1], "report.docx").blocks}
    findings = [finding for edition in report.editions for finding in edition.findings]
    advised = {f"finding.{finding.id}.recommendation" for finding in findings if not finding.recommendation}
    of_main = {f"action.{action.id}" for action in report.main.plan}
    expected = {name for name in rests_on(report) if not name.startswith("action.")} | of_main
    assert names == expected - advised


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_the_new_words_are_in_every_format(case, bring_back, workspace, assert_valid_docx, tmp_path):
    run = bring_back(WORDS, *REASON)
    assert run.exit_code == 0, run.output
    assert "6 texts of report.docx kept in your words." in run.output
    report = case.report(today())
    assert report.summary == WORDS["summary"]
    assert not any(edit.changed_since for edit in report.edits)
    assert not any(finding.changed_since for finding in report.main.findings)
    lines = [line for text in WORDS.values() for line in text.split("\n")]
    shown = {kind: workspace.render(report, kind).content for kind in ("html", "md", "docx", "xlsx", "json", "pdf")}
    (tmp_path / "again.docx").write_bytes(shown["docx"])
    assert_valid_docx(tmp_path / "again.docx")
    page = shown["html"].decode().replace("&amp;", "&")
    assert "Not ready yet.<br>Spring is within reach." in page
    said = {
        "html": page,
        "md": re.sub(r"\\(.)", r"\1", html.unescape(shown["md"].decode())),
        "json": " ".join(_strings(json.loads(shown["json"]))).replace("\n", " "),
        "docx": "\n".join(tidy(block.text) for block in read_word(shown["docx"], "again.docx").blocks),
        "pdf": re.sub(r"\s+", " ", pdf_text(shown["pdf"])),
    }
    for kind, text in said.items():
        for line in lines:
            assert line in text, (kind, line)
    book = openpyxl.load_workbook(io.BytesIO(shown["xlsx"]))
    cells = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    for tag in (HEADLINE, CONSEQUENCE, "action.A9.1.2-1", "section.measurement"):
        assert WORDS[tag] in cells


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def test_a_dry_run_keeps_nothing(case, bring_back):
    before = case.journal.records("acme")
    run = bring_back(WORDS, "--dry-run")
    assert run.exit_code == 0, run.output
    assert "+ Two customers left, and nobody had asked them why" in run.output
    assert "6 texts would be kept; nothing was." in run.output
    assert case.journal.records("acme") == before


def test_a_finding_needs_its_reason_and_without_it_nothing_is_kept(case, bring_back):
    before = case.journal.records("acme")
    run = bring_back(WORDS)
    assert run.exit_code == 2
    assert "Every decision needs its reason" in run.output
    run = bring_back(WORDS, "--reason", "no")
    assert isinstance(run.exception, AssessmentError)
    assert case.journal.records("acme") == before


def test_a_text_reworded_here_as_well_is_left_unless_one_says_so(case, bring_back):
    case.edit("headline", "Mine, with {customers}", today())
    run = bring_back({"headline": "The client's", "section.review": "Looks at half of itself"})
    assert run.exit_code == 0, run.output
    assert "headline: reworded here as well" in run.output
    assert "1 text of report.docx kept" in run.output
    report = case.report(today())
    assert report.headline == "Mine, with customers"
    assert "Looks at half of itself" in [section.headline for section in report.sections]
    assert bring_back({"headline": "The client's"}, "--overwrite", "summary").exit_code == 2
    run = bring_back({"headline": "The client's"}, "--overwrite", "headline")
    assert "places such as {customers}" in run.output
    assert case.report(today()).headline == "The client's"


def test_words_over_results_that_changed_since_are_flagged(case, bring_back):
    for question in case.questionnaire.questions():
        if question.levels and question.id in {"Q9.1.2-1", "Q9.1.2-2", "Q9.1.2-3"}:
            case.answer(Answer(question=question.id, state=State.ANSWERED, value=2 if question.id == "Q9.1.2-1" else 3))
    assert case.report(today()).main.findings
    run = bring_back({HEADLINE: "In other words", "summary": "Not ready yet."}, *REASON)
    assert run.exit_code == 0, run.output
    assert run.output.count("look again: the results beneath have changed") == 2
    report = case.report(today())
    assert [edit.block for edit in report.edits if edit.changed_since] == ["summary"]
    finding = next(each for each in report.main.findings if each.id == FINDING)
    assert (finding.headline, finding.changed_since) == ("In other words", True)


def test_all_faults_are_told_at_once_and_nothing_is_kept(case, bring_back):
    before = case.journal.records("acme")
    case.answer(Answer(question="Q9.1.2-1", state=State.ANSWERED, value=3))
    gone = case.journal.records("acme")
    run = bring_back({**WORDS, "headline": "x" * 4001}, *REASON)
    assert isinstance(run.exception, ExchangeError)
    told = {(issue.code, issue.message.partition(":")[0]) for issue in run.exception.issues}
    assert {("text-long", "headline"), ("text-unknown", HEADLINE), ("text-unknown", CONSEQUENCE)} <= told
    assert case.journal.records("acme") == gone != before


def test_texts_that_were_emptied_or_deleted_stay(case, bring_back, written):
    verdict = re.compile(
        rb'<w:bookmarkStart w:id="\d+" w:name="_ga_\w+" /><w:sdt><w:sdtPr><w:alias w:val="Verdict" />.*?</w:sdt>'
    )
    content = changed(written[1], "word/document.xml", lambda body: verdict.sub(b"", body, count=1))
    run = bring_back({"headline": ""}, content=content)
    assert run.exit_code == 0, run.output
    assert "headline: empty in the file; left as it is" in run.output
    assert "Not in report.docx (deleted there, or new since): summary" in run.output
    assert case.report(today()).edits == ()


def test_a_file_of_another_assessment_is_refused(case, bring_back, written):
    other = changed(written[1], "docProps/custom.xml", lambda part: part.replace(b">acme<", b">bertram<"))
    run = bring_back({"headline": "x"}, content=other)
    assert isinstance(run.exception, AssessmentError)
    assert run.exception.message == "This is a report of bertram, not of acme."
    assert case.report(today()).edits == ()


def test_what_goes_together(case, bring_back, workspace):  # noqa: ARG001 (an assessment is there)
    assert bring_back({}, "--back").exit_code == 2
    run = CliRunner().invoke(cli, ["-w", str(workspace.folder), "edit", "acme", "--from", "nowhere.docx"])
    assert isinstance(run.exception, ExchangeError)
    assert run.exception.message == "nowhere.docx cannot be read: No such file or directory."
    run = CliRunner().invoke(cli, ["-w", str(workspace.folder), "edit", "acme", "--dry-run"])
    assert run.exit_code == 2
    assert "--from" in run.output


def test_a_file_that_python_docx_saved(case, written, bring_back):
    document = docx.Document(io.BytesIO(edited(written[1], {"headline": "By another library"})))
    output = io.BytesIO()
    document.save(output)
    run = bring_back({}, content=output.getvalue())
    assert "1 text of report.docx kept" in run.output
    assert case.report(today()).headline == "By another library"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer (340 MB)")
def test_a_file_that_libreoffice_saved(case, written, bring_back, tmp_path):
    path = tmp_path / "sent.docx"
    words = {**WORDS, "summary": "Not ready yet, but in spring."}  # 7.4 loses line breaks within controls
    path.write_bytes(edited(written[1], words))
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, own, "--headless", "--convert-to", "docx", "--outdir", tmp_path / "saved", path]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env=environment)
    run = bring_back({}, *REASON, content=(tmp_path / "saved" / "sent.docx").read_bytes())
    assert run.exit_code == 0, run.output
    assert run.output.endswith("6 texts of report.docx kept in your words.\n")
    report = case.report(today())
    assert {edit.block: edit.text for edit in report.edits} == {
        name: text for name, text in words.items() if not name.startswith("finding.")
    }
    finding = next(each for each in report.main.findings if each.id == FINDING)
    assert (finding.headline, finding.consequence) == (words[HEADLINE], words[CONSEQUENCE])
