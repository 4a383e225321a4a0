# Звонок. Plain `make` tells what there is. Needs Python ≥3.11 and make; everything else goes into .venv by itself.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INTEROP := .interop
PORT ?= 8080

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo tour run check lint fix test test-browser interop bench torture migration lock clean

help: ## Show this help
	@printf 'Звонок: a school journal that lives in Telegram\n\n'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ─── try it, run it ───────────────────────────────────────────────────────────────────────────────────────────────────

demo: $(VENV)/run.stamp ## Try it in the browser: a local Telegram, a demo school and the bot (no token needed)
	@$(BIN)/python -m bot demo --port $(PORT)

tour: $(VENV)/run.stamp ## The same in the terminal: a school day played in under a minute
	@$(BIN)/python -m bot demo --tour

run: $(VENV)/run.stamp ## Run the bot for a real school (BOT_TOKEN in the environment or .env)
	@$(BIN)/python -m bot run

# ─── work on it ───────────────────────────────────────────────────────────────────────────────────────────────────────

check: lint test test-browser ## The gate: format, lint, types, imports, every test, the page in a real chromium

lint: $(VENV)/dev.stamp ## Format, lint, types and imports only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: $(VENV)/dev.stamp ## Format and repair what can be repaired
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

test: $(VENV)/test.stamp ## Every test but the browser's, on SQLite and PostgreSQL (ARGS="-k marks" for some)
	$(BIN)/pytest -n auto $(ARGS)

test-browser: $(VENV)/dev.stamp ## The chat page in a real chromium
	$(BIN)/pytest -n auto -m browser $(ARGS)

interop: $(VENV)/test.stamp $(INTEROP)/python.stamp $(INTEROP)/node.stamp ## Other people's bots against the sandbox: aiogram, python-telegram-bot, grammY
	@$(BIN)/python -m tests.interop $(ARGS)

bench: $(VENV)/test.stamp ## Measure the speed of taps, pushes and the database; ARGS=sandbox for the local Telegram
	$(BIN)/python -m tests.bench $(ARGS)

MINUTES ?= 10
DB ?= both

torture: $(VENV)/test.stamp ## Random taps, kills, cuts and outages, then a checker: MINUTES=10 DB=sqlite|postgresql|both
	$(BIN)/python -m tests.torture --minutes $(MINUTES) --db $(DB) $(ARGS)

migration: $(VENV)/test.stamp ## Draft a migration from the models: make migration NAME="add rooms"
	@test -n '$(NAME)' || { echo 'say what it does: make migration NAME="add rooms"' >&2; exit 2; }
	$(BIN)/python -m tests.migration '$(NAME)'

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --quiet \
        --custom-compile-command 'make lock'

lock: $(VENV)/dev.stamp ## Pin the dependencies anew after a change of pyproject.toml (UPGRADE=--upgrade for newer ones)
	$(BIN)/uv pip compile pyproject.toml $(LOCK) $(UPGRADE) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCK) $(UPGRADE) --group test -c requirements.lock -o requirements-test.lock
	$(BIN)/uv pip compile pyproject.toml $(LOCK) $(UPGRADE) --group dev -c requirements-test.lock -o requirements-dev.lock
	$(BIN)/uv pip compile tests/interop/requirements.in $(LOCK) $(UPGRADE) -c requirements.lock -o tests/interop/requirements.lock

clean: ## Remove .venv and what the tools left (never a school's data)
	rm -rf $(VENV) $(INTEROP) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov

# ─── .venv, made and renewed on demand ────────────────────────────────────────────────────────────────────────────────

# The locks pin every package with its hashes and are complete, so pip has nothing to resolve.
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Python 3.11 or newer is needed: make PYTHON=python3.11 …' >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { echo 'no venv module: on Debian, apt install python3-venv' >&2; exit 2; }
	@touch $@

$(VENV)/run.stamp: requirements.lock | $(VENV)/made.stamp
	@echo 'Installing what the bot needs into $(VENV) …'
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/test.stamp: requirements-test.lock | $(VENV)/made.stamp
	@echo 'Installing what the tests need into $(VENV) …'
	@$(INSTALL) -r $<
	@touch $(VENV)/run.stamp $@

$(VENV)/dev.stamp: requirements-dev.lock | $(VENV)/made.stamp
	@echo 'Installing what the checks need into $(VENV) …'
	@$(INSTALL) -r $<
	@touch $(VENV)/run.stamp $(VENV)/test.stamp $@  # the larger locks hold the smaller ones: a test says so

# ─── .interop: other people's bots, which nothing of ours may meet ────────────────────────────────────────────────────

FOREIGN = $(INTEROP)/venv/bin/python -m pip --quiet --disable-pip-version-check

$(INTEROP)/python.stamp: tests/interop/requirements.lock tests/interop/sources.lock
	@echo 'Fetching aiogram and python-telegram-bot with their examples into $(INTEROP) …'
	@rm -rf $(INTEROP)/venv $(INTEROP)/sources
	@mkdir -p $(INTEROP)/sources
	@$(PYTHON) -m venv $(INTEROP)/venv
	@$(FOREIGN) install --require-hashes --no-deps -r tests/interop/requirements.lock
	@$(FOREIGN) download --require-hashes --no-deps --no-build-isolation --no-binary :all: \
	  -r tests/interop/sources.lock -d $(INTEROP)/sources
	@for archive in $(INTEROP)/sources/*.tar.gz; do tar -xzf $$archive -C $(INTEROP)/sources; done
	@touch $@

$(INTEROP)/node.stamp: tests/interop/package.json tests/interop/package-lock.json
	@command -v node >/dev/null && command -v npm >/dev/null \
	  || { echo 'grammY needs Node.js with npm: on Debian, apt install nodejs npm' >&2; exit 2; }
	@echo 'Fetching grammY into $(INTEROP) …'
	@mkdir -p $(INTEROP)/node
	@cp $^ $(INTEROP)/node/
	@npm ci --prefix $(INTEROP)/node --silent --no-audit --no-fund
	@touch $@
