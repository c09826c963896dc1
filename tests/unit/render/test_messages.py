"""The message file is complete: every key that is used exists, and every key that exists is used."""

import re
from itertools import product

import pytest
import yaml

from gapanalysis.errors import RenderError
from gapanalysis.model.assessment import Basis, State
from gapanalysis.model.document import Stage
from gapanalysis.model.extract import By
from gapanalysis.model.finding import Grade
from gapanalysis.model.judgement import Because
from gapanalysis.model.observation import Sign
from gapanalysis.model.plan import Horizon
from gapanalysis.model.question import Dimension, Obligation
from gapanalysis.model.score import Standing
from gapanalysis.model.standard import Pdca, Reliability
from gapanalysis.model.transition import ChangeState
from gapanalysis.model.verdict import GateState
from gapanalysis.render.context.questions import SELECTED, STATES
from gapanalysis.render.context.reading import key
from gapanalysis.render.context.slides import ORDER
from gapanalysis.render.documents import DOCUMENTS
from gapanalysis.render.messages import Messages, load_messages
from gapanalysis.render.xlsx.scores import COUNTS
from tests.unit.render.proposal_families import FAMILIES as PROPOSAL

ASKED = re.compile(r"""(?:messages|reading\.messages|\bt)\(\s*"([a-z0-9_.]+)"\s*[,)]""")
CHOSEN = re.compile(r"""messages\(\s*"([a-z0-9_.]+)" if [^)]*? else "([a-z0-9_.]+)"\s*[,)]""")
COUNTED = re.compile(r"""(?:messages\.count|\bn)\(\s*"([a-z0-9_.]+)"\s*,""")

FAMILIES = {
    *(f"money.symbol.{letters}" for letters in ("gbp", "eur", "usd")),
    *(f"date.month.{month}" for month in range(1, 13)),
    *(f"level.{level}.{part}" for level, part in product(range(4), ("name", "text"))),
    *(f"grade.{grade.value.replace(' ', '_')}" for grade in Grade),
    *(f"basis.{basis.value}" for basis in Basis),
    *(f"horizon.{horizon.value}" for horizon in Horizon),
    *(f"phase.{phase.value}" for phase in Pdca),
    *(f"dimension.{dimension.value}" for dimension in Dimension),
    *(f"observation.{sign.value}" for sign in Sign),
    *(f"reliability.{reliability.value}" for reliability in Reliability),
    *(f"{family}.{how}" for family, how in product(
        ("standing", "scope.put_together"), ("points", "mean_of_clauses", "worst_clause"))),
    *(f"control.stages.{stage.value}" for stage in Stage),
    *(f"second.milestone.{kind}" for kind in ("target", "expiry", "visit")),
    *(f"second.{case}" for case in ("moving_none", "moving_open")),
    *(f"second.state.{state.value.replace(' ', '_')}" for state in ChangeState),
    *(f"grade_means.{name}" for name in ("conforms", "opportunity", "likely_minor", "likely_major")),
    *(f"state.{name}" for name in ("not_assessed", "not_applicable", "not_asked")),
    *(f"gates.state.{state.value.replace(' ', '_')}" for state in GateState),
    *(f"verdict.{subject}.{case}" for subject, case in product(
        ("readiness", "customer_focus"), ("too_little", "capped.one", "capped.other", "band"))),
    *(f"results.{family}.{case}" for family, case in product(("phase", "dimension"), ("weakest", "even"))),
    *(f"customer.headline.{step}" for step in range(1, 6)),
    *(f"customer.step.{step}" for step in range(1, 6)),
    *(f"reason.{rule}" for rule in ("scale_level", "question_level", "gate_failed", "gate_planned", "systemic")),
    *(f"reason.{rule}" for rule in ("consistency", "consistency_unknown")),
    *(f"reason.{rule}" for rule in ("sample", "sample_not_isolated", "by_hand", "assessor")),
    *(f"findings.group.{grade}.{form}" for grade, form in product(("major", "minor"), ("one", "other"))),
    *(f"findings.intro.{grade}" for grade in ("major", "minor")),
    *(f"remains.headline.after_{horizon.value}" for horizon in Horizon),
    *(f"documents.level.{level}" for level in range(3)),
    *(f"documents.state.{state.name.lower()}" for state in State if state is not State.ANSWERED),
    *(f"caption.{kind}" for kind in ("table", "figure")),
    *(f"excel.count.{name}" for name in COUNTS),
    *(f"excel.status.{name}" for name in ("to_do", "in_progress", "done", "dropped")),
    *(f"excel.standings.{key(standing.value)}" for standing in Standing),
    *(f"excel.states.{key(state.value)}" for state in State),
    *(f"cost.failure.{where}" for where in ("internal", "external")),
    *(f"plan.matrix.{name}" for name in ("quick", "severity", "effort")),
    *(f"chapter.{name}" for name in
      ("summary", "scope", "results", "score", "customer", "findings", "chances", "cost", "plan", "annexes")),
    *(f"chapter.{name}" for name in ("clear_up", "figures", "judged", "questions", "site")),
    *(f"document.{name}.{part}" for name, part in product(DOCUMENTS, ("kind", "title"))),
    *(f"decision.{kind}" for kind in ("add", "merge", "split", "suppress", "restore", "grade", "edit")),
    *(f"stale.{because.value.replace(' ', '_')}" for because in Because),
    *(f"outlook.after.{step}" for step in ("today", *Horizon)),
    *(f"outlook.headline.{case}" for case in ("clear", "no_major")),
    *(f"outlook.label.{name}" for name in ("share", "remaining")),
    *(f"outlook.remaining.{what}.{form}" for what, form in product(("gates", "majors", "minors"), ("one", "other"))),
    *(f"slides.label.{name}" for name in ORDER),
    *(f"questions.counts.{obligation.value.replace(' ', '_')}" for obligation in Obligation),
    *(f"questions.state.{name}" for name in STATES.values()),
    *(f"questions.not_asked.{because.value}" for because in SELECTED),
    *(f"extract.kind.{by.value}" for by in By),
    *(f"handout.{name}" for name in ("clause", "clause_practice")),
}  # fmt: skip
"""Keys that are put together from values; each family is the whole set of its values."""


def used(shipped):
    package = shipped.parent / "gapanalysis" / "render"
    files = [*package.rglob("*.py"), *shipped.rglob("*.j2")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    keys = {key for text in texts for key in ASKED.findall(text)}
    keys |= {key for text in texts for pair in CHOSEN.findall(text) for key in pair}
    counted = {key for text in texts for key in COUNTED.findall(text)}
    return keys | {f"{key}.{form}" for key in counted for form in ("one", "other")} | FAMILIES | PROPOSAL


def test_every_key_is_there_and_every_key_is_used(shipped):
    there = set(load_messages((shipped,), "en-GB").entries)
    wanted = used(shipped)
    assert wanted - there == set()
    assert there - wanted == set()


def test_a_workspace_rewords_single_messages(shipped, tmp_path):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en-GB.yaml").write_text("chapter: {summary: In short}\n")
    messages = load_messages((tmp_path, shipped), "en-GB")
    assert messages("chapter.summary") == "In short"
    assert messages("chapter.plan") == "Action plan"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("chapter: {sumary: In short}", "message-unknown"),
        ('percent: "{nummer}%"', "message-place"),
        ("percent: 3", "messages"),
        ("- a", "messages"),
        ("a: [", "messages"),
    ],
)
def test_a_wrong_message_file_is_refused(shipped, tmp_path, text, code):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en-GB.yaml").write_text(text)
    with pytest.raises(RenderError) as caught:
        load_messages((tmp_path, shipped), "en-GB")
    assert caught.value.code == code
    assert "en-GB.yaml" in caught.value.source


@pytest.mark.parametrize(
    ("text", "line"),
    [("chapter: {plan: A}\npercent: a\nchapter: {scope: B}\n", 3), ("chapter:\n  plan: A\n  scope: B\n  plan: C\n", 4)],
)
def test_a_key_that_comes_twice_is_refused_with_its_line(shipped, tmp_path, text, line):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en-GB.yaml").write_text(text)
    with pytest.raises(RenderError, match="stands here twice") as caught:
        load_messages((tmp_path, shipped), "en-GB")
    assert caught.value.source.endswith(f"en-GB.yaml:{line}")


def test_a_tone_rewords_messages_and_a_workspace_rewords_the_tone(shipped, tmp_path):
    formal = load_messages((shipped,), "en-GB", "formal")
    assert formal("proposal.letter.close") == "Yours faithfully"
    assert formal("chapter.plan") == load_messages((shipped,), "en-GB")("chapter.plan")
    assert load_messages((shipped,), "en-IE", "formal")("proposal.letter.close") == "Yours faithfully"
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "en-GB.yaml").write_text("proposal: {letter: {close: With kind regards}}\n")
    assert load_messages((tmp_path, shipped), "en-GB", "formal")("proposal.letter.close") == "With kind regards"
    (tmp_path / "messages" / "en-GB.formal.yaml").write_text("proposal: {letter: {close: Faithfully}}\n")
    assert load_messages((tmp_path, shipped), "en-GB", "formal")("proposal.letter.close") == "Faithfully"


def test_a_formal_tone_never_says_you(shipped):
    own = yaml.safe_load((shipped / "messages" / "en-GB.formal.yaml").read_text(encoding="utf-8"))
    assert not re.findall(r"\b(you|your|we|our|us)\b", str(own), re.IGNORECASE)


def test_an_unknown_tone_is_refused_with_those_there_are(shipped):
    with pytest.raises(RenderError, match="no tone") as caught:
        load_messages((shipped,), "en-GB", "loud")
    assert "formal" in caught.value.hint


def test_unknown_language_missing_key_and_unfilled_place():
    with pytest.raises(RenderError, match="no messages for the language"):
        load_messages((), "fr")
    messages = Messages({"a": "{x}"}, "here")
    with pytest.raises(RenderError, match='"b" is missing'):
        messages("b")
    with pytest.raises(RenderError, match="which is not filled"):
        messages("a")
