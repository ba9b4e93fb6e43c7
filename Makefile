# The two commands are `make run` and `make test`; each first makes the machine ready (installer/prepare.py).
# Everything generated goes under build/, the Python environment into .venv.

.DEFAULT_GOAL := help
.PHONY: help run test server chaos check look bench demo lock clean for-run for-test

PYTHON3 ?= python3
PYTHON := .venv/bin/python
TESTS ?= tests
BUILD := $(CURDIR)/build

export HYPOTHESIS_STORAGE_DIRECTORY := $(BUILD)/hypothesis

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: for-run  ## prepare the machine and open the window
	@$(PYTHON) main.py $(ARGS)

test: for-test  ## prepare the machine and run every test, those of the store on both databases
	@$(PYTHON) -m tests.both $(TESTS)

server: for-test  ## start a throwaway PostgreSQL for trying the program on it
	@$(PYTHON) installer/postgres.py

chaos: for-test  ## kill, fill the disk, race, tamper and fuzz, on both databases
	@$(PYTHON) -m tests.chaos $(ARGS)

check: for-test  ## style, types, arrows between rings, sizes, words
	@failed=0; \
	$(PYTHON) -m ruff check . || failed=1; \
	$(PYTHON) -m ruff format --check . || failed=1; \
	$(PYTHON) -m mypy || failed=1; \
	.venv/bin/lint-imports --no-logo --cache-dir build/import-linter || failed=1; \
	$(PYTHON) -m pytest tests/whole || failed=1; \
	exit $$failed

look: for-test  ## every page as PNG under build/look
	@$(PYTHON) -m tests.look $(ARGS)

bench: for-test  ## speed and memory, each beside its floor
	@$(PYTHON) -m tests.bench $(ARGS)

demo: for-run  ## a store with an invented panti under build/demo
	@mkdir -p build/demo
	@$(PYTHON) -m shelter_admin --store build/demo/panti.store demo \
	  --residents 60 --years 2 --seed 1 --out-accounts build/demo/accounts.json

lock:  ## pin the newest allowed versions again (for who maintains the dependencies)
	@$(PYTHON3) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	@build/lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
	  --no-header --python-version 3.11 pyproject.toml -o requirements.txt
	@build/lock/bin/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
	  --no-header --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:  ## remove what was generated (not .venv)
	@rm -rf build .import_linter_cache .hypothesis
	@find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

for-run:
	@$(PYTHON3) installer/prepare.py run

for-test:
	@$(PYTHON3) installer/prepare.py test
