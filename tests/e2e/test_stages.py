"""From working paper to issued report: edits survive, comments are answered, an issued version stays what it was."""

import pytest
from click.testing import CliRunner

from gapanalysis.cli.main import cli
from gapanalysis.clock import today
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import Answer, State
from gapanalysis.model.document import Stage

FINDING = "F9.1.2-1"


@pytest.fixture
def case(workspace, example):
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    given = (questionnaire, example.content.engagement, example.answers(questionnaire))
    with workspace.start("acme", *given) as opened:
        yield opened


def raised(case):
    case.answer(Answer(question="Q9.1.2-1", state=State.ANSWERED, value=3))


def test_an_edit_survives_and_is_flagged_when_the_results_change(case):
    before = case.report(today()).headline
    case.edit("headline", "Two lost {customers} in two years, and nobody had asked", today())
    report = case.report(today())
    assert report.headline == "Two lost customers in two years, and nobody had asked"
    assert [(edit.generated, edit.changed_since) for edit in report.edits] == [(before, False)]
    for question in case.questionnaire.questions():
        if question.levels and question.editions["2026"].obligation == "requirement":
            case.answer(Answer(question=question.id, state=State.ANSWERED, value=3))
    report = case.report(today())
    assert report.headline == "Two lost customers in two years, and nobody had asked"
    assert [edit.changed_since for edit in report.edits] == [True]
    case.edit("headline", "", today())
    assert case.report(today()).edits == ()


def test_the_verdict_and_a_section_can_be_put_in_other_words(case, workspace):
    case.edit("summary", "Ready in spring, once customers are asked.", today())
    case.edit("section.measurement", "Nobody has asked since 2021", today())
    page = workspace.render(case.report(today()), "html").content.decode()
    assert "Ready in spring, once customers are asked." in page
    assert "Nobody has asked since 2021" in page


def test_a_text_that_is_not_there_is_refused(case):
    with pytest.raises(AssessmentError, match=r"no text 'section.nowhere'"):
        case.edit("section.nowhere", "x", today())


def test_an_issued_version_stays_what_it_was(case):
    case.reach(Stage.DRAFT, "0.9", today())
    reached = case.reach(Stage.ISSUED, "1.0", today(), note="Two dates mended")
    share = case.report(today()).main.share
    raised(case)
    assert case.report(today()).main.share != share
    issued = case.issued("1.0")
    assert issued.main.share == share
    assert [(each.version, each.stage) for each in issued.stages] == [("0.9", "draft"), ("1.0", "issued")]
    assert len(reached.digest) == 64


def test_an_issued_version_cannot_be_issued_again_and_one_never_issued_cannot_be_had(case):
    case.reach(Stage.ISSUED, "1.0", today())
    with pytest.raises(AssessmentError, match="issued already"):
        case.reach(Stage.ISSUED, "1.0", today())
    with pytest.raises(AssessmentError, match="never issued"):
        case.issued("2.0")


def test_comments_and_answers_are_printed_together(case, workspace):
    said = case.comment(FINDING, "We asked ten customers in October.", by="client")
    case.comment(FINDING, "Notes of two talks were seen; level 1.", by="assessor", reply_to=str(said.id)[:8])
    page = workspace.render(case.report(today()), "html").content.decode()
    assert page.index("We asked ten customers in October.") < page.index("Notes of two talks were seen; level 1.")
    with pytest.raises(AssessmentError, match="no finding F1"):
        case.comment("F1", "x", by="client")
    with pytest.raises(AssessmentError, match="No single comment"):
        case.comment(FINDING, "x", by="assessor", reply_to="zzz")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["edit", "acme"], "headline: "),
        (["edit", "acme", "headline", "In other words"], "headline is kept in your words"),
        (["comment", "acme"], "No comment yet"),
        (["comment", "acme", FINDING, "Seen in October"], "is kept"),
        (["stage", "acme"], "Working"),
        (["stage", "acme", "draft", "--version", "0.9"], "Version 0.9 is draft"),
    ],
)
@pytest.mark.usefixtures("case")
def test_commands(workspace, arguments, shown):
    run = CliRunner().invoke(cli, ["-w", str(workspace.folder), *arguments])
    assert run.exit_code == 0, run.output
    assert shown in run.output
