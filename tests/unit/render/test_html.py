import re
import socket
from html.parser import HTMLParser

import pytest

from gapanalysis.errors import RenderError
from gapanalysis.render.html import render_html
from gapanalysis.render.writers import Materials

HOSTILE = (
    "<script>alert(1)</script> <img src=http://evil.example/x.png> ![x](file:///etc/passwd) {{ 7*7 }} "
    "</style><style>@import url(http://evil.example/)</style> [x](javascript:alert(1))"
)


class Words(HTMLParser):
    """Collects tags and the words between them."""

    def __init__(self):
        super().__init__()
        self.words, self.tags, self.hidden = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.hidden += tag in ("style", "script")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "script")

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def read(content):
    page = Words()
    page.feed(content.decode())
    return re.sub(r"\s+", " ", " ".join(page.words)), page.tags


def test_what_shows_that_a_document_does_not_apply_has_no_empty_brackets(documented, materials):
    words, _ = read(render_html(documented, materials).content)
    assert "List of products" in words
    assert "()" not in words


def test_it_has_every_finding_answer_and_observation(report, materials):
    words, _ = read(render_html(report, materials).content)
    for finding in report.main.findings:
        assert finding.id in words
        assert finding.headline in words
    for text in (
        "2 of 5 did not conform, drawn from 412 (26-1183, 26-1204)",
        "1 of 3 did not conform",
        "None is held.",
        "Outside the agreed scope. Leeds: opened in October",
        "Draft: 2 questions are still open",
        "This organisation is invented.",
        "The gate “What customers perceive is monitored” (9.1.2) has failed",
        "planned for 1 February 2027",
        "Something required that is not in place.",
        "reported, verify",
        "Headline of 5.1.1-2",
        "1 of 2 needs cannot be followed to a measurement",
        "10.1, 10.3 becomes 10.1",
        "Not ready for a certification audit: 1 failed gate stands in the way, whatever the share.",
    ):
        assert text in words


def test_it_stands_alone(report, materials):
    content = render_html(report, materials).content
    _, tags = read(content)
    assert not [tag for tag, _ in tags if tag in ("link", "iframe", "object", "base")]
    for _, attributes in tags:
        for name in ("src", "href", "xlink:href"):
            assert (attributes.get(name) or "#").startswith(("#", "data:"))
    assert not re.search(rb"url\((?!data:)", content)
    assert len(content) < 1_000_000


def test_links_lead_somewhere_and_ids_are_unique(report, materials):
    _, tags = read(render_html(report, materials).content)
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["href"][1:] for tag, attributes in tags if tag in ("a", "use")} <= set(ids)


def test_pictures_have_words(report, materials):
    _, tags = read(render_html(report, materials).content)
    for tag, attributes in tags:
        if tag == "svg" and attributes.get("role") == "img":
            assert attributes.get("aria-label") or attributes.get("aria-labelledby")


def test_hostile_text_is_inert_and_nothing_is_fetched(make_report, make_question, make_engagement, materials,
                                                      monkeypatch):  # fmt: skip
    def refuse(*_args, **_keywords):
        raise AssertionError("the network was touched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    report = make_report(
        questions=(make_question("9.1.2-1", observation=HOSTILE, evidence=(HOSTILE,)),),
        engagement=make_engagement(why_now=HOSTILE, client=HOSTILE[:190], confidentiality=HOSTILE),
        headline=HOSTILE,
    )
    words, tags = read(render_html(report, materials).content)
    assert "{{ 7*7 }}" in words
    assert "<script>alert(1)</script>" in words
    assert not [tag for tag, _ in tags if tag in ("img", "iframe")]
    assert len([tag for tag, _ in tags if tag == "style"]) == 1
    assert len([tag for tag, _ in tags if tag == "script"]) == 1
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]


def test_private_words_of_the_model_are_nowhere(report, materials):
    assert b"private_note" not in render_html(report, materials).content


def test_nothing_answered(empty_report, materials):
    words, _ = read(render_html(empty_report, materials).content)
    assert "Nothing has been assessed yet" in words
    assert "N/A" not in words
    assert "None" not in words


def test_long_names_and_other_alphabets(make_report, make_engagement, make_question, materials):
    report = make_report(
        engagement=make_engagement(client="Ακρίβεια Μηχανουργεία και Точная Обработка " * 3),
        questions=(make_question("9.1.2-1", observation="Πελάτης и клиент. " * 600),),
    )
    rendered = render_html(report, materials)
    assert rendered.warnings == ()
    assert "Πελάτης" in rendered.content.decode()


def test_what_no_font_has_is_shown_and_reported(make_report, materials):
    rendered = render_html(make_report(headline="Customers \U0001f600 and 客 \x00 are heard"), materials)
    assert "U+1F600" in rendered.warnings[0]
    assert "U+5BA2" in rendered.warnings[0]
    words, _ = read(rendered.content)
    assert "客" not in words
    assert "Customers ? and ? ? are heard" in words


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("<p>\n{{ summary.verdikt }}", ("verdikt", 2)),
        ("<p>\n\n{% if %}", ("Expected an expression", 3)),
        ("{{ nobody }}", ("nobody", 1)),
        ("{{ ''.__class__.__mro__ }}", ("unsafe", 1)),
        ("\n{{ 1 + 'a' }}", ("unsupported operand", 2)),
        ("{% include 'report/none.html.j2' %}", ("none.html.j2", 1)),
        ("{{ t('no.such.key') }}", ("no.such.key", None)),
    ],
)
def test_a_broken_template_names_file_line_and_fault(report, shipped, tmp_path, template, fault):
    what, line = fault
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "summary.html.j2").write_text(template)
    with pytest.raises(RenderError, match=what) as caught:
        render_html(report, Materials((tmp_path, shipped)))
    if line:
        assert caught.value.source == f"report/summary.html.j2:{line}"


def test_a_theme_changes_colours_and_footer(report, shipped, tmp_path):
    theme = (shipped / "theme.yaml").read_text().replace("#0e5c5e", "#123456").replace('footer: ""', "footer: Example")
    (tmp_path / "theme.yaml").write_text(theme)
    content = render_html(report, Materials((tmp_path, shipped))).content
    assert b"#123456" in content
    assert b"#0e5c5e" not in content


@pytest.mark.parametrize("change", [("#0e5c5e", "teal; } * {"), ("text: Source", 'text: "\'; x" # '), ("faces:", "x:")])
def test_a_wrong_theme_is_refused(report, shipped, tmp_path, change):
    (tmp_path / "theme.yaml").write_text((shipped / "theme.yaml").read_text().replace(*change))
    with pytest.raises(RenderError) as caught:
        render_html(report, Materials((tmp_path, shipped)))
    assert "theme.yaml" in caught.value.source


def test_bands_are_shown_only_with_enough_coverage(report, materials):
    thin = report.main.verdict.model_copy(update={"enough_coverage": False, "band": None})
    editions = (report.main.model_copy(update={"verdict": thin}),)
    words, _ = read(render_html(report.model_copy(update={"editions": editions}), materials).content)
    assert "Foundation" not in words
    assert "Too little has been answered for a verdict: 10 of 12 questions that apply." in words
    assert "Foundation" in read(render_html(report, materials).content)[0]
