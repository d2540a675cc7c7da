# Everything runs in .venv, which makes itself: a fresh machine needs only make and Python 3.11 or later.
# PYTHON=... names another interpreter.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SAMPLES := corpus/samples
BUILD := build

.DEFAULT_GOAL := help
.PHONY: help demo test browser lint types bench docs docs-check clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or later is needed: https://www.python.org / 需要 Python 3.11 以上'; exit 2; }
	@$(PYTHON) -m venv --clear $(VENV) || { $(PYTHON) -m virtualenv -q $(VENV) 2>/dev/null; } || \
		{ echo 'Python has no venv module; on Debian or Ubuntu: apt-get install python3-venv'; exit 2; }
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(READY) ## facts and slogans of the sample reports, and how they compare with gold
	@$(BIN)/jushi extract $(SAMPLES)/reports -o $(BUILD)/demo.jsonl
	@$(BIN)/python -m corpus.report.table $(BUILD)/demo.jsonl
	@$(BIN)/jushi score $(SAMPLES)/gold $(BUILD)/demo.jsonl --table

test: $(READY) browser ## all tests
	$(BIN)/python -m pytest

browser: ## a browser for the tests of the evidence page, where this is Debian and we are root; else they are skipped
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
		{ test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends chromium chromium-driver fonts-noto-cjk >/dev/null; } || \
		echo 'no browser, so its tests are skipped: apt-get install chromium chromium-driver fonts-noto-cjk'

lint: $(READY) ## style
	$(BIN)/ruff check .

types: $(READY) ## static types: strict for nlp and lexicons (see pyproject.toml)
	$(BIN)/mypy nlp lexicons corpus cli

bench: $(READY) ## speed and memory beside what a user would pick instead
	$(BIN)/python -m benchmarks

docs: $(READY) ## write the generated reference
	$(BIN)/python docs/reference/build.py

docs-check: $(READY) ## is the committed reference the generated one?
	$(BIN)/python docs/reference/build.py --check

clean: ## away with all that can be made again
	rm -rf $(VENV) $(BUILD) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
