"""Every code has its paragraph in the documentation, and no paragraph speaks of a code that is gone."""

import re
from pathlib import Path

from gapanalysis.loading.codes import Code

ROOT = Path(__file__).parents[3]
DEFINITIONS = (ROOT / "docs/errors.md").read_text(encoding="utf-8").partition("## Faults in definition files")[2]
SECTION = re.split(r"^## ", DEFINITIONS, maxsplit=1, flags=re.MULTILINE)[0]


def test_documentation_and_codes_agree():
    documented = re.findall(r"^\| `([a-z0-9-]+)` \|", SECTION, flags=re.MULTILINE)
    language = "\n".join(path.read_text() for path in (ROOT / "gapanalysis/engine/conditions").glob("*.py"))
    conditions = set(re.findall(r'"(condition-[a-z-]+)"', language)) | {"condition-syntax"}
    assert sorted(documented) == sorted({str(code) for code in Code} | conditions)
