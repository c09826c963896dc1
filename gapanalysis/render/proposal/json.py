"""A proposal as JSON, as the client may have it: money in minor units, fractions as `numerator/denominator`."""

from gapanalysis.model.proposal import Proposal
from gapanalysis.render.writers import Rendered


def render_proposal_json(proposal: Proposal) -> Rendered:
    """The whole proposal; indented, in UTF-8, with a final newline."""
    return Rendered((proposal.for_client().model_dump_json(indent=2) + "\n").encode())
