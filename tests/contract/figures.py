"""Figures as a reader finds them in each format: nothing here uses what the writers are made of."""

import io
import json
import re
import warnings
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser

import docx
import openpyxl
import pikepdf
import pypdfium2

SHARE = re.compile(r"Share of what is required and in place: (\d+%|\d+ of \d+ points)")
REACHED = re.compile(r"(\d+) of (\d+) points reached")
ANSWERED = re.compile(r"(\d+) of (\d+) questions that apply are answered")
GRADED = re.compile(r"(\d+) gaps? that an auditor would likely grade (major|minor)")
CHANCES = re.compile(r"\b(1(?= opportunity\b)|\d+(?= opportunities\b))")
GATE = re.compile(r"(\d+(?:\.\d+)+) [A-Z][^:]{3,90}?: (met|failed|open|not yet due)")
DAYS = re.compile(r"Action (\d+) · [^·]+ · ([\d.]+)\sdays?")
CLAUSE = re.compile(r"(\d+(?:\.\d+)+) [^\d]{3,90}? (?:\d+%, )?(\d+) of (\d+) points")
POINTS = re.compile(r"(\d+) of (\d+) points")
COSTS = re.compile(r"What is paid for How it comes about In twelve months Gaps that let it happen (.*?) Together")
COST = re.compile(r"(\b[A-Z][a-z ]+) (?:noticed inside|reached the customer) .*? £([\d,.]+)")
COST_HEAD = ["What is paid for", "How it comes about", "In twelve months", "Gaps that let it happen"]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Figures:
    """What every format must agree on. `share` and the next two are None where nothing was assessed."""

    share: str | None
    points: tuple[int, int] | None
    coverage: tuple[int, int] | None
    grades: dict[str, int]
    gates: dict[str, str]
    days: dict[int, Decimal]
    clauses: dict[str, tuple[int, int]]
    costs: dict[str, Decimal]


def whole(pattern, text):
    """The two numbers that a pattern finds first; None where it finds none."""
    match = pattern.search(text)
    return (int(match[1]), int(match[2])) if match else None


def found(text, **tables):
    """Figures from tables, with those that stand in the text."""
    share = SHARE.search(text)
    return Figures(
        share=share[1] if share else None,
        points=whole(REACHED, text),
        coverage=whole(ANSWERED, text) if share else None,
        **tables,
    )


def pounds(words):
    """An amount of money, read back."""
    return Decimal(words.replace("£", "").replace(",", ""))


def costed(rows):
    """What each fault costs, from the rows of a table; what follows the name in its cell is left out."""
    name = re.compile(r" ?\(?(noticed inside|reached the customer)\)?")
    return {name.sub("", row[0]): pounds(row[2]) for row in rows if row[0] != "Together"}


def flat(text):
    """Text with every run of white space as one space, and none before punctuation, as tags leave it there."""
    return re.sub(r"\s+([:;,.])", r"\1", re.sub(r"\s+", " ", text))


def told(text, share):
    """Figures from the running text of a PDF or HTML file."""
    grades = Counter({"major": 0, "minor": 0, "opportunity": 0})
    for count, grade in GRADED.findall(text):
        assert grades[grade] in (0, int(count)), "the same count is told in two ways"
        grades[grade] = int(count)
    chances = CHANCES.search(text)
    grades["opportunity"] = int(chances[1]) if chances else 0
    return Figures(
        share=share,
        points=whole(REACHED, text),
        coverage=whole(ANSWERED, text) if share else None,
        grades=dict(grades),
        gates=dict(GATE.findall(text)),
        days={int(number): Decimal(days) for number, days in DAYS.findall(text)},
        clauses={clause: (int(points), int(most)) for clause, points, most in CLAUSE.findall(text)},
        costs={title: pounds(amount) for table in COSTS.findall(text) for title, amount in COST.findall(table)},
    )


# -- PDF and HTML ------------------------------------------------------------------------------------------------


def pdf_text(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return flat(" ".join(page.get_textpage().get_text_range().replace("\ufffe", "-") for page in document))
    finally:
        document.close()


def pdf(content):
    with pikepdf.open(io.BytesIO(content)) as file:
        words = [str(item.Alt) for item in file.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    shares = [match[1] for text in words if (match := SHARE.search(text))]
    return told(pdf_text(content), shares[0] if shares else None)


class _Page(HTMLParser):
    def __init__(self, content):
        super().__init__()
        self.words, self.titles, self.within = [], [], []
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        if tag in ("style", "title"):
            self.within.append(tag)

    def handle_endtag(self, tag):
        if tag in ("style", "title"):
            self.within.pop()

    def handle_data(self, data):
        (self.titles if "title" in self.within else self.words if not self.within else []).append(data)


def html_text(content):
    return flat(" ".join(_Page(content).words))


def html(content):
    shares = [match[1] for text in _Page(content).titles if (match := SHARE.search(text))]
    return told(html_text(content), shares[0] if shares else None)


# -- Word --------------------------------------------------------------------------------------------------------


def words_of(element):
    """The words in a part of a Word file, content controls included; a line break is a space."""
    parts = []
    for node in element.iter():
        if node.tag == f"{WORD}t":
            parts.append(node.text or "")
        elif node.tag in (f"{WORD}br", f"{WORD}p", f"{WORD}tab"):
            parts.append(" ")
    return flat("".join(parts)).strip()


def docx_tables(content):
    """Every table as its rows of texts, the head first."""
    document = docx.Document(io.BytesIO(content))
    return [[[words_of(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst] for table in document.tables]


def docx_text(content):
    return words_of(docx.Document(io.BytesIO(content)).element.body)


def word(content):
    text, grades = docx_text(content), _graded_cards(content)
    gates, days, clauses, costs = {}, {}, {}, {}
    for head, *rows in docx_tables(content):
        if head[:3] == ["State", "Clause", "Gate"]:
            gates = {row[1]: row[0] for row in rows}
        elif head == ["No.", "Action", "Closes", "Who", "Effort"]:
            days |= {int(row[0]): Decimal(re.match(r"([\d.]+)\sdays?", row[4])[1]) for row in rows}
        elif head == ["Clause", "Subject", "Worst answer", "Points"]:
            clauses = {row[0]: whole(POINTS, row[3]) for row in rows}
        elif head[0] == "Opportunity":
            grades["opportunity"] = len(rows)
        elif head == COST_HEAD:
            costs = costed(rows)
    return found(text, grades=grades, gates=gates, days=days, clauses=clauses, costs=costs)


def _graded_cards(content):
    """How many findings have a heading of their own beneath the heading of their grade."""
    grades, group = {"major": 0, "minor": 0, "opportunity": 0}, None
    for paragraph in docx.Document(io.BytesIO(content)).element.body.iter(f"{WORD}p"):
        if paragraph.style == "Heading3":
            group = GRADED.match(words_of(paragraph))
        elif paragraph.style == "Heading4":
            grades[group[2]] += 1
    return grades


# -- Excel -------------------------------------------------------------------------------------------------------


def sheets(content):
    """Every sheet as its rows of values, by its name."""
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message=".*extension is not supported"
        )  # bars of one colour came with Excel 2010
        book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def records(rows):
    head, *rest = rows
    return [dict(zip(head, row, strict=True)) for row in rest]


def percent(share):
    """What a share must show, rounded half up; 99.6 % is not 100, and 0.4 % not 0."""
    shown = int(share * 100 + 0.5)
    return f"{99 if shown == 100 and share < 1 else 1 if shown == 0 and share > 0 else shown}%"


MONTHS = ", GBP in twelve months"


def excel(content):
    """The first edition's figures; every number must be a number, and every share a value."""
    book = sheets(content)
    facts = {}
    for label, value in (row[:2] for row in book["Overview"] if row[0]):
        facts.setdefault(label, value)  # the first edition stands first
    edition = next(label for label in facts if label.startswith("Results against ")).removeprefix("Results against ")
    mine = [row for row in records(book["Clauses"]) if row["Edition"] == edition]
    findings = [row for row in records(book.get("Findings", [["Edition"]])) if row["Edition"] == edition]
    kinds = Counter(row["Grade"].removeprefix("likely ") for row in findings)
    grades = {grade: kinds[grade] for grade in ("major", "minor", "opportunity")}
    assert grades == {
        name.removeprefix("likely "): facts[name] for name in ("likely major", "likely minor", "opportunity")
    }
    assessed = facts["Share"] != "not assessed"
    for row in mine:
        if row["Share"] is not None:
            assert abs(row["Share"] - row["Points"] / row["Attainable"]) < 1e-12
    return Figures(
        share=percent(facts["Share"]) if assessed else None,
        points=(facts["Points"], facts["Attainable"]) if assessed else None,
        coverage=(facts["Answered"], facts["Questions that apply"]) if assessed else None,
        grades=grades,
        gates=_gates(book["Overview"], edition),
        days={row["No."]: Decimal(str(row["Days"])) for row in records(book.get("Action plan", [["No."]]))},
        clauses={row["Clause"]: (row["Points"], row["Attainable"]) for row in mine if row["Share"] is not None},
        costs={
            label.removesuffix(MONTHS): Decimal(str(amount))
            for label, amount in facts.items()
            if label.endswith(MONTHS) and not label.startswith("Together")
        },
    )


def _gates(rows, edition):
    start = next(place for place, row in enumerate(rows) if row[0] == f"Gates of {edition}")
    gates = {}
    for label, state, *_ in rows[start + 1 :]:
        if not label:
            break
        gates[label.split(" ")[0]] = state
    return gates


# -- Markdown and JSON -------------------------------------------------------------------------------------------


def md_tables(content):
    """Every table as its rows of texts, the head first and without the line beneath it."""
    tables, rows = [], []
    for line in [*content.decode().split("\n"), ""]:
        if line.startswith("| "):
            cells = re.split(r"(?<!\\)\|", line)[1:-1]
            rows.append([re.sub(r"\\([^\w\s])", r"\1", cell).strip() for cell in cells])
        elif rows and not line.startswith("|-"):
            tables.append(rows)
            rows = []
    return tables


def markdown(content):
    text = flat(content.decode())
    grades, gates, days, clauses = {"major": 0, "minor": 0, "opportunity": 0}, {}, {}, {}
    for count, grade in GRADED.findall(text):
        grades[grade] = int(count)
    listed = 0
    for head, *rows in md_tables(content):
        if head == ["Clause", "Gate", "State", "Remark"]:
            gates = {row[0]: row[2] for row in rows}
        elif head[-1] == "Effort" and "Done when" in head:
            days |= {int(row[0]): Decimal(row[-1].split("\N{NO-BREAK SPACE}")[0]) for row in rows}
        elif head == ["Clause", "Subject", "Worst answer", "Points"]:
            clauses = {row[0]: whole(POINTS, row[3]) for row in rows}
        elif head[0] == "Opportunity":
            grades["opportunity"] = len(rows)
        elif head[0] == "Finding":
            listed += len(rows)
    assert listed == grades["major"] + grades["minor"]
    costs = {
        title: amount
        for head, *rows in md_tables(content)
        if head == COST_HEAD
        for title, amount in costed(rows).items()
    }
    return found(text, grades=grades, gates=gates, days=days, clauses=clauses, costs=costs)


def from_json(content):
    edition = json.loads(content)["editions"][0]
    tally = edition["tally"]
    assessed = edition["share"] is not None
    kinds = Counter(finding["grade"].removeprefix("likely ") for finding in edition["findings"])
    applicable = tally["answered"] + tally["open"] + tally["dont_know"]
    return Figures(
        share=percent(tally["points"] / tally["attainable"]) if assessed else None,
        points=(tally["points"], tally["attainable"]) if assessed else None,
        coverage=(tally["answered"], applicable) if assessed else None,
        grades={grade: kinds[grade] for grade in ("major", "minor", "opportunity")},
        gates={gate["clause"]: gate["state"] for gate in edition["gates"]},
        days={number: Decimal(action["days"]) for number, action in enumerate(edition["plan"], start=1)},
        clauses={
            result["clause"]["number"]: (result["tally"]["points"], result["tally"]["attainable"])
            for result in edition["clauses"]
            if result["tally"]["attainable"]
        },
        costs={
            line["title"]: Decimal(line["amount"]["minor"]) / 100
            for line in json.loads(content)["business_case"]["costs"]
        },
    )


EXTRACT = {"pdf": pdf, "html": html, "docx": word, "xlsx": excel, "md": markdown, "json": from_json}
"""How figures are taken from each format."""
