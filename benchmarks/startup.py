"""How long commands take to start, as a ratio to a bare interpreter that imports click.

All commands run in turn, round after round, so that whatever else the machine does falls on each of them alike;
the median of each over all rounds is compared. Usage: python benchmarks/startup.py [ROUNDS]
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from gapanalysis import content
from gapanalysis.cli.demo import EXAMPLE

ROUNDS = 15
RUN = "from gapanalysis.cli.main import main; main()"
BARE = "python, import click"


def main() -> None:
    """Prepare a workspace with the whole example, measure, print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with TemporaryDirectory() as folder:
        place = Path(folder)
        example = content.example_folder() / EXAMPLE / "assessment.yaml"
        run(place, RUN, "start", EXAMPLE, "--from", str(example))
        commands = {
            BARE: ("import click",),
            "gapanalysis --version": (RUN, "--version"),
            "gapanalysis --help": (RUN, "--help"),
            "gapanalysis status": (RUN, "status"),
            f"gapanalysis status {EXAMPLE}": (RUN, "status", EXAMPLE),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(run(place, *command))
    show({name: median(taken) for name, taken in times.items()}, rounds)


def run(folder: Path, code: str, *arguments: str) -> float:
    """Seconds for one run in an interpreter of its own."""
    began = perf_counter()
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return perf_counter() - began


def show(medians: dict[str, float], rounds: int) -> None:
    """Print each median and its ratio to the bare interpreter."""
    print(f"median of {rounds} interleaved rounds, Python {sys.version.split()[0]}\n")
    for name, seconds in medians.items():
        print(f"{name:<32} {seconds * 1000:>7.0f} ms {seconds / medians[BARE]:>6.1f} x")


if __name__ == "__main__":
    main()
