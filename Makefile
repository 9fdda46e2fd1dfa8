# Each target makes what it needs; `make demo` and `make test` are enough to begin with.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH := $(VENV)/.bench
DATA ?=

.PHONY: demo test check format golden bench evaluate pictures dist clean

demo: $(READY)            ## the whole thing on an invented workspace
	$(BIN)/outreach demo

test: $(READY)            ## every test; the browser ones where there is a browser
	$(BIN)/pytest -n auto

check: $(READY)           ## style, types, and that imports point one way
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(READY)          ## rewrite the expected files; read the difference before keeping it
	$(BIN)/pytest --golden tests

evaluate: $(READY)        ## how good: ranking, judge of pitches, lexicon, places, identity
	$(BIN)/python -m tests.evaluation $(DATA)

bench: $(BENCH)           ## how fast, against other ways of doing it, in one run
	$(BIN)/python -m tests.benchmarks

pictures: $(READY)        ## screenshots of the pages
	$(BIN)/python -m tests.pictures

dist: $(READY)            ## wheel and source archive
	rm -rf dist
	$(BIN)/python -m build

$(READY): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[web,pdf,xlsx]" --group dev
	touch $@

$(BENCH): $(READY)
	$(BIN)/python -m pip install --quiet --group bench
	touch $@

clean:
	rm -rf $(VENV) dist outreach-demo .mypy_cache .ruff_cache .hypothesis .import_linter_cache
