# Two commands set up everything: `make demo` and `make test`. Each installs what it needs into .venv first.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test test-slow lint accept clean help

demo: .venv/.package  ## Rate a garbled fixture and write report.html
	$(BIN)/mtqa score fixtures/garbled/suspect.txt fixtures/garbled/reference.txt --output html=report.html
	@echo "The same as a page: report.html"

test: .venv/.test  ## Run the tests
	$(BIN)/python -m pytest

test-slow: .venv/.test  ## Run the few tests that `make test` leaves out because they take long
	$(BIN)/python -m pytest -m slow

lint: .venv/.test  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

accept: .venv/.test  ## Accept what the golden tests show now
	MTQA_ACCEPT=1 $(BIN)/python -m pytest -q -n 0 tests/report tests/test_readme.py

clean:  ## Remove the environment and what tools left behind
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis report.html

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.package: .venv/bin/python pyproject.toml constraints.txt
	$(INSTALL) -e .
	@touch $@

.venv/.test: .venv/.package
	$(INSTALL) -e '.[test]'
	@touch $@
