"""Answers of an earlier assessment taken over into a new one, marked until somebody has checked them again."""

from gapanalysis.engine.acceptance import checked
from gapanalysis.errors import AnswerError
from gapanalysis.model.assessment import Answer, Assessment, Basis, State
from gapanalysis.model.questionnaire import Questionnaire


def carried(questionnaire: Questionnaire, earlier: Assessment) -> tuple[Answer, ...]:
    """What an earlier assessment says of the questions asked here, in the order asked.

    Questions keep their ids from one edition and one questionnaire to the next, so they are told by those. What was
    seen then was not seen now: the basis goes back to claimed, private notes and planned dates stay behind, and
    `carried_from` names the earlier assessment until the question is answered anew. Answers that a question no longer
    accepts, and questions that were open or not known, are left out.
    """
    found = []
    for name in questionnaire.by_id:
        answer = earlier.answer(name)
        if answer.state in {State.ANSWERED, State.NOT_APPLICABLE}:
            changes = {"basis": Basis.CLAIMED, "private_note": "", "planned_for": None}
            if not name.startswith("P."):
                changes["carried_from"] = earlier.name
            try:
                found.append(checked(answer.model_copy(update=changes), questionnaire))
            except AnswerError:
                continue
    return tuple(found)
