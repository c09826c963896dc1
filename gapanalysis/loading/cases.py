"""Example cases of a questionnaire: answers in, and a complaint wherever something else comes out than expected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pydantic import ValidationError

from gapanalysis.engine.acceptance import checked
from gapanalysis.engine.aggregation import share_of
from gapanalysis.engine.conditions import Scene, explain
from gapanalysis.engine.interview import Item, items_of, operands_of
from gapanalysis.engine.judge import judge_of
from gapanalysis.engine.operands import tree_of
from gapanalysis.engine.rules import RuleOutcome, scene_of
from gapanalysis.engine.scoring import requirements
from gapanalysis.engine.transition import changes, crosswalk_of
from gapanalysis.errors import AnswerError, ExchangeError, Issue
from gapanalysis.loading.assessment_file import AssessmentSource, WrittenAnswer, answer_of
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Located
from gapanalysis.loading.document import Route
from gapanalysis.loading.shapes import Case, CaseAnswer, CasesFile, Expected
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.assessment import Answer, Assessment, Engagement
from gapanalysis.model.condition import Truth
from gapanalysis.model.grade import Grade
from gapanalysis.model.question import LevelAnswer
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.rule import Rule
from gapanalysis.model.transition import ChangeState
from gapanalysis.model.verdict import GateState

Complaint = tuple[Code, str, str]
"""Code, message and hint."""

_SAID: Mapping[Truth, str] = {
    Truth.TRUE: "it fires",
    Truth.FALSE: "it is silent",
    Truth.UNKNOWN: "it is unknown",
    Truth.INAPPLICABLE: "it is silent, because it does not apply",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a case."""

    edition: str
    items: Mapping[str, Item]
    rules: Mapping[str, RuleOutcome]
    findings: Mapping[str, Grade]
    gates: Mapping[str, GateState]
    changes: Mapping[str, ChangeState]
    share: Fraction | None
    scene: Scene


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
                yield file.issue(file.position("cases", index, "id"), Code.DUPLICATE_ID, message)
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
                yield where.issue(where.position("id"), code, message, "write one in a cases.yaml")


# -- one case ----------------------------------------------------------------------------------------------------


def _run(questionnaire: Questionnaire, file: Located[CasesFile], index: int) -> Iterator[Issue]:
    def issue(route: Route, complaint: Complaint, *, on_key: bool = False) -> Issue:
        return file.issue(file.position("cases", index, *route, on_key=on_key), *complaint)

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
    for route, given in _given(questionnaire, case, file.value.profile, earlier):
        if isinstance(given, Answer):
            answers[given.question] = given
        else:
            faulty = True
            yield issue(route, given, on_key=given[0] is not Code.CASE_ANSWER)
    if not faulty:
        engagement = _engagement(case, edition, earlier)
        result = _result(questionnaire, case, engagement, answers)
        for route, complaint in _failed(case.expect, result, questionnaire):
            yield issue(("expect", *route), complaint)


def _engagement(case: Case, edition: str, earlier: AssessmentSource | None) -> Engagement:
    given = earlier.content.engagement if earlier else None
    if given is None:
        return Engagement(client=case.title, editions=(edition,))
    return given.model_copy(update={"editions": (edition,)})


def _given(
    questionnaire: Questionnaire, case: Case, shared: Mapping[str, object], earlier: AssessmentSource | None
) -> Iterator[tuple[Route, Answer | Complaint]]:
    """Every answer of a case, or what is wrong with it, and where; what comes later holds."""
    if earlier is not None:
        yield from _earlier(questionnaire, earlier)
    by_fact = {question.fact: question.id for question in questionnaire.profile if question.fact}
    for fact, value in {**shared, **case.profile}.items():
        route = ("profile", fact)
        if fact in by_fact:
            yield route, _accepted(questionnaire, by_fact[fact], CaseAnswer.model_validate({"answer": value}))
        else:
            yield route, (Code.UNKNOWN_KEY, f"there is no profile fact {quoted(fact)}", suggestion(fact, by_fact))
    for name, written in case.answers.items():
        if name in questionnaire.by_id:
            yield ("answers", name), _accepted(questionnaire, name, written)
        else:
            yield ("answers", name), _no_question(questionnaire, name)
    for scale, level in case.rest.items():
        yield from _rest(questionnaire, case, scale, level)


def _earlier(questionnaire: Questionnaire, source: AssessmentSource) -> Iterator[tuple[Route, Answer | Complaint]]:
    """What an assessment file says of the questions asked here; it may have been made for another questionnaire."""
    by_fact = {question.fact: question.id for question in questionnaire.profile if question.fact}
    for fact, value in source.content.profile.items():
        if fact in by_fact:
            yield ("answers_from",), _accepted(questionnaire, by_fact[fact], CaseAnswer(answer=value))
    for name, written in source.content.answers.items():
        if name in questionnaire.by_id:
            yield ("answers_from",), _accepted(questionnaire, name, written)


def _rest(
    questionnaire: Questionnaire, case: Case, scale: str, level: int
) -> Iterator[tuple[Route, Answer | Complaint]]:
    if scale not in questionnaire.scales:
        hint = suggestion(scale, questionnaire.scales)
        yield ("rest", scale), (Code.UNKNOWN_SCALE, f"there is no scale {quoted(scale)}", hint)
    elif level not in questionnaire.scales[scale].levels:
        levels = ", ".join(map(str, questionnaire.scales[scale].levels))
        yield ("rest", scale), (Code.UNKNOWN_LEVEL, f"{scale} has no level {level}", f"levels: {levels}")
    else:
        for question in questionnaire.questions():
            on_it = isinstance(question.answer, LevelAnswer) and question.answer.scale == scale
            if on_it and question.id not in case.answers:
                yield ("rest", scale), answer_of(question.id, CaseAnswer(answer=level))


def _accepted(questionnaire: Questionnaire, name: str, written: WrittenAnswer) -> Answer | Complaint:
    try:
        return checked(answer_of(name, written), questionnaire)
    except AnswerError as error:
        return Code.CASE_ANSWER, error.message, error.hint
    except ValidationError as error:
        return Code.CASE_ANSWER, str(error.errors()[0]["msg"]), ""


def _result(questionnaire: Questionnaire, case: Case, engagement: Engagement, answers: Mapping[str, Answer]) -> Result:
    edition = engagement.editions[0]
    assessment = Assessment(name=case.id, engagement=engagement, answers=answers)
    items = items_of(questionnaire, assessment)
    judge = judge_of(questionnaire, assessment, edition, case.on)
    rules = judge.rules(items)
    gates, outcome = judge.outcome(items, rules)
    crosswalk = crosswalk_of(questionnaire, engagement.editions)
    return Result(
        edition=edition,
        items={item.question.id: item for item in items},
        rules={each.rule.id: each for each in rules},
        findings={finding.id: finding.grade for finding in outcome.findings},
        gates={gate.id: gate.state for gate in gates},
        changes={each.change.id: each.state for each in changes(crosswalk, items, outcome.findings)}
        if crosswalk
        else {},
        share=share_of(requirements(items, edition), edition, questionnaire.aggregation),
        scene=scene_of(edition, items, operands_of(questionnaire, assessment, items), case.on),
    )


# -- what was expected -------------------------------------------------------------------------------------------


def _failed(expect: Expected, result: Result, questionnaire: Questionnaire) -> Iterator[tuple[Route, Complaint]]:
    yield from _rules(expect, result)
    yield from _questions(expect, result, questionnaire)
    yield from _findings(expect, result, questionnaire)
    for gate, state in expect.gates.items():
        if result.gates.get(gate) is not state:
            yield ("gates", gate), _gate(gate, state, result)
    for change, stands in expect.changes.items():
        if result.changes.get(change) is not stands:
            yield ("changes", change), _change(change, stands, result)
    if expect.share and not _is_share(expect.share, result.share):
        found = (
            "nothing was assessed" if result.share is None else f"it is {_percent(result.share, 2)} % ({result.share})"
        )
        yield ("share",), _failure(f"a share of {expect.share}", found)


def _rules(expect: Expected, result: Result) -> Iterator[tuple[Route, Complaint]]:
    for key, names, what in (
        ("fires", expect.fires, "to fire"),
        ("silent", expect.silent, "to be silent"),
        ("unknown", expect.unknown, "to be unknown"),
        ("queries", expect.queries, "to have something cleared up"),
    ):
        for index, name in enumerate(names):
            outcome = result.rules.get(name)
            if outcome is None:
                message = f"no rule {name} speaks in the {result.edition} edition of this questionnaire"
                yield (key, index), (Code.UNKNOWN_RULE, message, suggestion(name, result.rules))
            elif key == "queries" and not outcome.rule.query:
                yield (key, index), _failure(f"{name} {what}", "it has no `query`")
            elif not _is_as_expected(key, outcome):
                yield (key, index), _failure(f"{name} {what}", _saw(outcome.rule, result.scene))


def _is_as_expected(key: str, outcome: RuleOutcome) -> bool:
    truth = outcome.explanation.truth
    if key == "unknown":
        return truth is Truth.UNKNOWN
    if key == "silent":
        return truth in {Truth.FALSE, Truth.INAPPLICABLE}
    return outcome.fires


def _saw(rule: Rule, scene: Scene) -> str:
    """What the rule is, and why: `it is unknown because kpi.rework.latest is open`."""
    explanation = explain(tree_of(rule.when), scene)
    if explanation.truth is Truth.UNKNOWN and explanation.missing:
        states = {name: value for part in explanation.parts for name, value in part.values}
        return f"it is unknown because {', '.join(f'{name} is {states[name]}' for name in explanation.missing)}"
    parts = []
    for part in explanation.parts:
        values = ", ".join(f"{name} is {value}" for name, value in part.values)
        parts.append(f"{quoted(part.text)} is {part.truth}" + (f" ({values})" if values else ""))
    return f"{_SAID[explanation.truth]}: {', '.join(parts)}"


def _questions(expect: Expected, result: Result, questionnaire: Questionnaire) -> Iterator[tuple[Route, Complaint]]:
    for key, names in (("asked", expect.asked), ("not_asked", expect.not_asked)):
        for index, name in enumerate(names):
            if name not in result.items:
                yield (key, index), _no_question(questionnaire, name)
                continue
            item = result.items[name]
            if (item.because is None) is not (key == "asked"):
                found = "it is" if item.because is None else f"it is not, because of its {item.because}"
                yield (key, index), _failure(f"{name} {'' if key == 'asked' else 'not '}to be asked", found)


def _findings(expect: Expected, result: Result, questionnaire: Questionnaire) -> Iterator[tuple[Route, Complaint]]:
    possible = tuple(_finding_ids(questionnaire, result.edition))
    for name, grade in expect.findings.items():
        if name not in possible:
            yield ("findings", name), _no_finding(name, possible)
        elif result.findings.get(name) is not grade:
            found = f"it is {result.findings[name]}" if name in result.findings else "there is no such finding"
            yield ("findings", name), _failure(f"{name} to be {grade}", found)
    for index, name in enumerate(expect.no_findings):
        if name not in possible:
            yield ("no_findings", index), _no_finding(name, possible)
        elif name in result.findings:
            yield ("no_findings", index), _failure(f"no finding {name}", f"there is one, {result.findings[name]}")


def _finding_ids(questionnaire: Questionnaire, edition: str) -> Iterator[str]:
    yield from (f"F{question.id[1:]}" for question in questionnaire.questions())
    yield from (f"F{clause.number}" for clause in questionnaire.standard.edition(edition).clauses)
    yield from (rule.id for rule in questionnaire.rules)


def _gate(gate: str, state: GateState, result: Result) -> Complaint:
    if gate in result.gates:
        return _failure(f"gate {gate} to be {state}", f"it is {result.gates[gate]}")
    return Code.UNKNOWN_GATE, f"the {result.edition} edition has no gate {quoted(gate)}", suggestion(gate, result.gates)


def _change(change: str, stands: ChangeState, result: Result) -> Complaint:
    if change in result.changes:
        return _failure(f"change {change} to be {stands}", f"it is {result.changes[change]}")
    hint = suggestion(change, result.changes) or "changes are told where the questionnaire is about moving"
    return Code.UNKNOWN_CHANGE, f"no change is called {quoted(change)}", hint


def _is_share(written: str, share: Fraction | None) -> bool:
    if share is None:
        return False
    if "/" in written:
        return Fraction(written) == share
    wanted = Decimal(written.removesuffix("%").strip())
    return wanted == _percent(share, max(0, -int(wanted.as_tuple().exponent)))


def _percent(share: Fraction, places: int) -> Decimal:
    return Decimal(round(share * 100 * 10**places)).scaleb(-places)


def _failure(expected: str, found: str) -> Complaint:
    return Code.CASE_FAILED, f"expected {expected}; {found}", ""


def _no_question(questionnaire: Questionnaire, name: str) -> Complaint:
    return (
        Code.UNKNOWN_QUESTION,
        f"{questionnaire.id} does not ask {name}",
        suggestion(name, [question.id for question in questionnaire.questions()]),
    )


def _no_finding(name: str, possible: Iterable[str]) -> Complaint:
    return Code.UNKNOWN_FINDING, f"nothing gives a finding {name}", suggestion(name, possible)
