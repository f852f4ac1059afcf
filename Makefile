# The only commands to learn. Each one sets up what it needs first.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: help setup demo serve test test-python test-web test-journeys trial check check-python check-web format lock openapi bench docs pictures clean

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .uv/bin/uv
BIN := .venv/bin
# Python keeps what it compiled, also where the environment says otherwise: the tests start hundreds of processes.
unexport PYTHONDONTWRITEBYTECODE
# A file is run by one process; the order is that of tests/conftest.py.
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

help:  ## What each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{split($$1, name, ":"); printf "  make %-14s %s\n", name[1], $$2}'

setup: .venv/.ready web/node_modules/.ready src/goodwork/_web/index.html  ## Install everything the project needs (safe to repeat)

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "goodwork needs Python 3.11 or newer; name it with make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

# Compiled at once, so that the first start is as quick as the others.
.venv/.ready: requirements.lock pyproject.toml | .uv/bin/uv
	test -x $(BIN)/python || $(UV) venv --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	GOODWORK_SKIP_WEB_BUILD=1 $(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

web/node_modules/.ready: web/package.json web/package-lock.json
	@command -v npm >/dev/null || { echo "goodwork's web client needs Node.js 20 or newer, with npm" >&2; exit 1; }
	cd web && npm ci --no-audit --no-fund --loglevel=error
	touch $@

WEB_SOURCES := $(shell find web/src web/public -type f 2>/dev/null) web/index.html web/vite.config.ts web/scripts/weight.ts web/package.json
src/goodwork/_web/index.html: $(WEB_SOURCES) | web/node_modules/.ready
	cd web && npm run --silent build
	touch $@

demo: setup  ## Run the whole loop on real data, then serve http://127.0.0.1:8000
	$(BIN)/goodwork demo

serve: setup  ## Serve goodwork on http://127.0.0.1:8000 with its own database
	$(BIN)/goodwork serve

# Python and the web client side by side: each has a processor to itself.
check:  ## Style, types and house contracts
	@$(MAKE) --no-print-directory --jobs=2 check-python check-web

check-python: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python scripts/changelog.py --check
	$(BIN)/pyright

check-web: web/node_modules/.ready
	cd web && npm run --silent check

# One run for all of Python's, so that no processor waits at the end of a part.
test: setup test-web  ## All tests: Python, TypeScript, browser
	@if scripts/browser; then $(PYTEST) tests; else $(PYTEST) tests --ignore tests/journeys; echo "make test: the browser tests were SKIPPED, see above." >&2; fi

test-python: setup
	$(PYTEST) tests --ignore tests/journeys

test-web: web/node_modules/.ready
	cd web && npm run --silent test

test-journeys: setup
	@if scripts/browser; then $(PYTEST) tests/journeys; else echo "make test: the browser tests were SKIPPED, see above." >&2; fi

# Long checks with a seed of their own; MINUTES=5 SEED=1 make trial repeats a shorter one.
trial: setup  ## Attacks, kills and fuzzing for 30 minutes at most; ends with a table faults x promises
	$(BIN)/pytest -n 2 --dist loadfile tests -m slow
	timeout --signal=INT --kill-after=90 35m $(BIN)/pytest tests/trial --minutes $(or $(MINUTES),30) $(if $(SEED),--seed $(SEED))

format: .venv/.ready web/node_modules/.ready  ## Put the code into its agreed form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd web && npm run --silent format

lock: .uv/bin/uv  ## Resolve the dependencies again
	$(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links \
	  --all-extras --group dev pyproject.toml -o requirements.lock
	cd web && npm install --package-lock-only --no-audit --no-fund

openapi: setup  ## Write openapi.json, the web client's types and list of formats, and the SDK's shapes from the code
	$(BIN)/python -m goodwork.api.openapi > openapi.json
	$(BIN)/python -m goodwork.api.listing > web/src/api/formats.gen.ts
	cd web && npm run --silent api
	$(BIN)/python -m goodwork.api.shapes src/goodwork/sdk/shapes

bench: setup  ## Measure (not part of the tests)
	$(BIN)/python -m benchmarks

docs: setup  ## Write the pages that are made from the code and build the documentation into site/
	$(BIN)/python scripts/reference.py
	$(BIN)/python scripts/quality_reference.py
	$(BIN)/python scripts/round_trips.py
	$(BIN)/mkdocs build --strict

pictures: setup  ## Make the pictures of the documentation again, in a browser (some minutes)
	$(BIN)/python scripts/pictures.py

clean:  ## Remove what was built and installed here
	rm -rf .venv .uv web/node_modules src/goodwork/_web site dist
