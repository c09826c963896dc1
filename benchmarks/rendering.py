"""How long the report takes as PDF, beside headless Chromium printing the same HTML and a minimal WeasyPrint document.

Every contestant is a process of its own, begun cold, and all take turns. Seconds on the clock are given as ratios of
pairs in one round; the seconds of processor time, of all processes together, hold on a busy machine as well.
Needs chromium (`apt-get install chromium`) and Linux.
"""

import ctypes
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from measure import heading, rounds_wanted
from pypdf import PdfReader

from gapanalysis import content
from gapanalysis.cli.batch import Job, run
from gapanalysis.cli.example import example_report
from gapanalysis.clock import today
from gapanalysis.engine.analysis import analyse
from gapanalysis.loading.assessment_file import AssessmentSource
from gapanalysis.loading.questionnaire import load_questionnaire
from gapanalysis.model.assessment import Assessment
from gapanalysis.model.report import GapReport
from gapanalysis.render.html import render_html
from gapanalysis.render.writers import Materials
from gapanalysis.workspace import Workspace

SUBREAPER = 36
"""Number of `PR_SET_CHILD_SUBREAPER` (linux/prctl.h): children of children are counted as well."""

LARGE = "quernbeck"

RENDER = """
import pickle, sys
from gapanalysis import content
from gapanalysis.render import pdf
from gapanalysis.render.writers import Materials
if "untagged" in sys.argv:
    pdf.VARIANT, pdf.declare_accessible = None, lambda *_: None
report = pickle.load(open(sys.argv[1], "rb"))
open(sys.argv[2], "wb").write(pdf.render_pdf(report, Materials(content.template_folders())).content)
"""

MINIMAL = """
import sys
from gapanalysis import content
from gapanalysis.render import pdf
pages = "".join(f"<section><h1>Page {n}</h1><p>A line.</p></section>" for n in range(int(sys.argv[1])))
templates = content.template_folders()
font = (templates[0] / "fonts" / "SourceSans3-Regular.otf").as_uri()
style = f"@font-face {{ font-family: s; src: url({font}) }} html {{ font-family: s }} section {{ break-after: page }}"
html = f"<html lang=en><title>x</title><style>{style}</style>{pages}"
open(sys.argv[2], "wb").write(pdf.draw(html, templates))
"""

LOOP = """
import time
while time.process_time() < 5:
    sum(range(1000))
"""

CHROMIUM = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds on the clock, seconds of processor time, and the most memory of one process in MiB."""

    wall: float
    cpu: float
    peak: float


def timed(command: Sequence[str]) -> Run:
    """Run a command and everything it starts to its end."""
    began = perf_counter()
    silent = os.open(os.devnull, os.O_WRONLY)
    redirected = [(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
    first = os.posix_spawnp(command[0], command, os.environ, file_actions=redirected)
    os.close(silent)
    wall, cpu, peak = 0.0, 0.0, 0
    while True:
        try:
            process, status, used = os.wait4(-1, 0)
        except ChildProcessError:
            return Run(wall, cpu, peak / 1024)
        cpu, peak = cpu + used.ru_utime + used.ru_stime, max(peak, used.ru_maxrss)
        if process == first:
            wall = perf_counter() - began
            if status:
                sys.exit(f"{command[0]} failed")


def pages_of(path: Path) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(path).pages)


def large_report() -> GapReport:
    """The report of a larger example."""
    source = AssessmentSource(content.example_folder() / LARGE / "assessment.yaml")
    said = source.content
    questionnaire = load_questionnaire(content.questionnaire_folders(), said.questionnaire)
    answers = {answer.question: answer for answer in source.answers(questionnaire)}
    given = Assessment(name=LARGE, engagement=said.engagement, answers=answers, observations=said.observations)
    return analyse(questionnaire, given, on=today())


def contestants(folder: Path) -> Mapping[str, Sequence[str]]:
    """Commands by name; the files they need are written first."""
    report = example_report()
    (folder / "report.pickle").write_bytes(pickle.dumps(report))
    (folder / "large.pickle").write_bytes(pickle.dumps(large_report()))
    (folder / "report.html").write_bytes(render_html(report, Materials(content.template_folders())).content)
    python = (sys.executable, "-c")
    timed((*python, RENDER, str(folder / "report.pickle"), str(folder / "report.pdf")))
    pages = str(pages_of(folder / "report.pdf"))
    browser = shutil.which("chromium") or sys.exit("There is no chromium here.")
    profile, printed = f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/chromium.pdf"
    return {
        "chromium": (browser, *CHROMIUM, profile, printed, (folder / "report.html").as_uri()),
        "report": (*python, RENDER, str(folder / "report.pickle"), str(folder / "report.pdf")),
        "untagged": (*python, RENDER, str(folder / "report.pickle"), str(folder / "untagged.pdf"), "untagged"),
        "large": (*python, RENDER, str(folder / "large.pickle"), str(folder / "large.pdf")),
        "minimal": (*python, MINIMAL, pages, str(folder / "minimal.pdf")),
    }


def measured(folder: Path, rounds: int) -> Mapping[str, list[Run]]:
    """All contestants in turn, after one turn that does not count."""
    commands = contestants(folder)
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            shutil.rmtree(folder / "profile", ignore_errors=True)
            done = timed(command)
            if turn:
                runs[name].append(done)
    return runs


def throughput(folder: Path, copies: int) -> float:
    """How many times faster two workers write a number of reports than one does, both warm."""
    source = AssessmentSource(content.example_folder() / "aldermoor" / "assessment.yaml")
    workspace = Workspace(folder / "work")
    questionnaire = workspace.questionnaire(source.content.questionnaire)
    for number in range(copies):
        given = (questionnaire, source.content.engagement, source.answers(questionnaire))
        workspace.start(f"copy-{number}", *given).journal.close()
    seconds = []
    for workers in (1, 2):
        jobs = [
            Job(workspace.folder, name, ("report",), ("pdf",), folder / "out", today(), "", attach_data=False)
            for name in workspace.names()
        ]
        began = perf_counter()
        failed = [outcome.failure for outcome in run(jobs, workers) if outcome.failure]
        seconds.append(perf_counter() - began)
        if failed:
            sys.exit(failed[0])
    return seconds[0] / seconds[1]


def two_loops() -> float:
    """How many times more two plain loops do than one: what the machine has to give just now."""
    seconds = []
    for count in (1, 2):
        began = perf_counter()
        loops = [subprocess.Popen((sys.executable, "-c", LOOP)) for _ in range(count)]
        for loop in loops:
            loop.wait()
        seconds.append(perf_counter() - began)
    return 2 * seconds[0] / seconds[1]


def main() -> None:
    """Measure and print a table."""
    rounds = rounds_wanted(5)
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with TemporaryDirectory() as name:
        folder = Path(name)
        runs = measured(folder, rounds)
        heading(rounds)
        print(
            f"{'':10} {'pages':>5} {'clock / Chromium (min-max)':>28} {'cpu s':>6} {'/ Chromium':>10} {'peak MiB':>8}"
        )
        base = runs["chromium"]
        for who, done in runs.items():
            ratios = sorted(mine.wall / theirs.wall for mine, theirs in zip(done, base, strict=True))
            cpu = median(each.cpu for each in done)
            times = cpu / median(each.cpu for each in base)
            pages = pages_of(folder / f"{who}.pdf")
            spread = f"{median(ratios):.2f} ({ratios[0]:.2f}-{ratios[-1]:.2f})"
            print(f"{who:10} {pages:5} {spread:>28} {cpu:6.2f} {times:10.2f} {max(each.peak for each in done):8.0f}")
        small, large = (median(each.cpu for each in runs[who]) for who in ("report", "large"))
        longer = pages_of(folder / "large.pdf") / pages_of(folder / "report.pdf")
        print(f"\ngrowth with pages: exponent {log(large / small) / log(longer):.2f}")
        print(f"two workers: {throughput(folder, 8):.2f} times one; two plain loops: {two_loops():.2f} times one")


if __name__ == "__main__":
    main()
