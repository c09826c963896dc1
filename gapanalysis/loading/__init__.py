"""Definition files in YAML to the model, with file, line and column on every complaint."""

from gapanalysis.loading.examination import check
from gapanalysis.loading.questionnaire import Listed, list_questionnaires, load_questionnaire
from gapanalysis.loading.schema import schema

__all__ = ["Listed", "check", "list_questionnaires", "load_questionnaire", "schema"]
