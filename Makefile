# make demo   the environment, the demo study, and the app
# make test   all tests; make check   style, types, floors; make bench   figures for docs/benchmarks.md
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-browser-1 test-browser-2 test-others check fix bench chromium lock clean

demo: .venv/ready
	$(BIN)/kwalicode demo demo
	$(BIN)/kwalicode serve demo

# Three processes, for a browser waits much of its time; the tests with one are dealt out by name.
test: .venv/ready chromium
	$(MAKE) --jobs 3 --output-sync=target test-browser-1 test-browser-2 test-others

test-browser-1: .venv/ready
	$(BIN)/python -m pytest tests/browser/test_[a-m]*.py

test-browser-2: .venv/ready
	$(BIN)/python -m pytest tests/browser/test_[n-z]*.py

test-others: .venv/ready
	$(BIN)/python -m pytest -m "not browser"

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready chromium
	$(BIN)/python -m benchmarks

# Browser tests need Debian's chromium; it is installed where that is allowed.
chromium:
	@command -v chromium >/dev/null || $(MAKE) -s install-chromium || \
		echo "Chromium is missing and cannot be installed here: browser tests are skipped."

install-chromium:
	@if [ "$$(id -u)" = 0 ]; then apt-get update -q && apt-get install -yq chromium fonts-noto-color-emoji; \
	else sudo -n apt-get update -q && sudo -n apt-get install -yq chromium fonts-noto-color-emoji; fi

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

# Pin what was tried, without addresses of package indexes.
lock:
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --upgrade \
		--no-emit-index-url --no-header --no-annotate --output-file requirements.txt

clean:
	rm -rf .venv demo screenshots
