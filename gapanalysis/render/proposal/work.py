"""The work: packages with what is handed over, and how it goes phase by phase."""

from decimal import Decimal

from gapanalysis.model.method import Phase
from gapanalysis.model.proposal import Option, WorkPackage
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import decimal_text
from gapanalysis.render.proposal.reading import Reading


def work(reading: Reading) -> Data:
    """The chapter of packages and phases."""
    messages, options, shown = reading.messages, reading.proposal.options, reading.shown
    return {
        "headline": messages(
            "proposal.work.headline",
            ours=decimal_text(shown.our_days),
            yours=decimal_text(shown.your_days),
            weeks=messages.count("proposal.weeks", shown.weeks),
            option=shown.title,
        )
        if len(options) > 1
        else messages(
            "proposal.work.headline_sole",
            ours=decimal_text(shown.our_days),
            yours=decimal_text(shown.your_days),
            weeks=messages.count("proposal.weeks", shown.weeks),
        ),
        "names": [option.title for option in options],
        "packages": [_package(reading, package) for package in reading.packages.values()],
        "totals": [_days(option.our_days, option.your_days) for option in options],
        "phases": _phases(reading),
    }


def _package(reading: Reading, package: WorkPackage) -> Data:
    return {
        "title": package.title,
        "deliverable": package.deliverable,
        "closes": reading.messages.count("proposal.work.gaps", len(package.gaps)) if package.parts else "",
        "days": [_in(option, package.id) for option in reading.proposal.options],
    }


def _in(option: Option, package_id: str) -> Data | None:
    return next((_days(each.our_days, each.your_days) for each in option.packages if each.id == package_id), None)


def _days(ours: Decimal, yours: Decimal) -> Data:
    return {"ours": decimal_text(ours), "yours": decimal_text(yours)}


def _phases(reading: Reading) -> list[Data]:
    """The phases that some option has, each with what happens in it and our days in every option."""
    messages, options = reading.messages, reading.proposal.options
    rows: list[Data] = []
    for phase in Phase:
        days = [_in_phase(option, phase) for option in options]
        if any(days):
            key = phase.value.replace(" ", "_")
            rows.append(
                {
                    "name": messages(f"proposal.phase.{key}.name"),
                    "text": messages(f"proposal.phase.{key}.text"),
                    "days": [decimal_text(each) if each else "" for each in days],
                }
            )
    return rows


def _in_phase(option: Option, phase: Phase) -> Decimal:
    return sum((part.days for package in option.packages for part in package.phases if part.phase is phase), Decimal(0))
