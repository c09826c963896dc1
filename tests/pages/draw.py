"""Draw every document of hard cases, to be looked at: `python tests/pages/draw.py -o FOLDER [CASE...]`.

Each becomes a PDF and sheets of its pages, eight to a sheet; what `geometry` minds is printed. A case is one of
`cases.CASES`, all by default; `--theme` and `--document` narrow it down.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
from cases import CASES, ON, Case
from geometry import faults, slide_faults
from PIL import Image

from gapanalysis import __version__, content
from gapanalysis.engine.handout import handout
from gapanalysis.engine.proposal import gaps_of, propose, quote, subject_of
from gapanalysis.errors import AssessmentError
from gapanalysis.loading.proposals import load_offer
from gapanalysis.model.extract import By, extract
from gapanalysis.model.report import GapReport
from gapanalysis.render.documents import EXTRACT, HANDOUT, PROPOSAL, SPECIMEN, Document, Subject, document_named
from gapanalysis.render.specimen import Specimen
from gapanalysis.render.theme import load_theme
from gapanalysis.render.writers import Materials, writer_for

THEMES = {"studio": "", "ledger": "ledger"}
COVERS = {"report": 1, "proposal": 2, "quote": 2, "specimen": 1}
CHAPTERS = ("report", "proposal", "quote")
"""Documents whose chapters begin on pages of their own."""

COLUMNS, ROWS, WIDE, GAP = 4, 2, 480, 6


def documents(case: Case) -> Iterator[tuple[str, Document, Callable[[], Subject]]]:
    """Name, document and subject of everything that can be made of a case."""
    report = case.report
    yield from (
        (name, document_named(name), lambda: report) for name in ("report", "brief", "plan", "papers", "slides")
    )
    yield "handout", HANDOUT, lambda: handout(case.questionnaire, case.assessment, on=ON, version=__version__)
    yield from (
        (f"extract-{by.value}", EXTRACT, lambda by=by, of=of: extract(report, by, of)) for by, of in cuts(report)
    )
    folders, rates = content.questionnaire_folders(), content.example_folder() / "rates.yaml"

    def improvement() -> Subject:
        offer = load_offer(folders, (rates, None), gaps_of(report), ON, __version__)
        return propose(case.questionnaire, case.assessment, report, offer)

    def analysis() -> Subject:
        subject = subject_of(case.questionnaire, case.assessment)
        return quote(case.assessment.name, subject, load_offer(folders, (rates, None), None, ON, __version__))

    yield "proposal", PROPOSAL, improvement
    yield "quote", PROPOSAL, analysis


def cuts(report: GapReport) -> Iterator[tuple[By, str]]:
    """An extract of each kind: the first finding, a clause, the first section, and who has most to do."""
    if report.main.findings:
        yield By.FINDING, report.main.findings[0].id
    yield By.CLAUSE, "9.1"
    yield By.SECTION, report.sections[0].id
    if report.main.owners:
        yield By.OWNER, max(report.main.owners, key=lambda owner: len(report.main.owners[owner]))


def sheets(pdf: Path) -> None:
    """Write the pages of a PDF beside it, as pictures of several pages."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=WIDE / page.get_width()).to_pil() for page in document]
    document.close()
    tall = max(picture.height for picture in pictures) + GAP
    for first in range(0, len(pictures), COLUMNS * ROWS):
        sheet = Image.new("RGB", (COLUMNS * (WIDE + GAP), ROWS * tall), "grey")
        for place, picture in enumerate(pictures[first : first + COLUMNS * ROWS]):
            sheet.paste(picture, (place % COLUMNS * (WIDE + GAP), place // COLUMNS * tall))
        sheet.save(pdf.with_name(f"{pdf.stem}-{first + 1:03}.png"))


def minded(name: str, pdf: bytes) -> list[str]:
    """What is wrong with the pages of a document."""
    if name == "slides":
        return slide_faults(pdf)
    return faults(pdf, covers=COVERS.get(name, 0), one_chapter=name not in CHAPTERS)


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("-t", "--theme", action="append", choices=THEMES)
    parser.add_argument("-d", "--document", action="append", metavar="NAME")
    parser.add_argument("case", nargs="*", choices=[*CASES, []])
    asked = parser.parse_args()
    templates = content.template_folders()
    for theme in asked.theme or THEMES:
        look = load_theme(templates, THEMES[theme])
        for case in asked.case or CASES:
            for name, document, subject in documents(CASES[case]()):
                if asked.document and name not in asked.document:
                    continue
                try:
                    about = subject()
                except AssessmentError as error:
                    sys.stdout.write(f"{theme} {case} {name}: {error}\n")
                    continue
                pdf = writer_for("pdf").render(about, Materials(templates, look, document)).content
                file = asked.output / theme / f"{case}-{name}.pdf"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(pdf)
                sheets(file)
                sys.stdout.writelines(f"{line}\n" for line in (f"{theme} {case} {name}", *minded(name, pdf)))
                sys.stdout.flush()
        specimen = Specimen(CASES["aldermoor"]().report, look)
        pdf = writer_for("pdf").render(specimen, Materials(templates, look, SPECIMEN)).content
        file = asked.output / theme / "specimen.pdf"
        file.write_bytes(pdf)
        sheets(file)


if __name__ == "__main__":
    main()
