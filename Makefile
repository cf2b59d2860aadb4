# 同读. `make` alone lists what there is.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install -qq --require-hashes

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

run: .venv/running  ## a look at it: demo texts on http://127.0.0.1:8000/, or PORT=…
	@exec $(BIN)/python -m studyapp.serving demo

serve: .venv/running  ## the real thing: HOST=0.0.0.0 PUBLIC_URL=http://…
	@exec $(BIN)/python -m studyapp.serving serve

test: lint types test-python test-js test-browser  ## all checks and tests

lint: .venv/testing  ## ruff: mistakes and layout
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

types: .venv/testing  ## mypy
	@$(BIN)/mypy

test-python: .venv/testing
	@$(BIN)/pytest -n 2 --ignore=tests/browser

test-js:
	@command -v node >/dev/null || deploy/debian nodejs
	@node --test tests/js/*.test.*js

test-browser: .venv/testing
	@deploy/debian chromium fonts-noto-cjk
	@$(BIN)/pytest -n 2 tests/browser

test-postgres: .venv/testing  ## the Python tests on PostgreSQL: DATABASE_URL, or one of its own for as long as it takes
	@$(BIN)/python tests/postgres.py $(BIN)/pytest -n 2 --ignore=tests/browser

messages: .venv/testing  ## take new words of the screens into locale/, then make what Django reads
	@deploy/debian gettext
	@$(BIN)/python manage.py makemessages --locale en --no-location --no-wrap --ignore .venv --ignore var --ignore tests --verbosity 0
	@$(BIN)/python manage.py compilemessages --locale en --ignore .venv --verbosity 0

scores: .venv/testing  ## how well structure and hidden words are found, into docs/outline.md and cloze.md; texts from CORPUS=…
	@$(BIN)/python -m tests.benchmarks.outline $(CORPUS)
	@$(BIN)/python -m tests.benchmarks.cloze

benchmarks: .venv/testing  ## how fast it is, and what hostile files do
	@for name in hostile reading marks live meeting upload; do $(BIN)/python -m tests.benchmarks.$$name || exit 1; done

screenshots: .venv/testing  ## pictures of the pages, into docs/screenshots/
	@deploy/debian chromium fonts-noto-cjk poppler-utils
	@$(BIN)/python -m tests.browser.screenshots

requirements: .venv/testing  ## pin the newest releases that requirements*.in allow, with hashes
	@for set in requirements requirements-dev; do \
		uv pip compile --quiet --upgrade --generate-hashes --python-version 3.11 --no-emit-index-url --no-header $$set.in -o $$set.txt; done

clean:  ## all that was made, except var/, where the data are
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build
	@find . -name __pycache__ -prune -exec rm -rf {} +

.venv/running: requirements.txt .venv/bin/python
	@echo "Installing what requirements.txt pins …"
	@$(PIP) -r $< && touch $@

.venv/testing: requirements-dev.txt .venv/bin/python
	@echo "Installing what requirements-dev.txt pins …"
	@$(PIP) -r $< && touch $@

.venv/bin/python:
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || deploy/debian python3-venv
	@$(PYTHON) -m venv .venv

.PHONY: help run serve test lint types test-python test-js test-browser test-postgres messages scores benchmarks screenshots \
	requirements clean
