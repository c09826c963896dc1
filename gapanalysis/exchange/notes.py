"""Observations from typed lines: one on the command line, many in a text file of notes.

A line of notes is the text, and where known, its places in square brackets at the end:
`Three of five orders had no review [8.2.3 Q8.2.3-1 3/5]`. Blank lines and lines beginning with # are passed over.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid4, uuid5

from pydantic import ValidationError

from gapanalysis.errors import AssessmentError, ExchangeError, Issue
from gapanalysis.model.observation import Observation, Sample

_PLACES = re.compile(r"^(?P<text>.*?)\s*\[(?P<places>[^\[\]]*)\]\s*$")
_SAMPLE = re.compile(r"^(\d{1,6})/(\d{1,6})(?:/(\d{1,9}))?$")
_CLAUSE = re.compile(r"^\d{1,2}(\.\d{1,2}){0,3}$")
_QUESTION = re.compile(r"^[QD]\d{1,2}(\.\d{1,2}){0,3}-\d{1,3}$")


def observation(
    text: str, places: Sequence[str], at: datetime, *, sample: str = "", references: Sequence[str] = ()
) -> Observation:
    """An observation from what was typed.

    Raises:
        AssessmentError: a place is neither clause nor question, or the sample does not read `2/5` or does not add up.
    """
    drawn = sample_of(sample, references) if sample else None
    return placed(Observation(id=uuid4(), seen_at=at, text=text, sample=drawn), places)


def placed(seen: Observation, places: Sequence[str]) -> Observation:
    """The observation with its clauses and questions.

    Raises:
        AssessmentError: a place is neither.
    """
    for place in places:
        if not _CLAUSE.match(place) and not _QUESTION.match(place):
            raise AssessmentError(
                f"'{place}' is neither a clause nor a question.", hint="write 8.2.3 or Q8.2.3-1", code="place"
            )
    clauses = tuple(place for place in places if _CLAUSE.match(place))
    questions = tuple(place for place in places if _QUESTION.match(place))
    return seen.model_copy(update={"clauses": clauses, "questions": questions})


def sample_of(text: str, references: Sequence[str] = ()) -> Sample:
    """A sample from `2/5` (not conforming of drawn) or `2/5/80` (with the population).

    Raises:
        AssessmentError: it reads otherwise or does not add up.
    """
    match = _SAMPLE.match(text)
    if match is None:
        raise AssessmentError(
            f"'{text}' is no sample.", hint="write 2/5 for two of five, or 2/5/80 with the population", code="sample"
        )
    bad, drawn, population = match.groups()
    try:
        return Sample(
            not_conforming=int(bad),
            drawn=int(drawn),
            population=int(population) if population else None,
            references=tuple(references),
        )
    except ValidationError as error:
        reason = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise AssessmentError(f"The sample {text} does not add up: {reason}.", code="sample") from None


def read_notes(path: Path, assessment: str, at: datetime) -> tuple[Observation, ...]:
    """Every line of a file of notes, or none.

    The same line of the same file gets the same id, so a file may be read again after lines were added.

    Raises:
        ExchangeError: with every line that cannot be taken.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ExchangeError(f"{path} cannot be read as UTF-8 text.", source=str(path)) from error
    found: list[Observation] = []
    issues: list[Issue] = []
    for number, text in enumerate(lines, 1):
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        try:
            note = _note(text.strip(), at)
        except AssessmentError as error:
            issues.append(Issue(str(path), number, 1, error.code, error.message, error.hint))
        else:
            key = f"{assessment}\n{path.name}\n{number}\n{text.strip()}"
            found.append(note.model_copy(update={"id": uuid5(NAMESPACE_URL, key)}))
    if issues:
        raise ExchangeError("Nothing was taken in.", issues=issues, hint="mend these lines and read the file again")
    return tuple(found)


def _note(text: str, at: datetime) -> Observation:
    match = _PLACES.match(text)
    if match is None:
        return observation(text, (), at)
    words = match["places"].replace(",", " ").split()
    samples = [word for word in words if "/" in word]
    places = [word for word in words if "/" not in word]
    if len(samples) > 1:
        raise AssessmentError("A line has one sample at most.", code="sample")
    return observation(match["text"], places, at, sample=samples[0] if samples else "")
