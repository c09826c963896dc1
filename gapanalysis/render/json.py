"""The report as JSON, for programs: `GapReport` as a client may have it, fractions as `numerator/denominator`."""

from gapanalysis.model.report import GapReport
from gapanalysis.render.writers import Materials, Rendered


def render_json(report: GapReport, materials: Materials) -> Rendered:  # noqa: ARG001 (all writers share one signature)
    """The whole report; indented, in UTF-8, with a final newline."""
    return Rendered((report.for_client().model_dump_json(indent=2) + "\n").encode())
