"""Example cases of a questionnaire: answers in, and a complaint wherever something else comes out than expected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gapanalysis.errors import ExchangeError, Issue
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.loading.cases.expected import failed
from gapanalysis.loading.cases.given import Complaint, answers_in, engagement_of
from gapanalysis.loading.cases.result import result_of
from gapanalysis.loading.cases_file import CasesFile
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Located
from gapanalysis.loading.places import Route
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.assessment import Answer
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.rule import Rule

__all__ = ["run_cases", "untried"]


def run_cases(questionnaire: Questionnaire, files: Sequence[Located[CasesFile]]) -> tuple[Issue, ...]:
    """Every expectation of a questionnaire's cases that does not hold."""
    issues = [
        issue for file in files for index in range(len(file.value.cases)) for issue in _run(questionnaire, file, index)
    ]
    return (*issues, *_repeated(files))


def _repeated(files: Sequence[Located[CasesFile]]) -> Iterator[Issue]:
    seen: set[str] = set()
    for file in files:
        for index, case in enumerate(file.value.cases):
            if case.id in seen:
                message = f"there is a second case {quoted(case.id)}"
                yield file.issue(file.where("cases", index, "id"), Code.DUPLICATE_ID, message)
            seen.add(case.id)


def untried(
    questionnaires: Iterable[Questionnaire],
    files: Iterable[Located[CasesFile]],
    rules: Mapping[str, Located[Rule]],
) -> Iterator[Issue]:
    """Every rule of these questionnaires that no case tries both ways, in whichever of them.

    Args:
        questionnaires: those that have cases.
        files: all of their cases.
        rules: where each rule is written.
    """
    expected = [case.expect for file in files for case in file.value.cases]
    fires = {rule for each in expected for rule in each.fires}
    silent = {rule for each in expected for rule in each.silent}
    for name in dict.fromkeys(rule.id for questionnaire in questionnaires for rule in questionnaire.rules):
        where = rules[name]
        for tried, code, what in (
            (fires, Code.RULE_UNREACHED, "to fire"),
            (silent, Code.RULE_NEVER_SILENT, "to be silent"),
        ):
            if name not in tried:
                message = f"no case expects {name} {what}"
                yield where.issue(where.where("id"), code, message, "write one in a cases.yaml")


def _run(questionnaire: Questionnaire, file: Located[CasesFile], index: int) -> Iterator[Issue]:
    def issue(route: Route, complaint: Complaint, *, on_key: bool = False) -> Issue:
        return file.issue(file.where("cases", index, *route, on_key=on_key), *complaint)

    case = file.value.cases[index]
    edition = case.edition or questionnaire.editions[0]
    if edition not in questionnaire.editions:
        hint = suggestion(edition, questionnaire.editions)
        yield issue(("edition",), (Code.UNKNOWN_EDITION, f"{questionnaire.id} is not answered for {edition}", hint))
        return
    answers: dict[str, Answer] = {}
    faulty = False
    try:
        earlier = AssessmentSource(file.file.path.parent / case.answers_from) if case.answers_from else None
    except ExchangeError as error:
        yield issue(("answers_from",), (Code.CASE_ANSWER, error.message, error.hint))
        return
    for route, given in answers_in(questionnaire, case, file.value.profile, earlier):
        if isinstance(given, Answer):
            answers[given.question] = given
        else:
            faulty = True
            yield issue(route, given, on_key=given[0] is not Code.CASE_ANSWER)
    if not faulty:
        engagement = engagement_of(case, edition, earlier)
        result = result_of(questionnaire, case, engagement, answers)
        for route, complaint in failed(case.expect, result, questionnaire):
            yield issue(("expect", *route), complaint)
