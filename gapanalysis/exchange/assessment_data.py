"""An assessment as a file that another workspace goes on from: what `loading.assessment_file` reads, as JSON."""

import json
import re
from collections.abc import Mapping

from gapanalysis.model.assessment import Answer, Assessment, Basis, State
from gapanalysis.model.questionnaire import Questionnaire

DATA_NAME = "assessment.json"
"""What the file is called where it is attached to a document."""

NOT_PLAIN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that JSON may write as they are and YAML, which the file is read as, may not."""


def assessment_data(assessment: Assessment, questionnaire: Questionnaire) -> bytes:
    """The present state in UTF-8: engagement, profile, answers and observations; never a private note.

    What the assessor decided about findings is not in it, nor who answered and when: those stay in the journal.
    """
    facts = {question.id: question.fact for question in questionnaire.profile if question.fact}
    said = {name: answer for name, answer in assessment.answers.items() if answer.state is not State.OPEN}
    data = {
        "questionnaire": questionnaire.id,
        "engagement": assessment.engagement.model_dump(mode="json", exclude_defaults=True),
        "profile": {
            facts[name]: answer.value
            for name, answer in said.items()
            if name in facts and answer.state is State.ANSWERED
        },
        "answers": {name: _written(answer) for name, answer in said.items() if name not in facts},
        "observations": [
            observation.model_dump(mode="json", exclude_defaults=True) for observation in assessment.observations
        ],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return NOT_PLAIN.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode()


def _written(answer: Answer) -> Mapping[str, object]:
    """An answer as such a file has it; a state is written only where nothing was answered."""
    fields = answer.model_dump(mode="json", exclude={"question", "value", "state", "private_note"})
    kept = {name: value for name, value in fields.items() if value not in ("", [], None, Basis.CLAIMED.value)}
    if answer.state is State.ANSWERED:
        return {"answer": answer.value, **kept}
    return {"state": answer.state.value, **kept}
