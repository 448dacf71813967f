# Everything a newcomer needs: `make demo` to see it work, `make test` to check it.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: help install dev ray demo test lint types layers quality bench knocks guided audit sbom lock clean

help:
	@echo "make demo     set up, read the example reports, print the brief"
	@echo "make test     set up for development, then run every check"
	@echo "make lint     ruff, mypy and the import contracts alone"
	@echo "make quality  measure on labelled data (DATA=path)"
	@echo "make bench    measure what size costs (SIZES, TEXTS, LARGE)"
	@echo "make knocks   kill it, fill its disk, feed it broken things (TIMES, MINUTES)"
	@echo "make ray      Ray beside it, for a cluster and its tests"
	@echo "make audit    known faults of what the locks name"
	@echo "make sbom     the locked dependencies as CycloneDX, in build/sbom.json"
	@echo "make clean    remove what was made here"

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "communique needs Python 3.11 or newer; name one with PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.developing: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/.installed

dev: $(VENV)/.developing

# Ray has no wheel for every Python and system: where it cannot be had, its tests are passed over.
ray: dev
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-ray.lock \
	  || echo "ray: passed over, it could not be installed here; its tests are skipped"

demo: install
	@rm -rf demo && mkdir -p demo
	$(BIN)/communique read examples/reports --record demo/examples.record
	$(BIN)/communique brief demo/examples.record
	$(BIN)/communique brief demo/examples.record --format html --out demo/brief.html
	@echo
	@echo "The record is demo/examples.record; the same brief as a page, with every sentence in its report: demo/brief.html"
	@echo "To look at it in the browser, with a timeline, a map and each report beside what it says:"
	@echo "  $(BIN)/communique serve demo/examples.record --open"

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest -n 2

quality: dev
	@test -n "$(DATA)" || { echo "name the folder of labelled data: make quality DATA=path"; exit 2; }
	$(BIN)/python -m evaluation --data $(DATA)

lock: dev
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-find-links --generate-hashes --allow-unsafe --strip-extras --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-find-links --generate-hashes --allow-unsafe --strip-extras --extra dev --output-file requirements-dev.lock pyproject.toml
	@mkdir -p build && sed -n 's/^\([A-Za-z0-9_.-]*==[^ ]*\).*/\1/p' requirements-dev.lock > build/dev-pins.txt
	$(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-find-links --generate-hashes --allow-unsafe --strip-extras --extra ray --constraint build/dev-pins.txt --output-file requirements-ray.lock pyproject.toml

SIZES ?= 1000 4000 10000
LARGE ?= 10000
TEXTS ?= 300
bench: dev
	$(BIN)/python -m benchmarks.scale --sizes $(SIZES) --large $(LARGE) --texts $(TEXTS)

TIMES ?= 100
MINUTES ?= 1
knocks: dev
	$(BIN)/python -m knocks --times $(TIMES) --minutes $(MINUTES)

# Fuzzing led by coverage, of each reader for MINUTES: atheris has no wheel for every Python, so it is not in the lock.
guided: dev
	$(BIN)/python -m pip install --quiet 'atheris>=3.0'
	@lost=0; for reader in html warc eml pdf jsonl; do $(BIN)/python -m knocks.guided $$reader --minutes $(MINUTES) || lost=1; done; exit $$lost

# Tools for the supply have an environment of their own, so that what is audited is what is locked.
$(VENV)/supply/.installed:
	$(PYTHON) -m venv $(VENV)/supply
	$(VENV)/supply/bin/python -m pip install --quiet 'pip-audit>=2.10' 'cyclonedx-bom>=7.0'
	@touch $@

audit:
	@$(MAKE) --silent $(VENV)/supply/.installed || { echo "audit: passed over, its tools could not be installed (no network?)"; exit 0; }; \
	$(VENV)/supply/bin/python -m knocks.audit requirements*.lock

sbom: $(VENV)/supply/.installed
	@mkdir -p build
	$(VENV)/supply/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --output-file build/sbom.json
	@echo "build/sbom.json"

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache
