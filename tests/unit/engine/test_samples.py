"""What a sample says about a lapse."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from gapanalysis.engine.samples import sample_reasons
from gapanalysis.model.observation import Observation, Sample
from tests.unit.engine.build import main, questionnaire, requirement

A = "Q8.2.3-1"


def rules(bad, drawn, level=2):
    return [reason.rule for reason in sample_reasons([Sample(not_conforming=bad, drawn=drawn)], level)]


@pytest.mark.parametrize(
    ("bad", "drawn", "isolated"),
    [(2, 5, False), (1, 50, True), (2, 6, True), (3, 8, False), (4, 4, True), (17, 50, False), (1, 5, True)],
)
def test_more_than_a_third_of_five_or_more_is_not_isolated(bad, drawn, isolated):
    assert rules(bad, drawn) == (["sample"] if isolated else ["sample", "sample-not-isolated"])


@pytest.mark.parametrize("level", [None, 0, 1, 3])
def test_only_level_two_speaks_of_lapses(level):
    assert rules(5, 5, level) == ["sample"]


def test_a_sample_without_a_lapse_is_no_reason():
    assert rules(0, 20) == []


def test_samples_are_never_added_up():
    two = [Sample(not_conforming=1, drawn=4), Sample(not_conforming=3, drawn=5)]
    assert [reason.values["drawn"] for reason in sample_reasons(two, 2)] == [4, 5, 5]


def test_the_finding_gives_the_sample_as_a_reason_and_keeps_its_level():
    seen = Observation(
        id=UUID(int=1),
        seen_at=datetime(2026, 11, 3, tzinfo=UTC),
        text="Two of five orders had no review",
        questions=(A,),
        sample=Sample(not_conforming=2, drawn=5),
    )
    (finding,) = main(questionnaire(requirement(A)), {A: 2}, observations=[seen]).findings
    assert [reason.rule for reason in finding.reasons] == ["scale-level", "sample", "sample-not-isolated"]
    assert finding.reasons[-1].values == {"not_conforming": 2, "drawn": 5, "level": 1}
    assert finding.level == 2
