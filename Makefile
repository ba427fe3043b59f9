# make run   the desk with an invented group, on http://localhost:8000
# make test  everything that must hold
# `make help` names the rest.

# Debian's own Python is faster than a self-built one; another 3.11 will do.
PYTHON := $(shell /usr/bin/python3.11 -c 'import ensurepip, venv; print("/usr/bin/python3.11")' 2>/dev/null || echo python3.11)
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
SOURCES := src tests $(wildcard benchmarks)

.PHONY: help run test lock translations pictures bench faults mutants packages drawing faketime lint types imports
.PHONY: security tests tests-on-postgres wheel sbom audit fuzz match clean
.DEFAULT_GOAL := help

# Commands start a third quicker where what was compiled is kept.
export PYTHONDONTWRITEBYTECODE :=

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

run: .venv/run drawing assets ## serve the desk with an invented group; the data stay until `make clean`
	@$(BIN)/jiwar demo --if-absent
	@exec $(BIN)/jiwar serve

test: packages .venv/develop lint types imports security tests tests-on-postgres ## check everything

lint:
	$(BIN)/ruff check --quiet $(SOURCES)
	$(BIN)/ruff format --quiet --check $(SOURCES)

types:
	$(BIN)/mypy $(SOURCES)

imports:
	$(BIN)/lint-imports --no-logo

security:
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive src

tests: assets
	$(BIN)/pytest -q -n 2 --dist worksteal

tests-on-postgres: assets
	JIWAR_TEST_DATABASE=postgres $(BIN)/pytest -q -n 2 --dist worksteal

.PHONY: assets
assets:
	@$(BIN)/python -m jiwar.foundation.ui.build > /dev/null

lock: .venv/base ## choose versions anew and write them down with their hashes
	$(PIP) install uv
	for what in build.in:build pyproject.toml:run; do \
	  source=$${what%%:*}; [ $$source = pyproject.toml ] || source=requirements/$$source; \
	  $(BIN)/uv pip compile $$source --upgrade --quiet $(LOCKING) -o requirements/$${what##*:}.lock || exit 2; \
	done
	for extra in develop match; do \
	  $(BIN)/uv pip compile pyproject.toml --extra $$extra --upgrade --quiet $(LOCKING) \
	    -c requirements/run.lock -o requirements/$$extra.lock || exit 2; \
	done
LOCKING := --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

translations: .venv/develop ## bring the catalogues up to date with the sources
	$(BIN)/python -m jiwar.foundation.ui.build extract

pictures: packages .venv/develop ## take the pictures in docs/pictures with a real browser
	$(BIN)/python -m tests.journeys.pictures

faults: packages faketime .venv/develop assets ## kill, fill, restart and leap: ten minutes of faults, and what was lost
	$(BIN)/python -m tests.faults

mutants: .venv/develop assets ## small faults in access and vault, and how many of them the tests notice (most of an hour)
	$(BIN)/python -m tests.mutants

match: .venv/run ## packages for `jiwar duplicates find`, the search through a whole register
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/match.lock

bench: .venv/develop ## measure the desk at 100,000 people
	$(BIN)/python benchmarks/desk.py

wheel: .venv/run assets ## the program for a server, in dist/: a wheel, the hashes of its packages, and deploy/
	@rm -rf dist build/lib build/bdist.*
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@cp -r requirements/run.lock deploy dist/

sbom: .venv/develop ## write down what the program is made of (CycloneDX, build/sbom.cdx.json)
	@mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements/run.lock --pyproject pyproject.toml --mc-type application \
	  --output-reproducible --of JSON --sv 1.6 -o build/sbom.cdx.json

audit: build/audit ## ask the public lists of vulnerabilities about what the program is made of (needs the Internet)
	@build/audit/bin/python tests/source/audit.py requirements/run.lock

fuzz: .venv/develop ## feed the parsers for some minutes instead of some seconds
	JIWAR_TEST_FUZZ=20000 $(BIN)/pytest -q tests/fuzz

clean: ## forget the invented group and the environment
	rm -rf var .venv

# --- the environment -------------------------------------------------------------------------------------------------
# A stamp is older than what it was made from only when there is something to do.

.venv/base:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 is needed: run apt-get install -y python3.11 python3.11-venv." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@touch $@

.venv/run: .venv/base requirements/run.lock requirements/build.lock pyproject.toml
	@echo "Preparing the environment in .venv (once)."
	@$(PIP) install --require-hashes -r requirements/build.lock
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/run.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# A tool that wants a pip of its own, so not in the environment of the program.
build/audit:
	@$(PYTHON) -m venv $@
	@$@/bin/pip --disable-pip-version-check --quiet install 'pip-audit>=2.10,<3'

.venv/develop: .venv/run requirements/develop.lock requirements/match.lock
	@$(PIP) install --require-hashes -r requirements/develop.lock
	@$(PIP) install --require-hashes --only-binary :all: -r requirements/match.lock
	@touch $@

# --- what Debian provides --------------------------------------------------------------------------------------------

# What draws letters, and for the tests what takes them apart again.
absent = $(foreach package,$(1),$(shell dpkg-query -W -f '$${Status}' $(package) 2>/dev/null | grep -q ' installed' || echo $(package)))
DRAWING := $(call absent,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig)
NEEDED := $(DRAWING) $(call absent,poppler-utils) \
          $(shell command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || echo chromium-headless-shell) \
          $(shell ls /usr/sbin/nginx >/dev/null 2>&1 || echo nginx-light) \
          $(shell ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || echo postgresql-15)

packages:
ifneq ($(strip $(NEEDED)),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(NEEDED) >/dev/null; \
	else \
	  echo "The tests need a browser, PostgreSQL and a proxy: run sudo apt-get install -y --no-install-recommends $(NEEDED)." >&2; \
	  exit 2; \
	fi
endif

# The desk runs without; then letters cannot be made, and the page says so.
drawing:
ifneq ($(strip $(DRAWING)),)
	@{ [ "$$(id -u)" = 0 ] && apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DRAWING) >/dev/null; \
	} || echo "Letters need apt-get install -y --no-install-recommends $(DRAWING)." >&2
endif

faketime:
	@ls /usr/lib/*/faketime/libfaketimeMT.so.1 >/dev/null 2>&1 || { \
	  [ "$$(id -u)" = 0 ] && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends faketime >/dev/null; \
	} || echo "The clock's drill is left out: it needs apt-get install faketime." >&2
