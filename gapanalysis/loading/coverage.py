"""The coverage of a questionnaire, or of the whole bank, from its definition files."""

from collections.abc import Sequence
from pathlib import Path

from gapanalysis.engine.coverage import Coverage, coverage_of
from gapanalysis.errors import QuestionnaireError
from gapanalysis.loading.definitions import Definitions
from gapanalysis.loading.questionnaire import load_questionnaire, sound_definitions, standard_of
from gapanalysis.loading.wording import suggestion
from gapanalysis.model.question import Question
from gapanalysis.model.standard import Standard


def coverages(
    folders: Sequence[Path], questionnaire_id: str | None = None, editions: Sequence[str] = ()
) -> tuple[tuple[Standard, tuple[Coverage, ...]], ...]:
    """What is covered of each edition, by standard.

    Args:
        folders: folders of definitions, as for `load_questionnaire`.
        questionnaire_id: whose questions; None for every question of the bank, which may speak of several standards.
        editions: only these; all that the questionnaire, or the standard, has when empty.

    Raises:
        QuestionnaireError: there is no such questionnaire or edition, or the definitions have faults.
    """
    if questionnaire_id is not None:
        questionnaire = load_questionnaire(folders, questionnaire_id)
        years = _chosen(editions, questionnaire.editions)
        return ((questionnaire.standard, _covered(questionnaire.standard, tuple(questionnaire.questions()), years)),)
    definitions = sound_definitions(folders)
    asked = tuple(each.value for each in definitions.questions.values() if not each.value.replaced_by)
    described = [standard for standard in _standards(definitions) if standard.requirements]
    known = {edition.id for standard in described for edition in standard.editions}
    wanted = _chosen(editions, sorted(known))
    return tuple(
        (standard, _covered(standard, asked, [each.id for each in standard.editions if each.id in wanted]))
        for standard in described
    )


def _standards(definitions: Definitions) -> list[Standard]:
    return [standard_of(definitions, name) for name in sorted(definitions.standards)]


def _chosen(wanted: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    for year in wanted:
        if year not in known:
            raise QuestionnaireError(f"There is no edition {year} here.", hint=suggestion(year, known))
    return wanted or known


def _covered(standard: Standard, questions: tuple[Question, ...], years: Sequence[str]) -> tuple[Coverage, ...]:
    return tuple(coverage_of(standard, questions, year) for year in years)
