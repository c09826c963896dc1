"""Annexes: every gap with what becomes of it, and every action with how its days come about."""

from decimal import Decimal

from gapanalysis.model.proposal import Gap, Part, WorkPackage
from gapanalysis.render.context.plain import Data
from gapanalysis.render.numbers import decimal_text
from gapanalysis.render.proposal.reading import GRADES, Reading


def annexes(reading: Reading) -> Data | None:
    """Both annexes; None for a gap analysis, which has nothing to trace."""
    if reading.proposal.situation is None:
        return None
    groups = [(grade, [gap for gap in reading.proposal.gaps if gap.grade is grade]) for grade in GRADES]
    return {
        "headline": reading.messages("proposal.annex.headline"),
        "names": [option.title for option in reading.proposal.options],
        "groups": [
            {"grade": reading.grade(grade), "gaps": [_gap(reading, gap) for gap in gaps]}
            for grade, gaps in groups
            if gaps
        ],
        "packages": [_package(reading, package) for package in reading.packages.values()],
    }


def _gap(reading: Reading, gap: Gap) -> Data:
    packages = [package.title for package in reading.packages.values() if package.parts and gap.id in package.gaps]
    added = [package.title for package in reading.packages.values() if _by_hand(package) and gap.id in package.gaps]
    return {
        "id": gap.id,
        "clause": gap.clause,
        "headline": gap.headline,
        "closed": [int(gap.id in option.closes) for option in reading.proposal.options],
        "packages": reading.listed([*packages, *added]) or reading.messages("proposal.basis.no_action"),
    }


def _by_hand(package: WorkPackage) -> bool:
    """Whether a package was added by hand: it has no action, and is designed or put to use like one that has."""
    return not package.parts and any(part.phase.value == "implement" for part in package.phases)


def _package(reading: Reading, package: WorkPackage) -> Data:
    """Actions as the fullest option has them; what is rounded says so."""
    exact = sum((part.ours for part in package.parts), Decimal(0))
    messages = reading.messages
    return {
        "title": package.title,
        "parts": [_part(part) for part in package.parts],
        "gaps": messages.count("proposal.annex.rests_on", len(package.gaps)) if not package.parts else "",
        "ours": decimal_text(package.our_days),
        "yours": decimal_text(package.your_days),
        "rounded": messages("proposal.annex.rounded", exact=decimal_text(exact))
        if package.parts and exact != package.our_days and not package.changed
        else messages("proposal.annex.changed")
        if package.changed and package.fixed_price is None
        else "",
    }


def _part(part: Part) -> Data:
    return {
        "title": part.title,
        "gaps": list(part.gaps),
        "ours": decimal_text(part.ours),
        "yours": decimal_text(part.yours),
    }
