# Two commands do everything on a machine with Python 3.11+ and make: `make demo` and `make test`.
# Without make, run the lines behind them:
#   python3 -m venv .venv
#   .venv/bin/pip install .               && .venv/bin/hocba demo
#   .venv/bin/pip install -e '.[dev]'     && .venv/bin/python -m pytest -n 2

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
FOLDER ?= hocba-demo

.PHONY: demo test test-slow coverage lint docs bench clean

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	$(BIN)/hocba demo $(FOLDER)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests tools bench
	$(BIN)/ruff format --check src tests tools bench
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest -n 2
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir site

test-slow: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 -m slow

coverage: $(VENV)/.installed-dev
	$(BIN)/python -m coverage erase
	$(BIN)/python -m pytest -n 2 --cov --cov-report=
	$(BIN)/python tools/branch_coverage.py --minimum 95

docs: $(VENV)/.installed-dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir site

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench

clean:
	rm -rf site build dist .coverage* hocba-demo
