"""A document as one self-contained HTML file: fonts, charts, style and script inside."""

from html import unescape

from gapanalysis.render.composition import compose
from gapanalysis.render.documents import Subject
from gapanalysis.render.fonts import font_face_data
from gapanalysis.render.writers import Materials, Rendered


def render_html(subject: Subject, materials: Materials) -> Rendered:
    """The document for a screen.

    Raises:
        RenderError: a template, the theme or the messages are broken.
    """
    document = compose(subject, materials, "screen")
    fonts = font_face_data(materials.templates, document.theme, unescape(document.html))
    return Rendered(document.styled(fonts, "screen").encode(), document.warnings)
