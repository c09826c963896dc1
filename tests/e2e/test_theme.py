"""`gapanalysis theme`: new, check and preview, as a user runs them."""

import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

PROGRAM = Path(sys.executable).with_name("gapanalysis")


@pytest.fixture
def theme(tmp_path):
    def call(*words, status=0):
        command = [PROGRAM, "--workspace", tmp_path, "theme", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == status, done.stderr
        return done.stdout, done.stderr

    return call


def words_of(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def test_a_new_theme_is_complete_has_its_name_and_nothing_to_mend(theme, tmp_path):
    shown, _ = theme("new", 'Fern "hill"', "--like", "ledger")
    path = tmp_path / "templates" / "theme.yaml"
    assert shown.strip() == str(path)
    assert 'name: "Fern \\"hill\\""' in path.read_text()
    _, told = theme("check")
    assert 'Fern "hill": nothing to mend.' in told
    _, told = theme("new", "Other", status=2)
    assert "is there already" in told


def test_check_tells_what_is_hard_to_read_and_where(theme, tmp_path):
    theme("new", "Pale")
    path = tmp_path / "templates" / "theme.yaml"
    path.write_text(path.read_text().replace('brand: "#0e5c5e"', 'brand: "#7fb3b4"'))
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if "brand: " in text)
    shown, told = theme("check", status=3)
    assert f"{path}:{line}: brand #7fb3b4 on paper #ffffff has a contrast of 2.3" in shown
    assert "instead of 4.5 (WCAG AA)" in shown
    assert "things to mend" in told


def test_a_wrong_theme_is_refused_with_its_line(theme, tmp_path):
    (tmp_path / "mine.yaml").write_text("text: Source Sans 3\ncolours: {ink: black}\n")
    _, told = theme("check", "mine.yaml", status=5)
    assert re.search(r"mine\.yaml:\d+: The theme is wrong", told)


def test_preview_shows_every_kind_of_page_and_says_that_it_is_made_up(theme, tmp_path):
    theme("new", "Fernhill")
    path = tmp_path / "templates" / "theme.yaml"
    changed = (
        path.read_text()
        .replace('tone: ""', "tone: formal")
        .replace("contact: []", 'contact: ["12 Mill Lane", "hello@fernhill.example"]')
    )
    path.write_text(changed.replace('legal: ""', 'legal: "Registered in England, made up."'))
    shown, told = theme("preview")
    pdf, html = (tmp_path / name for name in shown.split())
    assert (pdf.name, html.name) == ("theme-fernhill.pdf", "theme-fernhill.html")
    assert told == ""
    pages = words_of(pdf)
    assert 10 <= len(pages) <= 30
    assert "12 Mill Lane" in pages[0]
    assert "This organisation is invented" in pages[0]
    assert "Everything on these pages is invented" in pages[1]
    text = " ".join(pages)
    kinds = ("Contrast", "The gaps that matter most", "Gates", "Clauses, weakest first", "Where the points are lost")
    for part in (*kinds, "For the customer:", "Roadmap", "Registered in England", "Tone formal", "Yours faithfully"):
        assert part in text, part
    assert "Everything on these pages is invented" in html.read_text()
