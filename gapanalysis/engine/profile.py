"""What the profile says of an organisation as a whole: its size, its sector, and who has which role."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from gapanalysis.engine.wording import Words, fill
from gapanalysis.model.assessment import Assessment, State
from gapanalysis.model.questionnaire import Questionnaire

SIZES: Mapping[str, int] = {"micro": 1, "small": 10, "medium": 50, "large": 250}
"""Size bands and the least number of staff of each (the staff bands of EU Recommendation 2003/361/EC)."""


def size_of(questionnaire: Questionnaire, assessment: Assessment) -> str | None:
    """The size band from the number of staff; None while that is open."""
    for question in questionnaire.profile:
        if question.fact == "employees":
            answer = assessment.answer(question.id)
            if answer.state is State.ANSWERED:
                staff = Decimal(str(answer.value))
                return [size for size, least in SIZES.items() if staff >= least or size == "micro"][-1]
    return None


def sector_of(questionnaire: Questionnaire, assessment: Assessment) -> str | None:
    """The sector that the profile names; None while that is open."""
    for question in questionnaire.profile:
        if question.fact == "sector":
            value = assessment.answer(question.id).value
            return value if isinstance(value, str) else None
    return None


def roles_of(questionnaire: Questionnaire, assessment: Assessment) -> Words:
    """Who it is that has a role: as the organisation itself says, else as usual at its size.

    A role that is not in it is called what it is called.
    """
    size = size_of(questionnaire, assessment)
    usual = next((roles for band, roles in questionnaire.roles.items() if band == size), {})
    return {**usual, **assessment.engagement.roles}


def people(roles: Iterable[str], called: Words, words: Words) -> tuple[str, ...]:
    """Those who have these roles, each once, in the words of the organisation; `called` as by `roles_of`."""
    return tuple(dict.fromkeys(fill(called.get(role, role), words) for role in roles))
