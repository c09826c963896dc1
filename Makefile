.PHONY: help demo test bench

help:
	@echo "make demo    write the shipped example's report to out/, as PDF and HTML"
	@echo "make test    run every check: tests, ruff, mypy, import contracts"
	@echo "make bench   how long a command takes to start, beside a bare interpreter"

demo:
	@sh setup.sh demo
	@.venv/bin/gapanalysis demo -o out

test:
	@sh setup.sh test
	@sh checks.sh

bench:
	@sh setup.sh demo
	@.venv/bin/python benchmarks/startup.py
