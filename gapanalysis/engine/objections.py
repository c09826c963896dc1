"""Whether a decision about findings can be kept, and what stands against it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.judgement import snapshot
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import Assessment
from gapanalysis.model.finding import Finding
from gapanalysis.model.judgement import Added, Because, Decision, Merged, Seen
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.report import EditionResult

_MESSAGES: Mapping[Because, tuple[str, str]] = {
    Because.NOT_PROPOSED: ("There is no finding {finding}.", ""),
    Because.NO_CLAUSE: ("There is no clause {clause} in the edition.", "clause numbers differ between editions"),
    Because.REQUIREMENT: (
        "A lapse against a requirement is never an opportunity.",
        "correct the answer where nothing is lacking, or suppress the finding with your reason",
    ),
    Because.GOOD_PRACTICE: (
        "Good practice goes beyond the standard: not doing it is an opportunity and never a likely minor or major.",
        "add a finding by hand against the clause that requires it, where one does",
    ),
    Because.MIXED: (
        "Opportunities and lapses against requirements are not merged: an auditor could ask for the one only.",
        "merge those that are required, and leave the others apart",
    ),
    Because.SUPPRESSED: ("{finding} is suppressed.", "restore it first"),
    Because.NOTHING_TO_RESTORE: (
        "{finding} is neither suppressed, nor was it merged or split in a way that can be undone now.",
        "what was merged or split again later is undone from the latest step back",
    ),
}


def checked_decision(decision: Decision, questionnaire: Questionnaire, assessment: Assessment, *, on: date) -> Decision:
    """The decision as it is to be kept: with its number, with what it was made on, and for the editions it fits.

    A decision for every edition that fits only one of two is kept for that one.

    Args:
        decision: a new one; its `number` and `seen` are not looked at.
        questionnaire: the one kept with the assessment.
        assessment: as it stands, with every decision taken before.
        on: the day whose results it is about.

    Raises:
        AssessmentError: it names something that does not exist, or would have no effect.
    """
    _check_names(decision, questionnaire, assessment)
    if isinstance(decision, Added):
        decision = decision.model_copy(update={"number": _next_number(assessment)})
    before = _wanted(decision, questionnaire, assessment, on)
    decision = decision.model_copy(update={"seen": tuple(_seen(decision, questionnaire, before))})
    tried = assessment.model_copy(update={"decisions": (*assessment.decisions, decision)})
    after = _wanted(decision, questionnaire, tried, on)
    refused = {result.id: because for result in after if (because := _because(decision, result, before))}
    fitting = [result.id for result in after if result.id not in refused]
    if not fitting:
        raise _refusal(decision, next(iter(refused.values())), before)
    if not refused:
        return decision
    seen = tuple(each for each in decision.seen if each.edition in fitting)
    return decision.model_copy(update={"edition": fitting[0], "seen": seen})


def _wanted(
    decision: Decision, questionnaire: Questionnaire, assessment: Assessment, on: date
) -> tuple[EditionResult, ...]:
    """The results of the editions it is meant for."""
    editions = analyse(questionnaire, assessment, on=on).editions
    return tuple(result for result in editions if decision.edition in {"", result.id})


def _standing(result: EditionResult) -> Mapping[str, Finding]:
    return {finding.id: finding for finding in (*result.findings, *result.suppressed)}


def _seen(decision: Decision, questionnaire: Questionnaire, results: tuple[EditionResult, ...]) -> Iterator[Seen]:
    """What the results say now of the findings it is about; for one by hand, of those of the questions it rests on."""
    names: Iterable[str] = decision.targets
    if isinstance(decision, Added):
        names = [f"F{question.removeprefix('Q')}" for question in decision.questions]
    for result in results:
        standing = _standing(result)
        yield from (snapshot(standing[name], questionnaire, result.id) for name in names if name in standing)


def _because(decision: Decision, result: EditionResult, before: tuple[EditionResult, ...]) -> Because | None:
    """Why it has no effect in an edition; None where it has one. A merge needs every part when it is made."""
    former = next(each for each in before if each.id == result.id)
    if isinstance(decision, Merged) and not set(decision.findings) <= set(_standing(former)):
        return Because.NOT_PROPOSED
    return result.stale[-1].because if len(result.stale) > len(former.stale) else None


def _refusal(decision: Decision, because: Because, results: tuple[EditionResult, ...]) -> AssessmentError:
    standing = {name: finding for result in results for name, finding in _standing(result).items()}
    missing = [name for name in decision.targets if name not in standing]
    finding = next(iter((*missing, *decision.targets)), "")
    clause = decision.clause if isinstance(decision, Added) else ""
    message, hint = _MESSAGES[because]
    return AssessmentError(
        message.format(finding=finding, clause=clause),
        hint=_hint(missing[0], standing) if missing else hint,
        code=f"finding-{because.value.replace(' ', '-')}",
    )


def _hint(missing: str, standing: Mapping[str, Finding]) -> str:
    """What became of a finding that is not there, or else the nearest id."""
    for name, finding in standing.items():
        if any(missing in applied.decision.targets for applied in finding.decisions):
            return f"by an earlier decision it is now {name}"
    return _nearest(missing, standing)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"the nearest is {near[0]}" if near else ""


def _next_number(assessment: Assessment) -> int:
    return max((each.number for each in assessment.decisions if isinstance(each, Added)), default=0) + 1


def _check_names(decision: Decision, questionnaire: Questionnaire, assessment: Assessment) -> None:
    """Everything but findings and clauses that it names exists."""
    if decision.edition and decision.edition not in assessment.engagement.editions:
        assessed = ", ".join(assessment.engagement.editions)
        raise AssessmentError(
            f"Edition {decision.edition} is not assessed here.", hint=f"choose from: {assessed}", code="edition"
        )
    if not isinstance(decision, Added):
        return
    observations = {str(seen.id) for seen in assessment.observations}
    _check_known("question", decision.questions, {question.id for question in questionnaire.questions()})
    _check_known("action", (decision.action,) if decision.action else (), set(questionnaire.actions))
    _check_known("observation", map(str, decision.observations), observations)


def _check_known(kind: str, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise AssessmentError(
                f"There is no {kind} {name} in this assessment.", hint=_nearest(name, known), code=kind
            )
