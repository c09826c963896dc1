"""A large questionnaire made from the shipped one: its questions and rules copied under new ids until there are enough.

Copies of questions keep their conditions and copies of rules name the copied questions, so that there is as much to
check as in content written by hand.
"""

import re
from pathlib import Path
from shutil import copytree
from typing import Any, TypeAlias

import yaml

from gapanalysis import content
from gapanalysis.loading.questionnaire import load_questionnaire
from gapanalysis.model.assessment import Answer, Assessment, Engagement, State
from gapanalysis.model.question import LevelAnswer, Question
from gapanalysis.model.questionnaire import Questionnaire

Loaded: TypeAlias = Any
"""What a file or a part of it holds: mappings, lists and text."""

SHIPPED = "iso9001-customer-focus"
QUESTIONS = 300
RULES = 300
_ID = re.compile(r"\b([QR][0-9.]+)-([0-9]+)\b")
_STEP = 130
"""Added to the number of an id for each copy."""


def write_questionnaire(folder: Path) -> None:
    """Write definitions with exactly `QUESTIONS` questions and `RULES` rules into an empty folder."""
    copytree(content.questionnaire_folders()[-1], folder, dirs_exist_ok=True)
    for cases in (folder / SHIPPED).glob("cases*.yaml"):
        cases.unlink()
    copied = _copy_questions(folder)
    _copy_rules(folder, copied)


def _copy_questions(folder: Path) -> set[str]:
    """Returns the ids of the copies."""
    main = folder / SHIPPED / "questionnaire.yaml"
    listed = _read(main)
    asked = [_id_of(entry) for section in listed["sections"] for entry in section["questions"]]
    banks = {path: _read(path) for path in sorted((folder / "bank").glob("*.yaml"))}
    # Tables stay alone: their figures have one name.
    models = [q for bank in banks.values() for q in bank["questions"] if q["answer"]["type"] == "level"]
    wanted = [(model["id"], copy) for copy in (1, 2, 3) for model in models if model["id"] in asked]
    chosen = set(wanted[: QUESTIONS - len(asked)])
    for path, bank in banks.items():
        levels = [q for q in bank["questions"] if q["answer"]["type"] == "level"]
        bank["questions"] += [
            _renamed(q, copy, {other for other, n in chosen if n == copy})
            for copy in (1, 2, 3)
            for q in levels
            if (q["id"], copy) in chosen
        ]
        _write(path, bank)
    for section in listed["sections"]:
        own = [_id_of(entry) for entry in section["questions"]]
        section["questions"] += [_next(name, n) for n in (1, 2, 3) for name in own if (name, n) in chosen]
    _write(main, listed)
    return {_next(name, copy) for name, copy in chosen}


def _copy_rules(folder: Path, copied: set[str]) -> None:
    files = {path: _read(path) for path in sorted((folder / "rules").glob("*.yaml"))}
    taken = {rule.id for rule in load(folder).rules}  # others speak of questions that this questionnaire does not ask
    models = [rule for each in files.values() for rule in each.get("rules", []) if rule["id"] in taken]
    wanted = [(model["id"], copy) for copy in range(1, 10) for model in models]
    chosen = set(wanted[: RULES - len(models)])
    for path, each in files.items():
        if "rules" in each:
            each["rules"] += [
                {**rule, "id": _next(rule["id"], copy), "when": _moved(rule["when"], copy % 3, copied)}
                for copy in range(1, 10)
                for rule in each["rules"]
                if (rule["id"], copy) in chosen
            ]
            _write(path, each)


def _id_of(entry: Loaded) -> str:
    return str(entry["id"] if isinstance(entry, dict) else entry)


def _next(name: str, copy: int) -> str:
    return _ID.sub(lambda match: f"{match[1]}-{int(match[2]) + copy * _STEP}", name)


def _renamed(question: dict[str, Loaded], copy: int, copied: set[str]) -> dict[str, Loaded]:
    moved = {**question, "id": _next(question["id"], copy)}
    if "applies_when" in question:
        moved["applies_when"] = _moved(question["applies_when"], copy, {_next(name, copy) for name in copied})
    return moved


def _moved(when: Loaded, copy: int, copied: set[str]) -> Loaded:
    """The condition with the copies of questions in place of the questions, where there are copies."""
    if isinstance(when, dict):
        return {kind: [_moved(line, copy, copied) for line in lines] for kind, lines in when.items()}

    def other(match: re.Match[str]) -> str:
        name = _next(match[0], copy)
        return name if name in copied else match[0]

    return _ID.sub(other, when)


def _read(path: Path) -> Loaded:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # every scalar stays text


def _write(path: Path, value: Loaded) -> None:
    text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)
    path.write_text(text, encoding="utf-8")


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Loaded) -> bool:  # noqa: ARG002  # content may have none
        return True


# -- answers -----------------------------------------------------------------------------------------------------


def load(folder: Path) -> Questionnaire:
    """The questionnaire that was written."""
    return load_questionnaire((folder,), SHIPPED)


def answered(questionnaire: Questionnaire) -> Assessment:
    """An assessment with every level and profile question answered, levels going round."""
    answers = {}
    for number, question in enumerate((*questionnaire.profile, *questionnaire.questions())):
        value = _answer(question, questionnaire, number)
        if value is not None:
            answers[question.id] = Answer(question=question.id, state=State.ANSWERED, value=value)
    engagement = Engagement(client="Example", editions=questionnaire.editions[:1])
    return Assessment(name="generated", engagement=engagement, answers=answers)


def _answer(question: Question, questionnaire: Questionnaire, number: int) -> Loaded:
    answer = question.answer
    if isinstance(answer, LevelAnswer):
        levels = sorted(questionnaire.scales[answer.scale].levels)
        return levels[number % len(levels)]
    return {"P.employees": "42", "P.sites": "1", "P.outsources": True, "P.measuring-equipment": True}.get(question.id)
