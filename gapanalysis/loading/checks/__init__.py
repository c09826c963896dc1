"""What the schema cannot see: whether the parts of the definitions fit each other."""

from collections.abc import Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.actions import check_actions
from gapanalysis.loading.checks.business_case import check_business_case
from gapanalysis.loading.checks.conditions import check_conditions
from gapanalysis.loading.checks.names import check_names
from gapanalysis.loading.checks.questionnaires import check_questionnaires
from gapanalysis.loading.checks.questions import check_questions
from gapanalysis.loading.checks.requirements import check_requirements
from gapanalysis.loading.checks.rules import check_rules
from gapanalysis.loading.checks.scales import check_scales
from gapanalysis.loading.checks.sectors import check_sectors
from gapanalysis.loading.checks.standards import check_standards
from gapanalysis.loading.checks.texts import check_texts
from gapanalysis.loading.definitions import Definitions

__all__ = ["check_definitions"]


def check_definitions(definitions: Definitions) -> Iterator[Issue]:
    """Every fault of the definitions as a whole, in no order; those found in reading are not among them."""
    yield from check_names(definitions)
    yield from check_scales(definitions)
    yield from check_standards(definitions)
    yield from check_questions(definitions)
    yield from check_actions(definitions)
    yield from check_conditions(definitions)
    yield from check_rules(definitions)
    yield from check_texts(definitions)
    yield from check_requirements(definitions)
    yield from check_sectors(definitions)
    yield from check_business_case(definitions)
    yield from check_questionnaires(definitions)
