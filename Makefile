# Two commands do everything on a fresh machine: `make run` and `make test`.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON := $(shell for p in python3.13 python3.12 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP_FLAGS := -qq --disable-pip-version-check --no-input --require-hashes
HEARD := tests/extension/test_heard.py
NODE := $(BIN)/python -m extension.tools.node
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test prepared programs lists test-extension-long test-extension-heard check extension extension-check extension-pictures format lock bench clean

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 22

run: .venv/runtime  ## set up, then start office and guard on this computer and show the main job
	@$(BIN)/python -m docs.demo

test:  ## set up, then run every test
	@$(MAKE) --no-print-directory --jobs=4 prepared
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder $(PYTEST)

check: .venv/tests extension-check  ## formatting, lint, types, import contracts; the extension's too
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy policy proxy_addons server benchmarks docs extension/tools
	$(BIN)/lint-imports

extension-check: .venv/tests extension/node_modules/done  ## the extension's types, lint, languages and sites
	$(BIN)/python -m pytest -q tests/extension/checks

test-extension-long: .venv/tests extension/node_modules/done  ## every way to send in every editor and both browsers, three times
	@tests/prepare
	@for round in 1 2 3; do \
	  $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder tests/extension --long --ignore $(HEARD) || exit 1; done

test-extension-heard: .venv/tests extension/node_modules/done  ## what a screen reader says of the extension, in both browsers
	@tests/prepare with-screen-reader
	@$(BIN)/python -m pytest -q $(HEARD) --long

extension-pictures: .venv/tests extension/node_modules/done  ## take the documentation's pictures of the extension anew
	@tests/prepare
	@$(BIN)/python -m pytest -q tests/extension/test_pictures.py -k chromium --pictures docs/pictures

extension: .venv/runtime  ## pack the extension: dist/*.zip, *.xpi and *.crx (KEY=FILE: the operator's signing key)
	@$(BIN)/python -m extension.tools.pack $(if $(KEY),--key $(KEY))

format: .venv/tests  ## put the code in shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/tests  ## ratios against plain mitmdump, sizes and rates
	$(BIN)/python -m benchmarks

lock:  ## resolve the dependencies anew (needs uv); hashes, no index addresses
	uv pip compile pyproject.toml --universal --python-version 3.12 --generate-hashes --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev -c requirements.lock --universal --python-version 3.12 --generate-hashes --no-header -q -o requirements-dev.lock
	uv pip compile tests/clients.in --universal --python-version 3.12 --generate-hashes --no-header -q -o requirements-clients.lock
	uv pip compile tests/synapse.in --universal --python-version 3.12 --generate-hashes --no-header -q -o requirements-synapse.lock

clean:  ## remove everything that `run` and `test` made, the demo's data too
	rm -rf .venv .venvs .cache .home extension/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/python:
	@test -n "$(PYTHON)" || { echo "Tutor Guard needs Python 3.13 (3.12 works too); none was found on PATH." >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: requirements.lock .venv/python
	@echo "Installing what Tutor Guard needs (once)…"
	@$(BIN)/pip install $(PIP_FLAGS) -r requirements.lock
	@touch $@

.venv/tests: requirements-dev.lock .venv/python
	@echo "Installing what Tutor Guard and its tests need (once)…"
	@$(BIN)/pip install $(PIP_FLAGS) -r requirements-dev.lock
	@touch $@ .venv/runtime

extension/node_modules/done: extension/package-lock.json .venv/tests
	@echo "Installing what checks and tests the extension (once)…"
	@$(NODE) npm ci --prefix extension --silent
	@touch $@

.venvs/%/done: requirements-%.lock .venv/python
	@echo "Installing $* for the end-to-end tests (once)…"
	@$(PYTHON) -m venv --without-pip .venvs/$*
	@$(BIN)/pip --python .venvs/$*/bin/python install $(PIP_FLAGS) --no-compile -r requirements-$*.lock
	@touch $@

# At once, for most of it waits for the network.
prepared: programs lists .venv/compiled extension/node_modules/done .venvs/clients/done .venvs/synapse/done

programs:
	@tests/prepare

lists: .venv/tests
	@tests/fetch

# Once, for else each of pytest's workers compiles every test for itself. What is wrong with one is said when they run.
.venv/compiled: .venv/tests
	@$(BIN)/python -m pytest --collect-only -qq >/dev/null 2>&1 || true
	@touch $@
