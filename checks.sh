#!/bin/sh
# Runs every check, even after one has failed, and ends with a line that names each outcome. Needs `setup.sh test`.
set -u
cd "$(dirname "$0")" || exit 1
bin=.venv/bin
outcome=""
status=0

# The tests come last, so that their own summary stands at the end.
check() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then
        outcome="$outcome$name passed, "
    else
        outcome="$outcome$name FAILED, "
        status=1
    fi
}

check "ruff check" "$bin/python" -m ruff check .
check "ruff format" "$bin/python" -m ruff format --check .
check "mypy" "$bin/python" -m mypy
check "lint-imports" "$bin/python" -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
check "pytest" "$bin/python" -m pytest
printf '\n%s\n' "${outcome%, }."
exit "$status"
