"""What only a screen has: choices by the style, and a policy that lets one script run."""

import base64
import hashlib
import re
from html import unescape

import pytest

from gapanalysis.render.documents import BRIEF
from gapanalysis.render.html import render_html
from gapanalysis.render.screen import Choices, policy
from gapanalysis.render.writers import Materials

HEAD = re.compile(r'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


def test_an_item_and_the_control_that_chooses_it_hold_the_same():
    choices = Choices("screen")
    attributes = choices.item(owner="sales lead", quick="")
    number = choices.offer("owner", "sales lead")
    assert attributes == f' data-item data-owner="{number}"'
    assert choices.beside(owner="sales lead") == f' data-beside data-owner="{number}"'
    assert list(choices.offered) == [("owner", number)]
    assert choices.offer("owner", "buyer") != number
    assert choices.offer("period", "sales lead") != number


def test_no_text_of_a_value_comes_into_the_style():
    choices = Choices("screen")
    number = choices.offer("owner", '"] * { display: none } /*')
    assert number.isdigit()
    assert '"]' not in choices.item(owner='"] * { display: none } /*').replace(f'"{number}"', "")


def test_on_paper_nothing_is_marked():
    choices = Choices("print")
    assert choices.item(owner="sales lead") == ""
    assert choices.beside(owner="sales lead") == ""


def test_the_policy_fetches_nothing_and_runs_one_script_or_none():
    assert "default-src 'none'" in policy("")
    assert "script-src 'none'" in policy("")
    digest = base64.b64encode(hashlib.sha256(b"one();").digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy("one();")


@pytest.mark.parametrize("own", [False, True])
def test_the_policy_is_that_of_the_script_in_the_file(report, shipped, tmp_path, own):
    if own:
        (tmp_path / "shared").mkdir()
        (tmp_path / "shared" / "screen.js").write_text("mine();\r\n", newline="")
    page = render_html(report, Materials((tmp_path, shipped))).content.decode()
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert (script == "mine();\n") is own
    assert unescape(HEAD.search(page).group(1)) == policy(script)


def test_a_document_without_long_lists_has_no_script(report, shipped):
    page = render_html(report, Materials((shipped,), document=BRIEF)).content.decode()
    assert "<script" not in page
    assert "script-src 'none'" in unescape(HEAD.search(page).group(1))
    assert "hidden>" not in page
