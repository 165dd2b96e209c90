# `make demo` and `make test` set everything up in .venv by themselves.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test setup check unit browser-test gallery sheet docs screenshot specimens compare wheel clean

demo: $(READY)
	@$(BIN)/memegen batch examples/quotes.csv -o out/demo
	@echo "The pictures are in out/demo"

test: check unit

setup: $(READY)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/pytest

# Needs chromium and chromedriver on PATH; without them its tests are skipped.
browser-test: $(READY)
	$(BIN)/pytest -rs tests/whole/test_browser.py

docs: $(READY)
	$(BIN)/python docs/render.py

# Needs chromium on PATH.
screenshot: $(READY)
	$(BIN)/python docs/screenshot.py

gallery: $(READY)
	$(BIN)/python docs/gallery.py

specimens: $(READY)
	$(BIN)/python docs/specimens.py

# Needs Chromium, from the PATH or as CHROMIUM names it.
compare: $(READY)
	$(BIN)/python docs/compare.py

sheet: $(READY)
	$(BIN)/python docs/legibility_sheet.py

wheel: $(READY)
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf .venv out dist build

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "memegen needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
