# `make demo` and `make test` install what they need into .venv: demo what a render needs, test the rest as well.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DEV := .venv/dev
EDITOR_SERVER := .editor/node_modules/.bin/yaml-language-server

.PHONY: demo test setup check unit browser-test editor-test gallery sheet docs screenshot specimens compare site wheel clean

demo: $(READY)
	@$(BIN)/memegen batch examples/quotes.csv -b keep-it-open -o out/demo
	@echo "The graphics are in out/demo"

test: check unit

setup: $(DEV)

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# In one process a core. The tests start many processes, which would compile the package anew without bytecode.
unit: $(DEV)
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n logical

# Needs chromium and chromedriver on PATH; without them its tests are skipped.
browser-test: $(DEV)
	$(BIN)/pytest -rs tests/whole/test_browser.py

# Needs Node.js and npm. The server of YAML editors is installed in a folder of its own.
editor-test: $(DEV) $(EDITOR_SERVER)
	$(BIN)/pytest -rs tests/whole/test_editor.py

docs: $(DEV)
	$(BIN)/python docs/render.py

# Needs chromium on PATH.
screenshot: $(DEV)
	$(BIN)/python docs/screenshot.py

gallery: $(DEV)
	$(BIN)/python docs/gallery.py

specimens: $(DEV)
	$(BIN)/python docs/specimens.py

# Needs Chromium, from the PATH or as CHROMIUM names it.
compare: $(DEV)
	$(BIN)/python docs/compare.py
	$(BIN)/python docs/compare_drawings.py

sheet: $(DEV)
	$(BIN)/python docs/legibility_sheet.py

# The docs as a site, with links and anchors checked.
site: $(DEV)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo "The site is in out/site; to read and search it: $(BIN)/python -m http.server -d out/site"

wheel: $(DEV)
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf .venv .editor out dist build

$(EDITOR_SERVER):
	npm install --silent --no-save --no-package-lock --prefix .editor yaml-language-server@2.0.0

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "memegen needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[faces]'
	@touch $@

$(DEV): $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
