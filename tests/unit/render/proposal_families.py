"""Keys of a proposal's messages that are put together from values; each family is the whole set of its values."""

from itertools import product

from gapanalysis.model.method import ClientKind, Phase
from gapanalysis.render.proposal.document import CHAPTERS

FAMILIES = {
    *(f"proposal.word.{number}" for number in range(1, 10)),
    *(f"proposal.chapter.{name}" for name in CHAPTERS),
    *(f"proposal.cover.{kind}" for kind in ("improvement", "analysis")),
    *(f"proposal.{family}.{grade}.{form}" for family, grade, form in product(
        ("count", "counted"), ("major", "minor", "opportunity"), ("one", "other"))),
    *(f"proposal.aim.{kind.value.replace(' ', '_')}" for kind in ClientKind),
    *(f"proposal.phase.{phase.value.replace(' ', '_')}.{part}" for phase, part in product(Phase, ("name", "text"))),
    *(f"proposal.price.{how}" for how in ("plus_tax", "no_tax")),
    *(f"proposal.audit.kind.{kind}.{part}" for kind, part in product(
        ("initial", "surveillance", "recertification"), ("name", "when"))),
    *(f"proposal.people_of.{how}" for how in ("independent", "not_independent")),
    *(f"proposal.acceptance.field.{name}" for name in ("signature", "name", "position", "date")),
}  # fmt: skip
