"""What a workspace may change of the templates, and what docs/templates.md promises about it."""

import re
from pathlib import Path

import pytest

from gapanalysis.errors import RenderError
from gapanalysis.render.charts.places import PLACES
from gapanalysis.render.context.document import CONTEXT_VERSION, build_context
from gapanalysis.render.html import render_html
from gapanalysis.render.messages import load_messages
from gapanalysis.render.pdf import render_pdf
from gapanalysis.render.theme import load_theme
from gapanalysis.render.writers import Materials

DOCS = Path(__file__).parents[3] / "docs" / "templates.md"
BLOCK = re.compile(r"{% block (\w+)")


@pytest.fixture
def own(tmp_path, shipped):
    """A workspace with templates of its own, by name."""

    def write(**templates):
        for name, text in templates.items():
            path = tmp_path / "report" / f"{name}.j2"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return Materials((tmp_path, shipped))

    return write


def test_one_block_is_replaced_and_the_rest_stays(own, report):
    text = '{% extends "shipped/report/summary.html.j2" %}{% block strengths %}<p>Ours.</p>{{ super() }}{% endblock %}'
    content = render_html(report, own(**{"summary.html": text})).content.decode()
    assert "<p>Ours.</p>" in content
    assert "Orders are reviewed before they are promised" in content
    assert "The gaps that matter most" in content


def test_a_block_within_a_loop_sees_its_values(own, report):
    text = '{% extends "shipped/report/findings.html.j2" %}{% block card_side %}<p>No. {{ card.id }}</p>{% endblock %}'
    content = render_html(report, own(**{"findings.html": text})).content.decode()
    assert "<p>No. F9.1.2-1</p>" in content


def test_a_block_may_use_the_macros_that_the_shipped_template_uses(own, report):
    text = '{% extends "shipped/report/plan.html.j2" %}{% block priority %}{{ head("A", "B") }}{% endblock %}'
    assert "<h2>B</h2>" in render_html(report, own(**{"plan.html": text})).content.decode()


def test_rules_are_added_to_the_style(own, report):
    rule = ".mine { color: {{ theme.colours.brand }}; }"
    text = '{% extends "shipped/report/style.css.j2" %}{% block further %}' + rule + "{% endblock %}"
    content = render_html(report, own(**{"style.css": text})).content.decode()
    assert ".mine { color: #0e5c5e; }" in content
    assert ".label {" in content


@pytest.mark.parametrize("kind", [render_html, render_pdf])
def test_a_misspelt_name_in_a_block_names_file_line_and_name(own, report, kind):
    text = '{% extends "shipped/report/summary.html.j2" %}\n{% block gaps %}\n{{ summary.gabs }}\n{% endblock %}'
    with pytest.raises(RenderError, match="gabs") as caught:
        kind(report, own(**{"summary.html": text}))
    assert caught.value.source == "report/summary.html.j2:3"


def test_a_template_can_refuse_another_context(own, report):
    text = '{% if context_version != 99 %}{{ t("no.such.message") }}{% endif %}'
    with pytest.raises(RenderError, match=r"no\.such\.message"):
        render_html(report, own(**{"summary.html": text}))


def named(column):
    return set(re.findall(r"`([^`]+)`", column))


def rows(heading):
    """The rows of the first table below a heading of the page, as cells."""
    text = DOCS.read_text(encoding="utf-8").split(heading, 1)[1]
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(("| ---", "|---")))
    found = []
    for line in lines[start + 1 :]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.replace("\\|", " ").strip("|").split("|")])
    return found


def test_the_page_names_every_block_there_is(shipped):
    there = {}
    for folder in ("report", "charts"):
        for path in (shipped / folder).glob("*.j2"):
            blocks = set(BLOCK.findall(path.read_text(encoding="utf-8")))
            if blocks:
                there["charts/*.svg.j2" if folder == "charts" else f"{folder}/{path.name}"] = blocks
    told = {}
    for templates, blocks in rows("## One block of a template"):
        for template in named(templates):
            told[template] = named(blocks.partition(";")[0].partition(":")[0])
    assert {template: blocks for template, blocks in told.items() if blocks} == there


def test_the_page_names_everything_in_the_context(documented, shipped):
    told = {name: named(has) for names, has in rows("## The context") for name in named(names)}
    context = build_context(documented, load_messages((shipped,), "en-GB"))
    assert set(context) <= set(told)
    for name, value in context.items():
        if isinstance(value, dict):
            assert set(value) <= told[name], name
    assert f"**Version {CONTEXT_VERSION}**" in DOCS.read_text(encoding="utf-8")


def test_the_page_names_every_chart_and_every_key_of_a_theme(shipped):
    text = DOCS.read_text(encoding="utf-8")
    assert named(text.split("Charts: ", 1)[1].split(".", 1)[0]) == set(PLACES)
    keys = {key for keys, _ in rows("## A theme") for key in named(keys)}
    assert keys == set(load_theme((shipped,)).plain())
