"""The action plan as a sheet to work off."""

from datetime import date, timedelta

from gapanalysis.model.finding import Grade
from gapanalysis.model.plan import Horizon
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.xlsx.sheet import Column, Rule, Sheet


def statuses(reading: Reading) -> tuple[str, ...]:
    """What an action may be: to do, in progress, done, dropped."""
    return tuple(reading.messages(f"excel.status.{name}") for name in ("to_do", "in_progress", "done", "dropped"))


def settled(reading: Reading, status: str) -> str:
    """The formula that holds where a row is done or dropped; `status` is the heading of its column."""
    _, _, done, dropped = (words.replace('"', '""') for words in statuses(reading))
    return f'OR({{{status}}}="{done}",{{{status}}}="{dropped}")'


def plan(reading: Reading) -> Sheet:
    """Every action in order of priority, with a date, a status to choose and room for notes."""
    report, messages = reading.report, reading.messages
    status, due, grade = messages("excel.status.label"), messages("excel.due"), messages("findings.grade")
    columns = (
        Column(messages("plan.number"), 6, "number"),
        Column(messages("plan.action"), 38, "bold"),
        Column(messages("column.first_step"), 44),
        Column(messages("column.done_when"), 38),
        Column(messages("plan.who"), 17),
        Column(messages("excel.days"), 8, "number"),
        Column(messages("excel.horizon"), 15),
        Column(due, 13, "date"),
        Column(status, 13, choices=statuses(reading)),
        Column(grade, 14),
        Column(messages("plan.closes"), 15),
        Column(messages("excel.clauses"), 13),
        Column(messages("excel.waits_for"), 11),
        Column(messages("excel.notes"), 30),
    )
    rows = [
        (
            reading.numbers[action.id],
            action.title,
            action.first_step,
            action.done_when,
            action.owner,
            action.days,
            reading.horizon(action.horizon),
            due_on(report.on, action.horizon),
            statuses(reading)[0],
            str(reading.grade(action.grade)["name"]),
            ", ".join(action.findings),
            ", ".join(action.clauses),
            ", ".join(str(reading.numbers[other]) for other in action.depends_on if other in reading.numbers),
            None,
        )
        for action in report.main.plan
    ]
    finished = settled(reading, status)
    rules = (
        Rule(finished, "quiet"),
        Rule(f"AND(NOT({finished}),ISNUMBER({{{due}}}),{{{due}}}<TODAY())", "bad", (due, status)),
        Rule(f'{{{status}}}="{statuses(reading)[1]}"', "fair", (status,)),
        Rule(f'{{{grade}}}="{reading.grade(Grade.MAJOR)["name"]}"', "bad", (grade,)),
    )
    return Sheet(messages("excel.sheet.plan"), columns, rows, rules, printed=9)


def due_on(on: date, horizon: Horizon) -> date | None:
    """The last day of a horizon that begins on the day of the report; None for later."""
    return None if horizon.days is None else on + timedelta(days=horizon.days)
