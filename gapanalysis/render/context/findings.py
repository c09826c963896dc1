"""Findings in detail, opportunities and strengths."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from gapanalysis.model.finding import Finding, Grade, Reason, Strength
from gapanalysis.model.report import EditionResult
from gapanalysis.render.context.pages import is_long
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import date_text

SHORT = 10
"""Strengths and opportunities that need no page of their own."""

SCALE_RULE = "scale-level"
"""The rule by which a level has the grade that the scale gives it."""

SAMPLE_RULE = "sample"
"""What a sample adds to a reason; it gives no grade of its own."""


def findings(reading: Reading) -> Data:
    """The cards, worst grade first and in order of priority; each action is told in full once."""
    main, messages = reading.report.main, reading.messages
    majors, minors = reading.graded(Grade.MAJOR), reading.graded(Grade.MINOR)
    told: dict[str, str] = {}
    groups: list[Data] = [
        {
            "grade": reading.grade(grade),
            "headline": messages.count(f"findings.group.{grade.value.split()[-1]}", len(parts)),
            "intro": messages(f"findings.intro.{grade.value.split()[-1]}"),
            "rule": usual_rule(reading, parts),
            "cards": [card(reading, main, finding, told) for finding in parts],
        }
        for grade, parts in ((Grade.MAJOR, majors), (Grade.MINOR, minors))
        if parts
    ]
    gaps = [*majors, *minors]
    index = sorted((finding.id for finding in gaps), key=_place)
    return {
        "headline": headline(reading, len(majors), len(minors)),
        "groups": groups,
        **choices(reading, gaps),
        "index": index,
    }


def choices(reading: Reading, gaps: Sequence[Finding]) -> Data:
    """By what they can be chosen on a screen, and how many each choice leaves: grade, section, quick win."""
    grades = Counter(str(reading.grade(finding.grade)["name"]) for finding in gaps)
    places = Counter(section_of(reading, finding) for finding in gaps)
    sections = [section.title for section in reading.report.sections if places[section.title]]
    actions = [reading.actions[finding.action] for finding in gaps if finding.action in reading.actions]
    return {
        "grades": [{"name": name, "count": count} for name, count in grades.items()],
        "sections": [{"name": title, "count": places[title]} for title in sections],
        "quick_wins": sum(action.quick_win for action in actions),
    }


def section_of(reading: Reading, finding: Finding) -> str:
    """The title of the section that asked; that of the first where several did, and empty where none did."""
    return next((reading.sections[name] for name in finding.questions if name in reading.sections), "")


def carded(reading: Reading) -> list[Finding]:
    """Findings with a card of their own."""
    return [*reading.graded(Grade.MAJOR), *reading.graded(Grade.MINOR)]


def headlines(reading: Reading) -> Data:
    """What every finding says, by its id: for lists that name findings beside their actions."""
    return {finding.id: finding.headline for finding in reading.report.main.findings}


def _place(name: str) -> list[int]:
    """Where an id stands among others when read as numbers: `F9.1.2-1` before `F10.2-1`."""
    return [int(number) for number in re.findall(r"\d+", name)]


def headline(reading: Reading, majors: int, minors: int) -> str:
    """How many gaps there are, by grade."""
    messages = reading.messages
    if majors and minors:
        return messages(
            "and",
            first=messages.count("findings.headline.majors", majors),
            second=messages.count("findings.headline.minors_too", minors),
        )
    if majors:
        return messages.count("findings.headline.majors", majors)
    return messages.count("findings.headline.minors", minors)


def usual_rule(reading: Reading, group: Sequence[Finding]) -> str:
    """The rule of the scale that grades most of a group, said once instead of on each card; empty if it grades none."""
    messages = reading.messages
    levels = sorted({part.level for part in group if by_scale(part) and part.level is not None})
    if not levels:
        return ""
    names = [messages("findings.level", name=_level_name(reading, level)) for level in levels]
    grade = str(reading.grade(group[0].grade)["name"])
    return messages.count("findings.rule", len(levels), levels=reading.listed(names), grade=grade)


def by_scale(finding: Finding) -> bool:
    """Whether the grade is the one that the scale gives to the level."""
    return any(part.rule == SCALE_RULE and part.values.get("grade") == finding.grade.value for part in finding.reasons)


def reasons(reading: Reading, finding: Finding) -> list[str]:
    """Why this grade, without what is said elsewhere: samples beside what was noted, the scale above the group."""
    told = {SCALE_RULE} if by_scale(finding) else set()
    if any(noted.sample for noted in finding.observations):
        told.add(SAMPLE_RULE)
    return [reason(reading, part) for part in finding.reasons if part.rule not in told]


def card(reading: Reading, edition: EditionResult, finding: Finding, told: dict[str, str]) -> Data:
    """One finding; `told` remembers which finding told an action first."""
    messages = reading.messages
    action = reading.actions.get(finding.action)
    further = [name for name in finding.further_actions if name in reading.actions]
    first_told = told.setdefault(finding.action, finding.id) if action else finding.id
    return {
        "id": finding.id,
        "clause": reading.clause(finding.clause, edition),
        "section": section_of(reading, finding),
        "further": [number for number in finding.clauses if number != finding.clause],
        "grade": reading.grade(finding.grade),
        "sign": "" if finding.level is None else f"level-{finding.level}",
        "level": "" if finding.level is None else messages(f"level.{finding.level}.name"),
        "headline": finding.headline,
        "parts": [told_by(edition, question) for question in finding.questions] if len(finding.questions) > 1 else [],
        "level_text": finding.level_text,
        "observation": finding.observation,
        "long": is_long(
            finding.observation,
            (seen.text for seen in finding.observations),
            finding.evidence,
            finding.consequence,
            finding.recommendation,
        ),
        "observations": [reading.observation(observation) for observation in finding.observations],
        "evidence": list(finding.evidence),
        "basis": messages(f"basis.{finding.basis.value}"),
        "consequence": finding.consequence,
        "action": reading.action(action) if action else None,
        "told_in": first_told if first_told != finding.id else "",
        "further_actions": [reading.action(reading.actions[name]) for name in further],
        "recommendation": finding.recommendation,
        "reasons": reasons(reading, finding),
    }


def told_by(edition: EditionResult, question: str) -> str:
    """Id of the finding that a question has of its own, or the question's where it has none."""
    return next((finding.id for finding in edition.findings if finding.questions == (question,)), question)


def practised(reading: Reading, finding: Finding) -> str:
    """The name that the answer has on the scale of good practice; empty where it is about a requirement."""
    own = reading.questions.get(finding.questions[0]) if len(finding.questions) == 1 else None
    return own.level_label if own is not None and finding.grade is Grade.OPPORTUNITY else ""


def every_reason(reading: Reading, finding: Finding) -> list[str]:
    """Why this grade, with what a document may tell elsewhere."""
    return [reason(reading, part, practised(reading, finding)) for part in finding.reasons]


def reason(reading: Reading, part: Reason, level_name: str = "") -> str:
    """A rule with the values it saw, in words; `level_name` is that of the answer where it is no conformity level."""
    values: dict[str, str | int] = dict(part.values)
    if "grade" in values:
        values["grade"] = str(reading.grade(Grade(str(values["grade"])))["name"])
    if "level" in values:
        values["level_name"] = level_name or _level_name(reading, values["level"])
    if "gate" in values:
        values["gate"] = next(
            (gate.title for gate in reading.report.main.gates if gate.id == values["gate"]), values["gate"]
        )
    if "on" in values:
        values["on"] = date_text(reading.messages, date.fromisoformat(str(values["on"])))
    return reading.messages(f"reason.{part.rule.replace('-', '_')}", **values)


def _level_name(reading: Reading, level: str | int) -> str:
    key = f"level.{level}.name"
    return reading.messages(key) if reading.messages.has(key) else str(level)


def opportunities(reading: Reading) -> Data:
    """Good practice not done, in a compact list, and what is done well."""
    messages, main = reading.messages, reading.report.main
    chances = reading.graded(Grade.OPPORTUNITY)
    rows: list[Data] = [
        {
            "id": finding.id,
            "clause": finding.clause,
            "headline": finding.headline,
            "consequence": finding.consequence,
            "recommendation": finding.recommendation,
            "action": reading.action(action) if (action := reading.actions.get(finding.action)) else None,
        }
        for finding in chances
    ]
    kept: list[Data] = [strength(reading, item) for item in main.strengths]
    if kept and rows:
        words = messages(
            "and",
            first=messages.count("strengths.headline_too", len(kept)),
            second=messages.count("opportunities.headline_too", len(rows)),
        )
    elif kept:
        words = messages.count("strengths.headline", len(kept))
    else:
        words = messages.count("opportunities.headline", len(rows))
    return {"headline": words, "opportunities": rows, "strengths": kept, "short": len(rows) + len(kept) <= SHORT}


def strength(reading: Reading, item: Strength) -> Data:
    """Something done well, with what shows it."""
    return {
        "clause": reading.clause(item.clause),
        "headline": item.headline,
        "evidence": list(item.evidence),
        "basis": reading.messages(f"basis.{item.basis.value}"),
    }
