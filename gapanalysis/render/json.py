"""The report as JSON, for programs: every field of `GapReport`, fractions as `numerator/denominator`."""

from gapanalysis.model.report import GapReport
from gapanalysis.render.writers import Materials, Rendered


def render_json(report: GapReport, materials: Materials) -> Rendered:  # noqa: ARG001 (all writers share one signature)
    """The whole report; indented, in UTF-8, with a final newline."""
    return Rendered((report.model_dump_json(indent=2) + "\n").encode())
