"""The guide's example is sound, and its faults are those there are."""

import re
from pathlib import Path

import yaml

from gapanalysis.engine.decisions import check_table
from gapanalysis.model.decision import DecisionTable
from tests.unit.engine.decisions.tables import NAMES, SCALES

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs/decision-tables.md").read_text(encoding="utf-8")


def test_the_example_has_no_fault():
    block = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert block
    options = {"firms": "Firms", "consumers": "Consumers"}
    buyers = NAMES["profile.buyers"].model_copy(update={"options": options})
    names = {"Q8.2.1-2": NAMES["Q9.1.2-1"], "profile.customers_are": buyers}
    for written in yaml.safe_load(block[1])["tables"]:
        assert check_table(DecisionTable.model_validate(written), names, SCALES) == ()


def test_every_fault_has_its_line_and_no_other():
    listed = re.findall(r"^\| `(table-[a-z-]+)` \|", PAGE, re.MULTILINE)
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "gapanalysis/engine/decisions").glob("*.py"))
    assert sorted(listed) == sorted(set(re.findall(r'"(table-[a-z-]+)"', source)))
