"""Does a question describe, grade and answer for every level of its scale, and is the scale the right one?"""

from collections import Counter
from collections.abc import Iterable, Iterator

from gapanalysis.errors import Issue
from gapanalysis.loading.checks.scales import level_keys, repeated_levels
from gapanalysis.loading.codes import Code
from gapanalysis.loading.definitions import Definitions, Located, Sort
from gapanalysis.loading.wording import quoted, suggestion
from gapanalysis.model.finding import Grade
from gapanalysis.model.question import (
    LevelAnswer,
    Obligation,
    Question,
    Scale,
)


def check_levels(definitions: Definitions, question: Located[Question]) -> Iterator[Issue]:
    """Everything about a question that has to do with levels."""
    answer = question.value.answer
    yield from repeated_levels(question, "levels")
    yield from repeated_levels(question, "grades")
    if not isinstance(answer, LevelAnswer):
        yield from _without_scale(question)
    elif answer.scale in definitions.scales:
        scale = definitions.scales[answer.scale].value
        if scale.measures == "documentation":
            yield from _described_by_scale(question)
            return
        yield from _texts(question, scale)
        if not question.dropped("grades", "shortfalls"):
            yield from _shortfalls(question, scale)
        if not question.dropped("grades"):
            yield from _obligation(question, scale)
    elif not definitions.knows(Sort.SCALE, answer.scale):
        where = question.where("answer", "scale")
        message = f"there is no scale {quoted(answer.scale)}"
        yield question.issue(where, Code.UNKNOWN_SCALE, message, suggestion(answer.scale, definitions.scales))


def _without_scale(question: Located[Question]) -> Iterator[Issue]:
    for name in ("levels", "grades", "shortfalls"):
        if getattr(question.value, name):
            message = f"`{name}` needs an answer with levels, and this question has none"
            where = question.where(name, on_key=True)
            yield question.issue(where, Code.LEVEL_WITHOUT_SCALE, message, "delete it, or take `type: level`")


def _described_by_scale(question: Located[Question]) -> Iterator[Issue]:
    """Documented information is there or not: its levels need no words of their own and grade nothing."""
    for name in ("levels", "grades", "shortfalls"):
        if getattr(question.value, name):
            message = f"`{name}` is not for documented information"
            where = question.where(name, on_key=True)
            yield question.issue(where, Code.LEVEL_WITHOUT_SCALE, message, "delete it: the scale says what levels mean")


def _texts(question: Located[Question], scale: Scale) -> Iterator[Issue]:
    missing = [level for level in sorted(scale.levels) if level not in question.value.levels]
    if missing and not question.dropped("levels"):
        message = f"{question.value.id} does not say what {_levels(missing)} look like"
        where = question.where("levels", on_key=True) if question.value.levels else question.where()
        yield question.issue(where, Code.MISSING_LEVEL, message, "add each to `levels`")
    for name in ("levels", "grades"):
        for level, key in level_keys(question, name).items():
            if level not in scale.levels:
                where = question.where(name, key, on_key=True)
                yield question.issue(where, *_unknown_level(level, scale))


def _shortfalls(question: Located[Question], scale: Scale) -> Iterator[Issue]:
    seen: Counter[int] = Counter()
    for index, shortfall in enumerate(question.value.shortfalls):
        for place, level in enumerate(shortfall.levels):
            where = question.where("shortfalls", index, "levels", place)
            seen[level] += 1
            if level not in scale.levels:
                yield question.issue(where, *_unknown_level(level, scale))
            elif seen[level] > 1:
                message = f"level {level} has a shortfall already"
                yield question.issue(where, Code.REPEATED_LEVEL, message, "each level has one shortfall")
            elif _grade(question.value, scale, level) is Grade.CONFORMS:
                message = f"level {level} conforms, so its shortfall would never be shown"
                yield question.issue(where, Code.IDLE_SHORTFALL, message, "take the level out, or give it a grade")
    lacking = [
        level
        for level in sorted(scale.levels)
        if level not in seen and _grade(question.value, scale, level) is not Grade.CONFORMS
    ]
    if lacking:
        message = f"{question.value.id} says nothing about what {_levels(lacking)} lack"
        where = question.where("shortfalls", on_key=True) if question.value.shortfalls else question.where()
        yield question.issue(
            where, Code.MISSING_SHORTFALL, message, "every level that does not conform needs a shortfall"
        )


def _obligation(question: Located[Question], scale: Scale) -> Iterator[Issue]:
    obligations = {edition.obligation for edition in question.value.editions.values()}
    at_scale = question.where("answer", "scale")
    if Obligation.REQUIREMENT in obligations and scale.measures == "maturity":
        message = f"{question.value.id} is a requirement and cannot be answered by maturity"
        yield question.issue(at_scale, Code.REQUIREMENT_ON_MATURITY, message, "take a scale of conformity")
    elif Obligation.GOOD_PRACTICE in obligations and scale.measures == "conformity":
        message = f"{question.value.id} is good practice and cannot be answered by conformity"
        yield question.issue(at_scale, Code.GOOD_PRACTICE_ON_CONFORMITY, message, "take a scale of maturity")
    else:
        yield from _grades(question, scale, obligations)


def _grades(question: Located[Question], scale: Scale, obligations: set[Obligation]) -> Iterator[Issue]:
    keys = level_keys(question, "grades")
    for level in sorted(scale.levels):
        grade = _grade(question.value, scale, level)
        where = question.where("grades", keys[level]) if level in keys else question.where("answer", "scale")
        if grade is Grade.OPPORTUNITY and Obligation.REQUIREMENT in obligations:
            message = f"level {level} of a requirement cannot be an opportunity"
            hint = "a lapse against a requirement is `likely minor` or `likely major`"
            yield question.issue(where, Code.OPPORTUNITY_ON_REQUIREMENT, message, hint)
        elif grade in {Grade.MINOR, Grade.MAJOR} and Obligation.GOOD_PRACTICE in obligations:
            message = f"level {level} of good practice cannot be `{grade}`"
            yield question.issue(where, Code.GAP_ON_GOOD_PRACTICE, message, "it is an `opportunity` at most")


def _grade(question: Question, scale: Scale, level: int) -> Grade | None:
    return question.grades.get(level, scale.levels[level].grade)


def _unknown_level(level: int, scale: Scale) -> tuple[Code, str, str]:
    levels = sorted(scale.levels)
    return (
        Code.UNKNOWN_LEVEL,
        f"the scale `{scale.id}` has no level {level}",
        f"it goes from {levels[0]} to {levels[-1]}",
    )


def _levels(levels: Iterable[int]) -> str:
    names = [str(level) for level in levels]
    if len(names) == 1:
        return f"level {names[0]}"
    return f"levels {', '.join(names[:-1])} and {names[-1]}"
