"""How long a questionnaire of 300 questions and 300 rules takes to load and check, beside importing pydantic and yaml.

Each measurement has an interpreter of its own, so that nothing is loaded or cached beforehand; the imports of this
package are not counted. Usage: python benchmarks/loading.py [ROUNDS]
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from generated import QUESTIONS, RULES, load, write_questionnaire
from measure import heading, rounds_wanted

ROUNDS = 7
IMPORT = """
from time import perf_counter
began = perf_counter()
import pydantic, yaml
print(perf_counter() - began)
"""
LOAD = """
import sys
from pathlib import Path
from time import perf_counter
sys.path.insert(0, sys.argv[1])
from generated import load
began = perf_counter()
load(Path(sys.argv[2]))
print(perf_counter() - began)
"""


def main() -> None:
    """Write the questionnaire, see that it is what it should be, measure, print."""
    rounds = rounds_wanted(ROUNDS)
    with TemporaryDirectory() as folder:
        write_questionnaire(Path(folder))
        questionnaire = load(Path(folder))
        if (sum(1 for _ in questionnaire.questions()), len(questionnaire.rules)) != (QUESTIONS, RULES):
            raise SystemExit("the generated questionnaire has not as many questions and rules as it should")
        works = {"import pydantic, yaml": (IMPORT,), "load and check": (LOAD, str(Path(__file__).parent), folder)}
        taken: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(rounds):
            for name, work in works.items():
                taken[name].append(seconds(*work))
    heading(rounds)
    medians = {name: median(each) for name, each in taken.items()}
    for name, each in medians.items():
        print(f"{name:<24} {each:>6.2f} s {each / medians['import pydantic, yaml']:>6.1f} x")


def seconds(code: str, *arguments: str) -> float:
    """What a piece of code measured of itself in an interpreter of its own."""
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return float(run.stdout)


if __name__ == "__main__":
    main()
