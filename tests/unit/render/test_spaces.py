"""A line breaks where the next word does not fit, whatever stands beside the text."""

import pytest

from gapanalysis.render.pdf import _weasyprint
from gapanalysis.render.spaces import settled
from tests.unit.render.conftest import SHIPPED

WORDS = "Reach the groups that have not heard, and go over each known lapse"
FORMS = {
    "before words in grey": f"<p>{WORDS} <span>managing director</span></p>",
    "before bold words": f"<p>{WORDS} <b>managing director</b> and no other</p>",
    "at the end": f"<p>{WORDS}\n</p>",
    "before a list": f"<p>{WORDS}</p><ul><li>{WORDS} <ul><li>and no other</li></ul></li></ul>",
}
STYLE = '* { font: 12px "Source Sans 3"; margin: 0; padding: 0 } @page { size: 500px 20000px }'


@pytest.fixture(scope="module")
def lines():
    """The lines of HTML at every width close to that of its words, as WeasyPrint breaks them."""
    weasyprint = _weasyprint([SHIPPED])
    font = (SHIPPED / "fonts/SourceSans3-Regular.otf").as_uri()
    face = f"@font-face {{ font-family: 'Source Sans 3'; src: url({font}) }}"

    def broken(html):
        widths = [number / 8 for number in range(340 * 8, 352 * 8)]
        boxes = "".join(f'<div style="width: {width}px">{html}</div>' for width in widths)
        page = weasyprint.HTML(string=f"<style>{face}{STYLE}</style>{boxes}").render().pages[0]
        return ["".join(text(line)).strip() for line in within(page._page_box, "LineBox")]

    return broken


def within(box, kind):
    for child in getattr(box, "children", ()):
        if type(child).__name__ == kind:
            yield child
        else:
            yield from within(child, kind)


def text(line):
    return (box.text for box in within(line, "TextBox"))


@pytest.mark.parametrize("form", FORMS)
def test_no_line_ends_after_its_first_word(lines, form):
    assert "Reach" not in lines(settled(FORMS[form]))


def test_without_it_some_do(lines):
    """Once this fails, WeasyPrint needs no help any more, and `spaces` can go."""
    assert "Reach" in lines(FORMS["at the end"])
