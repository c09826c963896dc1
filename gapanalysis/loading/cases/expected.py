"""What was expected of a case, held against what came out."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from gapanalysis.engine.conditions import Scene, explain
from gapanalysis.engine.operands import tree_of
from gapanalysis.engine.rules import RuleOutcome
from gapanalysis.loading.cases.given import Complaint, no_question
from gapanalysis.loading.cases.result import Result
from gapanalysis.loading.cases_file import Expected
from gapanalysis.loading.codes import Code
from gapanalysis.loading.places import Route
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.condition import Truth
from gapanalysis.model.questionnaire import Questionnaire
from gapanalysis.model.rule import Rule
from gapanalysis.model.transition import ChangeState
from gapanalysis.model.verdict import GateState

_SAID: Mapping[Truth, str] = {
    Truth.TRUE: "it fires",
    Truth.FALSE: "it is silent",
    Truth.UNKNOWN: "it is unknown",
    Truth.INAPPLICABLE: "it is silent, because it does not apply",
}


def failed(expect: Expected, result: Result, questionnaire: Questionnaire) -> Iterator[tuple[Route, Complaint]]:
    """Every expectation that does not hold, with its place under `expect` and what was seen instead."""
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
    truth = outcome.truth
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
                yield (key, index), no_question(questionnaire, name)
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


def _no_finding(name: str, possible: Iterable[str]) -> Complaint:
    return Code.UNKNOWN_FINDING, f"nothing gives a finding {name}", suggestion(name, possible)
