"""Where the plan leads: how things stand today and after each of its steps."""

from collections.abc import Sequence
from itertools import pairwise

from gapanalysis.model.finding import Grade
from gapanalysis.model.plan import Step
from gapanalysis.model.verdict import GateState
from gapanalysis.render.context.front import whole_text
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import days_text


def outlook(reading: Reading) -> Data | None:
    """Today and every step of the plan in a row; None where the plan is empty."""
    main = reading.report.main
    if not main.projection:
        return None
    steps = [main.today, *main.projection]
    rows = [today(reading, steps[0]), *(step(reading, before, after) for before, after in pairwise(steps))]
    return {
        "headline": headline(reading, steps),
        "note": reading.messages("outlook.note_open" if reading.report.draft else "outlook.note"),
        "alt": reading.messages("outlook.alt", steps="; ".join(str(row["words"]) for row in rows)),
        "labels": {name: reading.messages(f"outlook.label.{name}") for name in ("share", "remaining")},
        "rows": rows,
    }


def gaps(after: Step) -> int:
    """How many likely majors and likely minors remain."""
    return after.count(Grade.MAJOR) + after.count(Grade.MINOR)


def failed(after: Step) -> int:
    """How many gates still fail."""
    return sum(state is GateState.FAILED for state in after.gates.values())


def headline(reading: Reading, steps: Sequence[Step]) -> str:
    """What the plan changes that matters most: what stands in the way goes, or the gaps go, or practice grows."""
    messages, start, end = reading.messages, steps[0], steps[-1]
    if not gaps(start):
        return messages.count("outlook.headline.further", len(reading.report.main.plan))
    if not (failed(start) or start.count(Grade.MAJOR)):
        return messages.count("outlook.headline.left", gaps(end)) if gaps(end) else messages("outlook.headline.none")
    clear = next((each for each in steps if not failed(each) and not each.count(Grade.MAJOR)), None)
    if clear is None:
        return messages.count("outlook.headline.blocked", failed(end) + end.count(Grade.MAJOR))
    settled = GateState.OPEN not in clear.gates.values()
    freed = messages(f"outlook.headline.{'clear' if settled else 'no_major'}", when=when(reading, clear))
    if not gaps(clear):
        return freed
    return messages.count("outlook.headline.and_minor", gaps(clear), freed=freed)


def when(reading: Reading, after: Step) -> str:
    """A step as the time after which it is done."""
    return reading.messages(f"outlook.after.{after.id}")


def today(reading: Reading, start: Step) -> Data:
    """How things stand before the first step."""
    return _row(reading, start, {"name": reading.messages("outlook.today"), "work": "", "closes": [], "meets": []})


def step(reading: Reading, before: Step, after: Step) -> Data:
    """What a step needs, what it closes, and how things stand once it is done."""
    messages = reading.messages
    known = {finding.id: finding for finding in reading.report.main.findings}
    gates = {gate.id: gate for gate in reading.report.main.gates}
    closed = [name for name in before.remaining if name not in after.remaining]
    met = [name for name, state in after.gates.items() if state is GateState.MET is not before.gates.get(name)]
    actions = messages.count("outlook.actions", len(after.actions))
    own: dict[str, Plain] = {
        "name": when(reading, after),
        "work": messages("outlook.work", actions=actions, days=days_text(messages, after.days)),
        "closes": [{"id": name, "grade": reading.grade(known[name].grade)} for name in closed if name in known],
        "meets": [f"{gates[name].clause} {gates[name].title}" for name in met if name in gates],
    }
    return _row(reading, after, own)


def _row(reading: Reading, after: Step, own: Data) -> Data:
    messages = reading.messages
    words = remaining_text(reading, after)
    share = whole_text(reading, after)
    known = {finding.id: finding for finding in reading.report.main.findings}
    left = [known[name] for name, grade in after.remaining.items() if grade is not Grade.OPPORTUNITY and name in known]
    return {
        **own,
        "id": after.id,
        "share": share,
        "at": None if after.share is None else round(float(after.share), 4),
        "majors": after.count(Grade.MAJOR),
        "minors": after.count(Grade.MINOR),
        "chances": after.count(Grade.OPPORTUNITY),
        "failed": failed(after),
        "remaining": words,
        "left": [
            {"id": each.id, "headline": each.headline, "grade": reading.grade(after.remaining[each.id])}
            for each in left
        ],
        "words": messages("outlook.words", name=str(own["name"]), share=share, remaining=words),
    }


def remaining_text(reading: Reading, after: Step) -> str:
    """The gaps that remain, by grade, and the gates that still fail, in words."""
    messages = reading.messages
    counted = [
        ("outlook.remaining.gates", failed(after)),
        ("outlook.remaining.majors", after.count(Grade.MAJOR)),
        ("outlook.remaining.minors", after.count(Grade.MINOR)),
    ]
    parts = [messages.count(key, count) for key, count in counted if count]
    return ", ".join(parts) or messages("outlook.remaining.none")
