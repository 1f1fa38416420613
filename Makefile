# make demo   installs into .venv and builds the AGI-Next event into output/agi-next-2026
# make test   installs what the tests need and runs them
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test check scripts site coverage notebooks answers screenshots executed docs lock locked sbom clean

demo: $(VENV)/.installed
	$(BIN)/kg demo -o output/agi-next-2026

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2 -rs

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

coverage: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2 --cov=kg --cov-report=term-missing:skip-covered --cov-fail-under=90

# The page's scripts: types, rules and tests without a browser (needs npm; a wheel and make demo need no Node.js).
scripts:
	npm install --no-package-lock --no-audit --no-fund --silent
	npm test --silent

notebooks: $(VENV)/.installed-test
	$(BIN)/python -m pytest -n 2 --nbmake notebooks

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("kg needs Python 3.11 or later; this is " + sys.version.split()[0] + " (make PYTHON=python3.12 …)") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) -c constraints.txt -e .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) -c constraints.txt -e '.[test]'
	touch $@

# The answers to the shipped questions that the tests compare with: read what changed before you commit it.
answers: $(VENV)/.installed-test
	$(BIN)/python tests/answer_files.py

# The pictures of the README (needs Chromium), and the notebooks with their outputs.
screenshots: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks.screenshots

executed: $(VENV)/.installed-test
	$(BIN)/python notebooks/execute.py

# What the documents quote of the program's own output.
docs: $(VENV)/.installed
	$(BIN)/python docs/refresh.py

# The versions that the tests have passed with.
lock: $(VENV)/.installed-test
	$(BIN)/python -m pip freeze --exclude-editable | grep -v '@ file' > constraints.txt
	$(PIP) --dry-run --ignore-installed --report $(VENV)/report.json -c constraints.txt '.[test]'
	$(BIN)/python .ci/hashes.py $(VENV)/report.json > requirements.lock

# The same versions, each held to the hash of its file (Linux, x86-64, Python 3.11: for CI).
locked: $(VENV)/bin/python
	$(PIP) --require-hashes --no-deps -r requirements.lock

# What is installed, as a CycloneDX bill of materials; its tool is no part of what it lists.
sbom: $(VENV)/.installed
	$(PYTHON) -m venv $(VENV)/sbom
	$(VENV)/sbom/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom
	mkdir -p build
	$(VENV)/sbom/bin/cyclonedx-py environment $(BIN)/python --output-reproducible --of JSON -o build/sbom.json

clean:
	rm -rf $(VENV) build dist

# The site of the documentation: every page, every link and every anchor in it are checked.
site: $(VENV)/.installed
	$(PIP) -c constraints.txt -e '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
