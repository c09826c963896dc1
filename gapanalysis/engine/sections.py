"""What each section of the questionnaire says of itself, and what the whole says in one sentence."""

from collections.abc import Sequence
from fractions import Fraction

from gapanalysis.engine.findings import bears_on
from gapanalysis.engine.interview import Item
from gapanalysis.engine.scoring import ENOUGH_COVERAGE, good_practice, practice, requirements, tally, view
from gapanalysis.engine.wording import Words, continued, fill
from gapanalysis.model.finding import Finding, Grade
from gapanalysis.model.questionnaire import Questionnaire, Section
from gapanalysis.model.report import SectionResult, Tone
from gapanalysis.model.score import Practice, Tally

WEAK_BELOW = Fraction(1, 2)
STRONG_FROM = Fraction(85, 100)
WEAK_PRACTICE_BELOW = Fraction(5, 2)
STRONG_PRACTICE_FROM = Fraction(4)
"""Thresholds of a section's tone; where a section asks no requirement its practice decides (docs/scoring.md)."""


def section_results(
    questionnaire: Questionnaire, items: Sequence[Item], edition: str, findings: Sequence[Finding], words: Words
) -> tuple[SectionResult, ...]:
    """The sections in the terms of one edition."""
    return tuple(
        _result(section, [item for item in items if item.section == section.id], edition, findings, words)
        for section in questionnaire.sections
    )


def _result(
    section: Section, items: Sequence[Item], edition: str, findings: Sequence[Finding], words: Words
) -> SectionResult:
    total, practised = tally(requirements(items, edition)), practice(good_practice(items, edition))
    own = {item.question.id for item in items}
    clauses = {seen.clauses[0] for item in items if (seen := view(item, edition))}
    grades = {finding.grade for finding in findings if bears_on(finding, own, clauses)}
    tone = _tone(total, practised, grades)
    return SectionResult(
        id=section.id,
        title=fill(section.title, words),
        intro=fill(section.intro, words),
        headline=fill(getattr(section.headlines, tone), words),
        tone=tone,
        tally=total,
        practice=practised,
        questions=tuple(item.question.id for item in items),
    )


def _tone(total: Tally, practised: Practice, grades: set[Grade]) -> Tone:
    applicable = total.applicable + practised.applicable
    if not applicable or Fraction(total.answered + practised.answered, applicable) < ENOUGH_COVERAGE:
        return Tone.OPEN
    if total.share is None:
        return _by(practised.mean or Fraction(1), WEAK_PRACTICE_BELOW, STRONG_PRACTICE_FROM)
    if Grade.MAJOR in grades:
        return Tone.WEAK
    return _by(total.share, WEAK_BELOW, STRONG_FROM)


def _by(value: Fraction, weak_below: Fraction, strong_from: Fraction) -> Tone:
    if value < weak_below:
        return Tone.WEAK
    return Tone.STRONG if value >= strong_from else Tone.MIXED


def headline(sections: Sequence[SectionResult]) -> str:
    """The whole in one sentence: what is strongest, then what is weakest. Empty while nothing was assessed."""
    assessed = [s for s in sections if s.tone is not Tone.OPEN and s.tally.share is not None]
    if not assessed:
        return ""
    ranked = sorted(assessed, key=lambda s: (list(Tone).index(s.tone), -(s.tally.share or 0)))
    best, worst = ranked[0], ranked[-1]
    if best is worst or best.tone is worst.tone:
        return worst.headline
    return f"{best.headline}; {continued(worst.headline)}"
