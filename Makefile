# Everything a person types at this project. Only Python 3.11 or later and make are needed.
# `make run` and `make test` work in an empty clone; `make help` tells the rest.

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check bench messages format lock install install-dev clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install ## install, load the demo and serve on http://127.0.0.1:8000 (PORT=8080 to change)
	@$(PY) manage.py setup --demo
	@exec $(PY) manage.py serve

test: install-dev ## install what the tests need and run all of them, on SQLite and on PostgreSQL
	@$(PY) -m tests.run

check: install-dev ## style, types, deployment settings, migrations, translations
	@$(PY) -m tests.checks

bench: install-dev ## measure what must stay fast (on this machine, as ratios)
	@$(PY) -m tests.benchmarks $(ARGS)

messages: install-dev ## collect new texts into locale/ (needs gettext); then translate what is empty
	@$(PY) manage.py makemessages --locale en --no-obsolete --add-location file --ignore .venv --ignore var --ignore tests
	@$(PY) -m tests.translations

format: install-dev ## put the code in order
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

lock: install-dev ## lock requirements*.in anew into requirements*.txt, with hashes
	@$(BIN)/$(LOCK) $(ARGS) requirements.in --output-file requirements.txt
	@$(BIN)/$(LOCK) $(ARGS) --constraint requirements.txt requirements-dev.in --output-file requirements-dev.txt

install: $(VENV)/installed

install-dev: $(VENV)/installed-dev

clean: ## forget the virtual environment and caches (your data in var/ stays)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(PY):
	@python=; for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python="$$candidate"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 eller senare saknas / Python 3.11 or later was not found. Debian: apt-get install python3 python3-venv" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
		echo "Pythons venv-modul saknas / Python lacks its venv module. Debian, Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	fi; \
	"$$python" -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(PY)
	@echo "Installerar … / Installing …"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(PY)
	@echo "Installerar även det som testerna behöver … / Installing, tests included …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/installed
