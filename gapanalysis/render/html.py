"""The report as one self-contained HTML file: fonts, charts and styles inside, no scripts."""

from html import unescape

from gapanalysis.model.report import GapReport
from gapanalysis.render.composition import Composition, compose
from gapanalysis.render.fonts import font_face_data
from gapanalysis.render.writers import Materials, Rendered


def render_html(report: GapReport, materials: Materials) -> Rendered:
    """The report for a screen.

    Raises:
        RenderError: a template, the theme or the messages are broken.
    """
    return shown(compose(report, materials, "screen"), materials)


def shown(document: Composition, materials: Materials) -> Rendered:
    """A composed document as one file."""
    fonts = font_face_data(materials.templates, document.theme, unescape(document.html))
    return Rendered(document.styled(fonts, "screen").encode(), document.warnings)
