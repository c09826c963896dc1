"""From a report to an offer: `propose` for the work that closes gaps, `quote` for the gap analysis before.

Pure: the same report, rates, method and adjustments give the same proposal.
"""

from gapanalysis.engine.proposal.gaps import gaps_of
from gapanalysis.engine.proposal.offer import Offer, propose
from gapanalysis.engine.proposal.quote import quote, subject_of

__all__ = ["Offer", "gaps_of", "propose", "quote", "subject_of"]
