.PHONY: help demo test bench

help:
	@echo "make demo    write the shipped example's report to out/: PDF, HTML, Word, Excel"
	@echo "make test    run every check: tests, ruff, mypy, import contracts"
	@echo "make bench   how long things take, as ratios to what they are measured beside"

demo:
	@sh setup.sh demo
	@.venv/bin/gapanalysis demo -o out

test:
	@sh setup.sh test
	@sh checks.sh

bench:
	@sh setup.sh demo
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable .[bench]
	@for name in startup loading analysis conditions; do \
		printf '\n== %s: ' $$name; .venv/bin/python benchmarks/$$name.py || exit; done
	@if command -v chromium >/dev/null; then printf '\n== rendering: '; .venv/bin/python benchmarks/rendering.py; fi
