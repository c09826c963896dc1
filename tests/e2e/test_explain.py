"""`gapanalysis explain` on the shipped example: every number opens, in words and as JSON."""

import json
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("gapanalysis")


@pytest.fixture(scope="module")
def folder(tmp_path_factory, example):
    from gapanalysis.workspace import Workspace

    workspace = Workspace(tmp_path_factory.mktemp("explain") / "work")
    questionnaire = workspace.questionnaire(example.content.questionnaire)
    answers, observations = example.answers(questionnaire), example.content.observations
    with workspace.start("acme", questionnaire, example.content.engagement, answers, observations):
        return workspace.folder


@pytest.fixture(scope="module")
def explain(folder):
    def run(*arguments, columns=80):
        return subprocess.run(
            [PROGRAM, "-w", folder, "explain", "acme", *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "COLUMNS": str(columns)},
        )

    return run


@pytest.fixture(scope="module")
def opened(explain):
    def run(*arguments):
        done = explain(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_the_score_opens_into_clauses_and_sections_that_add_up(opened, explain):
    score = opened()
    for kind in ("clauses", "sections"):
        assert sum(part["tally"]["points"] for part in score[kind]) == score["tally"]["points"]
        assert sum(part["tally"]["attainable"] for part in score[kind]) == score["tally"]["attainable"]
        assert Fraction(score["share"]) + sum(Fraction(part["missing"]) for part in score[kind]) == 1
    told = explain().stdout
    assert f"{score['tally']['points']} of {score['tally']['attainable']} points" in told
    assert "In the way of a certificate" in told
    assert "9.1.2 What customers perceive is monitored: failed" in told


def test_a_clause_a_question_and_a_finding_lead_to_one_another(explain):
    clause = explain("9.1")
    assert (clause.returncode, clause.stderr) == (0, "")
    assert "gapanalysis explain acme 9.1.2" in clause.stdout
    assert "gapanalysis explain acme Q9.1.2-1" in explain("9.1.2").stdout
    question = explain("q9.1.2-1").stdout
    assert re.search(r"Weight 3 x level 0 = 0 of 9 points", question)
    assert "gapanalysis explain acme F9.1.2-1" in question
    finding = explain("F9.1.2-1").stdout
    assert "The gate 9.1.2 What customers perceive is monitored is then met." in finding
    assert re.search(r"Closing it brings \+\d+\.\d percentage points", finding)


def test_next_is_told_in_points_for_days(explain, opened):
    assert re.search(r"^ +\+\d+\.\d +for \d+(\.\d)? days?  ", explain("next").stdout, re.MULTILINE)
    rates = [Fraction(gain["per_day"]) for gain in opened("next")["gains"] if gain["per_day"]]
    assert rates
    assert rates == sorted(rates, reverse=True)


def test_the_plan_ends_with_everything_in_place(opened):
    plan = opened("plan")
    last = plan["actions"][-1]
    assert last["tally"]["points"] == last["tally"]["attainable"]
    assert plan["horizons"][-1]["remaining"] == last["remaining"]
    assert set(last["gates"].values()) <= {"met", "open"}


def test_the_second_edition_has_its_own_numbers(opened, explain):
    assert opened("--edition", "2026")["edition"] == "2026"
    refused = explain("--edition", "2008")
    assert (refused.returncode, "2015, 2026" in refused.stderr) == (4, True)


def test_an_unknown_name_is_refused_with_the_nearest(explain):
    refused = explain("Q9.1.2-99")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert "The nearest is Q9.1.2-" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("columns", [40, 60, 100])
@pytest.mark.parametrize("name", ["", "9.1.2", "Q9.1.2-1", "Q9.2-2", "F9.1.2-1", "next", "plan"])
def test_no_line_is_wider_than_the_terminal(explain, columns, name):
    told = explain(*filter(None, [name]), columns=columns).stdout
    assert told
    commands = told.partition("Go on with:")[0]
    assert max(map(len, commands.splitlines())) <= columns
