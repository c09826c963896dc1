"""veraPDF on the example's report in both themes, its data attached: PDF/A-3a and PDF/UA-1 at once."""

import pytest

from gapanalysis.clock import today
from tests.verapdf.verify import lacking, verdict

MISSING = lacking()


@pytest.mark.skipif(bool(MISSING), reason=f"veraPDF is not here: {MISSING}")
def test_a_report_is_archivable_and_accessible_in_one_file(tmp_path, workspace, example):
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    given = (questionnaire, example.content.engagement, example.answers(questionnaire), example.content.observations)
    with workspace.start("acme", *given) as case:
        report, data = case.report(today()), case.data(today())
    files = []
    for theme in ("", "ledger"):
        files.append(tmp_path / f"{theme or 'studio'}.pdf")
        files[-1].write_bytes(workspace.render(report, "pdf", theme=theme, data=data).content)
    done = verdict(*files)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("passes") == 4
