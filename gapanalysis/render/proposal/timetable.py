"""The timetable of one option: packages in their weeks, with the dates that matter."""

from datetime import date, timedelta
from decimal import Decimal

from gapanalysis.model.method import Phase
from gapanalysis.model.proposal import Option, WorkPackage
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import date_text
from gapanalysis.render.proposal.reading import Reading

WEEK = timedelta(days=7)

BUILDING = {Phase.DESIGN, Phase.IMPLEMENT}


def timetable(reading: Reading) -> Data:
    """The chapter of dates."""
    proposal, messages, shown = reading.proposal, reading.messages, reading.shown
    starts = date_text(messages, proposal.starts)
    return {
        "headline": _headline(reading, shown),
        "option": shown.title if len(proposal.options) > 1 else "",
        "starts": messages("proposal.timetable.starts", starts=starts, until=date_text(messages, proposal.valid_until)),
        "chart": _chart(reading, shown),
    }


def _headline(reading: Reading, option: Option) -> str:
    messages, situation = reading.messages, reading.proposal.situation
    target = situation.target_date if situation else None
    done = option.checked or option.ends
    if target is None:
        return messages("proposal.timetable.headline", ends=date_text(messages, done))
    late = (done - target).days
    if late > 0:
        return messages("proposal.timetable.late", ends=date_text(messages, done), target=date_text(messages, target))
    return messages("proposal.timetable.in_time", ends=date_text(messages, done), target=date_text(messages, target))


def _chart(reading: Reading, option: Option) -> Data:
    proposal, messages = reading.proposal, reading.messages
    situation = proposal.situation
    marks = [(visit.kind, visit.on) for visit in situation.next_visits] if situation else []
    if situation and situation.target_date:
        marks.append((messages("scope.target_date"), situation.target_date))
    inside = sorted((on, label) for label, on in marks if proposal.starts <= on <= option.ends + 2 * WEEK)
    words = messages.count("proposal.timetable.alt", len(option.packages), ends=date_text(messages, option.ends))
    return {
        "rows": [_bar(package) for package in option.packages],
        "weeks": option.weeks,
        "months": _months(reading, option),
        "marks": [
            {"at": _weeks(proposal.starts, on), "label": f"{label}, {date_text(messages, on)}"} for on, label in inside
        ],
        "key": _key(reading, option),
        "alt": words,
    }


def _key(reading: Reading, option: Option) -> list[str]:
    """What the fillings of bars mean; nothing where all are alike."""
    messages = reading.messages
    if not any(package.parts for package in option.packages):
        return []
    return [
        messages("proposal.phase.design.name"),
        messages("proposal.phase.implement.name"),
        messages("proposal.timetable.support"),
    ]


def _weeks(starts: date, on: date) -> float:
    return round((on - starts).days / 7, 3)


def _bar(package: WorkPackage) -> Data:
    """A package's weeks; `design` is the part of them before anything is put to use, None where nothing is designed."""
    design = sum((part.days for part in package.phases if part.phase is Phase.DESIGN), Decimal(0))
    return {
        "title": package.title,
        "first": package.first_week - 1,
        "last": package.last_week,
        "built": int(any(part.phase in BUILDING for part in package.phases)),
        "design": round(float(design / package.our_days), 3) if design and package.our_days else None,
    }


def _months(reading: Reading, option: Option) -> list[Data]:
    """The first of each month within the work, by its short name; a year where it begins."""
    starts, messages = reading.proposal.starts, reading.messages
    months: list[Data] = []
    day = starts.replace(day=1)
    while day <= option.ends:
        name = messages(f"date.month.{day.month}")
        if day >= starts or not months:
            months.append({"at": max(0.0, _weeks(starts, day)), "name": name, "year": str(day.year)})
        day = (day + timedelta(days=32)).replace(day=1)
    return months
