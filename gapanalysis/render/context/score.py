"""Why this score: what the share is made of, where it is lost, and what holds the verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.questionnaire import Aggregation
from gapanalysis.model.report import ClauseResult, QuestionResult
from gapanalysis.model.verdict import GateState
from gapanalysis.render.context.answers import HIGHEST
from gapanalysis.render.context.checklist import headline as documents_headline
from gapanalysis.render.context.checklist import of_edition
from gapanalysis.render.context.front import standing
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.context.results import TONES
from gapanalysis.render.numbers import percent_text, rounded

BARS = 12
"""Clauses with a bar of their own; the rest share one."""

MOST_MOVING = 3
"""Answers told one by one."""

HALF = Fraction(1, 2)


def score(reading: Reading) -> Data | None:
    """The chapter; None while nothing is assessed."""
    main, messages = reading.report.main, reading.messages
    if main.share is None:
        return None
    clauses = _lacking(reading)
    whole = sum(clauses.values(), Fraction())
    few = _half(list(clauses.values()), whole)
    share = str(standing(reading, main)["share"])
    if whole:
        headline = messages.count("score.headline", few, share=share, clauses=len(clauses))
    else:
        headline = messages("score.headline_full", share=share)
    return {
        "headline": headline,
        "sums": sums(reading),
        "lost": lost(reading, clauses) if whole else None,
        "answers": [answer(reading, reading.questions[name]) for name in _most_moving(reading)],
        "caps": caps(reading),
        "cap_rule": cap_rule(reading),
        "weights": weights(reading),
        "stressed": stressed(reading),
        "documents": documents_line(reading),
    }


def sums(reading: Reading) -> list[Plain]:
    """The share as it was worked out, what was answered of what applies, and what does not count."""
    report, messages, main = reading.report, reading.messages, reading.report.main
    tally = main.tally
    share = percent_text(messages, main.share)
    lines: list[Plain] = [messages(f"scope.put_together.{reading.put_together}")]
    if report.aggregation is Aggregation.QUESTIONS:
        lines.append(messages("score.sum", points=tally.points, attainable=tally.attainable, share=share))
    lines.append(messages("standing.coverage", answered=tally.answered, applicable=tally.applicable))
    if tally.not_applicable:
        lines.append(messages.count("score.not_applicable", tally.not_applicable))
    return lines


def lost(reading: Reading, lacking: Mapping[str, Fraction]) -> Data:
    """What each clause lacks, the most first, with a line where half of it all is reached."""
    main, messages = reading.report.main, reading.messages
    of = {result.clause.number: result for result in main.clauses}
    whole = sum(lacking.values(), Fraction())
    own = list(lacking.items())[:BARS] if len(lacking) > BARS + 1 else list(lacking.items())
    rest = list(lacking.items())[len(own) :]
    most = max(part for _, part in own)
    rows: list[Data] = [
        {
            "number": number,
            "title": reading.full_title(number, main),
            "at": round(float(part / most), 4),
            "label": amount(reading, [of[number]], part),
            "tone": _tone(of[number]),
            "sign": _sign(reading, of[number]),
        }
        for number, part in own
    ]
    few = _half(list(lacking.values()), whole)
    if rest:
        part = sum((part for _, part in rest), Fraction())  # no bar: it would dwarf the others, and is not one clause
        rows.append(
            {
                "number": "",
                "title": messages.count("score.rest", len(rest)),
                "at": 0.0,
                "label": amount(reading, [of[number] for number, _ in rest], part),
                "tone": "none",
                "sign": "",
            }
        )
    values = "; ".join(
        messages("results.value", name=f"{row['number']} {row['title']}".strip(), label=str(row["label"]))
        for row in rows
    )
    return {
        "headline": messages.count("score.lost", few),
        "rows": rows,
        "half": few if few < len(own) else 0,
        "half_label": messages("score.half"),
        "alt": messages("score.lost_alt", values=values),
    }


def amount(reading: Reading, clauses: Sequence[ClauseResult], part: Fraction) -> str:
    """What clauses lack: in points where points make the share, else as a part of the share."""
    if reading.report.aggregation is not Aggregation.QUESTIONS:
        return reading.messages("percent", number=rounded(part * 100))
    points = sum(clause.tally.attainable - clause.tally.points for clause in clauses)
    return reading.messages("points", points=points)


def _lacking(reading: Reading) -> Mapping[str, Fraction]:
    """What each clause lacks of the share, the most first; clauses that lack nothing are left out."""
    main = reading.report.main
    sums_of = {
        result.clause.number: sum((main.lacking.get(name, Fraction()) for name in result.questions), Fraction())
        for result in main.clauses
    }
    found = [(number, part) for number, part in sums_of.items() if part]
    return dict(sorted(found, key=lambda pair: -pair[1]))


def _half(parts: Sequence[Fraction], whole: Fraction) -> int:
    """How many of the largest parts it takes to make half of the whole."""
    reached = Fraction()
    for place, part in enumerate(parts, start=1):
        reached += part
        if reached >= whole * HALF:
            return place
    return len(parts)


def _tone(clause: ClauseResult) -> str:
    return TONES[clause.grade] if clause.grade else "none"


def _sign(reading: Reading, clause: ClauseResult) -> str:
    return str(reading.grade(clause.grade)["sign"]) if clause.grade in (Grade.MAJOR, Grade.MINOR) else ""


def _most_moving(reading: Reading) -> list[str]:
    """The answers that lack most of the share; of equals the one whose finding is more urgent."""
    main = reading.report.main
    urgency = {finding.questions: place for place, finding in enumerate(main.findings)}
    ranked = sorted(main.lacking, key=lambda name: (-main.lacking[name], urgency.get((name,), len(urgency))))
    return ranked[:MOST_MOVING]


def answer(reading: Reading, question: QuestionResult) -> Data:
    """One answer with what it lacks, and what would close it."""
    main, messages = reading.report.main, reading.messages
    level = question.level or 0
    lacks = main.lacking[question.id]
    points = messages("points", points=question.weight * (HIGHEST - level))
    gain = messages("percent", number=rounded(lacks * 100))
    finding = next((item for item in main.findings if item.questions == (question.id,)), None)
    return {
        "id": question.id,
        "clause": reading.clause_of(question),
        "title": finding.headline if finding else question.title,
        "sign": f"level-{level}",
        "level": messages(f"level.{level}.name"),
        "lacks": points if reading.report.aggregation is Aggregation.QUESTIONS else gain,
        "gain": messages("score.gain", gain=gain),
        "finding": finding.id if finding else "",
        "action": _action(reading, finding),
    }


def _action(reading: Reading, finding: Finding | None) -> Data | None:
    action = reading.actions.get(finding.action) if finding else None
    return reading.action(action) if action else None


def caps(reading: Reading) -> list[Data]:
    """What stands in the way whatever the share: failed gates, and likely majors that are not a gate's own."""
    main = reading.report.main
    failed = [gate for gate in main.gates if gate.state is GateState.FAILED]
    rows: list[Data] = [
        {
            "sign": "gate-failed",
            "words": reading.messages("gates.state.failed"),
            "number": gate.clause,
            "text": gate.title,
        }
        for gate in failed
    ]
    told = {gate.id for gate in failed}
    for finding in reading.graded(Grade.MAJOR):
        if finding.gate not in told:
            grade = reading.grade(finding.grade)
            words = str(grade["name"])
            rows.append({"sign": grade["sign"], "words": words, "number": finding.clause, "text": finding.headline})
    return rows


def cap_rule(reading: Reading) -> str:
    """What that does to the verdict."""
    messages, verdict = reading.messages, reading.report.main.verdict
    if not verdict.capped_by:
        return messages("score.caps.none")
    if verdict.band and verdict.by_share and verdict.band != verdict.by_share:
        return messages("score.caps.held", band=verdict.band.label, by_share=verdict.by_share.label)
    return messages("score.caps.some")


def weights(reading: Reading) -> str:
    """How many of the questions counted have which weight."""
    main, messages = reading.report.main, reading.messages
    counted = Counter(question.weight for question in _counted(reading))
    if len(counted) < 2:  # noqa: PLR2004 (all weigh the same)
        return messages("score.weights.same") if main.tally.answered else ""
    parts = [
        messages.count("score.weights.of", counted[weight], weight=weight) for weight in sorted(counted, reverse=True)
    ]
    return messages("score.weights.all", parts=reading.listed(parts))


def stressed(reading: Reading) -> str:
    """The clauses that weigh more because the sector stresses them; empty when none does."""
    clauses = dict.fromkeys(reading.clause_of(question) for question in _counted(reading) if question.stressed)
    if not clauses:
        return ""
    many = reading.messages.count("score.many_clauses", len(clauses))
    return reading.messages("score.stressed", clauses=reading.enumerated(list(clauses), many))


def _counted(reading: Reading) -> list[QuestionResult]:
    main = reading.report.main
    counting = {name for clause in main.clauses for name in clause.questions}
    return [question for question in reading.report.questions if question.id in counting and question.level is not None]


def documents_line(reading: Reading) -> str:
    """The checklist of documents in a sentence; empty where none was asked about."""
    total = reading.report.main.documentation
    if not total.answered:
        return ""
    messages = reading.messages
    points = messages("documents.points", points=total.points, attainable=total.attainable)
    return messages("score.documents", headline=documents_headline(reading, of_edition(reading)), points=points)
