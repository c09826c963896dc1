"""A small world of definitions: one standard, two questions, two actions, one questionnaire."""

from pathlib import Path

import pytest

from gapanalysis.errors import Issue
from gapanalysis.loading import check

LEVEL_QUESTION = """\
  - id: Q9.1.2-1
    title: Listening
    ask: How do you listen to {customers}?
    audit: Ask for the last notes.
    why: Few complain.
    whom: [sales lead]
    evidence: [notes of calls]
    usual_gaps: [nobody asks]
    answer: {type: level, scale: conformity}
    levels:
      0: Nobody asks.
      1: Some are asked.
      2: Most are asked.
      3: All are asked.
    pdca: check
    dimensions: [relationship]
    editions:
      "2015": {clauses: [9.1.2], obligation: requirement, gate: perception}
    strength: "{Customers} are heard"
    shortfalls:
      - levels: [0, 1, 2]
        headline: Nobody listens
        consequence: They leave.
        action: A9.1.2-1
"""

WORLD = {
    "scales.yaml": """\
scales:
  - id: conformity
    title: Conformity
    measures: conformity
    levels:
      0: {label: Absent, description: Nothing., grade: likely minor}
      1: {label: Partial, description: Some., grade: likely minor}
      2: {label: Lapses, description: Most., grade: likely minor}
      3: {label: Effective, description: All., grade: conforms}
  - id: maturity
    title: Maturity
    measures: maturity
    levels:
      1: {label: One, description: One., grade: opportunity}
      2: {label: Two, description: Two., grade: opportunity}
      3: {label: Three, description: Three., grade: opportunity}
      4: {label: Four, description: Four., grade: conforms}
      5: {label: Five, description: Five., grade: conforms}
""",
    "terms.yaml": """\
terms:
  customer: {one: customer, many: customers, a: a customer}
  product: {one: product, many: products, a: a product}
  order: {one: order, many: orders, a: an order}
  supplier: {one: supplier, many: suppliers, a: a supplier}
  worker: {one: worker, many: workers, a: a worker}
""",
    "profile.yaml": """\
questions:
  - id: P.employees
    title: People
    ask: How many people work for {organisation}?
    answer: {type: number, whole: true}
    fact: employees
  - id: P.outsources
    title: Outsourcing
    ask: Do others work for you?
    answer: {type: yes-no}
    fact: outsources
""",
    "sectors/food.yaml": "id: food\nlabel: Food\nterms:\n  customer: {one: guest, many: guests, a: a guest}\n",
    "standards/iso9001.yaml": "id: iso9001\nlabel: ISO 9001\ncrosswalks: []\n",
    "standards/iso9001-2015.yaml": """\
id: "2015"
label: ISO 9001:2015
title: Requirements
clauses:
  - {number: 9, title: Evaluation, pdca: check}
  - {number: 9.1, title: Monitoring, pdca: check}
  - {number: 9.1.2, title: Perception, pdca: check}
  - {number: 9.10, title: Not nine point one, pdca: check}
gates:
  - {id: perception, clause: 9.1.2, title: Perception}
""",
    "bank/9.1.2.yaml": f"""\
questions:
{LEVEL_QUESTION}\
  - id: Q9.1.2-2
    title: Since when
    ask: Since when do you ask?
    answer: {{type: date}}
    editions:
      "2015": {{clauses: [9.1.2], obligation: requirement}}
    applies_when: profile.employees >= 10 and Q9.1.2-1 >= 1
actions:
  - id: A9.1.2-1
    title: Ask
    first_step: Call one.
    done_when: Ten are called.
    effort: {{micro: 1, small: 2, medium: 3, large: 4.5}}
    owner: sales lead
    benefit: They stay.
    depends_on: [A9.1.2-2]
  - id: A9.1.2-2
    title: List
    first_step: Write the list.
    done_when: The list is there.
    effort: {{micro: 1, small: 2, medium: 3, large: 4}}
    owner: sales lead
    benefit: You know whom to ask.
  - id: A9.1.2-3
    title: Never reached
    first_step: Wait.
    done_when: It is over.
    effort: {{micro: 1, small: 2, medium: 3, large: 4}}
    owner: nobody
    benefit: None.
""",
    "focus/questionnaire.yaml": """\
id: focus
title: Focus
version: "1.0"
language: en-GB
summary: Short.
standard: iso9001
editions: [2015]
systemic: {headline: several shortfalls, consequence: One cause.}
bands:
  - {id: start, label: Start, summary: Early., least: 0}
  - {id: ready, label: Ready, summary: Late., least: 90}
sections:
  - id: listening
    title: Listening
    headlines: {strong: Good, mixed: Fair, weak: Poor, open: Open}
    questions:
      - Q9.1.2-1
      - id: Q9.1.2-2
        ask: Which year did you begin to ask?
        weight: 3
""",
}


class World:
    """A folder of definitions to change and check."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in WORLD.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def replace(self, name: str, old: str, new: str) -> Path:
        """Change one place of a file; the place must exist."""
        text = (self.folder / name).read_text()
        assert old in text
        return self.write(name, text.replace(old, new, 1))

    def position(self, name: str, text: str, nth: int = 1) -> tuple[int, int]:
        """Line and column of the nth occurrence of a text, as an editor counts."""
        content = (self.folder / name).read_text()
        at = -1
        for _ in range(nth):
            at = content.index(text, at + 1)
        return content.count("\n", 0, at) + 1, at - content.rfind("\n", 0, at)

    def issues(self) -> tuple[Issue, ...]:
        return check([self.folder])

    def issue(self) -> Issue:
        """The one and only fault."""
        issues = self.issues()
        assert len(issues) == 1, "\n".join(str(issue) for issue in issues)
        return issues[0]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "definitions")
