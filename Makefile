# The few commands that people need. Everything runs in the environment that VENV names.
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: setup test check format lock schemas

setup:  ## make the environment for development
	python3 -m venv $(VENV)
	$(BIN)/pip install -r requirements-dev.lock
	$(BIN)/pip install --no-deps -e .

test:  ## run the tests
	$(BIN)/python -m pytest -q -n auto

check:  ## lint, types, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.support.lint_imports

format:  ## lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## resolve the dependencies anew (needs uv)
	uv pip compile -q pyproject.toml --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 -o requirements.lock
	uv pip compile -q pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --python-version 3.11 -o requirements-dev.lock

schemas:  ## write docs/schemas from the domain models
	$(BIN)/python -m coscientist.experiments.schemas
