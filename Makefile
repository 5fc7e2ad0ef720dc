# make demo   try soptui on a made-up session        make test   everything that must pass
#
# Needs make and Python 3.11 or newer, nothing else: the rest goes into .venv, which is made once
# and brought up to date when pyproject.toml changes.

# The first Python here that is new enough and can make a virtual environment.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' \
	>/dev/null 2>&1 && { echo $$python; break; }; done)

IN_VENV := .venv/bin/python -m
PIP := $(IN_VENV) pip --quiet --disable-pip-version-check
READY := .venv/ready

.PHONY: help demo test lint format bench faults pictures clean

help:
	@echo "make demo      try soptui on a made-up session"
	@echo "make test      lint, types and tests: everything that must pass"
	@echo "make format    put the code into its one shape"
	@echo "make bench     measure how fast it feels, against one bare input field"
	@echo "make faults    strike it with every fault, beside stock TinyDB and Textual (half an hour)"
	@echo "make pictures  draw the pictures of the documents anew"
	@echo "make clean     remove what make made"

demo: $(READY)
	@exec .venv/bin/soptui demo

test: lint
	$(IN_VENV) pytest

lint: $(READY)
	$(IN_VENV) ruff check
	$(IN_VENV) ruff format --check
	$(IN_VENV) mypy

format: $(READY)
	$(IN_VENV) ruff check --fix
	$(IN_VENV) ruff format

bench: $(READY)
	$(IN_VENV) bench.run $(BENCH)

faults: $(READY)
	$(IN_VENV) bench.faults.run $(FAULTS)

pictures: $(READY)
	@$(PIP) install --group pictures
	$(IN_VENV) docs.pictures

clean:
	rm -rf .venv dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find soptui tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@test -n "$(PYTHON)" || { \
		echo "soptui needs Python 3.11 or newer, with venv (on Debian: python3-venv)." >&2; exit 1; }
	@echo "Setting up .venv with $(PYTHON); this takes a minute, once."
	@.venv/bin/python -c "" 2>/dev/null || "$(PYTHON)" -m venv --clear .venv
	@$(PIP) install --upgrade "pip>=25.1"
	@$(PIP) install --editable . --group dev
	@touch $@
