"""A pack to begin with: a questionnaire with questions, a rule, cases and sector words of its own."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from gapanalysis.errors import QuestionnaireError
from gapanalysis.loading.definitions import Sort, read_definitions
from gapanalysis.loading.files import find

PACK = "pack"
"""The folder of templates that holds it."""

_ID = "my-questionnaire"
_FIRST = 901
_LAST = 998
_NUMBER = re.compile(r"(?<=-)90([12])\b")
_OWN = re.compile(r"-(9[0-9]{2})$")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def identifier_from(name: str) -> str:
    """An id made from a name, such as `my-checks` from `My checks`; `my-questionnaire` where nothing is left of it."""
    made = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return made if _IDENTIFIER.fullmatch(made) else _ID


def skeleton(templates: Sequence[Path], folders: Sequence[Path], questionnaire_id: str) -> Mapping[str, str]:
    """The files of a pack: their paths within a folder of definitions, and what they hold.

    Args:
        templates: folders of templates; the first that has a pack gives it.
        folders: the definitions beside which it will stand; its ids are none of theirs.
        questionnaire_id: what to call it.

    Raises:
        QuestionnaireError: that is no id, there is such a questionnaire, or no ids are free.
    """
    if not _IDENTIFIER.fullmatch(questionnaire_id):
        raise QuestionnaireError(
            f"'{questionnaire_id}' cannot be the id of a questionnaire.",
            hint="use small letters, digits and hyphens, like my-questionnaire",
        )
    found, _ = find(folders)
    if any(file.name == f"{questionnaire_id}/questionnaire.yaml" for file in found):
        raise QuestionnaireError(
            f"There is a questionnaire {questionnaire_id} already.", hint="choose another name with --id"
        )
    names = read_definitions(found).names
    taken = [
        int(own[1]) for sort in (Sort.QUESTION, Sort.ACTION, Sort.RULE) for own in map(_OWN.search, names[sort]) if own
    ]
    first = max(taken, default=_FIRST - 1) + 1
    if first > _LAST:
        raise QuestionnaireError(
            f"No numbers from {_FIRST} on are free for questions of your own.", hint="begin a workspace of its own"
        )
    root = next(folder / PACK for folder in templates if (folder / PACK).is_dir())
    return {
        path.relative_to(root).as_posix().replace(_ID, questionnaire_id): _made(path, questionnaire_id, first)
        for path in sorted(root.glob("*/*.yaml"))
    }


def _made(path: Path, questionnaire_id: str, first: int) -> str:
    text = path.read_text(encoding="utf-8").replace(_ID, questionnaire_id)
    return _NUMBER.sub(lambda match: str(first + int(match[1]) - 1), text)
