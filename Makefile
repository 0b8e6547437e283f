# Two commands do it all on a fresh Debian machine with Python 3.11 or newer:
#   make brief     environment, then a brief from seeds/; prints where the PDF is
#   make test      environment, then the tests
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
SEEDS ?= seeds
OUT ?= out
OPTIONS ?=
BIN := $(VENV)/bin
STAMP := $(VENV)/.briefgen-installed
export PYTHONDONTWRITEBYTECODE ?= 1

.DEFAULT_GOAL := brief
.PHONY: brief test slow lint wheel-test measure model clean check-system

brief: $(STAMP)
	@$(BIN)/briefgen make $(SEEDS) --out $(OUT) $(OPTIONS)

test: $(STAMP)
	@$(BIN)/python -m pytest -m "not slow" -n auto --dist worksteal

lint: $(STAMP)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

wheel-test: $(STAMP)
	@$(BIN)/python -m pytest -m slow tests/test_wheel.py

slow: $(STAMP)
	@$(BIN)/python -m pytest -m slow

measure: $(STAMP)
	@for script in tests/measure_*.py; do echo "== $$script"; $(BIN)/python -m "tests.$$(basename "$$script" .py)" || exit 1; done
	@echo "== gate"; $(BIN)/python -m tests.gate

model: $(STAMP)
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --group training; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --group training; fi
	@$(BIN)/python -m training

$(STAMP): pyproject.toml | check-system
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && uv pip install --quiet --python $(BIN)/python -e . --group dev; \
	else \
	  $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1" && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check -e . --group dev; \
	fi
	@touch $@

check-system:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(not (3, 11) <= v[:2] <= (3, 13))' 2>/dev/null || \
	  { echo "briefgen needs Python 3.11 to 3.13: install it (apt install python3), or name it: make PYTHON=python3.12"; exit 2; }
	@command -v uv >/dev/null 2>&1 || $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python cannot make environments: apt install python3-venv (or install uv)"; exit 2; }
	@$(PYTHON) -c 'import ctypes.util as u, sys; sys.exit(not all(map(u.find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))))' || \
	  { echo "The PDF needs Pango: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"; exit 2; }

clean:
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
