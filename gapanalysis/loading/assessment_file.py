"""An assessment written as YAML: engagement, profile, answers and observations, all optional.

`gapanalysis start --from FILE` takes one in; the shipped examples are such files.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pydantic import Field, JsonValue, ValidationError

from gapanalysis.engine.acceptance import checked
from gapanalysis.errors import AnswerError, ExchangeError, Issue
from gapanalysis.loading.document import Document, Where
from gapanalysis.loading.source import read
from gapanalysis.loading.validate import validate
from gapanalysis.loading.wording import suggestion
from gapanalysis.model.assessment import Answer, Basis, Engagement, State
from gapanalysis.model.base import Value
from gapanalysis.model.observation import Observation
from gapanalysis.model.question import FactName, QuestionId
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.standard import Identifier


class WrittenAnswer(Value):
    """An answer as written in a file; a `state` is needed only where nothing was answered."""

    answer: JsonValue = None
    state: State | None = None
    basis: Basis = Basis.CLAIMED
    observation: str = ""
    private_note: str = ""
    evidence: tuple[str, ...] = ()
    justification: str = ""
    planned_for: date | None = None
    carried_from: str = ""


class AssessmentFile(Value):
    """What such a file may hold. `profile` is by name of fact, `answers` by id of question."""

    questionnaire: Identifier | None = None
    engagement: Engagement | None = None
    profile: Mapping[FactName, JsonValue] = Field(default_factory=dict)
    answers: Mapping[QuestionId, WrittenAnswer] = Field(default_factory=dict)
    observations: tuple[Observation, ...] = ()


class AssessmentSource:
    """A file that was read and has the right shape; what it says is held against a questionnaire by `answers`."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """Read the file; `data` is its content where it lies inside another, such as a PDF.

        Raises:
            ExchangeError: with every fault of its shape.
        """
        self._path = path
        self._document = _document(path, data)
        validated = validate(self._document, AssessmentFile)
        if validated.value is None or validated.issues:
            raise _refused(path, validated.issues)
        self.content: AssessmentFile = validated.value

    def answers(self, questionnaire: Questionnaire) -> tuple[Answer, ...]:
        """Profile and answers, each accepted by its question.

        Raises:
            ExchangeError: with every answer that its question does not accept.
        """
        issues = [*self._roles(questionnaire)]
        given = [*self._profile(questionnaire, issues), *self._answers(questionnaire, issues)]
        return self._accepted(given, questionnaire, issues)

    def profile(self, questionnaire: Questionnaire) -> tuple[Answer, ...]:
        """The profile alone, whatever else the file says; it may have been written for another questionnaire.

        Raises:
            ExchangeError: with every fact that is unknown or not accepted.
        """
        issues: list[Issue] = []
        return self._accepted([*self._profile(questionnaire, issues)], questionnaire, issues)

    def _accepted(
        self, given: Sequence[tuple[tuple[str, str], Answer]], questionnaire: Questionnaire, issues: list[Issue]
    ) -> tuple[Answer, ...]:
        accepted: list[Answer] = []
        for route, answer in given:
            try:
                accepted.append(checked(answer, questionnaire))
            except (AnswerError, ValidationError) as error:
                issues.append(self._complaint(route, error))
        if issues:
            raise _refused(self._path, tuple(issues))
        return tuple(accepted)

    def _roles(self, questionnaire: Questionnaire) -> Iterator[Issue]:
        """Roles of the engagement that the questionnaire has for nobody."""
        known = {action.owner for action in questionnaire.actions.values()}
        known.update(role for question in questionnaire.questions() for role in question.whom)
        known.update(role for usual in questionnaire.roles.values() for role in usual)
        for role in self.content.engagement.roles if self.content.engagement else ():
            if role not in known:
                message = f"no question or action is for a '{role}'"
                yield self._unknown(("engagement", "roles", role), message, sorted(known))

    def _profile(self, questionnaire: Questionnaire, issues: list[Issue]) -> Iterator[tuple[tuple[str, str], Answer]]:
        by_fact = {question.fact: question.id for question in questionnaire.profile if question.fact}
        for fact, value in self.content.profile.items():
            if fact in by_fact:
                yield ("profile", fact), Answer(question=by_fact[fact], state=State.ANSWERED, value=value)
            else:
                issues.append(self._unknown(("profile", fact), f"there is no profile fact '{fact}'", list(by_fact)))

    def _answers(self, questionnaire: Questionnaire, issues: list[Issue]) -> Iterator[tuple[tuple[str, str], Answer]]:
        for name, written in self.content.answers.items():
            if name in questionnaire.by_id:
                yield ("answers", name), answer_of(name, written)
            else:
                message = f"there is no question {name} in {questionnaire.id}"
                issues.append(self._unknown(("answers", name), message, list(questionnaire.by_id)))

    def _unknown(self, route: tuple[str, ...], message: str, known: list[str]) -> Issue:
        where = Where(route, on_key=True)
        return self._document.issue(where, "unknown-name", message, suggestion(route[-1], known))

    def _complaint(self, route: tuple[str, str], error: AnswerError | ValidationError) -> Issue:
        where = Where(route)
        if isinstance(error, AnswerError):
            return self._document.issue(where, error.code or "answer", error.message, error.hint)
        return self._document.issue(where, "answer", str(error.errors()[0]["msg"]))


def answer_of(question: str, written: WrittenAnswer) -> Answer:
    """The answer meant: answered where there is a value, else open, unless a state is written.

    Raises:
        ValidationError: a text is longer than an answer may hold.
    """
    state = written.state or (State.OPEN if written.answer is None else State.ANSWERED)
    fields = written.model_dump(exclude={"answer", "state"})
    return Answer.model_validate({**fields, "question": question, "state": state, "value": written.answer})


def _document(path: Path, data: bytes | None) -> Document:
    try:
        content = path.read_bytes() if data is None else data
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror}.", hint="check the name") from error
    document, issues = read(content, str(path))
    if document is None or issues:
        raise _refused(path, issues)
    return document


def _refused(path: Path, issues: tuple[Issue, ...]) -> ExchangeError:
    count = f"{len(issues)} fault{'' if len(issues) == 1 else 's'}"
    return ExchangeError(f"{path} has {count}; nothing was taken in.", issues=issues)
