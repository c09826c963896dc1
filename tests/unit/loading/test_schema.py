"""The schemas for editors: they accept what is shipped, as an editor types it, and refuse what `check` refuses."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from gapanalysis.content import questionnaire_folders
from gapanalysis.errors import QuestionnaireError
from gapanalysis.loading import schema
from gapanalysis.loading.files import find
from gapanalysis.loading.shapes import Kind


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `on` and `no` are text, numbers and dates have their types."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_seen(text):
    return json.loads(json.dumps(yaml.load(text, Loader=EditorLoader), default=str))  # noqa: S506 - a safe loader


def faults(kind, text):
    validator = Draft202012Validator(schema(kind), format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(as_seen(text))]


SHIPPED = find(questionnaire_folders())[0]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_shipped_files_fit_their_schema(file):
    assert faults(file.kind, file.path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", Kind)
def test_each_schema_is_one(kind):
    made = schema(kind)
    Draft202012Validator.check_schema(made)
    assert made["$id"] == f"urn:gapanalysis:schema:{kind}"
    assert made["description"]


def test_typed_scalars_are_accepted_where_text_is_meant(world):
    text = (world.folder / "bank/9.1.2.yaml").read_text().replace("9.1.2]", "9.1]").replace('"2015"', "2015")
    assert faults("bank", text.replace("title: Listening", "title: 2026").replace("[nobody asks]", "[no, 7]")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Listening", "titel: Listening"),
        ("    title: Listening\n", ""),
        ("pdca: check", "pdca: chek"),
        ("id: Q9.1.2-1", "id: 9.1.2-1"),
        ("type: level", "type: lvl"),
        ("clauses: [9.1.2]", "clauses: []"),
        ('"2015":', '"15":'),
        ("evidence: [notes of calls]", "evidence: notes"),
        ("large: 4.5", "large: -1"),
    ],
)
def test_what_check_refuses_an_editor_marks(world, old, new):
    name = "bank/9.1.2.yaml"
    world.replace(name, old, new)
    assert faults("bank", (world.folder / name).read_text())


def test_an_entry_is_an_id_or_a_mapping(world):
    text = (world.folder / "focus/questionnaire.yaml").read_text()
    assert faults("questionnaire", text) == []
    assert faults("questionnaire", text.replace("        weight: 3", "        wait: 3"))
    assert faults("questionnaire", text.replace("- Q9.1.2-1", "- 7"))


def test_docstrings_become_descriptions():
    question = schema("bank")["$defs"]["Question"]
    assert question["properties"]["exposure"]["description"] == "1-3, how often or how many customers."
    assert "Attributes" not in question["description"]


def test_an_unknown_kind_names_the_nearest():
    with pytest.raises(QuestionnaireError) as stop:
        schema("editon")
    assert stop.value.hint == "did you mean `edition`?"
