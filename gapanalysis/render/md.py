"""The report in short as one Markdown file, for wikis and e-mail."""

import re

from markupsafe import Markup

from gapanalysis.model.report import GapReport
from gapanalysis.render.composition import words_for
from gapanalysis.render.context.document import build_context
from gapanalysis.render.environment import Templates
from gapanalysis.render.legible import Legible
from gapanalysis.render.writers import Materials, Rendered

SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
"""What has a meaning anywhere in a line of Markdown (CommonMark 0.31, tables of GitHub, formulas of wikis)."""

BEGINNING = re.compile(r"^(?:#{1,6}(?=\s|$)|[+-](?=\s|$)|--+|=+|\d{1,9}(?=[.)](?:\s|$)))")
"""What has a meaning at the beginning of a line: headings, lists, rules. Of numbers, the sign after them has it."""

SPACE = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
"""Every white space but the one that holds words together: a text stays in its line."""

BLANK_LINES = re.compile(r"\n{3,}")


def render_md(report: GapReport, materials: Materials) -> Rendered:
    """The chapters of the report in short, with tables.

    Raises:
        RenderError: a template or the messages are broken.
    """
    words, legible = words_for(report, materials), Legible()
    context = legible.data(build_context(report, words))
    templates = Templates(materials.templates, {"t": words, "n": words.count}, escape=escaped)
    text = templates.render("markdown/report.md.j2", **context)
    return Rendered((BLANK_LINES.sub("\n\n", text).strip() + "\n").encode(), legible.warnings("Markdown"))


def escaped(value: object) -> Markup:
    """A value as Markdown that shows it as it is, in one line."""
    if isinstance(value, Markup):
        return value
    text = SPECIAL.sub(r"\\\g<0>", SPACE.sub(" ", str(value)).strip())
    beginning = BEGINNING.match(text)
    if beginning:
        at = beginning.end() if beginning[0].isdigit() else 0
        text = f"{text[:at]}\\{text[at:]}"
    return Markup(text)  # noqa: S704 (made harmless just now)
