"""How long the full analysis of 300 answers takes, with 300 rules, beside a fixed loop of plain Python.

The loop stands for the speed of the machine; its work never changes. Usage: python benchmarks/analysis.py [ROUNDS]
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generated import answered, load, write_questionnaire
from measure import heading, medians, rounds_wanted

from gapanalysis.engine.analysis import analyse, judge_of
from gapanalysis.engine.interview import items_of
from gapanalysis.engine.projection import by_horizon, present_of

ROUNDS = 15
ON = date(2026, 11, 23)
LOOP = 100_000
PLAIN, PROJECTIONS, WHOLE = "loop of plain Python", "projections", "full analysis"


def loop() -> int:
    """A fixed amount of plain Python: a sum of products."""
    total = 0
    for number in range(LOOP):
        total += number * number % 7
    return total


def main() -> None:
    """Generate, measure, print."""
    rounds = rounds_wanted(ROUNDS)
    with TemporaryDirectory() as folder:
        write_questionnaire(Path(folder))
        questionnaire = load(Path(folder))
    assessment = answered(questionnaire)

    report = analyse(questionnaire, assessment, on=ON)
    now, judge = present_of(questionnaire, assessment), judge_of(questionnaire, assessment, report.main.id, ON)
    seconds = medians(
        {
            PLAIN: loop,
            "which questions apply": lambda: items_of(questionnaire, assessment),
            PROJECTIONS: lambda: by_horizon(now, report.main.id, report.main.plan, judge),
            WHOLE: lambda: analyse(questionnaire, assessment, on=ON),
        },
        rounds,
        {},
    )
    seconds["without projections"] = seconds[WHOLE] - seconds[PROJECTIONS]
    heading(rounds)
    for name, taken in seconds.items():
        print(f"{name:<24} {taken * 1000:>7.1f} ms {taken / seconds[PLAIN]:>6.1f} x")


if __name__ == "__main__":
    main()
