"""Results by clause, by phase and by what the customer notices."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from gapanalysis.model.finding import Grade
from gapanalysis.model.question import Obligation
from gapanalysis.model.report import ClauseResult, EditionResult, GroupResult, QuestionResult
from gapanalysis.model.score import Standing
from gapanalysis.model.standard import Pdca
from gapanalysis.model.verdict import GateResult, GateState
from gapanalysis.render.context.answers import documents
from gapanalysis.render.context.pages import even_parts
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import date_text, share_text

NOTHING: Data = {"headline": "", "panels": [], "words": ""}
"""Small multiples with nothing to compare."""

MOST_WITH_TWO = 26
"""Clauses at the end of the ranking that leave room for two rows of small multiples beneath them."""

SIGNS = {
    Standing.NOT_ASSESSED: "not-assessed",
    Standing.NOT_APPLICABLE: "not-applicable",
    Standing.NOT_ASKED: "not-asked",
}
ROWS = 42
"""Clauses that the ranking shows in one piece, with room for the gates above it or the small multiples beneath."""

TONES = {Grade.MAJOR: "bad", Grade.MINOR: "fair", Grade.OPPORTUNITY: "good", Grade.CONFORMS: "good"}

GATE_TONES = {GateState.FAILED: "bad", GateState.NOT_YET_DUE: "fair", GateState.MET: "good"}


def results(reading: Reading) -> Data:
    """The chapter of results for the main edition."""
    main = reading.report.main
    assessed = assessed_clauses(main)
    return {
        "headline": headline(reading, assessed),
        "map": heat_map(reading, main),
        "legend": legend(reading, main),
        "profile": profile(reading, main, assessed),
        "phases": groups(reading, main.phases, "phase", lambda question: [question.pdca] if question.pdca else []),
        "dimensions": dimensions(reading) if roomy(assessed) else NOTHING,
        "gates": gates(reading, main),
    }


def roomy(assessed: Sequence[ClauseResult]) -> bool:
    """Whether the end of the ranking leaves room for two rows of small multiples; else the next chapter has one."""
    parts = even_parts(assessed, ROWS)
    return not parts or len(parts[-1]) <= MOST_WITH_TWO


def dimensions(reading: Reading) -> Data:
    """Quality, cost, delivery and relationship, as small multiples."""
    return groups(reading, reading.report.main.dimensions, "dimension", lambda question: question.dimensions)


def assessed_clauses(edition: EditionResult) -> list[ClauseResult]:
    """Clauses that stand for themselves and have a share."""
    return [clause for clause in leaf_clauses(edition) if clause.tally.share is not None]


def leaf_clauses(edition: EditionResult) -> list[ClauseResult]:
    """Clauses that stand for themselves: those with questions of their own, or without clauses beneath them."""
    parents = {result.clause.number.rpartition(".")[0] for result in edition.clauses}
    return [result for result in edition.clauses if result.questions or result.clause.number not in parents]


def headline(reading: Reading, assessed: Sequence[ClauseResult]) -> str:
    """How many clauses hold."""
    messages = reading.messages
    if not assessed:
        return messages("results.headline.nothing")
    hold = sum(clause.grade in (Grade.CONFORMS, Grade.OPPORTUNITY) for clause in assessed)
    if hold == len(assessed):
        return messages("results.headline.all", count=len(assessed))
    majors = sum(clause.grade is Grade.MAJOR for clause in assessed)
    if majors:
        return messages.count("results.headline.majors", majors, hold=hold, assessed=len(assessed))
    return messages("results.headline.some", hold=hold, assessed=len(assessed))


def heat_map(reading: Reading, edition: EditionResult) -> list[Data]:
    """Every clause as a tile, in the phases of the cycle."""
    leaves = leaf_clauses(edition)
    phases: list[Data] = []
    for phase in Pdca:
        mine = [clause for clause in leaves if clause.clause.pdca is phase]
        asked = [clause for clause in mine if clause.standing is not Standing.NOT_ASKED]
        rest = not_asked(reading, edition, [clause for clause in mine if clause.standing is Standing.NOT_ASKED])
        if mine:
            phases.append(
                {
                    "name": reading.messages(f"phase.{phase.value}"),
                    "tiles": [tile(reading, edition, clause) for clause in asked],
                    "not_asked": reading.messages("results.not_asked", clauses="; ".join(rest)) if rest else "",
                }
            )
    return phases


def not_asked(reading: Reading, edition: EditionResult, silent: Sequence[ClauseResult]) -> list[str]:
    """Clauses that were not asked, as number and title; a clause stands for all beneath it where none was asked."""
    asked = [result.clause.number for result in edition.clauses if result.standing is not Standing.NOT_ASKED]
    named = []
    for result in silent:
        number = result.clause.number
        while (above := number.rpartition(".")[0]) and not any(_within(other, above) for other in asked):
            number = above
        named.append(f"{number} {reading.full_title(number, edition)}")
    return list(dict.fromkeys(named))


def _within(number: str, above: str) -> bool:
    return number == above or number.startswith(f"{above}.")


def legend(reading: Reading, edition: EditionResult) -> list[Data]:
    """The signs that the map shows, fullest first."""
    tiles = [
        tile(reading, edition, clause) for clause in leaf_clauses(edition) if clause.standing is not Standing.NOT_ASKED
    ]
    named = {str(item["sign"]): str(item["words"]) for item in tiles}
    order = [*(f"level-{level}" for level in (3, 2, 1, 0)), *SIGNS.values()]
    return [{"sign": sign, "name": named[sign]} for sign in order if sign in named]


def tile(reading: Reading, edition: EditionResult, result: ClauseResult) -> Data:
    """One clause with its sign; the words of the sign are its alternative text."""
    if result.mark is None:
        sign = SIGNS.get(result.standing, "not-assessed")
        words = reading.messages(f"state.{sign.replace('-', '_')}")
    else:
        sign = f"level-{result.mark}"
        words = reading.messages(f"level.{result.mark}.name")
    return {
        "number": result.clause.number,
        "title": reading.full_title(result.clause.number, edition),
        "sign": sign,
        "words": words,
        "tone": TONES[result.grade] if result.grade and result.mark is not None else "none",
        "partly": reading.messages("state.partly_assessed") if result.standing is Standing.PARTLY_ASSESSED else "",
    }


def profile(reading: Reading, edition: EditionResult, assessed: Sequence[ClauseResult]) -> Data:
    """Assessed clauses, weakest first, each as a mark on a line from nothing to everything."""
    messages = reading.messages
    ranked = sorted(assessed, key=lambda clause: clause.tally.share or Fraction(0))
    failed = {gate.clause for gate in edition.gates if gate.state is GateState.FAILED}
    weak = [clause for clause in ranked if clause.grade is Grade.MAJOR]
    rows: list[Data] = [
        {
            "number": clause.clause.number,
            "title": reading.full_title(clause.clause.number, edition),
            "at": round(float(clause.tally.share or 0), 4),
            "label": share_text(messages, clause.tally),
            "sign": f"level-{clause.mark}" if clause.mark is not None else "not-assessed",
            "words": messages(f"level.{clause.mark}.name" if clause.mark is not None else "state.not_assessed"),
            "tone": TONES[clause.grade] if clause.grade else "none",
            "gate": int(clause.clause.number in failed),
        }
        for clause in ranked
    ]
    return {
        "headline": messages.count("results.profile.majors", len(weak))
        if weak
        else messages("results.profile.none", clause=ranked[0].clause.title if ranked else ""),
        "parts": [{"rows": part, "percent": messages("percent", number="")} for part in even_parts(rows, ROWS)],
        "alt": messages.count("results.profile.alt", len(rows)),
    }


def groups(
    reading: Reading,
    results_of: Sequence[GroupResult],
    family: str,
    groups_of: Callable[[QuestionResult], Sequence[str]],
) -> Data:
    """Small multiples of groups with something assessed, the weakest in the headline; empty for fewer than two.

    `groups_of` names the groups that a question belongs to.
    """
    messages = reading.messages
    assessed = [group for group in results_of if group.tally.share is not None]
    levels = {group.id: levels_of(reading, group.id, groups_of) for group in assessed}
    panels: list[Data] = [
        {
            "name": messages(f"{family}.{group.id}"),
            "label": share_text(messages, group.tally),
            "counts": levels[group.id],
        }
        for group in assessed
    ]
    if len(assessed) < 2:  # noqa: PLR2004 (nothing to compare)
        return NOTHING
    weakest = min(assessed, key=lambda group: group.tally.share or Fraction(0))
    same = all(group.tally.share == weakest.tally.share for group in assessed)
    name = messages(f"{family}.{weakest.id}")
    headline_of = messages(f"results.{family}.even") if same else messages(f"results.{family}.weakest", name=name)
    words = "; ".join(
        messages(
            "results.levels",
            name=str(panel["name"]),
            label=str(panel["label"]),
            **{f"level_{level}": count for level, count in enumerate(levels[group.id])},
        )
        for group, panel in zip(assessed, panels, strict=True)
    )
    return {"headline": headline_of, "panels": panels, "words": words}


def levels_of(
    reading: Reading, group: str, groups_of: Callable[[QuestionResult], Sequence[str]]
) -> tuple[int, int, int, int]:
    """How many requirements of a group stand at each level, from 0 to 3."""
    main = reading.report.main.id
    levels = [
        question.level
        for question in reading.report.questions
        if question.obligations.get(main) is Obligation.REQUIREMENT
        and not documents(question.id)
        and group in groups_of(question)
    ]
    return levels.count(0), levels.count(1), levels.count(2), levels.count(3)


def gates(reading: Reading, edition: EditionResult) -> Data:
    """Gates with their state, and the headline that counts the failed ones; what is not met says why."""
    messages = reading.messages
    failed = sum(gate.state is GateState.FAILED for gate in edition.gates)
    open_gates = sum(gate.state is GateState.OPEN for gate in edition.gates)
    if failed:
        words = messages.count("gates.failed", failed, total=len(edition.gates))
    elif open_gates:
        words = messages.count("gates.open", open_gates, total=len(edition.gates))
    else:
        words = messages("gates.none_failed")
    return {"headline": words, "rows": [gate_row(reading, edition, gate) for gate in edition.gates]}


def gate_row(reading: Reading, edition: EditionResult, gate: GateResult) -> Data:
    """One gate; a failed one names its gap, a planned one its date."""
    messages = reading.messages
    key = gate.state.value.replace(" ", "_")
    remark = next((f"{finding.id} {finding.headline}" for finding in edition.findings if finding.gate == gate.id), "")
    if gate.planned_for:
        remark = messages("gates.planned", on=date_text(messages, gate.planned_for))
    elif not gate.questions:
        remark = messages("gates.not_in_questionnaire")
    return {
        "clause": gate.clause,
        "title": gate.title,
        "sign": f"gate-{gate.state.value.replace(' ', '-')}",
        "tone": GATE_TONES.get(gate.state, "none"),
        "state": messages(f"gates.state.{key}"),
        "remark": remark,
    }
