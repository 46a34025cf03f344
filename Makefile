# Everything on a fresh machine in one command: the virtual environment and, on Debian or Ubuntu,
# the system libraries that Qt and the tests need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAMPLE := package/example.salesplan

QT_PACKAGES := python3-venv libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 \
	libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
TEST_PACKAGES := libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils xvfb xauth

.PHONY: run test bench pictures texts

run: $(VENV)/.installed
	@sh tests/system_packages.sh $(QT_PACKAGES)
	@mkdir -p package
	@test -f $(EXAMPLE) || $(BIN)/python -m wizard new --preset online-service -o $(EXAMPLE)
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "No display: building the example's package instead of opening the window."; \
		$(BIN)/python -m wizard build $(EXAMPLE) -o package/out && \
		echo "The package lies in $$(pwd)/package/out"; \
	else \
		$(BIN)/python -m wizard $(EXAMPLE); \
	fi

test: $(VENV)/.tests-installed
	@sh tests/system_packages.sh $(QT_PACKAGES) $(TEST_PACKAGES)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

bench: $(VENV)/.tests-installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks

pictures: $(VENV)/.tests-installed
	@sh tests/system_packages.sh $(QT_PACKAGES) $(TEST_PACKAGES)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.pictures --guide
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.pictures

texts: $(VENV)/.tests-installed
	$(BIN)/python -m tests.catalogue

$(VENV)/bin/python:
	@sh tests/system_packages.sh python3-venv
	$(PYTHON) -c "import sys; sys.exit(0 if sys.version_info >= (3, 11) else 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tests-installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	@touch $@ $(VENV)/.installed
